"""Which address shows a picture: pages load pictures late, and then `src` holds a blank one until a script puts the real one there."""

import re
from html import unescape
from itertools import islice

from blogarchive.text.markup import Element
from blogarchive.text.substrings import has_any
from blogarchive.text.urls import resolve

_LAZY = (
    b"data-src",
    b"data-lazy-src",
    b"data-original",
    b"data-lazy",
    b"data-actualsrc",
    b"data-orig-src",
    b"data-echo",
    b"data-url",
)
_LAZY_SETS = (b"data-srcset", b"data-lazy-srcset", b"data-original-set")
_BLANK_WORDS = ("blank", "spacer", "pixel", "placeholder", "transparent", "grey", "1x1", "lazy", "loading")
_BLANK = re.compile(rf"(?:{'|'.join(_BLANK_WORDS)})[\w.-]*\.(?:gif|png|svg|jpe?g|webp)(?:\?|\Z)")
_NOTHING = re.compile(r"[/_-](?:blank|placeholder|spacer|pixel|1x1)\.(?:gif|png|jpe?g|webp)(?:\?|\Z)", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,", re.IGNORECASE)
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+([0-9]+(?:\.[0-9]+)?)([wx]))?\s*(?:,|\Z)")
_SOURCES = 10
WIDE_ENOUGH = 1600
"""Pixels: a 65-character column on a screen of double density needs no more."""

_SRC = re.compile(r'<img(?: [\w-]+="[^"]*")*? src="(https?:[^"]*)"')


def picture_address(image: Element, base_url: str | None) -> str | None:
    """The absolute address (or raster `data:` URI) of the picture that an `img` element shows; None where it shows none.

    An address in a lazy-loading attribute wins, because pages set it only where `src` is not yet the picture; then `src` unless it is
    known to be blank; then the best of `srcset` and of a surrounding `picture`'s sources.
    """
    source = (image.get(b"src") or "").strip()
    address = next((value for name in _LAZY if (value := (image.get(name) or "").strip()) and _is_address(value)), None)
    if not address:
        address = next((best for name in _LAZY_SETS if (best := best_of(image.get(name)))), None)
    if not address and source and not source.startswith("data:") and not _is_blank(source):
        address = source
    address = address or best_of(image.get("srcset")) or _of_picture(image)
    if address:
        return resolve(base_url or "", address)
    if _RASTER.match(source):
        return source
    return resolve(base_url or "", source) if source and not source.startswith("data:") else None


def addresses_in(cleaned: str) -> tuple[str, ...]:
    """The web addresses of all pictures in HTML that text.sanitise has cleaned, in their order, each once: what is worth fetching."""
    return tuple(dict.fromkeys(unescape(address) for address in _SRC.findall(cleaned)))


def is_pixel(image: Element) -> bool:
    """A picture of one pixel counts readers; nobody sees it."""
    return {image.get("width"), image.get("height")} <= {"0", "1", "0px", "1px"}


def is_of_no_post(address: str) -> bool:
    """Whether an address is that of a placeholder, or of the sign that an engine draws for each blog."""
    return "gravatar.com/blavatar/" in address or _NOTHING.search(address) is not None


def best_of(srcset: str | None) -> str | None:
    """Of a `srcset`, the narrowest picture that is wide enough, else the widest; None where there is none."""
    if not srcset:
        return None
    candidates = [
        (float(number or 1) * (1 if unit == "w" else WIDE_ENOUGH / 2), url)
        for url, number, unit in _CANDIDATE.findall(srcset)
        if not url.startswith("data:")
    ]
    enough = [candidate for candidate in candidates if candidate[0] >= WIDE_ENOUGH]
    return min(enough)[1] if enough else max(candidates)[1] if candidates else None


def _of_picture(image: Element) -> str | None:
    """libxml2 knows no void `source`: there the image stands inside the sources before it."""
    sources = [above for above in islice(image.iterancestors(), _SOURCES) if above.tag == "source"]
    picture = image.getparent() if not sources else sources[-1].getparent()
    if picture is None or picture.tag != "picture":
        return None
    sets = (source.get("srcset") or source.get("data-srcset") for source in picture.iter("source"))
    return next((best for value in sets if (best := best_of(value))), None)


def _is_address(value: str) -> bool:
    return not value.startswith(("data:", "{", "[")) and _SPACE.search(value) is None


def _is_blank(source: str) -> bool:
    """Whether an address is that of a placeholder; few have one of the words, and the pattern takes ten times as long as to look for them."""
    small = source.lower()
    return has_any(small, _BLANK_WORDS) and _BLANK.search(small) is not None
