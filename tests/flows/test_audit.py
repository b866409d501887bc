"""The audit on batches staged by the real steps, with rows made to break a rule."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from expectations.runner import Audit
from flows.audit import Batch, audit_batch
from flows.inputs import discover
from flows.settings import Settings
from flows.staging import read_records, write_records
from flows.steps import analyse_batch, capture_batch, extract_batch, normalise_batch
from transforms.records import Article, LedgerEntry, Paragraph, Rejection, Statement, StatementRelay, Validation
from warehouse.ledger import Known

RUN = "run"
TEXT = (
    "Harbour opens again\nThe port is back, the city says.\n"
    "“We open today,” the mayor said. The port will close on Sunday, the city council announced.\n"
)


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    return Audit(tmp_path_factory.mktemp("docs"), RUN)


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """Two documents, staged: one good, one empty."""
    inputs, folder = tmp_path / "in", tmp_path / "batch"
    inputs.mkdir()
    folder.mkdir()
    (inputs / "empty.txt").write_text("")
    (inputs / "port.txt").write_text(TEXT)
    capture_batch(folder, discover([str(inputs)]).refs, {}, RUN, 1000)
    extract_batch(folder, RUN)
    normalise_batch(folder, RUN)
    analyse_batch(folder, RUN, Settings())
    return Batch(1, folder, RUN, {}, 2)


def outcomes(batch: Batch) -> dict[str, str]:
    return {entry.input_uri: entry.outcome for entry in read_records(batch.folder, LedgerEntry)}


def test_every_capture_is_in_the_ledger_once(batch: Batch, audit: Audit) -> None:
    assert audit_batch(batch, audit) is None
    assert outcomes(batch) == {"empty.txt": "rejected", "port.txt": "loaded"}
    assert len(read_records(batch.folder, Statement)) >= 2
    assert read_records(batch.folder, Validation)


def test_a_row_that_breaks_a_rule_is_quarantined_with_its_relays_and_the_rest_goes_on(
    batch: Batch, audit: Audit
) -> None:
    first, *others = read_records(batch.folder, Statement)
    write_records(batch.folder, Statement, [replace(first, confidence=1.5), *others])
    relay = StatementRelay(first.statement_id, 1, None, "port", None, TEXT.index("port"), TEXT.index("port") + 4)
    write_records(batch.folder, StatementRelay, [relay])
    assert audit_batch(batch, audit) is None
    assert first.statement_id not in {row.statement_id for row in read_records(batch.folder, Statement)}
    assert read_records(batch.folder, StatementRelay) == []
    (found,) = (row for row in read_records(batch.folder, Rejection) if row.stage == "statement")
    assert found.input_uri == "port.txt"
    assert json.loads(found.payload)["content"] == first.content
    assert outcomes(batch)["port.txt"] == "loaded"


def test_an_article_that_breaks_a_rule_takes_its_paragraphs_and_facts_along(batch: Batch, audit: Audit) -> None:
    (article,) = read_records(batch.folder, Article)
    write_records(batch.folder, Article, [replace(article, word_count=7_000)])
    assert audit_batch(batch, audit) is None
    assert read_records(batch.folder, Article) == []
    assert read_records(batch.folder, Paragraph) == []
    assert read_records(batch.folder, Statement) == []
    assert outcomes(batch) == {"empty.txt": "rejected", "port.txt": "rejected"}


def test_a_batch_whose_keys_are_not_unique_is_refused(batch: Batch, audit: Audit) -> None:
    statements = read_records(batch.folder, Statement)
    write_records(batch.folder, Statement, [*statements, statements[0]])
    refusal = audit_batch(batch, audit)
    assert refusal is not None
    assert refusal.stage == "statement"


def test_what_an_earlier_run_settled_is_unchanged_and_says_what_became_of_it(batch: Batch, audit: Audit) -> None:
    audit_batch(batch, audit)
    entries = {entry.input_uri: entry for entry in read_records(batch.folder, LedgerEntry)}
    inputs = batch.folder.parent / "in"
    known = {
        str(inputs / "empty.txt"): Known(entries["empty.txt"].capture_id, None, None, "rejected"),
        str(inputs / "port.txt"): Known(entries["port.txt"].capture_id, "article", 1, "loaded"),
    }
    folder = batch.folder.parent / "again"
    folder.mkdir()
    captures = {place: found.capture_id for place, found in known.items()}
    capture_batch(folder, discover([str(inputs)]).refs, captures, RUN, 1000)
    again = Batch(1, folder, RUN, known, 2)
    assert audit_batch(again, audit) is None
    assert outcomes(again) == {"empty.txt": "unchanged", "port.txt": "unchanged"}
    reasons = {entry.input_uri: entry.reason for entry in read_records(folder, LedgerEntry)}
    assert reasons["port.txt"] is None
    assert "rejected by an earlier run" in str(reasons["empty.txt"])
