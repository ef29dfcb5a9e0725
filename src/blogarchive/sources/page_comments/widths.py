"""How deep an answer stands, where widths show it: pictures that push it in, or tables that get narrower from the left."""

import re
from collections.abc import Sequence

from blogarchive.sources.page_comments.record import Record
from blogarchive.text.markup import Element

_PIXELS = re.compile(r"\d{1,4}(?:px)?")
_PERCENT = re.compile(r"(\d{1,3})\s*%")


def by_widths(records: Sequence[Record]) -> list[float] | None:
    """The depth of each record; None where not all have a width of that kind, or all the same one."""
    spacers = [_spacer(record) for record in records]
    addresses = {spacer.get("src") for spacer in spacers if spacer is not None}
    if len(addresses) == 1 and (depths := _different([_pixels(spacer) for spacer in spacers])):
        return depths
    return _different([_narrowed(record) for record in records])


def _different(depths: Sequence[float | None]) -> list[float] | None:
    known = [depth for depth in depths if depth is not None]
    return known if len(known) == len(depths) and len(set(known)) > 1 else None


def _spacer(record: Record) -> Element | None:
    """The picture without a word that a record begins with: where it is the same in all, it shows nobody."""
    for top in record.tops:
        for element in top.iter("*"):
            if element.tag == "img":
                return None if (element.get("alt") or "").strip() else element
            if (element.text or "").strip():
                return None
    return None


def _pixels(spacer: Element | None) -> float | None:
    width = (spacer.get("width") or "") if spacer is not None else ""
    return float(width.removesuffix("px")) if _PIXELS.fullmatch(width) else None


def _narrowed(record: Record) -> float | None:
    """How much of the full width a record leaves free, in per cent."""
    for top in record.tops:
        match = _PERCENT.fullmatch((top.get("width") or _width_in_style(top)).strip())
        if match:
            return 100.0 - float(match[1])
    return None


def _width_in_style(element: Element) -> str:
    match = re.search(r"(?<![\w-])width:\s*(\d{1,3}\s*%)", element.get("style") or "")
    return match[1] if match else ""
