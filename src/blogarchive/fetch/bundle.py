"""A page that a browser saved into one file with all it needs, as captures: the page first, then its frames, pictures and style sheets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from blogarchive.model import CUT_SHORT, TIME_OF_FILE, Capture, Role

PAGES = frozenset(("text/html", "application/xhtml+xml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One answer in a saved file. `content_type` is the header, with its parameters."""

    url: str
    content_type: str
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type in lower case, without parameters."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def role(self) -> Role:
        """What it is to the page."""
        if self.media_type in PAGES:
            return Role.FRAME
        return Role.IMAGE if self.media_type.startswith("image/") else Role.RESOURCE


def captures_of(
    page: Part, others: Iterable[Part], *, saved_at: datetime | None, changed: datetime, is_cut: bool = False
) -> tuple[Capture, ...]:
    """The parts as captures. `saved_at` is when the browser saved them; where the file does not say that, the time when it was last changed counts,
    and a note says so."""
    notes = () if saved_at else (TIME_OF_FILE,)
    return tuple(
        Capture(
            url=part.url,
            requested_url=part.url,
            headers=(("content-type", part.content_type),) if part.content_type else (),
            body=part.body,
            captured_at=saved_at or changed,
            role=Role.PAGE if part is page else part.role,
            notes=(*notes, CUT_SHORT) if is_cut else notes,
        )
        for part in (page, *others)
    )
