"""Over TLS the connection goes to the checked address, and who answers there must show a certificate of the host."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from planner.hooks import Message, send

HOST = "shop.example"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of HOST with its key, signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path / "both.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    (tmp_path / "trusted.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def port(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server with that certificate, where every host is."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200 if self.headers["Host"].startswith(HOST) else 400)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    found = int(server.server_address[1])
    real = socket.getaddrinfo

    def everywhere(_host: object, *rest: object, **named: object) -> object:
        return real("127.0.0.1", *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", everywhere)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.parent / "trusted.pem"))
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def attempt(host: str, port: int) -> tuple[int | None, str]:
    message = Message("d", f"https://{host}:{port}/hook", "whsec_x", "ping", "{}")
    found = send(message, {host})
    return found.status, found.trouble


def test_a_trusted_certificate_of_the_host_is_taken(port: int) -> None:
    assert attempt(HOST, port) == (200, "")


def test_one_of_another_host_is_not(port: int) -> None:
    assert attempt("other.example", port) == (None, "SSLError")


def test_one_that_nobody_vouches_for_is_not(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert attempt(HOST, port) == (None, "SSLError")
