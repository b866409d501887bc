"""Batches made up for the tests: one that breaks no rule, of any size, as tables by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from transforms.records import (
    Article,
    Block,
    DateMention,
    Document,
    Entity,
    Location,
    Mention,
    Paragraph,
    RawDocument,
    Source,
    Span,
    Statement,
    StatementRelay,
)  # fmt: skip
from warehouse.schema import to_table

SEEN = datetime(2023, 12, 9, 12, tzinfo=UTC)
RECORDS = (
    Article, DateMention, Document, Entity, Location, Mention, Paragraph, RawDocument, Source, Statement,
    StatementRelay,
)  # fmt: skip
HEADLINE = "Port of Arel reopens"
LINES = (
    "“We open today,” the mayor said. “All ships may enter.”",
    "The harbour office, the Arel Courier reported citing the mayor's office on Friday, counted twelve ships.",
)
Tables = dict[str, pa.Table]


def good_batch(articles: int = 1, repeats: int = 1) -> Tables:
    """Return a batch of articles, each with its facts so many times over."""
    rows: dict[type[Any], list[Any]] = {record: [] for record in RECORDS}
    rows[Source].append(Source("arel.example", "Arel Courier", "newspaper", "registry"))
    rows[Location].append(Location(1, "Arel", "city"))
    rows[Entity] += [Entity("e-mayor", "Mayor of Arel", "person"), Entity("e-courier", "Arel Courier", "organization")]
    for number in range(articles):
        _add_article(rows, f"a-{number}", repeats)
    return {record.TABLE: to_table(record, found) for record, found in rows.items()}


def without_rows() -> Tables:
    """Return a batch without any row."""
    return {record.TABLE: to_table(record, []) for record in RECORDS}


def changed(tables: Mapping[str, pa.Table], table: str, **values: Any) -> Tables:
    """Return the batch with other values in the first row of one table."""
    rows = tables[table].to_pylist()
    rows[0] |= values
    return {**tables, table: pa.Table.from_pylist(rows, schema=_nullable(tables[table].schema))}


def _nullable(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field.with_nullable(True) for field in schema])


def _add_article(rows: dict[type[Any], list[Any]], article: str, repeats: int) -> None:
    lines = (HEADLINE, *LINES * repeats)
    text = "\n\n".join(lines)
    bounds = _bounds(lines)
    digest, content = "0" * 64, text.encode()
    parts = ["headline", *["body"] * (len(lines) - 1)]
    blocks = tuple(Block(part, *bound) for part, bound in zip(parts, bounds, strict=True))
    rows[RawDocument].append(
        RawDocument(f"c-{article}", f"{article}.html", f"/{article}", "html", content, digest, len(content), SEEN)
    )
    rows[Document].append(Document(f"c-{article}", f"{article}.html", "html", text, blocks, "1", title=HEADLINE))
    rows[Article].append(_article(article, text))
    rows[Paragraph] += [
        Paragraph(article, 1, number, block.part, block.char_start, block.char_end)
        for number, block in enumerate(blocks, 1)
    ]
    for number in range(repeats):
        _add_facts(rows, article, text, number, bounds[1 + 2 * number][0])


def _bounds(lines: tuple[str, ...]) -> list[tuple[int, int]]:
    bounds, start = [], 0
    for line in lines:
        bounds.append((start, start + len(line)))
        start += len(line) + 2
    return bounds


def _article(article: str, text: str) -> Article:
    return Article(
        article_id=article, revision=1, is_current=True, source_id="arel.example", url=f"https://arel.example/{article}",
        canonical_url=None, input_uri=f"{article}.html", title=HEADLINE, standfirst=None, authors=("R. Writer",),
        agency=None, published_at=datetime(2023, 12, 9, 8, tzinfo=UTC), published_date=date(2023, 12, 9),
        published_precision="minute", published_basis="json_ld", published_timezone="+00:00", modified_at=None,
        first_seen_at=SEEN, dateline_text=None, dateline_place=None, dateline_date=None, dateline_location_id=1,
        language="en", text=text, word_count=len(text.split()), content_sha256="0" * 64, capture_id=f"c-{article}",
        run_id="r", extractor_version="1",
    )  # fmt: skip


def _add_facts(rows: dict[type[Any], list[Any]], article: str, text: str, number: int, start: int) -> None:
    def at(words: str) -> tuple[int, int]:
        found = text.index(words, start)
        return found, found + len(words)

    spans = (Span(*at("We open today,")), Span(*at("All ships may enter.")))
    statement = f"{article}-s-{number}"
    rows[Statement].append(
        Statement(
            statement_id=statement,
            article_id=article,
            revision=1,
            position=number + 1,
            part="body",
            kind="direct",
            speaker_entity_id="e-mayor",
            speaker_text="the mayor",
            speaker_start=at("the mayor")[0],
            speaker_end=at("the mayor")[1],
            speaker_role=None,
            speaker_naming="role",
            cue_text="said",
            cue_lemma="say",
            act="say",
            content="We open today, All ships may enter.",
            content_start=spans[0].char_start,
            content_end=spans[1].char_end,
            content_spans=spans,
            addressee_entity_id=None,
            addressee_text=None,
            said_from=date(2023, 12, 8),
            said_to=date(2023, 12, 8),
            said_precision="day",
            said_basis="text",
            location_id=None,
            is_hedged=False,
            is_negated=False,
            confidence=0.9,
            run_id="r",
        )
    )
    rows[StatementRelay] += [
        StatementRelay(statement, 1, "e-mayor", "the mayor's office", "citing", *at("the mayor's office")),
        StatementRelay(statement, 2, "e-courier", "the Arel Courier", "reported", *at("the Arel Courier")),
    ]
    for name, entity, kind in (("the mayor", "e-mayor", "person"), ("Arel Courier", "e-courier", "organization")):
        found = at(name)
        mention = f"{article}-m-{found[0]}"
        rows[Mention].append(Mention(mention, article, 1, entity, name, kind, "name", *found, "body"))
    day = date(2023, 12, 8)
    rows[DateMention].append(
        DateMention(article, 1, "Friday", *at("Friday"), day, day, "day", "2023-12-08", "published")
    )
