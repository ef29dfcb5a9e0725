"""How much a group of records looks like comments: by words, names and times in a sample of them, and by what speaks against it."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from blogarchive.sources.page_comments.fields import Parts
from blogarchive.sources.page_comments.layout import Layout
from blogarchive.sources.page_comments.marks import Family
from blogarchive.sources.page_comments.record import Record

_HOLDERS = frozenset(("li", "article", "tr", "section", "table", "fieldset", "details"))
_LONG_NAME, _MOST_WORDS = 50, 6
_SENTENCE = re.compile(r"[;!?]|\w{3}\.$|: |\(\W*\)")  # "Honza K." is a name
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_ELSEWHERE = frozenset(("widget", "sidebar", "side-bar", "aside", "recentcomments", "recent-comments"))


class Judgement(NamedTuple):
    """A score, and in words what it is made of. `lacks_words`: nearly all have a name and a time, and most say nothing."""

    score: float
    reasons: tuple[str, ...]
    lacks_words: bool = False


def judge(family: Family, first: Record, layout: Layout, sample: Sequence[Parts]) -> Judgement:
    """A comment has words, a writer and a time; what speaks of comments in its name needs less proof than what does not."""
    judged = [parts for parts in sample if not _is_ping(parts)] or sample
    has_name = _has_name if family.is_cued else _has_likely_name
    total = len(judged)
    if not total:
        return Judgement(score=0.0, reasons=("nothing in it",))
    texts, names, dates, linked = (
        sum(map(test, judged)) / total for test in (_has_text, has_name, _has_date, _is_links)
    )
    score = texts + names + dates + (1.0 if family.is_cued else 0.0) - 2 * linked
    reasons = [
        f"{total} records: {texts:.0%} with words, {names:.0%} with a name, {dates:.0%} with a time, {linked:.0%} mostly links"
    ]
    doubts = (
        (
            not family.is_cued and (dates < 0.8 or names < 0.8 or total < 2),
            1.0,
            "does not speak of comments, and not all have a name and a time",
        ),
        (
            dates < 0.5 and (names < 0.8 or texts < 0.5 or not any(map(layout.says_author, layout.authors))),
            1.2,
            "no times, and not all have words and a name in a place for names",
        ),
        (texts < 0.5, 1.5, "most say nothing"),
        (
            not family.is_cued and total > 1 and len({parts.name for parts in judged}) == 1,
            1.0,
            "does not speak of comments, and all have the same name",
        ),
        (sum(map(_is_post, judged)) * 2 > total, 2.0, "headings that link to pages of this site: a list of posts"),
        (is_elsewhere(first), 0.5 if family.is_cued and family.how == "id" else 1.0, "stands in a sidebar or widget"),
    )
    for holds, weight, reason in doubts:
        if holds:
            score -= weight
            reasons.append(reason)
    return Judgement(score=score, reasons=tuple(reasons), lacks_words=texts < 0.5 and min(names, dates) >= 0.8)


def _is_ping(parts: Parts) -> bool:
    """A link and no words: a pingback among comments must not speak against them."""
    return not _has_text(parts) and parts.author is not None and parts.author.link is not None


def _has_text(parts: Parts) -> bool:
    return any(not parts.drops(piece) for piece in parts.view.pieces)


def _has_name(parts: Parts) -> bool:
    return bool(parts.name)


def _has_likely_name(parts: Parts) -> bool:
    """Whether what stands in for a name is short and no sentence: what is left of any line with a date in it is no name."""
    name = parts.name or ""
    return 0 < len(name) <= _LONG_NAME and len(name.split()) <= _MOST_WORDS and not _SENTENCE.search(name)


def _has_date(parts: Parts) -> bool:
    return (
        bool(parts.dates)
        or parts.clock is not None
        or any(element.tag == "time" and element.get("datetime") for element, _ in parts.view.elements)
    )


def _is_post(parts: Parts) -> bool:
    """Whether a record has a heading that is a link to another page: posts and news are listed so, comments are not."""
    author = parts.author.link if parts.author is not None else None
    for element, _ in parts.view.elements:
        if element.tag in _HEADINGS:
            link = next(element.iter("a"), None)
            if link is None:
                link = next(islice(element.iterancestors("a"), 1), None)
            if link is not None and link is not author and (href := link.get("href")) and "#" not in href:
                return True
    return False


def is_among_paragraphs(first: Record) -> bool:
    """Whether paragraphs stand right before the first record, without a heading or a rule between: then it is one more piece of their text."""
    before = list(islice((each for each in first.tops[0].itersiblings(preceding=True) if isinstance(each.tag, str)), 2))
    return len(before) == 2 and all(each.tag == "p" for each in before) and first.tops[0].tag not in _HOLDERS


def _is_links(parts: Parts) -> bool:
    """Whether more than half of what is said is links: lists of comments elsewhere, of posts, of tags."""
    kept = [(len(piece.text), piece.link is not None) for piece in parts.view.pieces if not parts.drops(piece)]
    return sum(size for size, is_link in kept if is_link) * 2 > sum(size for size, _ in kept)


def is_elsewhere(record: Record) -> bool:
    """Whether a record stands in what its page calls a sidebar or widget."""
    element = record.root.getparent()
    for _ in range(6):
        if element is None or element.tag == "body":
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        if element.tag == "aside" or any(name in _ELSEWHERE or name.startswith("widget_") for name in names):
            return True
        element = element.getparent()
    return False
