"""What stands in an element, and what it stands in."""

from collections.abc import Iterable

from lxml import etree

from blogarchive.text.markup import Element


def text_in(element: Element) -> str:
    """All text between the tags of an element, with its white space: what the pieces of `itertext` are together, which takes five times as long."""
    if not len(element):
        return element.text or ""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def line_in(element: Element) -> str:
    """The same as one line, its white space folded."""
    return " ".join(text_in(element).split())


def holds(element: Element, *tags: str) -> bool:
    """Whether an element, or one in it, has one of these names. Most of those asked are small, and a walk takes long to begin."""
    return element.tag in tags or (len(element) > 0 and next(element.iter(*tags), None) is not None)


def with_ancestors(elements: Iterable[Element]) -> set[Element]:
    """The elements and all that they stand in; no way up is gone twice."""
    found: set[Element] = set()
    for start in elements:
        element: Element | None = start
        while element is not None and element not in found:
            found.add(element)
            element = element.getparent()
    return found
