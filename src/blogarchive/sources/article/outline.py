"""The page as blocks: one walk over its elements that measures how much text, linked and not, each block element holds.

Everything that decides where the article stands works on these blocks and never on the tree again, so that the walk is paid for once. What names
itself as something beside the article and holds hardly any running text (menus, sidebars, forms: two thirds of a usual page) is not walked: it
is a block without parts.
"""

from collections.abc import Iterator
from typing import TypeAlias

from blogarchive.sources.article.beside import MAYBE, is_named_beside, little_text
from blogarchive.sources.article.block import Block
from blogarchive.sources.article.labels import NOTHING, label_of
from blogarchive.text.elements import Elements
from blogarchive.text.markup import Element

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
_SILENT = frozenset(
    "script style noscript template head svg math iframe object embed select textarea button input canvas audio video link meta map area "
    "br title option datalist progress meter param source track".split()
)
_PHRASES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
"""Within these a browser shows an element of the site's own ("x-note") in the line."""
_SCRAP = 25  # characters of plain text: a block with less is a label, a button, a name, and says little
_TRIES = 50  # blocks that are looked into in vain: a page may be all of nested sidebars


def outline(elements: Elements) -> list[Block]:
    """The blocks of a page in its order, the root first.

    Where more text was passed over than read, the names lied (site builders call every paragraph a "widget"), and everything is walked.
    """
    choosy = _Walk(elements, _TRIES)
    return choosy.order if choosy.passed <= choosy.order[0].value else _Walk(elements, 0).order


_Row: TypeAlias = tuple[Element, str, str | None, str | None, str | None, str | None]
"""An element with its tag, text, tail, class and id."""
_Around: TypeAlias = tuple[Element, Block, bool]
"""An element that is being walked, the block that its text counts into, and whether it is link text."""


class _Walk:
    """One walk over the elements in page order, without recursion: pages may be nested 10,000 deep.

    `tries` is how many blocks may still be looked into to see whether they can be passed over, `passed` the characters of text not walked.
    """

    def __init__(self, elements: Elements, tries: int) -> None:
        self.tries = tries
        self.passed = 0
        self.order = [Block(elements.root, "html", None, 0)]
        self._walk(
            zip(
                elements.all,
                elements.tags,
                elements.texts,
                elements.tails,
                elements.classes,
                elements.ids,
                strict=True,
            )
        )

    def _walk(self, rows: Iterator[_Row]) -> None:
        root = next(rows)[0]
        around: list[_Around] = []
        parent, block, linked = root, self.order[0], False
        for element, tag, text, tail, name, identifier in rows:
            while element.getparent() is not parent:
                parent, block, linked = self._left(block, around)
            if tail and not tail.isspace():
                _add(block, tail, linked)
            if tag in _INLINE or ("-" in tag and block.tag in _PHRASES):
                is_link = linked or (tag == "a" and _is_link(element, block))
                if text:
                    _add(block, text, is_link)
                if len(element):
                    around.append((parent, block, linked))
                    parent, linked = element, is_link
            elif tag == "img":
                block.images += 1
            elif tag in _SILENT:
                _skip(element, rows)
            elif (held := self._open(element, tag, name, identifier, block)) is not None:
                if text and not text.isspace():
                    _add(held, text, linked)
                around.append((parent, block, linked))
                parent, block = element, held
            else:
                _skip(element, rows)
        while around:
            _, block, _ = self._left(block, around)
        _close(block, None)
        block.end = len(self.order)

    def _left(self, block: Block, around: list[_Around]) -> _Around:
        """What is around an element at its end, where the counts of a block are handed on."""
        outer = around.pop()
        if outer[1] is not block:
            block.end = len(self.order)
            _close(block, outer[1])
        return outer

    def _open(
        self, element: Element, tag: str, name: str | None, identifier: str | None, parent: Block
    ) -> Block | None:
        """A new block; None where it is passed over, with its counts handed on."""
        block = Block(element, tag, parent, len(self.order))
        self.order.append(block)
        parent.kids.append(block)
        if label := f"{name} {identifier}" if name and identifier else name or identifier:
            block.label = label
            block.says = label_of(label)
        if self.tries and (block.says is not NOTHING or tag in MAYBE) and is_named_beside(block):
            self._pass_over(block, parent)
            if block.is_passed:
                return None
        return block

    def _pass_over(self, block: Block, parent: Block) -> None:
        little = little_text(block.element)
        if little is None:
            self.tries -= 1
            return
        block.is_passed = True
        text, block.links = little
        self.passed += text
        _close(block, parent)


def _skip(element: Element, rows: Iterator[_Row]) -> None:
    """Passes over what stands in an element."""
    if len(element):
        for _ in element.iterdescendants():
            next(rows)


def _add(block: Block, text: str, is_linked: bool) -> None:
    if text := text.strip():
        block.pieces.append(text)
        if is_linked:
            block.own_linked += len(text)


def _is_link(element: Element, block: Block) -> bool:
    """Counts a link into the block around it; an anchor without an address is none."""
    if element.get("href") is None:
        return False
    block.own_links += 1
    return True


def _close(block: Block, parent: Block | None) -> None:
    """Counts a block's own text, which is complete now, and hands its counts to the one around it. Most counts of most blocks are 0."""
    if block.tag == "h1":
        block.titles += 1
    if block.own_links:
        block.links += block.own_links
    if pieces := block.pieces:
        block.own = own = sum(map(len, pieces))
        linked = block.own_linked
        block.text += own
        block.linked += linked
        if own - linked >= _SCRAP and (value := own - 2.5 * linked) > 0:
            block.own_value = value
            block.value += value
    if parent is None:
        return
    if block.text:
        parent.text += block.text
        parent.linked += block.linked
        if block.value:
            parent.value += block.value
    if block.links:
        parent.links += block.links
    if block.images:
        parent.images += block.images
    if block.titles:
        parent.titles += block.titles
