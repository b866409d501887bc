"""Sidecars: locked files that say that another file beside them is being written; the lock ends with the process."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Self

SUFFIX = ".open"


class Sidecar:
    """The sidecar of a file, held by this process.

    Args:
        path: where the sidecar is.
        descriptor: open on it, with the lock.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path, self._descriptor = path, descriptor

    @property
    def file(self) -> Path:
        """The file that it stands beside."""
        return self.path.with_suffix("")

    @classmethod
    def made_for(cls, file: Path) -> Self | None:
        """Make and hold the sidecar of a file that is still to be made; None where there is such a file or sidecar."""
        path = file.with_name(file.name + SUFFIX)
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644)
        except FileExistsError:
            return None
        held = cls._locked(path, descriptor)
        if held and file.exists():
            held.remove()
            held.release()
            return None
        return held

    @classmethod
    def taken(cls, path: Path) -> Self | None:
        """Take over a sidecar whose process has ended; None where it is held, or gone."""
        try:
            descriptor = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            return None
        return cls._locked(path, descriptor)

    @classmethod
    def _locked(cls, path: Path, descriptor: int) -> Self | None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.stat().st_ino == os.fstat(descriptor).st_ino:
                return cls(path, descriptor)
        except (BlockingIOError, FileNotFoundError):
            pass  # another process was faster, and may have removed it already
        os.close(descriptor)
        return None

    def remove(self) -> None:
        """Remove the sidecar, still held: the file is in order."""
        self.path.unlink(missing_ok=True)

    def release(self) -> None:
        """Let go of it; if it still stands, a recovery will take it."""
        os.close(self._descriptor)
