"""Frames, replaced by what they held: another page within this one, or a link to what a player shows."""

from collections.abc import Callable
from typing import TypeAlias

from lxml import etree

from blogarchive.document import Document
from blogarchive.look.attributes import keep_harmless
from blogarchive.look.resources import Resources
from blogarchive.text.markup import Element
from blogarchive.text.players import shown_by
from blogarchive.text.urls import resolve

Inner: TypeAlias = Callable[[Document], str]
_BOX = "display:inline-block;box-sizing:border-box;padding:1em;border:1px solid #8888;overflow:hidden"


def replace_frame(frame: Element, base: str, resources: Resources, inner: Inner | None) -> None:
    """The frame with its document put in, under the same restrictions; where it cannot be had, a box of its size with a link.

    `inner` makes the page in the frame complete; None where frames are nested too deep.
    """
    shown = shown_by(frame, base)
    address = (frame.get("src") or frame.get("data-src") or "").strip()
    held = resources.capture(target) if (target := resolve(base, address)) and not _is_player(shown, target) else None
    page = None
    if held is not None and held.media_type in {"text/html", "application/xhtml+xml"} and inner:
        page = inner(Document(held))
    keep_harmless(frame, base)
    if page is not None:
        frame.tag = "iframe"
        frame.text = None
        frame.set("sandbox", "allow-popups allow-popups-to-escape-sandbox")
        frame.set("srcdoc", page)
        return
    _box(frame, shown)


def _is_player(shown: tuple[str, str] | None, target: str) -> bool:
    """A player is a program: without its scripts it shows nothing."""
    return shown is not None and shown[0] != target


def _box(frame: Element, shown: tuple[str, str] | None) -> None:
    width, height = frame.get("width"), frame.get("height")
    for child in list(frame):
        frame.remove(child)
    frame.tag, frame.text = "div", None
    size = "".join(
        f";{side}:{int(value)}px"
        for side, value in (("width", width), ("height", height))
        if value and value.isdecimal()
    )
    frame.set("style", f"{_BOX};max-width:100%{size}")
    if shown:
        link = etree.SubElement(frame, "a", href=shown[0], target="_blank", rel="noopener noreferrer nofollow")
        link.text = f"▶ {shown[1] or shown[0]}"
