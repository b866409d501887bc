"""Content codings taken off, piece by piece, so that a bomb is given up before it has gone off.

Codings: gzip (RFC 1952, several members), deflate (RFC 9110: zlib; raw as many servers send it), br (RFC 7932),
identity, and several in a row.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import brotli

from flows.fetching.refusals import refused

_PIECE_BYTES = 65_536
_MOST_CODINGS = 4
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW, _ZLIB_WINDOW, _RAW_WINDOW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


def decode(body: bytes, content_encoding: str, limit: int) -> bytes:
    """Return the content of a body.

    Args:
        body: as sent, transfer coding taken off.
        content_encoding: value of the header Content-Encoding, empty where there is none.
        limit: size that the content may have, in bytes; it is never exceeded by more than a piece in memory.

    Raises:
        Rejected: `too_large`, or `bad_encoding` (an unknown coding, a body that is broken off or not so coded).
    """
    content = bytearray()
    decode_into(content, body, content_encoding, limit)
    return bytes(content)


def decode_into(content: bytearray, body: bytes, content_encoding: str, limit: int) -> None:
    """Append the content of a body, as `decode` does; what came before an error stays."""
    if not body:
        return  # an answer without a body may name a coding all the same
    pieces = _slices(body)
    for coding in _codings(content_encoding):
        pieces = _limited(_decoded(pieces, coding), limit)
    for piece in _limited(pieces, limit):
        content += piece


def _codings(content_encoding: str) -> list[str]:
    """Return the codings in the order in which they come off."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    codings = [name for name in reversed(names) if name not in ("", "identity")]
    if len(codings) > _MOST_CODINGS:
        raise refused("bad_encoding", f"The body is coded {len(codings)} times over.")
    for coding in codings:
        if coding not in _DECODERS:
            raise refused("bad_encoding", f"The content coding {coding[:40]!r} is not known.")
    return codings


def _decoded(pieces: Iterator[bytes], coding: str) -> Iterator[bytes]:
    try:
        yield from filter(None, _DECODERS[coding](pieces))
    except (zlib.error, brotli.error, EOFError) as error:
        raise refused("bad_encoding", f"The body is not, or not fully, coded with {coding}: {error}.") from error


def _limited(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """Yield so many bytes; between two codings as well, where a bomb would cost time and not memory."""
    left = limit
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left < 0:
            raise refused("too_large", f"The content is larger than {limit:,} bytes when decompressed.")


def _slices(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), _PIECE_BYTES):
        yield body[start : start + _PIECE_BYTES]


def _from_gzip(pieces: Iterator[bytes]) -> Iterator[bytes]:
    member, rest = zlib.decompressobj(_GZIP_WINDOW), b""
    for piece in pieces:
        rest += piece
        while rest:
            if member.eof and not rest.startswith(_GZIP_MAGIC[: len(rest)]):
                return  # padding after the last member, which gzip(1) ignores too
            if member.eof and len(rest) < len(_GZIP_MAGIC):
                break
            if member.eof:
                member = zlib.decompressobj(_GZIP_WINDOW)
            yield member.decompress(rest, _PIECE_BYTES)
            rest = member.unused_data if member.eof else member.unconsumed_tail
    yield from _flushed(member)


def _from_deflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    start = b""
    for piece in pieces:
        start += piece
        if len(start) >= 2:
            break
    is_zlib = len(start) >= 2 and start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
    stream = zlib.decompressobj(_ZLIB_WINDOW if is_zlib else _RAW_WINDOW)
    rest = start
    while not stream.eof:
        yield stream.decompress(rest, _PIECE_BYTES)
        rest = stream.unconsumed_tail or next(pieces, b"")
        if not rest:
            break
    yield from _flushed(stream)


def _flushed(stream: zlib._Decompress) -> Iterator[bytes]:
    while not stream.eof:
        piece = stream.decompress(b"", _PIECE_BYTES)
        if not piece:
            raise EOFError("it breaks off")
        yield piece


def _from_brotli(pieces: Iterator[bytes]) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    for piece in pieces:
        decoded = stream.process(piece, output_buffer_limit=_PIECE_BYTES)
        while decoded:
            yield decoded
            decoded = b"" if stream.is_finished() else stream.process(b"", output_buffer_limit=_PIECE_BYTES)
    if not stream.is_finished():
        raise EOFError("it breaks off")


_DECODERS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": _from_gzip,
    "x-gzip": _from_gzip,
    "deflate": _from_deflate,
    "br": _from_brotli,
}
