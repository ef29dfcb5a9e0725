"""Dates as people and blog engines write them, in many languages: `parse(text, hints)`."""

from dataclasses import dataclass
from datetime import datetime

from blogarchive.model import Timestamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What helps to read a date.

    `language` is a BCP 47 tag or None; `reference` the capture's time (naive wall clock or aware), which relative dates are reckoned from;
    `order` is "DMY", "MDY" or "YMD" where the page's other dates decide it, else None.
    """

    language: str | None = None
    reference: datetime | None = None
    order: str | None = None


def parse(text: str, hints: Hints = Hints()) -> Timestamp | None:
    """What `text` says about a time; None where it says nothing about one. `raw` is the text as given."""
    raise NotImplementedError
