"""What a file that holds a page with all it needs has in it: the page, its frames, pictures and style sheets."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from blogarchive.model import Capture, Role

PAGES = frozenset(("text/html", "application/xhtml+xml"))


def part(url: str, content_type: str, body: bytes, at: datetime) -> Capture:
    """One answer of a saved file. `content_type` is the header with its parameters, "" where there is none; `at` is when it was saved."""
    headers = (("content-type", content_type),) if content_type else ()
    return Capture(url=url, requested_url=url, headers=headers, body=body, captured_at=at)


def bundled(page: Capture, others: Iterable[Capture], notes: tuple[str, ...]) -> tuple[Capture, ...]:
    """The page and, behind it, what was saved with it, each in its role and with the notes on the file."""
    found = (replace(other, role=role_of(other, Role.FRAME), notes=notes) for other in others)
    return replace(page, role=Role.PAGE, notes=notes), *found


def role_of(capture: Capture, page: Role) -> Role:
    """What an answer is by its media type, where a page is a `page`."""
    if capture.media_type in PAGES:
        return page
    return Role.IMAGE if capture.media_type.startswith("image/") else Role.RESOURCE
