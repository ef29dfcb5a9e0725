"""A block element of a page, measured: what everything that looks for the article works on."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from weakref import ref

from blogarchive.sources.article.labels import NOTHING, Label, label_of
from blogarchive.text.markup import Element


class Block:
    """A block element and the counts of what it holds. Lengths are in characters without surrounding white space; on a page in
    Chinese, Japanese or Korean each counts as two.

    `own…` counts what stands directly in it, the others all below it: characters of `text` and, of these, `linked` ones; `links`; `images`;
    `titles` (first-level headings); `value` is the text that speaks for an article. `says` is what its class and id (`label`) say. `place` is its
    number in the order of the page, `end` that of the first block after it. What stands in one that `is_passed` was not read. All are slots: the
    counts are asked for dozens of times, and one that stands in the class takes several times as long to read.

    A block holds its kids, and knows its `parent` only as long as the outline is kept: a circle would keep the whole page in memory until Python
    looks for garbage.
    """

    __slots__ = tuple(
        "element tag _parent kids pieces place end own own_linked own_links text linked links images titles value own_value says label "
        "is_passed __weakref__".split()
    )

    def __init__(
        self, element: Element, tag: str, parent: "Block | None", place: int, name: str | None, identifier: str | None
    ) -> None:
        """A block for an element of that class and id."""
        self.element = element
        self.tag = tag
        self._parent = None if parent is None else ref(parent)
        self.kids: list[Block] = []
        self.pieces: list[str] = []
        self.place = place
        self.end = place + 1
        self.own = self.own_linked = self.own_links = self.text = self.linked = self.links = self.images = (
            self.titles
        ) = 0
        self.value = self.own_value = 0.0
        self.label = f"{name} {identifier}" if name and identifier else name or identifier or ""
        self.says: Label = label_of(self.label) if self.label else NOTHING
        self.is_passed = False

    @property
    def parent(self) -> "Block | None":
        """The block around this one."""
        return None if self._parent is None else self._parent()

    def holds(self, other: "Block") -> bool:
        """Whether the other block is this one or stands in it."""
        return self.place <= other.place < self.end

    def walk(self) -> "Iterator[Block]":
        """This block and all below it, in the order of the page."""
        stack = [self]
        while stack:
            block = stack.pop()
            yield block
            stack.extend(reversed(block.kids))

    def above(self) -> "Iterator[Block]":
        """The blocks around this one, the nearest first."""
        block = self.parent
        while block is not None:
            yield block
            block = block.parent

    @property
    def words(self) -> str:
        """The text directly in this block (not in order where inline elements mix), for patterns."""
        return " ".join(self.pieces)


def outside(gone: Iterable[Block], leaves: Iterable[Block]) -> Iterator[Block]:
    """The blocks of `leaves` that do not stand in one that is gone; they come in the order of the page."""
    spans = sorted((block.place, block.end) for block in gone)
    end = at = 0
    for leaf in leaves:
        while at < len(spans) and spans[at][0] <= leaf.place:
            end = max(end, spans[at][1])
            at += 1
        if leaf.place >= end:
            yield leaf


def covered(blocks: Iterable[Block], count: int) -> bytearray:
    """For each of the page's blocks, which are that many, 1 where it is one of these or stands in one."""
    found = bytearray(count)
    for block in blocks:
        found[block.place : block.end] = b"\1" * (block.end - block.place)
    return found


def outermost(blocks: Iterable[Block]) -> Iterator[Block]:
    """Those that stand in none of the others, each once, in the order of the page."""
    end = 0
    for block in sorted(blocks, key=attrgetter("place")):
        if block.place >= end:
            yield block
            end = block.end
