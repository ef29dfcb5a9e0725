"""What calls itself furniture, or another post, judged by what it holds."""

from blogarchive.sources.article.block import Block
from blogarchive.sources.article.labels import OTHERS

_LINE = 150  # characters
_SENTENCES = 500  # characters
_SEVERAL = 3
_SUBHEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_SPOKEN = frozenset(
    "newsletter subscribe signup cookie cookies consent privacy modal copyright authorbio bio shortbio donate".split()
)
"""Furniture that speaks in whole paragraphs."""
_FILED = frozenset(("postmetadata", "postmeta", "entrymeta"))


def is_furniture_paragraph(block: Block) -> bool:
    """A short line, one that is called what speaks in paragraphs, or WordPress's "This entry was posted on … and is filed under …", with links."""
    words = block.says.words
    return (
        block.text <= _LINE
        or bool(words & _SPOKEN)
        or (bool(words & _FILED) and block.links > 1 and block.text < _SENTENCES)
    )


def lists_others(block: Block) -> bool:
    """Several blocks that each call themselves another post, in one that does so too, are other posts, however much they say."""
    return bool(block.says.words & OTHERS) and sum(bool(kid.says.words & OTHERS) for kid in block.kids) >= _SEVERAL


def is_subheading(block: Block) -> bool:
    """A box called "header" that holds nothing but a heading of the second rank or lower heads a part of the text."""
    inner = block
    while len(inner.kids) == 1 and not inner.own:
        inner = inner.kids[0]
    return inner.tag in _SUBHEADINGS and 0 < inner.own == block.text and not inner.own_linked


def is_frame(block: Block) -> bool:
    """Whether a fieldset has no field in it: it frames a text, with its legend for a heading."""
    return block.tag == "fieldset" and next(block.element.iter("input", "textarea", "select", "button"), None) is None
