"""How far two annotations, or an annotation and an extraction, agree: pairs of contents by the words they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transforms.annotation import AnnotatedStatement, NamedEntity, Passage
from transforms.records import Span

_WORD = re.compile(r"\w+")
MIN_IOU = 0.5


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts over passages; `f1` and the rates are worked out of them."""

    first: int
    second: int
    content: int
    full: int
    act: int
    hops_first: int
    hops_second: int
    hops: int

    def __str__(self) -> str:
        return (
            f"agreement over {self.first} and {self.second} statements: content F1 {self.f1(self.content):.3f}, "
            f"with speaker F1 {self.f1(self.full):.3f}, act of the pairs {self.act / max(1, self.content):.3f}, "
            f"relay hops F1 {2 * self.hops / max(1, self.hops_first + self.hops_second):.3f}"
        )

    def f1(self, pairs: int) -> float:
        """F1 of pairs that count over both sides' statements."""
        return 2 * pairs / max(1, self.first + self.second)


def compare_passages(passages: Iterable[tuple[Passage, Passage]]) -> Agreement:
    """Compare two annotations of the same texts, statement by statement (IoU >= 0.5 over words, one to one)."""
    total = [0] * 8
    for first, second in passages:
        if first.text != second.text:
            raise ValueError(f"{second.name}: the second annotation's text differs from the first's")
        for index, count in enumerate(_counts(first, second)):
            total[index] += count
    return Agreement(*total)


def _counts(first: Passage, second: Passage) -> tuple[int, ...]:
    pairs = list(pair_statements(first.text, first.statements, second.statements))
    return (
        len(first.statements),
        len(second.statements),
        len(pairs),
        sum(is_same_speaker(first, a, b) for a, b in pairs),
        sum(a.act == b.act for a, b in pairs),
        sum(len(statement.relays) for statement in first.statements),
        sum(len(statement.relays) for statement in second.statements),
        sum(_overlap(span, b.relays.get(hop)) for a, b in pairs for hop, span in a.relays.items()),
    )


def pair_statements(
    text: str, first: Sequence[AnnotatedStatement], second: Sequence[AnnotatedStatement]
) -> Iterator[tuple[AnnotatedStatement, AnnotatedStatement]]:
    """Pair statements one to one, best overlap of content words first, from IoU 0.5."""
    words = [match.start() for match in _WORD.finditer(text)]
    left, right = ([_words(words, statement.content) for statement in side] for side in (first, second))
    scored = sorted(
        ((_iou(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a & b),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    used: set[tuple[int, int]] = set()
    for iou, i, j in scored:
        if iou >= MIN_IOU and (0, i) not in used and (1, j) not in used:
            used |= {(0, i), (1, j)}
            yield first[i], second[j]


def _words(starts: Sequence[int], spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(start for span in spans for start in starts if span.char_start <= start < span.char_end)


def _iou(first: frozenset[int], second: frozenset[int]) -> float:
    return len(first & second) / max(1, len(first | second))


def is_same_speaker(passage: Passage, first: AnnotatedStatement, second: AnnotatedStatement) -> bool:
    """Tell whether two annotations of a statement mean the same speaker: by the same words, or by another name."""
    if first.speaker is None or second.speaker is None or _overlap(first.speaker, second.speaker):
        return _overlap(first.speaker, second.speaker)
    named = _named(passage, first)
    return named is not None and named == _named(passage, second)


def _named(passage: Passage, statement: AnnotatedStatement) -> NamedEntity | None:
    """The entity of the passage's header that the speaker's name or words tell."""
    words = words_of(passage.text, statement.speaker) if statement.speaker is not None else None
    for told in filter(None, (statement.speaker_name, words)):
        for entity in passage.names:
            if any(re.search(rf"(?<!\w){re.escape(form)}$", told) for form in entity.forms):
                return entity
    return None


def words_of(text: str, span: Span) -> str:
    """The characters of a span."""
    return text[span.char_start : span.char_end]


def _overlap(first: Span | None, second: Span | None) -> bool:
    """Whether two spans meet, or neither is there."""
    if first is None or second is None:
        return first is second
    return first.char_start < second.char_end and second.char_start < first.char_end


def is_right(passage: Passage, content: Sequence[Span], speaker: Span | None, speaker_name: str | None) -> bool:
    """Tell whether a statement is annotated in a passage: its content, by IoU, with the same speaker."""
    words = [match.start() for match in _WORD.finditer(passage.text)]
    told = _words(words, content)
    one = AnnotatedStatement(0, speaker=speaker, speaker_name=speaker_name)
    return any(
        _iou(told, _words(words, gold.content)) >= MIN_IOU and is_same_speaker(passage, gold, one)
        for gold in passage.statements
    )
