"""Every rule of every stage is shown to hold on a good batch and to fail on a row made to break it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from expectations.rule import Limits
from expectations.runner import STAGES, Audit
from expectations.structure import references, structural_rules
from tests.expectations.batches import changed, good_batch, without_rows
from transforms.records import columns

LIMITS = Limits(max_bytes=1000)
BLOCK = {"part": "body", "char_start": 0, "char_end": 16}
SWAPPED = [{"char_start": 56, "char_end": 76}, {"char_start": 23, "char_end": 37}]
# Stage, table changed, new values of its first row, and the rules that then fail.
ROW_CASES: tuple[tuple[str, str, dict[str, Any], set[str]], ...] = (
    ("raw_document", "stage.raw_document", {"content": b""}, {"content_is_not_empty", "byte_count_matches"}),
    ("raw_document", "stage.raw_document", {"format": "jsonl_text", "byte_count": 1001}, {"size_is_within_limit"}),
    ("raw_document", "stage.raw_document", {"byte_count": 7}, {"byte_count_matches"}),
    ("raw_document", "stage.raw_document", {"sha256": "A" * 64}, {"sha256_is_hexadecimal"}),
    ("document", "stage.document", {"text": "three words only", "blocks": [BLOCK]}, {"text_has_words"}),
    ("document", "stage.document", {"blocks": []}, {"blocks_are_in_order", "blocks_cover_the_text"}),
    ("document", "stage.document", {"blocks": [BLOCK, BLOCK]}, {"blocks_are_in_order", "blocks_cover_the_text"}),
    ("document", "stage.document", {"blocks": [BLOCK | {"char_end": 9999}]}, {"blocks_are_in_order"}),
    ("document", "stage.document", {"blocks": [BLOCK]}, {"blocks_cover_the_text"}),
    ("document", "stage.document", {"title": None}, {"title_is_told"}),
    ("article", "fact_article", {"published_at": datetime(2023, 12, 10, 12, 1, tzinfo=UTC)}, {"published_at_is_past"}),
    ("article", "fact_article", {"published_date": date(2023, 12, 11)}, {"published_date_is_past"}),
    ("article", "fact_article", {"published_date": date(1689, 12, 31)}, {"published_date_is_plausible"}),
    ("article", "fact_article", {"published_basis": "none"}, {"published_basis_agrees"}),
    (
        "article", "fact_article", {"published_precision": "unknown", "published_at": None},
        {"published_basis_agrees", "published_date_agrees"},
    ),
    ("article", "fact_article", {"published_precision": "day"}, {"published_at_agrees"}),
    ("article", "fact_article", {"published_date": None}, {"published_date_agrees"}),
    ("article", "fact_article", {"text": "a\0b", "word_count": 1}, {"text_has_no_nul"}),
    ("article", "fact_article", {"text": "caf\ufffd", "word_count": 1}, {"text_is_decoded"}),
    ("article", "fact_article", {"word_count": 1}, {"word_count_matches"}),
    ("article", "fact_article", {"content_sha256": "0"}, {"content_sha256_is_hexadecimal"}),
    ("article", "fact_article", {"language": "eng"}, {"language_is_a_code"}),
    ("article", "fact_article", {"url": "javascript:alert(1)"}, {"url_is_a_web_address"}),
    ("article", "fact_article", {"canonical_url": "/news/1"}, {"canonical_url_is_a_web_address"}),
    ("article", "fact_article", {"revision": 0}, {"revision_is_counted_from_1"}),
    (
        "paragraph", "fact_paragraph", {"char_start": -1},
        {"start_is_in_text", "paragraphs_do_not_overlap", "paragraph_is_not_blank"},
    ),
    ("paragraph", "fact_paragraph", {"char_end": 0}, {"offsets_are_ordered", "paragraph_is_not_blank"}),
    ("paragraph", "fact_paragraph", {"char_end": 30}, {"paragraphs_do_not_overlap"}),
    ("paragraph", "fact_paragraph", {"char_start": 20, "char_end": 22}, {"paragraph_is_not_blank"}),
    (
        "paragraph", "fact_paragraph", {"char_end": 9999},
        {"end_is_in_text", "paragraphs_do_not_overlap", "paragraph_is_not_blank"},
    ),
    ("paragraph", "fact_paragraph", {"position": 4}, {"positions_have_no_gap", "paragraphs_do_not_overlap"}),
    ("statement", "fact_statement", {"content": "\n"}, {"content_is_not_blank", "content_is_verbatim"}),
    ("statement", "fact_statement", {"content": "We open tomorrow, All ships may enter."}, {"content_is_verbatim"}),
    (
        "statement", "fact_statement", {"content_spans": []},
        {"content_spans_are_in_order", "content_is_verbatim", "content_start_matches", "content_end_matches"},
    ),
    (
        "statement", "fact_statement",
        {
            "content_spans": SWAPPED, "content": "All ships may enter. We open today,",
            "content_start": 56, "content_end": 37,
        },
        {"content_spans_are_in_order"},
    ),
    ("statement", "fact_statement", {"content_start": 22}, {"content_start_matches"}),
    ("statement", "fact_statement", {"content_end": 70}, {"content_end_matches"}),
    ("statement", "fact_statement", {"speaker_text": "The Mayor"}, {"speaker_is_verbatim"}),
    ("statement", "fact_statement", {"speaker_start": None}, {"speaker_is_verbatim"}),
    (
        "statement", "fact_statement", {"speaker_text": "We", "speaker_start": 23, "speaker_end": 25},
        {"speaker_is_outside_content"},
    ),
    ("statement", "fact_statement", {"said_to": date(2023, 12, 7)}, {"said_days_are_ordered"}),
    ("statement", "fact_statement", {"said_from": date(2023, 12, 7)}, {"said_days_fit_precision"}),
    ("statement", "fact_statement", {"said_basis": "none"}, {"said_basis_agrees"}),
    ("statement", "fact_statement", {"said_to": None}, {"said_days_agree"}),
    (
        "statement", "fact_statement", {"said_from": date(2023, 12, 11), "said_to": date(2023, 12, 11)},
        {"said_before_published"},
    ),
    ("statement", "fact_statement", {"part": "related"}, {"part_yields_statements"}),
    ("statement", "fact_statement", {"confidence": 1.1}, {"confidence_is_a_share"}),
    ("statement", "fact_statement", {"position": 0}, {"position_is_counted_from_1"}),
    ("relay", "fact_statement_relay", {"hop": 3}, {"hops_have_no_gap"}),
    ("relay", "fact_statement_relay", {"relayer_text": " "}, {"relayer_is_not_blank", "relayer_is_verbatim"}),
    ("relay", "fact_statement_relay", {"char_end": 9999}, {"relayer_is_verbatim"}),
    ("mention", "fact_mention", {"surface": ""}, {"surface_is_not_blank", "surface_is_verbatim"}),
    ("mention", "fact_mention", {"char_start": 0}, {"surface_is_verbatim"}),
    ("mention", "fact_mention", {"kind": "place"}, {"kind_is_of_entity"}),
    ("date", "fact_date_mention", {"surface": ""}, {"surface_is_not_blank", "surface_is_verbatim"}),
    ("date", "fact_date_mention", {"surface": "Monday"}, {"surface_is_verbatim"}),
    ("date", "fact_date_mention", {"value_to": date(2023, 12, 7)}, {"days_are_ordered"}),
    ("date", "fact_date_mention", {"value_to": None}, {"days_are_paired"}),
    ("date", "fact_date_mention", {"value_to": date(2023, 12, 9)}, {"days_fit_grain"}),
    ("date", "fact_date_mention", {"basis": "none"}, {"value_has_a_basis"}),
    ("date", "fact_date_mention", {"timex": "next Friday"}, {"timex_is_well_formed"}),
)  # fmt: skip
BATCH_CASES: tuple[tuple[str, str, dict[str, Any], set[str]], ...] = (
    ("document", "stage.document", {"capture_id": "other"}, {"raw_document_is_known"}),
    ("article", "fact_article", {"source_id": "Other Times"}, {"source_id_is_known", "source_id_is_a_domain"}),
    ("article", "fact_article", {"dateline_location_id": 2}, {"dateline_location_id_is_known"}),
    ("paragraph", "fact_paragraph", {"position": 2}, {"key_is_unique"}),
    ("statement", "fact_statement", {"speaker_entity_id": "other"}, {"speaker_entity_id_is_known"}),
    ("relay", "fact_statement_relay", {"statement_id": "other"}, {"statement_id_is_known"}),
    ("relay", "fact_statement_relay", {"hop": 2}, {"key_is_unique"}),
    ("mention", "fact_mention", {"entity_id": "other"}, {"entity_id_is_known"}),
    ("date", "fact_date_mention", {"article_id": "other"}, {"article_id_is_known"}),
)


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    return Audit(tmp_path_factory.mktemp("data_docs"), "run", limits=LIMITS)


@pytest.mark.parametrize("stage", STAGES)
def test_a_good_batch_breaks_no_rule(audit: Audit, stage: str) -> None:
    result = audit.validate(stage, 1, good_batch(2))
    assert [found.expectation for found in result.validations if not found.success] == []
    assert (result.failures, result.refusals) == ((), ())
    assert any(found.evaluated for found in result.validations)


@pytest.mark.parametrize("stage", STAGES)
def test_an_empty_batch_breaks_no_rule(audit: Audit, stage: str) -> None:
    result = audit.validate(stage, 1, without_rows())
    assert all(found.success and found.evaluated == 0 for found in result.validations)
    assert (result.failures, result.refusals) == ((), ())


@pytest.mark.parametrize(("stage", "table", "values", "rules"), ROW_CASES)
def test_a_row_that_breaks_a_rule_is_named(
    audit: Audit, stage: str, table: str, values: dict[str, Any], rules: set[str]
) -> None:
    result = audit.validate(stage, 1, changed(good_batch(2), table, **values))
    assert {failure.rule for failure in result.failures} == rules
    assert not result.is_refused


@pytest.mark.parametrize(("stage", "table", "values", "rules"), BATCH_CASES)
def test_a_batch_that_breaks_a_rule_is_refused(
    audit: Audit, stage: str, table: str, values: dict[str, Any], rules: set[str]
) -> None:
    result = audit.validate(stage, 1, changed(good_batch(2), table, **values))
    failed = {found.expectation for found in result.validations if not found.success and found.level == "batch"}
    assert failed == rules - {failure.rule for failure in result.failures}
    assert result.is_refused
    assert len(result.refusals) == len(failed)


@pytest.mark.parametrize(
    ("form", "text", "is_kept"),
    [
        ("html", "Three words only", False),
        ("jsonl_text", "Three words only", True),
        ("html", "首相は記者会見で新しい法案について説明した。野党は反対している。", True),
    ],
)
def test_a_page_needs_words_and_a_text_given_as_it_stands_does_not(
    audit: Audit, form: str, text: str, is_kept: bool
) -> None:
    block = {"part": "body", "char_start": 0, "char_end": len(text)}
    tables = changed(good_batch(), "stage.document", format=form, text=text, blocks=[block])
    rules = {failure.rule for failure in audit.validate("document", 1, tables).failures}
    assert ("text_has_words" not in rules) == is_kept


def test_places_of_statements_are_unique(audit: Audit) -> None:
    tables = good_batch(1, repeats=2)
    result = audit.validate("statement", 1, changed(tables, "fact_statement", position=2))
    assert "No two statements of an article have the same place" in result.refusals[0]


def test_an_unquoted_direct_statement_is_reported(audit: Audit) -> None:
    tables = good_batch()
    text = tables["fact_article"]["text"][0].as_py()
    for mark in "“”":
        text = text.replace(mark, "-")
    result = audit.validate("statement", 1, changed(tables, "fact_article", text=text))
    assert [(found.rule, found.severity) for found in result.failures] == [("direct_is_quoted", "warning")]
    assert not result.quarantined


@pytest.mark.parametrize(("unread", "success"), [(2, True), (3, False)])
def test_few_documents_that_were_read_are_reported(audit: Audit, unread: int, success: bool) -> None:
    tables = good_batch(4)
    tables["stage.document"] = tables["stage.document"].slice(unread)
    result = audit.validate("raw_document", 1, tables)
    (found,) = (found for found in result.validations if found.expectation == "most_documents_are_read")
    assert (found.success, found.evaluated, found.unexpected, found.severity) == (success, 4, unread, "warning")
    assert (result.is_refused, result.failures) == (False, ())


def test_few_dated_articles_are_reported(audit: Audit) -> None:
    undated = {
        "published_date": None,
        "published_at": None,
        "published_precision": "unknown",
        "published_basis": "none",
    }
    result = audit.validate("article", 1, changed(good_batch(), "fact_article", **undated))
    (found,) = (found for found in result.validations if not found.success)
    assert (found.expectation, found.severity, found.unexpected) == ("most_articles_are_dated", "warning", 1)
    assert (result.is_refused, result.failures) == (False, ())


def test_every_rule_written_by_hand_has_a_case() -> None:
    elsewhere = {"direct_is_quoted", "position_is_unique", "most_documents_are_read", "most_articles_are_dated"}
    shown = {(stage, rule) for stage, _, _, rules in (*ROW_CASES, *BATCH_CASES) for rule in rules}
    written = {(stage.name, rule.name) for stage in STAGES.values() for rule in stage.rules(LIMITS)}
    assert {rule for rule in written - shown if rule[1] not in elsewhere} == set()


@pytest.mark.parametrize("stage", STAGES)
def test_names_of_rules_are_unique(stage: str) -> None:
    names = [rule.name for rule in (*structural_rules(STAGES[stage]), *STAGES[stage].rules(LIMITS))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("stage", STAGES)
def test_structural_rules_name_the_row(audit: Audit, stage: str) -> None:
    """One row a declared column, with the value missing, or one that is not allowed."""
    record = STAGES[stage].record
    present = "required_values_are_present"
    breaks = [(item.name, None, present) for item in columns(record) if not item.nullable]
    breaks += [(item.name, "nonsense", f"{item.name}_is_allowed") for item in columns(record) if item.allowed]
    tables = good_batch()
    row = tables[record.TABLE].to_pylist()[0]
    tables = changed(tables, record.TABLE)
    broken = [row | {name: value} for name, value, _ in breaks]
    tables[record.TABLE] = pa.Table.from_pylist(broken, schema=tables[record.TABLE].schema)
    failures = {(failure.row, failure.rule): failure.reason for failure in audit.validate(stage, 1, tables).failures}
    for number, (name, _, rule) in enumerate(breaks):
        assert rule != present or name in failures[number, rule]
        assert (number, rule) in failures


@pytest.mark.parametrize("stage", STAGES)
def test_a_missing_column_refuses_the_batch(audit: Audit, stage: str) -> None:
    tables = good_batch()
    record = STAGES[stage].record
    last = [item.name for item in columns(record)][-1]
    tables[record.TABLE] = tables[record.TABLE].drop_columns([last])
    result = audit.validate(stage, 1, tables)
    assert result.is_refused
    assert "columns_are_declared" in {found.expectation for found in result.validations if not found.success}


def test_a_column_too_many_refuses_the_batch(audit: Audit) -> None:
    tables = good_batch()
    tables["fact_mention"] = tables["fact_mention"].append_column("mood", pa.array(["glad"] * 2))
    (refusal,) = audit.validate("mention", 1, tables).refusals
    assert refusal == "The table has exactly the declared columns; found unexpected mood."


def test_references_are_projected() -> None:
    assert [item.name for item in references(STAGES["article"].record)] == [
        "source_id", "agency", "dateline_location_id",
    ]  # fmt: skip
