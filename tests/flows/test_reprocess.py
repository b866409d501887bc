from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows import steps
from flows.audit import Batch, audit_batch
from flows.auditor import Auditor
from flows.diff import show_diff
from flows.inputs import InputRef, discover
from flows.recaptured import documents, left_out
from flows.rejections import rejection
from flows.seeds import SAMPLES
from flows.settings import Settings
from flows.staging import read_records, write_records
from flows.version import extractor_version
from tests.warehouse.builders import make_run, sound
from transforms.errors import Rejected
from transforms.records import Capture, Document, RawDocument, Rejection
from warehouse.connection import connect
from warehouse.diff import diff
from warehouse.migrate import migrate
from warehouse.publish import publish
from warehouse.reprocess import Republished, Staged, republish
from warehouse.runs import open_run
from warehouse.selection import select_captures
from warehouse.snapshot import snapshot

Step = Callable[[Path, str], None]
PAGE = """<html lang="en"><head><title>{title}</title><link rel="canonical" href="https://news.example/{title}"></head>
<body><article><h1>{title}</h1><p>The port will reopen on Monday, the harbour authority said. “We have checked every
crane,” Mayor Ann Lee said in a statement. Ships have been waiting outside since the storm passed.</p></article></body>
"""


@dataclass
class Desk:
    """A warehouse file, loaded and derived again by the real steps in this process."""

    folder: Path
    run_count: int = 0

    @property
    def path(self) -> Path:
        return self.folder / "news.duckdb"

    def load(self, refs: Iterable[InputRef]) -> None:
        run_id = self._run()
        staged = self._staged(list(refs), run_id, steps.extract_batch)
        with connect(self.path) as connection:
            publish(connection, staged.folder, run_id, staged.number)

    def reprocess(self, extract: Step = steps.extract_batch, **chosen: object) -> Republished:
        run_id = self._run()
        with connect(self.path) as connection:
            selected = select_captures(connection, **chosen)  # type: ignore[arg-type]
        staged = self._staged(list(documents(selected)), run_id, extract)
        missing = left_out(selected, read_records(staged.folder, Capture), run_id)
        with connect(self.path) as connection:
            found = republish(connection, [staged], run_id, missing)
            assert sound(connection) == []
        return found

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.path), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def _run(self) -> str:
        self.run_count += 1
        with connect(self.path) as connection:
            migrate(connection)
            started = datetime.now(UTC) - timedelta(days=1) + timedelta(seconds=self.run_count)
            open_run(connection, make_run(f"run-{self.run_count}", started_at=started))
        return f"run-{self.run_count}"

    def _staged(self, refs: list[InputRef], run_id: str, extract: Step) -> Staged:
        folder = self.folder / run_id
        folder.mkdir()
        steps.capture_batch(folder, refs, {}, run_id, 20_000_000)
        extract(folder, run_id)
        steps.normalise_batch(folder, run_id)
        steps.analyse_batch(folder, run_id, Settings())
        audit = Auditor(Settings(warehouse=self.path), run_id, "test").audit
        assert audit_batch(Batch(1, folder, run_id, {}, len(refs)), audit) is None
        return Staged(1, folder)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def pages(folder: Path, *titles: str) -> Iterator[InputRef]:
    folder.mkdir(exist_ok=True)
    for title in titles:
        (folder / f"{title}.html").write_text(PAGE.format(title=title))
    return discover([str(folder)]).refs


def facts(path: Path) -> dict[str, list[str]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        query = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'"
        names = [name for (name,) in connection.execute(query).fetchall()]
        return {name: sorted(map(repr, connection.execute(f"FROM {name}").fetchall())) for name in names}


def test_the_samples_derived_again_are_the_same_in_every_fact(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    desk.load(discover([str(SAMPLES)]).refs)
    kept = tmp_path / "kept.duckdb"
    snapshot(desk.path, kept)
    assert desk.reprocess() == Republished(same=13, changed=0, added=0, removed=0)
    assert facts(desk.path) == facts(kept)
    assert desk.rows("SELECT DISTINCT extractor_version FROM fact_article") == [(extractor_version(),)]
    assert all(not each.examples for each in diff(kept, desk.path, 5))
    show_diff(kept, desk.path, 5, "table")
    assert "The facts are the same." in capsys.readouterr().out


def test_what_cannot_be_read_again_keeps_its_facts_and_is_reported(desk: Desk, tmp_path: Path):
    desk.load(pages(tmp_path / "in", "Gone", "Other", "Port"))
    shutil.copy(desk.path, tmp_path / "kept.duckdb")
    (tmp_path / "in" / "Gone.html").unlink()
    (tmp_path / "in" / "Other.html").write_text(PAGE.format(title="Replaced"))
    assert desk.reprocess() == Republished(same=1, changed=0, added=0, removed=0)
    assert facts(desk.path) == facts(tmp_path / "kept.duckdb")
    query = "SELECT rule, input_uri FROM ops.rejection WHERE replayed_at IS NULL ORDER BY ALL"
    expected = [("capture_changed", "Other.html"), ("capture_gone", "Gone.html")]
    assert desk.rows(query) == expected
    desk.reprocess()
    assert desk.rows(query) == expected


def without_text(folder: Path, run_id: str) -> None:
    """Extract as a version of the code that finds no text in anything."""
    steps.extract_batch(folder, run_id)
    error = Rejected("document", "no_text", "The page has no article text.")
    refused = [rejection(run_id, raw, error) for raw in read_records(folder, RawDocument)]
    write_records(folder, Document, [])
    write_records(folder / "extract", Rejection, refused)


def test_a_document_that_is_rejected_by_one_version_of_the_code_is_loaded_by_another(desk: Desk, tmp_path: Path):
    desk.load(pages(tmp_path / "in", "Port"))
    before = facts(desk.path)
    assert desk.reprocess(extract=without_text) == Republished(same=0, changed=0, added=0, removed=1)
    assert desk.rows("SELECT DISTINCT outcome FROM ops.document") == [("rejected",)]
    assert all(facts(desk.path)[table] == [] for table in before)
    since = datetime.now(UTC) - timedelta(days=1)
    assert desk.reprocess(since=since) == Republished(same=0, changed=0, added=1, removed=0)
    assert desk.rows("SELECT outcome, revision FROM ops.document WHERE run_id = 'run-3'") == [("loaded", 1)]
    assert desk.rows("SELECT count(*) FROM ops.rejection WHERE replayed_at IS NULL") == [(0,)]
    with duckdb.connect(str(desk.path)) as connection:
        connection.execute("UPDATE fact_article SET run_id = 'run-1'; UPDATE fact_statement SET run_id = 'run-1'")
    assert facts(desk.path) == before


def test_what_a_feed_tells_is_told_again(desk: Desk, tmp_path: Path):
    (ref,) = pages(tmp_path / "in", "Port")
    told = {"published_at": "2023-12-08T09:00:00Z", "source": "news.example"}
    at = datetime(2023, 12, 9, tzinfo=UTC)
    desk.load([InputRef(ref.path, ref.input_uri, ref.format, ref.byte_count, told=told, captured_at=at)])
    with connect(desk.path) as connection:
        connection.execute(
            "INSERT INTO ops.address BY NAME SELECT 'https://news.example/Port' AS url, 'settled' AS state,"
            " now() AS found_at, 'news.example' AS source_id, 1 AS attempt_count, ? AS place",
            [ref.place],
        )
        connection.execute(
            "INSERT INTO ops.origin BY NAME SELECT 'https://news.example/Port' AS url, 'https://news.example/feed' AS"
            " feed_url, '' AS link, now() AS found_at, '2023-12-08T09:00:00Z' AS published_at"
        )
    before = facts(desk.path)
    assert desk.reprocess(source_id="news.example") == Republished(1, 0, 0, 0)
    assert facts(desk.path) == before
    query = "SELECT published_at, published_basis, first_seen_at FROM fact_article"
    assert desk.rows(query) == [(datetime(2023, 12, 8, 9, tzinfo=UTC), "feed", at)]


def warc(path: Path, *titles: str) -> None:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number, title in enumerate(titles, start=1):
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            payload, date = BytesIO(PAGE.format(title=title).encode()), {"WARC-Date": f"2024-01-0{number}T10:00:00Z"}
            url = f"https://news.example/{title}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload, http_headers=http, warc_headers_dict=date)
            )


def test_captures_are_read_out_of_warc_files_and_keep_their_time(desk: Desk, tmp_path: Path):
    (tmp_path / "in").mkdir()
    warc(tmp_path / "in" / "crawl.warc.gz", "Port", "Storm")
    desk.load(discover([str(tmp_path / "in")]).refs)
    before = facts(desk.path)
    assert desk.reprocess() == Republished(2, 0, 0, 0)
    assert facts(desk.path) == before
    found = desk.rows("SELECT title, first_seen_at FROM fact_article ORDER BY ALL")
    assert found == [("Port", datetime(2024, 1, 1, 10, tzinfo=UTC)), ("Storm", datetime(2024, 1, 2, 10, tzinfo=UTC))]
    desk.reprocess(since=datetime(2024, 1, 2, tzinfo=UTC))
    assert desk.rows("SELECT count(*) FROM ops.document WHERE run_id = 'run-3'") == [(1,)]


def test_hostile_text_of_a_warehouse_steers_no_terminal(desk: Desk, tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    desk.load(pages(tmp_path / "in", "Port"))
    snapshot(desk.path, tmp_path / "kept.duckdb")
    with duckdb.connect(str(desk.path)) as connection:
        connection.execute("UPDATE fact_article SET title = '[red]\x1b[2J' || repeat('x', 200)")
    show_diff(tmp_path / "kept.duckdb", desk.path, 5, "table")
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "[red]\ufffd[2J" in out
    show_diff(tmp_path / "kept.duckdb", desk.path, 5, "json")
    assert "\x1b" not in capsys.readouterr().out
