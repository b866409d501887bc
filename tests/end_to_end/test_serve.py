from __future__ import annotations

import os
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.settings import Settings
from tests.end_to_end.conftest import serving
from tests.end_to_end.test_run import FIRST, article

pytestmark = pytest.mark.xdist_group("prefect")
WAIT_SECONDS = 240.0
TITLE = "Port reopens after the storm"


def loaded(warehouse: Path) -> list[str]:
    """Titles in the warehouse; none while it is not there or a run publishes."""
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            return [title for (title,) in connection.execute("SELECT title FROM fact_article").fetchall()]
    except duckdb.Error:
        return []


@pytest.fixture(scope="module")
def watching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    with serving(tmp_path_factory.mktemp("watching"), every_seconds=10) as settings:
        yield settings


def test_a_scheduled_run_loads_what_appears_in_the_watched_folder(watching: Settings) -> None:
    page = watching.inbox / "port.html"
    page.write_text(article(FIRST))
    settled = time.time() - 60  # as if it had been there for a minute
    os.utime(page, (settled, settled))
    deadline = time.monotonic() + WAIT_SECONDS
    # Looked at once a turn: a moment later the next run may be publishing, and the file closed to readers.
    while TITLE not in (titles := loaded(watching.warehouse)) and time.monotonic() < deadline:
        time.sleep(1.0)
    assert TITLE in titles


def test_server_and_data_docs_answer_on_loopback(server: Settings) -> None:
    with urllib.request.urlopen(f"{server.server_url}/api/health", timeout=10) as reply:
        assert reply.read() == b"true"
    with urllib.request.urlopen(server.docs_url, timeout=10) as reply:
        assert reply.status == 200
