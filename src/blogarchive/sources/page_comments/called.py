"""Who is answered, where the theme names them without a link: "Reply @Ada:", "in reply to Ada"."""

import re
from collections.abc import Sequence
from functools import cache

from blogarchive.sources.page_comments.comments import Read
from blogarchive.sources.page_comments.cues import cues

_ARROWS = "→►▶»>➤↪"
_EDGES = " :：,，.()（）[]@"
_LONGEST = 80  # characters of a line that names somebody


def called_parents(reads: Sequence[Read]) -> list[int | None]:
    """For each comment the last one before it by whom the theme says it answers, None where it names nobody.

    Comments may stand newest first; before means in time.
    """
    order = range(len(reads)) if not _is_newest_first(reads) else range(len(reads) - 1, -1, -1)
    last: dict[str, int] = {}
    parents: list[int | None] = [None] * len(reads)
    for index in order:
        read = reads[index]
        if last and (name := _called(read, last)) is not None:
            parents[index] = last[name]
        if read.comment.author.name:
            last[read.comment.author.name] = index
    return parents


def _is_newest_first(reads: Sequence[Read]) -> bool:
    stamps = [read.comment.published for read in reads]
    times = [stamp.local for stamp in stamps if stamp is not None and stamp.local is not None]
    return len(times) > 1 and times[0] > times[-1]


def _called(read: Read, people: dict[str, int]) -> str | None:
    """The person whom a line of the theme's names; the writer's own words are not looked at."""
    parts = read.parts
    around = parts.around if parts.bodies else [piece for piece in parts.around if parts.drops(piece)]
    for piece in around:
        if piece is parts.author or (sign := _sign().search(piece.text)) is None:
            continue
        rest = [piece.text[sign.end() :]]
        rest += [each.text for each in around[around.index(piece) + 1 :] if each.line == piece.line]
        name = " ".join(rest).strip(_EDGES) if sum(map(len, rest)) <= _LONGEST else ""
        if name in people:
            return name
    return None


@cache
def _sign() -> re.Pattern[str]:
    """A sign or a word for answering, behind which a name may stand."""
    phrases = sorted(map(re.escape, cues().answering), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(phrases)})[\s:：]*@?|[@{_ARROWS}]", re.IGNORECASE)
