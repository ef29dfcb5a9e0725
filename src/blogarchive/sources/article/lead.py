"""The lead: the paragraph between the title and the body in which a post says what it is about."""

import re

from blogarchive.sources.article.block import Block
from blogarchive.sources.article.captions import is_called_caption
from blogarchive.sources.article.copies import folded_words
from blogarchive.sources.article.introductions import begins_with, names_in
from blogarchive.sources.article.labels import Role
from blogarchive.sources.article.marks import Marks

_SHORTEST = 100  # characters: what is shorter may be a byline, a date, a slogan
_SHORTEST_NAMED = 40  # characters of a lead that is called so
_NAMED = re.compile(
    r"(?:^|[\W_])(?:lead|lede|dek|deck|standfirst|excerpt|summary|intro|subtitle|sub-?head\w*|subline|abstract|vorspann|chapo|entradilla|bajada|"
    r"sommario)(?:$|[\W_])",
    re.IGNORECASE,
)
_BEGINNING = 40  # characters
_MOST = 5  # a head with more paragraphs is no lead
_NOT_IN = frozenset(("nav", "aside", "form", "figure", "figcaption", "footer", "dialog", "table"))
_HEAD_WORDS = frozenset(("header", "teaser", "teasers", "meta", "recent", "latest"))
_FURNITURE = (Role.CHROME, Role.META, Role.COMMENTS)


def leads(title: Block | None, first: Block | None, marks: Marks) -> tuple[Block, ...]:
    """The paragraphs between the title and the first paragraph of the body, if they are few and no furniture.

    A line that is called the lead is one though it is short; whoever asks for text tells by `is_paragraph`.
    """
    if title is None or first is None:
        return ()
    start, end = title.place, first.place
    between = set(marks.order[start:end])
    paragraphs = [block for block in marks.order[start + 1 : end] if _may_lead(block, between)]
    if not paragraphs:
        return ()
    names = {name for block in between if block is not title and 0 < block.own < _SHORTEST for name in names_in(block)}
    found = tuple(block for block in paragraphs if not _introduces(block, names))
    return found if len(found) <= _MOST else ()


def is_paragraph(lead: Block) -> bool:
    """Whether a lead is long enough to be part of the text and not only the subtitle."""
    return lead.own >= _SHORTEST


def is_said_in(body: Block, lead: Block) -> bool:
    """Whether the body says again what a lead begins with: then it is only an excerpt of the text, made for lists and search engines."""
    beginning = folded_words(lead.words)[:_BEGINNING]
    longest = max(beginning.split(), key=len, default="")  # to look for one word is quicker than to fold all of them
    return any(
        longest in block.words.casefold() and beginning in folded_words(block.words)
        for block in body.walk()
        if block.own >= _BEGINNING
    )


def _introduces(block: Block, names: set[str]) -> bool:
    """A paragraph that begins with a name shown above it ("By Ada Example" … "Ada is a writer …") introduces the author."""
    return any(begins_with(block.words, name) for name in names)


def _may_lead(block: Block, between: set[Block]) -> bool:
    if block.own < _SHORTEST_NAMED or block.own_linked > 0.2 * block.own or block.text != block.own:
        return False
    if block.tag in _NOT_IN or (block.own < _SHORTEST and not _is_named(block)):
        return False
    if (
        block.parent is not None and block.parent.images and block.parent.text == block.text
    ):  # alone with a picture: its caption
        return False
    chain = [block, *(above for above in block.above() if above in between)]
    if any(is_called_caption(near) for near in chain[:2]):
        return False
    return not any(above.tag in _NOT_IN or _is_furniture(above) for above in chain)


def _is_named(block: Block) -> bool:
    return _NAMED.search(block.label) is not None or (
        block.parent is not None and _NAMED.search(block.parent.label) is not None
    )


def _is_furniture(block: Block) -> bool:
    return block.says.role in _FURNITURE and bool(block.says.words - _HEAD_WORDS)
