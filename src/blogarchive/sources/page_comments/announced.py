"""The headings that announce comments written line by line, and how many may stand below each."""

import re
from collections.abc import Iterator

from blogarchive.sources.page_comments.claims import count_in, has_comment_word
from blogarchive.sources.page_comments.headed import is_said_in_bold, is_said_in_headings, says_only_comments
from blogarchive.sources.page_comments.inventory import Inventory
from blogarchive.sources.page_comments.judging import is_elsewhere
from blogarchive.sources.page_comments.pieces import BLOCKS
from blogarchive.sources.page_comments.record import Record
from blogarchive.text.contents import text_in
from blogarchive.text.markup import Element

# "Thoughts on the year" and "Response timeline" may head a part of any text, "Readers' comments" does not
_COMMENT = re.compile(r"[ck]omm?ent|комм?ент|コメント|评论|評論|留言|댓글", re.IGNORECASE)
_MOST_WORDS = 4  # of a heading over comments: "3 comments so far"
_LONGEST = 100  # characters, with the white space of the source
ANY = range(1, 1_000_000)  # how many may stand below a heading


def numbers_below(heading: str, listed: Inventory) -> range:
    """How many comments may stand below a heading: any number where it says nothing else than that there are some; where it says more ("Readers'
    comments") as many as it counts, or several if there is a form to write one."""
    count = count_in(heading, is_heading=True)
    if says_only_comments(heading):
        return ANY if count in {None, 1} else ANY[1:]
    if count is not None:
        return ANY[:0] if count == 0 else range(count, count + 1)
    return ANY[1:] if listed.named("textarea") and _COMMENT.search(heading) else ANY[:0]


def announcing(listed: Inventory) -> Iterator[tuple[Element, str]]:
    """The headings that may be those of comments, with their words; above the page's title stands what others wrote about other posts."""
    above: frozenset[Element] | None = None
    headings = listed.headings if is_said_in_headings(listed) else []
    for heading, text in (*headings, *(_bold_lines(listed) if is_said_in_bold(listed) else ())):
        if len(text) > _LONGEST:
            continue
        words = text.split(None, _MOST_WORDS)
        said = " ".join(words)
        is_said = words and len(words) <= _MOST_WORDS and has_comment_word(said)
        if is_said and not is_aside(heading):
            above = _above_title(listed) if above is None else above
            if heading not in above:
                yield heading, said


def _above_title(listed: Inventory) -> frozenset[Element]:
    title = next((each for each, _ in listed.headings if each.tag == "h1"), None)
    return frozenset() if title is None else frozenset(listed.elements[: listed.elements.index(title)])


def _bold_lines(listed: Inventory) -> Iterator[tuple[Element, str]]:
    """Bold or coloured words that fill a line, as the headings of pages made by hand do."""
    for element in listed.bold:
        before, after, above = element.getprevious(), element.getnext(), element.getparent()
        lead = before.tail if before is not None else above.text if above is not None else ""
        begins = (before is None or before.tag in BLOCKS) and not (lead or "").strip()
        ends = (after is None or after.tag in BLOCKS) and not (element.tail or "").strip(" \n\t:")
        if begins and ends:
            yield element, text_in(element)


def is_aside(element: Element) -> bool:
    return is_elsewhere(Record(mark=element, tops=[element]))
