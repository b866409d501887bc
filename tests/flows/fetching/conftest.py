from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.flows.fetching.server import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def other_site() -> Iterator[Site]:
    with Site() as site:
        yield site
