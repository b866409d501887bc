"""A real Prefect server with worker and schedules, once for all tests of this folder, and the real command line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows import prefect_environment
from flows.serve import served
from flows.settings import Settings

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SELDOM_SECONDS = 86_400


@dataclass(frozen=True)
class Dateline:
    """The command line in a folder of its own, with its warehouse."""

    folder: Path
    environment: dict[str, str]

    @property
    def warehouse(self) -> Path:
        return self.folder / "dateline.duckdb"

    def __call__(self, *arguments: str, input: str | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "flows", *arguments]
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            input=input,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """`dateline serve` on free ports, which hardly ever looks into its inbox."""
    with serving(tmp_path_factory.mktemp("serve"), SELDOM_SECONDS) as settings:
        yield settings


@contextmanager
def serving(folder: Path, every_seconds: int) -> Iterator[Settings]:
    """Run `dateline serve` on free ports, with its database, inbox and warehouse in a folder."""
    settings = Settings.model_validate(
        {
            "warehouse": folder / "watched.duckdb",
            "inbox": folder / "inbox",
            "every_seconds": every_seconds,
            "server_port": free_port(),
            "docs_port": free_port(),
        }
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(folder / "prefect"))
        patch.setenv("PREFECT_API_URL", "")
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.delenv("PREFECT_API_URL")
        prefect_environment.prepare(settings, use_server=False)
        with served(settings):
            yield settings


@pytest.fixture
def dateline(server: Settings, tmp_path: Path) -> Dateline:
    environment = {**os.environ, "PREFECT_API_URL": prefect_environment.api_url(server), "PYTHONPATH": str(ROOT)}
    return Dateline(tmp_path, environment)
