"""Safari's web archives: a property list of the page, what it needs, and the same of each frame.

The keys are those of WebKit's `LegacyWebArchive`; the format says nowhere when the page was saved.
"""

from collections.abc import Iterator
from datetime import datetime
from plistlib import loads
from xml.parsers.expat import ExpatError

from blogarchive.errors import SourceError
from blogarchive.fetch.bundle import PAGES, bundled, part
from blogarchive.model import TIME_OF_FILE, Capture
from blogarchive.text.urls import is_web

_DEEPEST = 20  # frames within frames


def read_webarchive(data: bytes, name: object, url: str, changed: datetime) -> tuple[Capture, ...]:
    """The captures in a web archive, the page first; `url` and `changed` are the file's own. Raises SourceError where it holds no page."""
    try:
        archive = loads(data)
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError, MemoryError, ExpatError):
        raise SourceError(name, "is a damaged property list") from None
    parts = list(_Resources(changed).of(archive, url))
    if not parts or parts[0].media_type not in PAGES:
        raise SourceError(name, "is a property list, but no web archive with a page")
    return bundled(parts[0], parts[1:], (TIME_OF_FILE,))


class _Resources:
    """What an archive holds, each thing once: a binary property list may refer to the same one again and again, and 20 frames within each other,
    each twice, would be a million."""

    def __init__(self, changed: datetime) -> None:
        self._changed = changed
        self._seen: set[int] = set()

    def of(self, archive: object, url: str, depth: int = 0) -> Iterator[Capture]:
        """The page, what it needs, and the same of its frames; nothing where there is no page. `url` is for one that does not tell its own."""
        if not isinstance(archive, dict) or depth > _DEEPEST:
            return
        main = self._part(archive.get("WebMainResource"), url)
        if main is None:
            return
        yield main
        for resource in self._list(archive.get("WebSubresources")):
            if (needed := self._part(resource)) is not None:
                yield needed
        for frame in self._list(archive.get("WebSubframeArchives")):
            yield from self.of(frame, "", depth + 1)

    def _part(self, resource: object, url: str = "") -> Capture | None:
        """One resource; None for what is none, was met before, or has no address but needs one."""
        if not isinstance(resource, dict) or not self._is_new(resource):
            return None
        body, address = resource.get("WebResourceData"), resource.get("WebResourceURL")
        address = address if isinstance(address, str) and is_web(address) else url
        if not isinstance(body, bytes) or not address:
            return None
        charset = resource.get("WebResourceTextEncodingName")
        media_type = str(resource.get("WebResourceMIMEType") or "")
        return part(address, f"{media_type}; charset={charset}" if charset else media_type, body, self._changed)

    def _list(self, value: object) -> list[object]:
        return value if isinstance(value, list) and self._is_new(value) else []

    def _is_new(self, value: object) -> bool:
        """Whether this very object was not met before; all of them live as long as the archive."""
        known = id(value) in self._seen
        self._seen.add(id(value))
        return not known
