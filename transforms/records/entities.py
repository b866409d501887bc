"""Entities: who and what texts mention, their names and roles, what is known of them, and decisions about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from transforms.records.column import column
from transforms.records.statements import ENTITY_KINDS

ROLE_PRECISIONS = ("day", "month", "year")
DECIDERS = ("person", "rule")


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place, ... that texts mention: one row an entity id, whatever was decided about it.

    Facts keep the id that was found in their text. What they are about after merges and splits is
    coalesce(entity_splits.split_into, dim_entity.merged_into, dim_entity.entity_id), where entity_splits is joined on
    entity_id and article_id; the views have followed both already.
    """

    TABLE: ClassVar[str] = "dim_entity"

    entity_id: str = column("Entity (UUIDv5 of kind and canonical name)", key=True)
    name: str = column("Canonical name")
    kind: str = column("Kind of entity", allowed=ENTITY_KINDS)
    location_id: int | None = column(
        "For a place, the GeoNames id of what it is or, for a thing without one, lies in",
        references="dim_location.location_id",
        default=None,
    )
    wikidata_id: str | None = column("Wikidata id where known", default=None)
    role: str | None = column("Role told in the latest text that tells one", default=None)
    first_seen: date | None = column("Earliest publication day of an article that mentions it", default=None)
    last_seen: date | None = column("Latest publication day of an article that mentions it", default=None)
    country_code: str | None = column(
        "Its country where it is known, else that which its role names, ISO 3166-1 alpha-2", default=None
    )
    merged_into: str | None = column(
        "Entity that it is the same as by a decision, the last of a chain; join coalesce(merged_into, entity_id)",
        references="dim_entity.entity_id",
        default=None,
    )


@dataclass(frozen=True, slots=True)
class EntityAlias:
    """A name or description that texts use for an entity."""

    TABLE: ClassVar[str] = "dim_entity_alias"

    entity_id: str = column("Entity", key=True, references="dim_entity.entity_id")
    alias: str = column("Name or description as written", key=True)
    origin: str = column("Where the alias is from", key=True, allowed=("text", "registry", "person"))
    uses: int = column("How many mentions in published articles use it", unit="mentions")


@dataclass(frozen=True, slots=True)
class EntityRole:
    """A role of an entity over time: as texts tell it, or as the knowledge base has it."""

    TABLE: ClassVar[str] = "dim_entity_role"

    entity_id: str = column("Entity", key=True, references="dim_entity.entity_id")
    role: str = column("Role or office, such as Prime Minister of Israel", key=True)
    origin: str = column("What tells the role", key=True, allowed=("text", "knowledge"))
    since: date | None = column(
        "First day on which it may have been held; NULL where unknown, and for texts", key=True, default=None
    )
    since_precision: str | None = column("How exactly since is known", allowed=ROLE_PRECISIONS, default=None)
    until: date | None = column(
        "Last day on which it may have been held; NULL where it lasts or is unknown, and for texts", default=None
    )
    until_precision: str | None = column("How exactly until is known", allowed=ROLE_PRECISIONS, default=None)
    first_seen: date | None = column("Earliest publication day of an article that tells it", default=None)
    last_seen: date | None = column("Latest publication day of an article that tells it", default=None)


@dataclass(frozen=True, slots=True)
class EntityProfile:
    """What an article tells of an entity that it mentions; entities of which it tells nothing have no row."""

    TABLE: ClassVar[str] = "fact_entity_profile"

    article_id: str = column("Article", key=True, references="fact_article.article_id")
    revision: int = column("Revision of the article", key=True)
    entity_id: str = column("Entity found in the text", key=True, references="dim_entity.entity_id")
    role: str | None = column("Role that the text tells, the fullest of several", default=None)
    country_code: str | None = column(
        "Country that its office or position tells, ISO 3166-1 alpha-2; NULL where none does, or several", default=None
    )


@dataclass(frozen=True, slots=True)
class EntityDecision:
    """A decision that two entities are one, or that an article's mentions of one are of another of the same name.

    Rows are only ever added and reverted. A decision is known by what it says (action, entity, other entity): a split
    has a row for each article and entity id found there, and what is decided again after it was reverted has new rows.
    """

    TABLE: ClassVar[str] = "ops.entity_decision"

    decision_id: str = column("Decision (UUIDv5 of action, entity and other entity)", key=True)
    decided_at: datetime = column("When it was taken", key=True)
    action: str = column("merge: the entity is the other one; split: in this article it is", allowed=("merge", "split"))
    entity_id: str = column("Entity that facts name", key=True, references="dim_entity.entity_id")
    other_entity_id: str = column("Entity that they are about", references="dim_entity.entity_id")
    article_id: str | None = column(
        "Article of a split; NULL for a merge", key=True, references="fact_article.article_id"
    )
    origin: str = column("Who took it", allowed=DECIDERS)
    note: str | None = column("Why, in words")
    reverted_at: datetime | None = column("When it was undone; NULL while it holds")
    reverted_by: str | None = column("Who undid it", allowed=DECIDERS)


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity imported into the knowledge base: what identifies a name that is found in a text."""

    TABLE: ClassVar[str] = "ops.known_entity"

    key: str = column("Key of the entity in the imported file", key=True)
    name: str = column("Canonical name")
    kind: str = column("Kind of entity", allowed=ENTITY_KINDS)
    aliases: tuple[str, ...] = column("Other full names and abbreviations that name it in any text")
    short_names: tuple[str, ...] = column("Surnames and the like that name it where nothing in a text contradicts")
    wikidata_id: str | None = column("Wikidata id")
    location_id: int | None = column("For a place, its GeoNames id")
    country_code: str | None = column("Country, ISO 3166-1 alpha-2")
    roles: tuple[str, ...] = column(
        "Roles as role@since..until, dates of a year, month or day, either side may be empty"
    )
    origin: str = column("Name of the file that it was imported from")
    imported_at: datetime = column("When it was imported")
