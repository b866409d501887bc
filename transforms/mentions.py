"""Where names stand in a text: the model's spans, trimmed, split, extended, and repeated wherever they occur again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from transforms.name_context import NameContext, NameSpan
from transforms.words import Words, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from transforms.roles import RoleMatch


MODEL_KINDS = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
    "EVENT": "event", "WORK_OF_ART": "work", "LAW": "work", "PRODUCT": "other", "LANGUAGE": "other",
}  # fmt: skip
_DETERMINERS = word_set("the a an this that these those his her its their our my")
_PARTICLES = word_set(
    "de da do di du del della dos van von der den bin bint ibn al el la le abu ben ter ten y e af av st"
)
# Lower-case words that a hyphen joins to a name without being a part of it ("Trump-era"); others close it ("Jae-in").
_JOINED_ON = word_set("led era like style run born type wide free own held made side area bound only linked backed")
_SYLLABLE = 6
# What stands before a place and is no part of its name, unless the gazetteer holds both as one ("South St. Paul").
_QUARTERS = word_set(
    "northeast northwest southeast southwest northeastern northwestern southeastern southwestern downtown"
)
_LINKED_BY = {"person": word_set("and &"), "place": word_set("and & to")}
# Roads are named by their number.
_NUMBERED = word_set("route highway interstate road exit autoroute motorway")
_SPLITTERS = frozenset("\n()[]{}|;:/•*")
COMPANY_WORDS = word_set(
    "ltd limited inc incorporated corp corporation co company plc llc gmbh ag sa nv holdings group"
)


def find_spans(doc: Doc, context: NameContext) -> list[NameSpan]:
    """Return the model's names, repaired, in order and not overlapping; none crosses a paragraph's border."""
    found = (part for span in _model_spans(doc, context) for part in _parts(span, context))
    spans = [piece for part in found for piece in pieces(part, context)]
    kept = [_extended(span, context) for span in spans if not _is_in_role(span, context)]
    return _joined([*kept, *_known(context)], context)


def _known(context: NameContext) -> Iterator[NameSpan]:
    """Yield well-known names of several words, which the model may have cut ("Democratic Republic of the Congo")."""
    words, longest = context.words, context.names.longest
    for place, word in enumerate(words.texts):
        if longest.get(word, 0) > 1 and context.paragraph_of[place] >= 0:
            known = context.names.known_at(words, place)
            if known and known[0] > place + 1 and _is_unbroken(place, known[0], context):
                yield NameSpan(place, known[0], known[1].kind)


def _is_unbroken(first: int, last: int, context: NameContext) -> bool:
    return all(context.words.gap(place) in (" ", "-", "") for place in range(first + 1, last))


def _is_in_role(span: NameSpan, context: NameContext) -> bool:
    """Tell whether the words only close a role: "State" in "Secretary of State"."""
    for first in range(max(0, span.first - 3), span.first):
        match = context.roles.match(context.words, first)
        if match and match.last >= span.last and match.role.role_class != "institution":
            return True
    return False


def without_overlaps(spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Return the spans in order; of two that overlap the longer stays, of equals the earlier."""
    kept: list[NameSpan] = []
    for span in sorted(spans, key=lambda each: (each.first, -each.last)):
        if not kept or kept[-1].last <= span.first:
            kept.append(span)
        elif span.last - span.first > kept[-1].last - kept[-1].first:
            kept[-1] = span
    return kept


def _model_spans(doc: Doc, context: NameContext) -> Iterator[NameSpan]:
    for span in doc.ents:
        kind = MODEL_KINDS.get(span.label_)
        places = context.words.within(span.start_char, span.end_char)
        if kind and places and context.words.starts[places.start] >= span.start_char:
            yield NameSpan(places.start, places.stop, kind)


def _parts(span: NameSpan, context: NameContext) -> Iterator[NameSpan]:
    """Cut off a title, and a person's name at an office that a place stands before: "Avondale Mayor (Ed Rieker)"."""
    title = context.roles.match(context.words, span.first) if span.kind == "place" else None
    if title and title.last < span.last and title.role.role_class == "title":
        yield NameSpan(title.last, span.last, "person")
    elif office := _office_inside(span, context):
        yield NameSpan(span.first, office.first, "place")
        if office.last < span.last:
            yield NameSpan(office.last, span.last, "person")
    else:
        yield span


def _office_inside(span: NameSpan, context: NameContext) -> RoleMatch | None:
    for first in range(span.first + 1, span.last if span.kind in ("person", "work") else 0):
        role = context.roles.match(context.words, first)
        is_office = role and role.role.role_class in ("office", "position", "rank")
        if role and is_office and _goes_on(role.last, context) and context.is_place(span.first, first):
            return role
    return None


def _goes_on(place: int, context: NameContext) -> bool:
    """Tell whether a capitalised word adjoins the word before it."""
    words, paragraph_of = context.words, context.paragraph_of
    adjoins = place < len(words) and words.gap(place) == " " and paragraph_of[place] == paragraph_of[place - 1]
    return adjoins and words.texts[place][0].isupper()


def pieces(span: NameSpan, context: NameContext) -> Iterator[NameSpan]:
    """Cut a span where no name goes on, and trim the pieces."""
    first = span.first
    for place in range(span.first + 1, span.last + 1):
        if place == span.last or _is_cut(place, span, context):
            piece = _trimmed(NameSpan(first, place, span.kind), context)
            if piece is not None:
                yield piece
            first = place


def _is_cut(place: int, span: NameSpan, context: NameContext) -> bool:
    words, kind = context.words, span.kind
    if context.paragraph_of[place] != context.paragraph_of[place - 1]:
        return True
    gap = words.gap(place)
    if gap == " ":
        return kind in ("person", "place") and (
            words.texts[place - 1] in ("'s", "’s") or _is_link(place - 1, span, context)
        )
    if not _SPLITTERS.isdisjoint(gap) or gap in (" - ", " – ", " — "):
        return True
    if kind in ("person", "place"):
        is_end = "," in gap or (gap[:1] == "." and len(words.texts[place - 1]) > 3 and len(gap) > 1)
        return is_end or _is_between_places(place, span, context)
    if "," in gap and kind == "organization":
        return words.lowers[place] not in COMPANY_WORDS and not _is_long_title(span.first, place, context)
    return gap[:1] in (".", "?", "!") and len(gap) > 1 and len(words.texts[place - 1]) > 4


def _is_between_places(place: int, span: NameSpan, context: NameContext) -> bool:
    """Tell whether a hyphen joins two places: "the Delhi-Noida border", but "Guinea-Bissau"."""
    first = span.first + (context.words.lowers[span.first] == "the")
    if span.kind != "place" or context.words.gap(place) not in ("-", "–") or context.is_place(first, span.last):
        return False
    return context.is_place(first, place) and context.is_place(place, span.last)


def _is_link(place: int, span: NameSpan, context: NameContext) -> bool:
    """Tell whether a word joins two names, not parts of one: "Norman to Durant", but "Trinidad and Tobago"."""
    return context.words.texts[place] in _LINKED_BY[span.kind] and not context.is_place(span.first, span.last)


def _is_long_title(first: int, place: int, context: NameContext) -> bool:
    """Tell whether a comma stands in a list within one name: "Ministry of Education, Science and Technology"."""
    return any(word in ("of", "for", "on") for word in context.words.lowers[max(first, place - 4) : place])


def _trimmed(span: NameSpan, context: NameContext) -> NameSpan | None:
    """Cut articles, titles and offices off the front, and lower-case words, numbers and possessives off the end."""
    words, first, last = context.words, span.first, span.last
    while first < last and (skipped := _skipped(first, last, span.kind, context)):
        first += skipped
    while first < last and _is_trailing(last - 1, first, span.kind, context):
        last -= 1
    last = _before_role(first, last, span.kind, context)
    if first == last or context.paragraph_of[first] < 0 or not _looks_like_name(words, first, last):
        return None
    is_none = context.is_money(first, last) or _is_owned(first, last, context)
    return None if is_none else NameSpan(first, last, span.kind)


def _is_owned(first: int, last: int, context: NameContext) -> bool:
    """Tell whether a word only says what somebody has: "Office" in "the Sheriff's Office"."""
    lowers = context.words.lowers
    is_possessed = first > 0 and lowers[first - 1] in ("'s", "’s")
    return is_possessed and last == first + 1 and (lowers[first],) in context.names.tails


def _before_role(first: int, last: int, kind: str, context: NameContext) -> int:
    """Return where a body's name ends if a role stands behind it: "State Department" + "spokesperson"."""
    if kind != "organization" or any(word in ("of", "for") for word in context.words.lowers[first:last]):
        return last
    for place in range(max(first + 1, last - 3), last):
        role = context.roles.match(context.words, place)
        if role and role.last == last and role.role.role_class in ("spokesperson", "office", "position"):
            return place
    return last


def _skipped(first: int, last: int, kind: str, context: NameContext) -> int:
    word, lower = context.words.texts[first], context.words.lowers[first]
    if lower in _DETERMINERS or lower in ("'s", "’s") or (word.isdigit() and kind in ("person", "place")):
        return 1
    if word == lower and word.isalpha() and lower not in _PARTICLES and not _is_compound(first, context):
        return 1
    if kind == "place" and _is_quarter(first, last, context):
        return 1
    role = context.roles.match(context.words, first) if kind == "person" else None
    if role and role.last < last and role.role.role_class not in ("institution", "kin"):
        return role.last - first
    return 0


def _is_quarter(first: int, last: int, context: NameContext) -> bool:
    """Tell whether a word only says which part of a place is meant: "Northeast Nebraska"."""
    is_more = first + 1 < last and context.words.lowers[first] in _QUARTERS
    return is_more and context.is_place(first + 1, last) and not context.is_place(first, last)


def _is_compound(place: int, context: NameContext) -> bool:
    return place + 1 < len(context.words) and context.words.gap(place + 1) in ("-", "–")


def _is_trailing(place: int, first: int, kind: str, context: NameContext) -> bool:
    word = context.words.texts[place]
    is_number = kind in ("person", "place") and word.isdigit()
    is_other = is_number or word in ("'s", "’s", "'S", "’S") or (word.islower() and word.isalpha())
    return is_other and not _is_hyphened(place, first, context)


def _is_hyphened(place: int, first: int, context: NameContext) -> bool:
    """Tell whether a hyphen joins the word to the name before it: "moon" in "Ban Ki-moon"."""
    return place > first and context.words.gap(place) == "-" and context.words.lowers[place] not in _JOINED_ON


def _looks_like_name(words: Words, first: int, last: int) -> bool:
    """Tell whether a word has a capital, or is in a script that has none."""
    return any(
        words.texts[place] != words.lowers[place]
        or (words.texts[place][0].isalpha() and not words.texts[place].islower())
        for place in range(first, last)
    )


def _extended(span: NameSpan, context: NameContext) -> NameSpan:
    """Take in the capitalised words that follow if they close a name ("Karnataka" + "High Court")."""
    if (after := _syllable_after(span, context) or _number_after(span, context)) is not None:
        return after
    words, place = context.words, span.last
    while place < span.last + 4 and _goes_on(place, context):
        kind = context.names.tails.get((words.lowers[place],))
        if kind in ("organization", "place", "event") and span.kind in ("organization", "place", "group", "person"):
            return NameSpan(span.first, place + 1, kind)
        place += 1
    return span


def _syllable_after(span: NameSpan, context: NameContext) -> NameSpan | None:
    """Take in what a hyphen joins to a person's name that the model cut there: "Moon Jae" + "-in"."""
    words, place = context.words, span.last
    if span.kind != "person" or span.last - span.first < 2 or place >= len(words):
        return None
    is_syllable = words.texts[place].islower() and words.texts[place].isalpha() and len(words.texts[place]) < _SYLLABLE
    is_part = is_syllable and _is_hyphened(place, span.first, context)
    return NameSpan(span.first, place + 1, span.kind) if is_part else None


def _number_after(span: NameSpan, context: NameContext) -> NameSpan | None:
    """Take in the number of a road: "Interstate" + "70"."""
    words, place = context.words, span.last
    is_numbered = place < len(words) and words.texts[place][0].isdigit() and words.gap(place) in (" ", "-")
    if not is_numbered or span.kind not in ("place", "organization") or words.lowers[place - 1] not in _NUMBERED:
        return None
    return NameSpan(span.first, place + 1, "place")


def _joined(spans: Sequence[NameSpan], context: NameContext) -> list[NameSpan]:
    """Put persons' names together again that the model cut in two ("Noorsiah" + "Mohd Saaduddin")."""
    kept: list[NameSpan] = []
    for span in without_overlaps(spans):
        before = kept[-1] if kept else None
        if before and before.kind == span.kind == "person" and _adjoin(before, span, context):
            kept[-1] = NameSpan(before.first, span.last, "person")
        elif before and _is_one_place(before, span, context):
            kept[-1] = NameSpan(before.first, span.last, "place")
        else:
            kept.append(span)
    return kept


def _is_one_place(before: NameSpan, after: NameSpan, context: NameContext) -> bool:
    """Tell whether two names are one place of the gazetteer: "Fort St" + "John", "Washington" + "D.C."."""
    is_next = before.last == after.first and context.words.gap(after.first) in (" ", ". ", ", ", "-")
    return is_next and context.is_place(before.first, after.last)


def _adjoin(before: NameSpan, after: NameSpan, context: NameContext) -> bool:
    same = context.paragraph_of[before.last - 1] == context.paragraph_of[after.first]
    is_next = before.last == after.first and context.words.gap(after.first) in (" ", "-", "- ")
    return same and is_next and after.last - before.first <= 5
