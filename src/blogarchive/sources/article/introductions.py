"""Paragraphs that introduce the author and are no part of the text: those that begin with the name in the byline."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from blogarchive.sources.article.block import Block
from blogarchive.sources.article.captions import is_called_caption

_BYLINE = frozenset(
    "byline author authors vcard writer contributor contributors autor autoren autores autore auteur auteurs".split()
)
_BY = re.compile(r"^\W*(?:by|von|par|por|di|door|av|af)\s+", re.IGNORECASE)
_NAME = re.compile(
    r"[^\W\d_][\w.’'-]*(?:\s+(?:(?:de|da|di|van|von|der|den|la|le|el|bin|al)\s+)*[^\W\d_][\w.’'-]*){1,3}"
)
_LONGEST = 80  # characters of a byline
_LAST = 6  # paragraphs at the end of a text
_SHORTEST = 40  # characters of an introduction


def first_introduction(paragraphs: Sequence[Block], order: Sequence[Block]) -> int | None:
    """The place of the paragraph near the end that introduces the author ("Ada Example writes about …"): with it the text has ended.

    `order` are the blocks of the page, where the byline is looked for if a paragraph begins with what may be a name.
    """
    start = max(1, len(paragraphs) - _LAST)
    places = [place for place in range(start, len(paragraphs)) if _begins_with_a_name(paragraphs[place])]
    names = tuple(_names_in_bylines(order)) if places else ()
    return next((place for place in places if paragraphs[place].words.startswith(names)), None)


def _begins_with_a_name(block: Block) -> bool:
    match = _NAME.match(block.pieces[0]) if block.own >= _SHORTEST and not is_called_caption(block) else None
    return match is not None and _is_name(" ".join(match[0].split()[:2]))


def _names_in_bylines(order: Sequence[Block]) -> Iterator[str]:
    """The names in lines that are called bylines or begin with "by", of two words at least: one alone may begin any sentence."""
    for block in order:
        if 0 < block.own < _LONGEST:
            yield from names_in(block)


def names_in(block: Block) -> Iterator[str]:
    """The names of two words or more in a block that is called a byline, or that begin with "by" there."""
    is_byline = any(near.says.words & _BYLINE for near in (block, *islice(block.above(), 2)))
    for piece in block.pieces:
        by = _BY.match(piece)
        if by is not None or is_byline:
            name = piece[by.end() if by else 0 :].strip(" ,.:|·")
            if _is_name(name):
                yield name


def _is_name(words: str) -> bool:
    return _NAME.fullmatch(words) is not None and words[:1].isupper() and words.rpartition(" ")[2][:1].isupper()
