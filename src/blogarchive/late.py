"""Patterns that are compiled when a text first asks them: one of many phrases or letters takes milliseconds, which every start would pay."""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Late:
    """Stands for a pattern; its methods are the pattern's own once one of them was asked for."""

    __slots__ = ("_flags", "_source", *_METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        pattern = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern for `search`, `match` and the other methods; `re.error` is raised by the first use of one that is wrong."""
    return cast(re.Pattern[str], _Late(source, flags))
