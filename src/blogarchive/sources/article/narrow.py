"""Which part of a box is the article where no name says so: the one that begins with the title, and is not there for its links.

It guards against the great mistake of a choice by length alone: that a short post loses against the sidebar or the comments beside it.
"""

from collections.abc import Callable, Sequence
from itertools import chain

from blogarchive.sources.article.block import Block
from blogarchive.sources.article.marks import Marks

_SENTENCE = 40  # characters of a paragraph
_LINE = 150  # characters: less before the title is a slogan
_SIDEBAR = 600  # characters: none says so much in one piece
_LINKED = 0.5  # of a text
_BEFORE = 0.65  # of the text below the title: with as much before it, it heads one section of many
_SHARES = ((3, 0.1), (2, 0.3), (0, 0.5))
"""How many paragraphs the text below the title must have at least where it is such a share of all: one alone may be the lead of a text elsewhere."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def part_with_title(found: Block, title: Block | None, marks: Marks) -> Block | None:
    """The part that begins with the page's title and has text below it, where `found` holds other parts too or does not hold the title.

    None where the part is but the head of what follows, or one section of many.
    """
    if title is None:
        return None
    common = next(block for block in chain((found,), found.above()) if block.holds(title))
    part = next((kid for kid in common.kids if kid.holds(title)), title)
    if part is title or part.tag == "header":
        return None
    text = [block for block in marks.kept(title.end, part.end) if block.tag not in _HEADINGS]
    others = [
        kid
        for kid in common.kids
        if kid is not part
        and kid not in marks.away
        and (not is_for_links(kid, marks) or (kid.holds(found) and marks.value(found) >= _SIDEBAR))
    ]
    below, after = sum(block.own_value for block in text), _sum(marks.value, others, part)
    before = max((marks.value(kid) for kid in others if kid.place < part.place), default=0.0)
    if before >= max(_LINE, _BEFORE * below) or (after > below and is_for_links(part, marks)):
        return None
    if not below and not after:  # lines of a few words
        below, after = sum(block.own - block.own_linked for block in text), _sum(marks.plain, others, part)
    paragraphs = sum(block.own_value >= _SENTENCE for block in text)
    is_enough = any(paragraphs >= least and below >= share * (below + after) > 0 for least, share in _SHARES)
    is_picture = not below and not after and any(block.images for block in text)
    return part if is_enough or is_picture else None


def _sum(measure: Callable[[Block], float], blocks: Sequence[Block], part: Block) -> float:
    """What the blocks after a part hold together."""
    return sum(measure(block) for block in blocks if block.place > part.place)


def is_for_links(block: Block, marks: Marks) -> bool:
    """Whether more than half of a block's text are links: then it leads elsewhere, whatever some of its lines say."""
    text = linked = 0
    for inner in marks.kept(block.place, block.end):
        text += inner.own
        linked += inner.own_linked
    return linked > _LINKED * text


def is_heading(block: Block, marks: Marks) -> bool:
    """Whether all text of a block stands in headings."""
    return all(inner.tag in _HEADINGS for inner in marks.kept(block.place, block.end) if inner.own)
