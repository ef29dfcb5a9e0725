"""One comment's piece of the page."""

from dataclasses import dataclass, field

from blogarchive.text.markup import Element


@dataclass(slots=True, kw_only=True)
class Record:
    """The elements of one comment, in page order. `is_stray`: found beside the marked ones, has no mark of its own."""

    mark: Element
    tops: list[Element] = field(default_factory=list)
    is_stray: bool = False

    @property
    def root(self) -> Element:
        """The element that stands for the record: the mark's own one in a run."""
        return self.tops[0]


def has_text(element: Element) -> bool:
    """Whether anything but white space stands in an element."""
    return any(not text.isspace() for text in element.itertext("*"))


def parent_of(element: Element) -> Element:
    """The element around another; the root's is the root."""
    parent = element.getparent()
    return element if parent is None else parent
