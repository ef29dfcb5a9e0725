"""Sizes as people type them."""

import re

import click

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]?)(i?)b?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3}


def in_bytes(typed: str) -> int:
    """`800kB`, `5MB`, `2MiB`, `1.5M`, or bytes alone, as a number of bytes. Raises BadParameter."""
    found = _SIZE.fullmatch(typed.strip())
    size = float(found[1]) * (1024 if found[3] else 1000) ** _POWERS[found[2].lower()] if found else 0
    if size < 1:
        raise click.BadParameter(f"“{typed}” is no size such as 800kB or 5MB")
    return int(size)
