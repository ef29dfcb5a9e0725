"""A server that misbehaves on demand: raw sockets, one answer per path, so that every rule of HTTP can be broken."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it arrived; header names in lower case."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    at: float = 0.0


CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""A self-signed certificate for localhost, with its key: made for these tests, trusted by nobody, valid until 2126."""

Talk = Callable[[socket.socket, Asked], None]
"""Says something over a connection; the connection is closed afterwards."""


def answer(body: bytes | str = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A whole answer with the true Content-Length, or with `length` in its place."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(data) if length is None else length}"]
    return "\r\n".join((*lines, "", "")).encode("utf-8") + data


def redirect(location: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return answer(b"", f"Location: {location}", status=status)


def drip(first: bytes, piece: bytes, pause: float) -> Talk:
    """Sends `first`, then `piece` after `piece` until the other side has had enough."""

    def talk(connection: socket.socket, _asked: Asked) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return talk


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


class Misbehaving:
    """Answers on an ephemeral port of a loopback address. `answers` maps paths to bytes, to a list of them (one per visit) or to a Talk."""

    def __init__(
        self, answers: "Mapping[str, bytes | list[bytes] | Talk]", host: str = "127.0.0.1", *, tls: bool = False
    ) -> None:
        self.answers: dict[str, bytes | list[bytes] | Talk] = dict(answers)
        self.asked: list[Asked] = []
        self._listening = socket.create_server((host, 0), backlog=50)
        self._tls = _context() if tls else None
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._open: list[socket.socket] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listening.getsockname()[1])

    def url(self, path: str = "/") -> str:
        """The address of a path."""
        return f"{'https' if self._tls else 'http'}://{self._listening.getsockname()[0]}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.asked]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self._thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls:
                connection.settimeout(5)
                try:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                except OSError:
                    continue
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError, IndexError), connection, connection.makefile("rb") as stream:
            connection.settimeout(30)
            while line := stream.readline():
                path = line.split()[1].decode("ascii")
                headers: dict[str, str] = {}
                while (header := stream.readline()).strip():
                    name, _, value = header.decode("latin-1").partition(":")
                    headers[name.lower()] = value.strip()
                asked = Asked(path=path, headers=headers, at=time.monotonic())
                self.asked.append(asked)
                if not self._say(connection, asked):
                    return

    def _say(self, connection: socket.socket, asked: Asked) -> bool:
        """Whether the connection stays open."""
        said = self.answers.get(asked.path, self.answers.get("*", answer("", status="404 Not Found")))
        if isinstance(said, list):
            said = said.pop(0) if len(said) > 1 else said[0]
        if callable(said):
            said(connection, asked)
            return False
        connection.sendall(said)
        return b"Content-Length" in said and b"Connection: close" not in said
