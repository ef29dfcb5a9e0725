"""What a page says twice: for two kinds of screens, or once more as the source that it was made from."""

import re
from collections.abc import Iterator, Sequence

from blogarchive.sources.article.block import Block

_RAW = 1000  # characters of a listing: a shorter one may quote the text
_BEGINNING = 40  # characters
_MOST = 0.6
_MARKS = re.compile(r"\]\([^)\s]*\)|[_*]")  # of Markdown: where a link leads, emphasis
_WORD = re.compile(r"\w+")


def whole_copies(copies: Sequence[Block], body: Block, long: int) -> Iterator[Block]:
    """The parts of the page that were shown before as a whole, with their short lines; `copies` are the blocks of over `long` characters in them."""
    repeated, end = set(copies), 0
    for block in copies:
        if block.place < end:
            continue
        whole = block
        while whole.parent not in (None, body) and _is_copy(whole.parent, repeated, long):
            whole = whole.parent
        if whole is not block:
            end = whole.end
            yield whole


def _is_copy(block: Block, repeated: set[Block], long: int) -> bool:
    longer = [inner for inner in block.walk() if inner.own > long]
    return all(inner in repeated for inner in longer)


def raw_copies(leaves: Sequence[Block]) -> Iterator[Block]:
    """The listings that hold the text of the page once more, as Markdown for whoever wants to copy it: most of their lines begin as paragraphs do."""
    listings = [leaf for leaf in leaves if leaf.tag == "pre" and leaf.own > _RAW]
    said = [folded_words("".join(leaf.element.itertext())) for leaf in leaves if leaf.tag != "pre"] if listings else []
    for listing in listings:
        text = _MARKS.sub("", "".join(listing.element.itertext()))
        lines = [words for line in text.split("\n") if len(words := folded_words(line)) > _BEGINNING]
        again = sum(any(line[:_BEGINNING] in words for words in said) for line in lines)
        if lines and again > _MOST * len(lines):
            yield listing


def folded_words(words: str) -> str:
    """The words alone, without case or what stands between them: equal where a text is said again in other markup."""
    return " ".join(_WORD.findall(words.casefold()))
