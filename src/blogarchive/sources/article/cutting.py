"""Copies of a part of the page without what is not the article's."""

from collections.abc import Collection, Iterable, Iterator
from copy import copy as copied

from blogarchive.text.contents import with_ancestors
from blogarchive.text.markup import Element


def kept(parts: Iterable[Element], skip: Collection[Element], loose: Collection[Element]) -> Iterator[Element]:
    """A copy of each part without the elements in `skip`; with those in `loose` goes the text that follows them."""
    holders = with_ancestors(around for element in skip if (around := element.getparent()) is not None)
    for part in parts:
        yield _without(part, skip, holders, loose)


def _without(
    part: Element, skip: Collection[Element], holders: Collection[Element], loose: Collection[Element]
) -> Element:
    """A copy of a part; `holders` are the elements around those to skip: within others nothing is looked for."""
    copy = copied(part)  # with all in it
    copy.tail = None
    gone: list[Element] = []
    pairs = [(part, copy)] if part in holders else []
    while pairs:
        around, copied_around = pairs.pop()
        for original, twin in zip(around[:], copied_around[:], strict=True):
            if original in skip:
                gone.append(twin)
            elif original in holders:
                pairs.append((original, twin))
            if loose and original in loose:
                twin.tail = None
    for twin in gone:
        remove(twin)
    return copy


def remove(element: Element) -> None:
    """Takes an element away and leaves the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
