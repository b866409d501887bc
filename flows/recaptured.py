"""What was captured, read again: the bytes that `ops.capture` names, with what was known of them at the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.inputs import InputRef
from flows.places import refs_at
from flows.rejections import make_rejection
from transforms.errors import Rejected
from transforms.records import Capture, Rejection
from warehouse.selection import Selected

_TOLD = ("title", "published_at", "source", "language")


def documents(selected: Sequence[Selected]) -> Iterator[InputRef]:
    """Yield the documents that can still be read, each place once, with the time at which they were read first.

    Of several captures of a place the latest is taken to stand there; `left_out` finds out about the others.
    """
    latest = {each.place: each for each in sorted(selected, key=lambda each: each.captured_at)}
    places = dict.fromkeys(each.place for each in selected)
    for ref in refs_at((place, latest[place].input_uri) for place in places):
        if ref.refusal is None:
            of = latest[ref.place]
            told = {name: value for name in _TOLD if (value := getattr(of, name))}
            yield replace(ref, told=told or None, captured_at=of.captured_at)


def left_out(selected: Iterable[Selected], read: Iterable[Capture], run_id: str) -> list[Rejection]:
    """Return why captures were not read again: their bytes are gone, or there are others in their place.

    Args:
        selected: what was to be read.
        read: what was read.
        run_id: the run.
    """
    captures = list(read)
    found, places = {each.capture_id for each in captures}, {each.place for each in captures if each.byte_count}
    return [_missing(each, run_id, each.place in places) for each in selected if each.capture_id not in found]


def _missing(of: Selected, run_id: str, is_changed: bool) -> Rejection:
    rule, what = ("capture_changed", "have changed") if is_changed else ("capture_gone", "are not there any more")
    error = Rejected("raw_document", rule, f"The bytes that were read {what}; what they told stays.")
    return make_rejection(run_id, of, error, "warning", {"place": of.place})
