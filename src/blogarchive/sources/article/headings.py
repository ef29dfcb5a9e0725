"""Headings of parts: whether anything stands below them."""

from blogarchive.sources.article.block import Block
from blogarchive.text.contents import text_in
from blogarchive.text.markup import Element


def has_text_after(block: Block) -> bool:
    """Whether words of the block around it follow, without a paragraph of their own: that block stands before it in the order of the page.

    They follow a title as well, which is none of the text.
    """
    if block.tag == "h1" or block.parent is None or not block.parent.own:
        return False
    around = block.parent.element
    blocks = {kid.element for kid in block.parent.kids}
    element: Element | None = block.element
    while element is not None and element is not around:
        if (element.tail or "").strip():
            return True
        if (after := element.getnext()) is None:
            element = element.getparent()  # a heading may stand in a `span`, before the text
            continue
        if after in blocks:
            return False
        if after.tag != "br" and text_in(after).strip():
            return True
        element = after
    return False
