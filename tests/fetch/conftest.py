"""Clients and servers for one test."""

from collections.abc import Iterator, Mapping
from typing import Protocol

import pytest

from blogarchive.fetch.client import HttpFetch
from blogarchive.fetch.settings import Settings
from blogarchive.model import Capture, Request, Role
from tests.fetch.server import Misbehaving, Talk

QUICK = Settings(
    timeout=5, connect_timeout=2, read_timeout=2, max_bytes=1_000_000, delay=0, retries=0, first_backoff=0.01
)


class Serve(Protocol):
    """Starts a server for the time of the test."""

    def __call__(self, answers: Mapping[str, bytes | list[bytes] | Talk], host: str = "127.0.0.1") -> Misbehaving: ...


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers that end with the test."""
    started: list[Misbehaving] = []

    def start(answers: Mapping[str, bytes | list[bytes] | Talk], host: str = "127.0.0.1") -> Misbehaving:
        started.append(Misbehaving(answers, host).__enter__())
        return started[-1]

    yield start
    for server in started:
        server.__exit__()


def get(url: str, settings: Settings = QUICK) -> Capture:
    """What one typed address brings, with a client of its own."""
    with HttpFetch(settings) as fetch:
        return fetch(typed(url))


def typed(url: str, role: Role = Role.PAGE) -> Request:
    """A request as for an address that the user typed."""
    return Request(url=url, role=role, named_by_user=True)


def led_to(url: str, role: Role = Role.COMMENT_FEED) -> Request:
    """A request as a page leads to."""
    return Request(url=url, role=role, source="comment_feed")
