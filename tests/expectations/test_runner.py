"""The audit: what becomes of failures, errors and refusals, and what people read of them."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

import pyarrow as pa
import pytest

from expectations import runner
from expectations.checks import holds
from expectations.runner import STAGES, Audit
from tests.expectations.batches import changed, good_batch

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    return Audit(tmp_path_factory.mktemp("data_docs"), "run-1")


@pytest.fixture
def faulty_stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A stage with a rule, declared as a mere warning, about a column that no frame has."""
    stage = STAGES["mention"]
    rule = holds("ghost_is_true", "There is a ghost.", "ghost", severity="warning")
    faulty = replace(stage, rules=lambda limits: (*stage.rules(limits), rule))
    monkeypatch.setattr(runner, "STAGES", MappingProxyType({**STAGES, "mention": faulty}))
    yield


def test_a_validation_says_what_was_looked_at(audit: Audit) -> None:
    tables = changed(good_batch(2), "fact_mention", surface="Nobody")
    result = audit.validate("mention", 7, tables)
    (found,) = (found for found in result.validations if found.expectation == "surface_is_verbatim")
    assert (found.run_id, found.batch, found.suite, found.level) == ("run-1", 7, "mention", "row")
    assert (found.evaluated, found.unexpected, found.success, found.severity) == (4, 1, False, "critical")
    assert found.column == "surface, surface_in_text"
    assert found.expectation_type == "expect_column_pair_values_to_be_equal"


def test_a_reason_is_one_sentence_with_the_value(audit: Audit) -> None:
    (failure,) = audit.validate("article", 1, changed(good_batch(), "fact_article", language="xyz")).failures
    assert (failure.row, failure.rule) == (0, "language_is_a_code")
    assert failure.reason == "A language is an ISO 639-1 code of two letters; found xyz."


def test_a_reason_is_short_and_on_one_line(audit: Audit) -> None:
    (failure,) = audit.validate(
        "article", 1, changed(good_batch(), "fact_article", language="x\n\x1b[2J" * 99)
    ).failures
    assert failure.reason.isprintable()
    assert len(failure.reason) < 200


def test_only_critical_rows_are_quarantined(audit: Audit) -> None:
    tables = changed(good_batch(3), "fact_article", language="xyz", canonical_url="ftp://x")
    tables = {
        **tables,
        "fact_article": pa.concat_tables([tables["fact_article"].slice(1), tables["fact_article"].slice(0, 1)]),
    }
    result = audit.validate("article", 1, tables)
    assert {failure.rule for failure in result.failures} == {"language_is_a_code", "canonical_url_is_a_web_address"}
    assert result.quarantined == {2}


def test_all_rows_that_break_a_rule_are_named(audit: Audit) -> None:
    """Great Expectations itself gives the values of 200 rows at most."""
    tables = good_batch(2, repeats=150)
    rows = [row | {"content": "Nobody said this."} for row in tables["fact_statement"].to_pylist()]
    tables["fact_statement"] = pa.Table.from_pylist(rows, schema=tables["fact_statement"].schema)
    result = audit.validate("statement", 1, tables)
    assert result.quarantined == set(range(300))
    assert all("found Nobody said this. against We open today" in failure.reason for failure in result.failures)


def test_a_refusal_tells_the_first_offender(audit: Audit) -> None:
    result = audit.validate("paragraph", 1, changed(good_batch(), "fact_paragraph", position=2))
    assert result.refusals[0].startswith("No two rows have the same article_id and revision and position; found 2 rows")


@pytest.mark.usefixtures("faulty_stage")
def test_a_rule_that_raises_refuses_the_batch(tmp_path: Path) -> None:
    result = Audit(tmp_path, "run-2").validate("mention", 1, good_batch())
    (found,) = (found for found in result.validations if not found.success)
    assert (found.expectation, found.level, found.severity) == ("ghost_is_true", "batch", "critical")
    assert result.is_refused
    assert "could not be evaluated" in result.refusals[0]


def test_rows_that_cannot_be_prepared_refuse_the_batch(audit: Audit) -> None:
    tables = good_batch()
    tables["fact_article"] = tables["fact_article"].drop_columns(["text"])
    result = audit.validate("mention", 1, tables)
    assert (
        result.refusals[0]
        == "The rows of stage mention could not be prepared: KeyError, 'Field \"text\" does not exist in schema'."
    )
    assert any(not found.success for found in result.validations)


def test_a_missing_table_is_the_callers_error(audit: Audit) -> None:
    tables = good_batch()
    del tables["dim_entity"]
    with pytest.raises(KeyError, match="dim_entity"):
        audit.validate("mention", 1, tables)


def test_offenders_refuse_the_warehouse(audit: Audit) -> None:
    nobody = pa.table({"article_id": pa.array([], pa.string())})
    somebody = pa.table({"article_id": ["a-1", "a-2"], "outcomes": [2, 3]})
    result = audit.validate_warehouse(
        1,
        [
            ("text_is_there", "Every article has text.", nobody),
            ("ledger_adds_up", "Each document has one outcome.", somebody),
        ],
    )
    assert [(found.expectation, found.success, found.unexpected) for found in result.validations] == [
        ("text_is_there", True, 0),
        ("ledger_adds_up", False, 2),
    ]
    assert result.refusals == (
        "Each document has one outcome; found 2 rows break it, first: article_id = a-1, outcomes = 2.",
    )
    assert audit.validate_warehouse(2, [("text_is_there", "Every article has text.", nobody)]).is_refused is False


def test_data_docs_show_the_latest_run_only(tmp_path: Path) -> None:
    for name in ("old", "calm heron/../<b>"):
        audit = Audit(tmp_path / "docs", "run", name)
        audit.validate("mention", 1, good_batch())
        index = audit.build_data_docs()
    assert index == tmp_path / "docs" / "index.html"
    (page,) = (tmp_path / "docs" / "validations").rglob("*.html")
    assert page.parts[-4:-2] == ("mention", "batch 1 of calm heron .. b")
    assert "batch 1 of calm heron .. b" in index.read_text()
    assert "batch 1 of old" not in index.read_text()


def test_links_of_data_docs_lead_to_pages(tmp_path: Path) -> None:
    audit = Audit(tmp_path / "docs", "run", "calm heron")
    audit.validate("mention", 1, good_batch())
    audit.validate_warehouse(1, [("texts", "Every article has text.", pa.table({"n": pa.array([], pa.int64())}))])
    audit.build_data_docs()
    links = [
        (page, unquote(html.unescape(link).partition("#")[0].partition("?")[0]))
        for page in tmp_path.rglob("*.html")
        for link in re.findall(r'href="([^"]*)"', page.read_text())
    ]
    assert len(links) > 8
    assert [(page, link) for page, link in links if link and not (page.parent / link).is_file()] == []


def test_data_docs_run_nothing_and_fetch_nothing(tmp_path: Path) -> None:
    tables = changed(good_batch(), "fact_article", language=HOSTILE, source_id=HOSTILE, url=HOSTILE, title=HOSTILE)
    audit = Audit(tmp_path, "run", HOSTILE)
    audit.validate("article", 1, tables)
    audit.validate("statement", 1, changed(good_batch(), "fact_statement", content=HOSTILE, kind=HOSTILE))
    audit.validate(
        "mention", 1, {**good_batch(), "fact_mention": good_batch()["fact_mention"].rename_columns({"part": HOSTILE})}
    )
    audit.validate_warehouse(1, [("texts", "Texts are safe.", pa.table({HOSTILE: [HOSTILE]}))])
    audit.build_data_docs()
    pages = [page.read_text() for page in tmp_path.rglob("*.html")]
    assert len(pages) == 9
    for page in pages:
        assert "<script" not in page
        assert "<img" not in page
        assert "default-src 'none'" in page
        assert 'src="' not in page
        assert "link rel" not in page
    assert any("&lt;script&gt;" in page for page in pages)


def test_nothing_is_printed_or_logged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    audit = Audit(tmp_path, "run")
    audit.validate("statement", 1, good_batch())
    audit.build_data_docs()
    assert capfd.readouterr() == ("", "")
    assert [str(warning.message) for warning in recwarn] == []


def test_the_package_is_light_until_an_audit_is_made() -> None:
    heavy = "{'pandas', 'pyarrow', 'great_expectations'}"
    code = f"import sys, expectations, expectations.rule, expectations.result; print({heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
