"""Paragraphs that introduce the author and are no part of the text: those that begin with the name in the byline."""

import re
from collections.abc import Iterator, Sequence

from blogarchive.sources.article.block import Block

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


def names_in_bylines(order: Sequence[Block]) -> frozenset[str]:
    """The names in lines that are called bylines or begin with "by", of two words at least: one alone may begin any sentence."""
    return frozenset(name for block in order if 0 < block.own < _LONGEST for name in _names(block))


def _names(block: Block) -> Iterator[str]:
    labels = (block.says.words, *(above.says.words for above in _nearest(block)))
    for piece in block.pieces:
        by = _BY.match(piece)
        if by is not None or any(words & _BYLINE for words in labels):
            name = piece[by.end() if by else 0 :].strip(" ,.:|·")
            if _is_name(name):
                yield name


def _is_name(words: str) -> bool:
    return _NAME.fullmatch(words) is not None and words[:1].isupper() and words.rpartition(" ")[2][:1].isupper()


def _nearest(block: Block) -> Iterator[Block]:
    for _, above in zip(range(2), block.above(), strict=False):
        yield above


def introduces(block: Block, names: frozenset[str]) -> bool:
    """Whether a paragraph begins with the author's name: "Ada Example writes about …"."""
    return block.own >= _SHORTEST and any(block.words.startswith(name) for name in names)


def first_introduction(paragraphs: Sequence[Block], names: frozenset[str]) -> int | None:
    """The place of the paragraph near the end that introduces the author: with it the text has ended."""
    start = max(1, len(paragraphs) - _LAST)
    return next((place for place in range(start, len(paragraphs)) if introduces(paragraphs[place], names)), None)
