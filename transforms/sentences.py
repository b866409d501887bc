"""Sentences of a paragraph, with quotations kept whole: the units that are parsed and read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.quotes import Quotation
from transforms.records.articles import Paragraph

_STOP = re.compile(r"[.!?…]+[)\]]*(?=\s+[\"“”'‘«„(\[]*[A-Z0-9\u00c0-\u00de]|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|St|Jr|Sr|vs|No|Nos|Inc|Ltd|Co|Corp|Bros"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|est|Ave|Blvd|Mt|Ft|Messrs|Supt|Det|Insp|Cmdr|Pvt|Cpl)"
    r"|\b[A-Z](?:\.[A-Z])*)$"
)
_STARTER = re.compile(r"\s+[\"“'‘]?(?:The|He|She|It|They|We|In|On|At|But|And|This|That|These|A|An|His|Her|As|For)\b")
_LABEL = re.compile(r"\s*([QAqa])(?:uestion|nswer)?\s*[:.]\s*")
_DATELINE = re.compile(
    r"[A-Z\u00c0-\u00de][\w'’.-]*(?:[ ,/]+[A-Z\u00c0-\u00de][\w'’.-]*){0,5}(?:,? +\d{1,2})?"
    r"(?: *\([^)\n]{2,30}\))? +(?:–|—|--|-) +"
)
# "NEW DELHI: The …", "Jaisalmer: An …", "TEMUCO.- The …": a place and a mark that elsewhere names who speaks.
_PLACE_LABEL = re.compile(
    r"[A-Z\u00c0-\u00de][\w'’-]*(?: [A-Z\u00c0-\u00de][\w'’-]*){0,2}(?:, [\w .]{2,20})?"
    r"(?: *\([^)\n]{2,30}\))?(?: *:|\.-) +"
)
_LONG_SENTENCE = 60
_FEW_WORDS = 3
_CLAUSE_AFTER = re.compile(r"[^.!?;\n“\"]{0,80}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph: half-open characters, the paragraph's part and its place in the article."""

    char_start: int
    char_end: int
    part: str
    paragraph: int


def find_sentences(
    text: str, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation], reporting: re.Pattern[str]
) -> tuple[Sentence, ...]:
    """Split paragraphs into sentences; `reporting` matches a word of saying after `"Why?"`, which then goes on."""
    starts = [quotation.char_start for quotation in quotations]
    found: list[Sentence] = []
    placed = _labelled_place(text, paragraphs)
    for paragraph in paragraphs:
        start = placed.end() if placed and paragraph.char_start == placed.start() else _first_character(text, paragraph)
        if start is None:
            continue
        for end in _ends(text, paragraph, quotations, starts, reporting):
            found.extend(_trimmed(text, start, end, paragraph))
            start = end
        found.extend(_trimmed(text, start, paragraph.char_end, paragraph))
    return tuple(found)


def _labelled_place(text: str, paragraphs: Sequence[Paragraph]) -> re.Match[str] | None:
    """The label that opens the body, where it is a place's: a speaker's line ("SMITH: …") has others like it below."""
    body = [paragraph for paragraph in paragraphs if paragraph.part == "body"]
    found = [_PLACE_LABEL.match(text, paragraph.char_start, paragraph.char_end) for paragraph in body]
    if not body or found[0] is None or any(found[1:]):
        return None
    is_long = body[0].char_end - found[0].end() > _LONG_SENTENCE
    return found[0] if is_long and text[found[0].end()] not in "\"“‘'«" else None


def _first_character(text: str, paragraph: Paragraph) -> int | None:
    """Where reading begins: behind a dateline and the `A:` of an answer; not at all in a question."""
    label = _LABEL.match(text, paragraph.char_start, paragraph.char_end) if paragraph.part == "faq" else None
    if label is not None:
        return None if label.group(1).upper() == "Q" else label.end()
    dateline = _DATELINE.match(text, paragraph.char_start, paragraph.char_end) if paragraph.part == "body" else None
    return dateline.end() if dateline is not None else paragraph.char_start


def _trimmed(text: str, start: int, end: int, paragraph: Paragraph) -> Iterator[Sentence]:
    raw = text[start:end]
    if raw.strip():
        first = start + len(raw) - len(raw.lstrip())
        yield Sentence(first, first + len(raw.strip()), paragraph.part, paragraph.position)


def _ends(
    text: str, paragraph: Paragraph, quotations: Sequence[Quotation], starts: list[int], reporting: re.Pattern[str]
) -> Iterator[int]:
    position = paragraph.char_start
    while position < paragraph.char_end:
        quotation = _next_quotation(quotations, starts, position)
        limit = min(paragraph.char_end, quotation.char_start if quotation else paragraph.char_end)
        # The look-ahead must see the mark that opens the quotation.
        for stop in _STOP.finditer(text, position, min(limit + 4, paragraph.char_end)):
            if stop.start() < limit and not _is_abbreviation(text, stop):
                yield stop.end()
        if quotation is None or quotation.char_end > paragraph.char_end:
            return
        position = quotation.char_end
        if _ends_sentence(text, quotation, reporting):
            yield position


def _next_quotation(quotations: Sequence[Quotation], starts: list[int], position: int) -> Quotation | None:
    index = bisect_right(starts, position - 1)
    if index and quotations[index - 1].char_end > position:
        index -= 1
    return quotations[index] if index < len(quotations) else None


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    if stop.group() != ".":
        return False
    match = _ABBREVIATION.search(text, max(0, stop.start() - 12), stop.start())
    if match is None:
        return False
    return (len(match.group()) > 1 and "." in match.group() and _STARTER.match(text, stop.end()) is None) or (
        "." not in match.group()
    )


def _ends_sentence(text: str, quotation: Quotation, reporting: re.Pattern[str]) -> bool:
    last = text[quotation.pieces[-1].char_end - 1]
    after = text[quotation.char_end : quotation.char_end + 3]
    if last not in ".!?…" or not after[:1].isspace():
        return False
    following = after.strip()[:1]
    if following.islower():
        return False
    if last == "." or not following.isalpha():
        return True
    clause = _CLAUSE_AFTER.match(text, quotation.char_end)
    cue = reporting.search(clause.group()) if clause is not None else None
    return cue is None or not _may_name(cue.string[: cue.start()])


def _may_name(words: str) -> bool:
    """Tell whether the words between a quotation and a verb of saying may be a speaker's name or description."""
    small = [word for word in words.split() if not word[0].isupper()]
    return len(small) <= _FEW_WORDS
