"""What one document yields at a stage, kept together: an article with its paragraphs, and the facts found in it."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.records.articles import Article, Location, Paragraph, Source
from transforms.records.entities import Entity, EntityAlias, EntityProfile, EntityRole
from transforms.records.statements import DateMention, Mention, Statement, StatementEntity, StatementRelay


@dataclass(frozen=True, slots=True)
class Normalised:
    """An article with what it refers to: its paragraphs, its outlet and agency, its dateline's place."""

    article: Article
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[Source, ...]
    locations: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found in one article's text.

    `roles` are those that the knowledge base has; what the text itself tells of an entity is in `profiles`.
    `note` says in one sentence what was left undone (for example: no statements, language not supported), or is None.
    """

    statements: tuple[Statement, ...] = ()
    relays: tuple[StatementRelay, ...] = ()
    statement_entities: tuple[StatementEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    entities: tuple[Entity, ...] = ()
    aliases: tuple[EntityAlias, ...] = ()
    locations: tuple[Location, ...] = ()
    roles: tuple[EntityRole, ...] = ()
    profiles: tuple[EntityProfile, ...] = ()
    note: str | None = None
