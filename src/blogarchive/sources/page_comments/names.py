"""Names as they stand in a line: without the words and signs round them."""

import re

from blogarchive.sources.page_comments.cues import cues

_EDGES = " \t\n\r\xa0|/·•:;,–—-»«>(<…\u200b\ufeff@#"
_SPACES = re.compile(r"\s+")
_MOST_WORDS = 3


def trimmed_name(text: str) -> str:
    """`Posted by: Jeff |` is Jeff, `Cath dit :` is Cath; "" where nothing is left."""
    text = _SPACES.sub(" ", text).strip()
    bare = _edged(text)
    before, after = cues().before, cues().after
    changed = True
    while changed and bare:
        changed = False
        words = bare.split(" ")
        for count in range(min(_MOST_WORDS, len(words)), 0, -1):
            if _plain(words[:count]) in before and (count < len(words)):
                bare, changed = _edged(" ".join(words[count:])), True
                break
        words = bare.split(" ")
        for count in range(min(_MOST_WORDS, len(words)), 0, -1):
            if _plain(words[-count:]) in after and count < len(words):
                bare, changed = _edged(" ".join(words[:-count])), True
                break
    return bare


def _edged(text: str) -> str:
    return text.lstrip(" \t\n\r\xa0|/·•:;,–—-»«><…\u200b\ufeff").rstrip(" \t\n\r\xa0|/·•:;,–—-»«<(…\u200b\ufeff@#")


def _plain(words: list[str]) -> str:
    return " ".join(words).lower().strip(":,;.")
