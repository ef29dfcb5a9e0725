"""What a page needs to look as it did: asked for once each, and handed out as `data:` URIs."""

from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from typing import TypeAlias

from blogarchive.document import Document
from blogarchive.model import Capture
from blogarchive.text.raster import media_type
from blogarchive.text.urls import resolve

Get: TypeAlias = Callable[[str], Capture | None]
"""Gives what stands at an address, or None where it cannot be had. Never raises."""

_FONTS = (
    (b"wOF2", "font/woff2"),
    (b"wOFF", "font/woff"),
    (b"OTTO", "font/otf"),
    (b"\0\1\0\0", "font/ttf"),
    (b"true", "font/ttf"),
)
_SVG_HEAD = 1024  # bytes within which an SVG picture says that it is one


class Resources:
    """The resources of one page and of the style sheets that it uses."""

    def __init__(self, get: Get) -> None:
        self._get = get
        self._captures: dict[str, Capture | None] = {}
        self.uses: Counter[str] = Counter()
        self.addresses: dict[str, str] = {}
        """The SHA-256 of each body that was handed out, with the address that it came from."""

    def capture(self, address: str) -> Capture | None:
        """The answer at an address, asked for once."""
        address = address.partition("#")[0]
        if address not in self._captures:
            self._captures[address] = self._get(address)
        return self._captures[address]

    def sheet(self, address: str) -> str | None:
        """A style sheet's text; None where something else came."""
        found = self.capture(address)
        if found is None or found.media_type not in {"text/css", "", "text/plain", "application/octet-stream"}:
            return None
        return Document(found).text

    def picture(self, base: str, address: str) -> str | None:
        """The `data:` URI of a picture, by a reference on a page; one that is a `data:` URI already stays."""
        if address.lower().startswith("data:"):
            return address if address.lower().startswith("data:image/") else None
        return self._inlined(base, address, picture_type)

    def font(self, base: str, address: str) -> str | None:
        """The `data:` URI of a font."""
        if address.lower().startswith("data:"):
            return address
        return self._inlined(base, address, font_type)

    def _inlined(self, base: str, address: str, type_of: Callable[[bytes], str | None]) -> str | None:
        target = resolve(base, address)
        found = self.capture(target) if target else None
        kind = type_of(found.body) if found else None
        if found is None or kind is None:
            return None
        self.addresses.setdefault(sha256(found.body).hexdigest(), found.requested_url)
        return f"data:{kind};base64,{b64encode(found.body).decode()}"


def picture_type(body: bytes) -> str | None:
    """The media type of a picture by its first bytes; SVG counts, because within `img` and style sheets it runs and asks for nothing."""
    if kind := media_type(body):
        return kind
    head = body[:_SVG_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return (
        "image/svg+xml" if head.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in body else None
    )


def font_type(body: bytes) -> str | None:
    """The media type of a font by its first bytes."""
    return next((kind for start, kind in _FONTS if body.startswith(start)), None)
