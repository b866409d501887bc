"""What kind of thing a name names: the model's labels weighed with what the text and the tables say of the name.

The model labels each occurrence alone and is often wrong on names that it has not met. All occurrences of a name
in one text are judged together: labels, titles and verbs beside it, closing words, given names, the gazetteer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from transforms.name_context import NameContext, NameSpan
from transforms.words import word_set

Key = tuple[str, ...]

_SPEECH = word_set(
    "said says told added tweeted explained replied recalled insisted argued noted wrote asked claimed stressed "
    "admitted emphasized emphasised believes believed thinks thanked vowed joked pleaded"
)
_PERSON_AFTER = word_set("who himself herself whom")
_IN = word_set("in near across throughout outside inside around")
_TOWARDS = word_set("from at to into via toward towards between")
_PLACE_NOUNS = word_set(
    "province city district region village town county river island islands airport state municipality area "
    "district's governorate prefecture coast suburb neighborhood neighbourhood valley mountains peninsula border "
    "road street highway port township provinces districts"
)
_PLACE_OF = word_set(
    "city cities town towns village villages province provinces district districts municipality state states island "
    "islands region regions port suburb suburbs capital mayor governor outskirts residents streets"
)
# What those who live or stand somewhere are called by: "Chicopee residents".
_PLACE_PEOPLE = word_set(
    "residents resident man woman men women teen native couple mayor townships counties rivers roads streets "
    "neighborhood neighborhoods neighbourhood neighbourhoods crash metro bureau"
)
_DATELINE_GAPS = frozenset("—–-(:")
# Named after places: "West Nile virus".
_DISEASES = word_set("virus ebolavirus fever flu encephalitis haemorrhagic hemorrhagic")
# What the word behind a name speaks for.
_NEXT: dict[str, tuple[tuple[str, float], ...]] = {
    **dict.fromkeys(_DISEASES, (("other", 3.0),)),
    **dict.fromkeys(_PLACE_PEOPLE, (("place", 0.8),)),
    **dict.fromkeys(_PLACE_NOUNS, (("place", 1.0),)),
    **dict.fromkeys(_PERSON_AFTER, (("person", 1.0),)),
    **dict.fromkeys(_SPEECH, (("person", 0.8),)),
}
_SHORT_TITLES = word_set("mr mrs ms dr prof gen col lt sen rep gov capt")
_HUMAN = ("title", "office", "position", "profession", "rank", "spokesperson", "kin", "anonymous")
# Points of evidence; the model's label counts `_LABEL` if all occurrences bear it.
_LABEL = 2.0
_RARE_LABEL = 1.3
_COMMON = frozenset(("person", "organization", "place", "group"))
_CAP = 3.0
_NOBODY: Mapping[str, int] = MappingProxyType({})


def judged(spans: Sequence[NameSpan], context: NameContext) -> list[NameSpan]:
    """Return the spans with the kind that all occurrences of their name together speak for."""
    by_key: dict[Key, list[NameSpan]] = defaultdict(list)
    for span in spans:
        by_key[tuple(context.words.lowers[span.first : span.last])].append(span)
    kinds: dict[Key, str] = {}
    people: Counter[str] = Counter()
    # Names of several words first: they tell of which kind their words are where these stand alone.
    for key, found in sorted(by_key.items(), key=lambda item: len(item[0]) == 1):
        kinds[key] = kind = _kind(found, context, people)
        if kind == "person" and len(key) > 1:
            people.update({word: 1 for word in key[:-1] if not people[word]})
            people[key[-1]] = 2
    return [NameSpan(s.first, s.last, kinds[tuple(context.words.lowers[s.first : s.last])]) for s in spans]


def _kind(found: Sequence[NameSpan], context: NameContext, people: Counter[str]) -> str:
    span = found[0]
    known = context.names.known.get(tuple(context.words.texts[span.first : span.last]))
    if known:
        return known.kind
    if context.places.nationality(context.surface(span.first, span.last)) is not None:
        return "group"
    points: defaultdict[str, float] = defaultdict(float)
    for each in found:
        points[each.kind] += (_LABEL if each.kind in _COMMON else _RARE_LABEL) / len(found)
    around: defaultdict[str, float] = defaultdict(float)
    for each in found:
        for kind, value in evidence_around(each, context):
            around[kind] += value
    for kind, value in around.items():
        points[kind] += min(value, _CAP)
    for kind, value in evidence_inside(span, context, people):
        points[kind] += value
    return max(sorted(points), key=lambda kind: points[kind])


def evidence_around(span: NameSpan, context: NameContext) -> Iterator[tuple[str, float]]:
    """Yield the kinds that the words beside a name speak for, with points."""
    words = context.words
    if span.first:
        gap, before = words.gap(span.first), words.lowers[span.first - 1]
        if gap == " ":
            yield from _before(before, span, context)
        elif gap == ". " and before in _SHORT_TITLES:
            yield "person", 3.0
    if span.last < len(words):
        yield from _after(words.gap(span.last), words.lowers[span.last], span, context)
    if _is_dateline(span, context):
        yield "place", 2.5


def _after(gap: str, after: str, span: NameSpan, context: NameContext) -> Iterator[tuple[str, float]]:
    if gap == " ":
        yield from _NEXT.get(after, ())
    elif gap == ", ":
        if after.isdigit() and len(after) == 2:
            yield "person", 2.0
        elif after in _PERSON_AFTER:
            yield "person", 0.8
        elif after in ("a", "an", "the") and _is_person_described(span.last + 1, context):
            yield "person", 1.2
        elif _is_area(span.last, context):
            yield "place", 2.0
    elif gap in ("-", "–") and after == "based":
        yield "place", 1.2


def _before(before: str, span: NameSpan, context: NameContext) -> Iterator[tuple[str, float]]:
    words = context.words
    if before in _IN:
        yield "place", 1.2
    elif before in _TOWARDS:
        yield "place", 0.3
    elif before in _SPEECH:
        yield "person", 0.6
    elif before == "of" and span.first > 1 and words.lowers[span.first - 2] in _PLACE_OF:
        yield "place", 1.5
    elif before == "the" and span.last - span.first == 1:
        yield "organization", 0.5
    else:
        role = _role_ending_at(span.first, context)
        if role in _HUMAN:
            yield "person", 2.2 if role != "title" else 3.0


def _is_area(place: int, context: NameContext) -> bool:
    """Tell whether a state or country, by its name or abbreviation, begins at a place: "Wainwright, Alta."."""
    if context.places.behind_comma(context.words.texts[place]) is not None:
        return True
    names = (context.surface(place, last) for last in range(place + 1, min(place + 4, len(context.words) + 1)))
    return any(
        found and found[0].kind in ("country", "admin1") and found[0].is_main
        for found in map(context.gazetteer.candidates, names)
    )


def _is_dateline(span: NameSpan, context: NameContext) -> bool:
    """Tell whether capitals open a paragraph and a dash or bracket follows: "CROMWELL — ", "MUSCAT (AP) — "."""
    words, paragraph_of = context.words, context.paragraph_of
    opens = span.first == 0 or paragraph_of[span.first - 1] != paragraph_of[span.first]
    if not opens or span.last >= len(words) or not context.surface(span.first, span.last).isupper():
        return False
    return not _DATELINE_GAPS.isdisjoint(words.gap(span.last))


def _is_person_described(place: int, context: NameContext) -> bool:
    """Tell whether a phrase ends in what a person is: "a Berlin-based Russian foreign policy expert"."""
    words = context.words
    for first in range(place, min(place + 6, len(words))):
        match = context.roles.match(words, first)
        if match and not match.role.is_plural and match.role.role_class in _HUMAN:
            return True
        if first + 1 < len(words) and words.gap(first + 1) not in (" ", "-"):
            return False
    return False


def _role_ending_at(place: int, context: NameContext) -> str | None:
    for first in range(max(0, place - 3), place):
        match = context.roles.match(context.words, first)
        if match and match.last == place and not match.role.is_plural:
            return match.role.role_class
    return None


def evidence_inside(
    span: NameSpan, context: NameContext, people: Mapping[str, int] = _NOBODY
) -> Iterator[tuple[str, float]]:
    """Yield the kinds that the words of a name and the tables speak for, with points.

    Args:
        span: the name.
        context: the text and the tables.
        people: words of persons' names of the text, 2 for surnames.
    """
    words, key = context.words, tuple(context.words.lowers[span.first : span.last])
    marked = context.names.marked_kind(words, span.first, span.last)
    if marked:
        yield marked, 3.0
    if len(key) == 1:
        word = words.texts[span.first]
        if met := people.get(key[0]):
            yield "person", 1.5 * met
        if word.isupper() and 2 <= len(word) <= 6:
            yield "organization", 1.0
    if key[0] in context.names.given and len(key) <= 4:
        yield "person", 0.7 if len(key) == 1 else 1.5
    found = context.gazetteer.candidates(context.surface(span.first, span.last))
    if found:
        best = found[0]
        if best.kind in ("country", "continent"):
            yield "place", 4.0 if key[0] not in context.names.given else 2.0
        elif best.people > 100_000:
            yield "place", 1.5
        else:
            yield "place", 0.8
