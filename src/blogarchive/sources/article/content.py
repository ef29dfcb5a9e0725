"""The body as it leaves the page: HTML without what was left out, its links, its images.

Lazy images get the address that the page's script would have set, embedded players become links, and addresses become absolute, because
the HTML outlives the page it stood on. The page's own tree is not changed.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from blogarchive.document import Document
from blogarchive.model import Image, Link
from blogarchive.sources.article.body import Body
from blogarchive.sources.article.cutting import kept, remove
from blogarchive.text.images import is_of_no_post, is_pixel
from blogarchive.text.markup import Element
from blogarchive.text.plain import plain_text
from blogarchive.text.substrings import has_any
from blogarchive.text.urls import split_url

_LAZY = (
    b"data-src",
    b"data-lazy-src",
    b"data-original",
    b"data-orig-file",
    b"data-large-file",
    b"data-url",
    b"data-hi-res-src",
    b"nitro-lazy-src",
)
_LAZY_NAMES = frozenset(map(bytes.decode, _LAZY))
_LAZY_SETS = (b"srcset", b"data-srcset", b"data-lazy-srcset")
_MENDED = ("a", "img", "iframe", "video", "audio", "source", "embed")
_GONE = ("script", "style", "template", "link", "meta", "button", "input", "select", "textarea", "form")
_PLAYERS = (
    "youtube",
    "youtu.be",
    "vimeo",
    "dailymotion",
    "soundcloud",
    "spotify",
    "peertube",
    "twitch",
    "ted.com",
    "archive.org",
    "bandcamp",
    "arte.tv",
)
_SMALL = ("avatar", "emoji", "smil", "icon", "logo", "badge", "spacer", "pixel", "author")
_LEAST = 120  # pixels
_Links = dict[tuple[str, str], None]
_Images = dict[tuple[str, str | None, str | None], None]
"""What links and images say, in order, each once."""
_LEVELS = 5  # of elements between a picture and what holds it with its caption


class Content(NamedTuple):
    """The body's HTML with the links and images in it."""

    html: str
    links: tuple[Link, ...]
    images: tuple[Image, ...]


def content(document: Document, body: Body) -> Content:
    """The parts of the body in order, without what is no part of it."""
    html: list[str] = []
    links: _Links = {}
    images: _Images = {}
    for copy in kept(body.elements, body.skip, body.loose):
        etree.strip_elements(copy, etree.Comment, *_GONE, with_tail=False)
        for element in _to_mend(copy):
            _mend(document, element, links, images)
        html.append(_inner(copy))
    return Content(
        html="\n".join(html),
        links=tuple([Link(url=url, text=text) for url, text in links]),
        images=tuple([Image(url=url, alt=alt, caption=caption) for url, alt, caption in images]),
    )


def _to_mend(copy: Element) -> list[Element]:
    """The links, images and players, also those that a page shows without scripts."""
    found = list(copy.iter("noscript", *_MENDED))
    closed = [element for element in found if element.tag == "noscript"]
    if not closed:
        return found
    for element in closed:
        _open_noscript(element)
    return list(copy.iter(*_MENDED))


def _mend(document: Document, element: Element, links: _Links, images: _Images) -> None:
    match element.tag:
        case "a":
            if (address := document.resolve(written := element.get(b"href"))) is not None:
                if address != written:
                    element.set("href", address)
                links[address, plain_text(element)] = None
        case "img":
            if (address := document.resolve(image_address(element))) is not None:
                if address != element.get(b"src"):
                    element.set("src", address)
                if not is_pixel(element):
                    images[address, element.get(b"alt") or None, _caption(element)] = None
        case _:
            _embedded(document, element, links)


def image_address(image: Element) -> str | None:
    """The address of the picture that a reader gets to see, also where a script puts it in place only when it is scrolled to."""
    if not _LAZY_NAMES.isdisjoint(image.keys()):
        for name in _LAZY:
            if (address := image.get(name)) and not address.startswith("data:"):
                return address
    source = image.get(b"src")
    if source and not source.startswith("data:"):
        return source
    for name in _LAZY_SETS:
        if candidates := image.get(name):
            return candidates.split(",")[-1].split()[0] if candidates.split(",")[-1].split() else None
    return None


def lead_image(document: Document, body: Body) -> str | None:
    """The picture between the title and the first paragraph; None where there is none but small ones (faces, signs)."""
    if body.title is None or body.first is None:
        return None
    for block in body.order[body.title.place : body.first.place]:
        if not block.images or block.holds(body.first):
            continue
        for image in block.element.iter("img"):
            signs = f"{image.get('class')} {image.get('src')} {image.get('alt')}".lower()
            if (
                not has_any(signs, _SMALL)
                and not _is_small(image)
                and (address := document.resolve(image_address(image)))
                and not is_of_no_post(address)
            ):
                return address
    return None


def _is_small(image: Element) -> bool:
    return is_pixel(image) or any(
        (size := image.get(side) or "").isdigit() and int(size) < _LEAST for side in ("width", "height")
    )


def _open_noscript(element: Element) -> None:
    """What a page shows without scripts is often the plain form of the lazy image just before it: then it is said twice."""
    before = element.getprevious()
    if element.find(".//img") is None or (
        before is not None and (before.tag == "img" or before.find(".//img") is not None)
    ):
        remove(element)
    else:
        element.tag = "span"


def _embedded(document: Document, element: Element, links: _Links) -> None:
    """An embedded player becomes a link to what it plays."""
    address = document.resolve(element.get("src") or element.get("data-src"))
    if address is None or element.tag == "source" or (element.tag in ("iframe", "embed") and not _is_player(address)):
        return
    watch = _watch_page(address)
    link = etree.Element("a", href=watch)
    link.text = element.get("title") or watch
    link.tail = element.tail
    links[watch, link.text] = None
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, link)


def _is_player(address: str) -> bool:
    host = split_url(address).netloc
    return has_any(host, _PLAYERS) or "/embed" in address or "player" in address


def _watch_page(address: str) -> str:
    """The page of a video instead of the player for frames (YouTube and Vimeo have fixed forms)."""
    parts = split_url(address)
    number = parts.path.rstrip("/").rpartition("/")[2]
    if "youtube" in parts.netloc and "/embed/" in parts.path and number != "videoseries":
        return f"https://www.youtube.com/watch?v={number}"
    if parts.netloc == "player.vimeo.com" and number.isdigit():
        return f"https://vimeo.com/{number}"
    return address


def _caption(image: Element) -> str | None:
    around = image.getparent()
    for _ in range(_LEVELS):
        if around is None:
            return None
        if around.tag == "figure" or "caption" in (around.get(b"class") or ""):
            return next((text for caption in _captions(around) if (text := plain_text(caption))), None)
        around = around.getparent()
    return None


def _captions(holder: Element) -> Iterator[Element]:
    yield from holder.iter("figcaption")
    for element in holder.iter("p", "div", "span", "dd"):
        if "caption" in (element.get("class") or ""):
            yield element


def _inner(element: Element) -> str:
    """The HTML inside an element; block elements that carry meaning of their own (a list, a quote) keep their tag."""
    if element.tag not in ("div", "section", "article", "main", "body", "html", "td", "span"):
        return etree.tostring(element, encoding="unicode", method="html").strip()
    begin = (element.text or "").replace("&", "&amp;").replace("<", "&lt;")
    element.tag, element.text = "div", None
    element.attrib.clear()  # of a copy: now the tags round what is inside are known to the letter
    whole = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return (begin + whole[len("<div>") : -len("</div>")]).strip()
