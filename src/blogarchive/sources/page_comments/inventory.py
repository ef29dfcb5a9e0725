"""What stands on a page, listed once: its elements with their classes, its ids, its short texts with numbers as times have them.

Most pages have no comments, and the lists show it without a look at a single record. libxml2 does the walking; a list that nobody asks for
is not made.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from functools import cache, lru_cache
from itertools import compress, repeat

from blogarchive.document import Document
from blogarchive.late import late
from blogarchive.sources.page_comments.cues import cues, speaks
from blogarchive.sources.page_comments.dated_texts import dated_texts
from blogarchive.sources.page_comments.silent import Silent, with_word
from blogarchive.sources.page_comments.systems import CLOSED, signs
from blogarchive.text.cached import cached_property
from blogarchive.text.contents import text_in, with_ancestors
from blogarchive.text.elements import Elements, filled
from blogarchive.text.markup import Element

_DIGITS = re.compile("[0-9]+")
_MIXED = re.compile("[0-9][a-zA-Z]")
# Numbers, and words of eight or more letters and digits mixed: hexadecimal identifiers, UUIDs, short codes. (`comment12` is a word and a number.)
_NUMBER = late(
    r"(?<![a-z0-9])(?![a-z]+\d+(?![a-z0-9]))(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,}(?![a-z0-9])|\d+", re.IGNORECASE
)
_SHORT = re.compile(r" c-?[0-9]+ ")
_FRAME = frozenset(("html", "body"))
_SHORT_LINE = 30  # characters
_ENTRIES = ("h-entry", "hentry")  # what a post is called for programs
_LONG_NAME = 80  # characters of an id


class Inventory:
    """The lists of one page; ask for them through `document.memo(inventory)`."""

    def __init__(self, columns: Elements) -> None:
        self.root = columns.root
        self.elements = columns.all
        self.classes = columns.classes
        self.named = columns.named
        self._columns = columns

    @property
    def distinct_classes(self) -> frozenset[str]:
        """The class attributes, each once."""
        return self._columns.distinct_classes

    @cached_property
    def ids(self) -> dict[Element, str]:
        """The elements that have an id, or are anchors with a name, in page order, each with it."""
        ids, anchors = self._columns.ids, self._anchors
        if not anchors:
            return ids
        return {element: name for element in self.elements if (name := ids.get(element) or anchors.get(element))}

    @cached_property
    def _anchors(self) -> dict[Element, str]:
        return dict(filled(self.named("a"), [*map(Element.get, self.named("a"), repeat(b"name"))]))

    @cached_property
    def distinct_ids(self) -> frozenset[str]:
        """The ids and names of anchors, each once."""
        return frozenset(self.ids.values())

    @cached_property
    def numbered(self) -> dict[str, str]:
        """The ids and names of anchors that have a number, each with `#` for what differs from comment to comment."""
        return {name: key for name in self.distinct_ids if (key := _key_of(name))}

    @cached_property
    def marks(self) -> dict[str, list[Element]]:
        """The elements with such an id or name, in page order, by what `numbered` has for it."""
        keys = self.numbered
        marks: dict[str, list[Element]] = defaultdict(list)
        for element, name in self.ids.items() if keys else ():
            if name in keys:
                marks[keys[name]].append(element)
        return marks

    @cached_property
    def addresses(self) -> list[str]:
        """Where links lead."""
        return [address for address in map(Element.get, self.named("a"), repeat(b"href")) if address is not None]

    @cached_property
    def _loud(self) -> tuple[Set[str], Set[str]]:
        """The classes and the ids in which stands what is looked for: a word for comments or posts, a sign of a comment system."""
        return _silent().loud(self.distinct_classes), _silent().loud(self.distinct_ids)

    @cached_property
    def words(self) -> frozenset[str]:
        """The single classes, ids and names of anchors, in lower case, from all names in which stands what is looked for."""
        classes, ids = self._loud
        return frozenset(" ".join((*classes, *ids)).lower().split()) if classes or ids else frozenset()

    @property
    def has_short_anchors(self) -> bool:
        """Whether an id is `c12` or `c-12`: what several engines call comments."""
        return _SHORT.search(f" {' '.join(self.distinct_ids)} ".lower()) is not None

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The words for comments that stand in some class or id."""
        joined = " ".join(self.words)
        return tuple([word for word in cues().about_words if word in joined]) if joined else ()

    @cached_property
    def speaking(self) -> list[tuple[Element, str | None, str | None]]:
        """The elements whose class or id is about comments, in page order, each with its class and its id."""
        if not self.spoken:
            return []
        classes, ids = (with_word(names, self.spoken) for names in self._loud)
        places = {*_among(self.classes, classes)} if classes else set()
        if ids:
            places.update(_among([*map(self._columns.ids.get, self.elements)], ids))
            places.update(_among(self.elements, self._anchors) if not ids.isdisjoint(self._anchors.values()) else ())
        found = [(self.elements[place], self.classes[place]) for place in sorted(places)]
        return [(element, name, self.ids.get(element)) for element, name in found]

    def is_speaking(self, element: Element) -> bool:
        """Whether an element is one of those: to ask a few of them is quicker than to list all."""
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        said = f"{element.get('class') or ''} {name or ''}".lower()
        return any(word in said for word in self.spoken)

    @cached_property
    def areas(self) -> frozenset[Element]:
        """The elements that are named after comments. One with a main heading in it is the whole page (`has-comments`)."""
        spoken = {name for name in {name for _, name, _ in self.speaking} if name and any(map(speaks, name.split()))}
        return frozenset(
            element
            for element, name, own in self.speaking
            if (name in spoken or (own and any(map(speaks, own.split()))))
            and element not in self.round_titles
            and element.tag not in _FRAME
        )

    @cached_property
    def headings(self) -> list[tuple[Element, str]]:
        """Headings of all kinds, each with its text as it stands in the page."""
        return [(each, text_in(each)) for each in self.named("headings")]

    @cached_property
    def all_headings(self) -> str:
        """The words of all headings, as one line."""
        return " ".join(" ".join(text for _, text in self.headings).split())

    @property
    def bold(self) -> list[Element]:
        """Elements that make words stand out, with a few of them: on pages made by hand they are headings."""
        return [each for each in self.named("bold") if 0 < len(each.text or "") <= _SHORT_LINE]

    @property
    def _main_headings(self) -> list[Element]:
        return [each for each in self.named("headings") if each.tag == "h1"]

    @cached_property
    def round_titles(self) -> frozenset[Element]:
        """The main headings, and the elements with one in them."""
        return frozenset(with_ancestors(self._main_headings))

    @cached_property
    def frames(self) -> frozenset[Element]:
        """The elements with the page's main heading, its navigation or its main part in them, and these."""
        return frozenset(with_ancestors((*self._main_headings, *self.named("nav"), *self.named("main"))))

    def classed(self, wanted: Collection[str]) -> Iterator[Element]:
        """The elements whose class attribute is one of those, in page order."""
        return (self.elements[place] for place in _among(self.classes, wanted)) if wanted else iter(())

    @cached_property
    def dated(self) -> list[tuple[Element, str]]:
        """Short texts with numbers as times have them, each with the element that it stands in; `<time datetime>` counts without any text."""
        return dated_texts(self._columns, self.named("time"))

    @cached_property
    def holders(self) -> frozenset[Element]:
        """All elements with such a text somewhere in them. Not in this set: certainly without a time that is told by numbers."""
        return frozenset(with_ancestors(element for element, _ in self.dated))


@lru_cache(maxsize=4096)
def _key_of(name: str) -> str:
    """An id with `#` for what differs from comment to comment; "" for one without a number. The pages of a blog have most of them in common."""
    bare = _DIGITS.sub("#", name)
    if bare == name or len(name) >= _LONG_NAME:
        return ""
    return _NUMBER.sub("#", name) if _MIXED.search(name) else bare


def _among(column: Sequence[object], wanted: Collection[object]) -> Iterator[int]:
    """The places at which a column has one of the wanted words."""
    return compress(range(len(column)), map(wanted.__contains__, column))


@cache
def _silent() -> Silent:
    """The classes and ids in which nothing stands that is looked for."""
    about = cues().about_words
    signs_besides = (sign for sign in (*signs().places, *CLOSED) if not any(word in sign for word in about))
    return Silent((*about, *signs_besides, *_ENTRIES))


def inventory(document: Document) -> Inventory:
    """The page's lists; through `document.memo`, so that all readers share them."""
    return Inventory(document.elements)
