"""How many comments the page says it has: a number in the line over the comments, whatever the language."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from blogarchive.digits import DIGIT
from blogarchive.late import late
from blogarchive.sources.page_comments.cues import cues, is_about
from blogarchive.sources.page_comments.inventory import Inventory
from blogarchive.sources.page_comments.times import Times
from blogarchive.text.contents import holds, line_in, text_in
from blogarchive.text.elements import HEADINGS
from blogarchive.text.markup import Element
from blogarchive.text.plain import plain_text
from blogarchive.text.substrings import has_any

_LINES = HEADINGS | {"p", "div", "span", "a"}
_LONGEST = 200  # characters of a line over the comments; it may quote the post's title
_LEVELS, _SIBLINGS = 5, 6
_TITLE = re.compile(
    r"“.*”|„.*[“”]|«.*»|\".*\"|「.*」|『.*』|《.*》|〈.*〉", re.DOTALL
)  # the post's, before or after the count
_QUOTED = re.compile(r"[“”„«»\"‘’].*", re.DOTALL)  # from a quotation mark without its other half on
_PINGS = re.compile(r"(?:track|ping)[ -]?back|\bpings?\b|rétrolien", re.IGNORECASE)
_FIRST_WORDS = 5  # among which "no" is said of comments; later ones are the post's title
_PLAIN = re.compile(r"(\d{1,5})\s[^\W\d]+\.?")
# It begins with a digit, so that words are passed by at once; what stands before that digit is looked at second.
_COUNT = late(r"(\d(?<![a-zA-Z\d#.,:/-]\d)(?:\d{0,2}(?:[.,\u00a0\u202f']\d{3})+|\d{0,5}))(?![.:/%-]*[a-zA-Z\d])")


def claimed(first: Element | None, listed: Inventory, times: Times) -> tuple[int, str] | None:
    """The number and the words in which it is claimed, from the lines before the first comment or a link to them; without comments from what is
    named after them."""
    lines = _lines_before(first) if first is not None else _named_lines(listed)
    for element in lines:
        text = _words_of(element)
        if not (0 < len(text) <= _LONGEST and (DIGIT.search(text) or has_comment_word(text))):
            continue
        count = count_in(times.without_date(text), is_heading=element.tag in HEADINGS)
        if count is None or (count < 2 and not _COUNT.search(text) and _is_of_form(element, count)):
            continue
        if has_comment_word(text) or not times.is_dated(text):
            return count, text
    return _linked_count(first, listed) or (_plain_count(first, listed) if first is not None else None)


def _plain_count(first: Element, listed: Inventory) -> tuple[int, str] | None:
    """What stands in the post's head or foot and is named after comments, a number and the word for them alone ("14 comments."), where the page
    says it of no other post: no second such line, and no link."""
    around = {*first.iterancestors()}
    found = {
        text: int(match[1])
        for element in _named_lines(listed)
        if element not in around
        and not holds(element, "a")
        and (match := _PLAIN.fullmatch(text := line_in(element)))
        and has_comment_word(text)
        and next(element.iterancestors("a"), None) is None
        and first not in element.iterancestors()
    }
    return next(((count, text) for text, count in found.items()), None) if len(found) == 1 else None


def _is_of_form(element: Element, count: int) -> bool:
    """Whether a line that counts in words is a form's: "Eine Antwort schreiben" asks for one, and an address that is "not" published is no count.
    "No comments yet" may well stand over a form."""
    following = element.getnext() if count else None
    if following is not None and following.tag == "form":
        return True
    return holds(element, "form") or next(element.iterancestors("form"), None) is not None


def _words_of(element: Element) -> str:
    """The words of a line, without those of scripts in it."""
    return " ".join((plain_text(element) if holds(element, "script", "style") else text_in(element)).split())


def _linked_count(first: Element | None, listed: Inventory) -> tuple[int, str] | None:
    """What a link to the comments of this page says: "(13 comments)" under the title."""
    if first is None:
        return None
    around = {f"#{name}" for element in first.iterancestors() if (name := element.get("id"))}
    if around.isdisjoint(listed.addresses):
        return None
    for link in listed.named("a"):
        if (link.get("href") or "") in around:
            text = _words_of(link)
            if len(text) <= _LONGEST and (count := count_in(text, is_heading=False)) is not None:
                return count, text
    return None


def is_announced(first: Element) -> bool:
    """Whether a line before the first comment names or counts comments."""
    for element in _lines_before(first):
        text = _words_of(element)
        is_heading = element.tag in HEADINGS
        if len(text) <= _LONGEST and (has_comment_word(text) or (is_heading and count_in(text, is_heading=True))):
            return True
    return False


def count_in(text: str, *, is_heading: bool) -> int | None:
    """The count that a line states: its first number outside quotations, or a word for one or none beside one for comments."""
    head = _QUOTED.sub("", _TITLE.sub(" ", text))
    words, speaks = head.lower(), has_comment_word(head)
    match = _COUNT.search(head)
    if match and (speaks or (is_heading and len(head) - len(match[0]) <= 25)):
        return _sum_with_pings(head) or _number(match)
    if not speaks or match:
        return None
    tokens = re.findall(r"\w+", words)
    if tokens and tokens[0] in cues().one_words:  # "Laisser un commentaire" asks for one and counts none
        return 1
    return None if cues().none_words.isdisjoint(tokens[:_FIRST_WORDS]) else 0


def _number(match: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", match[1]))


def _sum_with_pings(line: str) -> int | None:
    """`Trackbacks (1) Comments (20)`, `20 comments, 1 trackback`: all responses; None where not each number counts one or the other."""
    found = list(_COUNT.finditer(line))
    if len(found) < 2 or not _PINGS.search(line):
        return None
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(line)]
    between = [line[end:start].split() for end, start in zip(ends, starts, strict=True)]
    before = [" ".join(words[-2:]) for words in between[:-1]]
    after = [" ".join(words[:2]) for words in between[1:]]
    for labels in (before, after):
        kinds = {"ping" if _PINGS.search(label) else "comment" if has_comment_word(label) else "" for label in labels}
        if kinds == {"ping", "comment"}:
            return sum(map(_number, found))
    return None


@lru_cache(maxsize=4096)
def has_comment_word(text: str) -> bool:
    """Whether a line has a word for comments in it."""
    return has_any(text.lower(), cues().comment_words)


def _lines_before(first: Element) -> Iterator[Element]:
    """What stands before the first comment, nearest first: siblings of it and of the elements round it."""
    element: Element | None = first
    for _ in range(_LEVELS):
        if element is None or element.tag == "body":
            return
        for sibling, _ in zip(_elements(element.itersiblings(preceding=True)), range(_SIBLINGS), strict=False):
            yield from _headings_in(sibling)
        element = element.getparent()


def _headings_in(element: Element) -> Iterator[Element]:
    """A line by itself, or the headings inside a block."""
    if element.tag in HEADINGS or not len(element):
        yield element
        return
    found = list(element.iter(*HEADINGS))
    yield from reversed(found[-3:])
    if not found and is_about(f"{element.get('class')} {element.get('id')}"):
        yield element


def _named_lines(listed: Inventory) -> Iterator[Element]:
    """Where there are no comments: headings and short elements whose class or id speaks of comments, in page order."""
    return (element for element, *_ in listed.speaking if element.tag in _LINES and len(element) < 4)


def _elements(nodes: Iterable[Element]) -> Iterator[Element]:
    return (node for node in nodes if isinstance(node.tag, str))
