"""Whether an element shows anything of a time or a name: asked before it is taken apart."""

from blogarchive.digits import DIGIT
from blogarchive.sources.page_comments.cues import cues, tokens_of
from blogarchive.sources.page_comments.times import Times, has_form
from blogarchive.text.contents import holds
from blogarchive.text.markup import Element

_SHORT = 30  # characters
_MARKED_TAGS = frozenset(("time", "abbr", "cite"))


def _is_dated_link(link: Element, times: Times) -> bool:
    """Whether a link to a place in a page says a time, be it a span."""
    text = (link.text or "").strip()
    return (
        0 < len(text) < _SHORT
        and "#" in (link.get("href") or "")
        and times.is_dated(text, is_cued=True, may_be_span=True)
    )


def is_marked(top: Element, times: Times) -> bool:
    """Whether a time, or something named after times or names, stands in an element. The fields of a form to write in are no comment's."""
    author, time = cues().author[0], cues().time[0]
    left_out: set[Element] = set()
    for element in top.iter():
        if element.tag == "form" and element is not top and holds(element, "textarea"):
            left_out.update(element.iter())
        if element in left_out:
            continue
        if element.tag in _MARKED_TAGS:
            return True
        if element.tag == "a" and _is_dated_link(element, times):
            return True
        for text in (element.text, element.tail, element.get(b"title")):
            if text and len(text) < 400 and DIGIT.search(text) and (has_form(text) or times.is_dated(text.strip())):
                return True
        words = tokens_of(f"{element.get(b'class') or ''} {element.get(b'itemprop') or ''}")
        if not words.isdisjoint(author) or not words.isdisjoint(time):
            return True
    return False
