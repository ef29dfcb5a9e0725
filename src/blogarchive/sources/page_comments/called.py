"""Who is answered, where the theme names them without a link: "Reply @Ada:", "in reply to Ada"."""

import re
from collections.abc import Sequence
from functools import cache

from blogarchive.sources.page_comments.comments import Read
from blogarchive.sources.page_comments.cues import cues

_ARROWS = "→►▶»>➤↪"
_EDGES = " :：,，.()（）[]@"
_LONGEST = 80  # characters of a line that names somebody
_FEW = 8  # words of such a line


def called_parents(reads: Sequence[Read]) -> list[int | None]:
    """For each comment the last one before it by whom the theme says it answers, None where it names nobody.

    Comments may stand newest first; before means in time.
    """
    order = range(len(reads)) if not _is_newest_first(reads) else range(len(reads) - 1, -1, -1)
    people = _People()
    parents: list[int | None] = [None] * len(reads)
    for index in order:
        read = reads[index]
        if people.last and (name := _called(read, people)) is not None:
            parents[index] = people.last[name]
        if read.comment.author.name:
            people.add(read.comment.author.name, index)
    return parents


class _People:
    """Who has written so far: the place of the last comment of each, and the last words of their names, by which most texts are passed by."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}
        self.last_words: set[str] = set()

    def add(self, name: str, index: int) -> None:
        """The next comment, by somebody."""
        self.last[name] = index
        self.last_words.add(name.rsplit(None, 1)[-1].strip(_EDGES))


def _is_newest_first(reads: Sequence[Read]) -> bool:
    stamps = [read.comment.published for read in reads]
    times = [stamp.local for stamp in stamps if stamp is not None and stamp.local is not None]
    return len(times) > 1 and times[0] > times[-1]


def _called(read: Read, people: "_People") -> str | None:
    """The person whom a line of the theme's names; the writer's own words are not looked at."""
    parts = read.parts
    around = parts.around
    for place, piece in enumerate(around):
        words = piece.text.split(None, _FEW)
        if not words or len(words) > _FEW or words[-1].strip(_EDGES) not in people.last_words or piece is parts.author:
            continue
        line = [each for each in around[: place + 1] if each.line == piece.line and (parts.bodies or parts.drops(each))]
        text = " ".join(each.text for each in line)
        sign = _sign().search(text) if line and line[-1] is piece and len(text) <= _LONGEST else None
        if sign is not None and (name := text[sign.end() :].strip(_EDGES)) in people.last:
            return name
    return None


@cache
def _sign() -> re.Pattern[str]:
    """A sign or a word for answering, behind which a name may stand."""
    phrases = sorted(map(re.escape, cues().answering), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(phrases)})[\s:：]*@?|[@{_ARROWS}]", re.IGNORECASE)
