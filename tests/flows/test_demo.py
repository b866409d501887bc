from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from flows.demo.site import demo_site, read_outlets
from transforms.home_page import find_listings
from transforms.listing import read_listing


class Demo:
    """The demo outlets, as a client sees them; `step` is how many stories are out."""

    def __init__(self) -> None:
        self.step = 100
        self.server = demo_site(0, lambda: self.step)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def get(self, outlet: str, path: str, **headers: str) -> tuple[int, bytes, str | None]:
        host = f"{outlet}.localhost:{self.server.server_port}"
        address = f"http://127.0.0.1:{self.server.server_port}{path}"
        request = urllib.request.Request(address, headers={"Host": host, **headers})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read(), answer.headers["ETag"]
        except urllib.error.HTTPError as error:
            return error.code, b"", None


@pytest.fixture
def demo() -> Iterator[Demo]:
    made = Demo()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.mark.parametrize("outlet", read_outlets())
def test_what_an_outlet_lists_is_there(demo: Demo, outlet: str) -> None:
    _, home, _ = demo.get(outlet, "/")
    base = f"http://{outlet}.localhost:{demo.server.server_port}"
    main = find_listings(home, f"{base}/")[0]
    assert not main.is_guess
    for path in (main.url.removeprefix(base), "/news-sitemap.xml"):
        listing = read_listing(demo.get(outlet, path)[1], base + path)
        assert listing is not None
        assert len(listing.findings) == len(read_outlets()[outlet])
        for finding in listing.findings:
            status, page, _ = demo.get(outlet, finding.link.removeprefix(base))
            assert (status, base.encode() in page) == (200, True)


def test_stories_come_out_one_by_one_and_are_rewritten_at_the_end(demo: Demo) -> None:
    path = "/environment/2015/dec/12/paris-agreement-adopted"
    seen = []
    for demo.step in (1, 2, 4, 5):
        status, page, _ = demo.get("harbour-courier", path)
        seen.append((status, page))
    assert [status for status, _ in seen] == [404, 200, 200, 200]
    assert seen[1] == seen[2] != seen[3]


def test_a_copy_at_hand_is_not_sent_again(demo: Demo) -> None:
    _, _, etag = demo.get("harbour-courier", "/feed.rss")
    assert demo.get("harbour-courier", "/feed.rss", **{"If-None-Match": str(etag)})[0] == 304


def test_other_hosts_and_paths_are_not_found(demo: Demo) -> None:
    assert demo.get("nobody", "/")[0] == demo.get("harbour-courier", "/nothing")[0] == 404
