from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tests.end_to_end.conftest import SHARED, Dateline

pytestmark = pytest.mark.xdist_group("prefect")
FACTS = (
    "fact_article", "fact_paragraph", "fact_statement", "fact_statement_relay", "fact_statement_entity",
    "fact_mention", "fact_date_mention", "dim_entity", "dim_entity_alias", "dim_source", "dim_location",
)  # fmt: skip


def rows(dateline: Dateline, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(dateline.warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()


def facts(dateline: Dateline) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(rows(dateline, f"SELECT * FROM {table}"), key=repr) for table in FACTS}


def outcomes(dateline: Dateline) -> dict[object, object]:
    latest = "(SELECT run_id FROM ops.run ORDER BY started_at DESC LIMIT 1)"
    return dict(rows(dateline, f"SELECT outcome, count(*) FROM ops.document WHERE run_id = {latest} GROUP BY 1"))  # type: ignore[arg-type]


def article(text: str, title: str = "Port reopens after the storm", modified: str = "2024-03-01T10:00:00Z") -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": "2024-03-01T09:00:00Z",
        "dateModified": modified,
    }
    return f"""<html lang="en"><head><title>{title}</title><link rel="canonical" href="https://news.example/port">
    <script type="application/ld+json">{json.dumps(data)}</script></head>
    <body><article><h1>{title}</h1><p>{text}</p></article></body></html>"""


FIRST = (
    "The port will reopen on Monday, the harbour authority said. “We have checked every crane,” the authority "
    "said in a statement. Ships have been waiting outside the harbour since the storm passed over the coast."
)
SECOND = (
    "The port will reopen on Wednesday, the harbour authority said. “Two cranes need repair,” the authority said in "
    "a statement. Ships have been waiting outside the harbour since the storm passed over the coast on Sunday night."
)


def test_the_samples_show_every_outcome_and_a_second_run_changes_nothing(dateline: Dateline) -> None:
    done = dateline("run")
    assert done.returncode == 0, done.stderr
    assert outcomes(dateline) == {"loaded": 12, "revised": 1, "duplicate": 1, "rejected": 2}
    assert rows(dateline, r"SELECT content FROM fact_statement WHERE NOT regexp_matches(content, '[\p{L}\p{N}]')") == []
    before = facts(dateline)
    again = dateline("run")
    assert again.returncode == 0, again.stderr
    assert outcomes(dateline) == {"unchanged": 16}
    assert facts(dateline) == before
    assert rows(dateline, "SELECT count(*) FROM ops.rejection WHERE stage IN ('raw_document', 'document')") == [(2,)]


def test_changed_text_at_the_same_url_is_a_revision_and_its_statements_are_not_mixed(dateline: Dateline) -> None:
    page = dateline.folder / "port.html"
    page.write_text(article(FIRST))
    assert dateline("run", str(page)).returncode == 0
    page.write_text(article(SECOND, modified="2024-03-01T15:00:00Z"))
    done = dateline("run", str(page))
    assert done.returncode == 0, done.stderr
    assert outcomes(dateline) == {"revised": 1}
    versions = rows(
        dateline, "SELECT revision, is_current, text LIKE '%Wednesday%' FROM fact_article ORDER BY revision"
    )
    assert versions == [(1, False, False), (2, True, True)]
    current = [content for (content,) in rows(dateline, "SELECT content FROM statements")]
    assert any("Two cranes" in str(content) for content in current)
    assert not any("every crane" in str(content) for content in current)
    assert rows(dateline, "SELECT count(*) > 0 FROM fact_statement WHERE revision = 1") == [(True,)]


def test_a_batch_that_breaks_a_rule_of_the_whole_is_refused_and_published_facts_stay(dateline: Dateline) -> None:
    page = dateline.folder / "port.html"
    page.write_text(article(FIRST))
    assert dateline("run", str(page)).returncode == 0
    with duckdb.connect(str(dateline.warehouse)) as connection:  # damage that the next batch must not build on
        connection.execute("INSERT INTO fact_article SELECT * REPLACE (7 AS revision) FROM fact_article")
    before = facts(dateline)
    page.write_text(article(SECOND))
    done = dateline("run", str(page))
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Error: 1 of 1 batches" in done.stderr
    assert facts(dateline) == before
    assert outcomes(dateline) == {"rejected": 1}
    assert rows(dateline, "SELECT state FROM ops.run ORDER BY started_at DESC LIMIT 1") == [("refused",)]


def test_a_rejected_document_is_replayed_when_its_file_was_mended(dateline: Dateline) -> None:
    (dateline.folder / "in").mkdir()
    page = dateline.folder / "in" / "port.html"
    page.write_text("<html><body></body></html>")
    assert dateline("run", "in").returncode == 0
    assert "port.html" in dateline("rejected").stdout
    page.write_text(article(FIRST))
    done = dateline("rejected", "--replay")
    assert done.returncode == 0, done.stderr
    assert outcomes(dateline) == {"loaded": 1}
    assert rows(dateline, "SELECT count(*) FROM ops.rejection WHERE replayed_at IS NULL") == [(0,)]


def test_json_lines_keep_text_offsets_ids_and_unknown_keys(dateline: Dateline) -> None:
    text = "Line one.\r\n\r\n“It is late,” the mayor said on Tuesday.\u2028Caf\u0065\u0301 closed. \n"
    record = {"id": "a#1", "text": text, "title": "Not in the text", "published_at": "2024-03-06", "desk": "city"}
    (dateline.folder / "in.jsonl").write_text(json.dumps(record) + "\n{broken\n")
    assert dateline("run", "in.jsonl").returncode == 0
    assert rows(dateline, "SELECT text, input_uri, title FROM fact_article") == [
        (text, "in.jsonl#a#1", "Not in the text")
    ]
    assert rows(dateline, "SELECT extra FROM ops.document WHERE outcome = 'loaded'") == [('{"desk": "city"}',)]
    found = rows(dateline, "SELECT content, content_start, content_end FROM fact_statement")
    assert found
    assert all(text[start:end] == content for content, start, end in found)


def test_hostile_names_and_texts_pass_through_as_data(dateline: Dateline) -> None:
    folder = dateline.folder / "in"
    folder.mkdir()
    name = "[bold]x'); DROP TABLE fact_article; --<img src=x onerror=alert(1)>.html"
    (folder / name).write_text(article(FIRST, title="<script>alert(1)</script>'); DROP TABLE ops.run; --"))
    (folder / "[red]\x1b[2J.html").write_text("")
    done = dateline("run", "in")
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert rows(dateline, "SELECT input_uri FROM fact_article") == [(name,)]
    assert "[red]" in dateline("rejected").stdout


def test_errors_are_one_sentence_and_have_their_exit_codes(dateline: Dateline) -> None:
    missing = dateline("run", "no-such-folder")
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
    assert "no-such-folder does not exist" in missing.stderr
    assert dateline("run", "--workers", "none").returncode == 2
    no_warehouse = dateline("sql", "SELECT 1", "--warehouse", "no.duckdb")
    assert (no_warehouse.returncode, "dateline run" in no_warehouse.stderr) == (1, True)
    assert "Traceback" not in missing.stderr + no_warehouse.stderr


def test_sql_prints_rows_and_refuses_all_else(dateline: Dateline) -> None:
    (dateline.folder / "port.html").write_text(article(FIRST))
    assert dateline("run", "port.html").returncode == 0
    asked = dateline("sql", "SELECT title FROM articles", "--format", "json")
    assert json.loads(asked.stdout) == {"title": "Port reopens after the storm"}
    assert dateline("sql", "--format", "csv", input="SELECT 1 AS a").stdout.splitlines() == ["a", "1"]
    for query in ("DELETE FROM fact_article", "SELECT * FROM read_text('port.html')", "COPY articles TO 'x.csv'"):
        refused = dateline("sql", query)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1), query
    assert not (dateline.folder / "x.csv").exists()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real pages beside the checkout are not there")
def test_real_pages_are_each_accounted_for_once(dateline: Dateline, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    pages = sorted((SHARED / "bench" / "extraction" / "dev" / "html").glob("*.gz"))[::14]
    for page in pages:
        (folder / page.name).write_bytes(page.read_bytes())
    done = dateline("run", str(folder))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert rows(dateline, "SELECT count(*), count(DISTINCT input_uri) FROM ops.document") == [(len(pages), len(pages))]
    assert sum(outcomes(dateline).values()) == len(pages)  # type: ignore[arg-type]
