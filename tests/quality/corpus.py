"""The statement corpus of our own: the fifth that nothing is trained on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from flows.corpus import CORPUS, read_corpus
from flows.reference import load_reference
from flows.training_texts import as_article, held_out
from tests.quality.bench import Bench, Figure, Trial
from tests.quality.pipeline import facts_of
from transforms.agreement import compare_passages, pair_statements
from transforms.annotation import AnnotatedStatement, Passage
from transforms.records import Facts, Span, Statement


def measure(trial: Trial) -> list[Figure]:
    """Compare what is extracted from the held fifth with its annotation; it is small, and never sampled."""
    pairs = list(extracted(held_out(read_corpus())))
    found = compare_passages(pairs)
    return [
        Figure("held fifth, content F1", found.f1(found.content)),
        Figure("held fifth, full F1", found.f1(found.full)),
        Figure("held fifth, relay hops F1", 2 * found.hops / (found.hops_first + found.hops_second)),
        Figure("held fifth, act of the pairs", found.act / found.content),
        *(Figure(f"held fifth, {name} told F1", _told(pairs, name), has_floor=False) for name in _TOLD),
    ]


BENCH = Bench("corpus", CORPUS, ("*.txt",), measure)


# What a statement may tell besides, and how it is read off an annotation.
_TOLD: dict[str, Callable[[AnnotatedStatement], object]] = {
    "addressee": lambda one: one.addressee,
    "hedge": lambda one: one.hedges,
    "negation": lambda one: one.negations,
    "day": lambda one: one.said,
    "place": lambda one: one.place,
}


def _told(passages: Iterable[tuple[Passage, Passage]], name: str) -> float:
    """F1 of whether statements that pair tell it at all: addressees, days and places have no offsets of their own."""
    tells = _TOLD[name]
    told = [
        (bool(tells(first)), bool(tells(second)))
        for annotated, found in passages
        for first, second in pair_statements(annotated.text, annotated.statements, found.statements)
    ]
    return 2 * sum(a and b for a, b in told) / max(1, sum(a + b for a, b in told))


def extracted(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Yield each passage with what is extracted from its text, in the form of an annotation."""
    facts = facts_of([as_article(passage, load_reference()) for passage in passages])
    for passage, found in zip(passages, facts, strict=True):
        statements = tuple(_annotated(each, found) for each in found.statements)
        yield passage, Passage(
            passage.name, passage.variety, passage.topic, passage.published, passage.names, passage.text,
            passage.headline, passage.paragraphs, statements,
        )  # fmt: skip


def _annotated(one: Statement, facts: Facts) -> AnnotatedStatement:
    names = {entity.entity_id: entity.name for entity in facts.entities}
    hops = {
        each.hop: Span(each.char_start, each.char_end)
        for each in facts.relays if each.statement_id == one.statement_id
    }  # fmt: skip
    speaker = None
    if one.speaker_start is not None and one.speaker_end is not None:
        speaker = Span(one.speaker_start, one.speaker_end)
    spans = list(one.content_spans)
    return AnnotatedStatement(
        one.position, speaker, names.get(one.speaker_entity_id or ""), act=one.act, content=spans, relays=hops,
        addressee=spans[0] if one.addressee_text else None,
        said=spans[0] if one.said_from else None,
        place=spans[0] if one.location_id or one.said_in else None,
        hedges=spans if one.is_hedged else [],
        negations=spans if one.is_negated else [],
    )  # fmt: skip
