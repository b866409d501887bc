"""Pages on their way: what is found becomes an address of the frontier, and what is fetched a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flows.fetching.exchange import Fetched
from flows.inputs import InputRef
from flows.polls import Look
from transforms.addresses import normal_address
from transforms.listing import Finding
from transforms.records import Address, Origin
from transforms.retries import retry
from warehouse.frontier import Failure, Page, Validators

_NOT_MODIFIED = 304


def given_ref(look: Look, known: Mapping[str, Validators]) -> InputRef:
    """Return the document that an address is: its page, that which is known where it is not modified, or a refusal."""
    fetched = look.fetched
    if fetched is None:
        raise AssertionError("every address is fetched")
    if look.is_page or look.is_unchanged:
        return _warc_ref(place_of(fetched, known.get(fetched.url)), fetched.url, {})
    refusal = look.refusal or fetched.refusal
    told = (refusal.rule, refusal.reason) if refusal else ("nothing_listed", "It lists no articles.")
    return InputRef(fetched.url, fetched.url, "refused", 0, refusal=told)


def found_address(finding: Finding, source_id: str | None, now: datetime) -> Address:
    """Return the address of an article that a listing names, to be fetched."""
    return Address(normal_address(finding.link), "waiting", now, source_id)


def found_origin(finding: Finding, feed_url: str, now: datetime) -> Origin:
    """Return by which listing an article was found, and what that tells of it."""
    return Origin(
        url=normal_address(finding.link),
        feed_url=feed_url,
        link=finding.link,
        found_at=now,
        guid=finding.guid,
        title=finding.title,
        published_at=finding.published_at,
    )


def place_of(fetched: Fetched, known: Validators | None) -> str:
    """Return where the page's bytes are: where they were before if the server says that they are the same."""
    if fetched.exchanges[-1].status == _NOT_MODIFIED and known:
        return known.place
    if fetched.place is None:
        raise AssertionError("what is fetched is archived")
    return fetched.place


def failure_of(page: Page, fetched: Fetched) -> Failure:
    """Return that a page could not be had, and when it is tried again."""
    refusal = fetched.refusal
    if refusal is None:
        raise AssertionError("only what is refused has failed")
    again = retry(refusal.rule, page.attempt_count, datetime.now(UTC), fetched.retry_at)
    return Failure(page.url, refusal.reason, again.at, again.is_tried)


def refusal_ref(fetched: Fetched) -> InputRef:
    """Return the document that is refused because it could not be fetched."""
    refusal = fetched.refusal
    told = (refusal.rule, refusal.reason) if refusal else None
    return InputRef(fetched.url, fetched.url, "refused", 0, refusal=told)


def page_ref(page: Page) -> InputRef:
    """Return the document that a fetched page is, with what its feed tells of it."""
    told = {
        "title": page.title,
        "published_at": page.published_at,
        "source": page.source_id,
        "language": page.language,
    }
    return _warc_ref(str(page.place), page.link, {name: value for name, value in told.items() if value})


def _warc_ref(place: str, input_uri: str, told: Mapping[str, str]) -> InputRef:
    path, _, offset = place.rpartition("#")
    return InputRef(path, input_uri, "warc", 0, offset=int(offset), told=told)
