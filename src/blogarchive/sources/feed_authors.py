"""Who wrote a comment whose feed names the author only in the item's title: "By: X", "Par : X", "Post title - X", "X on Post title"."""

import re
from collections.abc import Sequence

from blogarchive.text.similarity import common_start

_BREAK = re.compile(r"[\s:,;>|»«–—-]+$|^[\s:,;>|»«–—-]+")
_AFTER = re.compile(r"(?:.*[\s:：,;>|»–—(\"“-])", re.DOTALL)  # up to the last break within what all titles share
_INTRODUCED = re.compile(r"^[^:：]{1,24}\s?[:：]\s*(\S.*)$", re.DOTALL)
_LONGEST = 80  # characters: names are shorter, the beginnings of comments that some feeds give as titles are not


def names_in(titles: Sequence[str | None]) -> list[str | None]:
    """The name in each title: what is left when all that the titles of one feed share is taken away. No language is needed for that."""
    given = [title for title in titles if title]
    prefix, suffix = _shared(given)
    return [_name(title, prefix, suffix) for title in titles]


def _shared(titles: Sequence[str]) -> tuple[int, int]:
    """How many characters all titles have in common at their start and end, cut back to a break: "Anna" and "Anne" share no "Ann"."""
    if len(set(titles)) < 2:
        return 0, 0
    start = _AFTER.match(common_start(titles))
    turned = common_start([title[::-1] for title in titles])
    end = _AFTER.match(turned)
    return start.end() if start else 0, end.end() if end else 0


def _name(title: str | None, prefix: int, suffix: int) -> str | None:
    if not title:
        return None
    rest = title[prefix : len(title) - suffix]
    if not prefix and not suffix and (introduced := _INTRODUCED.match(title)):
        rest = introduced[1]
    rest = _BREAK.sub("", _BREAK.sub("", rest)).strip()
    return rest if rest and len(rest) <= _LONGEST else None
