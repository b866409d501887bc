"""`dateline entities import`: bring entities of other knowledge bases into the warehouse.

The file is read as a stream into staging files, and these are merged in one transaction: the warehouse is not held
while the file is read, and memory does not grow with it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from rich.console import Console

from flows.inputs import printable_path
from flows.knowledge import imported_knowledge
from flows.knowledge_lines import EntityLines
from flows.knowledge_staging import stage
from flows.layout import staging_folder
from flows.reference import known_entries
from flows.seeds import seed_rows
from flows.settings import Settings
from flows.store import WAIT_SECONDS
from flows.terminal import printable
from flows.version import DATELINE
from transforms.errors import InputError
from transforms.records import Run
from warehouse.connection import connect
from warehouse.knowledge import Merged, merge_entities
from warehouse.migrate import migrate
from warehouse.runs import open_run


def import_entities(settings: Settings, path: Path) -> None:
    """Import a file of entities into the warehouse, and print what that came to.

    Args:
        settings: the settings; the warehouse is made where there is none.
        path: JSON Lines of FollowTheMoney (OpenSanctions), or JSON of Wikidata; also `.gz` and `.bz2`.

    Raises:
        InputError: there is no such file, or it holds no entities.
        WarehouseError: the warehouse cannot be opened or written.
    """
    if not path.is_file():
        raise InputError(f"{printable_path(str(path))} is no file; name a file of entities.")
    console, run_id, started_at = Console(), str(uuid4()), datetime.now(UTC)
    lines = EntityLines(path, _classes(), _countries(), settings.max_document_bytes)
    with _staging(settings.warehouse, run_id) as folder:
        stage(lines, folder, printable_path(path.name), run_id, started_at)
        merged = _merge(settings.warehouse, folder, _run(run_id, started_at, path))
    imported_knowledge(settings.warehouse, lambda text: console.print(printable(text), markup=False))
    _show(console, lines, merged)


@contextmanager
def _staging(warehouse: Path, run_id: str) -> Iterator[Path]:
    folder = staging_folder(warehouse, run_id)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(run_id: str, started_at: datetime, path: Path) -> Run:
    return Run(run_id, started_at, datetime.now(UTC), "completed", (printable_path(str(path)),), DATELINE)


def _merge(warehouse: Path, folder: Path, run: Run) -> Merged:
    connection = connect(warehouse, wait_seconds=WAIT_SECONDS)
    try:
        migrate(connection)
        merged = merge_entities(connection, folder)
        open_run(connection, run)
        return merged
    finally:
        connection.close()


def _classes() -> dict[str, str | None]:
    return {row["wikidata_id"]: row["kind"] or None for row in seed_rows("wikidata_classes")}


def _countries() -> dict[str, str]:
    """Return the code of each country, and of each place of one, that the seeds know, by Wikidata id."""
    return {
        entry.wikidata_id: entry.country_code
        for entry in known_entries()
        if entry.kind == "place" and entry.wikidata_id and entry.country_code
    }


def _show(console: Console, lines: EntityLines, merged: Merged) -> None:
    console.print(f"Entities added: {merged.added}, changed: {merged.changed}.", highlight=False)
    if merged.added or merged.changed:
        console.print("They identify the names of articles that are loaded from now on.", highlight=False)
    if lines.left_out:
        told = ", ".join(f"{count} {what}" for what, count in lines.left_out.most_common())
        console.print(f"Left out, as no names of the news: {printable(told)}.", markup=False, highlight=False)
    if lines.items.inferred:
        told = ", ".join(f"{count} as {kind}" for kind, count in lines.items.inferred.most_common())
        console.print(f"Of a class that is not known, taken by other statements: {told}.", highlight=False)
    if merged.unnamed_offices:
        console.print(f"Offices left out, as no file names them: {merged.unnamed_offices}.", highlight=False)
    if merged.refused:
        console.print(f"Lines refused: {merged.refused}; see them with `dateline rejected`.", highlight=False)
