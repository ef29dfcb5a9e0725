"""Dates as people and blog engines write them, in many languages: `parse(text, hints)`.

`parse` reads a text that is a date or little more; `find` and `find_all` look into longer texts; `looks_dated` is the cheap question before
them; `decide_order` settles day and month for a whole page; `parse_machine` reads what is written for machines, `from_epoch` numbers.
Nothing here raises on any text.
"""

from blogarchive.dates.hints import Hints
from blogarchive.dates.machine import from_epoch, parse_machine
from blogarchive.dates.order import decide_order
from blogarchive.dates.search import find, find_all, looks_dated, parse, parse_span, time_of_day

__all__ = [
    "Hints",
    "decide_order",
    "find",
    "find_all",
    "from_epoch",
    "looks_dated",
    "parse",
    "parse_machine",
    "parse_span",
    "time_of_day",
]
