"""Sanitised HTML and plain text, made to fit their place in the page."""

import re

from blogarchive.export.html_builder import Markup, el, join

_HEADING = re.compile(r"<(/?)h([1-6])\b")


def from_text(text: str) -> Markup:
    """Plain text as paragraphs and line breaks."""
    blocks = (block for block in re.split(r"\n{2,}", text.strip()) if block)
    return join(el("p", join(block.split("\n"), el("br"))) for block in blocks)


def lowered(html: str, below: int) -> str:
    """The HTML with its headings under level `below`, none skipped: readers who hear a page find their way by the levels."""
    if "<h" not in html:
        return html
    open_levels: list[int] = []

    def renamed(found: re.Match[str]) -> str:
        level = int(found[2])
        if not found[1]:
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        return f"<{found[1]}h{min(6, below + max(1, len(open_levels)))}"

    return _HEADING.sub(renamed, html)
