from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from ipaddress import ip_network
from typing import Any

import httpcore
import pytest

from flows.fetching.guard import Guard
from transforms.errors import Rejected

UNSPECIFIED = ".".join("0000")


class Recorder(httpcore.NetworkBackend):
    """A connector that opens no socket: it notes where it is sent, and fails at the addresses given."""

    def __init__(self, dead: Sequence[str] = ()) -> None:
        self.sent_to: list[tuple[str, int]] = []
        self.timeouts: list[float] = []
        self._dead = dead

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, *_: Any) -> httpcore.NetworkStream:
        assert timeout is not None
        self.sent_to.append((host, port))
        self.timeouts.append(timeout)
        if host in self._dead:
            raise httpcore.ConnectError("refused")
        return httpcore.NetworkStream()


class Names:
    """A name service that gives each of its answers once, the last for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.asked: list[str] = []
        self._answers = list(answers)

    def __call__(self, host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        self.asked.append(host)
        addresses = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


def refusal(guard: Guard, host: str = "news.example") -> Rejected:
    with pytest.raises(Rejected) as raised:
        guard.connect_tcp(host, 80, 5)
    return raised.value


def test_the_address_that_was_checked_is_connected_to() -> None:
    recorder = Recorder()
    Guard((), Names(["8.8.8.8"]), recorder).connect_tcp("news.example", 443, 5)
    assert recorder.sent_to == [("8.8.8.8", 443)]


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "127.0.0.1", "169.254.169.254", UNSPECIFIED, "::1", "::ffff:10.0.0.1", "fe80::1%eth0"]
)
def test_no_socket_is_opened_to_an_address_that_is_not_public(address: str) -> None:
    recorder = Recorder()
    refused = refusal(Guard((), Names([address]), recorder))
    assert (refused.stage, refused.rule, recorder.sent_to) == ("fetch", "address_refused", [])
    assert address in refused.reason


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "0", "::1", "::ffff:127.0.0.1",
     "::ffff:7f00:1", "::ffff:a9fe:a9fe", "10.0.0.1", "0xa9fea9fe", "localhost"],
)  # fmt: skip
def test_however_loopback_is_written_the_system_resolver_tells(host: str) -> None:
    recorder = Recorder()
    assert refusal(Guard((), connector=recorder), host).rule == "address_refused"
    assert recorder.sent_to == []


def test_a_name_that_is_rebound_is_resolved_once_only() -> None:
    recorder, names = Recorder(), Names(["8.8.8.8"], ["127.0.0.1"])
    guard = Guard((), names, recorder)
    guard.connect_tcp("rebound.example", 80, 5)
    assert (names.asked, recorder.sent_to) == (["rebound.example"], [("8.8.8.8", 80)])
    assert refusal(guard, "rebound.example").rule == "address_refused"
    assert len(recorder.sent_to) == 1


def test_of_several_addresses_only_the_public_ones_are_tried() -> None:
    recorder = Recorder(dead=["8.8.8.8"])
    Guard((), Names(["10.0.0.1", "8.8.8.8", "::1", "8.8.4.4"]), recorder).connect_tcp("news.example", 80, 6)
    assert [address for address, _ in recorder.sent_to] == ["8.8.8.8", "8.8.4.4"]
    assert recorder.timeouts[0] <= 3 < recorder.timeouts[1] <= 6


def test_no_address_that_answers_is_a_failed_connection() -> None:
    with pytest.raises(httpcore.ConnectError):
        Guard((), Names(["8.8.8.8"]), Recorder(dead=["8.8.8.8"])).connect_tcp("news.example", 80, 5)


@pytest.mark.parametrize("host", ["localhost", "daily.localhost", "DAILY.LOCALHOST."])
def test_names_under_localhost_are_loopback(host: str) -> None:
    recorder = Recorder()
    assert refusal(Guard((), connector=recorder), host).rule == "address_refused"
    Guard([ip_network("127.0.0.0/8")], connector=recorder).connect_tcp(host, 80, 5)
    assert recorder.sent_to == [("127.0.0.1", 80)]


def test_a_network_that_is_allowed_is_connected_to() -> None:
    recorder = Recorder()
    Guard([ip_network("10.0.0.0/8")], Names(["10.0.0.1"]), recorder).connect_tcp("news.example", 80, 5)
    assert recorder.sent_to == [("10.0.0.1", 80)]


def test_a_name_without_an_address_is_unknown() -> None:
    def fails(*_: Any, **__: Any) -> list[tuple[Any, ...]]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert refusal(Guard((), fails, Recorder())).rule == "host_unknown"
    assert refusal(Guard((), Names([]), Recorder())).rule == "host_unknown"
    assert refusal(Guard((), connector=Recorder()), f"{'a' * 300}.example").rule == "host_unknown"


def test_a_name_service_that_hangs_is_not_waited_for() -> None:
    def hangs(*_: Any, **__: Any) -> list[tuple[Any, ...]]:
        time.sleep(1)
        return []

    with pytest.raises(httpcore.ConnectTimeout):
        Guard((), hangs, Recorder()).connect_tcp("news.example", 80, 0.05)
