"""The page as blocks: one walk over the tree that measures how much text, linked and not, each block element holds.

Everything that decides where the article stands works on these blocks and never on the tree again, so that the walk is paid for once.
Lengths are in characters without surrounding white space.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from blogarchive.text.markup import Element

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
_SILENT = frozenset(
    "script style noscript template head svg math iframe object embed select textarea button input canvas audio video link meta map area "
    "br title option datalist progress meter param source track".split()
)

_SHARE = re.compile(
    r"facebook\.com/(?:sharer?|dialog/)|(?:twitter|x)\.com/(?:share|intent|home\?status)|plus\.google\.com/share|linkedin\.com/(?:share|cws)|"
    r"pinterest\.\w+/pin/create|reddit\.com/submit|tumblr\.com/(?:share|widgets/share)|wa\.me/\?|whatsapp(?:\.com|:)/+send|t(?:elegram)?\.me/share|"
    r"addtoany\.com|xing\.com/(?:spi/shares|social_plugins)|vk\.com/share|getpocket\.com/(?:save|edit)|digg\.com/submit|stumbleupon\.com/submit|"
    r"delicious\.com/(?:post|save)|news\.ycombinator\.com/submitlink|[?&]share=|flipboard\.com/bookmarklet|line\.me/R/msg"
)
"""Addresses by which a reader passes a page on; they are the same all over the web, whatever the language of the page."""


@dataclass(slots=True, eq=False)
class Block:
    """A block element. `own…` counts the text directly in it, `text` and `linked` all below it (`text` includes `linked`)."""

    element: Element
    tag: str
    parent: "Block | None"
    label: str
    kids: "list[Block]" = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    own: int = 0
    own_linked: int = 0
    own_links: int = 0
    shares: int = 0
    jumps: int = 0
    tags: int = 0
    images: int = 0
    text: int = 0
    linked: int = 0
    links: int = 0

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


def outline(root: Element) -> Block:
    """The blocks of a page. Without recursion: pages may be nested 10,000 deep."""
    top = Block(root, str(root.tag), None, label_of(root))
    stack: list[tuple[Iterator[Element], Block, bool, bool]] = [(iter(root), top, False, True)]
    while stack:
        children, block, linked, owner = stack[-1]
        for child in children:
            tag = child.tag
            if tail := child.tail:
                _add(block, tail, linked)
            if tag in _INLINE:
                inner_linked = _open_inline(child, block, linked)
                if len(child):
                    stack.append((iter(child), block, inner_linked, False))
                    break
            elif tag == "img":
                block.images += 1
            elif isinstance(tag, str) and tag not in _SILENT:
                stack.append((iter(child), _open_block(child, tag, block, linked), linked, True))
                break
        else:
            stack.pop()
            if owner:
                _close(block)
    return top


def _open_inline(element: Element, block: Block, linked: bool) -> bool:
    """Counts an inline element into the block around it; whether what it holds is link text."""
    if element.tag == "a" and not linked and (address := element.get("href")) is not None:
        _count_link(block, address, element.get("rel"))
        linked = True
    if text := element.text:
        _add(block, text, linked)
    return linked


def _open_block(element: Element, tag: str, parent: Block, linked: bool) -> Block:
    block = Block(element, tag, parent, label_of(element))
    parent.kids.append(block)
    if text := element.text:
        _add(block, text, linked)
    return block


def label_of(element: Element) -> str:
    """The element's class and id as one string: what its author called it."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _add(block: Block, text: str, linked: bool) -> None:
    if text := text.strip():
        block.pieces.append(text)
        block.own += len(text)
        if linked:
            block.own_linked += len(text)


def _count_link(block: Block, address: str, relation: str | None) -> None:
    block.own_links += 1
    if relation is not None and "tag" in relation.lower().split():
        block.tags += 1
    if address.startswith("#"):
        block.jumps += 1
    elif _SHARE.search(address):
        block.shares += 1


def _close(block: Block) -> None:
    block.text += block.own
    block.linked += block.own_linked
    block.links += block.own_links
    if (parent := block.parent) is not None:
        parent.text += block.text
        parent.linked += block.linked
        parent.links += block.links
        parent.images += block.images
        parent.shares += block.shares
        parent.jumps += block.jumps
        parent.tags += block.tags
