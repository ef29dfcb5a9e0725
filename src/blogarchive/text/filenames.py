"""Names of files that are made from a stranger's words: safe on every file system, unique, the same each time."""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date
from itertools import takewhile
from urllib.parse import parse_qsl, unquote, urlsplit

from blogarchive.text.urls import without_wayback

_MOST_BYTES = 120  # of the stem; file systems allow 255 for the whole name, encrypted home folders about 140
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_PAGE_SUFFIX = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cgi|shtml|xhtml)$", re.IGNORECASE)
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # marks that choose a picture of a sign
_NOT_A_WORD = re.compile(r"[^\w.]+|(?<!_)_++(?=\W|$)")


def slug_of(url: str) -> str:
    """The word by which an address names its page: the last part of the path without suffix, else the first query
    value with its name (`p-2011`), else the host."""
    try:
        parts = urlsplit(without_wayback(url))
        host = parts.hostname or ""
    except ValueError:
        return ""
    segments = [part for part in unquote(parts.path).split("/") if part]
    names = [_PAGE_SUFFIX.sub("", part) for part in segments]
    if names and names[-1] == "index":
        names.pop()
    query = parse_qsl(parts.query, keep_blank_values=True)
    if query and (not names or _PAGE_SUFFIX.search(segments[-1])):
        name, value = query[0]
        return f"{name}-{value}" if value else name.rstrip("/").rpartition("/")[2]  # `index.php?post/2010/05/title`
    return names[-1] if names else host


class FileNames:
    """Hands out names for the files of one folder, none twice: also not for a file system that knows no case."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._used = {_folded(name) for name in taken}

    def new(
        self, day: date | None, slug: str, suffix: str = "", *, is_free: Callable[[str], bool] = lambda name: True
    ) -> str:
        """A name as `safe_filename` makes it, taken from now on; the second of a kind, or one that is not `is_free`, gets `-2`."""
        stem = _stem(day, slug)
        name, number = stem + suffix, 1
        while _folded(name) in self._used or not is_free(name):
            number += 1
            name = f"{stem}-{number}{suffix}"
        self._used.add(_folded(name))
        return name


def safe_filename(day: date | None, slug: str, taken: Collection[str] = (), suffix: str = "") -> str:
    """A file name from the post's day and slug: `2010-05-22-la-premiere.md`.

    Letters of any script stay with their marks, in NFC; all else becomes a dash. `taken` holds the names in use, compared as a
    case-insensitive file system would; the second of a kind gets `-2`. `suffix` comes with its dot.
    """
    return FileNames(taken).new(day, slug, suffix)


def _stem(day: date | None, slug: str) -> str:
    words = _NOT_A_WORD.sub(_between, unicodedata.normalize("NFC", slug.encode("utf-8", "ignore").decode()))
    stem = _cut(words.strip("-._"), _MOST_BYTES - 16) or "post"
    if day is not None:
        stem = f"{day.isoformat()}-{stem}"
    elif _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return stem


def _between(run: re.Match[str]) -> str:
    """What stands for a run of other characters: a dash, after the marks of the letter before it (vowel signs of Indic scripts and Thai)."""
    follows_letter = run.start() > 0 and run.string[run.start() - 1].isalpha()
    marks = "".join(takewhile(_is_mark, run[0])) if follows_letter else ""
    return marks if len(marks) == len(run[0]) else f"{marks}-"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc") and not _VARIATION.match(character)


def _cut(text: str, most_bytes: int) -> str:
    cut = text.encode()[:most_bytes].decode("utf-8", "ignore")
    return unicodedata.normalize("NFC", cut).rstrip("-._")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
