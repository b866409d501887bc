"""The tagger: a linear-chain CRF over a sentence's tokens that proposes statements the rules have no frame for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.attributions import Attribution, Content, Source
from transforms.occurrences import is_hedged, is_negated
from transforms.phrases import noun_phrase, run
from transforms.token_features import sequence, tags_of, token_features

if TYPE_CHECKING:
    import pycrfsuite
    from spacy.tokens import Token

    from transforms.cues import CueLexicon
    from transforms.parsed import ParsedText
    from transforms.records import Span

# Labels whose probabilities the judge is told; what is left to 1 is "O", outside.
LABELS = ("B-C", "I-C", "Q", "S")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence's tokens with their labels and, for each token, the probability of each label of `LABELS`."""

    sentence: int
    tokens: tuple[Token, ...]
    labels: tuple[str, ...]
    chances: tuple[tuple[float, ...], ...]


class Tagger:
    """A trained model (`seeds/models/`)."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite

        self._model = model
        self._tagger: pycrfsuite.Tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)

    def tag(
        self, text: ParsedText, rules: Sequence[Attribution], lexicon: CueLexicon, parts: frozenset[str]
    ) -> Iterator[Tagged]:
        """Tag the sentences of a text's `parts`; `rules` are the statements that the rules found in it.

        Sentences in which neither finds anything are left out.
        """
        ruled = {one.sentence for one in rules}
        for index, tokens, features in text_features(text, rules, lexicon, parts):
            labels = self._tagger.tag(features)
            if index not in ruled and set(labels) == {"O"}:
                continue
            yield Tagged(index, tuple(tokens), tuple(labels), self._chances(len(tokens)))

    def _chances(self, count: int) -> tuple[tuple[float, ...], ...]:
        marginal, places = self._tagger.marginal, range(count)
        return tuple(zip(*([marginal(label, place) for place in places] for label in LABELS), strict=True))


def text_features(
    text: ParsedText, rules: Sequence[Attribution], lexicon: CueLexicon, parts: frozenset[str]
) -> Iterator[tuple[int, list[Token], list[list[str]]]]:
    """Yield each sentence that the tagger reads, the parsed ones: its index, its tokens, and their features."""
    ruled = tags_of(text, [_spans(one) for one in rules])
    for index in sorted(text.parsed):
        tokens = sequence(text, index) if text.sentences[index].part in parts else []
        if tokens:
            yield index, tokens, token_features(text, tokens, ruled, lexicon)


def _spans(one: Attribution) -> tuple[Sequence[Span], Sequence[Span], Span | None]:
    cues = [one.content.cue] if one.content.cue is not None else []
    return one.content.pieces, cues, one.speaker.span if one.speaker is not None else None


def label_chances(tagged: Iterable[Tagged]) -> dict[int, Sequence[float]]:
    """Return the label probabilities by token index."""
    return {token.i: chance for one in tagged for token, chance in zip(one.tokens, one.chances, strict=True)}


def tagged_statements(text: ParsedText, tagged: Tagged, lexicon: CueLexicon) -> Iterator[Attribution]:
    """Yield the statements that the labels of a sentence spell: each content with the cue and source nearest to it."""
    runs = list(_runs(tagged))
    for first, last in _runs_of(runs, "C"):
        cue = _nearest(runs, "Q", first, last)
        if cue is None:
            continue
        source = _nearest(runs, "S", *cue)
        tokens = tagged.tokens
        token = tokens[cue[0]]
        entry = next(iter(lexicon.cues_at(text.words, token.i)), None)
        if entry is not None and entry.kind == "source" and first == cue[1] + 1:
            continue  # what follows "according to" is who said it
        yield Attribution(
            Content((run(tokens[first], tokens[last]),), _root(tokens[first : last + 1]), run(token, tokens[cue[1]])),
            tagged.sentence,
            entry,
            token,
            _source(tokens[source[0] : source[1] + 1]) if source is not None else None,
            is_hedged=is_hedged(token, lexicon),
            is_negated=is_negated(token),
        )


def _runs(tagged: Tagged) -> Iterator[tuple[str, int, int]]:
    """Yield stretches of one label, as label and first and last place."""
    start = 0
    kinds = [label[-1] for label in tagged.labels]
    for place in range(1, len(kinds) + 1):
        if place == len(kinds) or kinds[place] != kinds[start] or tagged.labels[place] == "B-C":
            if kinds[start] != "O":
                yield kinds[start], start, place - 1
            start = place


def _runs_of(runs: Sequence[tuple[str, int, int]], label: str) -> Iterator[tuple[int, int]]:
    return ((first, last) for kind, first, last in runs if kind == label)


def _nearest(runs: Sequence[tuple[str, int, int]], label: str, first: int, last: int) -> tuple[int, int] | None:
    """The run of a label that is nearest to a stretch of places."""
    return min(_runs_of(runs, label), key=lambda one: max(one[0] - last, first - one[1]), default=None)


def _root(tokens: Sequence[Token]) -> Token:
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[0])


def _source(tokens: Sequence[Token]) -> Source:
    head = _root(tokens)
    return noun_phrase(head) if head.pos_ else Source(run(tokens[0], tokens[-1]), head)
