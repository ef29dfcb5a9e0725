"""Times at the end of a line, and those that are no comment's."""

import re

from blogarchive.sources.page_comments.times import Found, Times, has_form

FOOT = 120  # characters of a line's end in which name and time stand
SIGNS = re.compile(r"[^\w@#]*")
"""Signs and spaces alone."""
_FIRST_YEAR = 1994


def time_at_end(text: str, times: Times) -> tuple[int, int] | None:
    """Where the time stands with which a text ends."""
    offset = max(len(text) - FOOT, 0)
    tail = text[offset:]
    found = times.find(tail) if has_form(tail) is not None else None
    if found is None or is_of_old(found) or not SIGNS.fullmatch(tail, found[1]):
        return None
    return offset + found[0], offset + found[1]


def is_of_old(found: Found) -> bool:
    """Whether a day was before there were blogs: somebody's birthday."""
    return found[2].local is not None and found[2].local.year < _FIRST_YEAR
