"""What the demo outlets list: robots.txt, home page, and a feed of each kind, for the stories that are out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from flows.demo.stories import Story

FEED_TYPES = {
    "/feed.rss": "application/rss+xml",
    "/feed.atom": "application/atom+xml",
    "/feed.json": "application/feed+json",
}


@dataclass(frozen=True, slots=True)
class Front:
    """An outlet as it stands: its name, the path of its feed, its address, and the stories that are out."""

    name: str
    feed_path: str
    base: str
    stories: tuple[Story, ...]

    @property
    def title(self) -> str:
        """Name of the outlet as people write it."""
        return self.name.replace("-", " ").title()


def listing(front: Front, path: str) -> tuple[str, str] | None:
    """Return content type and text of a listing, None where there is none at the path."""
    if path in FEED_TYPES and path != front.feed_path:
        return None
    made = _LISTINGS.get(path)
    return made(front) if made else None


def _robots(front: Front) -> tuple[str, str]:
    rules = "User-agent: *\nDisallow: /archive/\nCrawl-delay: 1\n"
    return "text/plain", f"{rules}Sitemap: {front.base}/news-sitemap.xml\n"


def _home(front: Front) -> tuple[str, str]:
    links = "".join(f'<li><a href="{escape(story.path)}">{escape(story.title)}</a></li>' for story in front.stories)
    kind = FEED_TYPES[front.feed_path]
    feed = f'<link rel="alternate" type="{kind}" title="{front.title}" href="{front.feed_path}">'
    head = f'<title>{front.title}</title><meta property="og:site_name" content="{front.title}">{feed}'
    body = f"<h1>{front.title}</h1><ul>{links}</ul>"
    return "text/html; charset=utf-8", f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def _rss(front: Front) -> tuple[str, str]:
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{front.base}{escape(story.path)}</link>"
        f"<guid isPermaLink='false'>{escape(story.path)}</guid><pubDate>{_rfc822(story.day)}</pubDate></item>"
        for story in reversed(front.stories)
    )
    channel = f"<title>{front.title}</title><link>{front.base}/</link><language>en</language>{items}"
    return "application/rss+xml", f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'


def _atom(front: Front) -> tuple[str, str]:
    entries = "".join(
        f"<entry><id>{escape(story.path)}</id><title>{escape(story.title)}</title>"
        f'<link href="{front.base}{escape(story.path)}"/><published>{story.day}T06:00:00Z</published></entry>'
        for story in reversed(front.stories)
    )
    head = f'<id>{front.base}/</id><title>{front.title}</title><link href="{front.base}/"/>'
    return "application/atom+xml", f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>'


def _json_feed(front: Front) -> tuple[str, str]:
    items = [
        {
            "id": story.path,
            "url": front.base + story.path,
            "title": story.title,
            "date_published": f"{story.day}T06:00Z",
        }
        for story in reversed(front.stories)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": front.title, "home_page_url": front.base}
    return "application/feed+json", json.dumps({**feed, "items": items})


def _sitemap(front: Front) -> tuple[str, str]:
    urls = "".join(
        f"<url><loc>{front.base}{escape(story.path)}</loc><lastmod>{story.day}</lastmod></url>"
        for story in front.stories
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "application/xml", f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{space}">{urls}</urlset>'


def _rfc822(day: str) -> str:
    return datetime.fromisoformat(day).replace(hour=6, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S %z")


_LISTINGS: dict[str, Callable[[Front], tuple[str, str]]] = {
    "/robots.txt": _robots,
    "/": _home,
    "/feed.rss": _rss,
    "/feed.atom": _atom,
    "/feed.json": _json_feed,
    "/news-sitemap.xml": _sitemap,
}
