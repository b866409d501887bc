"""The record types: frozen dataclasses whose fields declare every column once."""

from transforms.records.articles import Article, Location, Paragraph, Source
from transforms.records.bundles import Facts, Normalised
from transforms.records.column import Column, columns
from transforms.records.documents import Block, DateWitness, Document, RawDocument
from transforms.records.ops import Capture, LedgerEntry, Rejection, Run, Validation
from transforms.records.statements import (
    DateMention,
    Entity,
    EntityAlias,
    Mention,
    Span,
    Statement,
    StatementEntity,
    StatementRelay,
)

TABLES = (
    Source, Location, Entity, EntityAlias,
    Article, Paragraph, Statement, StatementRelay, StatementEntity, Mention, DateMention,
    Run, Capture, LedgerEntry, Rejection, Validation,
)  # fmt: skip

__all__ = [
    "TABLES", "Article", "Block", "Capture", "Column", "DateMention", "DateWitness", "Document", "Entity",
    "EntityAlias", "Facts", "LedgerEntry", "Location", "Mention", "Normalised", "Paragraph", "RawDocument",
    "Rejection", "Run", "Source", "Span", "Statement", "StatementEntity", "StatementRelay", "Validation", "columns",
]  # fmt: skip
