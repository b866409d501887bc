"""The outlets that Dateline knows by itself."""

from __future__ import annotations

from functools import lru_cache

from flows.seeds import agency_rows, seed_rows
from transforms.sources import SourceRegistry


@lru_cache(maxsize=1)
def known_outlets() -> SourceRegistry:
    """Return the outlets and agencies of `seeds/`, without those of the sources file."""
    return SourceRegistry.from_rows([*seed_rows("sources"), *agency_rows()])
