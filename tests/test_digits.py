"""Digits as Unicode has them."""

import sys
import unicodedata

from blogarchive.digits import DIGIT


def test_the_digits_of_all_scripts_in_the_first_plane_are_found_and_nothing_else() -> None:
    """Numbers of Unicode's category Nd, as `str.isdecimal` tells; "²", "Ⅳ" and "½" are none."""
    wanted = {chr(code) for code in range(0x10000) if chr(code).isdecimal()}
    assert {chr(code) for code in range(sys.maxunicode + 1) if DIGIT.search(chr(code))} == wanted
    assert not any(DIGIT.search(unicodedata.lookup(name)) for name in ("SUPERSCRIPT TWO", "ROMAN NUMERAL FOUR"))
