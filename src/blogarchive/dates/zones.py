"""Abbreviations of time zones that mean one offset wherever they are used; minutes east of UTC.

RFC 822 and RFC 2822 define the American ones and GMT. Those that mean several zones (IST, AST) are known as words, without an offset.
"""

_HOURS: dict[str, float | None] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1, "met": 1, "cest": 2, "mesz": 2, "mest": 2,
    "eet": 2, "eest": 3, "msk": 3, "msd": 4, "trt": 3, "sast": 2, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "awst": 8, "acst": 9.5,
    "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "nst": -3.5, "ndt": -2.5, "brt": -3, "art": -3, "wib": 7, "wita": 8,
    "ist": None, "ast": None, "adt": None, "pht": 8, "pkt": 5,
}  # fmt: skip
ZONES: dict[str, int | None] = {name: None if hours is None else round(hours * 60) for name, hours in _HOURS.items()}


def offset_of(sign: str, digits: str) -> int | None:
    """Minutes of `+0200`, `-05:30`, `+2` given as a sign and the digits; None where no zone on Earth has that offset."""
    plain = digits.replace(":", "")
    hours, minutes = (int(plain), 0) if len(plain) <= 2 else (int(plain[:-2]), int(plain[-2:]))
    if hours > 14 or minutes % 15:
        return None
    return (hours * 60 + minutes) * (-1 if sign == "-" else 1)
