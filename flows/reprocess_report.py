"""What `dateline reprocess` prints: what came of it, and what to type next."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from flows.settings import Settings
from flows.terminal import cell, printable, warehouse_option

if TYPE_CHECKING:
    from flows.reprocess import Reprocessed


def show_reprocessed(found: Reprocessed, settings: Settings, kept: Path | None) -> None:
    """Print what deriving again came to.

    Args:
        found: what it came to.
        settings: names the warehouse.
        kept: copy of the warehouse as it was before, None where none was wanted.
    """
    console, summary, versions = Console(), found.summary, found.versions
    table = Table(title="Dateline reprocess", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row("captures derived again", str(summary.document_count))
    table.add_section()
    table.add_row("article versions as before", str(versions.same))
    table.add_row("  with other facts", str(versions.changed))
    table.add_row("  new", str(versions.added))
    table.add_row("  gone", str(versions.removed))
    table.add_section()
    table.add_row("seconds", f"{summary.seconds or 0:.1f}")
    console.print(table)
    if summary.rejections:
        rules = Table(
            "stage", "rule", "count", "for example", title="Rejected, or left as it was", title_justify="left"
        )
        for row in summary.rejections:
            rules.add_row(row.stage, row.rule, str(row.count), cell(row.example))
        console.print(rules)
    console.print("Next:", *_next(found, settings, kept), sep="\n", markup=False, soft_wrap=True)


def _next(found: Reprocessed, settings: Settings, kept: Path | None) -> list[str]:
    option = warehouse_option(settings)
    if kept is not None:
        files = (printable(shlex.quote(str(path))) for path in (kept, settings.warehouse))
        return [f"  dateline diff {' '.join(files)}"]
    query = f"SELECT input_uri, revision, title FROM fact_article WHERE run_id = '{found.summary.run_id}'"  # noqa: S608
    return [f'  dateline sql{option} "{query}"', f"  dateline status{option}"]
