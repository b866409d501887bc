"""Dates and times in English news text: where they stand and which days they mean."""

from transforms.timex.dates import find_dates
from transforms.timex.spans import DateSpan

__all__ = ["DateSpan", "find_dates"]
