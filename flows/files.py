"""Files of the inputs, gzipped or not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

GZIP_MAGIC = b"\x1f\x8b"
HEAD_BYTES = 65_536


def open_bytes(path: str) -> BinaryIO:
    """Open a file for reading, decompressed where its name ends in `.gz`."""
    return cast(BinaryIO, gzip.open(path, "rb") if path.endswith(".gz") else Path(path).open("rb"))


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, bool]]:
    """Yield the length of each line in bytes, and whether it is blank, without ever holding a long one."""
    length, is_blank = 0, True
    while piece := stream.readline(HEAD_BYTES):
        length += len(piece)
        is_blank = is_blank and not piece.strip()
        if piece.endswith(b"\n"):
            yield length, is_blank
            length, is_blank = 0, True
    if length:
        yield length, is_blank


def read_head(path: str) -> bytes:
    """Return the first bytes of a file, at most `HEAD_BYTES`, decompressed where they are gzip; none if unreadable."""
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(HEAD_BYTES)
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD_BYTES) if is_gzip(head) else head
    except (OSError, zlib.error):
        return b""


def is_gzip(head: bytes) -> bool:
    """Whether bytes begin as gzip does."""
    return head.startswith(GZIP_MAGIC)
