"""Whose words a comment quotes: in a `<blockquote>` stands what an earlier comment says."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from blogarchive.model import SettledComment
from blogarchive.text.markup import Element, parse_html
from blogarchive.text.plain import plain_text

_LEAST = 20  # letters of a quote: fewer are said by many
_KEY = 12  # letters by which it is looked up
_LONGEST = 4_000  # letters of a comment that are looked through
_MOST = 20  # quotes of one comment
_TRIED = 100  # comments that begin alike somewhere
_SHOWN = 40  # characters of a quote in the evidence
_SIGNS = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")


class Quote(NamedTuple):
    """The comment that is quoted, and the words."""

    comment: str
    words: str


class Quotes:
    """What was said so far, to be found by any word that a quote begins with."""

    def __init__(self, comments: Sequence[SettledComment]) -> None:
        self._is_asked = any(map(_has_quotes, comments))
        self._said: dict[str, str] = {}
        self._beginnings: dict[str, list[str]] = defaultdict(list)

    def of(self, comment: SettledComment) -> Iterator[Quote]:
        """The earlier comments that a comment quotes, each once; the latest of those that say the same."""
        if not _has_quotes(comment):
            return
        found: set[str] = set()
        for quote in _quotes(parse_html(comment.record.html or ""))[:_MOST]:
            for line in plain_text(quote).split("\n"):
                letters = _letters(line)
                if len(letters) >= _LEAST and (source := self._who_said(letters)) and source not in found:
                    found.add(source)
                    yield Quote(source, line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…")

    def add(self, comment: SettledComment) -> None:
        """The next comment in time: its own words, without what it quotes."""
        if not self._is_asked or not comment.record.text:
            return
        text = comment.record.text
        if _has_quotes(comment):
            tree = parse_html(comment.record.html or "")
            text = plain_text(tree, frozenset(_quotes(tree)))
        letters = ""
        for word in _WORD.findall(text):
            if len(letters) > _LONGEST:
                break
            letters += _letters(word)
        self._said[comment.id] = letters
        self._index(comment.id, text)

    def _index(self, name: str, text: str) -> None:
        start = 0
        for word in _WORD.findall(text):
            key = self._said[name][start : start + _KEY]
            if len(key) < _KEY:
                break
            if self._beginnings[key][-1:] != [name]:
                self._beginnings[key].append(name)
            start += len(_letters(word))

    def _who_said(self, letters: str) -> str | None:
        told = islice(reversed(self._beginnings.get(letters[:_KEY], [])), _TRIED)
        return next((name for name in told if letters in self._said[name]), None)


def _has_quotes(comment: SettledComment) -> bool:
    return "<blockquote" in (comment.record.html or "")


def _quotes(tree: Element) -> list[Element]:
    """The outermost quotes."""
    return [each for each in tree.iter("blockquote") if next(each.iterancestors("blockquote"), None) is None]


def _letters(text: str) -> str:
    return _SIGNS.sub("", text.casefold())
