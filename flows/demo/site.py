"""The demo outlets: the sample articles served on loopback, so that monitoring can be tried without a network.

`python -m flows.demo.site` serves three outlets under names that end in `.localhost`. Each has a robots.txt, a home
page, a feed of its own kind (RSS, Atom, JSON Feed) and a sitemap. One story more is out every few seconds, and when
all are, those that the samples hold in two versions are rewritten.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from flows.demo.listings import FEED_TYPES, Front, listing
from flows.demo.stories import Story, read_stories
from flows.seeds import SAMPLES

PORT = 8765
Outlets = Mapping[str, tuple[Story, ...]]


def read_outlets() -> Outlets:
    """Return the stories of each outlet, by its name: the folders of the samples that hold pages."""
    folders = sorted(each for each in SAMPLES.iterdir() if each.is_dir())
    return {each.name: stories for each in folders if (stories := read_stories(each))}


def demo_site(port: int, step: Callable[[], int]) -> ThreadingHTTPServer:
    """Return the server of the demo outlets on 127.0.0.1, for the caller to run.

    Args:
        port: port to listen at.
        step: how many stories of each outlet are out; with more than there are, those in two versions are rewritten.
    """
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, read_outlets(), step))


def clock(every_seconds: float) -> Callable[[], int]:
    """Return the step by the clock: the first story is out at once."""
    started = time.monotonic()
    return lambda: 1 + int((time.monotonic() - started) / every_seconds)


class _Handler(BaseHTTPRequestHandler):
    """Answers for the outlet that the Host header names."""

    def __init__(self, outlets: Outlets, step: Callable[[], int], *arguments: object) -> None:
        self._outlets = outlets
        self._step = step
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer a request, with 304 where the client has what there is."""
        answer = self._answer()
        if answer is None:
            self.send_error(404)
            return
        kind, body = answer
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        is_known = self.headers.get("If-None-Match") == etag
        self.send_response(304 if is_known else 200)
        self.send_header("ETag", etag)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", "0" if is_known else str(len(body)))
        self.end_headers()
        self.wfile.write(b"" if is_known else body)

    def _answer(self) -> tuple[str, bytes] | None:
        """Return content type and body of what is asked for, None where there is nothing."""
        host, path, step = self.headers.get("Host", ""), urlsplit(self.path).path, self._step()
        name = host.partition(":")[0].removesuffix(".localhost")
        stories = self._outlets.get(name)
        if stories is None:
            return None
        base = f"http://{host}"
        listed = listing(Front(name, self._feed_path(name), base, stories[:step]), path)
        if listed is not None:
            return listed[0], listed[1].encode()
        found = next((story for story in stories[:step] if story.path == path), None)
        return ("text/html", found.page(max(0, step - len(stories)), base)) if found else None

    def _feed_path(self, name: str) -> str:
        """Each outlet has a feed of another kind."""
        return list(FEED_TYPES)[list(self._outlets).index(name) % len(FEED_TYPES)]

    def log_message(self, format: str, *args: object) -> None:
        """Keep requests out of the terminal."""


def main() -> None:
    """Serve the demo outlets until interrupted."""
    parser = argparse.ArgumentParser(description="Serve the demo outlets on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--every", type=float, default=20.0, metavar="SECONDS", help="time between two stories")
    given = parser.parse_args()
    with demo_site(given.port, clock(given.every)) as site, suppress(KeyboardInterrupt):
        for name in read_outlets():
            print(f"http://{name}.localhost:{site.server_port}/", flush=True)  # noqa: T201
        site.serve_forever()


if __name__ == "__main__":
    main()
