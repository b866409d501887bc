"""The cache folder: tables that are compiled once into Arrow files, and mapped by every process."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

CACHE_VARIABLE = "DATELINE_CACHE"


def cache_folder() -> Path:
    """Return the folder for compiled files: DATELINE_CACHE, else the user's cache folder; it may not exist yet."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "dateline"


@contextmanager
def compiling(folder: Path, what: str) -> Iterator[None]:
    """Say what to do where a compiled folder cannot be written.

    Raises:
        InputError: there was an OSError inside.
    """
    try:
        yield
    except OSError as error:
        raise InputError(
            f"Cannot write the {what} to {folder} ({error.strerror});"
            f" set {CACHE_VARIABLE} to a folder that can be written."
        ) from error


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Give an empty folder that becomes the folder `path` at the end, unless another was there first.

    So of several processes the first to end wins, and none reads half.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{path.name.split('-')[0]}-", dir=path.parent))
    try:
        yield aside
        try:
            aside.rename(path)
        except OSError:
            if not path.is_dir():
                raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table as an Arrow file."""
    import pyarrow as pa

    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def map_table(path: Path) -> pa.Table:
    """Map the table in an Arrow file."""
    import pyarrow as pa

    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()
