"""What a text may hold in a file that people open."""

import re

_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)  # control characters but tab, line feed and carriage return
_SURROGATE = re.compile(
    "[\ud800-\udfff]"
)  # half a character, which an API may have escaped into its JSON: no UTF-8 for it


def writable(text: str) -> str:
    """The text without control characters (tab and line ends stay); half characters become U+FFFD."""
    return _SURROGATE.sub("\ufffd", _UNWRITABLE.sub("", text))
