"""Prefect's settings as Dateline ships them, put in force before Prefect is imported.

`prefect.toml` says the same for those who call `prefect` themselves in the checkout; a test keeps them equal.
What the user has set in the environment stays.
"""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from flows.settings import Settings

ENVIRONMENT = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "DO_NOT_TRACK": "1",
}
_PROBE_SECONDS = 2.0


def prepare(settings: Settings, debug: bool = False, use_server: bool = True) -> None:
    """Set Prefect's environment, and use the server of `dateline serve` where one answers.

    A server that the user named in PREFECT_API_URL goes first; none is looked for without `use_server`.
    Without `debug` Prefect's own log lines go to its server (and so to the UI), not to the terminal.
    """
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "DEBUG" if debug else "CRITICAL")
    if use_server and "PREFECT_API_URL" not in os.environ and server_answers(settings):
        os.environ["PREFECT_API_URL"] = api_url(settings)


@contextmanager
def temporary_server() -> Iterator[None]:
    """Run a Prefect server for the time being, where none is named in the environment.

    It is named in the settings while it runs, so that worker processes report to it too and start none of their own.
    """
    if "PREFECT_API_URL" in os.environ:
        yield
        return
    from prefect.server.api.server import SubprocessASGIServer
    from prefect.settings import PREFECT_API_URL, temporary_settings

    server = SubprocessASGIServer()
    server.start()  # stops when the process ends, after Prefect's own workers have sent their last log lines
    with temporary_settings({PREFECT_API_URL: server.api_url}):
        yield


def api_url(settings: Settings) -> str:
    """Address of the API of the Prefect server that `dateline serve` starts."""
    return f"{settings.server_url}/api"


def server_answers(settings: Settings) -> bool:
    """Whether a Prefect server answers at the configured port."""
    try:
        with urllib.request.urlopen(f"{api_url(settings)}/health", timeout=_PROBE_SECONDS) as reply:  # noqa: S310
            return bool(reply.read() == b"true")
    except (OSError, urllib.error.URLError):
        return False
