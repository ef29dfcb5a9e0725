"""What shows that a comment system fills the page by script, and that comments are closed."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

CLOSED = frozenset("nocomments no-comments comments-closed closed-comments comments_closed".split())
"""Classes of notes that say so."""


class Signs(NamedTuple):
    """What shows which system is at work: each sign with the system's name."""

    tags: Mapping[str, str]
    places: Mapping[str, str]
    addresses: Mapping[str, str]
    codes: Mapping[str, str]


@cache
def signs() -> Signs:
    """The signs of scripted.toml."""
    data = tomllib.loads((Path(__file__).parent / "scripted.toml").read_text("utf-8"))
    tags, places, addresses, codes = (
        {sign: name for name, system in data.items() for sign in system.get(kind, ())}
        for kind in ("tag", "place", "address", "code")
    )
    return Signs(tags=tags, places=places, addresses=addresses, codes=codes)
