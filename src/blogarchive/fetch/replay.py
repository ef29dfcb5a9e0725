"""Answers from captures that are at hand (a file, a recording): nothing is asked of the network."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

from blogarchive.errors import FetchError, NotAskedError
from blogarchive.model import Capture, Request
from blogarchive.text.cached import cached_property

Key = tuple[str, str, str, tuple[tuple[str, str], ...]]


def address_key(url: str) -> Key:
    """What must be equal for two addresses to mean one answer: not the fragment, and not the order of the query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", "", url, ()
    query = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape") or [(parts.query, "")]
    return (
        parts.scheme,
        parts.netloc.rpartition("@")[2].lower(),
        unquote(parts.path, errors="surrogateescape") or "/",
        tuple(sorted(query)),
    )


class Offline:
    """A Fetch over captures: each answers for the address asked for and for the one it came from."""

    def __init__(self, captures: Iterable[Capture]) -> None:
        self._captures = tuple(captures)

    @cached_property
    def _by_address(self) -> dict[Key, Capture]:
        """The captures by what they answer for; the first of several. Nobody asks where there is only one."""
        found: dict[Key, Capture] = {}
        for capture in self._captures:
            for url in {capture.requested_url, *capture.redirects, capture.url}:
                found.setdefault(address_key(url), capture)
        return found

    @property
    def is_alone(self) -> bool:
        """Whether there is only one capture: then nothing that its page asks for can be answered."""
        return len(self._captures) < 2 or len({id(capture) for capture in self._by_address.values()}) < 2

    def __call__(self, request: Request) -> Capture:
        """The capture for a request, with the request's role and source. Raises NotAskedError where there is none.

        Raises FetchError where the capture itself holds a failure (a recorded 404).
        """
        capture = self._by_address.get(address_key(request.url))
        if capture is None:
            raise NotAskedError(request.url, "not asked: reading is offline")
        if capture.status >= 400:
            raise FetchError(request.url, f"the server answered {capture.status}", status=capture.status)
        return replace(capture, role=request.role, source=request.source or capture.source)
