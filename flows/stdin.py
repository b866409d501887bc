"""Standard input: what comes in is kept as a file, and read as any other."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from flows.files import GZIP_MAGIC, read_head
from flows.formats import sniff
from transforms.errors import InputError

_CHUNK_BYTES = 1_048_576
_SUFFIXES = {
    "html": ".html", "text": ".txt", "jsonl": ".jsonl", "warc": ".warc", "listing": ".xml", "unknown": ".bin",
}  # fmt: skip


def keep(stream: BinaryIO, folder: Path) -> Path:
    """Write a stream to a file named by its SHA-256 and what it is, and return the file's path.

    A list of addresses is kept as text, which `format_of` tells apart.

    The same bytes are one file. Memory holds no more than a chunk of 1 MB.

    Args:
        stream: where the bytes come from, such as `sys.stdin.buffer`.
        folder: where the file goes; made where there is none.

    Raises:
        InputError: the stream is empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=folder, prefix=".", delete=False) as spool:
        try:
            while chunk := stream.read(_CHUNK_BYTES):
                digest.update(chunk)
                spool.write(chunk)
            if not spool.tell():
                raise InputError(
                    "Standard input is empty; pipe a document, a list of addresses or a WARC file into it."
                )
            spool.flush()
            os.fsync(spool.fileno())
            path = folder / f"{digest.hexdigest()}{_suffix(spool.name)}"
            Path(spool.name).replace(path)
        finally:
            Path(spool.name).unlink(missing_ok=True)
    return path


def _suffix(path: str) -> str:
    with Path(path).open("rb") as stream:
        gzipped = ".gz" if stream.read(2) == GZIP_MAGIC else ""
    head = read_head(path)
    form = sniff(head)
    suffix = ".json" if form == "listing" and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _SUFFIXES[form]
    return suffix + gzipped
