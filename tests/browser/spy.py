"""A server on loopback that hostile pages try to call."""

from http.server import BaseHTTPRequestHandler
from typing import ClassVar


class Spy(BaseHTTPRequestHandler):
    """Notes what it is asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
