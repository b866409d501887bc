from __future__ import annotations

import pyarrow as pa

from flows.quarantine import remove


def _tables() -> dict[str, pa.Table]:
    return {
        "stage.raw_document": pa.table({"capture_id": ["c1", "c2"]}),
        "stage.document": pa.table({"capture_id": ["c1", "c2"]}),
        "fact_article": pa.table({"article_id": ["a", "a"], "revision": [1, 2], "capture_id": ["c1", "c2"]}),
        "fact_statement": pa.table({"statement_id": ["s1", "s2"], "article_id": ["a", "a"], "revision": [1, 2]}),
        "fact_statement_relay": pa.table({"statement_id": ["s1", "s2", "s2"], "hop": [1, 1, 2]}),
        "fact_statement_entity": pa.table({"statement_id": ["s1", "s2"], "mention_id": ["m1", "m2"]}),
        "fact_mention": pa.table({"mention_id": ["m1", "m2"], "article_id": ["a", "a"], "revision": [1, 2]}),
    }


def test_a_refused_document_takes_its_version_of_the_article_and_all_its_facts_along() -> None:
    kept = remove(_tables(), "stage.raw_document", [1])
    assert kept["fact_article"].to_pylist() == [{"article_id": "a", "revision": 1, "capture_id": "c1"}]
    assert kept["fact_statement"]["statement_id"].to_pylist() == ["s1"]
    assert kept["fact_statement_relay"]["statement_id"].to_pylist() == ["s1"]
    assert kept["fact_mention"]["mention_id"].to_pylist() == ["m1"]
    assert kept["fact_statement_entity"]["mention_id"].to_pylist() == ["m1"]


def test_a_refused_statement_takes_only_what_hangs_on_it() -> None:
    kept = remove(_tables(), "fact_statement", [0])
    assert kept["fact_statement_relay"]["statement_id"].to_pylist() == ["s2", "s2"]
    assert kept["fact_article"].num_rows == 2
    assert kept["fact_mention"].num_rows == 2


def test_nothing_refused_changes_nothing() -> None:
    assert remove(_tables(), "fact_statement", []) == _tables()
