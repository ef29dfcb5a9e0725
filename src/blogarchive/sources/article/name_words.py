"""The names in the words of a byline: without what themes write before and after them."""

import re
from collections.abc import Iterator

from blogarchive.dates import find
from blogarchive.late import late
from blogarchive.sources.article.bylines import without_by

LONGEST = 60  # characters of a name
_CUT = late(
    r"\s*(?:[|·•/–—,;(→›»]|\s-\s|\d|\b(?:on|am|at|le|in|el|il|op|em|den|dnia|um|à|于|於|في)\s+(?:\w+\W+)?\d|\b(?:on|in|under|posted|published|comments?)\b)",
    re.IGNORECASE,
)
_ALL_POSTS = late(
    r"^\W*(?:(?:view|see|show|read)\s+)?(?:all|more)\s+(?:(?:posts|articles|stories|entries)\s+)?(?:by|from)\s+|"
    r"^\W*(?:zeige\s+)?(?:alle|mehr|weitere)\s+(?:beiträge|artikel)(?:\s+anzeigen)?(?:\s+von\s+|\W*$)|"
    r"^\W*(?:voir\s+)?tous\s+les\s+articles\s+(?:de|par)\s+|^\W*ver\s+todas\s+las\s+entradas\s+de\s+|"
    r"^\W*(?:mostra|vedi)\s+tutti\s+gli\s+articoli\s+di\s+|^\W*(?:alle\s+berichten\s+van|bekijk\s+alle\s+berichten\s+van)\s+",
    re.IGNORECASE,
)
"""What a link to the author's page says, as WordPress has it in its languages; where no name follows there is none."""
_SHORT_NAME = late(r"([^\W\d_]+\s+)\([^\W\d][\w. ]{0,14}\)\s+(?=[^\W\d_a-z][\w.’'-]*(?:\s*$|\s*[,|·–—]))")
"""A nickname or initials between first and last name: "Ada (A. B.) Example"."""
_LABEL = re.compile(r"^[\W_]*([^:：]{2,12})\s*[:：]\s*(?=\S)")
_EDITORS = late(r"编辑|編輯|编审|校对|редактор|redakteur|redactor|editor", re.IGNORECASE)
_AND = late(r"\s+(?:and|und|et|y|e|en|och|og|i|&)\s+(?=[^\W\d_]+[\w.’'-]*\s+[^\W\d_])")
_DAY = 12  # characters: "3, 2019"
_MARKS = " :,.\u00a0"


def names_in(text: str) -> Iterator[str]:
    """The names in these words, mostly one; none where they name who edited, or nobody."""
    words = without_by(_ALL_POSTS.sub("", text))
    if (label := _LABEL.match(words)) is not None:
        if _EDITORS.search(label[1]):
            return
        words = words[label.end() :]
    if "(" in words:
        words = _SHORT_NAME.sub(_bracketed, words)
    for name in _several(_cut(words).replace(_OPEN, "(")):
        if 1 < len(name) <= LONGEST:
            yield name


_OPEN = "\ue000"  # stands for a bracket that is kept


def _bracketed(found: re.Match[str]) -> str:
    return found[0].replace("(", _OPEN)


def _cut(words: str) -> str:
    """The words up to the first that is no part of a name; a day goes with the month before it ("Ada Example May 3")."""
    cut = _CUT.search(words)
    if cut is None:
        return words.strip(_MARKS)
    end = cut.start()
    if cut[0].strip().isdigit() and (date := find(words)) is not None and 0 < date[0] < end:
        end = date[0]
    return words[:end].strip(_MARKS)


def without_day(name: str, text: str) -> str:
    """A name that was cut before the figures of a date in a text, without the month that it ends with."""
    place = text.find(name)
    if place < 0 or not any(map(str.isdigit, text[place + len(name) : place + len(name) + _DAY])):
        return name
    date = find(text[place : place + len(name) + _DAY])
    return name[: date[0]].strip(_MARKS) if date is not None and 0 < date[0] < len(name) else name


def _several(name: str) -> list[str]:
    """Two full names with "and" between them are two people; "Sharp and Sons" is one."""
    names = [part.strip(_MARKS) for part in _AND.split(name)]
    return names if len(names) > 1 and all(" " in part and part[0].isupper() for part in names) else [name]
