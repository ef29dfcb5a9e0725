"""The parts of the browser's title: the post's and the site's name, between signs that part them.

A heading that says one of them is a name of the post or the site however short it is ("Сад | My blog"), and where a page has no headings a line may.
"""

import re
from collections.abc import Sequence

from blogarchive.sources.article.block import Block
from blogarchive.sources.article.headline import folded
from blogarchive.text.contents import line_in
from blogarchive.text.markup import Element, page_title

_BETWEEN = re.compile(r" [-–—−|/:;·•~«»‹›<>→←]+ | ?[|｜»«]+ ?|[:：] |：| ?::+ ?")  # of a title with single spaces
_PARAGRAPH = 80  # characters
_LONGEST = 150
_TRIED = 20  # lines of which it is asked whether they are links; bounds the work on hostile input


def parts_of_title(page: Element) -> frozenset[str]:
    """The parts, folded, and the whole; empty for a page without a title."""
    title = " ".join(page_title(page).split())
    return frozenset(filter(None, map(folded, (title, *_BETWEEN.split(title)))))


def line_of_title(order: Sequence[Block]) -> str | None:
    """The last line above the first paragraph that is a part of the browser's title and not the whole of it, which may be the site's name; what is a
    link names the site, or another page."""
    page = order[0].element
    parts = parts_of_title(page) - {folded(page_title(page))}
    found: list[tuple[Block, str]] = []
    for block in order:
        if any(len(piece) >= _PARAGRAPH for piece in block.pieces):
            break
        found += [(block, piece) for piece in block.pieces if len(piece) <= _LONGEST and folded(piece) in parts]
    lines = (" ".join(piece.split()) for block, piece in found[: -_TRIED - 1 : -1] if not _is_linked(block, piece))
    return next(lines, None)


def _is_linked(block: Block, line: str) -> bool:
    return block.own_linked > 0 and any(line in line_in(link) for link in block.element.iter("a"))
