"""Markup to plain text: paragraphs parted by a blank line, `<br>` a line break, nothing that a browser would not show as text."""

import re
from collections.abc import Collection

from blogarchive.text.markup import Element, parse_html

_PARAGRAPHS = frozenset(
    "p div section article aside header footer main blockquote ul ol dl table pre figure figcaption hr form fieldset address "
    "h1 h2 h3 h4 h5 h6 details summary center".split()
)
_LINES = frozenset("li dt dd tr caption option legend".split())
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(
    "script style noscript template head title meta link svg math iframe object embed select textarea button input canvas audio video".split()
)
_SMILEY = re.compile(r"smil|emoji|emotic", re.IGNORECASE)
_SPACES = (
    re.compile(  # a space that stands alone stays as it is: most do, and replacing each would take three times as long
        r"[ \t\n\r\f](?:(?<=[\t\n\r\f])|(?=[ \t\n\r\f]))[ \t\n\r\f]*"
    )
)
_PARAGRAPH, _LINE = "\x1d", "\x1e"  # break marks; parse_html leaves no control characters in a text
_PREFORMATTED = str.maketrans(" \n", "\x1c\x1f")
_AROUND_BREAKS = re.compile(r" *([\n\x1d\x1e][ \n\x1d\x1e]*)")


def plain_text(element: Element, skip: Collection[Element] = ()) -> str:
    """The text of an element and all below it, without the elements in `skip`; white space as a browser folds it."""
    pieces: list[str] = []
    _collect(element, skip, pieces)
    return tidy("".join(pieces))


def plain_text_of(html: str) -> str:
    """The text of a piece of HTML given as a string (a feed's content, an API's field)."""
    return (
        plain_text(parse_html(f"<body>{html}</body>"))
        if "<" in html or "&" in html
        else tidy(_with_single_spaces(html))
    )


def tidy(marked: str) -> str:
    """Folds each run of break marks: a blank line where a paragraph or two `<br>` meet, else a line break."""
    text = _AROUND_BREAKS.sub(lambda run: "\n\n" if _PARAGRAPH in run[1] or run[1].count("\n") > 1 else "\n", marked)
    return text.strip(" \n\x1f").replace("\x1c", " ").replace("\x1f", "\n")


def _with_single_spaces(text: str) -> str:
    """White space folded as in HTML. Looking for what is to be folded is quicker than folding."""
    is_folded = not ("\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text)
    return text if is_folded else _SPACES.sub(" ", text)


def _collect(top: Element, skip: Collection[Element], pieces: list[str]) -> None:
    """Walks without recursion: pages may be nested 10,000 deep. Each stack entry is an element to open or a string to write."""
    stack: list[Element | str] = [top]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        tag = item.tag
        if not isinstance(tag, str) or tag in _SILENT or item in skip:
            continue
        if tag == "br":
            pieces.append("\n")
        elif tag == "img":
            pieces.append(_smiley(item))
        else:
            _open(item, tag, stack, pieces)


def _open(element: Element, tag: str, stack: list[Element | str], pieces: list[str]) -> None:
    mark = _PARAGRAPH if tag in _PARAGRAPHS else _LINE if tag in _LINES else " " if tag in _CELLS else ""
    pieces.append(mark)
    if element.text:
        pieces.append(_with_single_spaces(element.text) if tag != "pre" else element.text.translate(_PREFORMATTED))
    if mark:
        stack.append(mark)
    for child in reversed(element):
        if child.tail:
            stack.append(_with_single_spaces(child.tail) if tag != "pre" else child.tail.translate(_PREFORMATTED))
        stack.append(child)


def _smiley(image: Element) -> str:
    """A picture that stands for characters (`class="wp-smiley" alt=";)"`) is text; any other picture is not."""
    alt = image.get("alt") or ""
    return alt if alt and _SMILEY.search(f"{image.get('class')} {image.get('src')}") else ""
