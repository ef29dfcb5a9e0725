"""What stands beside the article and may be passed over unread: menus, sidebars, forms, other posts."""

from blogarchive.sources.article.block import Block
from blogarchive.sources.article.labels import CHROME, Role
from blogarchive.text.elements import Elements

TAGS = frozenset(("nav", "aside", "form", "dialog", "menu", "fieldset"))
MAYBE = TAGS | {"footer"}
_AT_THE_END = frozenset(("footer", "sitefooter", "pagefooter"))
_MAY_TELL = frozenset(
    "header masthead topheader siteheader teaser teasers latest recent screenreader social socials share shares sharing copyright notice "
    "disclaimer disclosure featuredarticle boilerplate print".split()
)
"""Furniture that may hold the post's title, its lead, or a line of facts about it."""
_WORDS = frozenset(CHROME - _MAY_TELL - _AT_THE_END)
_NEVER = frozenset(("html", "body", "main", "article", "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"))
_SILENT = frozenset("script style noscript svg select option optgroup button textarea title template".split())
_PHRASE = 25  # characters: shorter texts are labels, names, entries of a menu
_CHROME = Role.CHROME
_MOST = 2001  # elements: what has more is looked through no further
_LITTLE = 200  # characters of phrases: with more it may be a text after all


def is_named_beside(block: Block) -> bool:
    """Whether a block's tag, class or id says that it stands beside the article."""
    if block.tag in TAGS:
        return True
    says = block.says
    if says.role is not _CHROME or block.tag in _NEVER:
        return block.tag == "footer" and _is_at_the_end(block)
    return not says.words.isdisjoint(_WORDS) or (not says.words.isdisjoint(_AT_THE_END) and _is_at_the_end(block))


def _is_at_the_end(block: Block) -> bool:
    """The page's own footer stands at the top level; a post's footer, which tells about the post, stands in the post."""
    parent = block.parent
    return parent is not None and (parent.tag == "body" or (parent.parent is not None and parent.parent.tag == "body"))


def little_text(page: Elements, place: int, end: int) -> tuple[int, int] | None:
    """The characters of running text in an element and its links, if that text is little and no title stands in it: then it may be passed over.

    `end` is the place of the first element after it. Running text is what is no label and stands in no link.
    """
    if end - place > _MOST:
        return None
    found, tags = 0, page.tags[place:end]
    for inner, text in enumerate(page.texts[place:end]):
        if text and (length := len(text)) > _PHRASE:
            tag, outer = tags[inner], page.parents[place + inner]
            if tag != "a" and tag not in _SILENT and (outer is None or outer.tag != "a"):
                found += length
                if found > _LITTLE:
                    return None
    for tail in filter(None, page.tails[place + 1 : end]):
        if (length := len(tail)) > _PHRASE:
            found += length
            if found > _LITTLE:
                return None
    return None if "h1" in tags else (found, tags.count("a"))
