"""Which comment of a visit is which one of the archive. Pure functions over values.

A native id decides, else the permalink, else author, time and text. A theme may change every class, link and date form of a page; what
somebody said at some minute stays.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import islice
from urllib.parse import urlsplit

from blogarchive.model import Comment
from blogarchive.text.similarity import folded, likeness, shingles

_ALIKE = 0.6  # share of common word pairs: an edit adds or corrects, it rarely replaces more than that
_SHORT = 4  # words
_START = 3  # words by which an edited text is known at once: most edits add something at the end
_MOST = 100  # candidates that one comment is compared with where neither id, time nor first words tell; else it takes quadratic time
_FAR = timedelta(hours=15)  # between the same moment on two wall clocks: 14 hours at most, and one of summer time
_QUARTER = 900  # seconds: zones differ by quarters of an hour


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What a comment can be recognised by. `published` is ISO 8601 as in the JSON document, None where unknown or reckoned.

    Names, words and links in comparable form are made on demand: mostly the native id is enough.
    """

    native_id: str | None
    url: str | None
    author_name: str | None
    words: str | None
    published: str | None

    @cached_property
    def author(self) -> str:
        """The author's name, folded."""
        return folded(self.author_name or "")

    @cached_property
    def text(self) -> str:
        """The text, folded; as it is where it has no letters to fold, like a smiley."""
        return folded(self.words or "") or (self.words or "")

    @cached_property
    def text_words(self) -> tuple[str, ...]:
        """The words of the folded text."""
        return tuple(self.text.split())

    @cached_property
    def word_set(self) -> frozenset[str]:
        """The same, each once."""
        return frozenset(self.text_words)

    @cached_property
    def word_pairs(self) -> frozenset[str]:
        """Pairs of neighbouring words of the text."""
        return shingles(self.text)

    @cached_property
    def permalink(self) -> str | None:
        """Path, query and fragment: all comments belong to one post, so scheme and host tell nothing and may change."""
        if not self.url:
            return None
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return None
        return f"{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"


def trace_of(comment: Comment) -> Trace:
    """The trace of a comment as a visit saw it."""
    return Trace(
        native_id=comment.native_id or None,
        url=comment.url,
        author_name=comment.author.name,
        words=comment.text,
        published=firm_time(comment),
    )


def firm_time(comment: Comment) -> str | None:
    """When a comment was published in ISO 8601; None where that is reckoned from "3 days ago" and so moves with every visit."""
    moment = comment.published
    return None if moment is None or moment.estimated else moment.isoformat()


def recognise(known: Sequence[Trace], seen: Sequence[Trace]) -> list[int | None]:
    """For each comment seen the index of the known one that it is, None for a new one. No known one is given twice."""
    match = _Match(known, seen)
    if not _are_places(known, seen):
        match.stage(lambda t: t.native_id, lambda a, b: not _contradict(a, b))
        match.ids_hold = any(found is not None for found in match.found)
        if match.is_done:
            return match.found
        once = _once(known) & _once(seen)
        match.stage(lambda t: t.permalink if t.permalink in once else None, lambda a, b: not _contradict(a, b))
    match.stage(lambda t: (t.author, t.text, t.published) if t.text and t.published else None, _always)
    match.stage(lambda t: (t.author, t.text) if t.text else None, _near)
    match.stage(lambda t: (t.text, t.published[:10]) if t.text and t.published else None, _near)
    for key in (_moment, _start, _day):
        match.stage(key, _near_and_alike)
    return match.found


def _are_places(known: Sequence[Trace], seen: Sequence[Trace]) -> bool:
    """Whether the ids count places on the page ("the second comment"), which move on when a comment before them goes.

    Then under the id of one comment stand the very words that somebody had said at the same time under another.
    """
    before = {trace.native_id: _utterance(trace) for trace in known if trace.native_id}
    other = [
        trace
        for trace in seen
        if trace.native_id and before.get(trace.native_id, _utterance(trace)) != _utterance(trace)
    ]
    if not other:
        return False
    places = {_utterance(trace): trace.native_id for trace in known if trace.words and trace.published}
    return any(places.get(_utterance(trace), trace.native_id) != trace.native_id for trace in other)


def _utterance(trace: Trace) -> tuple[str | None, str | None, str | None]:
    """Who said what and when, to the letter."""
    return trace.author_name, trace.words, trace.published


def said(author: str | None, text: str | None) -> str:
    """Who said what, in a form that tells nobody: a forgotten comment that has no id on the site is known by it. "" for no words."""
    words = folded(text or "")
    return sha256(f"{folded(author or '')}\n{words}".encode()).hexdigest() if words else ""


class _Match:
    """Pairs found so far; each stage only adds."""

    def __init__(self, known: Sequence[Trace], seen: Sequence[Trace]) -> None:
        self._known, self._seen = known, seen
        self._taken: set[int] = set()
        self.found: list[int | None] = [None] * len(seen)
        self.ids_hold = False  # the site still counts its comments as before, so another id is another comment

    @property
    def is_done(self) -> bool:
        """Whether all that were seen are found, or all that are known are taken."""
        return len(self._taken) in {len(self._known), len(self._seen)}

    def stage(self, key: Callable[[Trace], Hashable | None], accept: Callable[[Trace, Trace], bool]) -> None:
        """Pair what has the same key and is accepted, in the order in which the archive knows them."""
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for at, trace_ in enumerate(self._known):
            if at not in self._taken and (value := key(trace_)) is not None:
                waiting[value].append(at)
        for at, trace_ in enumerate(self._seen):
            if self.found[at] is None and (value := key(trace_)) is not None and value in waiting:
                self._take(at, waiting[value], accept)

    def _take(self, at: int, candidates: deque[int], accept: Callable[[Trace, Trace], bool]) -> None:
        seen = self._seen[at]
        for candidate in islice(candidates, _MOST):
            known = self._known[candidate]
            if self.ids_hold and known.native_id and seen.native_id and known.native_id != seen.native_id:
                continue
            if accept(known, seen):
                self.found[at] = candidate
                self._taken.add(candidate)
                candidates.remove(candidate)
                return


def _moment(trace: Trace) -> Hashable | None:
    return (trace.author, trace.published) if trace.author and len(trace.published or "") > len("2010-05-22") else None


def _start(trace: Trace) -> Hashable | None:
    return (*day, trace.text_words[:_START]) if (day := _day(trace)) else None


def _day(trace: Trace) -> tuple[str, str] | None:
    return (trace.author, trace.published[:10]) if trace.author and trace.published else None


def _once(traces: Sequence[Trace]) -> set[str]:
    """Permalinks that name one comment alone (some themes link every comment to the post)."""
    counts = Counter(t.permalink for t in traces if t.permalink)
    return {permalink for permalink, count in counts.items() if count == 1}


def _contradict(a: Trace, b: Trace) -> bool:
    """Whether one name stands for two comments: after a move to another platform, number 12 may be somebody else's."""
    if a.words == b.words or a.author_name == b.author_name or _near(a, b) or a.author == b.author:
        return False
    return not _alike(a, b)


def _always(_: Trace, __: Trace) -> bool:
    return True


def _near_and_alike(a: Trace, b: Trace) -> bool:
    return _near(a, b) and _alike(a, b)


def _alike(a: Trace, b: Trace) -> bool:
    """Whether one text may be an edit of the other. Two or three words have too few pairs to tell: there the words count."""
    if min(len(a.text_words), len(b.text_words)) < _SHORT:
        return likeness(a.word_set, b.word_set) >= _ALIKE
    return likeness(a.word_pairs, b.word_pairs) >= _ALIKE


def _near(a: Trace, b: Trace) -> bool:
    """Whether two times may be one moment: equal as far as both are known, or the same minute on clocks of two zones."""
    if a.published is None or b.published is None:
        return True
    length = min(len(a.published), len(b.published), len("2010-05-22T22:14"))
    if a.published[:length] == b.published[:length]:
        return True
    if length < len("2010-05-22T22:14"):
        return False
    one, other = (datetime.fromisoformat(t.published[:16]) for t in (a, b) if t.published)
    distance = abs(one - other)
    return distance <= _FAR and distance.total_seconds() % _QUARTER == 0
