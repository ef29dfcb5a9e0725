"""Sizes as options: `800kB`, `5MB`, `2MiB`, `1.5M`, a bare number of bytes.

The prefixes are those of ISO/IEC 80000-13: `k`, `M`, `G` count by thousands, `Ki`, `Mi`, `Gi` by 1024. Case does not matter.
"""

import re

import click

from blogarchive.late import late

_SIZE = late(r"(\d{1,15}(?:\.\d{1,9})?)\s*([kmg]?)(i?)b?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3}


def in_bytes(value: object) -> int:
    """The bytes that were typed, or stand in a config file (there perhaps as a number), for `type=` of an option. Raises BadParameter."""
    text = str(value).strip()
    found = _SIZE.fullmatch(text)
    size = float(found[1]) * (1024 if found[3] else 1000) ** _POWERS[found[2].lower()] if found else 0
    if size < 1:
        raise click.BadParameter(f"“{text}” is no size such as 800kB or 5MB")
    return int(size)
