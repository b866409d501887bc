"""The statement corpus on disk: read, checked, counted (`make corpus`)."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.seeds import SEEDS
from transforms.agreement import Agreement, compare_passages
from transforms.annotation import AnnotationError, Passage, read_passage, split_passages

CORPUS = SEEDS / "corpus"
SECOND = CORPUS / "second"


def read_corpus(folder: Path = CORPUS) -> list[Passage]:
    """Read every passage of a folder, in order of file and place; raises AnnotationError."""
    return [read_passage(name, body) for path in sorted(folder.glob("*.txt")) for name, body in _split(path)]


def check_files(paths: Sequence[Path]) -> tuple[list[Passage], list[str]]:
    """Read what can be read of these files, and say what is wrong with the rest, a line each."""
    passages: list[Passage] = []
    faults: list[str] = []
    for path in paths:
        for name, body in _split(path):
            try:
                passages.append(read_passage(name, body))
            except AnnotationError as error:
                faults.append(f"{path.name}: {error}")
    twice = [name for name, count in Counter(passage.name for passage in passages).items() if count > 1]
    return passages, faults + [f"the name {name} stands twice" for name in twice]


def _split(path: Path) -> list[tuple[str, str]]:
    return split_passages(path.read_text(encoding="utf-8"))


def agreement() -> Agreement:
    """Compare the second annotation with the first, over the passages that both have."""
    first = {passage.name: passage for passage in read_corpus()}
    return compare_passages((first[second.name], second) for second in read_corpus(SECOND))


def _report(passages: Sequence[Passage]) -> Iterator[str]:
    words = sum(len(passage.text.split()) for passage in passages)
    statements = [statement for passage in passages for statement in passage.statements]
    yield f"{len(passages)} passages, {words:,} words, {len(statements):,} statements"
    for title, counts in (
        ("topics", Counter(passage.topic for passage in passages)),
        ("varieties", Counter(passage.variety for passage in passages)),
        ("acts", Counter(statement.act for statement in statements)),
        ("hops", Counter(len(statement.relays) for statement in statements)),
    ):
        yield f"{title}: " + ", ".join(f"{key} {count:,}" for key, count in counts.most_common())


def main(arguments: Sequence[str]) -> int:
    """Check the files named, else the whole corpus with its second annotation; 1 where anything is wrong."""
    passages, faults = check_files([Path(name) for name in arguments] or sorted(CORPUS.glob("*.txt")))
    for line in (*faults, *_report(passages)):
        sys.stdout.write(f"{line}\n")
    if not arguments and not faults and any(SECOND.glob("*.txt")):
        sys.stdout.write(f"{agreement()}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
