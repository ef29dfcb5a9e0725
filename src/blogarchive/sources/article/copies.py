"""What a page says twice: for two kinds of screens, or once more as the source that it was made from."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from blogarchive.sources.article.block import Block
from blogarchive.text.contents import text_in

_RAW = 1000  # characters of a listing: a shorter one may quote the text
_BEGINNING = 40  # characters
_MOST = 0.6
_SAMPLE = 100  # lines
_NEAR = 20  # boxes round two places of one text
_MARKS = re.compile(r"\]\([^)\s]*\)|[_*]")  # of Markdown: where a link leads, emphasis
_WORD = re.compile(r"\w+")


def whole_copies(copies: Sequence[Block], body: Block, long: int) -> Iterator[Block]:
    """The parts of the page that were shown before as a whole, with their short lines; `copies` are the blocks of over `long` characters in them."""
    if not copies:
        return
    said_again = [block.place for block in copies]
    longer = [block.place for block in body.walk() if block.own > long]
    end = 0
    for block in copies:
        if block.place < end:
            continue
        whole = block
        while (
            (around := whole.parent) is not None
            and around is not body
            and (_count(said_again, around) == _count(longer, around))
        ):
            whole = around
        if whole is not block:
            end = whole.end
            yield whole


def _count(places: Sequence[int], block: Block) -> int:
    """How many of these places, which are in order, are those of the block or stand in it."""
    return bisect_left(places, block.end) - bisect_left(places, block.place)


def raw_copies(leaves: Sequence[Block]) -> Iterator[Block]:
    """The listings that hold the text of the page once more, as Markdown for whoever wants to copy it: most of their lines begin as paragraphs do.

    Such a listing is as long as the text, give or take its marks; a hundred of its lines, from all of it, tell as much as all.
    """
    listings = [leaf for leaf in leaves if leaf.tag == "pre" and leaf.own > _RAW]
    around = {above for listing in listings for above in listing.above()}  # these hold the listing itself
    others = [leaf for leaf in leaves if leaf.tag != "pre" and leaf not in around] if listings else []
    least = sum(leaf.own for leaf in others) / 2
    long = [listing for listing in listings if listing.own >= least]
    said = "\n".join(folded_words(text_in(leaf.element)) for leaf in others) if long else ""
    for listing in long:
        text = _MARKS.sub("", text_in(listing.element))
        lines = [words for line in text.split("\n") if len(words := folded_words(line)) > _BEGINNING]
        sample = lines[:: len(lines) // _SAMPLE + 1]
        if sample and sum(line[:_BEGINNING] in said for line in sample) > _MOST * len(sample):
            yield listing


def is_refrain(first: Block, again: Block) -> bool:
    """Whether words that are said again stand in places of the same make: then it is the author who says them twice (in cells, in questions).

    What a page prints once more, for other screens or in a summary, it prints in other boxes.
    """
    pairs = zip(chain((first,), first.above()), chain((again,), again.above()), strict=False)
    for one, other in islice(pairs, _NEAR):
        if one is other:
            return True
        if (one.tag, one.label) != (other.tag, other.label):
            return False
    return False


def folded_words(words: str) -> str:
    """The words alone, without case or what stands between them: equal where a text is said again in other markup."""
    return " ".join(_WORD.findall(words.casefold()))
