"""The archive: WARC files with all that was fetched, written so that a fetch that is killed loses nothing.

While a file may still be written, or its pages are not yet recorded elsewhere, a locked sidecar stands beside it;
`flows.fetching.recovery` reads the files whose sidecar nobody holds.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from flows.fetching.exchange import Exchange
from flows.fetching.records import exchange_records, file_record
from flows.fetching.sidecars import Sidecar


class Archive:
    """Where exchanges are written; many threads may write.

    Leave it, as a context manager, when the places of all pages are recorded: from then on a recovery passes its
    files over. Left by an exception it leaves them to the recovery.

    Args:
        folder: where the WARC files go; made where there is none.
        run_id: the run, for the files' names.
        max_bytes: size at which a new file is begun.
    """

    def __init__(self, folder: Path, run_id: str, max_bytes: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._run_id, self._max_bytes = folder.resolve(), run_id, max_bytes
        self._started = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{run_id[:8]}"
        self._serial = 0
        self._stream: FileIO | None = None
        self._sidecars: list[Sidecar] = []
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close_file()
        for sidecar in self._sidecars:
            if error is None:
                sidecar.remove()
            sidecar.release()
        self._sidecars.clear()

    def write(self, address: str, exchange: Exchange, is_last: bool) -> str:
        """Write an exchange; it is on the disk when this returns.

        Args:
            address: what was asked for first, before redirects.
            exchange: request and response.
            is_last: whether no redirect is followed from here.

        Returns:
            The place of the response: absolute path, # and its offset.

        Raises:
            OSError: the disk is full or broken; nothing of the exchange is kept.
        """
        pair, response_at = exchange_records(address, exchange, is_last)
        with self._lock:
            stream = self._file()
            start = stream.tell()
            try:
                _write(stream, pair)
            except OSError:  # what follows must not stand behind half a record
                stream.truncate(start)
                self._close_file()
                raise
            return f"{os.fsdecode(stream.name)}#{start + response_at}"

    def _file(self) -> FileIO:
        """Return the file to write to: a new one where there is none yet or it is full."""
        if self._stream is not None and self._stream.tell() >= self._max_bytes:
            self._close_file()
        if self._stream is None:
            self._stream = self._new_file()
            _write(self._stream, file_record(Path(os.fsdecode(self._stream.name)).name, self._run_id))
        return self._stream

    def _new_file(self) -> FileIO:
        while True:
            self._serial += 1
            path = self._folder / f"{self._started}-{self._serial:05}.warc.gz"
            if sidecar := Sidecar.made_for(path):
                self._sidecars.append(sidecar)
                stream = FileIO(path, "x")
                _sync_names(self._folder)
                return stream

    def _close_file(self) -> None:
        if self._stream is not None:
            self._stream.close()
        self._stream = None


def _sync_names(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _write(stream: FileIO, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[stream.write(rest) :]
    os.fsync(stream.fileno())
