"""Patterns that are compiled when a text first asks for them: one of many phrases or letters takes milliseconds, which every start would pay."""

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, made once. Raises re.error for what is none."""
    return re.compile(pattern)
