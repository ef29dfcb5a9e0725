"""What the headings of a page tell: whether it may have comments at all, and where a single one stands."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from blogarchive.sources.page_comments.author_places import ANSWERING
from blogarchive.sources.page_comments.claims import count_in, has_comment_word
from blogarchive.sources.page_comments.inventory import Inventory
from blogarchive.sources.page_comments.marks import Family
from blogarchive.text.contents import holds, text_in
from blogarchive.text.elements import BOLD, HEADINGS
from blogarchive.text.markup import Element

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 100  # characters, with the white space of the source
_LEVELS, _SIBLINGS = 4, 4  # between a heading and the first comment
_BOXES = frozenset(("fieldset", "blockquote", "article"))
_MOST_ROWS = 2  # of one comment: who and when, and the words
_FRAME = frozenset(("html", "body"))
_FEW = 3  # words of a heading that counts what is below it: "Ummæli (5)"


def may_have_comments(listed: Inventory) -> bool:
    """Pages are worth a search that have a word for comments in a class, id or heading, anchors as engines give them to comments, a place to
    write, or a heading with a count, in whatever language, or with "Re:"."""
    if listed.spoken or listed.has_short_anchors or listed.named("textarea"):
        return True
    return is_said_in_headings(listed) or any(_counts_or_answers(text) for _, text in listed.headings)


def is_said_in_headings(listed: Inventory) -> bool:
    """Whether some heading speaks of comments: one look at all of them, as most pages have none that does."""
    return has_comment_word(listed.all_headings)


def is_said_in_bold(listed: Inventory) -> bool:
    """Whether words that stand out speak of comments: on pages made by hand they are headings."""
    return has_comment_word(" ".join(each.text or "" for each in listed.bold))


@lru_cache(maxsize=2048)
def _counts_or_answers(heading: str) -> bool:
    counts = len(heading.split()) <= _FEW and count_in(heading, is_heading=True)
    return bool(counts) or ANSWERING.match(heading) is not None


def is_headed(first: Element, count: int, listed: Inventory) -> bool:
    """Whether the heading right above the first comment says that there are comments and nothing else, or how many; an anchor may say so too."""
    element: Element | None = first
    for _ in range(_LEVELS):
        if element is None or element.tag in _FRAME:
            return False
        for sibling in islice(element.itersiblings("*", preceding=True), _SIBLINGS):
            if sibling.tag in HEADINGS or sibling.tag in BOLD:
                text = text_in(sibling)
                if says_only_comments(text) or (has_comment_word(text) and count_in(text, is_heading=True) == count):
                    return True
                if sibling.tag in HEADINGS:
                    return False
            elif sibling.tag == "a" and sibling.get("name") and listed.is_speaking(sibling):
                return True
            if holds(sibling, *HEADINGS):
                return False
        element = element.getparent()
    return False


def says_only_comments(heading: str) -> bool:
    """Whether each word of a heading is one for comments: "Comments (5)", "5 Kommentare"; none are counted as none."""
    words = _WORD.findall(heading[:_LONGEST])
    return bool(words) and all(map(has_comment_word, words)) and count_in(heading, is_heading=True) != 0


def below_headings(listed: Inventory) -> Iterator[Family]:
    """What stands below a heading that counts one comment, or says only that there are some: alone it repeats nothing, and may have no name that
    says what it is."""
    for heading, raw in listed.headings if is_said_in_headings(listed) else ():
        if (text := _of_one(raw)) and (below := next(heading.itersiblings("*"), None)) is not None:
            if count_in(text, is_heading=True) is None and not _is_of_one(below):
                continue
            yield Family(how="heading", key=text, marks=(below,), is_cued=True)


@lru_cache(maxsize=2048)  # most headings stand on all pages of a blog
def _of_one(heading: str) -> str:
    """The few words of a heading below which one comment may stand; "" for any other."""
    words = heading.split(None, _FEW)
    text = " ".join(words)
    if len(words) > _FEW or not has_comment_word(text):
        return ""
    count = count_in(text, is_heading=True)
    return text if count == 1 or (count is None and says_only_comments(text)) else ""


def _is_of_one(below: Element) -> bool:
    """Whether an element is a box, or a table or list of one entry: a paragraph may be anything that follows an empty heading, and a list of one item
    the newest comment of other posts."""
    if below.tag == "table":
        return sum(1 for _ in islice(below.iter("tr"), _MOST_ROWS + 1)) <= _MOST_ROWS
    return below.tag in _BOXES or (below.tag == "dl" and sum(1 for _ in islice(below.iter("dt"), 2)) == 1)
