"""The Solar Hijri calendar, by which Persian pages date: 6 Aban 1390 is 28 October 2011.

By the arithmetic of 33-year cycles, which agrees with the calendar as it is kept from 1300 to 1499 (1921 to 2121).
"""

from datetime import date

YEARS = range(1300, 1500)
_BEFORE = 355_668 + 365  # days, from the first of the cycles to the first day that `datetime` knows


def gregorian(year: int, month: int, day: int) -> date | None:
    """The same day in the Gregorian calendar; None where the calendar has no such day, or no such year here."""
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= (31 if month < 7 else 30):
        return None
    cycles = year + 1595
    before = (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    return date.fromordinal(365 * cycles + cycles // 33 * 8 + (cycles % 33 + 3) // 4 + before + day - _BEFORE)
