"""Refusals of fetching: the one stage, and the words for what goes wrong on the wire."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore

from transforms.errors import Rejected

STAGE = "fetch"
_REASON_LENGTH = 400


def refused(rule: str, reason: str) -> Rejected:
    """Return the refusal of a fetch, ready to be raised or kept; what a server put into its reason is cut short."""
    return Rejected(STAGE, rule, reason if len(reason) <= _REASON_LENGTH else reason[: _REASON_LENGTH - 2] + "….")


@contextmanager
def wire_errors_refused(host: str) -> Iterator[None]:
    """Turn every error of the connection into a refusal.

    Raises:
        Rejected: `timed_out`, `tls_failed`, `connection_failed`, `bad_address` or `bad_response`.
    """
    try:
        yield
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise refused("timed_out", f"{host} took longer than a fetch may.") from error
    except (httpcore.NetworkError, OSError) as error:
        raise _connection_refusal(host, error) from error
    except (httpcore.LocalProtocolError, ValueError) as error:
        raise refused("bad_address", f"The request to {host} cannot be written: {error}.") from error
    except httpcore.RemoteProtocolError as error:
        raise refused("bad_response", f"{host} does not speak HTTP/1.1: {str(error).rstrip('.')}.") from error


def _connection_refusal(host: str, error: Exception) -> Rejected:
    causes = (error, error.__cause__, error.__context__, *error.args)
    if any(isinstance(cause, ssl.SSLError | ssl.CertificateError) for cause in causes):
        return refused("tls_failed", f"The secure connection to {host} failed: {error}.")
    return refused("connection_failed", f"The connection to {host} failed: {error}.")
