from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.builders import NOON, TEXT, Batch, DateMention, make_run, new_warehouse, put, span
from transforms.ids import make_id
from transforms.records import TABLES, columns
from warehouse.checks import OFFENDERS_SHOWN, checks, offenders
from warehouse.runs import open_run

# Code points, graphemes, UTF-8 bytes and UTF-16 units differ in each of these.
SCRIPTS = {
    "combining": "Cafe\u0301 re\u0301ouvert: ",
    "emoji": "👨‍👩‍👧 🇮🇱 🏳️‍🌈 ",
    "crlf": "One\r\ntwo\r\n\r\n",
    "arabic": "قال الرَّئِيسُ إنّ ",
    "bidi": "\u202eevil\u202c \ufeff",
    "nul": "a\x00b ",
}


def broken(connection, run_id=None, batch=None) -> dict[str, int]:
    """Return the names of the rules that are broken, with the number of their offenders."""
    found = {name: table for name, _, table in offenders(connection, run_id, batch) if table.num_rows}
    return {name: table["offender_count"][0].as_py() for name, table in found.items()}


def two_runs(tmp_path: Path):
    """Return a warehouse of two runs with an article each, the second one's text with a date."""
    warehouse = new_warehouse("run-1", "run-2")
    first, second = Batch("run-1"), Batch("run-2")
    first.article("one")
    article = second.article("two", TEXT + " On Friday.")
    friday = span(article.text, "Friday")
    second.add(
        DateMention(article.article_id, 1, "Friday", friday.char_start, friday.char_end, None, None, "day", "x", "none")
    )
    put(warehouse, tmp_path, first)
    put(warehouse, tmp_path, second)
    return warehouse


@pytest.mark.parametrize("script", SCRIPTS)
def test_offsets_count_code_points(tmp_path: Path, script: str):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one", SCRIPTS[script] + TEXT + SCRIPTS[script])
    put(warehouse, tmp_path, batch)
    assert broken(warehouse) == {}
    warehouse.execute("UPDATE fact_mention SET char_start = char_start + 1")
    assert broken(warehouse) == {"mention_reproduced": 3}


BREAKS = {
    "content_reproduced": "UPDATE fact_statement SET content = 'The bridge is safe,  We checked.'",
    "content_spans_in_order": "UPDATE fact_statement SET content_spans = list_reverse(content_spans)",
    "speaker_reproduced": "UPDATE fact_statement SET speaker_start = NULL",
    "relayer_reproduced": "UPDATE fact_statement_relay SET char_end = char_end + 1",
    "mention_reproduced": "UPDATE fact_mention SET surface = upper(surface)",
    "date_reproduced": "UPDATE fact_date_mention SET char_start = -1",
    "paragraphs_in_text": "UPDATE fact_paragraph SET char_end = 1000000",
    "paragraphs_apart": "INSERT INTO fact_paragraph SELECT * REPLACE (position + 1 AS position) FROM fact_paragraph",
    "one_current_revision": "UPDATE fact_article SET is_current = false",
    "facts_of_versions": "UPDATE fact_paragraph SET revision = 2",
    "captures_accounted_for": "INSERT INTO ops.document SELECT * REPLACE ('other' AS input_uri) FROM ops.document",
    "ledger_adds_up": "UPDATE ops.document SET outcome = 'unchanged'",
    "ledger_names_versions": "UPDATE ops.document SET revision = 9",
    "merges_followed": "UPDATE dim_entity SET merged_into = entity_id",
    "fact_statement_speaker_entity_id_refers": "UPDATE fact_statement SET speaker_entity_id = 'nobody'",
    "fact_article_run_id_refers": "DELETE FROM ops.run",
    "dim_entity_alias_entity_id_refers": "DELETE FROM dim_entity",
    "fact_mention_unique": "INSERT INTO fact_mention FROM fact_mention",
    "dim_entity_role_unique": "INSERT INTO dim_entity_role FROM dim_entity_role",
    "dim_source_unique": "INSERT INTO dim_source FROM dim_source",
    "ops_document_unique": "INSERT INTO ops.document FROM ops.document",
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_rule_can_be_broken(tmp_path: Path, name: str):
    warehouse = two_runs(tmp_path)
    assert broken(warehouse) == {}
    assert broken(warehouse, "run-2", batch=1) == broken(warehouse, "run-2") == {}
    warehouse.execute(BREAKS[name])
    assert name in broken(warehouse)
    assert name in broken(warehouse, "run-2")
    assert name in broken(warehouse, "run-2", batch=1)


def test_every_file_has_a_test_that_breaks_it():
    generated = {f"{record.TABLE.replace('.', '_')}_unique" for record in TABLES}
    files = {check.name for check in checks() if check.name not in generated and not check.name.endswith("_refers")}
    assert files <= set(BREAKS)


def test_every_declared_reference_and_key_is_checked():
    names = {check.name for check in checks()}
    for record in TABLES:
        table = record.TABLE.replace(".", "_")
        assert f"{table}_unique" in names
        assert {f"{table}_{item.name}_refers" for item in columns(record) if item.references} <= names


def test_a_run_answers_for_its_own_rows(tmp_path: Path):
    warehouse = two_runs(tmp_path)
    warehouse.execute("UPDATE fact_statement SET content = 'x' WHERE run_id = 'run-1'")
    warehouse.execute("UPDATE fact_statement_relay SET relayer_entity_id = 'nobody' WHERE statement_id IN "
                      "(SELECT statement_id FROM fact_statement WHERE run_id = 'run-1')")  # fmt: skip
    assert broken(warehouse, "run-1") == {"content_reproduced": 1, "fact_statement_relay_relayer_entity_id_refers": 1}
    assert broken(warehouse, "run-2") == {}


def test_a_batch_answers_for_its_own_rows(tmp_path: Path):
    warehouse = two_runs(tmp_path)
    third = Batch("run-2", 2)
    third.article("three", TEXT + " At last.")
    put(warehouse, tmp_path, third)
    warehouse.execute("UPDATE fact_statement SET content = 'x' WHERE article_id = ?", [make_id("article", "three")])
    assert broken(warehouse, "run-2", batch=1) == {}
    assert broken(warehouse, "run-2", batch=2) == {"content_reproduced": 1}


def test_a_run_with_a_hostile_name(tmp_path: Path):
    assert broken(two_runs(tmp_path), "x' OR 1 = 1; DROP TABLE fact_article; --") == {}


@pytest.mark.parametrize("spans", [[], [(5, 5)], [(0, 9), (8, 12)], [(9999, 10000)]])
def test_spans_that_are_none_empty_overlap_or_leave_the_text(tmp_path: Path, spans: list[tuple[int, int]]):
    warehouse = two_runs(tmp_path)
    pieces = [{"char_start": start, "char_end": end} for start, end in spans]
    warehouse.execute("UPDATE fact_statement SET content_spans = ?", [pieces])
    warehouse.execute(
        "UPDATE fact_statement SET content_start = coalesce(content_spans[1].char_start, 0), "
        "content_end = coalesce(content_spans[-1].char_end, 0)"
    )
    assert broken(warehouse)["content_spans_in_order"] == 2


def test_a_statement_without_speaker_is_sound(tmp_path: Path):
    warehouse = two_runs(tmp_path)
    warehouse.execute("UPDATE fact_statement SET speaker_text = NULL, speaker_start = NULL, speaker_end = NULL")
    assert broken(warehouse) == {}


def test_a_capture_without_ledger_row_is_told(tmp_path: Path):
    warehouse = two_runs(tmp_path)
    warehouse.execute("INSERT INTO ops.capture SELECT * REPLACE ('stray' AS capture_id) FROM ops.capture LIMIT 1")
    assert broken(warehouse) == {"captures_accounted_for": 1}


def test_offenders_are_limited_and_counted():
    warehouse = new_warehouse()
    for number in range(OFFENDERS_SHOWN + 5):
        open_run(warehouse, make_run(f"run-{number}", started_at=NOON))
    warehouse.execute("INSERT INTO ops.run FROM ops.run")
    (table,) = (table for name, _, table in offenders(warehouse) if name == "ops_run_unique")
    assert table.num_rows == OFFENDERS_SHOWN
    assert set(table["offender_count"].to_pylist()) == {OFFENDERS_SHOWN + 5}


def test_each_rule_has_a_description():
    assert all(check.description.endswith(".") for check in checks())
    assert len({check.name for check in checks()}) == len(list(checks()))
