"""One comment's piece of the page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from blogarchive.text.markup import Element


@dataclass(slots=True, kw_only=True)
class Record:
    """The elements of one comment, in page order. `is_stray`: found beside the marked ones, has no mark of its own. `places`: where it stands
    on the page, if its elements were made for it."""

    mark: Element
    tops: list[Element] = field(default_factory=list)
    is_stray: bool = False
    places: list[Element] = field(default_factory=list)

    @property
    def shown(self) -> list[Element]:
        """The elements of the page that hold the record."""
        return self.places or self.tops

    @property
    def root(self) -> Element:
        """The element that stands for the record: the mark's own one in a run."""
        return self.tops[0]

    def anchors(self) -> Iterator[str]:
        """The ids by which links may name the record, as they are written; the last may be that of an element round several."""
        around = (self.mark, *self.tops, parent_of(self.root))
        return (name for element in around if (name := element.get("id") or element.get("name")))


def has_text(element: Element) -> bool:
    """Whether anything but white space stands in an element."""
    if (first := element.text) and not first.isspace():
        return True
    for text in element.itertext("*") if len(element) else ():  # noqa: SIM110 - asked of many elements: a generator takes twice as long
        if not text.isspace():
            return True
    return False


def parent_of(element: Element) -> Element:
    """The element around another; the root's is the root."""
    parent = element.getparent()
    return element if parent is None else parent
