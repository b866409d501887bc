"""Gathering: the network side of a run. What is fetched goes into WARC files first; the pages come out as documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from flows.fetching.archive import Archive
from flows.fetching.fetcher import Fetcher
from flows.fetching.pool import Request, fetch_all
from flows.fetching.recovery import recover
from flows.inputs import InputRef
from flows.layout import captures_folder
from flows.pages import failure_of, found_address, found_origin, given_ref, page_ref, place_of, refusal_ref
from flows.polls import Look, concluded_feed, look_at, poll_of
from flows.progress import progress
from flows.settings import Settings
from flows.store import Store
from transforms.addresses import normal_address
from transforms.home_page import is_home_page
from transforms.listing import Finding
from transforms.polling import Limits
from transforms.records import Feed
from transforms.timestamps import parse_timestamp
from warehouse import frontier, monitoring
from warehouse.frontier import Failure, Page, Validators


@contextmanager
def gathering(store: Store, settings: Settings) -> Iterator[Gathering]:
    """Open the captures of a run; what runs that died have fetched is taken over first."""
    folder = captures_folder(settings.warehouse)
    folder.mkdir(parents=True, exist_ok=True)
    with recover(folder) as answers, store.connection() as connection:
        pages = {normal_address(each.address): each.place for each in answers if each.status == 200}
        frontier.fetched(connection, pages)
        hosts = monitoring.hosts(connection)
    with Archive(folder, store.run_id, settings.warc_bytes) as archive:
        fetcher = Fetcher(settings, hosts, archive)
        try:
            yield Gathering(store, settings, fetcher)
        finally:
            with store.connection() as connection:
                monitoring.save_hosts(connection, fetcher.known_hosts())


class Gathering:
    """What a run polls and fetches.

    `failures` are the pages that could not be had. They are recorded (`Store.settle_pages`) when the ledger has their
    refusals: a run that dies before tries them again.
    """

    def __init__(self, store: Store, settings: Settings, fetcher: Fetcher) -> None:
        self._store = store
        self._settings = settings
        self._fetcher = fetcher
        self.failures: list[Failure] = []

    def poll(self, feeds: Sequence[Feed]) -> str:
        """Look at feeds, put the pages that they list into the frontier, and say what came of it."""
        looks = self._looks(feeds)
        new_count = self._save(looks)
        unchanged, failed = sum(look.is_unchanged for look in looks), sum(look.refusal is not None for look in looks)
        return f"{new_count} new pages; {unchanged} feeds not modified, {failed} failed"

    def explore(self, urls: Iterable[str]) -> tuple[list[InputRef], set[str]]:
        """Look at addresses that a person gave: a page is a document, what lists pages fills the frontier.

        Returns:
            The documents, refusals among them, and the keys of the pages that were listed.
        """
        urls = list(dict.fromkeys(urls))
        with self._store.connection(read_only=True) as connection:
            known = frontier.known_validators(connection, urls)
        looks = self._looks([_seed(url, known.get(url)) for url in urls])
        listed = [look for look in looks if look.findings]
        self._save([look for look in looks if not look.is_page])
        refs = [given_ref(look, known) for look in looks if not look.findings]
        return refs, {normal_address(finding.link) for look in listed for finding in look.findings}

    def add(self, listed: Mapping[str, Sequence[Finding]]) -> set[str]:
        """Put pages into the frontier that a file lists, by the file's name; return their keys."""
        found = [(name, None, finding) for name, findings in listed.items() for finding in findings]
        now = datetime.now(UTC)
        with self._store.connection() as connection:
            addresses = [found_address(finding, source_id, now) for _, source_id, finding in found]
            origins = [found_origin(finding, name, now) for name, _, finding in found]
            monitoring.save_polls(connection, [], [], addresses, origins)
        return {address.url for address in addresses}

    def fetch(self, keys: set[str] | None = None) -> list[InputRef]:
        """Fetch the pages that wait, those of `keys` alone where they are given, and return all that is to be loaded.

        That is also what runs that died have fetched and not loaded, and a refusal for each page that could not be had.
        """
        with self._store.connection(read_only=True) as connection:
            waiting = frontier.waiting_addresses(connection, datetime.now(UTC), None)
            pages = [page for page in waiting if keys is None or page.url in keys][: self._settings.max_pages]
            known = frontier.known_validators(connection, (page.link for page in pages))
        refused = self._fetch({page.link: page for page in pages}, known)
        with self._store.connection(read_only=True) as connection:
            fetched = frontier.fetched_unsettled(connection)
        return [*map(page_ref, (page for page in fetched if keys is None or page.url in keys)), *refused]

    def _fetch(self, pages: Mapping[str, Page], known: Mapping[str, Validators]) -> list[InputRef]:
        """Fetch pages, record what became of each, and return the refusals."""
        places: dict[str, str] = {}
        refused: list[InputRef] = []
        progress().start(len(pages), "Pages")
        requests = [_request(link, known.get(link)) for link in pages]
        for done, fetched in enumerate(fetch_all(requests, self._fetcher, self._settings.fetchers), start=1):
            page = pages[fetched.url]
            if fetched.refusal is None:
                places[page.url] = place_of(fetched, known.get(fetched.url))
            else:
                self.failures.append(failure_of(page, fetched))
                refused.append(refusal_ref(fetched))
            progress().reach(done)
        with self._store.connection() as connection:
            frontier.fetched(connection, places)
        return refused

    def _looks(self, feeds: Sequence[Feed]) -> list[Look]:
        return look_at(feeds, self._fetcher, self._settings.fetchers)

    def _save(self, looks: Sequence[Look]) -> int:
        """Record what was listed, and return how many pages no poll had found before."""
        now = datetime.now(UTC)
        found = [(look.feed, finding) for look in looks for finding in look.findings]
        addresses = [found_address(finding, feed.source_id or None, now) for feed, finding in found]
        origins = [found_origin(finding, feed.feed_url, now) for feed, finding in found]
        limits = Limits(self._settings.shortest_poll_seconds, self._settings.longest_poll_seconds)
        with self._store.connection() as connection:
            new = monitoring.new_addresses(connection, (address.url for address in addresses))
            feeds = [concluded_feed(look, _new_count(look, new), now, limits) for look in looks]
            polls = [poll_of(look, self._store.run_id, now) for look in looks]
            monitoring.save_polls(connection, feeds, polls, addresses, origins)
            frontier.wake(connection, _updates(finding for _, finding in found), now)
        return len(new)


def _new_count(look: Look, new: set[str]) -> int:
    return len({normal_address(finding.link) for finding in look.findings} & new)


def _updates(findings: Iterable[Finding]) -> dict[str, datetime]:
    """Return when pages were changed last, as their listings tell, by key."""
    told = ((finding, parse_timestamp(finding.updated_at)) for finding in findings if finding.updated_at)
    return {normal_address(finding.link): stamp.at for finding, stamp in told if stamp and stamp.at}


def _seed(url: str, known: Validators | None) -> Feed:
    kind = "home_page" if is_home_page(url) else "feed"
    etag, last_modified = (known.etag, known.last_modified) if known else (None, None)
    return Feed(url, "", kind, "", "active", etag=etag, last_modified=last_modified)


def _request(link: str, known: Validators | None) -> Request:
    return Request(link, known.etag, known.last_modified) if known else Request(link)
