"""The real Prefect UI in a real browser: what a person sees of a run."""

from __future__ import annotations

import json
import os
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from flows.settings import Settings
from tests.end_to_end.conftest import Dateline

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.xdist_group("prefect"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser.new_page(viewport={"width": 1400, "height": 1100})
        browser.close()


def latest_run(server: Settings, name: str) -> str:
    query = {"sort": "START_TIME_DESC", "limit": 1, "flow_runs": {"name": {"like_": name}}}
    request = urllib.request.Request(
        f"{server.server_url}/api/flow_runs/filter", json.dumps(query).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as reply:
        return str(json.load(reply)[0]["id"])


def shot(page: Page, name: str) -> None:
    """Keep a screenshot where DATELINE_SCREENSHOTS names a folder, for people to look at."""
    if folder := os.environ.get("DATELINE_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_the_ui_shows_the_finished_run_its_tasks_and_its_artifacts(
    server: Settings, dateline: Dateline, page: Page
) -> None:
    assert dateline("run").returncode == 0
    page.goto(f"{server.server_url}/runs/flow-run/{latest_run(server, 'ingest samples')}")
    expect(page.get_by_text("Completed").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("ingest samples").first).to_be_visible()
    expect(page.get_by_text("analyse batch 1, 16 documents").first).to_be_visible(timeout=30_000)
    shot(page, "run")
    page.get_by_role("tab", name="Artifacts").or_(page.get_by_text("Artifacts", exact=True)).last.click()
    for key in ("run-summary", "rejections", "validation", "data-docs"):
        expect(page.get_by_text(key, exact=False).first).to_be_visible(timeout=30_000)
    shot(page, "run-artifacts")
    page.get_by_text("run-summary").first.click()
    expect(page.get_by_text("documents in").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("revised").first).to_be_visible()
    shot(page, "artifact")


def test_a_hostile_name_is_no_markup_in_the_ui(server: Settings, dateline: Dateline, page: Page) -> None:
    folder = dateline.folder / "in <img src=x onerror=alert(1)>"
    folder.mkdir()
    (folder / "page.html").write_text("<html></html>")
    assert dateline("run", folder.name).returncode == 0
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.goto(f"{server.server_url}/runs/flow-run/{latest_run(server, 'ingest in <img')}")
    expect(page.get_by_text("ingest in <img src=x onerror=alert(1)>").first).to_be_visible(timeout=60_000)
    assert page.locator("img[src='x']").count() == 0
    assert alerts == []


def test_the_data_docs_open_from_the_link_of_a_scheduled_run(server: Settings, dateline: Dateline, page: Page) -> None:
    assert dateline("run", "--warehouse", str(server.warehouse)).returncode == 0
    page.goto(server.docs_url)
    page.get_by_role("link", name="open").first.click()
    expect(page.get_by_text("batch 1 of ingest samples").first).to_be_visible(timeout=30_000)
    shot(page, "data-docs")
