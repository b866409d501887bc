"""The data dictionary: every table, view and column, as Markdown.

`python -m warehouse.dictionary > docs/data-dictionary.md` writes it; a test fails when the file is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from transforms.records import columns
from warehouse.connection import IN_MEMORY, connect
from warehouse.migrate import migrate
from warehouse.schema import RECORDS, qualified, sql_type, table_comment
from warehouse.sql_files import read_sql, sql_names

EXAMPLES = {
    "articles": "SELECT published_date, outlet, title FROM articles ORDER BY published_date DESC LIMIT 10;",
    "statements": "SELECT speaker, content, relays FROM statements WHERE kind = 'direct' AND relay_count > 0;",
    "mentions": "SELECT entity, count(DISTINCT article_id) FROM mentions WHERE kind = 'person' GROUP BY entity;",
    "entities": "SELECT name, role, article_count, statement_count FROM entities ORDER BY article_count DESC;",
    "entity_splits": "SELECT e.name, x.article_id FROM entity_splits AS x JOIN dim_entity AS e USING (entity_id);",
    "who_said_what": "SELECT said_date, speaker, act, content, outlet FROM who_said_what WHERE act = 'deny';",
    "origins": "SELECT title, count(DISTINCT feed_url), min(found_at) FROM origins GROUP BY article_id, title;",
    "source_coverage": "SELECT outlet, day, expected, obtained, reason FROM source_coverage WHERE verdict = 'hole';",
    "ops.coverage": "SELECT day, dated_share, expected_dated_share FROM ops.coverage WHERE verdict = 'drop';",
    "data_quality": "SELECT suite, rule, unexpected, share FROM data_quality WHERE NOT success;",
}
_INTRODUCTION = """# Data dictionary

Generated from the record types and the views by `make docs`. The same descriptions are comments in the warehouse:
`SELECT table_name, column_name, comment FROM duckdb_columns() WHERE comment IS NOT NULL`.

Offsets count characters (Unicode code points) of `fact_article.text` from 0, the end not included. Ids are UUIDv5
unless said. Times are UTC."""


def render() -> str:
    """Return the data dictionary as Markdown."""
    connection = connect(IN_MEMORY)
    migrate(connection)
    parts = [_INTRODUCTION, "## Views", *_views(connection)]
    for schema, title in (("main", "Tables"), ("ops", "Operations")):
        records = [record for record in RECORDS if ("ops." in record.TABLE) == (schema == "ops")]
        parts += [f"## {title}", *(_table(record) for record in records)]
    return "\n\n".join(parts) + "\n"


def _views(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for name in sql_names("views"):
        view = {"view": qualified(name)}
        (comment,) = connection.execute(read_sql("sql/view_comment.sql"), view).fetchone() or ("",)
        rows = connection.execute(read_sql("sql/view_columns.sql"), view).fetchall()
        table = _markdown(("column", "type", "description"), [(f"`{row[0]}`", *row[1:]) for row in rows])
        example = f"\n\n```sql\n{EXAMPLES[name]}\n```"
        yield f"### {name}\n\n{comment}{example}\n\n{table}"


def _table(record: type[Any]) -> str:
    header = ("column", "type", "key", "null", "description", "unit", "allowed", "references")
    rows = [
        (
            f"`{item.name}`",
            sql_type(item),
            "yes" if item.is_key else "",
            "yes" if item.nullable else "",
            item.description,
            item.unit or "",
            ", ".join(f"`{value}`" for value in item.allowed),
            f"`{item.references}`" if item.references else "",
        )
        for item in columns(record)
    ]
    return f"### {record.TABLE}\n\n{table_comment(record)}\n\n{_markdown(header, rows)}"


def _markdown(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = (header, ("---",) * len(header), *rows)
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(render())
