"""Facts found in an article's text: statements, relays, mentions, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from transforms.records.column import column
from transforms.records.documents import PARTS

STATEMENT_KINDS = ("direct", "indirect", "mixed")
NAMINGS = ("named", "role", "pronoun", "anonymous", "collective")
ACTS = (
    "say", "claim", "deny", "criticise", "praise", "demand", "promise", "warn", "ask", "announce", "confirm",
    "agree", "thank", "decline", "believe", "suggest", "apologise", "order", "threaten", "regret", "explain",
)  # fmt: skip
SAID_PRECISIONS = ("day", "week", "month", "quarter", "year", "interval", "unknown")
SAID_BASES = ("text", "dateline", "published", "none")
MENTION_FORMS = ("name", "nominal", "pronoun")
ENTITY_KINDS = ("person", "organization", "place", "group", "event", "work", "other")
GRAINS = (
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
    "time",
    "duration",
    "set",
    "ref",
)
DATE_BASES = ("explicit", "published", "dateline", "context", "none")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of characters."""

    char_start: int = column("First character", unit="characters")
    char_end: int = column("One past the last character", unit="characters")


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words or their content, as an article reports them."""

    TABLE: ClassVar[str] = "fact_statement"

    statement_id: str = column("Statement (UUIDv5 of article, text version, spans of content and speaker)", key=True)
    article_id: str = column("Article", references="fact_article.article_id")
    revision: int = column("Revision of the article")
    position: int = column("Place among the article's statements, counted from 1")
    part: str = column("Class of the paragraph it stands in", allowed=PARTS)
    kind: str = column("direct: all quoted; indirect: nothing quoted; mixed: partly quoted", allowed=STATEMENT_KINDS)
    speaker_entity_id: str | None = column("Speaker, resolved; NULL where unknown", references="dim_entity.entity_id")
    speaker_text: str | None = column("The words that name the speaker at that place; NULL where none do")
    speaker_start: int | None = column("First character of the speaker's words", unit="characters")
    speaker_end: int | None = column("One past the last character of the speaker's words", unit="characters")
    speaker_role: str | None = column("Role of the speaker that the text tells")
    speaker_naming: str | None = column("How the speaker is named at that place", allowed=NAMINGS)
    cue_text: str | None = column("The words that mark the statement (said, according to, ...); NULL where none do")
    cue_lemma: str | None = column("Dictionary form of the cue")
    act: str = column("What the speaker does in saying it", allowed=ACTS)
    content: str = column("The content word for word: the pieces of content_spans joined by one blank")
    content_start: int = column("First character of the content in fact_article.text", unit="characters")
    content_end: int = column("One past the last character of the content", unit="characters")
    content_spans: tuple[Span, ...] = column("The verbatim pieces of the content in order")
    addressee_entity_id: str | None = column("To whom it was said, resolved", references="dim_entity.entity_id")
    addressee_text: str | None = column("The words that name the addressee")
    said_from: date | None = column("First day on which it may have been said")
    said_to: date | None = column("Last day on which it may have been said")
    said_precision: str = column("How exactly the day is known", allowed=SAID_PRECISIONS)
    said_basis: str = column("What tells the day", allowed=SAID_BASES)
    location_id: int | None = column("Where it was said", references="dim_location.location_id")
    is_hedged: bool = column("Whether the article hedges it (reportedly, allegedly, a modal verb)")
    is_negated: bool = column("Whether the saying itself is negated (did not say)")
    confidence: float = column("How sure the extraction is, 0 to 1")
    run_id: str = column("Run that loaded it", references="ops.run.run_id")
    said_in: str | None = column("The words of the occasion or medium: a press conference in Lagos, X", default=None)


@dataclass(frozen=True, slots=True)
class StatementRelay:
    """One hop of the chain through which a statement reached the outlet."""

    TABLE: ClassVar[str] = "fact_statement_relay"

    statement_id: str = column("Statement", key=True, references="fact_statement.statement_id")
    hop: int = column("1 is nearest the speaker, counting outward to the outlet", key=True)
    relayer_entity_id: str | None = column("Who passed it on, resolved", references="dim_entity.entity_id")
    relayer_text: str = column("The words that name who passed it on")
    cue_text: str | None = column("The words that mark the relay (citing, reported, according to)")
    char_start: int = column("First character of the relayer's words in fact_article.text", unit="characters")
    char_end: int = column("One past the last character of the relayer's words", unit="characters")


@dataclass(frozen=True, slots=True)
class StatementEntity:
    """An entity that the content of a statement is about."""

    TABLE: ClassVar[str] = "fact_statement_entity"

    statement_id: str = column("Statement", key=True, references="fact_statement.statement_id")
    entity_id: str = column("Entity mentioned in the content", references="dim_entity.entity_id")
    mention_id: str = column("The mention in the content", key=True, references="fact_mention.mention_id")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an entity in an article's text."""

    TABLE: ClassVar[str] = "fact_mention"

    mention_id: str = column("Mention (UUIDv5 of article, text version, span)", key=True)
    article_id: str = column("Article", references="fact_article.article_id")
    revision: int = column("Revision of the article")
    entity_id: str = column("Entity", references="dim_entity.entity_id")
    surface: str = column("The words of the mention")
    kind: str = column("Kind of the entity", allowed=ENTITY_KINDS)
    form: str = column("Form of the mention", allowed=MENTION_FORMS)
    char_start: int = column("First character in fact_article.text", unit="characters")
    char_end: int = column("One past the last character", unit="characters")
    part: str = column("Class of the paragraph it stands in", allowed=PARTS)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or time expression in an article's text, with its value."""

    TABLE: ClassVar[str] = "fact_date_mention"

    article_id: str = column("Article", key=True, references="fact_article.article_id")
    revision: int = column("Revision of the article", key=True)
    surface: str = column("The words of the expression")
    char_start: int = column("First character in fact_article.text", key=True, unit="characters")
    char_end: int = column("One past the last character", unit="characters")
    value_from: date | None = column("First day it may mean; NULL where it names no day (a duration)")
    value_to: date | None = column("Last day it may mean")
    grain: str = column("Size of the unit it names", allowed=GRAINS)
    timex: str = column("TIMEX3 value, such as 2023-12-08, 2023-11, P2Y, PRESENT_REF")
    basis: str = column("What a relative or partial expression was counted from", allowed=DATE_BASES)
