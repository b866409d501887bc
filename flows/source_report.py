"""What `dateline sources` prints: the sources as they stand, and what is at their addresses now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from rich import box
from rich.console import Console
from rich.table import Table

from flows.fetching.fetcher import Fetcher
from flows.polls import Look, look_at
from flows.settings import Settings
from flows.sources import feeds_named, opened, say
from flows.terminal import cell
from transforms.records import Feed, Poll
from transforms.timestamps import parse_timestamp
from warehouse.monitoring import feeds, hosts, last_polls, save_hosts

_FOLDED = frozenset({"name", "feed", "note", "what is wrong"})
_COUNTS = frozenset({"entries", "new", "failures", "HTTP"})
_FORBIDDEN = {"robots_disallowed": "forbid it", "robots_unreachable": "unreadable"}


def show_list(settings: Settings) -> None:
    """Print the sources, with what their last polls found."""
    with opened(settings) as (connection, _):
        found = [feed for feed in feeds(connection) if feed.state != "removed"]
        polls = last_polls(connection)
    names = ("name", "feed", "state", "last poll", "next poll", "entries", "new", "failures", "note")
    _show(names, [_standing(feed, polls.get(feed.feed_url)) for feed in found])
    states = [feed.state for feed in found]
    counts = ", ".join(f"{states.count(state)} {state}" for state in ("active", "paused", "dead") if state in states)
    if not found:
        say(f"{settings.sources} has no sources; add one by `dateline sources add URL`.")
    else:
        say(f"{len(found)} source{'' if len(found) == 1 else 's'}: {counts}; times are UTC.")
    if "dead" in states:
        say("`dateline sources check` tells what is wrong; `dateline sources resume NAME` tries a dead one again.")


def check(settings: Settings, named: str | None) -> bool:
    """Look at the sources now, load nothing, print what is there, and return whether all can be read."""
    with opened(settings) as (connection, sources):
        chosen = feeds_named(sources.feeds(), named) if named else sources.feeds()
        fetcher = Fetcher(settings, hosts(connection))
    with Console(stderr=True).status(f"Looking at {len(chosen)} addresses"):
        # Without what is remembered of them, so that all answer in full.
        looks = look_at([replace(feed, etag=None, last_modified=None) for feed in chosen], fetcher, settings.fetchers)
    with opened(settings) as (connection, _):
        save_hosts(connection, fetcher.known_hosts())
    names = ("name", "feed", "HTTP", "entries", "newest", "robots.txt", "what is wrong")
    _show(names, list(map(_seen, looks)))
    wrong = sum(look.refusal is not None for look in looks)
    say(f"{len(looks) - wrong} of {len(looks)} can be read; nothing was loaded.")
    return not wrong


def _standing(feed: Feed, poll: Poll | None) -> Sequence[object]:
    due = _minute(feed.next_poll_at) or "now" if feed.state == "active" else None
    polled = _minute(feed.polled_at)
    counts = (poll.entry_count, poll.new_count) if poll else (None, None)
    return (feed.name, feed.feed_url, feed.state, polled, due, *counts, feed.failure_count or None, feed.note)


def _seen(look: Look) -> Sequence[object]:
    rule, reason = (look.refusal.rule, look.refusal.reason) if look.refusal else ("", " ".join(look.notes))
    return (
        look.feed.name,
        look.feed.feed_url,
        look.exchange.status if look.exchange else None,
        len(look.findings) if look.refusal is None else None,
        _minute(_newest(look)),
        _FORBIDDEN.get(rule, "allows it" if look.exchange else None),
        reason or (None if look.findings else "It lists nothing now."),
    )


def _newest(look: Look) -> datetime | None:
    told = (parse_timestamp(finding.published_at or finding.updated_at or "") for finding in look.findings)
    return max((stamp.at for stamp in told if stamp and stamp.at), default=None)


def _minute(at: datetime | None) -> str | None:
    return f"{at:%Y-%m-%d %H:%M}" if at else None


def _show(names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table without the columns in which nothing stands."""
    shown = [place for place in range(len(names)) if any(row[place] is not None for row in rows)]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place in shown:
        is_count = names[place] in _COUNTS
        wraps = names[place] in _FOLDED
        table.add_column(names[place], overflow="fold", no_wrap=not wraps, justify="right" if is_count else "left")
    for row in rows:
        table.add_row(*(cell(row[place]) for place in shown))
    if rows:
        Console().print(table)
