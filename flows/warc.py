"""WARC and ARC files of any crawler, plain or gzipped: a pass over all records, or the one at an offset.

WARC: ISO 28500:2017; ARC: https://archive.org/web/researcher/ArcFileFormat.php. warcio reads both; what it would
pass over in silence (a record cut short, damaged gzip, a header without end) is noticed here.
"""

from __future__ import annotations

import gzip
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.recordloader import ARC2WARCHeadersParser, ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from flows.files import is_gzip

T = TypeVar("T")
LONGEST_HEADERS = 1_000_000
# The end of the line: IP address, date, media type, length (ARC File Format, "URL-record-v1").
_ARC_LINE = re.compile(r" \S+ \d{4,20} \S+ \S+\s*\Z")


class Damaged(Exception):
    """A file, or the rest of it from an offset on, holds no record."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A record in its file.

    Attributes:
        offset: where it begins; see `open_warc`.
        end: where the next one begins, or the file ends.
        byte_count: length of its block as far as it is there, decompressed; never what its header only says.
        is_whole: whether the file holds all of it.
        told: what the caller's look at its headers came to.
    """

    offset: int
    end: int
    byte_count: int
    is_whole: bool
    told: T


def open_warc(path: str) -> BinaryIO:
    """Open a file at the level that its offsets count in.

    That is the file itself, except where it is gzipped as a whole and not record by record: then it is what comes
    out of it, and a record is found by reading from the start.
    """
    stream = Path(path).open("rb")  # noqa: SIM115 (the caller closes it)
    if is_gzip(stream.read(2)) and not _is_gzipped_by_record(stream):
        stream.close()
        return cast(BinaryIO, gzip.open(path, "rb"))
    stream.seek(0)
    return stream


def scan(path: str, look: Callable[[ArcWarcRecord], T]) -> Iterator[Entry[T]]:
    """Yield the records of a file in one pass, of which memory holds no more than a block of 16 KB, decompressed.

    Args:
        path: the file.
        look: called with each record while its block can be read.

    Raises:
        Damaged: where what follows is no record; those before it are good.
    """
    end = 0
    try:
        with open_warc(path) as stream:
            records = _Records(stream)
            for record in records:
                told = look(record)
                records.read_to_end()
                offset, end = end, records.offset
                yield Entry(offset, end, record.length - record.raw_stream.limit, records.is_whole, told)
            stream.seek(end)
            if stream.read(1):
                raise ArchiveLoadFailed("What follows is no record.")
    except Exception as error:  # a hostile file may find a fault in the library; what was read before stands
        raise Damaged(end) from error


def read_at(stream: BinaryIO, offset: int, limit: int) -> tuple[ArcWarcRecord, bytes, bool]:
    """Return the record at an offset of an opened file, its block as far as `limit` + 1 bytes, and whether it is whole.

    Raises:
        Damaged: no record begins there.
    """
    try:
        stream.seek(offset)
        records = _Records(stream)
        record = next(records)
        block = record.raw_stream.read(limit + 1)
        if len(block) <= limit:
            records.read_to_end()
    except Exception as error:  # as above
        raise Damaged(offset) from error
    return record, block, records.is_whole


def _is_gzipped_by_record(stream: BinaryIO) -> bool:
    stream.seek(0)
    try:
        records = _Records(stream)
        block = next(records).raw_stream
        records.read_to_end()
    except _GzippedAsWhole:
        return False
    except Exception:  # damage, which a pass over the file will find where it is
        return True
    is_continued = block.limit and records.reader.rem_length()
    return not is_continued


class _GzippedAsWhole(ArchiveLoadFailed):  # type: ignore[misc]
    """A gzip member goes on behind the end of its first record."""


class _Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's iterator, strict and quiet; ARC records come as WARC records.

    HTTP headers are left in the block, because one malformed answer is no damage of the file.
    """

    INC_RECORD = ""  # warcio prints it, with bytes of the file in it
    is_whole = True

    def __init__(self, stream: BinaryIO) -> None:
        logging.getLogger("warcio.recordloader").setLevel(logging.ERROR)  # it logs addresses as they stand
        super().__init__(stream, no_record_parse=True, arc2warc=True)
        self.loader.arc_parser = _ArcHeaders()
        self.reader = _Reader(stream)

    def read_to_end(self, record: object = None) -> None:
        """Go to the end of the current record, and see whether it is whole."""
        if self.record is None or self.member_info:
            return
        block, member = self.record.raw_stream, self.reader.decompressor
        if not isinstance(block, LimitReader) or not self.record.rec_headers.get_header("Content-Length"):
            raise ArchiveLoadFailed("The record does not say how long it is.")
        super().read_to_end(record)
        if member and self.next_line:
            raise _GzippedAsWhole("More than one record is in a gzip member.")
        # Where each record is a gzip member, the member's end is the record's, whatever length its header says.
        self.is_whole = member.eof if member else not block.limit

    def _next_record(self, next_line: bytes | None) -> ArcWarcRecord:
        self.reader.header_bytes = 0
        try:
            return super()._next_record(next_line)
        except EOFError as error:
            if error.args:  # of gzip, where warcio's own says that there are no more records
                raise ArchiveLoadFailed("The gzip stream is cut short.") from error
            raise


class _ArcHeaders(ARC2WARCHeadersParser):  # type: ignore[misc]
    """warcio's parser of the line that begins an ARC record, which takes any five words for one."""

    def parse(self, stream: Any, headerline: str | bytes | None = None) -> StatusAndHeaders:
        line = StatusAndHeadersParser.decode_header(stream.readline() if headerline is None else headerline)
        if line and not _ARC_LINE.search(line):
            raise StatusAndHeadersParserException("no ARC record", line)
        return super().parse(stream, line)


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]
    """warcio's reader with an end to what are lines, and without forgiveness for damaged gzip."""

    header_bytes = 0

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(min(length or LONGEST_HEADERS, LONGEST_HEADERS))
        self.header_bytes += len(line)
        if self.header_bytes > LONGEST_HEADERS:
            raise ArchiveLoadFailed("The headers of a record do not end.")
        return line

    def _decompress(self, data: bytes) -> Any:
        if self.decompressor and data and self.num_block_read:
            return self.decompressor.decompress(data)
        return super()._decompress(data)
