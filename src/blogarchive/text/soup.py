"""BeautifulSoup's tree, handed on as an lxml tree."""

import warnings

from bs4 import BeautifulSoup
from bs4.builder import ParserRejectedMarkup
from bs4.element import NavigableString, Script, Stylesheet, Tag, TemplateString
from lxml import etree

from blogarchive.text.markup import Element

_TEXTS = (NavigableString, Script, Stylesheet, TemplateString)
_NAME = "abcdefghijklmnopqrstuvwxyz0123456789-_."


def read_with_soup(text: str) -> Element | None:
    """A page read by BeautifulSoup over the standard library's parser; None where even that gives up.

    BeautifulSoup's warnings (that something looks like XML, or like a file's name) mean nothing for what was fetched as a page.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return tree_of(BeautifulSoup(text, "html.parser"))
        except ParserRejectedMarkup:
            return None


def tree_of(soup: BeautifulSoup) -> Element:
    """An `html` element that holds what BeautifulSoup read."""
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    stack: list[tuple[Tag, Element]] = [(soup, body)]
    while stack:
        tag, element = stack.pop()
        for child in tag.contents:
            if isinstance(child, Tag):
                stack.append((child, _made(child, element, root, body)))
            elif type(child) in _TEXTS:
                _append_text(element, str(child))
    return root


def _made(tag: Tag, parent: Element, root: Element, body: Element) -> Element:
    """`head` and `body` exist once, and what `html` says goes to `body` too; everything else becomes a child with its valid attributes."""
    name = "".join(c for c in tag.name.lower() if c in _NAME).lstrip("0123456789-.") or "div"
    if name == "head" and parent is body:
        element = root[0] if len(root) > 1 else etree.Element("head")
        root.insert(0, element)
    elif name in {"html", "body"}:
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
