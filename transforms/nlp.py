"""How spaCy is used: names over the whole text, tags and parse only where a candidate stands; nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transforms.interiors import interior
from transforms.parsed import TEXT, ParsedText
from transforms.quotes import Quotation
from transforms.reduction import Reduction, reduce, reduced_doc, with_trees
from transforms.repairs import repair
from transforms.sentences import Sentence

if TYPE_CHECKING:
    from spacy import Language
    from spacy.tokens import Doc

    from transforms.cues import CueLexicon

NAMES = ("ner",)
PARSE = ("tok2vec", "tagger", "parser")
# Texts, or sentences, that spaCy works on at a time: with more, its arrays outgrow the caches and cost page faults.
_TEXTS, _SENTENCES = 32, 128


@dataclass(slots=True)
class Meter:
    """Adds up the CPU seconds spent in spaCy; the caller gives the clock (such as `time.process_time`)."""

    clock: Callable[[], float]
    spacy_seconds: float = 0.0

    def timed(self, items: Iterable[Doc]) -> Iterator[Doc]:
        """Pass the items on, counting the time that it takes to make each."""
        iterator = iter(items)
        while True:
            start = self.clock()
            item = next(iterator, None)
            self.spacy_seconds += self.clock() - start
            if item is None:
                return
            yield item


@dataclass(frozen=True, slots=True)
class Segmented:
    """A text cut into sentences and quotations, before any analysis."""

    text: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]


def parse_texts(
    nlp: Language,
    texts: Sequence[Segmented],
    lexicon: CueLexicon,
    parts: frozenset[str],
    meter: Meter | None = None,
) -> Iterator[ParsedText]:
    """Analyse texts, in order: one pass of the name finder over all, one of the parser over candidate sentences.

    Args:
        nlp: a pipeline with the components of `NAMES` and `PARSE`; tokens get no lemmas.
        texts: what to analyse, all held in memory together.
        lexicon: tells which sentences are candidates.
        parts: parts of an article whose sentences may be candidates.
        meter: counts the seconds in spaCy.
    """
    timed = meter.timed if meter else iter
    docs = timed(_pipe(nlp, (nlp.make_doc(one.text) for one in texts), NAMES, _TEXTS))
    named = [_named(doc, one) for doc, one in zip(docs, texts, strict=True)]
    reductions = [[reduce(one, lexicon, parts) for one in (text, interior(text, lexicon, parts))] for text in named]
    reduced = (reduced_doc(one.text, kept) for pair in reductions for one in pair for kept in one.kept.values())
    trees = timed(_pipe(nlp, reduced, PARSE, _SENTENCES))
    for outer, inner in reductions:
        parsed = _parsed(outer, trees, lexicon)
        yield replace(parsed, inner=_parsed(inner, trees, lexicon)) if inner.kept else parsed


def _parsed(reduction: Reduction, trees: Iterator[Doc], lexicon: CueLexicon) -> ParsedText:
    parsed = with_trees(reduction, {index: next(trees) for index in reduction.kept})
    repair(parsed, lexicon)
    return parsed


def _named(doc: Doc, segmented: Segmented) -> ParsedText:
    doc.user_data[TEXT] = segmented.text
    return ParsedText(doc, segmented.sentences, segmented.quotations, frozenset())


def _pipe(nlp: Language, docs: Iterable[Doc], components: tuple[str, ...], size: int) -> Iterator[Doc]:
    disable = [name for name in nlp.pipe_names if name not in components]
    return iter(nlp.pipe(docs, disable=disable, batch_size=size))
