"""The elements of a page in columns: read from libxml2 once for all who walk the page."""

from collections.abc import Iterator, Sequence
from itertools import chain, compress, repeat
from typing import cast

from lxml.etree import XPath

from blogarchive.text.cached import cached_property
from blogarchive.text.markup import Element

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 caption legend dt".split())
BOLD = frozenset(("b", "strong", "font", "u", "center"))  # what makes words stand out
FILLED = frozenset(  # elements that a comment system fills; it is named in sources/page_comments/scripted.toml
    "fb:comments giscus-widget hyvor-talk-comments vf-conversations comentario-comments mastodon-comments g:comments".split()
)
_ALONE = "a base form iframe input link main meta nav noscript script textarea time".split()
_LISTS = {name: name for name in _ALONE}
_LISTS |= dict.fromkeys(HEADINGS, "headings") | dict.fromkeys(BOLD, "bold") | dict.fromkeys(FILLED, "filled")

_WITH_ID = XPath("descendant-or-self::*/@id/..")


class Elements:
    """The elements below and with a root, in page order, and what each of them has, in lists of the same length.

    Of what stands in the head, which shows nothing, there are the elements and their names: its texts are scripts, its ids name these.
    To ask an element for its class takes a third as long as to make the element; while `all` lives no element is made anew.
    """

    def __init__(self, root: Element) -> None:
        self.root = root

    @cached_property
    def all(self) -> list[Element]:
        """The elements; the root is the first."""
        return list(self.root.iter("*"))

    @cached_property
    def parents(self) -> list[Element | None]:
        """The element around each."""
        return list(map(Element.getparent, self.all))

    @cached_property
    def tags(self) -> list[str]:
        """Their names."""
        return cast("list[str]", [element.tag for element in self.all])

    def named(self, name: str) -> list[Element]:
        """The elements of a name that some reader asks for (see `_ALONE`), in page order; also all "headings", all that are "bold", and those that
        are "filled"."""
        return self._lists[name]

    @cached_property
    def _lists(self) -> dict[str, list[Element]]:
        """Made at once: a walk for one of the names takes half as long as this."""
        lists: dict[str, list[Element]] = {name: [] for name in _LISTS.values()}
        for element, name in zip(self.all, map(_LISTS.get, self.tags), strict=True):
            if name:
                lists[name].append(element)
        return lists

    @cached_property
    def texts(self) -> list[str | None]:
        """The text before the first child of each, without white space around it; none in the head."""
        shown = self.all[self._body :]
        return [*repeat(None, self._body), *[(text := element.text) and text.strip() for element in shown]]

    @cached_property
    def tails(self) -> list[str | None]:
        """The text after the end of each, without white space around it; none in the head."""
        shown = self.all[self._body :]
        return [*repeat(None, self._body), *[(tail := element.tail) and tail.strip() for element in shown]]

    @cached_property
    def _body(self) -> int:
        """The place of the first element that does not stand in the head."""
        return self.end(1) if len(self.all) > 1 and self.all[1].tag == "head" else 1

    @cached_property
    def classes(self) -> list[str | None]:
        """The class attribute of each; none in the head."""
        start = self._body
        shown = map(Element.get, self.all[start:], repeat(b"class"))  # three quarters of the time that a loop takes
        return [self.root.get(b"class"), *repeat(None, start - 1), *shown]

    @cached_property
    def distinct_classes(self) -> frozenset[str]:
        """The class attributes, each once: a page repeats a few of them over and over."""
        return frozenset(filter(None, self.classes))

    @cached_property
    def ids(self) -> dict[Element, str]:
        """The elements that have an id, in page order, each with it; none in the head. They are few: libxml2 finds them in half the time that it
        takes to ask all."""
        tops = (child for child in self.root if child.tag != "head")
        found = (self.root, *chain.from_iterable(map(_WITH_ID, tops)))
        return {element: name for element in found if (name := element.get(b"id"))}

    def end(self, place: int) -> int:
        """The place of the first element after the one at `place` and all within it: a list is searched many times as quickly as a tree is walked.

        The tree is one of `parse_html`, without comments.
        """
        element: Element | None = self.all[place]
        while element is not None and element is not self.root:
            if (after := element.getnext()) is not None:
                return self.all.index(after, place)
            element = element.getparent()
        return len(self.all)


def filled(elements: Sequence[Element], column: Sequence[str | None]) -> Iterator[tuple[Element, str]]:
    """The elements for which a column of the same length has something, each with it."""
    return zip(compress(elements, column), filter(None, column), strict=True)
