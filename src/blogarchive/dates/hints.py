"""What helps to read a date."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What helps to read a date.

    `language` is a BCP 47 tag or None; `reference` the capture's time (naive wall clock or aware), which relative dates are reckoned from;
    `order` is "DMY", "MDY" or "YMD" where the page's other dates decide it, else None (see `decide_order`).
    """

    language: str | None = None
    reference: datetime | None = None
    order: str | None = None
