"""Which captures are derived again: those of whole articles, because a revision is counted from the ones before it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import duckdb

from warehouse.sql_files import read_sql


class Selected(NamedTuple):
    """A capture to derive again, with what feeds tell of it.

    Attributes:
        capture_id: the capture.
        place: where its bytes can be read again.
        input_uri: what was read.
        captured_at: when it was read or fetched first.
        title, published_at: as the first feed that tells one has them.
        source: id of the outlet whose feed names it.
        language: language of that outlet.
    """

    capture_id: str
    place: str
    input_uri: str
    captured_at: datetime
    title: str | None
    published_at: str | None
    source: str | None
    language: str | None


def select_captures(
    connection: duckdb.DuckDBPyConnection,
    since: datetime | None = None,
    source_id: str | None = None,
    other_than: str | None = None,
) -> list[Selected]:
    """Return the captures of the articles that match; all captures where nothing narrows the choice.

    Args:
        connection: a warehouse.
        since: articles of which a capture was first read or fetched then or later, and rejected captures of that time.
        source_id: articles of the outlet, and rejected captures of pages that its feeds name.
        other_than: articles that another version than this one derived; no rejected captures, of which none is told.

    Returns:
        The first capture of each article, then the second of each, and so on, so that those of an article are seldom
        together. What could not be fetched is left out: there are no bytes of it.
    """
    parameters = {"since": since, "source_id": source_id, "version": other_than}
    rows = connection.execute(read_sql("sql/reprocess/select.sql"), parameters).fetchall()
    return [Selected(*row) for row in rows]
