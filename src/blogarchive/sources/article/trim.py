"""What of the chosen block is not the article's own text."""

from blogarchive.sources.article.marks import Marks
from blogarchive.sources.article.outline import Block

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARAGRAPH = 80  # characters: shorter blocks may be anything
_KEPT_IN_TAIL = frozenset(("p", "li", "td", "th", "dd", "dt", "blockquote", "pre", "figcaption", *_HEADINGS))


def dropped(body: Block, marks: Marks) -> dict[Block, str]:
    """The blocks to leave out, each with the reason."""
    drop: dict[Block, str] = {}
    leaves = _leaves(body, marks, drop)
    first = next((i for i, b in enumerate(leaves) if _is_paragraph(b)), None)
    if first is None:
        return drop
    last = next(i for i in range(len(leaves) - 1, -1, -1) if _is_paragraph(leaves[i]))
    for i, block in enumerate(leaves):
        reason = _head(block) if i < first else _tail(block) if i > last else _middle(block)
        if reason and block.text == block.own:
            drop[block] = reason
    for block in reversed(leaves):  # headings without anything below them
        if block in drop:
            continue
        if block.tag not in _HEADINGS:
            break
        drop[block] = "heading of nothing"
    return drop


def _leaves(body: Block, marks: Marks, drop: dict[Block, str]) -> list[Block]:
    """The blocks with text of their own, in order, after whole parts were left out."""
    leaves: list[Block] = []
    said: set[str] = set()
    words = 0
    stack = [body]
    while stack:
        block = stack.pop()
        reason = _whole(block, marks, words, said) if block is not body else ""
        if reason:
            drop[block] = reason
            continue
        if block.own:
            leaves.append(block)
            words += block.own
            if block.own > 60:
                said.add(block.words)
        stack.extend(reversed(block.kids))
    return leaves


def _whole(block: Block, marks: Marks, words: int, said: set[str]) -> str:
    plain = block.text - block.linked
    if block in marks.away:
        return marks.away[block]
    if block.tag == "h1" and words < 200:
        return "title"
    if block.shares > 1 and plain < 200:
        return "share bar"
    if block.own > 60 and block.words in said:
        return "repeated"
    if block.links > 2 and block.linked > 0.7 * block.text and block.jumps > 0.8 * block.links:
        return "table of contents"
    return ""


def _is_paragraph(block: Block) -> bool:
    return block.own - block.own_linked >= _PARAGRAPH and block.tag != "figcaption" and block.tag not in _HEADINGS


def _head(block: Block) -> str:
    if block.own_linked > 0.8 * block.own:
        return "head: links"
    if block.own < _PARAGRAPH and block.tag not in _KEPT_IN_TAIL:
        return "head: scrap"
    return ""


def _tail(block: Block) -> str:
    if block.own_linked > 0.8 * block.own:
        return "tail: links"
    if block.own < _PARAGRAPH and block.tag not in _KEPT_IN_TAIL:
        return "tail: scrap"
    return ""


def _middle(block: Block) -> str:
    if block.own_linked > 0.8 * block.own and block.tag not in _KEPT_IN_TAIL:
        return "linked scrap"
    return ""
