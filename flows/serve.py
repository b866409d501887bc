"""`dateline serve`: the Prefect server with its UI, the scheduled flows, a worker, and the Data Docs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flows import prefect_environment
from flows.gazetteer import load_gazetteer
from flows.layout import docs_folder
from flows.settings import Settings
from transforms.errors import DatelineError

_START_SECONDS = 120.0
_STOP_SECONDS = 15.0


@contextmanager
def served(settings: Settings) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run server, worker and Data Docs; yields the two processes, and ends them on leaving.

    Raises:
        DatelineError: the port is taken, or the server does not come up in two minutes.
    """
    if prefect_environment.server_answers(settings):
        raise DatelineError(f"A Prefect server already answers at {settings.server_url}; stop it or set --port.")
    os.environ["PREFECT_API_URL"] = prefect_environment.api_url(settings)
    os.environ["PREFECT_SERVER_UI_API_URL"] = prefect_environment.api_url(settings)
    settings.inbox.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        address = ("--host", "127.0.0.1", "--port", str(settings.server_port))
        server = stack.enter_context(_process("server", "start", *address))
        _wait_for(server, settings)
        _register(settings)
        worker = stack.enter_context(_process("worker", "start", "--pool", "dateline", "--type", "process"))
        stack.enter_context(_data_docs(settings))
        yield [server, worker]


def serve(settings: Settings) -> None:
    """Run until interrupted, or until one of the processes ends by itself.

    Raises:
        DatelineError: the server or the worker ended.
    """
    load_gazetteer(print)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with served(settings) as processes:
        print(_greeting(settings), flush=True)  # noqa: T201
        while not stop.wait(1.0):
            if any(process.poll() is not None for process in processes):
                raise DatelineError("The Prefect server or worker ended; run with --debug to see why.")


def _greeting(settings: Settings) -> str:
    return (
        f"Prefect UI   {settings.server_url}\n"
        f"Data Docs    {settings.docs_url}\n"
        f"Watching     {settings.inbox} every {settings.every_seconds} s, into {settings.warehouse}\n"
        f"Monitoring   the sources in {settings.sources}, as they fall due\n"
        "Stop with Ctrl-C."
    )


def _register(settings: Settings) -> None:
    from flows.deployments import register  # imports Prefect, which reads the environment set above

    # The worker runs flows in a folder of its own, so their paths must not depend on where they start.
    paths = {name: getattr(settings, name).absolute() for name in ("warehouse", "inbox", "sources")}
    register(settings.model_copy(update=paths))


@contextmanager
def _process(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    output = None if os.environ.get("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL") == "DEBUG" else subprocess.DEVNULL
    command = [sys.executable, "-m", "prefect", *arguments]
    process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)  # noqa: S603
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(server: subprocess.Popen[bytes], settings: Settings) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not prefect_environment.server_answers(settings):
        if server.poll() is not None or time.monotonic() > deadline:
            raise DatelineError(f"The Prefect server did not start at {settings.server_url}; is the port free?")
        time.sleep(0.25)


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep requests out of the terminal."""


@contextmanager
def _data_docs(settings: Settings) -> Iterator[None]:
    folder: Path = docs_folder(settings.warehouse)
    folder.mkdir(parents=True, exist_ok=True)
    handler = partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", settings.docs_port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()
