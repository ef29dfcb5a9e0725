"""The pass before the sanitiser's last word: absolute addresses, real pictures, links in place of players, a limited depth.

Nothing here is what makes the result safe (nh3 is); this makes it useful, and makes it small enough to be read by nh3 in bounded time.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import TypeAlias, cast

from lxml import etree

from blogarchive.text.cached import cached_property
from blogarchive.text.images import is_pixel, picture_address
from blogarchive.text.markup import Element
from blogarchive.text.players import shown_by
from blogarchive.text.urls import resolve, split_url

MAX_DEPTH = 200
"""Deeper text is flattened: no page nests so deep for a reason, and most programs that read HTML recurse."""

_MANY_ATTRIBUTES = 40
_RENAMED = {
    **dict.fromkeys(("article", "aside", "center", "footer", "header", "hgroup", "main", "nav"), "div"),
    **dict.fromkeys(("listing", "plaintext", "xmp"), "pre"),
    "acronym": "abbr",
    "big": "span",
    "dir": "ul",
    "menu": "ul",
    "strike": "s",
    "tt": "code",
}
_GONE = frozenset("script style template svg title link meta".split())
_PLAYERS = frozenset("iframe embed object video audio".split())
_PLAIN_ADDRESS = re.compile(
    r"https?://[\w.-]+(?:/[\w./?&=%#~+:;,-]*)?\Z", re.ASCII
)  # absolute already: resolving would cost 20 µs
_TOO_DEEP = etree.XPath(f"boolean({'/'.join(['*'] * (MAX_DEPTH + 1))})")  # thirty times as quick as to walk down
_OVERLOADED = etree.XPath(f"descendant-or-self::*[@*[{_MANY_ATTRIBUTES + 1}]]")
_VISIBLE = etree.XPath("descendant::text()[not(parent::script or parent::style or parent::template)]")


class _Fragment:
    """What the rules ask of the piece that is tidied: the address that it was written at, and the ids in it."""

    def __init__(self, root: Element, base_url: str | None) -> None:
        self.base_url = base_url
        self._root = root

    @cached_property
    def ids(self) -> frozenset[str | None]:
        """Where a jump may lead: read when the first jump is met."""
        return frozenset(element.get("id") for element in self._root.iter(etree.Element))


_Rule: TypeAlias = Callable[[Element, _Fragment], bool]
"""Changes an element; says whether it went away with all that is in it."""


def tidy_tree(root: Element, base_url: str | None) -> str:
    """The tree of one fragment as HTML for the sanitiser. Changes the tree."""
    if _has_many(root) and _TOO_DEEP(root):
        _flatten(root)
    for element in cast("list[Element]", _OVERLOADED(root)):
        for name in list(element.attrib)[_MANY_ATTRIBUTES:]:
            del element.attrib[name]
    replaced: set[Element] = set()
    fragment = _Fragment(root, base_url)
    for element in list(root.iter(*_WATCHED)):
        tag = str(element.tag)
        if replaced and not replaced.isdisjoint(element.iterancestors()):
            continue
        if tag in _RENAMED:
            element.tag = _RENAMED[tag]
        if (rule := _RULES.get(tag)) and rule(element, fragment):
            replaced.add(element)
    return etree.tostring(root, encoding="unicode", method="html", with_tail=False)


def _has_many(root: Element) -> bool:
    """Whether there are so many elements that some may be too deep."""
    return next(islice(root.iter(etree.Element), MAX_DEPTH, None), None) is not None


def _flatten(root: Element) -> None:
    """Puts the text of what is too deep in place of the elements there."""
    stack = [(root, 0)]
    while stack:
        element, depth = stack.pop()
        if depth < MAX_DEPTH:
            stack.extend((child, depth + 1) for child in element)
        elif len(element):
            text = " ".join(_VISIBLE(element))
            element[:] = []
            element.text = text


def _link(element: Element, fragment: _Fragment) -> bool:
    address = (element.get("href") or "").strip()
    if not address or _PLAIN_ADDRESS.match(address):
        return False
    if address.startswith("#"):
        target = _own_target(address[1:], fragment)
    elif address[:7].lower() == "mailto:":
        target = address
    else:
        target = resolve(fragment.base_url or "", address)
    if target:
        element.set("href", target)
    else:
        del element.attrib["href"]
    return False


def _own_target(name: str, fragment: _Fragment) -> str | None:
    """A jump to a place within the fragment (a footnote) stays one; to elsewhere on the page it leads to the page."""
    if name and name in fragment.ids:
        return f"#c-{name}"
    return resolve(fragment.base_url, f"#{name}") if fragment.base_url else None


def _image(element: Element, fragment: _Fragment) -> bool:
    address = picture_address(element, fragment.base_url)
    if address and not is_pixel(element):
        element.set("src", address)
        return False
    alt = element.get("alt")
    return _replace(element, _text_span(alt) if alt else None)


def _player(element: Element, fragment: _Fragment) -> bool:
    shown = shown_by(element, fragment.base_url)
    if shown is None:
        if element.tag in {"video", "audio", "object"}:
            return _unwrap(element)  # what it holds is meant for those who cannot play it
        return _replace(element, None)
    address, title = shown
    link = etree.Element("a", href=address)
    parts = split_url(address)
    link.text = f"▶ {title or re.sub('^www[.]', '', parts.netloc) + parts.path.rstrip('/')}"
    holder = etree.Element("span")
    holder.append(link)
    return _replace(element, holder)


def _noscript(element: Element, fragment: _Fragment) -> bool:
    """What a reader without script sees: of a lazy picture it holds the real one, so the placeholder before it goes."""
    if element.find(".//img") is None:
        return _replace(element, None)
    before = element.getprevious()
    if before is not None and before.tag == "img" and not (before.tail or "").strip():
        _replace(before, None)
    return _unwrap(element)


def _math(element: Element, fragment: _Fragment) -> bool:
    """A formula as its TeX where it carries that, else as its characters."""
    words = element.get("alttext") or " ".join("".join(element.itertext()).split())
    formula = _text_span(words)
    formula.set("class", "math")
    return _replace(element, formula)


def _drop(element: Element, fragment: _Fragment) -> bool:
    return _replace(element, None)


def _text_span(text: str) -> Element:
    span = etree.Element("span")
    span.text = text
    return span


def _replace(element: Element, new: Element | None) -> bool:
    """Puts `new` (or nothing) where `element` stands; the text after it stays."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return False
    if new is not None:
        new.tail = tail
        parent.replace(element, new)
    else:
        _append_before(parent, element, tail)
        parent.remove(element)
    return True


def _unwrap(element: Element) -> bool:
    parent = element.getparent()
    if parent is not None:
        _append_before(parent, element, element.text)
        for child in list(element):
            element.addprevious(child)
        _append_before(parent, element, element.tail)
        parent.remove(element)
    return False


def _append_before(parent: Element, element: Element, text: str | None) -> None:
    if not text:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


_RULES: dict[str, _Rule] = {
    **dict.fromkeys(_GONE, _drop),
    **dict.fromkeys(_PLAYERS, _player),
    "a": _link,
    "img": _image,
    "math": _math,
    "noscript": _noscript,
}
_WATCHED = (*_RENAMED, *_RULES)
