"""The short texts of a page that may tell a time: they have numbers as times have them."""

import re
from collections.abc import Iterable

from blogarchive.digits import DIGIT
from blogarchive.sources.page_comments.times import has_form
from blogarchive.text.elements import Elements, filled
from blogarchive.text.markup import Element

_ONE_NUMBER = re.compile(r"\D*\d+\D*")
_NO_TEXT = frozenset(("script", "style", "noscript", "textarea", "option", "title", "body", "html"))
_SHORT_TEXT = 40
_LONGEST, _WITH_SPACE = 100, 300  # characters: a longer text is no byline; markup may be indented deeply


def dated_texts(columns: Elements, times: Iterable[Element]) -> list[tuple[Element, str]]:
    """The texts, each with the element that it stands in; those of `times`, the `<time>` elements, count without any text."""
    texts: list[tuple[Element, str]] = []
    tooltips: list[tuple[Element, str]] = []
    for element, text in filled(columns.all, columns.texts):
        if len(text) >= _LONGEST or (digit := DIGIT.search(text)) is None:
            continue
        if not has_form(text, digit.start()):
            told = _tooltip(element) if len(text) < _SHORT_TEXT else ""
            tooltips.append((element, told))
        elif _ONE_NUMBER.fullmatch(text) and (told := _tooltip(element)):
            tooltips.append((element, told))  # "13年以上" says how long ago
        else:
            texts.append((element, text))
    tails = [
        (parent, text)
        for element, text in filled(columns.all, columns.tails)
        if len(text) < _LONGEST and has_form(text)
        if (parent := element.getparent()) is not None
    ]
    moments = ((element, element.get(b"datetime") or "") for element in times)
    machine = [(element, value) for element, value in moments if value and len(value) < _LONGEST]
    found = (*texts, *tails, *machine, *(each for each in tooltips if each[1]))
    return [(element, text) for element, text in found if element.tag not in _NO_TEXT]


def _tooltip(element: Element) -> str:
    """The time that a short text with a number shows when it is pointed at: "12 years" as which `title="14 June 2014, 9:12"` is told. "" for none."""
    title = element.get(b"title")
    return title.strip() if title and not _is_long(title) and has_form(title) else ""


def _is_long(text: str) -> bool:
    """Whether a text is no byline, be it indented deeply."""
    return len(text) >= _WITH_SPACE or len(text.strip()) >= _LONGEST
