"""`make bench`: the whole way over real pages, beside what its two costly libraries take alone, in one run.

trafilatura alone: `bare_extraction` with metadata over the same pages. spaCy alone: the shipped English pipeline over
the texts that came out; the pipeline itself runs less of it, and how much is metered. The overhead is what is neither:
wall time of the whole way without the CPU time of the two, dealt to as many processes. A Prefect server runs before the
clock starts, as where runs are scheduled.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
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

from flows.prefect_environment import api_url
from tests.bench.alone import extract_pages, normalise_texts, parse_texts
from tests.end_to_end.conftest import serving

PAGES = Path(__file__).parents[3] / "shared" / "bench" / "extraction" / "dev" / "html"
STEPS = ("capture", "extract", "normalise", "analyse", "audit", "publish")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The whole way: seconds by the clock and of CPU, seconds by step, peak memory of all processes together."""

    wall_seconds: float
    cpu_seconds: float
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
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), every_seconds=86_400) as server:
        os.environ["PREFECT_API_URL"] = api_url(server)
        whole = _pipeline(arguments.pages, Path(folder), arguments.workers)
    pages = sorted(arguments.pages.rglob("*.html*"))
    trafilatura = _alone(extract_pages, pages, arguments.workers)
    spacy = _alone(parse_texts, whole.texts, arguments.workers)
    normalisation = _alone(normalise_texts, whole.texts, arguments.workers)
    _show(whole, trafilatura, spacy, arguments.workers)
    print(f"normalisation      {normalisation / spacy:6.1%} of the whole spaCy pipeline's time", end="")
    print(f" ({normalisation / whole.step_seconds['spacy']:.1%} of spaCy as metered)")
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
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(process.returncode)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        told = connection.execute("SELECT stage_seconds, document_count FROM ops.run").fetchall()[0]
        texts = connection.execute("SELECT text FROM fact_article WHERE language = 'en'").fetchall()
    return Pipeline(
        wall, used.ru_utime + used.ru_stime, json.loads(told[0]), peak, told[1], [text for (text,) in texts]
    )


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
    """Return CPU seconds of the work over all items, dealt to processes as in the pipeline; loading is not counted."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return sum(pool.map(work, [items[part::workers] for part in range(workers)]))


def _show(whole: Pipeline, trafilatura: float, spacy: float, workers: int) -> None:
    inside = whole.step_seconds["spacy"]
    bare, metered = (1 - (trafilatura + part) / workers / whole.wall_seconds for part in (spacy, inside))
    print(f"\n{whole.documents} pages, {len(whole.texts)} of them English articles, {workers} processes")
    print(f"end to end         {whole.documents / whole.wall_seconds:6.1f} documents/s", end="")
    print(f"  {whole.wall_seconds:6.1f} s, {whole.cpu_seconds:.1f} s CPU")
    print(f"trafilatura alone  {whole.documents / trafilatura:6.1f} documents/s and core  {trafilatura:6.1f} s CPU")
    print(
        f"spaCy alone        {len(whole.texts) / spacy:6.1f} documents/s and core  {spacy:6.1f} s CPU, whole pipeline"
    )
    print(f"spaCy inside       {len(whole.texts) / inside:6.1f} documents/s and core  {inside:6.1f} s CPU, as metered")
    print(f"overhead           {bare:6.1%} of wall time is neither of the two alone", end="")
    print(f" ({metered:.1%} counting spaCy as metered)")
    print(f"peak memory        {whole.peak_megabytes:6.0f} MB, all processes")
    for step in STEPS:
        share = whole.step_seconds[step] / sum(whole.step_seconds[step] for step in STEPS)
        print(f"  {step:<16} {share:6.1%} of the steps' time  {whole.step_seconds[step]:6.1f} s")


if __name__ == "__main__":
    sys.exit(main())
