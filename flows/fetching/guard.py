"""The guard of connections: a host is resolved once, its addresses are judged, and only a judged one is dialled.

What is checked and what is connected to are the same address, so an answer of the name server that changes in
between (DNS rebinding) changes nothing. The guard stands below HTTP: it is asked at every redirect and for robots.txt
as for everything else, and however the host is written (decimal, hexadecimal, IPv6 with an IPv4 address in it).
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from threading import Thread
from typing import Any

import httpcore
from httpcore import SOCKET_OPTION, NetworkBackend, NetworkStream

from flows.fetching.deadline import Deadline
from flows.fetching.ip_addresses import Network, is_allowed
from flows.fetching.refusals import refused

Resolver = Callable[..., Sequence[tuple[Any, ...]]]
_DEFAULT_SECONDS = 60.0


def resolve(host: str, port: int, **options: Any) -> Sequence[tuple[Any, ...]]:
    """Ask the name service; names under `localhost` are loopback without asking it (RFC 6761, section 6.3)."""
    is_local = f".{host}".lower().rstrip(".").endswith(".localhost")
    return socket.getaddrinfo("127.0.0.1" if is_local else host, port, **options)


class Guard(NetworkBackend):
    """A network backend that connects to allowed addresses only.

    Args:
        allowed_networks: networks that are allowed beside the public addresses.
        resolve: name service, with the signature and the answer of `socket.getaddrinfo`.
        connector: what opens a connection to an IP address.
    """

    def __init__(
        self,
        allowed_networks: Iterable[Network] = (),
        resolve: Resolver = resolve,
        connector: NetworkBackend | None = None,
    ) -> None:
        self._allowed_networks = tuple(allowed_networks)
        self._resolve = resolve
        self._connector = connector or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """Resolve the host and connect to the first allowed address that answers.

        Raises:
            Rejected: `host_unknown`, or `address_refused` where none of the addresses is allowed.
            httpcore.TimeoutException, httpcore.ConnectError: none of the allowed addresses answers.
        """
        deadline = Deadline(_DEFAULT_SECONDS if timeout is None else timeout)
        addresses = self._allowed(host, self._addresses(host, port, deadline))
        for number, address in enumerate(addresses, start=1):
            # An address that swallows packets leaves the others their share of the time.
            share = deadline.within() / (len(addresses) - number + 1)
            try:
                return self._connector.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise AssertionError("a host without addresses is refused before")

    def _allowed(self, host: str, addresses: Sequence[str]) -> list[str]:
        allowed = [address for address in addresses if is_allowed(address, self._allowed_networks)]
        if not allowed:
            raise refused(
                "address_refused",
                f"{host} is at {', '.join(addresses[:3])}, which is no public address; "
                "allow its network in DATELINE_ALLOWED_NETWORKS if you trust it.",
            )
        return allowed

    def _addresses(self, host: str, port: int, deadline: Deadline) -> list[str]:
        try:
            answers = self._look_up(host, port).result(deadline.within())
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(error) from error
        except (OSError, UnicodeError) as error:
            raise refused("host_unknown", f"No address is known for the host {host}.") from error
        addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        if not addresses:
            raise refused("host_unknown", f"No address is known for the host {host}.")
        return addresses

    def _look_up(self, host: str, port: int) -> Future[Sequence[tuple[Any, ...]]]:
        # The name service of the system has no time limit of its own that a caller could set.
        answer: Future[Sequence[tuple[Any, ...]]] = Future()
        Thread(target=self._answer, args=(answer, host, port), daemon=True).start()
        return answer

    def _answer(self, answer: Future[Sequence[tuple[Any, ...]]], host: str, port: int) -> None:
        try:
            answer.set_result(self._resolve(host, port, type=socket.SOCK_STREAM))
        except BaseException as error:
            answer.set_exception(error)
