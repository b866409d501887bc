"""The name tagger: a linear-chain CRF over the words of a text that weighs the rules' names, and finds more.

It is stacked on the model and on the rules: their labels are features of it, beside the tables and what the rest of
the text says of a word. Trained on our own corpus (flows/name_training.py), it is sure of more than it has seen of
how others annotate; so the rules' names stand where the tables settle them or where it has no strong objection.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from transforms.kinds import judged
from transforms.mentions import find_spans, pieces
from transforms.name_context import NameContext, NameSpan
from transforms.name_features import OUTSIDE, NameFeatures, spans_of
from transforms.repetitions import with_repetitions

if TYPE_CHECKING:
    import pycrfsuite
    from spacy.tokens import Doc

# Measured on the half of the development texts that was not looked at otherwise: .1 to .3 and .7 to .9 differ little.
_DOUBTED, _SURE = 0.3, 0.7


def find_names(doc: Doc, context: NameContext, tagger: NameTagger) -> list[NameSpan]:
    """Return the names of a text in order, not overlapping: those of the model and the rules, weighed by the tagger."""
    spans = with_repetitions(judged(find_spans(doc, context), context), context)
    return tagger.weighed(spans, doc, context)


class NameTagger:
    """A trained model (`seeds/models/`)."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite

        self._model = model
        self._tagger: pycrfsuite.Tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        self._labels = frozenset(self._tagger.labels())
        self._kinds = {label[2:] for label in self._labels if label != OUTSIDE}

    def weighed(self, spans: Sequence[NameSpan], doc: Doc, context: NameContext) -> list[NameSpan]:
        """Return the names of a text, given those of the rules; all of one name have the kind that most of them have.

        Args:
            spans: the rules' names in order, not overlapping.
            doc: the text with the model's entities.
            context: its words and the tables.
        """
        features = NameFeatures(spans, doc, context)
        stretches = list(features.stretches())
        firsts = [first for first, _ in stretches]
        ruled: defaultdict[int, list[NameSpan]] = defaultdict(list)
        for span in spans:
            ruled[bisect_right(firsts, span.first) - 1].append(span)
        found = [
            span
            for number, (first, last) in enumerate(stretches)
            for span in self._decided(first, features.of(first, last), ruled[number], context)
        ]
        return _agreed(sorted(found, key=lambda span: span.first), context)

    def _decided(
        self, first: int, rows: list[list[str]], ruled: Sequence[NameSpan], context: NameContext
    ) -> Iterator[NameSpan]:
        """Yield a stretch's names: the rules' that stand, then the tagger's, then the rules' that are not refuted."""
        labels = self._tagger.tag(rows)
        own = [piece for span in spans_of(labels, first) for piece in pieces(span, context)]
        taken: set[int] = set()
        standing = [
            span for span in ruled if span in own or _is_settled(span, context) or self._chance(span, first) > _DOUBTED
        ]
        # Chances are asked for only where they decide: the first one of a stretch costs as much as the labels.
        surer = (span for span in own if span not in ruled and self._chance(span, first) > _SURE)
        others = (span for span in ruled if span not in standing and not self._is_refuted(span, first))
        for span in (*standing, *surer, *others):
            if taken.isdisjoint(range(span.first, span.last)):
                taken.update(range(span.first, span.last))
                yield span

    def _chance(self, span: NameSpan, first: int) -> float:
        """The least probability of a span's words to be in a name of its kind; 0 for a kind that was never learned."""
        labels = [label for label in (f"B-{span.kind}", f"I-{span.kind}") if label in self._labels]
        chances = (
            sum(self._tagger.marginal(label, place - first) for label in labels)
            for place in range(span.first, span.last)
        )
        return float(min(chances))

    def _is_refuted(self, span: NameSpan, first: int) -> bool:
        if span.kind not in self._kinds:
            return False
        outside = (self._tagger.marginal(OUTSIDE, place - first) for place in range(span.first, span.last))
        return float(max(outside)) >= _SURE


def _is_settled(span: NameSpan, context: NameContext) -> bool:
    """Tell whether the tables leave no doubt: a well-known name, a people, a country, a closing word of that kind."""
    words = context.words
    if tuple(words.texts[span.first : span.last]) in context.names.known:
        return True
    if context.names.marked_kind(words, span.first, span.last) == span.kind:
        return True
    name = context.surface(span.first, span.last)
    if span.kind == "group":
        return context.places.nationality(name) is not None
    is_person_too = words.lowers[span.first] in context.names.given  # "Georgia", "Jordan"
    is_country = context.is_country(span.first, span.last) and not is_person_too
    return span.kind == "place" and (is_country or context.places.find(name) is not None)


def _agreed(spans: Sequence[NameSpan], context: NameContext) -> list[NameSpan]:
    lowers = context.words.lowers
    names = [tuple(lowers[span.first : span.last]) for span in spans]
    votes: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name, span in zip(names, spans, strict=True):
        votes[name][span.kind] += 1
    kinds = {name: found.most_common(1)[0][0] for name, found in votes.items()}
    settled = {name for name, span in zip(names, spans, strict=True) if _is_settled(span, context)}
    kinds.update((name, "person") for name in _mistaken(kinds) - settled)
    return [NameSpan(span.first, span.last, kinds[name]) for name, span in zip(names, spans, strict=True)]


def _mistaken(kinds: Mapping[tuple[str, ...], str]) -> set[tuple[str, ...]]:
    """Return the organizations that are a person's surname or full name in the text: "Zorn" beside "Ann Zorn"."""
    people = {name for name, kind in kinds.items() if kind == "person"}
    alone, full = {name for name in people if len(name) == 1}, {name[-1:] for name in people if len(name) > 1}
    bodies = {name for name, kind in kinds.items() if kind == "organization"}
    return {name for name in bodies if name in full or (len(name) == 2 and name[1:] in alone)}
