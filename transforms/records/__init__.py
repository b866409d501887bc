"""The record types: frozen dataclasses whose fields declare every column once."""

from transforms.records.articles import Article, Location, Paragraph, Source
from transforms.records.bundles import Facts, Normalised
from transforms.records.column import Column, columns
from transforms.records.documents import Block, DateWitness, Document, RawDocument
from transforms.records.entities import (
    Entity,
    EntityAlias,
    EntityDecision,
    EntityProfile,
    EntityRole,
    KnownEntity,
)
from transforms.records.monitoring import Address, Alarm, Feed, Host, Origin, Poll
from transforms.records.ops import Capture, LedgerEntry, Rejection, Run, Validation
from transforms.records.statements import DateMention, Mention, Span, Statement, StatementEntity, StatementRelay

TABLES = (
    Source, Location, Entity, EntityAlias, EntityRole,
    Article, Paragraph, Statement, StatementRelay, StatementEntity, Mention, EntityProfile, DateMention,
    Run, Capture, LedgerEntry, Rejection, Validation, EntityDecision, KnownEntity,
    Feed, Poll, Address, Origin, Host, Alarm,
)  # fmt: skip

__all__ = [
    "TABLES", "Address", "Alarm", "Article", "Block", "Capture", "Column", "DateMention", "DateWitness", "Document",
    "Entity", "EntityAlias", "EntityDecision", "EntityProfile", "EntityRole", "Facts", "Feed", "Host",
    "KnownEntity", "LedgerEntry", "Location", "Mention", "Normalised", "Origin", "Paragraph", "Poll",
    "RawDocument", "Rejection", "Run", "Source", "Span", "Statement", "StatementEntity", "StatementRelay",
    "Validation", "columns",
]  # fmt: skip
