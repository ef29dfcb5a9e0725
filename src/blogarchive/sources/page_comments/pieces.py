"""A record taken apart: its texts in page order, each with the path it stands at and the line it is on."""

from collections.abc import Collection
from dataclasses import dataclass, field

from blogarchive.sources.page_comments.cues import cues, strength, tokens_of
from blogarchive.sources.page_comments.marks import class_key
from blogarchive.text.markup import Element

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data em font i img ins kbd label mark q s small span strike strong sub sup time tt u var wbr nobr".split()
)
_SILENT = frozenset(
    "script style noscript template head title meta link svg math iframe object embed select textarea button input canvas audio video".split()
)
_FORM_PARTS = frozenset(("label", "legend", "option"))
_HIDDEN = ("display:none", "display: none")
ROOT = 0


@dataclass(slots=True)
class Piece:
    """One text. `after` is the element it follows (a tail) or None where it opens `owner`; `link` the link it stands in."""

    text: str
    path: int
    line: int
    owner: Element
    after: Element | None
    link: Element | None


@dataclass(slots=True)
class View:
    """A record's texts, and its pictures with their paths."""

    tops: list[Element]
    pieces: list[Piece] = field(default_factory=list)
    images: list[tuple[Element, int]] = field(default_factory=list)
    elements: list[tuple[Element, int]] = field(default_factory=list)
    skipped: list[Element] = field(default_factory=list)  # nested records, forms and hidden copies


class Paths:
    """The places in the records of one family: a path is the chain of tags and classes from a record's root."""

    def __init__(self) -> None:
        self._ids: dict[tuple[int, str, str], int] = {}
        self.parent = [-1]
        self.tag = [""]
        self.tokens: list[frozenset[str]] = [frozenset()]
        self.is_tool = [False]

    def child(self, parent: int, element: Element) -> int:
        """The path of an element below the path of its parent."""
        name = element.get("class") or ""
        key = (parent, str(element.tag), class_key(name) if name else "")
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = len(self.parent)
            self.parent.append(parent)
            self.tag.append(key[1])
            words = (
                tokens_of(f"{name} {element.get('itemprop') or ''}") if name or element.get("itemprop") else frozenset()
            )
            self.tokens.append(words)
            self.is_tool.append(self.is_tool[parent] or key[1] in _FORM_PARTS or not words.isdisjoint(cues().tools))
        return found

    def is_time(self, path: int) -> bool:
        """Whether tag or class say that a time stands here."""
        return self.tag[path] in {"time", "abbr"} or strength(self.tokens[path], cues().time) == 2

    def is_within(self, path: int, ancestor: int) -> bool:
        """Whether a path is `ancestor` or lies below it."""
        while path > ancestor:
            path = self.parent[path]
        return path == ancestor

    def describe(self, path: int) -> str:
        """A path in words, for people: `div.comment-body > p`."""
        steps = []
        while path > 0:
            steps.append(self.tag[path] + "".join(f".{word}" for word in sorted(self.tokens[path])[:1]))
            path = self.parent[path]
        return " > ".join(reversed(steps)) or "(record)"


def take_apart(tops: list[Element], stops: Collection[Element], paths: Paths) -> View:
    """The view of one record; `stops` are elements of other records, which are not entered. Without recursion: pages may be nested deep."""
    view = View(tops=tops)
    line = 0
    alone = len(tops) == 1
    for top in tops:
        line = _walk(view, top, stops, paths, (ROOT if alone else paths.child(ROOT, top), line + 1))
    return view


def _walk(view: View, top: Element, stops: Collection[Element], paths: Paths, start: tuple[int, int]) -> int:
    path, line = start
    own = set(view.tops)
    stack: list[tuple[Element, int, Element | None, bool]] = [(top, path, None, False)]
    while stack:
        element, path, link, is_tail = stack.pop()
        tag = element.tag
        if is_tail:  # the text after `element`, in its parent
            text = (element.tail or "").strip()
            if isinstance(tag, str) and tag not in INLINE:
                line += 1
            if text:
                view.pieces.append(Piece(text, path, line, element, element, link))
            continue
        if not isinstance(tag, str) or tag in _SILENT:
            continue
        if (element in stops and element not in own) or _is_hidden(element):
            view.skipped.append(element)
            continue
        if tag == "img":
            view.images.append((element, path))
            continue
        if tag == "a":
            link = element
        elif tag not in INLINE:
            line += 1
        view.elements.append((element, path))
        if element.text and (text := element.text.strip()):
            view.pieces.append(Piece(text, path, line, element, None, link))
        for child in reversed(element):
            stack.append((child, path, link, True))
            stack.append((child, paths.child(path, child) if isinstance(child.tag, str) else path, link, False))
    return line


def _is_hidden(element: Element) -> bool:
    style = element.get("style")
    if style and any(word in style for word in _HIDDEN):
        return True
    return element.tag == "form" and next(element.iter("textarea"), None) is not None
