"""Writing in which one character says as much as two letters or more: Chinese, Japanese, Korean."""

import re

from blogarchive.late import late

_LANGUAGE = re.compile(r"(?:zh|ja|ko)(?:$|[-_])", re.IGNORECASE)
_SCRIPTS = late("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_UNBROKEN = late(
    "[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)  # without Korean, which has blanks
_FIRST = "\u3040"  # of their characters: to look for the greatest of a line is far cheaper than the pattern
_MANY = 0.3  # of a line's letters: names and version numbers stay in Latin letters


def is_wide_language(tag: str) -> bool:
    """Whether a language tag (BCP 47) is that of Chinese, Japanese or Korean."""
    return _LANGUAGE.match(tag) is not None


def is_wide(line: str) -> bool:
    """Whether a line is written in one of them."""
    return _may_have(line) and len(_SCRIPTS.findall(line)) >= _MANY * sum(map(str.isalnum, line)) > 0


def letters_of(line: str) -> int:
    """How many letters a line is worth: such a character counts as two, as it takes the place of two."""
    return len(line) + len(_SCRIPTS.findall(line)) if _may_have(line) else len(line)


def words_of(text: str) -> int:
    """How many words a text has. Chinese and Japanese are written without blanks: there each character counts, as word processors have it."""
    if not _may_have(text):
        return len(text.split())
    rest, count = _UNBROKEN.subn(" ", text)
    return count + sum(any(map(str.isalnum, word)) for word in rest.split())


def _may_have(line: str) -> bool:
    return not line.isascii() and max(line) >= _FIRST
