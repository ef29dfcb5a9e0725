"""The words of a heading, and those of them that are the headline: without permalink signs, and without what says what it is about."""

import re
from functools import lru_cache

from blogarchive.late import late
from blogarchive.sources.article.block import Block
from blogarchive.text.contents import text_in
from blogarchive.text.markup import Element
from blogarchive.text.plain import plain_text
from blogarchive.text.wide import letters_of

LONGEST = 300  # characters
_PIECES = 8  # a heading in more pieces is a box of many things
_KICKED = 12  # letters
_MUCH = 0.4  # of the heading's letters
_BETWEEN = " :|/·–—-"
_SOFT_HYPHEN = "\u00ad"
_SIGNS = bytes([code for code in range(128) if not chr(code).isalnum()])
_PILCROWS = re.compile(r"^[\s¶]+|[\s¶]+$")
_KICKER = late(
    r"kicker|dachzeile|spitzmarke|overline|over-?title|top-?line|roof-?line|eyebrow|pre-?title|super-?title|sub-?title|sub-?headline|sub-?line|"
    r"surtitre|sur-?title|antetitulo|volanta|occhiello|vorspann",
    re.IGNORECASE,
)


def words_of(block: Block) -> str:
    """The text of a block, if it is no long one. Most lines are in one piece, which the outline has read."""
    if block.text >= LONGEST:
        return ""
    return block.pieces[0] if len(block.pieces) == 1 and block.own == block.text else text_in(block.element)


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """The letters and digits of a text, without case. The headings of a page are asked for again and again."""
    if text.isascii():
        return text.lower().encode().translate(None, _SIGNS).decode()  # signs are taken out of bytes at once
    return "".join(filter(str.isalnum, text.casefold()))


def pieces_of(heading: Block) -> list[str]:
    """The texts of a heading's elements, if they are several and not too many."""
    pieces = [text for text in heading.element.itertext("*") if text.strip()] if heading.text < LONGEST else []
    return pieces if 1 < len(pieces) <= _PIECES else []


def without_kicker(heading: Block, browser_title: str) -> str:
    """The beginning or end of a heading in pieces that the browser's title says: a theme of the day, a date or a subtitle stands beside it."""
    pieces, whole = pieces_of(heading), letters_of(folded(words_of(heading)))
    for length in range(len(pieces) - 1, 0, -1):
        for run in (pieces[-length:], pieces[:length]):
            words = folded("".join(run))
            if letters_of(words) >= max(_KICKED, _MUCH * whole) and words in browser_title:
                return _PILCROWS.sub("", " ".join("".join(run).replace(_SOFT_HYPHEN, "").split())).strip(_BETWEEN)
    return ""


def without_signs(element: Element) -> str:
    """The text without kickers and permalink signs: pilcrows round it, and links in it that have neither a letter nor a digit."""
    signs = [link for link in element.iter("a") if not folded(text_in(link))]
    if len(element):
        signs += [inner for inner in element.iterdescendants("span", "small", "em", "div", "p") if _is_kicker(inner)]
    text = plain_text(element, signs)
    text = text if folded(text) else plain_text(element)
    return " ".join(_PILCROWS.sub("", text).split()).strip(_BETWEEN if signs else None)


def _is_kicker(element: Element) -> bool:
    """Whether a part of a heading is named as the line above a headline, which says what it is about, or as one below it."""
    return (name := element.get(b"class")) is not None and _KICKER.search(name) is not None
