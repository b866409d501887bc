"""Snapshots: a copy of the warehouse as it is at one moment, which appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from transforms.errors import WarehouseError
from warehouse.connection import WAIT_SECONDS, connect


def snapshot(warehouse: Path, target: Path, wait_seconds: float = WAIT_SECONDS) -> None:
    """Copy a warehouse to a file that is not there yet; nobody writes to it meanwhile.

    Raises:
        WarehouseError: there is such a file, it cannot be written, or the warehouse cannot be opened.
    """
    taken = WarehouseError(f"{target} is there already; name a file that is not.")
    if target.exists():
        raise taken
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.absolute().parent) as folder:
            copy = Path(folder, target.name)
            _copy(warehouse, copy, wait_seconds)
            os.link(copy, target)  # unlike a renaming, it never replaces a file that appeared meanwhile
    except FileExistsError as error:
        raise taken from error
    except OSError as error:
        raise WarehouseError(f"The snapshot {target} cannot be written: {error.strerror}.") from error


def _copy(warehouse: Path, copy: Path, wait_seconds: float) -> None:
    log = warehouse.with_name(warehouse.name + ".wal")
    while True:
        if log.exists():  # a process died; opening the file for writing takes over what it had committed
            connect(warehouse, wait_seconds=wait_seconds).close()
        with closing(connect(warehouse, read_only=True, wait_seconds=wait_seconds)):
            if not log.exists():
                shutil.copyfile(warehouse, copy)
                return
