"""Many fetches at once: many hosts side by side, the addresses of a host one after the other in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import NamedTuple

from flows.fetching.exchange import Fetched
from flows.fetching.fetcher import Fetcher
from flows.fetching.target import parse_target
from transforms.errors import Rejected


class Request(NamedTuple):
    """An address to fetch, and the validators of the copy at hand."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


_Queue = deque[Request]


def fetch_all(requests: Iterable[Request], fetcher: Fetcher, workers: int) -> Iterator[Fetched]:
    """Fetch all addresses, and yield what each came to as it is there.

    Hosts take turns, so a host with many addresses holds none of the others up, and its delay passes while others are
    fetched from. No more than twice the workers' number of results is ever held. Closing the iterator waits for the
    fetches that are under way and starts no other.

    Args:
        requests: the addresses; they are read at once.
        fetcher: what fetches.
        workers: fetches at a time.

    Raises:
        OSError: the archive cannot be written.
    """
    queues = deque(_by_host(requests))
    running: dict[Future[Fetched], _Queue] = {}
    with ThreadPoolExecutor(workers, thread_name_prefix="fetch") as threads:
        while queues or running:
            while queues and len(running) < workers:
                queue = queues.popleft()
                running[threads.submit(fetcher.fetch, *queue.popleft())] = queue
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            queues.extend(queue for future in done if (queue := running.pop(future)))
            for future in done:
                yield future.result()


def _by_host(requests: Iterable[Request]) -> Iterable[_Queue]:
    queues: dict[str, _Queue] = {}
    for request in requests:
        queues.setdefault(_host(request.url), deque()).append(request)
    return queues.values()


def _host(url: str) -> str:
    try:
        return parse_target(url).netloc
    except Rejected:
        return ""
