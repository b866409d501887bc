"""Passages annotated inline with the statements in them (docs/annotation.md), read into records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from transforms.errors import DatelineError
from transforms.records import Span
from transforms.records.statements import ACTS, ENTITY_KINDS

VARIETIES = ("american", "british", "indian", "african", "middle-eastern", "wire", "translation", "rewrite")
TOPICS = ("politics", "courts", "business", "science", "health", "sport", "disaster", "war", "culture")

_PASSAGE = re.compile(r"^= *(\S+) *$", re.M)
_HEADER = re.compile(r"^([a-z]+): *(.+?) *$")
_MARKS = re.compile(r"\{((?:[sqcarwphn]\d+(?:\.\d+)?(?:,\d+(?:\.\d+)?)*(?::[a-z]+)? )+)|\|([^{}|]+)\}|([{}])")
_ROLE = re.compile(r"([a-z])([\d.,]+)(?::([a-z]+))?")
_ONCE = {"s": "speaker", "a": "addressee", "w": "said", "p": "place"}


class AnnotationError(DatelineError):
    """A passage that does not follow docs/annotation.md; the message names passage and fault."""


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity with the names that a passage uses for it, the full form first."""

    kind: str
    forms: tuple[str, ...]


@dataclass(slots=True)
class AnnotatedStatement:
    """A statement as a person marked it; spans are characters of the passage's text."""

    number: int
    speaker: Span | None = None
    speaker_name: str | None = None
    cues: list[Span] = field(default_factory=list)
    act: str = "say"
    content: list[Span] = field(default_factory=list)
    addressee: Span | None = None
    said: Span | None = None
    place: Span | None = None
    relays: dict[int, Span] = field(default_factory=dict)
    hedges: list[Span] = field(default_factory=list)
    negations: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passage:
    """An annotated passage: its bare text, headline first, a blank line between paragraphs."""

    name: str
    variety: str
    topic: str
    published: date
    names: tuple[NamedEntity, ...]
    text: str
    headline: Span | None
    paragraphs: tuple[Span, ...]
    statements: tuple[AnnotatedStatement, ...]


def read_passages(content: str) -> Iterator[Passage]:
    """Yield the passages of a file; raises AnnotationError at the first that breaks the format."""
    for name, body in split_passages(content):
        yield read_passage(name, body)


def split_passages(content: str) -> list[tuple[str, str]]:
    """Give (name, what stands under it) of each passage."""
    pieces = _PASSAGE.split(content)
    if pieces[0].strip():
        raise AnnotationError("the file must open with '= name'")
    return list(zip(pieces[1::2], pieces[2::2], strict=True))


def read_passage(name: str, body: str) -> Passage:
    """Read one passage; raises AnnotationError."""
    try:
        head, _, rest = body.strip().partition("\n\n")
        fields, names = _header(head)
        text = _Text()
        for line in re.split(r"\n\s*\n", rest.strip()):
            text.add_paragraph(line)
        passage = Passage(
            name,
            _one_of(fields, "variety", VARIETIES),
            _one_of(fields, "topic", TOPICS),
            date.fromisoformat(fields.get("date", "")),
            names,
            text.text,
            text.headline,
            tuple(text.paragraphs),
            tuple(text.statements[n] for n in sorted(text.statements)),
        )
        _check(passage)
    except ValueError as error:
        raise AnnotationError(f"{name}: {error}") from error
    return passage


def _header(head: str) -> tuple[dict[str, str], tuple[NamedEntity, ...]]:
    fields: dict[str, str] = {}
    names = []
    for line in head.splitlines():
        if not (match := _HEADER.match(line)):
            raise ValueError(f"no header line: {line[:60]!r}")
        key, value = match.groups()
        if key in ENTITY_KINDS:
            names.append(NamedEntity(key, tuple(form.strip() for form in value.split("|"))))
        elif key in ("variety", "topic", "date"):
            fields[key] = value
        else:
            raise ValueError(f"unknown header {key!r}")
    return fields, tuple(names)


def _one_of(fields: dict[str, str], key: str, allowed: tuple[str, ...]) -> str:
    if fields.get(key) not in allowed:
        raise ValueError(f"{key} must be one of {', '.join(allowed)}, not {fields.get(key)!r}")
    return fields[key]


class _Text:
    """The bare text as it grows, with what its marks say."""

    def __init__(self) -> None:
        self.text = ""
        self.headline: Span | None = None
        self.paragraphs: list[Span] = []
        self.statements: dict[int, AnnotatedStatement] = {}

    def add_paragraph(self, line: str) -> None:
        if "\n" in line:
            raise ValueError(f"a paragraph must be one line: {line[:60]!r}")
        self.text += "\n\n" if self.text else ""
        start = len(self.text)
        self._read(line.removeprefix("# "))
        span = Span(start, len(self.text))
        self.paragraphs.append(span)
        if line.startswith("# "):
            self.headline = span

    def _read(self, line: str) -> None:
        opened: list[tuple[int, str]] = []
        position = 0
        for match in _MARKS.finditer(line):
            self.text += line[position : match.start()]
            position = match.end()
            roles, named, stray = match.groups()
            if roles:
                opened.append((len(self.text), roles))
            elif stray == "{" or not opened:
                raise ValueError(f"stray brace near {line[max(0, match.start() - 30) : match.end() + 20]!r}")
            else:
                start, closed = opened.pop()
                self._mark(Span(start, len(self.text)), closed, named)
        if opened:
            raise ValueError(f"brace never closed: {line[-60:]!r}")
        self.text += line[position:]

    def _mark(self, span: Span, roles: str, named: str | None) -> None:
        words = self.text[span.char_start : span.char_end]
        if not words.strip() or words != words.strip():
            raise ValueError(f"a mark must hold words, without blanks at its ends: {words!r}")
        for role, numbers, act in _ROLE.findall(roles):
            for number in numbers.split(","):
                self._fill(span, role, number, act, named)

    def _fill(self, span: Span, role: str, number: str, act: str, named: str | None) -> None:
        key, _, hop = number.partition(".")
        found = self.statements.setdefault(int(key), AnnotatedStatement(int(key)))
        if bool(hop) != (role == "r") or (act and role != "q"):
            raise ValueError(f"{role}{number}{':' + act if act else ''} is not a mark")
        if role in _ONCE:
            if getattr(found, _ONCE[role]) is not None:
                raise ValueError(f"{role}{number} stands twice")
            setattr(found, _ONCE[role], span)
            found.speaker_name = (named and named.strip()) if role == "s" else found.speaker_name
        elif role == "r":
            if int(hop) in found.relays:
                raise ValueError(f"{role}{number} stands twice")
            found.relays[int(hop)] = span
        else:
            {"q": found.cues, "c": found.content, "h": found.hedges, "n": found.negations}[role].append(span)
            found.act = act or found.act


def _check(passage: Passage) -> None:
    forms = {form for entity in passage.names for form in entity.forms}
    for form in forms:
        if not re.search(rf"(?<!\w){re.escape(form)}(?!\w)", passage.text):
            raise ValueError(f"the name {form!r} is not in the passage")
    for place, statement in enumerate(passage.statements, 1):
        _check_statement(statement, place, forms)


def _check_statement(statement: AnnotatedStatement, place: int, forms: set[str]) -> None:
    number = statement.number
    if number != place:
        raise ValueError(f"statements must be numbered from 1 without gaps: {place} is missing")
    if not statement.content:
        raise ValueError(f"statement {number} has no content")
    if not statement.cues and statement.speaker is None:
        raise ValueError(f"statement {number} has neither speaker nor cue")
    if statement.act not in ACTS:
        raise ValueError(f"statement {number}: unknown act {statement.act!r}")
    if sorted(statement.relays) != list(range(1, len(statement.relays) + 1)):
        raise ValueError(f"statement {number}: hops must be numbered from 1")
    if statement.speaker_name is not None and statement.speaker_name not in forms:
        raise ValueError(f"statement {number}: {statement.speaker_name!r} is not in the header")
    for cue in statement.cues:
        if any(cue.char_start < piece.char_end and piece.char_start < cue.char_end for piece in statement.content):
            raise ValueError(f"statement {number}: content overlaps its cue")
