from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.batches import split
from flows.inputs import InputRef


def _refs(count: int, byte_count: int = 1) -> list[InputRef]:
    return [InputRef(f"/{number}", str(number), "text", byte_count) for number in range(count)]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, []), (15, [15]), (100, [50, 50]), (600, [150] * 4), (1000, [250] * 4), (1600, [250] * 4 + [150] * 4)],
)
def test_batches_are_even_and_keep_the_order(count: int, sizes: list[int]) -> None:
    batches = list(split(_refs(count), batch_size=250, workers=2))
    assert [len(batch) for batch in batches] == sizes
    assert [ref for batch in batches for ref in batch] == _refs(count)


def test_the_first_batches_are_made_while_documents_are_still_found() -> None:
    taken: list[int] = []

    def stream() -> Iterator[InputRef]:
        for ref in _refs(1000):
            taken.append(1)
            yield ref

    next(split(stream(), batch_size=10, workers=2))
    assert len(taken) == 60


def test_a_batch_is_bounded_by_bytes_and_has_one_document_at_least() -> None:
    refs = [*_refs(4, 30), *_refs(1, 500), *_refs(2, 30)]
    sizes = [len(batch) for batch in split(refs, batch_size=250, workers=1, most_bytes=64)]
    assert sizes == [2, 2, 1, 2]


@given(st.lists(st.integers(0, 100), max_size=300), st.integers(1, 30), st.integers(1, 4), st.integers(1, 200))
def test_every_document_is_in_one_batch(sizes: list[int], batch_size: int, workers: int, most_bytes: int) -> None:
    refs = [InputRef(f"/{number}", str(number), "text", size) for number, size in enumerate(sizes)]
    batches = list(split(refs, batch_size, workers, most_bytes))
    assert [ref for batch in batches for ref in batch] == refs
    assert all(batch and len(batch) <= batch_size for batch in batches)
    assert all(len(batch) == 1 or sum(ref.byte_count for ref in batch) <= most_bytes for batch in batches)
