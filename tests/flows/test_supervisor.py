"""Limits on a document's time and memory: the real steps in their process, among documents that misbehave."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import supervisor
from flows.inputs import discover
from flows.settings import Settings
from flows.staging import read_records
from flows.supervisor import Limits, end_idle, run_step
from transforms.errors import DatelineError
from transforms.records import Article, Capture, Document, Paragraph, Rejection, Statement

ROOT = Path(__file__).parents[2]
RUN = "run"
LIMITS = Limits(seconds=3, memory_bytes=600_000_000)
PATIENT = Limits(seconds=60, memory_bytes=2_000_000_000)
TEXT = "Harbour opens again\nThe port is back, the city says.\n“We open today,” the mayor {number} said.\n"
RULES = {
    "sleep": "too_slow",
    "spin": "too_slow",
    "backtrack": "too_slow",
    "grow": "too_much_memory",
    "leap": "too_much_memory",
    "crash": "process_died",
    "leave": "process_died",
}
log = logging.getLogger(__name__)


@pytest.fixture(autouse=True)
def no_process_left() -> Iterator[None]:
    yield
    supervisor.end_idle()


def batch(tmp_path: Path, *deeds: str) -> Path:
    """Inputs, one a deed among three that are harmless; returns the empty folder of their batch."""
    inputs, folder = tmp_path / "in", tmp_path / "batch"
    inputs.mkdir()
    folder.mkdir()
    for number in range(3):
        (inputs / f"good {number}.txt").write_text(TEXT.format(number=number))
    for deed in deeds:
        (inputs / f"Please {deed} now.txt").write_text(TEXT.format(number=f"Please {deed} now"))
    return folder


def step(module: str, name: str, folder: Path, *arguments: object, limits: Limits = PATIENT) -> None:
    run_step(f"{module}:{name}_batch", folder, *arguments, limits=limits, log=log)


def captured(folder: Path, module: str = "flows.steps", limits: Limits = PATIENT) -> None:
    step(module, "capture", folder, list(discover([str(folder.parent / "in")]).refs), {}, RUN, 100_000, limits=limits)


def rules(folder: Path) -> dict[str, tuple[str, str]]:
    found = read_records(folder, Rejection)
    assert len({row.capture_id for row in found}) == len(found)
    return {row.input_uri: (row.stage, row.rule) for row in found}


def test_documents_that_stall_or_kill_a_step_are_refused_and_the_others_go_on(tmp_path: Path) -> None:
    deeds = sorted(RULES.keys() - {"sleep"})
    folder = batch(tmp_path, *deeds)
    captured(folder)
    step("tests.flows.hostile", "extract", folder, RUN, limits=LIMITS)
    expected = {f"Please {deed} now.txt": ("document", RULES[deed]) for deed in deeds}
    assert rules(folder / "extract") == expected
    assert {row.input_uri for row in read_records(folder, Document)} == {f"good {number}.txt" for number in range(3)}
    reasons = {row.rule: row.reason for row in read_records(folder / "extract", Rejection)}
    assert reasons["too_slow"] == "A step took more than 3 seconds on it."


@pytest.mark.parametrize("deed", ["sleep", "leave"])
def test_an_input_that_cannot_be_read_in_time_keeps_its_capture(tmp_path: Path, deed: str) -> None:
    folder = batch(tmp_path, deed)
    captured(folder, "tests.flows.hostile", LIMITS)
    assert rules(folder / "capture") == {f"Please {deed} now.txt": ("raw_document", RULES[deed])}
    assert len(read_records(folder, Capture)) == 4


def test_the_article_that_breaks_the_analysis_of_a_batch_is_found(tmp_path: Path) -> None:
    deed = "crash"
    folder = batch(tmp_path, deed)
    captured(folder)
    step("flows.steps", "extract", folder, RUN)
    step("flows.steps", "normalise", folder, RUN)
    assert len(read_records(folder, Article)) == 4
    step("tests.flows.hostile", "analyse", folder, RUN, Settings(), None, limits=Limits(30, LIMITS.memory_bytes))
    assert rules(folder / "analyse") == {f"Please {deed} now.txt": ("article", RULES[deed])}
    articles = {(row.article_id, row.revision) for row in read_records(folder, Article)}
    assert len(articles) == 3
    assert {(row.article_id, row.revision) for row in read_records(folder, Statement)} == articles
    assert {(row.article_id, row.revision) for row in read_records(folder, Paragraph)} == articles


def test_a_process_is_kept_and_what_it_prints_is_no_answer() -> None:
    first, second = (run_step("tests.flows.hostile:echo", "a", limits=PATIENT, log=log) for _ in range(2))
    assert first == second
    assert first.split()[1] == "a"


def test_a_process_that_has_grown_is_not_kept() -> None:
    first, second = (run_step("tests.flows.hostile:swell", limits=LIMITS, log=log) for _ in range(2))
    assert first != second


@pytest.mark.parametrize("name", ["fail", "crash_at_once", "crash_at_one", "absent"])
def test_what_is_no_documents_fault_fails_the_step(name: str) -> None:
    with pytest.raises(DatelineError, match=f"tests.flows.hostile:{name}"):
        run_step(f"tests.flows.hostile:{name}", limits=PATIENT, log=log)


def test_a_failure_is_logged_by_the_parent(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DatelineError):
        run_step("tests.flows.hostile:fail", limits=PATIENT, log=log)
    assert "no document's fault" in caplog.text


def test_a_process_that_cannot_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    end_idle()
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(DatelineError, match="cannot start"):
        run_step("tests.flows.hostile:echo", "a", limits=PATIENT, log=log)


def test_a_process_ends_with_its_parent_even_while_a_document_keeps_it_busy(tmp_path: Path) -> None:
    folder = batch(tmp_path, "backtrack")
    captured(folder)
    program = (
        "import logging; from pathlib import Path; from flows.supervisor import *\n"
        f"run_step('tests.flows.hostile:extract_batch', Path({str(folder)!r}), 'run',"
        " limits=Limits(600, 2 * 10**9), log=logging.getLogger())"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    child = wait_for_child(parent.pid)
    while spent_seconds(child) < 2.5:
        time.sleep(0.05)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 10
    while is_running(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def wait_for_child(pid: int) -> int:
    while not (children := Path(f"/proc/{pid}/task/{pid}/children").read_text().split()):
        time.sleep(0.05)
    return int(children[0])


def spent_seconds(pid: int) -> float:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11]) / os.sysconf("SC_CLK_TCK")


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
