"""Names as they stand in a line: without the words and signs round them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from blogarchive.late import late
from blogarchive.sources.page_comments.cues import cues
from blogarchive.text.similarity import common_start

_PING = late(
    r"^\W*(?:(?:ping|track) ?back|ping|rétrolien)\s*(?:(?:by|from|von|de|par|por|da|van|door)\b|:)\s*", re.IGNORECASE
)
_EMPTY = late(r"(?<!\S)(?:\(\s*\)|\[\s*\])|（\s*）|【\s*】|［\s*］")  # a date stood there
_MOST_WORDS = 3
_TIME = late(
    r"\W*\d{1,2}\s*(?:[:.h]|h\b|時|点)\s*\d{0,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?|min|uhr|分)?\W*", re.IGNORECASE
)
_ORDINAL = late(r"^[\[(]?#?\d{1,4}(?:[.):\]]|\s?[楼樓층])\s+")  # on Chinese pages each is a floor: 3楼
_COUNTED = late(r"^(?:[^\W\d_]+ )?(?:[nN][°º]|№) ?\d{1,4}\W* (?=\S+ \S+ \S)")  # "Commentaire n°3 posté par …"
_NUMBER = re.compile(r"\W*\d{1,6}(?:[.\-]\d{1,4})*\W*")  # "#12", "1.", "(3)", "#1.1.2"


_ARTICLES = frozenset(("le", "el", "il"))  # stand before dates, and begin names as well: "El Greco"
_REMARK = re.compile(r"\s*(?:\(([^()]{3,40})\)|\[([^\[\]]{3,40})\])$")
_SAME_REMARK = 3  # different people of whom the same is said: nobody's name ends so by chance
_SAME_WORD = 4  # different people whose names all begin or end in the same word without any brackets
_LONGEST_WORD = 30  # characters of what a theme says beside a name
_UNSPACED = (
    "[\u2e80-\u9fff\uac00-\ud7af\uff66-\uff9f]{2,}.*"  # Chinese, Japanese and Korean put no space before such words
)


@lru_cache(maxsize=2048)  # a theme's words stand in every record
def trimmed_name(text: str, *, is_marked: bool = False, had_date: bool = True) -> str:
    """`Posted by: Jeff |` is Jeff, `Cath dit :` is Cath; "" where nothing is left, or only a number or a time of day.

    `is_marked`: the text fills an element that is the name's own, so that only whole phrases (`Comment by`) and what ends in a colon go, and
    somebody may be called `12:30`. `had_date`: a date may have stood in it, before which words like "on" stand; without one `Le Marin` is a name.
    """
    text = _spaced(text)
    bare = _edged(_PING.sub("", text))
    if "°" in bare or "º" in bare or "№" in bare:
        bare = _COUNTED.sub("", bare)  # three words go on: somebody may be called "Commentaire n°3"
    bare = _without(bare, cues().before, from_start=True, least=2 if is_marked else 1, has_articles=not had_date)
    if not is_marked:
        bare = _ORDINAL.sub("", bare)
    if not is_marked or text.endswith((":", "：", ",")):
        bare = _without(bare, cues().after, from_start=False, least=1)
    bare = _without_remark(bare)
    return "" if _NUMBER.fullmatch(bare) or (not is_marked and _TIME.fullmatch(bare)) else bare


def _begins_with_article(text: str) -> bool:
    """Whether a name begins with an article in capitals: `Le Marin`."""
    first, _, rest = text.partition(" ")
    return first.lower() in _ARTICLES and first[:1].isupper() and rest[:1].isupper()


def trimmed_number(text: str) -> str:
    """What is left of a text without the signs and words round names, be it a number."""
    bare = _without(_edged(_spaced(text)), cues().before, from_start=True, least=1)
    return _without_remark(_without(bare, cues().after, from_start=False, least=1))


def _spaced(text: str) -> str:
    """A text with single spaces, without brackets that hold nothing."""
    return " ".join((_EMPTY.sub(" ", text) if "(" in text or "[" in text or not text.isascii() else text).split())


def _without_remark(name: str) -> str:
    remark = _REMARK.search(name) if name.endswith((")", "]")) else None
    return name[: remark.start()] if remark and (remark[1] or remark[2]).lower() in cues().remarks else name


def is_clock(text: str) -> bool:
    """Whether a text is a time of day and nothing else."""
    return _TIME.fullmatch(text) is not None


def shared_remarks(names: Iterable[str]) -> frozenset[str]:
    """What the engine says of several people after their names: ` (not verified)`, in whatever language."""
    said: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if remark := _REMARK.search(name):
            said[remark[0]].add(name[: remark.start()])
    return frozenset(remark for remark, people in said.items() if len(people - {""}) >= _SAME_REMARK)


def shared_words(names: Iterable[str]) -> tuple[str, str]:
    """What stands before and what stands after all names that are no link: "Posted by", "wrote", in whatever language. "" for nothing."""
    people = sorted(set(names))
    if len(people) < _SAME_WORD:
        return _before_colon(people), ""
    before = common_start(people)
    before = before[: max(map(before.rfind, " :：")) + 1]
    after = common_start([name[::-1] for name in people])[::-1]
    if (place := after.find(" ")) >= 0:
        after = after[place:]
    elif after.isascii() or not re.fullmatch(_UNSPACED, after):
        after = ""
    rest = [without_words(name, before, after) for name in people]
    with_letters = sum(any(map(str.isalpha, name)) for name in rest)  # "Guest 1" and "Guest 2" are names
    return (before, after) if all(rest) and with_letters >= _SAME_WORD else ("", "")


def _before_colon(people: Sequence[str]) -> str:
    """What stands before the names of two or three people up to a colon, in the same words."""
    before = common_start(people) if len(people) > 1 else ""
    return before[: max(map(before.rfind, ":：")) + 1]


def without_words(name: str, before: str, after: str) -> str:
    """A name without what stands before and after all names."""
    return _edged(name.removeprefix(before).removesuffix(after))


def trimmed_word(text: str) -> str:
    """A theme's word beside a name, without the signs round it; "" where it is long or has no letters."""
    word = _edged(text.strip())
    return word if len(word) <= _LONGEST_WORD and any(map(str.isalpha, word)) else ""


def without_word(name: str, word: str, *, is_before: bool) -> str:
    """A name without a word that stands before or after it, parted by a space or a sign."""
    rest = name.removeprefix(word) if is_before else name.removesuffix(word)
    if rest == name or (rest[:1] if is_before else rest[-1:]).isalnum():
        return name
    return _edged(rest)


def _without(text: str, words: frozenset[str], *, from_start: bool, least: int, has_articles: bool = False) -> str:
    """A text without the listed phrases at one end, as long as one stands there. `has_articles`: names may begin with one."""
    while _may_be_cut(text, words, from_start=from_start) and not (has_articles and _begins_with_article(text)):
        parts = text.split(" ", _MOST_WORDS) if from_start else text.rsplit(" ", _MOST_WORDS)
        for count in range(min(_MOST_WORDS, len(parts)), least - 1, -1):
            phrase = parts[:count] if from_start else parts[-count:]
            if _plain(phrase) in words or (from_start and _is_half_translated(phrase, words)):
                text = _edged(" ".join(parts[count:] if from_start else parts[:-count]))
                has_articles = True  # what stands behind "posted by" is no longer a date's: "Le Marin"
                break
        else:
            break
    return text


def _may_be_cut(text: str, words: frozenset[str], *, from_start: bool) -> bool:
    """Whether one of the phrases begins, or ends, with the first, or last, word of a text: that of most names is none of these."""
    word = (text.partition(" ")[0] if from_start else text.rpartition(" ")[2]).lower()
    return word.strip(":,;.") in _edges(words, from_start=from_start) or (
        from_start and word.startswith(cues().comment_words)
    )


@cache
def _edges(words: frozenset[str], *, from_start: bool) -> frozenset[str]:
    return frozenset(_plain([phrase.split(" ")[0 if from_start else -1]]) for phrase in words)


def _is_half_translated(phrase: list[str], words: frozenset[str]) -> bool:
    """`Commentaire by`, `Kommentar by`: a theme of which only some words were translated."""
    return len(phrase) == 2 and _plain(phrase[1:]) in words and phrase[0].lower().startswith(cues().comment_words)


_LEADING = re.compile(r"^(?:[\s|/·•⋅∙‧:：;,»«><…）】］」、\u200b\ufeff]|[–—-]+(?=\s|$))+")
_TRAILING = re.compile(  # an entity that lost its semicolon is text; a stop after a space or comma followed a date
    r"(?:[\s|/·•⋅∙‧:：;,»«<(…（【［「、\u200b\ufeff@#]|(?<=\s)[–—-]+|(?<=[\s,])\.|&(?:hellip|raquo|laquo|nbsp|bull|middot)\b)+$"
)


def _edged(text: str) -> str:
    """Without signs at the ends; a dash counts as one only where it stands alone (`-thh` is a name). Most names have none."""
    if text and text[0].isalnum() and text[-1].isalnum() and "&" not in text:
        return text
    return _TRAILING.sub("", _LEADING.sub("", text))


def _plain(words: list[str]) -> str:
    return " ".join(words).lower().strip(":,;.")
