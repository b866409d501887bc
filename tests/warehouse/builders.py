"""Small staged batches, built as the flow builds them: records through `to_table` into Parquet files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from transforms.ids import make_id
from transforms.records import (
    Article,
    Capture,
    DateMention,
    Entity,
    EntityAlias,
    EntityProfile,
    LedgerEntry,
    Location,
    Mention,
    Paragraph,
    Rejection,
    Run,
    Source,
    Span,
    Statement,
    StatementEntity,
    StatementRelay,
    Validation,
)
from warehouse.checks import offenders
from warehouse.connection import connect
from warehouse.migrate import migrate
from warehouse.publish import Counts, publish
from warehouse.runs import open_run
from warehouse.schema import to_table

DAY = date(2023, 12, 8)
NOON = datetime(2023, 12, 8, 12, tzinfo=UTC)
TEXT = "Mayor speaks\n\n“The bridge is safe,” Ann Lee said, City Radio reported. “We checked.”"


def make_run(run_id: str, **changes: Any) -> Run:
    run = Run(run_id, NOON, None, "running", ("seeds",), "0.1.0", 0, 0, 0, 0, None, None)
    return replace(run, **changes)


def span(text: str, words: str) -> Span:
    """Return the code points of the first place at which the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


@dataclass
class Batch:
    """The rows of one staged batch."""

    run_id: str = "run-1"
    number: int = 1
    rows: dict[type[Any], list[Any]] = field(default_factory=dict)

    def add(self, *records: Any) -> None:
        for record in records:
            self.rows.setdefault(type(record), []).append(record)

    def settled(self, place: str, outcome: str, **changes: Any) -> LedgerEntry:
        """Add a document that staging has settled already, with its capture."""
        capture_id = make_id("capture", place, outcome)
        self.add(Capture(capture_id, place, place, "0" * 64, 4, None, None, NOON))
        entry = LedgerEntry(
            self.run_id, self.number, place, capture_id, outcome, None, None, changes.pop("reason", None), None, NOON
        )
        self.add(replace(entry, **changes))
        return entry

    def article(
        self,
        key: str,
        text: str = TEXT,
        place: str | None = None,
        revision: int = 1,
        facts: bool = True,
        role: str | None = "Mayor",
        country: str | None = None,
        **changes: Any,
    ) -> Article:
        """Add an article version with its capture, ledger row and outlet, and facts for `TEXT`-like texts.

        It tells the role and the country of Ann Lee.
        """
        article_id = make_id("article", key)
        digest = hashlib.sha256(text.encode()).hexdigest()
        place = place or f"/in/{key}.html"
        capture_id = make_id("capture", place, digest)
        article = Article(
            article_id=article_id, revision=revision, is_current=True, source_id="example.org",
            url=f"https://example.org/{key}", canonical_url=None, input_uri=place.lstrip("/"), title="Mayor speaks",
            standfirst=None, authors=("A. Writer",), agency=None, published_at=None, published_date=DAY,
            published_precision="day", published_basis="json_ld", published_timezone=None, modified_at=None,
            first_seen_at=NOON, dateline_text=None, dateline_place=None, dateline_date=None,
            dateline_location_id=None, language="en", text=text, word_count=len(text.split()),
            content_sha256=digest, capture_id=capture_id, run_id=self.run_id, extractor_version="0.1.0",
        )  # fmt: skip
        article = replace(article, **changes)
        self.add(
            article,
            Capture(capture_id, article.input_uri, place, digest, len(text), None, None, NOON),
            LedgerEntry(
                self.run_id, self.number, article.input_uri, capture_id, "loaded", None, None, None, None,
                article.first_seen_at,
            ),
            Source(article.source_id, article.source_id, "newspaper", "observed"),
        )  # fmt: skip
        if facts:
            self.facts(article, role, country)
        return article

    def facts(self, article: Article, role: str | None, country: str | None) -> None:
        """Add the facts of an article whose text has the words of `TEXT`."""
        text, version = article.text, (article.article_id, article.content_sha256)
        pieces = (span(text, "The bridge is safe,"), span(text, "We checked."))
        speaker, relayer, topic = span(text, "Ann Lee"), span(text, "City Radio"), span(text, "bridge")
        ids = {name: make_id("entity", name) for name in ("Ann Lee", "City Radio", "bridge")}
        statement_id = make_id("statement", *version)
        kinds = {"Ann Lee": "person", "City Radio": "organization", "bridge": "other"}
        self.add(
            Paragraph(article.article_id, article.revision, 1, "body", text.index("“"), len(text)),
            Statement(
                statement_id=statement_id, article_id=article.article_id, revision=article.revision, position=1,
                part="body", kind="direct", speaker_entity_id=ids["Ann Lee"], speaker_text="Ann Lee",
                speaker_start=speaker.char_start, speaker_end=speaker.char_end, speaker_role=role,
                speaker_naming="named", cue_text="said", cue_lemma="say", act="say",
                content="The bridge is safe, We checked.", content_start=pieces[0].char_start,
                content_end=pieces[1].char_end, content_spans=pieces, addressee_entity_id=None, addressee_text=None,
                said_from=DAY, said_to=DAY, said_precision="day", said_basis="published", location_id=None,
                is_hedged=False, is_negated=False, confidence=0.9, run_id=self.run_id,
            ),
            StatementRelay(
                statement_id, 1, ids["City Radio"], "City Radio", "reported", relayer.char_start, relayer.char_end
            ),
            StatementEntity(statement_id, ids["bridge"], make_id("mention", *version, "bridge")),
        )  # fmt: skip
        for name, where in (("Ann Lee", speaker), ("City Radio", relayer), ("bridge", topic)):
            told = (role, country) if name == "Ann Lee" else (None, None)
            day = article.published_date
            mention_id = make_id("mention", *version, name)
            self.add(
                Mention(mention_id, article.article_id, article.revision, ids[name], name, kinds[name], "name",
                        where.char_start, where.char_end, "body"),
                Entity(ids[name], name, kinds[name], role=told[0], first_seen=day, last_seen=day, country_code=told[1]),
                EntityAlias(ids[name], name, "text", 1),
            )  # fmt: skip
            if any(told):
                self.add(EntityProfile(article.article_id, article.revision, ids[name], *told))

    def write(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for record, rows in self.rows.items():
            pq.write_table(to_table(record, rows), folder / f"{record.TABLE}.parquet")
        return folder


def new_warehouse(*run_ids: str) -> duckdb.DuckDBPyConnection:
    connection = connect(":memory:")
    migrate(connection)
    for run_id in run_ids:
        open_run(connection, make_run(run_id))
    return connection


def put(connection: duckdb.DuckDBPyConnection, folder: Path, batch: Batch, check: Any = None) -> Counts:
    staged = batch.write(folder / f"{batch.run_id}-{batch.number}")
    return publish(connection, staged, batch.run_id, batch.number, check)


def sound(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, Any]]:
    """Return the rules of the warehouse that are broken, with their offenders."""
    return [(name, table.to_pylist()) for name, _, table in offenders(connection, None) if table.num_rows]


def ledger(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, tuple[Any, ...]]:
    """Return outcome, revision and reason by input of a run."""
    query = "SELECT input_uri, outcome, revision, reason FROM ops.document WHERE run_id = ?"
    return {uri: tuple(rest) for uri, *rest in connection.execute(query, [run_id]).fetchall()}


def contents(connection: duckdb.DuckDBPyConnection) -> dict[str, Sequence[Any]]:
    """Return every row of every table, to prove that nothing changed."""
    tables = connection.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = current_database()"
    ).fetchall()
    return {name: sorted(map(repr, connection.execute(f"FROM {name}").fetchall())) for (name,) in tables}


__all__ = [
    "DAY", "NOON", "TEXT", "Batch", "DateMention", "Location", "Rejection", "Validation", "contents", "ledger",
    "make_run", "new_warehouse", "put", "sound", "span",
]  # fmt: skip
