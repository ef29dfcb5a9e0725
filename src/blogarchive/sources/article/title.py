"""The heading of the post on the page."""

from blogarchive.sources.article.outline import Block

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_SHORTEST = 4  # characters


def title_block(top: Block, body: Block) -> Block | None:
    """The heading that names the post: one that the browser's title repeats, else the nearest first-level heading.

    It is the last such heading before the body, because the site's own name stands above the post's; or the first within the body.
    """
    browser_title = _folded(top.element.findtext(".//title") or "")
    before: list[Block] = []
    within: list[Block] = []
    place = before
    inside: set[Block] = set()
    for block in top.walk():
        if block is body:
            place, inside = within, set(body.walk())
        if place is within and block not in inside:
            break
        if block.tag in _HEADINGS and block.text:
            place.append(block)
    for found in (*reversed(before), *within[:1]):
        if (words := _folded(_words(found))) and len(words) >= _SHORTEST and words in browser_title:
            return found
    return next((block for block in (*reversed(before), *within) if block.tag == "h1"), None)


def _words(block: Block) -> str:
    return "".join(block.element.itertext()) if block.text < 300 else ""


def _folded(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
