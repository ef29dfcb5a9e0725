"""BeautifulSoup's tree, handed on as an lxml tree."""

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from lxml import etree

from blogarchive.text.markup import Element

_NAME = "abcdefghijklmnopqrstuvwxyz0123456789-_."


def tree_of(soup: BeautifulSoup) -> Element:
    """An `html` element that holds what BeautifulSoup read; walks without recursion, so any depth is fine."""
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    stack: list[tuple[Tag, Element]] = [(soup, body)]
    while stack:
        tag, element = stack.pop()
        for child in tag.contents:
            if isinstance(child, Tag):
                target = _made(child, element, root, body)
                stack.append((child, target))
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
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
