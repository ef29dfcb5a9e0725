"""What stands on a page, listed once: its elements with their classes, its ids, its short texts with numbers as times have them.

Most pages have no comments, and the lists show it without a look at a single record. libxml2 does the walking; a list that nobody asks for
is not made.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from functools import cache, cached_property
from itertools import compress, repeat

from blogarchive.document import Document
from blogarchive.sources.page_comments.cues import cues, speaks
from blogarchive.sources.page_comments.dated_texts import dated_texts
from blogarchive.sources.page_comments.silent import Silent, with_word
from blogarchive.sources.page_comments.systems import CLOSED, signs
from blogarchive.text.contents import text_in
from blogarchive.text.elements import Elements
from blogarchive.text.markup import Element

_DIGITS = re.compile("[0-9]+")
_MIXED = re.compile("[0-9][a-zA-Z]")
# Numbers, and words of eight or more letters and digits mixed: hexadecimal identifiers, UUIDs, short codes. (`comment12` is a word and a number.)
_NUMBER = re.compile(
    r"(?<![a-z0-9])(?![a-z]+\d+(?![a-z0-9]))(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,}(?![a-z0-9])|\d+", re.IGNORECASE
)
_SHORT = re.compile(r" c-?[0-9]+ ")
_FRAME = frozenset(("html", "body"))
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 caption legend dt".split())
ASKED = HEADINGS | {"a", "iframe", "link", "main", "nav", "script", "textarea", "time"}
_PAGE = ("h1", "nav", "main")
_LONG_NAME = 80  # characters of an id
_NEVER = "\0"  # stands in no text of a tree


class Inventory:
    """The lists of one page; ask for them through `document.memo(inventory)`."""

    def __init__(self, columns: Elements) -> None:
        self.root = columns.root
        self.elements = columns.all
        self.classes = columns.classes
        self._columns = columns

    def named(self, *tags: str) -> list[Element]:
        """The elements of these names (of `ASKED`, or the signs of a system), in page order."""
        places = (
            self._places[tags[0]] if len(tags) == 1 else sorted([each for tag in tags for each in self._places[tag]])
        )
        return [*map(self.elements.__getitem__, places)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where the elements stand that are asked for by their names: one look at all names takes as long as two walks over the tree."""
        places: dict[str, list[int]] = {tag: [] for tag in (*ASKED, *signs().tags)}
        tags = self._columns.tags
        for place in _among(tags, places):
            places[tags[place]].append(place)
        return places

    @property
    def distinct_classes(self) -> frozenset[str]:
        """The class attributes, each once."""
        return self._columns.distinct_classes

    @cached_property
    def ids(self) -> dict[int, str]:
        """The ids, or the names of anchors, by the places of their elements among `elements`, in page order."""
        ids = dict(_filled(range(len(self.elements)), self._columns.ids))
        anchors = dict(_filled(self._places["a"], [*map(Element.get, self.named("a"), repeat(b"name"))]))
        return dict(sorted((anchors | ids).items())) if anchors else ids

    @cached_property
    def distinct_ids(self) -> frozenset[str]:
        """The ids and names of anchors, each once."""
        return frozenset(self.ids.values())

    @cached_property
    def numbered(self) -> dict[str, str]:
        """The ids and names of anchors that have a number, each with `#` for what differs from comment to comment."""
        names = [name for name in self.distinct_ids if len(name) < _LONG_NAME]
        bare = _DIGITS.sub("#", _NEVER.join(names)).split(_NEVER)  # at once: most have no number, or nothing but one
        keys = {name: key for name, key in zip(names, bare, strict=True) if name != key} if names else {}
        return keys | {name: _NUMBER.sub("#", name) for name in keys if _MIXED.search(name)}

    @cached_property
    def marks(self) -> dict[str, list[Element]]:
        """The elements with such an id or name, in page order, by what `numbered` has for it."""
        keys = self.numbered
        marks: dict[str, list[Element]] = defaultdict(list)
        for place, name in self.ids.items() if keys else ():
            if name in keys:
                marks[keys[name]].append(self.elements[place])
        return marks

    @cached_property
    def addresses(self) -> list[str]:
        """Where links lead."""
        return [address for address in map(Element.get, self.named("a"), repeat(b"href")) if address is not None]

    @cached_property
    def _loud(self) -> tuple[Set[str], Set[str]]:
        """The classes and the ids in which stands what is looked for: a word for comments, a sign of a comment system."""
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
        places = {place for place, name in self.ids.items() if name in ids} if ids else set()
        places.update(_among(self.classes, classes) if classes else ())
        return [(self.elements[place], self.classes[place], self.ids.get(place)) for place in sorted(places)]

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
        return [(each, text_in(each)) for each in self.named(*HEADINGS)]

    @cached_property
    def round_titles(self) -> frozenset[Element]:
        """The main headings, and the elements with one in them."""
        return frozenset(_with_ancestors(self.named("h1")))

    @cached_property
    def frames(self) -> frozenset[Element]:
        """The elements with the page's main heading, its navigation or its main part in them, and these."""
        return frozenset(_with_ancestors(self.named(*_PAGE)))

    def classes_with(self, words: Sequence[str]) -> set[str]:
        """The class attributes in which one of the words, given in lower case, stands."""
        joined = "\n".join(self.distinct_classes).lower()
        present = [word for word in words if word in joined]
        return with_word(self.distinct_classes, present) if present else set()

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
        return frozenset(_with_ancestors(element for element, _ in self.dated))


def _filled(places: Iterable[int], column: Sequence[str | None]) -> Iterator[tuple[int, str]]:
    """The places at which a column has something, each with it."""
    return zip(compress(places, column), filter(None, column), strict=True)


def _among(column: Sequence[str | None], wanted: Collection[str]) -> Iterator[int]:
    """The places at which a column has one of the wanted words."""
    return compress(range(len(column)), map(wanted.__contains__, column))


def _with_ancestors(elements: Iterable[Element]) -> set[Element]:
    found: set[Element] = set()
    for start in elements:
        element: Element | None = start
        while element is not None and element not in found:
            found.add(element)
            element = element.getparent()
    return found


@cache
def _silent() -> Silent:
    """The classes and ids in which nothing stands that is looked for."""
    about = cues().about_words
    signs_besides = (sign for sign in (*signs().places, *CLOSED) if not any(word in sign for word in about))
    return Silent((*about, *signs_besides))


def inventory(document: Document) -> Inventory:
    """The page's lists; through `document.memo`, so that all readers share them."""
    return Inventory(document.elements)
