"""The page as blocks: one walk over the tree that measures how much text, linked and not, each block element holds.

Everything that decides where the article stands works on these blocks and never on the tree again, so that the walk is paid for once. What names
itself as something beside the article and holds hardly any running text (menus, sidebars, forms: two thirds of a usual page) is not walked: it
is a block without parts.
"""

from collections.abc import Iterator
from typing import TypeAlias

from blogarchive.sources.article.beside import MAYBE, is_named_beside, little_text
from blogarchive.sources.article.block import Block
from blogarchive.sources.article.labels import NOTHING, LabelReader
from blogarchive.text.markup import Element

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
_SILENT = frozenset(
    "script style noscript template head svg math iframe object embed select textarea button input canvas audio video link meta map area "
    "br title option datalist progress meter param source track".split()
)
_SCRAP = 25  # characters of plain text: a block with less is a label, a button, a name, and says little
_TRIES = 50  # blocks that are looked into in vain: a page may be all of nested sidebars


def outline(root: Element) -> list[Block]:
    """The blocks of a page in its order, the root first.

    Where more text was passed over than read, the names lied (site builders call every paragraph a "widget"), and everything is walked.
    """
    choosy = _Walk(root, _TRIES)
    return choosy.order if choosy.passed <= choosy.order[0].value else _Walk(root, 0).order


_Left: TypeAlias = tuple[Iterator[Element], Block, bool]
"""What is left of an element's children, the block that they count into, and whether they are link text."""


class _Walk:
    """One walk over the tree, without recursion: pages may be nested 10,000 deep.

    `tries` is how many blocks may still be looked into to see whether they can be passed over, `passed` the characters of text not walked.
    """

    def __init__(self, root: Element, tries: int) -> None:
        self.tries = tries
        self.passed = 0
        reader = LabelReader()
        self._labels, self._read = reader.labels, reader.read
        self.order = [Block(root, "html", None, 0)]
        self._walk()

    def _walk(self) -> None:
        top = self.order[0]
        stack: list[_Left] = [(iter(top.element.getchildren()), top, False)]
        while stack:
            if inner := self._next(*stack[-1]):
                stack.append(inner)
                continue
            block = stack.pop()[1]
            if not stack or stack[-1][1] is not block:
                block.end = len(self.order)
                _close(block, stack[-1][1] if stack else None)

    def _next(self, children: Iterator[Element], block: Block, linked: bool) -> _Left | None:
        """Reads on up to the next child that has children of its own, and returns those; None at the end."""
        for child in children:
            tag = child.tag
            if (tail := child.tail) and not tail.isspace():
                _add(block, tail, linked)
            if tag in _INLINE:
                is_link = linked or (tag == "a" and _is_link(child, block))
                if text := child.text:
                    _add(block, text, is_link)
                if inner := child.getchildren():
                    return iter(inner), block, is_link
            elif tag == "img":
                block.images += 1
            elif tag not in _SILENT and isinstance(tag, str) and (held := self._open(child, tag, block, linked)):
                if inner := child.getchildren():
                    return iter(inner), held, linked
                _close(held, block)
        return None

    def _open(self, element: Element, tag: str, parent: Block, linked: bool) -> Block | None:
        """A new block with the text before its children; None where it is passed over, with its counts handed on."""
        block = Block(element, tag, parent, len(self.order))
        self.order.append(block)
        parent.kids.append(block)
        name, identifier = element.get("class"), element.get("id")
        if label := f"{name} {identifier}" if name and identifier else name or identifier:
            block.label = label
            block.says = self._labels.get(label) or self._read(label)
        if self.tries and (block.says is not NOTHING or tag in MAYBE) and is_named_beside(block):
            self._pass_over(block, parent)
            if block.is_passed:
                return None
        if (text := element.text) and not text.isspace():
            _add(block, text, linked)
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
    """Counts a block's own text, which is complete now, and hands its counts to the one around it."""
    if block.tag == "h1":
        block.titles += 1
    if pieces := block.pieces:
        block.own = own = sum(map(len, pieces))
        linked = block.own_linked
        block.text += own
        block.linked += linked
        if own - linked >= _SCRAP and (value := own - 2.5 * linked) > 0:
            block.own_value = value
            block.value += value
    block.links += block.own_links
    if parent is None or not (block.text or block.images or block.links or block.titles):
        return
    parent.text += block.text
    parent.linked += block.linked
    parent.value += block.value
    parent.titles += block.titles
    parent.images += block.images
    parent.links += block.links
