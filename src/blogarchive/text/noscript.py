"""What a page holds for readers without scripts: where it is a text of several paragraphs, it is what the page is there to say."""

from collections.abc import Iterable

from blogarchive.text.markup import Element

_SEVERAL = 2
_LONG = 300  # characters: what asks for scripts to be allowed says less


def open_long(noscripts: Iterable[Element]) -> bool:
    """Makes a plain box of each `noscript` with a text in it, so that it is read as any other part of the page; returns whether there was one.

    Some engines write a post into it, whose script builds the page out of a copy. And a start tag left open in one makes parsers take the
    whole page after it for its content, where browsers, which read it as mere characters, show the page.
    """
    is_one_opened = False
    for element in noscripts:
        paragraphs = list(element.iter("p")) if len(element) else []
        if len(paragraphs) >= _SEVERAL and sum(len("".join(each.itertext()).strip()) for each in paragraphs) >= _LONG:
            element.tag = "div"
            is_one_opened = True
    return is_one_opened
