"""Paragraphs that introduce the author and are no part of the text.

They begin with the name in the byline, or with one that stands in a line of its own above them, or below a line like "About the author".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from blogarchive.late import late
from blogarchive.sources.article.block import Block
from blogarchive.sources.article.captions import is_called_caption
from blogarchive.sources.article.phrases import announces_author
from blogarchive.text.substrings import has_any

_BYLINE = frozenset(
    "byline author authors vcard writer contributor contributors autor autoren autores autore auteur auteurs".split()
)
_BY = re.compile(r"^\W*(?:by|von|par|por|di|door|av|af)\s+", re.IGNORECASE)
_NAME = late(r"[^\W\d_][\w.’'-]*(?:\s+(?:(?:de|da|di|van|von|der|den|la|le|el|bin|al)\s+)*[^\W\d_][\w.’'-]*){1,3}")
_LONGEST = 80  # characters of a byline
_LAST = 6  # paragraphs at the end of a text
_LAST_LINES = 12
_FEW = 2
_NEAR = 8  # blocks
_NAME_AT_MOST = 40  # characters
_SHORTEST = 40  # characters of an introduction


def first_introduction(paragraphs: Sequence[Block], order: Sequence[Block]) -> int | None:
    """The place of the paragraph near the end that introduces the author ("Ada Example writes about …"): with it the text has ended.

    `order` are the blocks of the page, where the byline is looked for if a paragraph begins with what may be a name.
    """
    start = max(1, len(paragraphs) - _LAST)
    for place in range(max(1, len(paragraphs) - _LAST_LINES), len(paragraphs)):
        if paragraphs[place].own < _LONGEST and announces_author(paragraphs[place].words):
            return place
    places = [place for place in range(start, len(paragraphs)) if _begins_with_a_name(paragraphs[place])]
    names = tuple(_names_in_bylines(order, [paragraphs[place].words.split()[0] for place in places]))
    named = (place for place in places if paragraphs[place].words.startswith(names))
    last = range(max(1, len(paragraphs) - _FEW), len(paragraphs))
    below = next((place for place in last if _is_below_its_name(paragraphs[place], order)), None)
    if below is not None and paragraphs[below - 1].own == paragraphs[below - 1].own_linked:
        below -= 1  # the name
    return min((place for place in (next(named, None), below) if place is not None), default=None)


def begins_with(words: str, name: str) -> bool:
    """Whether a text begins with a name, or with the first name alone as the subject of a sentence ("Ada is …")."""
    return words.startswith(name) or re.match(rf"{re.escape(name.split(maxsplit=1)[0])} [^\W\d_A-Z]", words) is not None


def _is_below_its_name(block: Block, order: Sequence[Block]) -> bool:
    """Whether a link to a person, by the name, stands above a paragraph that begins with it."""
    if block.own < _SHORTEST or is_called_caption(block):
        return False
    lines = (above for above in reversed(order[max(0, block.place - _NEAR) : block.place]) if above.own)
    return any(
        above.own == above.own_linked < _NAME_AT_MOST
        and is_name(name := above.words.strip(" :"))
        and begins_with(block.words, name)
        for above in islice(lines, 2)
    )


def _begins_with_a_name(block: Block) -> bool:
    if block.own < _SHORTEST or is_called_caption(block):
        return False
    start = block.pieces[0].split(maxsplit=2)[:2]
    if len(start) < 2 or not (start[0][0].isupper() and start[1][0].isupper()):
        return False  # to look at two letters is quicker than the pattern
    match = _NAME.match(block.pieces[0])
    return match is not None and is_name(" ".join(match[0].split()[:2]))


def _names_in_bylines(order: Sequence[Block], firsts: Sequence[str]) -> Iterator[str]:
    """The names in lines that are called bylines or begin with "by", of two words at least: one alone may begin any sentence.

    A name that begins with none of the words `firsts` may be missing.
    """
    lines = [block for block in order if 0 < block.own < _LONGEST] if firsts else []
    if not has_any("\n".join([piece for block in lines for piece in block.pieces]), firsts):
        return  # to look through all lines at once is quicker than through each
    for block in lines:
        if has_any(block.words, firsts):
            yield from names_in(block)


def names_in(block: Block) -> Iterator[str]:
    """The names of two words or more in a block that is called a byline, or that begin with "by" there."""
    is_byline = any(near.says.words & _BYLINE for near in (block, *islice(block.above(), 2)))
    for piece in block.pieces:
        by = _BY.match(piece)
        if by is not None or is_byline:
            name = piece[by.end() if by else 0 :].strip(" ,.:|·")
            if is_name(name):
                yield name


def is_name(words: str) -> bool:
    """Whether some words may be a person's name: two to four with capital letters, particles between them."""
    return _NAME.fullmatch(words) is not None and words[:1].isupper() and words.rpartition(" ")[2][:1].isupper()
