"""What a text may hold in a file that people open."""

import re

from blogarchive.late import late

_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # all control characters but tab, line feed and carriage return
_SURROGATES = r"\ud800-\udfff"  # half a character, which an API may have escaped into its JSON: no UTF-8 for it

UNWRITABLE = late(f"[{_CONTROLS}{_SURROGATES}]")
"""Finds the first character that `writable` would take away or replace."""

_CONTROL = re.compile(f"[{_CONTROLS}]")
_SURROGATE = re.compile(f"[{_SURROGATES}]")


def writable(text: str) -> str:
    """The text without control characters (tab and line ends stay); half characters become U+FFFD."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
