"""What stands on a page, listed once: its elements with their classes, its ids, its short texts with numbers as times have them.

Most pages have no comments, and the lists show it without a look at a single record. libxml2 does the walking; a list that nobody asks for
is not made.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from lxml import etree

from blogarchive.document import Document
from blogarchive.sources.page_comments.cues import cues
from blogarchive.sources.page_comments.times import has_digit, has_form
from blogarchive.text.markup import Element

_CLASSES = etree.XPath("/descendant::*/@class", smart_strings=False)
_IDS = etree.XPath("/descendant::*/@id|/descendant::a/@name", smart_strings=False)
_ADDRESSES = etree.XPath("/descendant::a/@href", smart_strings=False)
_DIGITS = re.compile("[0-9]+")
_MIXED = re.compile("[0-9][a-zA-Z]|[a-zA-Z][0-9]")
# Numbers, and words of eight or more letters and digits mixed: hexadecimal identifiers, UUIDs, short codes.
_NUMBER = re.compile(
    r"(?<![a-z0-9])(?![a-z]\d+(?![a-z0-9]))(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,}(?![a-z0-9])|\d+", re.IGNORECASE
)
_NO_TEXT = frozenset(("script", "style", "noscript", "textarea", "option", "title"))
_LONGEST, _WITH_SPACE = 100, 300  # characters: a longer text is no byline; markup may be indented deeply


class Inventory:
    """The lists of one page; ask for them through `document.memo(inventory)`."""

    def __init__(self, root: Element) -> None:
        self.root = root

    @cached_property
    def elements(self) -> list[Element]:
        """All elements in page order. While the list lives lxml need not make them anew for each walk."""
        return list(self.root.iter(etree.Element))

    @cached_property
    def classes(self) -> list[str | None]:
        """The class attribute of each of `elements`."""
        return [element.get("class") for element in self.elements]

    @cached_property
    def distinct_classes(self) -> frozenset[str]:
        """The class attributes, each once. Without a look at elements, which half of all pages never need."""
        return frozenset(_CLASSES(self.root))

    @cached_property
    def ids(self) -> list[str | None]:
        """The id of each of `elements`, or the name of an anchor."""
        return [element.get("id") or (element.get("name") if element.tag == "a" else None) for element in self.elements]

    @cached_property
    def numbered(self) -> dict[str, str]:
        """The ids and names of anchors that have a number, each with `#` for what differs from comment to comment."""
        return {
            name: _numberless(name) for name in set(filter(None, self.ids)) if len(name) < 80 and _DIGITS.search(name)
        }

    @cached_property
    def addresses(self) -> list[str]:
        """Where links lead."""
        return list(_ADDRESSES(self.root))

    @cached_property
    def names(self) -> str:
        """Classes and ids in lower case, one a line: for questions about the page as a whole."""
        return "\n".join((*self.distinct_classes, *_IDS(self.root))).lower()

    @cached_property
    def words(self) -> frozenset[str]:
        """The single classes and the ids, in lower case."""
        return frozenset(self.names.split())

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The words for comments that stand in some class or id."""
        return tuple(word for word in cues().about_words if word in self.names)

    def speaks(self, name: str) -> bool:
        """Whether a class or id of this page is about comments."""
        lower = name.lower()
        return any(word in lower for word in self.spoken)

    @cached_property
    def speaking_classes(self) -> frozenset[str]:
        """The class attributes that are about comments."""
        return frozenset(filter(self.speaks, self.distinct_classes)) if self.spoken else frozenset()

    @cached_property
    def speaking_ids(self) -> frozenset[str]:
        """The ids and names of anchors that are about comments."""
        return frozenset(filter(self.speaks, filter(None, self.ids))) if self.spoken else frozenset()

    def classed(self, wanted: Collection[str]) -> Iterator[tuple[Element, str]]:
        """The elements whose class attribute is one of those, with it, in page order."""
        pairs = zip(self.elements, self.classes, strict=True) if wanted else ()
        return ((element, name) for element, name in pairs if name and name in wanted)

    @cached_property
    def dated(self) -> list[tuple[Element, str]]:
        """Short texts that open an element and have numbers as times have them."""
        texts = [(element, text) for element in self.elements if (text := element.text) and len(text) < _WITH_SPACE]
        return [(element, text) for element, text in _timelike(texts) if element.tag not in _NO_TEXT]

    @cached_property
    def _dated_tails(self) -> list[Element]:
        """Elements that such a text follows."""
        texts = [(element, text) for element in self.elements if (text := element.tail) and len(text) < _WITH_SPACE]
        return [element for element, _ in _timelike(texts)]

    @cached_property
    def holders(self) -> frozenset[Element]:
        """All elements with such a text somewhere in them. Not in this set: certainly without a time that is told by numbers."""
        after = (parent for element in self._dated_tails if (parent := element.getparent()) is not None)
        return frozenset(_with_ancestors((*(element for element, _ in self.dated), *after)))

    @property
    def most_dated(self) -> int:
        """How many such texts there are: no more records than this can each have a time of their own."""
        return len(self.dated) + len(self._dated_tails)


def _numberless(name: str) -> str:
    return (_NUMBER if _MIXED.search(name) else _DIGITS).sub("#", name)


def _timelike(texts: list[tuple[Element, str]]) -> Iterator[tuple[Element, str]]:
    """Those that have the form of a time and are short; cheap questions first, for pages have thousands of texts."""
    for element, text in [pair for pair in texts if not pair[1].isspace() and has_digit(pair[1])]:
        if has_form(text) and len(bare := text.strip()) < _LONGEST:
            yield element, bare


def _with_ancestors(elements: Iterable[Element]) -> set[Element]:
    found: set[Element] = set()
    for start in elements:
        element: Element | None = start
        while element is not None and element not in found:
            found.add(element)
            element = element.getparent()
    return found


def inventory(document: Document) -> Inventory:
    """The page's lists; through `document.memo`, so that all readers share them."""
    return Inventory(document.tree)
