"""A fetch that is killed at random points and begun again loses no page, and loads none twice.

DATELINE_KILLS sets how often it is killed (default 6; 50 takes some three minutes).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.capture import capture
from flows.gather import gathering
from flows.settings import Settings
from flows.store import Store
from tests.flows.fetching.server import Received, Site, response

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("DATELINE_KILLS", "6"))
PAGES = 150
PAGE_SECONDS = 0.02


@dataclass
class Outlet:
    """A site with a feed and pages that take their time."""

    site: Site
    warehouse: Path

    @property
    def feed_url(self) -> str:
        return self.site.url("/rss")

    @property
    def environment(self) -> dict[str, str]:
        told = {"DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]', "DATELINE_HOST_DELAY_SECONDS": "0"}
        return {**os.environ, **told, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def outlet(tmp_path: Path) -> Iterator[Outlet]:
    with Site() as site:
        links = [site.url(f"/story/{number}") for number in range(PAGES)]
        items = "".join(f"<item><link>{link}</link></item>" for link in links)
        site.page("/rss", f"<rss version='2.0'><channel>{items}</channel></rss>", headers={"Content-Type": "text/xml"})
        for number in range(PAGES):
            site.raw(f"/story/{number}", _slow(f"<html><p>Story {number}.</p></html>".encode()))
        yield Outlet(site, tmp_path / "killed.duckdb")


def _slow(body: bytes) -> Callable[[Received], Iterator[bytes]]:
    answer = response(200, {"Content-Type": "text/html"}, body)

    def pieces(_: Received) -> Iterator[bytes]:
        yield answer[:40]
        time.sleep(PAGE_SECONDS)
        yield answer[40:]

    return pieces


def _begin(outlet: Outlet) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.flows.killed", str(outlet.warehouse), outlet.feed_url]
    return subprocess.Popen(command, cwd=ROOT, env=outlet.environment, stderr=subprocess.PIPE)


def test_a_killed_fetch_loses_no_page_and_fetches_none_twice(outlet: Outlet) -> None:
    chance = random.Random(5)  # noqa: S311
    for _ in range(KILLS):
        process = _begin(outlet)
        asked = len(outlet.site.requests)
        deadline = time.monotonic() + 30
        while len(outlet.site.requests) == asked and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)  # it starts
        time.sleep(chance.random() * 2 * PAGES * PAGE_SECONDS / KILLS)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
    last = _begin(outlet)
    _, told = last.communicate(timeout=120)
    assert last.returncode == 0, told.decode()
    times = Counter(path for path in outlet.site.paths() if path.startswith("/story/"))
    assert len(times) == PAGES
    # What was under way when the process was killed is asked for again; what had been written is not.
    assert sum(times.values()) <= PAGES + KILLS
    assert sorted(_contents(outlet)) == sorted(f"Story {number}." for number in range(PAGES))


def _contents(outlet: Outlet) -> list[str]:
    """The documents that the next run would load."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in outlet.environment.items():
            patch.setenv(name, value)
        settings = Settings(warehouse=outlet.warehouse)
    store = Store(outlet.warehouse, "next")
    with gathering(store, settings) as gathered:
        refs = gathered.fetch()
    documents = capture(refs, {}, settings.max_document_bytes).documents
    return [document.content.decode().removeprefix("<html><p>").removesuffix("</p></html>") for document in documents]
