from __future__ import annotations

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from flows.files import HEAD_BYTES, read_lines


@given(st.lists(st.sampled_from([b"a", b"\n", b" ", b"\r\n", b"x" * HEAD_BYTES])).map(b"".join))
def test_lines_are_measured_as_they_are_read(content: bytes) -> None:
    assert list(read_lines(BytesIO(content))) == [(len(line), not line.strip()) for line in BytesIO(content)]
