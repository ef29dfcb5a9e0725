"""Sanitised HTML and plain text, made to fit their place in the page."""

import re

from blogarchive.export.html_builder import BARE, Content, Markup, el, join, opening, trusted

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_SCROLLS = re.compile(r"<(pre|table)\b")
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_TAG_OR_SPACE = re.compile(r'<(?:[^<>"]|"[^"]*")*>|[ \t\r\n\f]{2,}')
_QUOTED = re.compile(rf'="({BARE})"(?=[ >])')
_INLINE = "a abbr b bdi bdo br cite code del em i img ins kbd mark q s samp small span strong sub sup time u var"
_ONE_PARAGRAPH = re.compile(rf"<p>((?:[^<]++|</?(?:{'|'.join(_INLINE.split())})\b[^<>]*>)*+)(?:</p>)?\s*\Z")


def from_text(text: str) -> Markup:
    """Plain text as paragraphs and line breaks."""
    blocks = (block for block in re.split(r"\n{2,}", text.strip()) if block)
    return join(el("p", join(block.split("\n"), el("br"))) for block in blocks)


def auto_direction(text: str | None, page: str | None) -> str | None:
    """`auto` where the text may run otherwise than the page (`rtl`, `ltr`, or None for unknown)."""
    if page == "rtl":
        return "auto"
    return "auto" if text and not text.isascii() and _RIGHT_TO_LEFT.search(text) else None


def fitted(html: str, below: int) -> str:
    """Sanitised HTML with its headings under level `below`, and what may scroll within reach of the keyboard."""
    if "<h" in html:
        html = _lowered(html, below)
    if "<pre" in html or "<table" in html:
        html = _SCROLLS.sub(r"<\1 tabindex=0", html)
    return html


def _lowered(html: str, below: int) -> str:
    """No level skipped: readers who hear a page find their way by them."""
    open_levels: list[int] = []

    def renamed(found: re.Match[str]) -> str:
        level = int(found[2])
        if not found[1]:
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        return f"<{found[1]}h{min(6, below + max(1, len(open_levels)))}"

    return _HEADING.sub(renamed, html)


def terse(html: str) -> Markup:
    """Sanitised HTML in fewer bytes, shown just the same: without quotes that need not be, each row of white space as one character."""
    if "<pre" in html or "<textarea" in html:  # there, spaces are shown
        return trusted(html)
    return trusted(_TAG_OR_SPACE.sub(_shorter, html))


def _shorter(found: re.Match[str]) -> str:
    piece = found[0]
    if piece[0] == "<":
        return _QUOTED.sub(r"=\1", piece) if '"' in piece else piece
    return "\n" if "\n" in piece else " "


def content(html: str, **attributes: Content) -> Markup:
    """An element that holds this HTML: where it is one paragraph, the paragraph itself, whose end is implied by what may follow it here."""
    if found := _ONE_PARAGRAPH.match(html):
        return trusted(opening("p", **attributes) + found[1])
    return el("div", trusted(html.removesuffix("</p>")), **attributes)
