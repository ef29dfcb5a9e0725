"""The heading of the post on the page."""

import re
from collections.abc import Iterator, Sequence

from blogarchive.sources.article.block import Block
from blogarchive.sources.article.marks import Marks

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_SHORTEST = 4  # characters
_PARAGRAPH = 80  # characters
_LABEL = re.compile(r"(?:entry|post|article|single|story|blog)[-_]?title|p-name", re.IGNORECASE)


def title_block(body: Block, marks: Marks) -> Block | None:
    """The heading that names the post, looked for from the first paragraph upwards, because the site's own name stands at the top.

    It is one that the browser's title repeats, else one whose label says so, else the nearest first-level heading. A heading that is the
    whole of the browser's title may be the site's name, then a nearer one with a telling label wins.
    """
    browser_title = _folded(marks.order[0].element.findtext(".//title") or "")
    named: Block | None = None
    headings = list(_headings(body, marks))[::-1]
    for nearest in headings:
        words = _folded(_words(nearest))
        if len(words) >= _SHORTEST and words in browser_title:
            found = _fuller(nearest, words, headings, browser_title)
            return named if named is not None and words == browser_title else found
        if named is None and _LABEL.search(nearest.label):
            named = nearest
    return named or next((block for block in headings if block.tag == "h1"), None)


def _fuller(nearest: Block, words: str, headings: Sequence[Block], browser_title: str) -> Block:
    """A heading with one word of the title ("Acme", in "Acme or Emca?") is a section; one that is all link may be of a list of other posts.

    Then the heading above it that says the title in full, or says the same without leading away, is the title.
    """
    for heading in headings:
        said = _folded(_words(heading))
        is_plain = heading.own_linked == 0 and nearest.own_linked > 0
        if words in said and said in browser_title and (len(said) > len(words) or is_plain):
            return heading
    return nearest


def _headings(body: Block, marks: Marks) -> Iterator[Block]:
    """The headings down to the first paragraph of the body, or to its end where it has none, in the order of the page."""
    for block in marks.order[: body.end]:
        is_paragraph = block.tag not in _HEADINGS and block.own - block.own_linked >= _PARAGRAPH
        if is_paragraph and body.holds(block) and not marks.is_gone(block):
            return
        if block.tag in _HEADINGS and block.text:
            yield block


def _words(block: Block) -> str:
    return "".join(block.element.itertext()) if block.text < 300 else ""


def _folded(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
