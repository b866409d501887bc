"""The knowledge base of a run: the entries of `seeds/entities.csv`, and those imported into the warehouse.

What was imported is compiled once into Arrow files in the cache folder, which worker processes map: a million entries
cost them neither time nor memory of their own. The folder is named after the state of the table.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cache import cache_folder, compiling, map_table, write_table, written_aside
from transforms.knowledge import Knowledge
from transforms.shelves import Entry, ListedShelf, MappedShelf, hashed, keys_of

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT_VERSION = 1
# Compiled folders that the cache holds: one for each of a few warehouses.
_KEPT = 4
_ENTRIES, _KEYS = "entries.arrow", "keys.arrow"
_COLUMNS = ("key", "name", "kind", "wikidata_id", "location_id", "country_code", "roles")


def load_knowledge(entries: Iterable[Entry], imported: Path | None = None) -> Knowledge:
    """Return the knowledge base of the entries of the seeds and, where there is one, the compiled import."""
    listed = ListedShelf(entries)
    return Knowledge([listed] if imported is None else [listed, map_shelf(imported)])


def imported_knowledge(warehouse: Path, say: Callable[[str], None] = lambda _: None) -> Path | None:
    """Return the folder of what was imported into a warehouse, compiling it first where that was not done yet.

    Args:
        warehouse: the DuckDB file.
        say: receives one sentence when it is about to be compiled.

    Returns:
        The folder, None where nothing was imported.

    Raises:
        InputError: the cache folder cannot be written.
        WarehouseError: the warehouse cannot be opened.
    """
    from flows.store import WAIT_SECONDS
    from warehouse.connection import connect
    from warehouse.knowledge import known_batches, known_state

    connection = connect(warehouse, read_only=True, wait_seconds=WAIT_SECONDS)
    try:
        state = known_state(connection)
        if state is None:
            return None
        folder = cache_folder() / f"knowledge-{FORMAT_VERSION}-{state}"
        if not folder.is_dir():
            say(f"Compiling the knowledge base into {folder} (once, half a minute a million entities).")
            with compiling(folder, "knowledge base"):
                write_shelf(folder, known_batches(connection))
        _keep(folder)
        return folder
    finally:
        connection.close()


def _keep(folder: Path) -> None:
    """Mark a compiled folder as used now, and remove those whose last use is the longest ago."""
    with suppress(OSError):  # a cache that others fill, or tidy up at the same time
        os.utime(folder)
        used = sorted(folder.parent.glob("knowledge-*"), key=lambda path: path.stat().st_mtime)
        for path in used[:-_KEPT]:
            shutil.rmtree(path, ignore_errors=True)


def write_shelf(path: Path, batches: Iterable[pa.RecordBatch]) -> None:
    """Write entries to the folder `path`, or leave the one that is there.

    Args:
        path: the folder to make.
        batches: rows of `ops.known_entity`; one batch is held in memory, and twelve bytes for each key of all.
    """
    with written_aside(path) as aside:
        _write_keys(aside / _KEYS, _write_entries(aside / _ENTRIES, batches))


def map_shelf(path: Path) -> MappedShelf:
    """Map the entries in the folder `path`."""
    return MappedShelf(map_table(path / _ENTRIES), map_table(path / _KEYS))


def _write_entries(path: Path, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Write the entries as they come; yield the keys of each batch, with their rows."""
    import pyarrow as pa

    from transforms.records import KnownEntity
    from warehouse.schema import arrow_schema

    schema = pa.schema([arrow_schema(KnownEntity).field(name) for name in _COLUMNS])
    count = 0
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        for batch in batches:
            writer.write_table(pa.table(batch.select(_COLUMNS)).cast(schema))
            yield _keys(batch, count)
            count += batch.num_rows


def _keys(batch: pa.RecordBatch, start: int) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    columns = ("key", "name", "kind", "aliases", "short_names", "wikidata_id", "location_id")
    found = [
        (hashed(form, key), row)
        for row, values in enumerate(batch.select(columns).to_pylist(), start=start)
        for form, key in set(keys_of(Entry(**values)))
    ]
    keys = np.fromiter((key for key, _ in found), np.uint64, len(found))
    rows = np.fromiter((row for _, row in found), np.int32, len(found))
    return pa.table({"key": keys, "row": rows})


def _write_keys(path: Path, tables: Iterable[pa.Table]) -> None:
    """Write the keys in order, as one batch, so that they can be viewed as one array."""
    import numpy as np
    import pyarrow as pa

    found = list(tables)
    if not found:
        found = [pa.table({"key": pa.array([], pa.uint64()), "row": pa.array([], pa.int32())})]
    keys, rows = (pa.concat_tables(found).column(name).to_numpy() for name in ("key", "row"))
    order = np.argsort(keys, kind="stable")
    write_table(path, pa.table({"key": keys[order], "row": rows[order]}))
