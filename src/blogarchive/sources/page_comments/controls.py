"""Which elements of a record are controls, by what their classes say, and no words of the comment's."""

from blogarchive.sources.page_comments.cues import cues
from blogarchive.text.contents import text_in
from blogarchive.text.markup import Element

_ANSWER = frozenset(("reply",))
_PARTS_OF_ANSWERS = frozenset(
    ("header", "head", "author", "name", "content", "body", "text", "txt", "message", "meta", "info", "date", "time")
)
_PERMALINK = "permalink"
_LINKS = ("a", "button")


def is_control(element: Element, words: frozenset[str], *, may_be_words: bool = False) -> bool:
    """Whether one of the words of a class names a control; `reply-header` and `reply-body` are parts of a reply, not a button that makes one, and
    with `may_be_words` so is what is called "reply" and says more than its links."""
    found = words & cues().tools
    if not found or (found == _ANSWER and not words.isdisjoint(_PARTS_OF_ANSWERS)):
        return False
    if may_be_words and found == _ANSWER and _says_more_than_links(element):
        return False
    return _PERMALINK not in found or not _is_line_with_time(element)


def _says_more_than_links(element: Element) -> bool:
    if element.tag in _LINKS:
        return False
    return len(text_in(element).strip()) > sum(len(text_in(link)) for link in element.iter(*_LINKS))


def _is_line_with_time(element: Element) -> bool:
    """Whether a permalink has an element for the time and says more than that: then it is the comment's first line."""
    time = next(element.iter("time", "abbr"), None)
    return time is not None and sum(map(str.isalpha, text_in(element))) > sum(map(str.isalpha, text_in(time)))
