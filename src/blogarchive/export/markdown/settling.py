"""The last step to Markdown: every mark becomes the sign that it stood for, with a backslash where the sign would mean something."""

import re

from blogarchive.export.markdown.emphasis import emphasised
from blogarchive.export.markdown.marks import (
    AMP,
    BANG,
    BREAK,
    CODE,
    COLON,
    DASH,
    DOT,
    EMPHASIS,
    EQUAL,
    GREATER,
    HASH,
    PAREN,
    PERCENT,
    PLUS,
    SIGNS,
    SPACE,
    STRONG,
    STRUCK,
)

_UNMARK = str.maketrans({**SIGNS, SPACE: " ", **dict.fromkeys(STRONG + EMPHASIS + STRUCK + (BREAK,), "")})
# Runs begin where nothing of their kind stands before them and give nothing back: a page may hold long ones, and code that looks like lists.
_BREAKS = re.compile(f"(?<![ {SPACE}])[ {SPACE}]*+{BREAK}[ {SPACE}]*+(?:\n|$)")
_LAST_SPACES = re.compile(f"(?<!{SPACE}){SPACE}++(?=\n|$)")
_STRUCTURE = r"[ >]*+(?:(?:[-*+]|[0-9]{1,9}\.)[ ][ >]*+)*+(?:#{1,6}[ ]++)?"
_LINE = re.compile(rf"^({_STRUCTURE}){SPACE}*", re.MULTILINE)
_LINE_START = re.compile(
    rf"^({_STRUCTURE}[0-9]{{0,9}})([{DASH}{PLUS}{HASH}{EQUAL}{GREATER}{COLON}{DOT}{PAREN}])",
    re.MULTILINE,
)
_ANYWHERE = re.compile(
    f"(?<![^\\W_]){HASH}"
    f"|(?<={GREATER}){GREATER}|{GREATER}(?={GREATER})"
    f"|(?<={EQUAL}){EQUAL}|{EQUAL}(?={EQUAL})"
    f"|{BANG}(?=\\[)"
    f"|{COLON}(?=[A-Za-z][A-Za-z0-9{PLUS}{DASH}\\\\_]*{COLON})"
)
_ENTITY = re.compile(f"{AMP}(?=(?:{HASH}|#)?[A-Za-z0-9]+;)")
_BRACE = re.compile(f"(?<=[{{{PERCENT}]){PERCENT}")


def settled(document: str) -> str:
    """The finished Markdown of a document made of structure and marked texts."""
    text = _BREAKS.sub("  \n", emphasised(document))
    text = text.replace(CODE + CODE, " ").replace(CODE, "")  # two spans of code that touch would be one
    text = _LAST_SPACES.sub("", text)
    text = _LINE.sub(r"\1", text)
    text = _LINE_START.sub(_at_line_start, text)
    text = _ENTITY.sub("&amp;", text)
    text = _BRACE.sub("&#37;", text)
    return _ANYWHERE.sub(lambda found: f"\\{found[0]}", text).translate(_UNMARK)


def _at_line_start(found: re.Match[str]) -> str:
    """A full stop or parenthesis makes a list item only after a number, the other signs only without one."""
    before, sign = found[1], found[2]
    numbered = before[-1:].isdigit()
    return f"{before}\\{SIGNS[sign]}" if numbered == (sign in {DOT, PAREN}) else found[0]
