"""Captions of pictures: words that belong to a picture and not to the running text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from blogarchive.sources.article.block import Block
from blogarchive.text.substrings import has_any

_LABELS = ("caption", "legende", "bildunterschrift", "annotation")
_CREDIT = re.compile(r"credits?(?!\w)")
_GALLERIES = ("gallery", "galerie", "galería")
_WORDS_OF_THEIR_OWN = frozenset(("pre", "table", "blockquote"))
_SHARE = 0.4
_LONGEST = 1000  # characters: what is longer is text, whatever it is called


def captions(body: Block, order: Sequence[Block]) -> list[Block]:
    """The blocks below `body` that are captions of pictures; the caption of a table, listing or quote belongs to its words. `order` are all blocks
    of the page.

    Where captions are a good part of the text, the post tells its story in them: then they are its text.
    """
    found = list(_captions(order[body.place + 1 : body.end]))
    return found if sum(block.text for block in found) < _SHARE * body.text else []


def is_called_caption(block: Block) -> bool:
    """A caption by name. WordPress writes one and the same caption as a paragraph or as a `figcaption`, as the theme bids."""
    return not block.images and bool(block.label) and _names_caption(block.label)


@lru_cache(maxsize=4096)
def _names_caption(name: str) -> bool:
    label = name.lower()
    return has_any(label, _LABELS) or ("credit" in label and _CREDIT.search(label) is not None)


@lru_cache(maxsize=4096)
def _speaks_of_pictures(name: str) -> bool:
    return _names_caption(name) or _names_gallery(name)


def _names_gallery(name: str) -> bool:
    return has_any(name.lower(), _GALLERIES)


def _captions(blocks: Iterable[Block]) -> Iterator[Block]:
    end = 0
    for block in blocks:
        if block.tag != "figcaption" and not (block.label and _speaks_of_pictures(block.label)):
            continue
        if block.place >= end and block.text < _LONGEST and _is_caption(block):
            end = block.end
            yield block


def _is_caption(block: Block) -> bool:
    """A caption, or a gallery: the words between its pictures belong to them."""
    if block.images and _names_gallery(block.label):
        return True
    return (block.tag == "figcaption" or is_called_caption(block)) and _of_picture(block)


def _of_picture(block: Block) -> bool:
    holder = block.parent
    if block.tag == "figcaption":
        while holder is not None and holder.tag != "figure":
            holder = holder.parent
    if holder is None or holder.tag != "figure":
        return True
    return not any(inner.tag in _WORDS_OF_THEIR_OWN for inner in holder.walk() if inner is not holder)
