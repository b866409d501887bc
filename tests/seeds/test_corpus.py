"""The statement corpus: every passage follows the format, and there is as much of everything as is claimed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from flows.corpus import CORPUS, agreement, check_files, read_corpus
from transforms.annotation import TOPICS, VARIETIES


def test_every_passage_follows_the_format() -> None:
    _, faults = check_files(sorted(CORPUS.glob("*.txt")))
    assert faults == []


def test_the_corpus_is_as_large_and_as_varied_as_its_card_says() -> None:
    passages = read_corpus()
    assert len(passages) >= 400
    assert sum(len(passage.text.split()) for passage in passages) >= 60_000
    assert sum(len(passage.statements) for passage in passages) >= 3_500
    assert min(Counter(passage.variety for passage in passages)[variety] for variety in VARIETIES) >= 40
    assert min(Counter(passage.topic for passage in passages)[topic] for topic in TOPICS) >= 25


def test_a_tenth_is_annotated_twice_and_both_agree() -> None:
    found = agreement()
    assert found.first >= 0.09 * sum(len(passage.statements) for passage in read_corpus())
    assert found.f1(found.content) > 0.9
    assert found.f1(found.full) > 0.9


def test_a_broken_passage_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    whole = "= a-1\nvariety: wire\ntopic: war\ndate: 2025-03-11\n\nText.\n\n"
    path = tmp_path / "a.txt"
    path.write_text(whole + whole.replace("a-1", "a-2").replace("Text", "{c1 Text"), encoding="utf-8")
    passages, faults = check_files([path])
    assert [passage.name for passage in passages] == ["a-1"]
    assert len(faults) == 1 and faults[0].startswith("a.txt: a-2: brace never closed")
