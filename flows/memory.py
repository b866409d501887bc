"""How much memory a process has, as Linux tells it."""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass
from pathlib import Path

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory of a process.

    Attributes:
        own_bytes: resident and shared with no other process, such as tables mapped from files are.
        data_bytes: what the kernel counts against RLIMIT_DATA, resident or not (setrlimit(2)).
    """

    own_bytes: int
    data_bytes: int


def memory_of(process: int | str) -> Memory | None:
    """Return the memory of a process, by its id or `self`; None where it has ended, or the system is not Linux."""
    try:
        _, resident, shared, _, _, data, _ = map(int, Path(f"/proc/{process}/statm").read_text().split())
    except (OSError, ValueError):
        return None
    return Memory((resident - shared) * _PAGE_BYTES, data * _PAGE_BYTES)


def limit_growth(limit: int) -> None:
    """Let this process grow to a quarter more than `limit` bytes of its own, then give it MemoryErrors (Linux).

    Without this, one step could take all the machine has before anybody looks.
    """
    if now := memory_of("self"):
        wanted = now.data_bytes + max(0, limit + limit // 4 - now.own_bytes)
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        soft = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, most))
