"""A fetch that can be killed: `python -m tests.flows.killed WAREHOUSE FEED_URL` polls a feed and fetches its pages."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import uuid4

from flows.gather import gathering
from flows.settings import Settings
from flows.store import Store


def main(warehouse: str, feed_url: str) -> None:
    """Do what a run does before it loads."""
    settings = Settings(warehouse=Path(warehouse))
    store = Store(settings.warehouse, str(uuid4()))
    store.open_run([feed_url])
    with gathering(store, settings) as gathered:
        _, keys = gathered.explore([feed_url])
        gathered.fetch(keys)


if __name__ == "__main__":
    main(*sys.argv[1:])
