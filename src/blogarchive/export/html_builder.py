"""HTML that is escaped by construction: every string is text until something of ours has made it Markup.

>>> el("a", "1 < 2", href="?a&b")
Markup('<a href="?a&amp;b">1 &lt; 2</a>')
"""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import TypeAlias
from urllib.parse import urlsplit

from blogarchive.text.urls import is_web


class Markup(str):
    """Finished HTML. Made by `el`, `join`, `text`, and by `trusted` for what the sanitiser or this package itself wrote."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Markup({super().__repr__()})"


Content: TypeAlias = str | None
"""Markup stands as it is, any other string is escaped, None is nothing."""

NOTHING = Markup()
BARE = "[A-Za-z0-9#:._/+-]*[A-Za-z0-9#:._-]"
"""Values that HTML lets stand without quotes; one that ends in a slash could close the tag."""
_BARE = re.compile(rf"{BARE}\Z")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PLAIN = re.compile(r"[\w ,.;:!?()+/#-]*\Z")
_VOID = frozenset("br hr img input link meta".split())
_UNENDED = frozenset("dd dt li option tbody td th thead tr".split())
"""Their end is implied by the next of the same list or table, or by its end."""
_CLOSED = frozenset("rect circle path".split())  # of SVG, where an element without content closes itself


def text(value: str) -> Markup:
    """Any text as HTML; characters that no HTML may hold are left out."""
    return Markup(escape(_CONTROLS.sub("", value)) if not _PLAIN.match(value) else value)


def trusted(html: str) -> Markup:
    """HTML that text.sanitise has cleaned, or that is a constant of this package."""
    return Markup(html)


def join(pieces: Iterable[Content], between: str = "") -> Markup:
    """All pieces in a row, those that are None left out."""
    made = [piece if isinstance(piece, Markup) else text(piece) for piece in pieces if piece is not None]
    return Markup((between if isinstance(between, Markup) else text(between)).join(made))


def el(tag: str, *children: Content, **attributes: str | bool | None) -> Markup:
    """An element. `class_` and `for_` lose their underscore, `data_x` becomes `data-x`; None and False leave an attribute out."""
    start = opening(tag, **attributes)
    if tag in _VOID:
        return start
    if tag in _CLOSED:
        return Markup(f"{start[:-1]} />")
    return Markup(f"{start}{join(children)}{'' if tag in _UNENDED else f'</{tag}>'}")


def opening(tag: str, **attributes: str | bool | None) -> Markup:
    """The start tag alone, for elements that are written piece by piece."""
    written = [f"<{tag}"]
    for name, value in attributes.items():
        if value is True:
            written.append(f" {_name(name)}")
        elif value is not None and value is not False:
            bare = _BARE.match(value)
            written.append(f" {_name(name)}={value}" if bare else f' {_name(name)}="{text(value)}"')
    return Markup("".join(written) + ">")


def web_address(url: str | None) -> str | None:
    """The address where it is one that a link may lead to (http or https with a host), else None."""
    if not url or not is_web(url):
        return None
    try:
        return url if urlsplit(url).hostname else None
    except ValueError:
        return None


def link(content: Content, url: str | None, **attributes: str | bool | None) -> Markup:
    """A link that tells its target nothing; where `url` is no web address, the content alone."""
    if address := web_address(url):
        return el("a", content, href=address, rel="noopener noreferrer nofollow", **attributes)
    return join([content])


@cache
def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")
