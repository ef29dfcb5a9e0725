"""Spans of time as options: `90s`, `15m`, `2h`, `30d`, a bare number of seconds."""

import re
from datetime import timedelta

import click

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_SPAN = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*([smhdw]?)", re.IGNORECASE)


def duration(value: object) -> timedelta:
    """The span that was typed, or stands in a config file (there perhaps as a number), for `type=` of an option."""
    text = str(value).strip()
    found = _SPAN.fullmatch(text)
    if not found:
        raise click.BadParameter(f"“{text}” is no span of time such as 90s, 15m, 2h or 30d")
    try:
        return timedelta(seconds=float(found[1]) * _UNITS[found[2].lower()])
    except OverflowError:
        raise click.BadParameter(f"“{text}” is too long") from None
