"""One transaction as a context: all of its body, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what the body does, or roll all of it back when the body raises."""
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        # A failed statement may have ended the transaction already; the body's error is the one to tell.
        with suppress(duckdb.TransactionException):
            connection.rollback()
        raise
