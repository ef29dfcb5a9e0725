"""A record taken apart: its texts in page order, each with the path it stands at and the line it is on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from blogarchive.sources.page_comments.controls import is_control
from blogarchive.sources.page_comments.cues import (
    class_key,
    cues,
    is_held,
    is_tool_address,
    place_key,
    strength,
    tokens_of,
)
from blogarchive.text.contents import holds, text_in
from blogarchive.text.markup import Element
from blogarchive.text.substrings import has_any

# What begins a line of its own; unknown elements stand in the line
BLOCKS = frozenset(
    "p div section article aside header footer main nav blockquote ul ol dl menu li dt dd table tbody thead tfoot tr td th caption "
    "pre figure figcaption hr br form fieldset legend address h1 h2 h3 h4 h5 h6 details summary center body".split()
)
_SILENT = frozenset(
    "script style noscript template head title meta link svg math iframe object embed select textarea button input canvas audio video".split()
)
_SIGNS = "|/·•⋅∙‧●○◦▪■□▶►→←↑↓↧↥()[]–—-:,.#@&>»«<…\u200b\ufeff \xa0*"
_FORM_PARTS = frozenset(("label", "option"))
_CELLS = ("td", "th")
_SIGNATURE = "signature"
_HIDDEN = ("display:none", "display: none")
ROOT = 0


@dataclass(slots=True, eq=False)
class Piece:
    """One text. `after` is the element it follows (a tail) or None where it opens `owner`; `link` the link it stands in.

    `is_tool`: it is part of a control ("Reply") or only signs, whoever wrote the record. `is_signs`: nothing but punctuation. `is_permalink`: it is
    a link to a place in a page, as comments are linked to themselves: by their time, a number or a sign.
    """

    text: str
    path: int
    line: int
    owner: Element
    after: Element | None
    link: Element | None
    is_tool: bool
    is_signs: bool
    is_permalink: bool


@dataclass(slots=True, eq=False)
class View:
    """A record's texts, and its pictures and elements with their paths."""

    tops: list[Element]
    pieces: list[Piece] = field(default_factory=list)
    images: list[tuple[Element, int, int]] = field(default_factory=list)  # with the number of texts before each
    elements: list[tuple[Element, int]] = field(default_factory=list)
    skipped: list[Element] = field(default_factory=list)  # nested records, forms and hidden copies
    is_closed: bool = False  # the words were not looked into


class Paths:
    """The places in the records of one family: a path is the chain of tags and classes from a record's root. `replies_speak`: what is called
    "reply" holds the words of a comment, and is no button."""

    def __init__(self, *, replies_speak: bool = False) -> None:
        self._replies_speak = replies_speak
        self._ids: dict[tuple[int, str, str], int] = {}
        # the same by the class as written: most elements are seen again and again
        self._written: dict[tuple[int, object, str], int] = {}
        self.parent = [-1]
        self.tag = [""]
        self.tokens: list[frozenset[str]] = [frozenset()]
        self.is_tool = [False]
        # A name is a link where its writer left an address, and plain or in a bare `<span>` where not: all count at the element round these
        self.name_at = [ROOT]
        self.held: set[int] = set()  # paths whose class says that the comment awaits moderation

    def child(self, parent: int, element: Element) -> int:
        """The path of an element below the path of its parent. Cells of a table are told apart by their columns: they need no class."""
        name = element.get(b"class") or ""
        if not name and element.tag in _CELLS:
            name = f"column-{sum(1 for _ in element.itersiblings(*_CELLS, preceding=True))}"
        written = (parent, element.tag, name)
        found = self._written.get(written)
        if found is None:
            found = self._written[written] = self._entered(parent, element, name)
        return found

    def _entered(self, parent: int, element: Element, name: str) -> int:
        key = (parent, str(element.tag), _key_of(element, name))
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = len(self.parent)
            self.parent.append(parent)
            self.tag.append(key[1])
            words = tokens_of(f"{name} {element.get('itemprop') or ''}")
            self.tokens.append(words)
            is_bare = key[1] == "a" or (key[1] == "span" and not words)
            self.name_at.append(self.name_at[parent] if is_bare else found)
            self.is_tool.append(
                self._is_in_tool(parent, words)
                or key[1] in _FORM_PARTS
                or is_control(element, words, may_be_words=self._replies_speak)
            )
            if is_held(name):
                self.held.add(found)
        return found

    def _is_in_tool(self, parent: int, words: frozenset[str]) -> bool:
        """Whether an element of that class stands in a control. A signature is a forum's motto, or who wrote a comment and when."""
        is_told = _SIGNATURE in self.tokens[parent] and any(
            strength(words, cue) == 2 for cue in (cues().author, cues().time)
        )
        return self.is_tool[parent] and not is_told

    def is_time(self, path: int) -> bool:
        """Whether tag or class say that a time stands here."""
        return self.tag[path] in {"time", "abbr"} or strength(self.tokens[path], cues().time) == 2

    def is_alike(self, path: int, other: int) -> bool:
        """Whether elements of the same tag and class stand at two paths: what is round them may differ ("guest", "admin")."""
        return bool(self.tokens[path]) and self.tag[path] == self.tag[other] and self.tokens[path] == self.tokens[other]

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


def _key_of(element: Element, name: str) -> str:
    """What tells an element's place from others by its class; what only stands in a line is told by what it says, too."""
    return "" if not name else class_key(name) if element.tag in BLOCKS else place_key(name)


def take_apart(tops: list[Element], stops: Collection[Element], paths: Paths, closed: int = -1) -> View:
    """The view of one record. Elements of other records (`stops`) are not entered, nor what stands at the path `closed`."""
    view = View(tops=tops)
    line = 0
    for top in tops:
        path = ROOT if len(tops) == 1 else paths.child(ROOT, top)
        line = _walk(view, (top, path, line + 1), stops, paths, closed)
    return view


_Around: TypeAlias = tuple[Element | None, bool, bool]
"""The link round a text, whether it is a control, and whether it leads to a place in a page."""
_NO_LINK: _Around = (None, False, False)
_Opened: TypeAlias = tuple[Iterator[Element], Element, int, _Around]


def _walk(view: View, start: tuple[Element, int, int], stops: Collection[Element], paths: Paths, closed: int) -> int:
    """Without recursion: pages may be nested deep. `opened` holds for each element that is being walked those after it, itself, and the path and
    the link round it."""
    top, path, line = start
    pieces, is_tool = view.pieces, paths.is_tool
    opened: list[_Opened] = []
    elements, link = iter((top,)), _NO_LINK
    while True:
        element = next(elements, None)
        if element is None:
            elements, element, path, link = opened.pop()
        elif not (
            ((tag := element.tag) in _SILENT and not is_shadow_root(element))
            or not isinstance(tag, str)
            or ((element in stops or tag == "form" or element.get(b"style")) and _is_left_out(element, view, stops))
        ):
            own = path if element is top else paths.child(path, element)
            if tag == "img":
                view.images.append((element, own, len(pieces)))
            else:
                view.elements.append((element, own))
                if own == closed:
                    view.is_closed = True
                else:
                    around = _around(element) if tag == "a" else link
                    line += tag in BLOCKS
                    if (text := element.text) and (text := text.strip()):
                        pieces.append(_piece(text, own, line, (element, None), around, is_tool[own]))
                    if len(element):
                        opened.append((elements, element, path, link))
                        elements, path, link = iter(element[:]), own, around
                        continue
        if element is top:
            return line
        line += element.tag in BLOCKS
        if (text := element.tail) and (text := text.strip()):
            pieces.append(_piece(text, path, line, (element, element), link, is_tool[path]))


def _piece(
    text: str, path: int, line: int, whose: tuple[Element, Element | None], around: _Around, is_tool: bool
) -> Piece:
    owner, after = whose
    link, is_control, is_permalink = around
    is_signs = not text.strip(_SIGNS)
    return Piece(text, path, line, owner, after, link, is_tool or is_control or is_signs, is_signs, is_permalink)


def _around(link: Element) -> _Around:
    address = link.get(b"href") or ""
    return link, is_tool_address(address) or _is_fold(link), bool(address.partition("#")[2])


def is_shadow_root(element: Element) -> bool:
    """Whether a template is shown: a shadow root as pages are served or saved with, https://html.spec.whatwg.org/#attr-template-shadowrootmode"""
    return element.tag == "template" and element.get("shadowrootmode") is not None


def _is_left_out(element: Element, view: View, stops: Collection[Element]) -> bool:
    """Other records inside this one, forms and hidden copies: noted, and not entered."""
    is_left = element in stops or (_is_hidden(element) and not _goes_on(element))
    if not is_left or element in view.tops:
        return False
    view.skipped.append(element)
    return True


def _is_fold(link: Element) -> bool:
    """Whether a link leads nowhere and is named after folding: "more"."""
    return link.get("href") in {"#", ""} and not tokens_of(link.get("class") or "").isdisjoint(cues().folds)


def _goes_on(element: Element) -> bool:
    """Whether a hidden element is the rest of a folded text: what stands before it breaks off with an ellipsis. Else it is a copy or a form."""
    before = element.getprevious()
    text = "" if before is None else (before.tail or "").strip() or text_in(before).rstrip()
    return text.endswith(("…", "...")) and not holds(element, "form", "textarea", "input")


def _is_hidden(element: Element) -> bool:
    style = element.get("style") or ""
    return has_any(style, _HIDDEN) or (element.tag == "form" and holds(element, "textarea"))
