"""Features of the words of a text for the name tagger: looks, neighbours, the model's labels, the rules' names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.kinds import evidence_around, evidence_inside
from transforms.name_context import NameContext, NameSpan
from transforms.name_looks import EDGE, Look, gap_mark, look_of, place_class

if TYPE_CHECKING:
    from spacy.tokens import Doc

OUTSIDE = "O"
# A stretch that is tagged reaches so many words beyond a word that looks like a name.
_REACH = 1
_LONGEST_PLACE = 3
_ENDING = 3
_TITLE_CASE, _FEW = 0.75, 4  # share of capitalised words of a headline, of at least so many
_CLEAR = 1.5  # points of evidence


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is known of the words of a stretch; looks, labels, lower case and roles have an edge on either side."""

    looks: list[Look]
    gaps: list[str]
    rules: list[str]
    models: list[str]
    lowers: list[str]
    roles: list[str]
    known: list[str]
    places: list[str]
    title: str


def tags_of(spans: Sequence[NameSpan], count: int) -> list[str]:
    """Return the label of each of `count` words: `B-` and `I-` with the kind of its name, or `O`."""
    tags = [OUTSIDE] * count
    for span in spans:
        tags[span.first] = f"B-{span.kind}"
        tags[span.first + 1 : span.last] = [f"I-{span.kind}"] * (span.last - span.first - 1)
    return tags


def spans_of(tags: Sequence[str], first: int) -> Iterator[NameSpan]:
    """Yield the names that labels of words spell, the first of which stands at the place `first`."""
    begin = 0
    for place in range(1, len(tags) + 1):
        if place == len(tags) or tags[place] != f"I-{tags[begin][2:]}":
            if tags[begin] != OUTSIDE:
                yield NameSpan(first + begin, first + place, tags[begin][2:])
            begin = place


class NameFeatures:
    """The features of one text.

    Args:
        spans: the names that the rules found.
        doc: the text with the model's entities.
        context: its words and the tables.
    """

    def __init__(self, spans: Sequence[NameSpan], doc: Doc, context: NameContext) -> None:
        self._context, self._words = context, context.words
        self._rules = tags_of(spans, len(context.words))
        self._model = self._model_tags(doc)
        self._plain = {word for word in self._words.texts if word.islower()}
        self._looks: dict[str, Look] = {}
        self._uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._parts: defaultdict[str, set[str]] = defaultdict(set)
        self._told: dict[tuple[str, str], list[str]] = {}
        self._evidence: dict[int, tuple[str, str]] = {}
        self._count_uses(spans)

    def _model_tags(self, doc: Doc) -> list[str]:
        tags = [OUTSIDE] * len(self._words)
        for ent in doc.ents:
            for number, place in enumerate(self._words.within(ent.start_char, ent.end_char)):
                tags[place] = f"I-{ent.label_}" if number else f"B-{ent.label_}"
        return tags

    def _count_uses(self, spans: Sequence[NameSpan]) -> None:
        """Note how the text uses each capitalised word elsewhere, and what speaks for which kind of each name."""
        texts, lowers = self._words.texts, self._words.lowers
        for word, lower, tag in zip(texts, lowers, self._rules, strict=True):
            if tag != OUTSIDE or word != lower:
                self._uses[word][tag[2:]] += 1
        for span in spans:
            for place in range(span.first, span.last if span.last - span.first > 1 else 0):
                self._parts[texts[place]].add(f"{span.kind}{'<' if place == span.last - 1 else ''}")
            around = _summed(evidence_around(span, self._context))
            told = around, _summed(evidence_inside(span, self._context))
            self._evidence.update(dict.fromkeys(range(span.first, span.last), told))

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Yield what is to be tagged: places of first word and one past the last, each within one paragraph."""
        paragraph_of, count = self._context.paragraph_of, len(self._words)
        near = bytearray(count + _REACH)
        for place in range(count):
            if self._may_be_name(place):
                near[max(0, place - _REACH) : place + _REACH + 1] = b"\1" * (
                    place + _REACH + 1 - max(0, place - _REACH)
                )
        place = 0
        while place < count:
            first = place
            while place < count and near[place] and 0 <= paragraph_of[place] == paragraph_of[first]:
                place += 1
            if place > first:
                yield first, place
            else:
                place += 1

    def _may_be_name(self, place: int) -> bool:
        if not self._looks_like_name(place):
            return False
        is_plain = self._words.lowers[place] in self._plain and self._words.opens_sentence(place)
        return self._rules[place] != OUTSIDE or not is_plain

    def _looks_like_name(self, place: int) -> bool:
        return self._rules[place] != OUTSIDE or self._words.texts[place] != self._words.lowers[place]

    def of(self, first: int, last: int) -> list[list[str]]:
        """Return the features of the words of a stretch."""
        stretch = self._stretch(first, last)
        return [
            self._name_row(stretch, first, at)
            if self._looks_like_name(place)
            else [f"r={OUTSIDE}", f"m={self._model[place]}", f"w={self._words.lowers[place]}"]
            for at, place in enumerate(range(first, last), 1)
        ]

    def _stretch(self, first: int, last: int) -> _Stretch:
        words = self._words
        looks = [EDGE, *map(self._look, words.texts[first:last]), EDGE]
        capitals = sum(look.shape[0] == "A" for look in looks)
        return _Stretch(
            looks=looks,
            gaps=[*(gap_mark(words.gap(place)) for place in range(first, last)), "$"],
            rules=["$", *self._rules[first:last], "$"],
            models=["$", *self._model[first:last], "$"],
            lowers=["$", *words.lowers[first:last], "$"],
            roles=["$", *self._roles(first, last), "$"],
            known=self._known(first, last),
            places=self._places(first, last, looks),
            title="T" if capitals >= _FEW and capitals > _TITLE_CASE * (last - first) else "",
        )

    def _name_row(self, stretch: _Stretch, first: int, at: int) -> list[str]:
        before, look, after = stretch.looks[at - 1 : at + 2]
        left, rule, right = stretch.rules[at - 1 : at + 2]
        model, shape, place = stretch.models[at], look.shape, first + at - 1
        gap, next_gap = stretch.gaps[at - 1 : at + 1]
        row = [
            f"r={rule}",
            f"r-={left}{rule}",
            f"r+={rule}{right}",
            f"r-+={left}{rule}{right}",
            f"m={model}",
            f"rm={rule}{model}",
            f"m-={stretch.models[at - 1]}{model}",
            f"m+={model}{stretch.models[at + 1]}",
            f"s={shape}{stretch.title}",
            f"s-={before.shape}{gap}{shape}",
            f"s+={shape}{next_gap}{after.shape}",
            f"s-+={before.shape}{gap}{shape}{next_gap}{after.shape}",
            f"sr={shape}{rule}",
            f"w={stretch.lowers[at]}",
            f"w-={stretch.lowers[at - 1]}",
            f"w+={stretch.lowers[at + 1]}",
            f"g-={gap}{rule}",
            f"g+={next_gap}{rule}",
            f"t={look.tables}",
            f"t-={before.tables}{rule}",
            f"t+={after.tables}{rule}",
            f"tr={look.tables}{rule}",
            f"p={look.place}",
            f"pr={look.place}{rule}",
            f"pp={stretch.places[at - 1]}{rule}",
            f"o={stretch.roles[at]}",
            f"o-={stretch.roles[at - 1]}{rule}",
            f"o+={stretch.roles[at + 1]}",
            f"k={stretch.known[at - 1]}{rule}",
            self._opening(place, shape),
        ]
        if shape[0] == "A":
            row += self._elsewhere(place)
        if place in self._evidence:
            around, inside = self._evidence[place]
            row += [f"ea={around}{rule}", f"ei={inside}{rule}", f"e={around}|{inside}{rule}"]
        return row

    def _look(self, word: str) -> Look:
        look = self._looks.get(word)
        if look is None:
            self._looks[word] = look = look_of(word, self._context)
        return look

    def _roles(self, first: int, last: int) -> list[str]:
        roles = [""] * (last - first)
        for match in self._context.roles.find(self._words, range(first, last)):
            told = match.role.role_class + ("s" if match.role.is_plural else "")
            roles[match.first - first : match.last - first] = [told] * (match.last - match.first)
        return roles

    def _known(self, first: int, last: int) -> list[str]:
        told = [""] * (last - first)
        names = self._context.names
        for place in range(first, last):
            known = names.known_at(self._words, place) if self._words.texts[place] in names.longest else None
            if known and known[0] <= last:
                told[place - first : known[0] - first] = [known[1].kind] * (known[0] - place)
        return told

    def _places(self, first: int, last: int, looks: Sequence[Look]) -> list[str]:
        """Tell of each word whether a name of several words that it is in is a place's."""
        told = [""] * (last - first)
        words = self._words
        for place in range(first, last - 1):
            end = place
            while end < min(last, place + _LONGEST_PLACE) and looks[end - first + 1].shape[0] == "A":
                end += 1
            for stop in range(end, place + 1, -1):
                size = place_class(words.text[words.starts[place] : words.ends[stop - 1]], self._context.gazetteer)
                if size:
                    for at in range(place, stop):
                        told[at - first] = told[at - first] or f"{size}{'B' if at == place else 'I'}"
                    break
        return told

    def _opening(self, place: int, shape: str) -> str:
        opens = "^" if self._words.opens_sentence(place) else ""
        return f"b={opens}{'a' if self._words.lowers[place] in self._plain else ''}{shape}"

    def _elsewhere(self, place: int) -> list[str]:
        """How the text uses the word in its other places, and as which part of longer names."""
        rule, word = self._rules[place], self._words.texts[place]
        told = self._told.get((word, rule))
        if told is None:
            self._told[word, rule] = told = list(self._told_of(word, rule))
        return told

    def _told_of(self, word: str, rule: str) -> Iterator[str]:
        yield f"z={word[-_ENDING:].lower()}"
        uses = self._uses[word]
        others = {kind: count - (kind == rule[2:]) for kind, count in uses.items() if count > (kind == rule[2:])}
        most = max(others, key=lambda kind: (others[kind], kind)) if others else "once"
        yield f"u={most}"
        yield f"ur={most}{rule}"
        yield f"uu={'/'.join(sorted(others))}{rule}"
        for part in sorted(self._parts.get(word, ())):
            yield f"n={part}"
            yield f"nr={part}{rule}"


def _summed(evidence: Iterator[tuple[str, float]]) -> str:
    points: defaultdict[str, float] = defaultdict(float)
    for kind, value in evidence:
        points[kind] += value
    return "/".join(sorted(f"{kind}{'!' if value >= _CLEAR else ''}" for kind, value in points.items()))
