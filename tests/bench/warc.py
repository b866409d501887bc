"""`python -m tests.bench.warc`: memory and speed of reading WARC files, beside warcio alone and the extraction.

Files of 100 MB and 1 GB are made of the sample pages, with padding that does not compress, and taken away again. Each
measurement is a process of its own: peak memory is `ru_maxrss`, time is CPU time. Reading is what a run does up to the
extraction: the pass that finds the records, the batches, and the capture of each batch.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.batches import split
from flows.capture import capture
from flows.inputs import discover
from flows.seeds import SAMPLES
from transforms.errors import Rejected

_PIECE_BYTES = 20_000_000
_PADDING_BYTES = 30_000
_LIMIT = 20_000_000
_EXTRACTED = 300


@dataclass(frozen=True, slots=True)
class Measured:
    """Records read, CPU seconds, and peak memory in MB."""

    records: int
    seconds: float
    megabytes: float

    @property
    def rate(self) -> float:
        """Records a second."""
        return self.records / self.seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, nargs="+", default=[100, 1000], help="sizes of the files")
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        what, path = arguments.measure
        _print_measured(_WORK[what], path)
        return
    for size in arguments.megabytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "crawl.warc.gz")
            _build(path, size * 1_000_000)
            _show(size, *(_measured(what, path) for what in ("bare", "read", "extract")))


def _show(size: int, bare: Measured, read: Measured, extract: Measured) -> None:
    both = 1 / extract.rate
    print(f"{size} MB, {read.records} pages")
    for name, each in (("warcio alone", bare), ("found and captured", read), ("extraction alone", extract)):
        print(f"  {name:<20} {each.rate:8.0f} pages/s {each.seconds:8.1f} s CPU {each.megabytes:6.0f} MB at the peak")
    ratio = (1 / read.rate + both) / (1 / bare.rate + both)
    print(f"  reading and extraction take {ratio:.2f} times warcio and extraction")


def _build(path: Path, size: int) -> None:
    """Write a file of about so many bytes: one piece of different records, as often as it takes."""
    pages = [page.read_bytes() for page in sorted(SAMPLES.rglob("*.html"))]
    chance = random.Random(1)  # noqa: S311 (repeatable)
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    while out.tell() < min(_PIECE_BYTES, size):
        for number, page in enumerate(pages):
            padding = b"<!-- " + chance.randbytes(_PADDING_BYTES).hex().encode() + b" -->"
            body = page.replace(b"</body>", padding + b"</body>")
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://example.org/{out.tell()}/{number}"
            writer.write_record(
                writer.create_warc_record(url, "request", payload=BytesIO(b"GET / HTTP/1.1\r\n\r\n"), length=18)
            )
            writer.write_record(
                writer.create_warc_record(url, "response", payload=BytesIO(body), length=len(body), http_headers=http)
            )
    with path.open("wb") as stream:
        while stream.tell() < size:
            stream.write(out.getvalue())


def _measured(what: str, path: Path) -> Measured:
    command = [sys.executable, "-m", "tests.bench.warc", "--measure", what, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ).stdout.split()
    return Measured(int(told[-3]), float(told[-2]), float(told[-1]))


def _print_measured(work: Callable[[str], Iterator[float]], path: str) -> None:
    records, seconds = 0, 0.0
    start = time.process_time()
    for took in work(path):
        records += 1
        seconds += took
    seconds = seconds or time.process_time() - start
    print(records, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _bare(path: str) -> Iterator[float]:
    with Path(path).open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response":
                record.content_stream().read()
                yield 0.0


def _read(path: str) -> Iterator[float]:
    for batch in split(discover([path]).refs, batch_size=250, workers=2):
        for _ in capture(batch, {}, _LIMIT).documents:
            yield 0.0


def _extract(path: str) -> Iterator[float]:
    """Extract some of the pages; only that is timed."""
    from transforms.document import read_document

    refs = list(islice(discover([path]).refs, _EXTRACTED + 20))
    documents = capture(refs, {}, _LIMIT).documents
    for number, document in enumerate(documents):
        start = time.process_time()
        with suppress(Rejected):
            read_document(document, "bench")
        if number >= 20:  # the first ones load the libraries
            yield time.process_time() - start


_WORK = {"bare": _bare, "read": _read, "extract": _extract}


if __name__ == "__main__":
    main()
