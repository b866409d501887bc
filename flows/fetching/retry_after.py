"""The header Retry-After (RFC 9110, 10.2.3): seconds, or an HTTP date."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=1)

_SECONDS = re.compile(r"[0-9]+")
_DIGITS_OF_YEARS = 9  # beyond a day whatever they are, and too many of them are no number that Python reads


def retry_time(value: str | None, now: datetime) -> datetime | None:
    """Return the moment before which a server does not want to be asked again, a day from now at the most.

    Args:
        value: of the header.
        now: time zone aware.

    Returns:
        The moment, now where it has passed; None where the header is missing or says nothing.
    """
    if value is None:
        return None
    text = value.strip()
    if _SECONDS.fullmatch(text):
        return now + min(LONGEST, timedelta(seconds=int(text.lstrip("0")[:_DIGITS_OF_YEARS] or 0)))
    moment = _http_date(text)
    return None if moment is None else min(max(moment, now), now + LONGEST)


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
