"""Text from strangers, made fit for a terminal or a log: what would act on the terminal, reorder or hide text is shown instead."""

import re

from blogarchive.late import late

# C0 except tab and line feed, DEL and C1 (0x9B alone starts an escape sequence), bidirectional controls, zero-width characters,
# line separators, invisible tags, lone surrogates.
_UNSAFE = late(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_JOINERS = "\u200c\u200d"


def printable(text: str) -> str:
    """The text with every control, bidirectional and zero-width character made visible; tab and line feed stay.

    `ESC` becomes `␛`, U+202E becomes `<U+202E>`. Joiners between two non-ASCII characters stay: emoji, Persian and Indic
    scripts are written with them, and there they cannot disguise a Latin name.
    """
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_visible, text)


def one_line(text: str) -> str:
    """`printable`, with all white space folded to single spaces: for table cells, titles and messages."""
    return printable(" ".join(text.split()))


def _visible(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if character in _JOINERS and _joins(found):
        return character
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>"


def _joins(found: re.Match[str]) -> bool:
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    return bool(before and after) and not before.isascii() and not after.isascii()
