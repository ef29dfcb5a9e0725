"""What the headings of a page tell: whether it may have comments at all, and where a single one stands."""

from collections.abc import Iterator
from functools import lru_cache

from blogarchive.sources.page_comments.author_places import ANSWERING
from blogarchive.sources.page_comments.claims import count_in, has_comment_word
from blogarchive.sources.page_comments.inventory import Inventory
from blogarchive.sources.page_comments.marks import Family

_FEW = 3  # words of a heading that counts what is below it: "Ummæli (5)"


def may_have_comments(listed: Inventory) -> bool:
    """Pages are worth a search that have a word for comments in a class, id or heading, anchors as engines give them to comments, a place to
    write, or a heading with a count, in whatever language, or with "Re:"."""
    if listed.spoken or listed.has_short_anchors or listed.named("textarea"):
        return True
    headings = [text for _, text in listed.headings]
    return has_comment_word(" ".join(headings)) or any(map(_counts_or_answers, headings))


def is_said_in_bold(listed: Inventory) -> bool:
    """Whether words that stand out speak of comments: on pages made by hand they are headings."""
    return has_comment_word(" ".join(each.text or "" for each in listed.bold))


@lru_cache(maxsize=2048)
def _counts_or_answers(heading: str) -> bool:
    counts = len(heading.split()) <= _FEW and count_in(heading, is_heading=True)
    return bool(counts) or ANSWERING.match(heading) is not None


def below_headings(listed: Inventory) -> Iterator[Family]:
    """What stands below a heading that counts one comment: alone it repeats nothing, and may have no name that says what it is."""
    for heading, raw in listed.headings:
        if (text := _counting_one(raw)) and (below := next(heading.itersiblings("*"), None)) is not None:
            yield Family(how="heading", key=text, marks=(below,), is_cued=True)


@lru_cache(maxsize=2048)  # most headings stand on all pages of a blog
def _counting_one(heading: str) -> str:
    """The few words of a heading that counts one comment; "" for any other."""
    words = heading.split(None, _FEW)
    text = " ".join(words)
    return text if len(words) <= _FEW and has_comment_word(text) and count_in(text, is_heading=True) == 1 else ""
