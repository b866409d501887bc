"""Fetchers for tests: loopback is allowed, and nothing waits unless a test wants it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import httpcore

from flows.fetching.exchange import Exchange
from flows.fetching.fetcher import Fetcher
from flows.settings import Settings
from transforms.records import Host


def make_settings(**fields: object) -> Settings:
    fitting = {"allowed_networks": ("127.0.0.0/8",), "host_delay_seconds": 0.0, "fetch_seconds": 5}
    return Settings.model_validate(fitting | fields)


def make_fetcher(known: Iterable[Host] = (), archive: Shelf | None = None, **fields: object) -> Fetcher:
    return Fetcher(make_settings(**fields), known, archive)


class LoopbackOnly(httpcore.SyncBackend):
    """A connector that fails the test when it is sent anywhere but to 127.0.0.1."""

    def connect_tcp(self, host: str, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        assert host == "127.0.0.1"
        return super().connect_tcp(host, *args, **kwargs)


@dataclass
class Shelf:
    """An archive that keeps exchanges in memory."""

    kept: list[tuple[str, Exchange, bool]] = field(default_factory=list)

    def write(self, address: str, exchange: Exchange, is_last: bool) -> str:
        self.kept.append((address, exchange, is_last))
        return f"shelf#{len(self.kept)}"
