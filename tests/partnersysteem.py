"""A partner's system on this machine: it keeps what it is sent, and answers as a test wants."""

import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Received(NamedTuple):
    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes


class Partnersysteem:
    """`status` and `headers` are what it answers; `answer` may be replaced by something that misbehaves."""

    def __init__(self, certificate=None):
        self.received: list[Received] = []
        self.status, self.headers = 204, {}
        self.answer = self.answer_well
        self.stopped = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.received.append(Received(self.path, headers, body))
                outer.answer(self)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # a line that was cut on purpose
        if certificate:
            self.server.socket = certificate.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/kanarie"

    def answer_well(self, handler) -> None:
        handler.send_response(self.status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.end_headers()

    def cut_the_line(self, handler) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)

    def drip(self, handler) -> None:
        """Never silent for long, and never done."""
        with suppress(OSError):
            while not self.stopped.wait(0.02):
                handler.wfile.write(b"H")

    def talk_for_ever(self, handler) -> None:
        self.answer_well(handler)
        with suppress(OSError):
            while True:
                handler.wfile.write(b"x" * 65536)


@contextmanager
def running(certificate=None):
    systeem = Partnersysteem(certificate)
    thread = threading.Thread(
        target=systeem.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    try:
        yield systeem
    finally:
        systeem.stopped.set()
        systeem.server.shutdown()
        systeem.server.server_close()
        thread.join()


def certificate_for(name: str, folder) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server shows that has this name, and what a client trusts that knows its maker."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=pem)
