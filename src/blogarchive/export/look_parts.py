"""Pictures and fonts within the page as it looked: named, made smaller, left out. They stand in it as `data:` URIs (look.resources)."""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from hashlib import sha256

from blogarchive.model import Asset, Look

_HELD = re.compile(r"data:((?:image|font)/[\w.+-]+);base64,([A-Za-z0-9+/]+={0,2})")
_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_NOTHING = "data:,"
_WITHIN = "(written within the page)"  # for an address, where there is none


def parts_of(look: Look | None) -> tuple[Asset, ...]:
    """Each picture and font once, in the order of the page, with the address that it came from."""
    found = {encoded: kind for kind, encoded in _HELD.findall(look.html)} if look else {}
    addresses = dict(look.addresses) if look else {}
    return tuple(_part(kind, _decoded(encoded), addresses) for encoded, kind in found.items())


def _part(kind: str, body: bytes, addresses: dict[str, str]) -> Asset:
    return Asset(url=addresses.get(sha256(body).hexdigest(), _WITHIN), media_type=kind, body=body)


def is_font(part: Asset) -> bool:
    """Whether it is a font, not a picture."""
    return part.media_type.startswith("font/")


def without(look: Look, bodies: Collection[bytes]) -> Look:
    """The look without these pictures and fonts: a picture is shown as one that could not be had, text in another font."""
    gone = {encoded for encoded in _encoded(look) if _decoded(encoded) in bodies}
    html = _FACE.sub(
        lambda face: "" if any(held[2] in gone for held in _HELD.finditer(face[0])) else face[0], look.html
    )
    return replace(look, html=_HELD.sub(lambda held: _NOTHING if held[2] in gone else held[0], html))


def with_smaller(look: Look, shrunk: Callable[[bytes], bytes]) -> Look:
    """The look with what `shrunk` makes of each picture; it must keep its width and height, by which the page is laid out."""
    made: dict[str, str] = {}

    def smaller(held: re.Match[str]) -> str:
        if not held[1].startswith("image/") or held[1].startswith("image/svg"):
            return held[0]
        if held[2] not in made:
            body = _decoded(held[2])
            after = shrunk(body)
            made[held[2]] = held[0] if after == body else f"data:image/webp;base64,{b64encode(after).decode()}"
        return made[held[2]]

    return replace(look, html=_HELD.sub(smaller, look.html))


def _encoded(look: Look) -> Iterator[str]:
    yield from {encoded for _, encoded in _HELD.findall(look.html)}


def _decoded(encoded: str) -> bytes:
    """The bytes; what is no base64, which a page itself may have written, stands for itself."""
    bare = encoded.rstrip("=")
    try:
        return b64decode(bare + "=" * (-len(bare) % 4))
    except ValueError:
        return encoded.encode()
