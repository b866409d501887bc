"""`make demo-monitor`: the demo outlets on loopback, registered, polled twice, and asked; each command is shown."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Sequence

from flows.demo.site import PORT, demo_site

_FILES = {"DATELINE_WAREHOUSE": "demo-monitor.duckdb", "DATELINE_SOURCES": "demo-sources.csv"}
# Loopback is no public address, and a demo need not wait for long: settings that real outlets must never see.
_SETTINGS = {
    "DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
    "DATELINE_HOST_DELAY_SECONDS": "0.2",
    "DATELINE_SHORTEST_POLL_SECONDS": "1",
    "DATELINE_LONGEST_POLL_SECONDS": "1",
}
_OUTLETS = (("harbour-courier", "AU"), ("hilltop-journal", "IN"), ("meridian-broadcast", "US"))
# Stories that are out at the first poll; one more is at the second.
_FIRST = 1
_QUERIES = (
    "SELECT outlet, count(*) AS articles FROM articles GROUP BY ALL ORDER BY ALL",
    "SELECT speaker, act, left(content, 60) AS content, outlet FROM who_said_what WHERE speaker IS NOT NULL LIMIT 6",
    "SELECT outlet, left(title, 40) AS title, feed_url FROM origins ORDER BY ALL",
    "SELECT outlet, day, obtained, verdict FROM source_coverage WHERE verdict <> 'not_monitored' ORDER BY ALL",
)


def main() -> int:
    """Run the demo; return the exit code of the first command that fails, else 0."""
    polls = 0
    with demo_site(PORT, lambda: _FIRST + polls) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        for arguments in _commands():
            if code := _typed(arguments):
                return code
            polls += arguments == ("monitor",)
        site.shutdown()
    return 0


def _commands() -> list[Sequence[str]]:
    add = [("sources", "add", f"http://{name}.localhost:{PORT}/", "--country", country) for name, country in _OUTLETS]
    queries = [("sql", query) for query in _QUERIES]
    return [*add, ("sources", "list"), ("monitor",), ("monitor",), ("sources", "check"), *queries, ("status",)]


def _typed(arguments: Sequence[str]) -> int:
    """Show a command as a person would type it, and run it."""
    print(f"\n$ dateline {shlex.join(arguments)}", flush=True)  # noqa: T201
    command = [sys.executable, "-m", "flows", *arguments]
    return subprocess.run(command, env=os.environ | _FILES | _SETTINGS, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
