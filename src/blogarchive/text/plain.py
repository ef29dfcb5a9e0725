"""Markup to plain text: paragraphs parted by a blank line, `<br>` a line break, nothing that a browser would not show as text.

Soft hyphens, which say where a long word may be broken, and the readings that ruby sets above words cut words in two for whoever searches or
quotes: they stay in the HTML. Composed letters are written as one character (NFC, as https://www.w3.org/TR/charmod-norm/ asks of the web).
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator

from lxml import etree

from blogarchive.text.markup import Element, parse_html
from blogarchive.text.smileys import is_smiley

_PARAGRAPHS = frozenset(
    "p div section article aside header footer main blockquote ul ol dl table pre figure figcaption hr form fieldset address "
    "h1 h2 h3 h4 h5 h6 details summary center".split()
)
_LINES = frozenset("li dt dd tr caption option legend".split())
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(
    "script style noscript template head title meta link svg math iframe object embed select textarea button input canvas audio video "
    "rt rp".split()
)
_SOFT_HYPHEN = "\xad"
_PARAGRAPH, _LINE = "\x1d", "\x1e"  # break marks; parse_html leaves no control characters in a text
_BREAK, _PICTURE = "\n", "\x1a"
_ALONE = frozenset((_BREAK, _PICTURE))
_MARKS: dict[object, str | None] = {
    **dict.fromkeys(_PARAGRAPHS, _PARAGRAPH),
    **dict.fromkeys(_LINES, _LINE),
    **dict.fromkeys(_CELLS, " "),
    **dict.fromkeys(_SILENT, None),
    **dict.fromkeys((etree.Comment, etree.ProcessingInstruction, etree.Entity), None),
    "br": _BREAK,
    "img": _PICTURE,
}  # what stands before and after an element, or is all that is said of it; None: nothing of it is text
_BLANK = " \t\n\r\f"
# A space that stands alone stays as it is: most do, and replacing each would take three times as long.
_SPACES = re.compile(r"[ \t\n\r\f](?:(?<=[\t\n\r\f])|(?=[ \t\n\r\f]))[ \t\n\r\f]*")
_PREFORMATTED = str.maketrans(" \n", "\x1c\x1f")
_BREAK_OR_SPACE = " \n" + _LINE
_BREAKS = re.compile(r"[\n\x1e][ \n\x1e]*")


def plain_text(element: Element, skip: Collection[Element] = ()) -> str:
    """The text of an element and all below it, without the elements in `skip`; white space as a browser folds it."""
    if not len(element) and _MARKS.get(element.tag, "") == "" and element not in skip:
        return _whole(_with_single_spaces(element.text or "").strip(" "))  # most links
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
    """Folds each run of break marks (a blank line where a paragraph or two `<br>` meet, else a line break) and makes words whole."""
    parts = [part for piece in marked.split(_PARAGRAPH) if (part := piece.strip(_BREAK_OR_SPACE))]
    text = _whole("\n\n".join([_lines(part) if _LINE in part or "\n" in part else part for part in parts]))
    return text.strip(" \n\x1f").replace("\x1c", " ").replace("\x1f", "\n")


def _whole(text: str) -> str:
    """A text with its words whole."""
    return text if text.isascii() else unicodedata.normalize("NFC", text.replace(_SOFT_HYPHEN, ""))


def _lines(paragraph: str) -> str:
    """A paragraph of several lines, without space or breaks round them. Most have one line; most of the others are lists."""
    if "\n" not in paragraph:
        return "\n".join([line for item in paragraph.split(_LINE) if (line := item.strip(" "))])
    text = _BREAKS.sub(lambda run: "\n\n" if run[0].count("\n") > 1 else "\n", paragraph)
    return "\n".join([line.rstrip(" ") for line in text.split("\n")])


def _with_single_spaces(text: str) -> str:
    """White space folded as in HTML. Looking for what is to be folded is quicker than folding, and to call `_is_folded` takes as long again."""
    if not ("\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text):
        return text
    if text.isspace() and text.isascii():
        return " "
    words = text.strip(_BLANK)
    if not _is_folded(words):
        words = _SPACES.sub(" ", words)
    return f"{' ' if text[0] in _BLANK else ''}{words}{' ' if text[-1] in _BLANK else ''}"


def _is_folded(text: str) -> bool:
    return not ("\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text)


def _collect(top: Element, skip: Collection[Element], pieces: list[str]) -> None:
    """Walks without recursion: pages may be nested 10,000 deep. `opened` holds for each element that is being walked those after it, itself, its
    mark, and how white space is folded round it; in preformatted text it is kept in all elements. To take all children at once (`[:]`) is quicker
    than to begin a walk."""
    write, marks = pieces.append, _MARKS.get
    opened: list[tuple[Iterator[Element], Element, str, Callable[[str], str]]] = []
    elements = iter((top,))
    folded: Callable[[str], str] = _with_single_spaces
    while True:
        for element in elements:
            mark = marks(tag := element.tag, "")
            if mark is None or element in skip:
                pass
            elif mark in _ALONE:
                write(mark if mark == _BREAK else _smiley(element))
            else:
                within = _preformatted if tag == "pre" else folded
                write(mark)
                if text := element.text:
                    write(within(text))
                if len(element):
                    opened.append((elements, element, mark, folded))
                    elements, folded = iter(element[:]), within
                    break
                write(mark)
            if tail := element.tail:
                write(folded(tail))
        else:
            if not opened:
                break
            elements, element, mark, folded = opened.pop()
            write(mark)
            if tail := element.tail:
                write(folded(tail))
    if top.tail:
        pieces.pop()  # what stands after the top is none of its text


def _preformatted(text: str) -> str:
    return text.translate(_PREFORMATTED)


def _smiley(image: Element) -> str:
    """A picture that stands for characters (`class="wp-smiley" alt=";)"`) is text; any other picture is not."""
    alt = image.get("alt") or ""
    return alt if alt and is_smiley(image.get("class") or "", image.get("src") or "") else ""
