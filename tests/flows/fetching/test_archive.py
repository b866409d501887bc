"""The archive: what stands in its files, and what is left of it when its process is killed."""

from __future__ import annotations

import gzip
import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from flows.capture import capture
from flows.fetching.archive import Archive
from flows.fetching.exchange import Exchange
from flows.fetching.recovery import Recovered, recover
from flows.inputs import discover
from flows.places import refs_at

PAGE = b"<!doctype html><p>caf\xe9"
EXCHANGE = Exchange(
    url="https://example.org/a?b=c",
    requested_at=datetime(2026, 3, 1, 10, 0, 0, 250_000, UTC),
    request_headers=(("Host", "example.org"), ("User-Agent", "Dateline/1 (news monitoring)")),
    status=200,
    reason="OK",
    headers=(
        ("Content-Type", "text/html; charset=latin-1"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"),
        ("X-City", "K\xf6ln; a=\xfc"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"),
    ),
    body=gzip.compress(PAGE),
    content=PAGE,
)  # fmt: skip


def _records(path: Path) -> Iterator[tuple[ArcWarcRecord, bytes]]:
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            yield record, record.raw_stream.read()


def _files(folder: Path) -> list[str]:
    return sorted(path.name.partition("-run-")[2] for path in folder.iterdir())


def _write(archive: Archive, count: int, start: int = 0) -> list[str]:
    return [archive.write(f"https://example.org/{number}", EXCHANGE, True) for number in range(start, start + count)]


def test_an_exchange_is_a_request_and_a_response_with_digests(tmp_path: Path) -> None:
    with Archive(tmp_path, "run", 1_000_000) as archive:
        place = archive.write("https://example.org/asked", EXCHANGE, True)
    path = Path(place.rpartition("#")[0])
    (information, _), (request, sent), (response, body) = _records(path)
    assert [record.rec_type for record in (information, request, response)] == ["warcinfo", "request", "response"]
    fields = response.rec_headers
    assert fields.protocol == "WARC/1.1"
    assert fields["WARC-Date"] == "2026-03-01T10:00:00.250000Z"
    assert (fields["WARC-Target-URI"], fields["X-Dateline-Address"]) == (EXCHANGE.url, "https://example.org/asked")
    assert all(fields[name].startswith("sha1:") for name in ("WARC-Block-Digest", "WARC-Payload-Digest"))
    assert request.rec_headers["WARC-Concurrent-To"] == fields["WARC-Record-ID"]
    assert (request.http_headers.protocol, request.http_headers.statusline, sent) == ("GET", "/a?b=c HTTP/1.1", b"")
    assert body == EXCHANGE.body
    assert response.http_headers.headers == [each for each in EXCHANGE.headers if each[0] != "Transfer-Encoding"]


def test_what_was_fetched_is_read_as_any_warc_record(tmp_path: Path) -> None:
    with Archive(tmp_path, "run", 1_000_000) as archive:
        place = archive.write("https://example.org/asked", EXCHANGE, True)
    (document,) = capture(refs_at([(place, "https://example.org/asked")]), {}, 1000).documents
    assert (document.content, document.url, document.place) == (PAGE, EXCHANGE.url, place)
    assert (document.input_uri, document.charset) == ("https://example.org/asked", "latin-1")
    assert document.captured_at == EXCHANGE.requested_at


def test_a_page_of_which_a_part_was_fetched_is_marked(tmp_path: Path) -> None:
    with Archive(tmp_path, "run", 1_000_000) as archive:
        place = archive.write("https://example.org/a", replace(EXCHANGE, truncated="length"), True)
    ((_, error),) = capture(refs_at([(place, "a")]), {}, 1000).rejected
    assert error.rule == "truncated"


def test_an_address_cannot_write_a_header_of_its_own(tmp_path: Path) -> None:
    with Archive(tmp_path, "run", 1_000_000) as archive:
        archive.write("https://example.org/\r\nWARC-Type: warcinfo", EXCHANGE, True)
    (path,) = tmp_path.iterdir()
    *_, (response, _) = _records(path)
    assert response.rec_type == "response"
    assert response.rec_headers["X-Dateline-Address"] == "https://example.org/%0D%0AWARC-Type:%20warcinfo"


def test_a_new_file_is_begun_when_one_is_full(tmp_path: Path) -> None:
    with Archive(tmp_path, "run", 2_000) as archive:
        places = _write(archive, 6)
    assert _files(tmp_path) == [f"0000{number}.warc.gz" for number in (1, 2, 3)]
    assert len(capture(refs_at((place, place) for place in places), {}, 1000).documents) == 6


def test_many_threads_write_whole_records(tmp_path: Path) -> None:
    with Archive(tmp_path, "run", 5_000) as archive, ThreadPoolExecutor(8) as pool:
        places = list(pool.map(lambda number: _write(archive, 1, number)[0], range(40)))
    assert len(set(places)) == 40
    assert len(capture(discover([str(tmp_path)]).refs, {}, 1000).documents) == 40


def test_two_archives_of_a_run_do_not_share_a_file(tmp_path: Path) -> None:
    with Archive(tmp_path, "run", 1_000_000) as first, Archive(tmp_path, "run", 1_000_000) as second:
        assert len({place.rpartition("#")[0] for place in [*_write(first, 2), *_write(second, 2)]}) == 2


def test_files_that_are_being_written_are_left_alone(tmp_path: Path) -> None:
    with Archive(tmp_path, "run", 1_000_000) as archive:
        _write(archive, 1)
        with recover(tmp_path) as found:
            assert not found
        assert len(_write(archive, 1)) == 1
    with recover(tmp_path) as found:
        assert not found


def test_an_archive_that_is_left_by_an_error_is_recovered_once(tmp_path: Path) -> None:
    with pytest.raises(KeyError), Archive(tmp_path, "run", 2_000) as archive:
        places = _write(archive, 6)
        archive.write("https://example.org/moved", replace(EXCHANGE, status=301, reason="Moved"), False)
        raise KeyError
    with pytest.raises(KeyError), recover(tmp_path):
        raise KeyError
    with recover(tmp_path) as found:
        assert found == [Recovered(f"https://example.org/{n}", place, 200) for n, place in enumerate(places)]
    with recover(tmp_path) as found:
        assert not found


def test_the_last_answer_to_an_address_counts(tmp_path: Path) -> None:
    with pytest.raises(KeyError), Archive(tmp_path, "run", 1_000_000) as archive:
        archive.write("https://example.org/a", replace(EXCHANGE, status=503, reason=""), True)
        place = archive.write("https://example.org/a", EXCHANGE, True)
        raise KeyError
    with recover(tmp_path) as found:
        assert found == [Recovered("https://example.org/a", place, 200)]


@pytest.mark.parametrize("kept", [0, 5, 300])
def test_what_is_cut_short_at_the_end_is_taken_off(tmp_path: Path, kept: int) -> None:
    with pytest.raises(KeyError), Archive(tmp_path, "run", 1_000_000) as archive:
        _write(archive, 2)
        raise KeyError
    (path,) = tmp_path.glob("*.warc.gz")
    whole = path.read_bytes()
    start = max(at for at in range(len(whole)) if whole.startswith(b"\x1f\x8b\x08", at))
    os.truncate(path, start + kept if kept else 5)
    with recover(tmp_path) as found:
        assert len(found) == (1 if kept else 0)
    assert path.stat().st_size == (start if kept else 0)


def _write_for_ever(folder: Path, told: int) -> None:
    archive = Archive(folder, "run", 20_000)
    for number in range(1_000_000):
        body = (b"%d " % number) * 2_000
        archive.write(f"https://example.org/{number}", replace(EXCHANGE, body=body, headers=EXCHANGE.headers[:1]), True)
        os.write(told, b".")


@pytest.mark.parametrize("attempt", range(20))
def test_a_writer_that_is_killed_loses_nothing_that_it_has_written(tmp_path: Path, attempt: int) -> None:
    reading, writing = os.pipe()
    writer = get_context("fork").Process(target=_write_for_ever, args=(tmp_path, writing))
    writer.start()
    os.close(writing)
    os.read(reading, 1)
    time.sleep(random.Random(attempt).uniform(0, 0.03))  # noqa: S311 (repeatable)
    writer.kill()
    writer.join()
    with os.fdopen(reading, "rb") as told:
        written = 1 + len(told.read())
    with recover(tmp_path) as found:
        numbers = sorted(int(each.address.rpartition("/")[2]) for each in found)
    assert numbers in (list(range(written)), list(range(written + 1)))  # the last, killed before it was told
    assert not list(tmp_path.glob("*.open"))
    captured = capture(discover([str(tmp_path)]).refs, {}, 100_000)
    assert (len(captured.documents), captured.rejected) == (len(numbers), [])
