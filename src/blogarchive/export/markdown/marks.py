"""Text that stays text in Markdown, and emphasis that never leaks its asterisks.

Whether `-`, `#`, `1.` or `**` mean something depends on what stands around them, which is known only when the whole document stands. So a text
first becomes *marked*: what always needs a backslash gets it, what may need one is replaced by a noncharacter of Unicode (U+FDD0–U+FDEF, which
no text may hold: `marked` removes them). `settled` then looks at every mark in its place. The rules cover CommonMark 0.31
(https://spec.commonmark.org/0.31.2/), tables and strike-through of GitHub, and what the engines that read such files do besides: Liquid
and shortcode braces, `$math$`, `==marks==`, `%%comments%%`, `#tags`, `>>` of kramdown, `:emoji:`.
"""

from collections.abc import Mapping

SPACE, BREAK, CODE = "\ufdd0", "\ufdd1", "\ufde3"
STRONG, EMPHASIS, STRUCK = ("\ufdd2", "\ufdd3"), ("\ufdd4", "\ufdd5"), ("\ufdd6", "\ufdd7")
AMP, BANG, HASH, DASH, PLUS, DOT, PAREN, EQUAL, COLON, GREATER, PERCENT = map(chr, range(0xFDD8, 0xFDE3))

SIGNS: Mapping[str, str] = {
    AMP: "&",
    BANG: "!",
    HASH: "#",
    DASH: "-",
    PLUS: "+",
    DOT: ".",
    PAREN: ")",
    EQUAL: "=",
    COLON: ":",
    GREATER: ">",
    PERCENT: "%",
}
_MARK = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "\\`*_[]|~{}$"},
        **{sign: mark for mark, sign in SIGNS.items()},
        **{chr(code): None for code in range(0xFDD0, 0xFDF0)},
        "<": "&lt;",
    }
)
_BLANKS = " \t\r\n"


def marked(text: str) -> str:
    """The text, to be placed anywhere in a document that `settled` then finishes. White space at its ends may vanish at a line's."""
    signs = text.translate(_MARK)
    inner = signs.strip(_BLANKS)
    before, after = inner != signs.rstrip(_BLANKS) or bool(signs and not inner), bool(inner) and signs[-1] in _BLANKS
    return SPACE * before + inner + SPACE * after
