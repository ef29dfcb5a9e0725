"""The pages of a book: HTML of ours, with sanitised HTML in it, as valid XHTML."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from blogarchive.export.book.attributes import tidy_attributes
from blogarchive.export.book.content_model import conform
from blogarchive.export.html_builder import text
from blogarchive.text.markup import Element, parse_html

OTHER = "/"
"""Begins a jump to the first page of another post, whose name follows: no id of ours holds a slash."""
ZERO_WIDTH = "\u200b"
_BREAK = re.compile(r'<wbr(?: [\w-]+=(?:"[^"]*"|[^" >]+))*>')
"""Where a word may break: libxml2 takes it for an element with content, and a space of no width means the same."""
_ODD = re.compile(r"[^A-Za-z0-9._-]")
_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{attributes}>
<head><meta charset="utf-8"/><title>{title}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page while its book is made. Jumps (`#…`) lead to ids of any page of the same post."""

    name: str
    title: str
    body: Element


def page_of(name: str, title: str, html: str) -> Page:
    """A page from HTML of ours, made valid."""
    body = parse_html(f"<html><body>{_BREAK.sub(ZERO_WIDTH, html)}</body></html>").find("body")
    assert body is not None
    conform(body)
    for element in body.iter(etree.Element):
        tidy_attributes(element)
        if element.tag == "time" or "h-card" in (element.get("class") or ""):
            element.set("dir", element.get("dir") or "auto")  # style sheets of books know no isolation
    return Page(name, title, body)


def connect(pages: Iterable[Page]) -> Mapping[str, str]:
    """Give each id of these pages a name that XML allows, once in its page, and lead jumps to it; returns where each old id is now.

    A jump to nowhere is no link any more.
    """
    pages = list(pages)
    places: dict[str, str] = {}
    for page in pages:
        taken: set[str] = set()
        for element in page.body.iter(etree.Element):
            if (old := element.get("id")) is not None:
                new = _fresh(old, taken)
                element.set("id", new)
                places.setdefault(old, f"{page.name}#{new}")
    for page in pages:
        for link in page.body.iter("a"):
            if (href := link.get("href") or "").startswith("#"):
                jump = href[1:]
                _lead(link, jump.removeprefix(OTHER) if jump.startswith(OTHER) else places.get(jump))
    return places


def _fresh(old: str, taken: set[str]) -> str:
    stem = _ODD.sub("_", old)
    stem = stem if stem[:1].isalpha() else f"i{stem}"
    new, number = stem, 1
    while new in taken:
        number += 1
        new = f"{stem}-{number}"
    taken.add(new)
    return new


def _lead(link: Element, place: str | None) -> None:
    if place:
        link.set("href", place)
    else:
        del link.attrib["href"]


def written(page: Page, language: str | None, direction: str | None) -> str:
    """The page as XHTML."""
    body = etree.tostring(page.body, encoding="unicode", method="xml")
    return document(page.title, body, language, direction)


def document(title: str, body: str, language: str | None, direction: str | None) -> str:
    """A whole file from a body that is XHTML already."""
    attributes = f' lang="{language}" xml:lang="{language}"' if language else ""
    attributes += f' dir="{direction}"' if direction else ""
    return f"{_HEAD.format(attributes=attributes, title=text(' '.join(title.split()) or '–'))}{body}\n</html>\n"
