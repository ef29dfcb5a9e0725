"""BeautifulSoup's tree, handed on as an lxml tree."""

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from lxml import etree

from blogarchive.text.markup import Element

_MAX_DEPTH = 5_000
"""Deeper elements become siblings: lxml climbs to the root whenever it forgets an element, so that 200,000 levels would take minutes."""
_NAME = "abcdefghijklmnopqrstuvwxyz0123456789-_."


def tree_of(soup: BeautifulSoup) -> Element:
    """An `html` element that holds what BeautifulSoup read; walks without recursion, so any depth is fine."""
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    stack: list[tuple[Tag, Element, int]] = [(soup, body, 0)]
    remembered: list[Element] = []  # see _MAX_DEPTH: while its parent is remembered, an element is forgotten at once
    while stack:
        tag, element, depth = stack.pop()
        for child in tag.contents:
            if isinstance(child, Tag):
                target = _made(child, element, root, body)
                remembered.append(target)
                stack.append((child, target if depth < _MAX_DEPTH else element, depth + 1))
            elif type(child) is NavigableString:
                _append_text(element, str(child))
    return root


def _made(tag: Tag, parent: Element, root: Element, body: Element) -> Element:
    """`html`, `head` and `body` exist once; everything else becomes a child with its valid attributes."""
    name = "".join(c for c in tag.name.lower() if c in _NAME).lstrip("0123456789-.") or "div"
    if name in {"html", "body"}:
        element = root if name == "html" and parent is body else body
        if element is root:
            element = body
    else:
        element = etree.SubElement(parent, name)
    for key, value in tag.attrs.items():
        if all(c in _NAME for c in key.lower()) and key[:1].isalpha():
            element.set(key.lower(), value if isinstance(value, str) else " ".join(value))
    return element


def _append_text(element: Element, text: str) -> None:
    last = next(element.iterchildren(reversed=True), None)  # len() would count all children each time
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text
