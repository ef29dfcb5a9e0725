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
    parts = list(_parts(archive, url, changed, 0))
    if not parts or parts[0].media_type not in PAGES:
        raise SourceError(name, "is a property list, but no web archive with a page")
    return bundled(parts[0], parts[1:], (TIME_OF_FILE,))


def _parts(archive: object, url: str, changed: datetime, depth: int) -> Iterator[Capture]:
    if not isinstance(archive, dict) or depth > _DEEPEST:
        return
    main = _part(archive.get("WebMainResource"), changed, url)
    if main is None:
        return
    yield main
    for resource in _list(archive.get("WebSubresources")):
        if (needed := _part(resource, changed)) is not None:
            yield needed
    for frame in _list(archive.get("WebSubframeArchives")):
        yield from _parts(frame, "", changed, depth + 1)


def _part(resource: object, changed: datetime, url: str = "") -> Capture | None:
    """One resource; None for what is none, or has no address but needs one."""
    if not isinstance(resource, dict):
        return None
    body, address = resource.get("WebResourceData"), resource.get("WebResourceURL")
    address = address if isinstance(address, str) and is_web(address) else url
    if not isinstance(body, bytes) or not address:
        return None
    charset = resource.get("WebResourceTextEncodingName")
    media_type = str(resource.get("WebResourceMIMEType") or "")
    return part(address, f"{media_type}; charset={charset}" if charset else media_type, body, changed)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
