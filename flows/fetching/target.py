"""Targets: web addresses as a request needs them."""

from __future__ import annotations

from dataclasses import dataclass

import httpcore
import httpx

from flows.fetching.refusals import refused

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """An absolute http or https address: percent-encoded, host in ASCII (IDNA), no credentials, no fragment.

    Attributes:
        scheme: `http` or `https`.
        host: name or IP address; an IPv6 address without its brackets.
        port: port, the scheme's own where the address names none.
        path: path and query.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """Host and port as the header Host has them: the server whose turn a request waits for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.path

    @property
    def robots(self) -> Target:
        """Address of the robots.txt that speaks for this one."""
        return Target(self.scheme, self.host, self.port, "/robots.txt")

    @property
    def wire(self) -> httpcore.URL:
        """The address as httpcore takes it."""
        return httpcore.URL(
            scheme=self.scheme.encode(), host=self.host.encode(), port=self.port, target=self.path.encode()
        )

    def redirected(self, location: str | None) -> Target:
        """Return the target that a header Location leads to, which may be relative.

        Args:
            location: value of the header as `Exchange.header` gives it (latin-1); many servers write UTF-8.

        Raises:
            Rejected: `bad_redirect`.
        """
        if not location:
            raise refused("bad_redirect", f"{self.host} redirects without saying where to.")
        try:
            return _target(httpx.URL(self.url).join(_as_utf8(location.strip())))
        except (httpx.InvalidURL, ValueError) as error:
            raise refused("bad_redirect", f"{self.host} redirects to no web address: {error}.") from error


def parse_target(url: str) -> Target:
    """Return the target of an absolute address.

    Raises:
        Rejected: `bad_address`.
    """
    try:
        return _target(httpx.URL(url.strip()))
    except (httpx.InvalidURL, ValueError) as error:
        raise refused("bad_address", f"This is no web address that can be fetched: {error}.") from error


def _target(url: httpx.URL) -> Target:
    """Raise ValueError where an address cannot be asked for."""
    if url.scheme not in _DEFAULT_PORTS:
        raise ValueError("it is neither http nor https")
    host = url.raw_host.decode("ascii")
    port = _DEFAULT_PORTS[url.scheme] if url.port is None else url.port
    if not host or "%" in host:
        raise ValueError("it has no proper host")
    if not 0 < port < 65_536:
        raise ValueError("it has no proper port")
    return Target(url.scheme, host, port, url.raw_path.decode("ascii") or "/")


def _as_utf8(location: str) -> str:
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
