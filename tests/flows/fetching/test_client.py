"""Secure connections: the certificate is that of the name asked for, though an IP address is dialled."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.flows.fetching.fetchers import make_fetcher
from tests.flows.fetching.server import Site


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """File of a certificate for localhost that vouches for itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    path = tmp_path / "localhost.pem"
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    path.write_bytes(key.private_bytes(*plain) + pem)
    return path


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Site(tls=context) as site:
        site.page("/", "Secure")
        yield site


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_site: Site) -> None:
    fetched = make_fetcher().fetch(secure_site.url("/"))
    assert fetched.refusal is not None
    assert fetched.refusal.rule == "tls_failed"
    assert secure_site.requests == []


def test_a_certificate_of_the_name_is_accepted(
    secure_site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    fetched = make_fetcher().fetch(secure_site.url("/"))
    assert fetched.refusal is None
    assert fetched.exchanges[-1].content == b"Secure"


def test_a_certificate_of_another_name_is_refused(
    secure_site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    fetched = make_fetcher().fetch(secure_site.url("/").replace("localhost", "127.0.0.1"))
    assert fetched.refusal is not None
    assert fetched.refusal.rule == "tls_failed"
