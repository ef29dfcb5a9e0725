"""Who answers whom: as sources state it, and where they do not, as the words of a comment's openings show it."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from blogarchive.conversation.cast import Cast, Member
from blogarchive.conversation.noticing import Call, Noticed
from blogarchive.conversation.quoting import Quotes
from blogarchive.conversation.resolving import Meant
from blogarchive.model import Precision, Reply, SettledComment

_MARKER = re.compile(r"[ \u00a0\u202f]*(?:>+|»|:|,|–|—|-(?=\s)|→|\n|\Z)")
_BETWEEN_HANDLES = re.compile(r"[\s,;:&+>»]+")
_GREETING = re.compile(r"\w+[,!]?\s+")
_NO_GREETING = frozenset("rt via cc by par von von: ht mt per por da di od od:".split())
_LONG_AGO = datetime(1, 1, 1)  # noqa: DTZ001 - a wall clock
_QUOTED = 0.95  # how sure it is that who quotes somebody's words answers them
_LEAST = 0.5  # what is less sure is not said
_LONGEST_LEAD = 500  # characters: who begins with a longer list of names speaks to nobody among them


def replies_of(comments: Sequence[SettledComment], cast: Cast, noticed: Noticed) -> Iterator[Reply]:
    """The stated answers, then those inferred, comment by comment. One comment may answer several; nobody answers themselves."""
    known = {comment.id for comment in comments}
    history, quotes = _History(comments, cast), Quotes(comments)
    inferred: dict[str, list[Reply]] = {}
    for comment in _in_time(comments):
        called = list(_inferred(comment, cast, noticed, history))
        inferred[comment.id] = [*called, *_quoting(comment, cast, quotes, {reply.parent for reply in called})]
        history.add(comment)
        quotes.add(comment)
    for comment in comments:
        parent = comment.record.parent
        if parent and parent in known:
            yield Reply(child=comment.id, parent=parent, stated=True)
        yield from (reply for reply in inferred[comment.id] if reply.parent != parent)


def _in_time(comments: Sequence[SettledComment]) -> Sequence[SettledComment]:
    """The comments in the order in which they were written: by their times where all have one to the minute, else as they stand."""
    stamps = [comment.record.published for comment in comments]
    if not all(
        s and s.local and s.precision and s.precision.rank >= Precision.MINUTE.rank and not s.estimated for s in stamps
    ):
        return comments
    return sorted(comments, key=_wall_clock)


def _wall_clock(comment: SettledComment) -> datetime:
    stamp = comment.record.published
    return stamp.local if stamp and stamp.local else _LONG_AGO


class _History:
    """The last comment of each person so far, over all and within each thread."""

    def __init__(self, comments: Sequence[SettledComment], cast: Cast) -> None:
        self._cast = cast
        self._parents = {comment.id: comment.record.parent for comment in comments}
        self._roots: dict[str, str] = {}
        self._last: dict[tuple[str, str], str] = {}

    def add(self, comment: SettledComment) -> None:
        """The next comment in time."""
        if writer := self._cast.writers.get(comment.id):
            self._last[writer.id, ""] = comment.id
            self._last[writer.id, self.root(comment.id)] = comment.id

    def last_of(self, member: Member, comment: SettledComment) -> str | None:
        """The member's last comment so far: that of the same thread, where there is one."""
        in_thread = self._last.get((member.id, self.root(comment.id))) if comment.record.parent else None
        return in_thread or self._last.get((member.id, ""))

    def root(self, comment_id: str) -> str:
        """The first comment of a thread; each step is remembered, so that long threads stay cheap."""
        path = []
        current = comment_id
        while current not in self._roots:
            path.append(current)
            parent = self._parents.get(current)
            if not parent or parent not in self._parents or parent in path[-1:] or len(path) > len(self._parents):
                break
            current = parent
        root = self._roots.get(current, current)
        for step in path:
            self._roots[step] = root
        return root


def _inferred(comment: SettledComment, cast: Cast, noticed: Noticed, history: _History) -> Iterator[Reply]:
    writer = cast.writers.get(comment.id)
    stated = cast.writers.get(comment.record.parent) if comment.record.parent else None
    text = comment.record.text or ""
    begins = len(text) - len(text.lstrip())
    answered: set[str] = set()
    for call in noticed.calls.get(comment.id, ()):
        opening = _opening(call, text, begins)
        if opening is None:
            continue
        for meant in call.meant:
            if meant.member is writer or meant.member is stated:
                continue  # the stated parent is already the answer to that person
            linked = call.comment if call.comment != comment.id else None
            parent = linked or history.last_of(meant.member, comment)
            confidence = round(0.99 if linked else opening.confidence * meant.confidence, 2)
            if parent and parent not in answered and confidence >= _LEAST:
                answered.add(parent)
                yield Reply(
                    child=comment.id,
                    parent=parent,
                    stated=False,
                    confidence=confidence,
                    evidence=_evidence(opening, meant, linked),
                )


def _quoting(comment: SettledComment, cast: Cast, quotes: Quotes, answered: Collection[str]) -> Iterator[Reply]:
    """Whose words stand as a quote in a comment, is answered, unless they are its writer's own or it is stated that their writer is answered."""
    parent = comment.record.parent
    told = [member for member in (cast.writers.get(comment.id), cast.writers.get(parent or "")) if member is not None]
    for source, words in quotes.of(comment):
        if source not in answered and cast.writers.get(source) not in told:
            evidence = f"quotes “{words}” of that comment"
            yield Reply(child=comment.id, parent=source, stated=False, confidence=_QUOTED, evidence=evidence)


class _Opening(NamedTuple):
    """How a text or a paragraph speaks to somebody."""

    words: str
    confidence: float
    is_first: bool


def _opening(call: Call, text: str, begins: int) -> _Opening | None:
    """What tells that a call speaks to somebody; None where it only speaks of them. `begins` is where the words of the text do."""
    line = text.rfind("\n", max(call.start - _LONGEST_LEAD, 0), call.start) + 1
    if not line and call.start > _LONGEST_LEAD:
        return None
    lead = text[line : call.start].lstrip(" \t\u00a0>•*-")
    first = line <= begins
    marker = _MARKER.match(text, call.end)
    if not call.is_handle:
        return (
            _Opening(text[call.start : call.end].strip(), 0.85, is_first=True)
            if marker and first and not lead
            else None
        )
    confidence = 0.98 if marker else 0.92
    if lead:
        if _is_list_of_handles(lead):
            pass
        elif _GREETING.fullmatch(lead) and lead.split()[0].lower().rstrip(",!") not in _NO_GREETING:
            confidence -= 0.1
        else:
            return None
    if not first:
        confidence -= 0.03 if marker else 0.12
    end = marker.end() if marker else call.end
    return _Opening(text[call.start : end].strip(), confidence, first)


def _is_list_of_handles(lead: str) -> bool:
    """`@Sweb, @Fred et …`: only handles, and words as short as "and"."""
    words = [word for word in _BETWEEN_HANDLES.split(lead) if word]
    return lead.startswith("@") and all(word.startswith("@") or len(word) <= 3 for word in words)


def _evidence(opening: _Opening, meant: Meant, linked: str | None) -> str:
    place = "begins with" if opening.is_first else "a paragraph begins with"
    if linked:
        return f"{place} “{opening.words}”, a link to that comment"
    member = meant.member
    name = next(iter(member.names), None) or next(iter(member.handles), member.id)
    why = f", read as {name} ({meant.why})" if meant.why else ""
    return f"{place} “{opening.words}”{why}; last comment by {name} before it"
