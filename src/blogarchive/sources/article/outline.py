"""The page as blocks: one walk over the tree that measures how much text, linked and not, each block element holds.

Everything that decides where the article stands works on these blocks and never on the tree again, so that the walk is paid for once.
Lengths are in characters without surrounding white space.
"""

import re
from collections.abc import Iterator

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
_SHARE_WORDS = (
    "share",
    "pin/create",
    "submit",
    "intent",
    "send",
    "status",
    "save",
    "bookmarklet",
    "line.me",
    "addtoany",
    "post?",
    "dialog",
)
_SHARE = re.compile(
    r"facebook\.com/(?:sharer?|dialog/)|(?:twitter|x)\.com/(?:share|intent|home\?status)|plus\.google\.com/share|linkedin\.com/(?:share|cws)|"
    r"pinterest\.\w+/pin/create|reddit\.com/submit|tumblr\.com/(?:share|widgets/share)|wa\.me/\?|whatsapp(?:\.com|:)/+send|t(?:elegram)?\.me/share|"
    r"addtoany\.com|xing\.com/(?:spi/shares|social_plugins)|vk\.com/share|getpocket\.com/(?:save|edit)|digg\.com/submit|stumbleupon\.com/submit|"
    r"delicious\.com/(?:post|save)|news\.ycombinator\.com/submitlink|[?&]share=|flipboard\.com/bookmarklet|line\.me/R/msg"
)
"""Addresses by which a reader passes a page on; they are the same all over the web, whatever the language of the page."""


class Block:
    """A block element, measured.

    `own…` counts what stands directly in it, the others all below it (`text` includes `linked`): characters of `text`, of link text, `links`,
    of these `shares` (pass this page on), `jumps` (within the page), `tags` (`rel=tag`); `images`; `titles` (first-level headings);
    `value` is the text that speaks for an article. `place` is the block's number in the order of the page, `end` that of the first after it.
    """

    __slots__ = (
        *("element", "tag", "parent", "label", "kids", "pieces", "own", "own_linked", "own_links", "own_value"),
        *("text", "linked", "links", "shares", "jumps", "tags", "images", "titles", "value"),
        *("place", "end"),
    )

    def __init__(self, element: Element, tag: str, parent: "Block | None", place: int) -> None:
        self.element = element
        self.tag = tag
        self.parent = parent
        name, identifier = element.get("class"), element.get("id")
        self.label = f"{name} {identifier}" if name and identifier else name or identifier or ""
        self.kids: list[Block] = []
        self.pieces: list[str] = []
        self.own = self.own_linked = self.own_links = self.text = self.linked = self.links = 0
        self.shares = self.jumps = self.tags = self.images = self.titles = 0
        self.value = self.own_value = 0.0
        self.place = place
        self.end = place + 1

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


def outline(root: Element) -> list[Block]:
    """The blocks of a page in its order, the root first. Without recursion: pages may be nested 10,000 deep."""
    top = Block(root, "html", None, 0)
    order = [top]
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
            elif tag not in _SILENT and isinstance(tag, str):
                inner = Block(child, tag, block, len(order))
                order.append(inner)
                block.kids.append(inner)
                if text := child.text:
                    _add(inner, text, linked)
                if len(child):
                    stack.append((iter(child), inner, linked, True))
                    break
                _close(inner)
        else:
            stack.pop()
            if owner:
                block.end = len(order)
                _close(block)
    return order


def _open_inline(element: Element, block: Block, linked: bool) -> bool:
    """Counts an inline element into the block around it; whether what it holds is link text."""
    if not linked and element.tag == "a" and (address := element.get("href")) is not None:
        _count_link(block, element, address)
        linked = True
    if text := element.text:
        _add(block, text, linked)
    return linked


def _add(block: Block, text: str, linked: bool) -> None:
    if text := text.strip():
        block.pieces.append(text)
        block.own += len(text)
        if linked:
            block.own_linked += len(text)


def _count_link(block: Block, link: Element, address: str) -> None:
    block.own_links += 1
    if address[:1] == "#":
        block.jumps += 1
    elif any(word in address for word in _SHARE_WORDS) and _SHARE.search(address):
        block.shares += 1
    if (relation := link.get("rel")) and "tag" in relation.lower().split():
        block.tags += 1


def _close(block: Block) -> None:
    """Hands a block's counts to the one around it."""
    if block.own:
        block.text += block.own
        block.linked += block.own_linked
        plain = block.own - block.own_linked
        if plain >= _SCRAP and (value := plain - 1.5 * block.own_linked) > 0:
            block.own_value = value
            block.value += value
    block.links += block.own_links
    if block.tag == "h1":
        block.titles += 1
    parent = block.parent
    if parent is None:
        return
    if block.text:
        parent.text += block.text
        parent.linked += block.linked
        parent.value += block.value
        parent.titles += block.titles
    if block.images:
        parent.images += block.images
    if block.links:
        parent.links += block.links
        parent.shares += block.shares
        parent.jumps += block.jumps
        parent.tags += block.tags
