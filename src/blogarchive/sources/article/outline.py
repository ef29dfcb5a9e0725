"""The page as blocks: one walk over its elements that measures how much text, linked and not, each block element holds.

Everything that decides where the article stands works on these blocks and never on the tree again, so that the walk is paid for once. What names
itself as something beside the article and holds hardly any running text (menus, sidebars, forms: two thirds of a usual page) is not walked: it
is a block without parts.
"""

from blogarchive.sources.article.beside import MAYBE, is_named_beside, little_text
from blogarchive.sources.article.block import Block
from blogarchive.sources.article.labels import POST, Role
from blogarchive.text.elements import Elements
from blogarchive.text.markup import Element, page_title
from blogarchive.text.wide import is_wide, is_wide_language

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
_SILENT = frozenset(
    "script style noscript template head svg math iframe object embed select textarea button input canvas audio video link meta map area "
    "br title option datalist progress meter param source track".split()
)
_SKIPS = {**dict.fromkeys(_INLINE, False), **dict.fromkeys(_SILENT, True), "img": True}
"""Whether nothing in an element is read, for those that are no blocks."""
_PHRASES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
"""Within these a browser shows an element of the site's own ("x-note") in the line."""
_CHROME = Role.CHROME
_SCRAP = 25  # characters of plain text: a block with less is a label, a button, a name, and says little
_GADGET = "widget"
_TRIES = 50  # blocks that are looked into in vain: a page may be all of nested sidebars


def outline(elements: Elements, unseen: frozenset[Element] = frozenset()) -> list[Block]:
    """The blocks of a page in its order, the root first; `unseen` are elements to pass by.

    Where more text was passed over than read, the names lied (site builders call every paragraph a "widget"), and everything is walked.
    """
    choosy = _Walk(elements, unseen, _TRIES)
    return choosy.order if choosy.passed <= choosy.order[0].value else _Walk(elements, unseen, 0).order


class _Walk:
    """One walk over the elements in page order, without recursion: pages may be nested 10,000 deep.

    `tries` is how many blocks may still be looked into to see whether they can be passed over, `passed` the characters of text not walked.
    """

    def __init__(self, page: Elements, unseen: frozenset[Element], tries: int) -> None:
        self.page = page
        self.unseen = unseen
        self.tries = tries
        self.passed = 0
        self.order = [Block(page.root, "html", None, 0, None, None)]
        self._walk(self.order[0])
        self._add_up(2 if _is_wide(page.root) else 1)

    def _walk(self, block: Block) -> None:
        """Makes the blocks and writes down the texts in each.

        `around` holds, for every element being walked, its parent, the block that its parent's text counts into, and whether that is linked.
        """
        page, order, unseen = self.page, self.order, self.unseen
        elements, parents, tags, classes, ids = page.all, page.parents, page.tags, page.classes, page.ids
        texts, tails = page.texts, page.tails
        around: list[tuple[Element | None, Block, bool]] = []
        parent: Element | None = page.root
        linked, place, count = False, 1, len(elements)
        while place < count:
            while parents[place] is not parent:
                parent, block, linked = around.pop()
            if tail := tails[place]:
                block.pieces.append(tail)
                if linked:
                    block.own_linked += len(tail)
            tag = tags[place]
            if skips := _SKIPS.get(tag):
                block.images += tag == "img"
                place = page.end(place) if len(elements[place]) else place + 1
                continue
            if unseen and elements[place] in unseen:
                place = page.end(place)
                continue
            around.append((parent, block, linked))
            parent = elements[place]
            if skips is None and not ("-" in tag and block.tag in _PHRASES):
                outer, block = block, Block(parent, tag, block, len(order), classes[place], ids.get(parent))
                order.append(block)
                outer.kids.append(block)
                if (tag in MAYBE or block.says.role is _CHROME) and (end := self._passed_over(block, place)):
                    place = end
                    continue
            elif tag == "a" and not linked and parent.get(b"href") is not None:
                block.links += 1
                block.own_links += 1
                linked = True
            if text := texts[place]:
                block.pieces.append(text)
                if linked:
                    block.own_linked += len(text)
            place += 1

    def _passed_over(self, block: Block, place: int) -> int | None:
        """Where the page goes on after a block that names itself as something beside the article and holds little text; None for others."""
        if not self.tries or not is_named_beside(block):
            return None
        end = self.page.end(place)
        little = little_text(self.page, place, end)
        if little is None or (_GADGET in block.says.words and self._holds_post(place, end)):
            self.tries -= 1
            return None
        block.is_passed = True
        text, block.links = little
        self.passed += text
        return end

    def _holds_post(self, place: int, end: int) -> bool:
        """Whether an element within calls itself a post: Blogger has all posts in a "widget"."""
        return any(name is not None and POST in name for name in self.page.classes[place:end])

    def _add_up(self, scale: int) -> None:
        """Counts what each block holds, the last first: what stands in a block comes after it. Most counts of most blocks are 0."""
        for block in reversed(self.order):
            if block.tag == "h1":
                block.titles = 1
            if pieces := block.pieces:
                block.own_linked = block.linked = linked = block.own_linked * scale
                block.own = block.text = own = sum(map(len, pieces)) * scale
                if own - linked >= _SCRAP and (value := own - 2.5 * linked) > 0:
                    block.own_value = block.value = value
            if kids := block.kids:
                block.end = kids[-1].end
                for kid in kids:
                    if kid.text:
                        block.text += kid.text
                        block.linked += kid.linked
                        if kid.value:
                            block.value += kid.value
                    if kid.links:
                        block.links += kid.links
                    if kid.images:
                        block.images += kid.images
                    if kid.titles:
                        block.titles += kid.titles


def _is_wide(page: Element) -> bool:
    """Whether a page says by its language or its title that it is written in characters that count as two."""
    language = page.get("lang") or page.get("xml:lang") or ""
    return is_wide_language(language) or is_wide(page_title(page))
