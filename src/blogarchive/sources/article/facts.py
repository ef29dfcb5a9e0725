"""Short lines above and below a text that state a fact about the post and are none of it: when it was written or changed, by whom, how long it is."""

import re

from blogarchive.dates import Hints, find
from blogarchive.model import Precision
from blogarchive.sources.article.block import Block
from blogarchive.sources.article.bylines import name_at_start, words_after_by
from blogarchive.sources.article.introductions import is_name
from blogarchive.text.contents import line_in
from blogarchive.text.substrings import has_any

_LONGEST = 100  # characters
_LABEL = 24  # letters beside a date: "Last updated on", "Veröffentlicht am"
_WORDS = 16  # letters beside date and name: "Published on by"
_CHANGED = (
    "updat|modif|edited|revised|aktualisiert|geändert|mis à jour|actualizad|aggiornat|atualizad|bijgewerkt|gewijzigd|zaktualiz|обновл|"
    "uppdater|oppdater|opdater|güncelle|更新"
).split("|")
_BY = re.compile(
    r"\W*(?:(?:written|posted|published) by|by|von|(?:écrit|publié) par|par|(?:escrito|publicado) por|por|di|door|av|af)\s+",
    re.IGNORECASE,
)
_TO_READ = re.compile(
    r"\W*(?:[^\W\d]+\W+){0,3}\d+\s*(?:min|mins|minutes?|minuten|minuti|minutos|minuta?|minuter|minutter|мин|минуты?|分)\b\W*(?:[^\W\d]+\W*){0,2}",
    re.IGNORECASE,
)


def states_fact(block: Block, *, is_above: bool) -> bool:
    """Whether a line says nothing but a date, with a word or two of what it is the date of, or a name after "by".

    Above a text it may also tell how long it takes to read.
    """
    if block.own >= _LONGEST or block.tag in ("blockquote", "li"):
        return False
    text = line_in(block.element)
    if "@" in text:
        return False
    if is_above and _TO_READ.fullmatch(text):
        return True
    rest = _without_date(text)
    if rest is not None and (_letters(rest) <= _LABEL or _ends_in_author(rest)):
        return True
    by = _BY.match(text)
    return by is not None and is_name((rest or text)[by.end() :].strip(" ,.:|·-–—\u00a0"))


def speaks_of_change(text: str) -> bool:
    """Whether a text has a word for a post that was changed. To look for each takes a tenth of what a pattern takes that tells no cases apart."""
    return has_any(text.lower(), _CHANGED)


def _ends_in_author(rest: str) -> bool:
    """Whether what is left of a line without its date is a few words, "by" and a name: "Published on …, by Ada Example"."""
    words = words_after_by(rest) or ""
    name = name_at_start(words) if rest.rstrip(" .").endswith(words) else ""
    return bool(name) and name == words.strip() and is_name(name) and _letters(rest) - _letters(name) <= _WORDS


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _without_date(text: str) -> str | None:
    """The line without its date; None where it has none to the day, or to the month after a word for a change."""
    if not any(map(str.isdigit, text)):
        return None
    found = find(text, Hints())
    if found is None or found[2].precision is Precision.YEAR:
        return None
    rest = text[: found[0]] + text[found[1] :]
    return None if found[2].precision is Precision.MONTH and not speaks_of_change(rest) else rest
