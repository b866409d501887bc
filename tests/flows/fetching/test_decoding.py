from __future__ import annotations

import gzip
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetching.decoding import decode
from transforms.errors import Rejected

TEXT = b"The minister said so. " * 9000


def raw_deflate(body: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(body) + stream.flush()


ENCODERS = {"gzip": gzip.compress, "x-gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}


def rule(body: bytes, content_encoding: str, limit: int = 10**6) -> str:
    with pytest.raises(Rejected) as raised:
        decode(body, content_encoding, limit)
    assert raised.value.stage == "fetch"
    return raised.value.rule


@pytest.mark.parametrize("coding", ["", "identity", "IDENTITY ,"])
def test_no_coding_leaves_the_body(coding: str) -> None:
    assert decode(TEXT, coding, 10**6) == TEXT


@given(body=st.binary(max_size=3000), codings=st.lists(st.sampled_from(sorted(ENCODERS)), max_size=4))
def test_what_was_coded_is_decoded(body: bytes, codings: list[str]) -> None:
    coded = body
    for coding in codings:
        coded = ENCODERS[coding](coded)
    assert decode(coded, ", ".join(codings).upper(), 10**6) == body


@pytest.mark.parametrize("coding", sorted(ENCODERS))
def test_long_texts_are_decoded(coding: str) -> None:
    assert decode(ENCODERS[coding](TEXT), coding, len(TEXT)) == TEXT


def test_raw_deflate_is_decoded_as_well() -> None:
    assert decode(raw_deflate(TEXT), "deflate", 10**6) == TEXT
    assert decode(raw_deflate(b""), "deflate", 10**6) == b""


@pytest.mark.parametrize("cut", range(65_530, 65_560))
def test_gzip_members_follow_one_another_wherever_a_piece_ends(cut: int) -> None:
    stored = gzip.compress(bytes(cut - 28), 0)
    assert decode(stored + gzip.compress(TEXT), "gzip", 10**6) == bytes(cut - 28) + TEXT


def test_a_coding_whose_first_piece_holds_nothing_is_decoded() -> None:
    named = b"\x1f\x8b\x08\x08" + bytes(6) + b"n" * 70_000 + b"\0" + gzip.compress(zlib.compress(TEXT))[10:]
    assert decode(named, "deflate, gzip", 10**6) == TEXT


def test_a_bomb_between_two_codings_is_given_up() -> None:
    empty_blocks = b"\x00\x00\x00\xff\xff" * 1_000_000  # stored blocks of no bytes
    assert rule(gzip.compress(empty_blocks), "deflate, gzip") == "too_large"


def test_padding_after_gzip_is_left() -> None:
    assert decode(gzip.compress(TEXT) + bytes(512), "gzip", 10**6) == TEXT


@pytest.mark.parametrize("coding", sorted(ENCODERS))
def test_a_body_that_breaks_off_is_refused(coding: str) -> None:
    coded = ENCODERS[coding](TEXT)
    assert {rule(coded[:end], coding) for end in range(1, len(coded), 7)} == {"bad_encoding"}


@pytest.mark.parametrize("coding", sorted(ENCODERS))
def test_an_empty_body_is_empty_whatever_its_coding(coding: str) -> None:
    assert decode(b"", coding, 10) == b""


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_plain_text_is_no_coded_text(coding: str) -> None:
    assert rule(TEXT, coding) == "bad_encoding"


def test_unknown_and_endless_codings_are_refused() -> None:
    assert rule(TEXT, "zstd") == "bad_encoding"
    assert rule(TEXT, ",".join(["gzip"] * 5)) == "bad_encoding"


@given(body=st.binary(min_size=1, max_size=200), coding=st.sampled_from(["gzip", "deflate", "br", "br, gzip"]))
def test_garbage_is_decoded_or_refused(body: bytes, coding: str) -> None:
    try:
        assert len(decode(body, coding, 1000)) <= 1000
    except Rejected as refusal:
        assert refusal.rule in ("bad_encoding", "too_large")


@pytest.mark.parametrize("coding", sorted(ENCODERS))
def test_a_content_of_just_the_limit_is_taken(coding: str) -> None:
    coded = ENCODERS[coding](bytes(200_000))
    assert len(decode(coded, coding, 200_000)) == 200_000
    assert rule(coded, coding, 199_999) == "too_large"


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_a_bomb_takes_no_memory(coding: str) -> None:
    bomb = ENCODERS[coding](ENCODERS[coding](bytes(20_000_000)))
    tracemalloc.start()
    assert rule(bomb, f"{coding}, {coding}", 1_000_000) == "too_large"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000
