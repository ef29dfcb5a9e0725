"""A comment's own words: its HTML and its text, without what the theme put round them."""

import re
from copy import copy

from lxml import etree

from blogarchive.sources.page_comments.cues import cues
from blogarchive.sources.page_comments.fields import Parts
from blogarchive.sources.page_comments.pieces import Piece, is_shadow_root
from blogarchive.text.cached import cached_property
from blogarchive.text.contents import holds
from blogarchive.text.markup import Element
from blogarchive.text.plain import plain_text

_NAME = re.compile(r"[a-z][\w.-]*", re.IGNORECASE | re.ASCII)
_MEDIA = ("iframe", "video", "audio", "object", "embed", "svg", "math", "canvas")  # say something without text
_COLON = re.compile(r"^\s*[:：](?=\s+\S)")  # between the name and the words, where they stand on one line
_LONGEST_SAID = 40  # characters, with the white space of the source
_DEEPEST = 200  # levels that are cut piece by piece; what is deeper is taken whole


def words_of(parts: Parts) -> tuple[str, str]:
    """The inner HTML and the text of the comment."""
    if parts.view.is_closed and len(parts.bodies) == 1:
        return inner_html(parts.bodies[0]), plain_text(parts.bodies[0]).strip()
    dropped = _Dropped(parts)
    if len(parts.bodies) == 1 and not dropped.touched:
        body = parts.bodies[0]
        return inner_html(body), plain_text(body).strip()
    holder = etree.Element("div")
    for element in parts.bodies or parts.view.tops:
        _copy_into(holder, element, dropped, is_open=bool(parts.bodies) or len(parts.view.tops) == 1)
    _strip_breaks(holder)
    holder.text = _COLON.sub("", _without_said(holder.text or "", parts))
    return inner_html(holder), plain_text(holder).strip()


def _without_said(text: str, parts: Parts) -> str:
    """A text without the theme's word and its colon, where it goes on in the line of the name: "<b>Ada</b> says: …"."""
    said, colon, rest = text.partition(":")
    if not colon or len(said) > _LONGEST_SAID or " ".join(said.lower().split()) not in cues().after:
        return text
    first = next((piece for piece in parts.view.pieces if not parts.drops(piece)), None)
    is_beside = first is not None and parts.author is not None and first.line == parts.author.line
    return rest if is_beside and rest.strip() else text


def inner_html(element: Element) -> str:
    """The markup inside an element."""
    pieces = [etree.tostring(child, encoding="unicode", method="html") for child in element[:]]
    return "".join([_escaped(element.text or ""), *pieces]).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _Dropped:
    """What to leave out: whole elements, single texts; `touched` are the elements on the way to them."""

    def __init__(self, parts: Parts) -> None:
        self.texts: set[tuple[Element, bool]] = set()  # (element, is its tail)
        self.elements: set[Element] = set()
        self.touched: set[Element] = set()
        self._parts = parts
        self._ends = set(parts.view.tops)
        self._roots = set(parts.bodies) or self._ends
        for piece in parts.view.pieces:
            if id(piece) in parts.dropped:
                self.texts.add((piece.owner, piece.after is not None))
                self._mark(_holder(piece), self.touched)
        for element in parts.view.skipped + parts.pictures + parts.icons:
            self.elements.add(element)
            self._mark(element.getparent(), self.touched)

    @cached_property
    def _kept(self) -> set[Element]:
        """The elements on the way to what stays; not asked for where nothing is left out."""
        kept: set[Element] = set()
        for piece in self._parts.view.pieces:
            if id(piece) not in self._parts.dropped:
                self._mark(_holder(piece), kept)
        for image, *_ in self._parts.view.images:
            if image not in self.elements:
                self._mark(image.getparent(), kept)
        return kept

    def is_empty(self, element: Element) -> bool:
        """Whether all that an element holds is left out."""
        return element not in self._kept and not holds(element, *_MEDIA)

    def _mark(self, element: Element | None, marked: set[Element]) -> None:
        """Marks the way from an element up to the body; nothing where it does not stand in the body, which is told at an end of the record."""
        way: list[Element] = []
        while element is not None and element not in marked and len(way) < _DEEPEST:
            way.append(element)
            if element in self._roots:
                break
            element = element.getparent() if element not in self._ends else None
        if element is not None and (element in self._roots or element in marked):
            marked.update(way)


def _holder(piece: Piece) -> Element | None:
    return piece.owner if piece.after is None else piece.owner.getparent()


def _copy_into(holder: Element, element: Element, dropped: _Dropped, *, is_open: bool) -> None:
    """Copies an element, or (`is_open`) what it holds, to the end of another, without what is left out."""
    if is_open:
        _copy_content(holder, element, dropped, 0)
    else:
        _copy_child(holder, element, dropped, 0)


def _copy_content(made: Element, element: Element, dropped: _Dropped, depth: int) -> None:
    last = next(made.iterchildren(reversed=True), None)  # `len` would count them all
    if element.text and (element, False) not in dropped.texts:
        _append_text(made, last, element.text)
    for child in element[:]:
        copied = _copy_child(made, child, dropped, depth)
        last = last if copied is None else copied
        if (tail := child.tail) and (child, True) not in dropped.texts:
            _append_text(made, last, tail)


def _copy_child(made: Element, element: Element, dropped: _Dropped, depth: int) -> Element | None:
    """The copy, without what is left out, as the last child of another element; None where nothing stays."""
    if element in dropped.elements or not isinstance(element.tag, str):
        return None
    tag = _name_of(element)
    if element not in dropped.touched or depth > _DEEPEST:
        whole = copy(element)
        whole.tail = None
        if tag != element.tag:
            whole.tag = tag
        made.append(whole)
        return whole
    if dropped.is_empty(element):
        return None
    part = etree.SubElement(made, tag, {key: value for key, value in element.items() if key.isidentifier()})
    _copy_content(part, element, dropped, depth + 1)
    if len(part) or (part.text and not part.text.isspace()):
        return part
    made.remove(part)
    return None


def _name_of(element: Element) -> str:
    """The name of a copy. libxml2 takes names from broken markup (`<div<`) that lxml gives to no element."""
    tag = str(element.tag)
    if is_shadow_root(element):
        return "div"
    return tag if tag.isalnum() or _NAME.fullmatch(tag) else "span"


def _append_text(holder: Element, last: Element | None, text: str) -> None:
    """Adds a text to the end of an element, after its last child if it has one."""
    if last is None:
        holder.text = (holder.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _strip_breaks(holder: Element) -> None:
    """Line breaks at the ends stood between the words and what was taken away."""
    while len(holder) and holder[0].tag in {"br", "hr"} and not (holder.text or "").strip():
        first = holder[0]
        holder.text = (holder.text or "") + (first.tail or "")
        first.tail = None
        holder.remove(first)
    while len(holder) and holder[-1].tag in {"br", "hr"} and not (holder[-1].tail or "").strip():
        holder.remove(holder[-1])
