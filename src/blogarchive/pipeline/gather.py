"""The only loop that asks for more: reads the page, asks what sources want to ask, reads the answers, until nobody wants more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from blogarchive.document import Document
from blogarchive.errors import FetchError, NotAskedError, SourceError
from blogarchive.fetch.replay import Offline
from blogarchive.model import (
    CUT_SHORT,
    RECORDS_DAMAGED,
    Capture,
    Evidence,
    Fetch,
    Finding,
    Outcome,
    Request,
    Role,
    Severity,
    SourceRun,
    Tally,
)
from blogarchive.sources.protocol import Context, Said, Source, SourceCutError
from blogarchive.text.urls import page_key

_MOST_REQUESTS = 300  # for one post: 15,000 comments at WordPress's usual 50 a page
_NOT_THERE = frozenset((404, 410))  # no failure where an address is only tried by convention; comment pages are linked
_ORDER = (Role.COMMENT_PAGE, Role.API, Role.COMMENT_FEED, Role.ENTRY_FEED)


_LEFT = Finding(
    code="more-comments-elsewhere",
    severity=Severity.WARNING,
    subject="comments",
    message="the page leads to further pages of comments, which were not read: reading is offline",
)


_ODDITIES = {
    CUT_SHORT: Finding(
        code="file-cut-short",
        severity=Severity.WARNING,
        subject="post",
        message="the file ends before its last part does: what stood there is lost",
    ),
    "downgraded-to-http": Finding(
        code="downgraded-to-http",
        severity=Severity.WARNING,
        subject="post",
        message="a redirect led from https: to http:, where anybody on the way could change what came",
    ),
    "gzip-label-but-plain": Finding(
        code="gzip-label-but-plain",
        severity=Severity.WARNING,
        subject="post",
        message="the server called its answer compressed, which it was not: it was read as it came",
    ),
}
"""What is worth a word, by the notes of captures."""


class Gathered(NamedTuple):
    """All that was said about one post, and how each source fared."""

    evidence: tuple[Evidence, ...]
    tallies: tuple[Tally, ...]
    findings: tuple[Finding, ...]
    runs: tuple[SourceRun, ...]
    captures: tuple[Capture, ...]


@dataclass(slots=True)
class _Log:
    """How one source fares."""

    items: int = 0
    requests: int = 0
    outcome: Outcome = Outcome.ABSENT
    error: str | None = None

    def worsen(self, outcome: Outcome, error: str | None) -> None:
        self.outcome, self.error = outcome, self.error or error


@dataclass(slots=True)
class _Round:
    """What has come together so far."""

    context: Context
    logs: dict[str, _Log]
    evidence: list[Evidence] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    captures: list[Capture] = field(default_factory=list)
    waiting: list[Request] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def hear(self, name: str, said: Iterable[Said], *, is_answer: bool = True) -> None:
        """Sorts what a source says. The one place where any exception is caught: a source must not end the others' work."""
        log = self.logs[name]
        try:
            for item in said:
                self._note(item, log)
            if is_answer and log.outcome is Outcome.ABSENT:
                log.outcome = Outcome.EMPTY
        except SourceCutError as cut:
            log.worsen(Outcome.CUT_SHORT, cut.reason)
        except SourceError as error:
            log.worsen(Outcome.FAILED, str(error))
        except Exception as error:  # noqa: BLE001 (a bug in one source, or markup that nobody foresaw: said in the receipt)
            log.worsen(Outcome.FAILED, f"{type(error).__name__}: {error}")
        if log.items and log.outcome is Outcome.EMPTY:
            log.outcome = Outcome.READ

    def _note(self, item: Said, log: _Log) -> None:
        match item:
            case Evidence():
                self.evidence.append(item)
                log.items += 1
            case Tally():
                self.tallies.append(item)
            case Finding():
                self.findings.append(item)
            case Request():
                self.want(item)

    def want(self, request: Request) -> None:
        """Puts a request in the queue unless its address was asked before."""
        if (key := page_key(request.url)) not in self.asked:
            self.asked.add(key)
            self.waiting.append(request)

    def leave(self, request: Request) -> None:
        """Nobody was asked, because reading is offline: worth a word where the page itself leads to more of its comments."""
        if request.role is Role.COMMENT_PAGE and _LEFT not in self.findings:
            self.findings.append(_LEFT)

    def knowing(self) -> Context:
        """The context with all that was said so far."""
        known = self.context
        return Context(page=known.page, post_url=known.post_url, taken_at=known.taken_at, evidence=tuple(self.evidence))

    def next(self) -> Request:
        """The most telling request that waits: pages of comments before APIs before feeds."""
        best = min(
            self.waiting, key=lambda request: _ORDER.index(request.role) if request.role in _ORDER else len(_ORDER)
        )
        self.waiting.remove(best)
        return best


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The sources by their part: `page` read the page itself, `answers` what was asked for, `late` read the page again, knowing the rest."""

    page: Sequence[Source]
    answers: Sequence[Source] = ()
    late: Sequence[Source] = ()

    def __iter__(self) -> Iterator[Source]:
        return iter(dict.fromkeys((*self.page, *self.answers, *self.late)))


def gather(page: Document, context: Context, fetch: Fetch, cast: Cast, given: Sequence[Request] = ()) -> Gathered:
    """Everything that the sources say about a page and what they ask for. `given` are requests of the user's own (feeds named by hand)."""
    by_name = {source.NAME: source for source in cast}
    round_ = _Round(context, logs={name: _Log() for name in by_name})
    round_.asked.update(page_key(url) for url in (page.url, page.capture.requested_url))
    for source in cast.page:
        round_.hear(source.NAME, source.read(page, context))
    for request in given:
        round_.want(request)
    is_in_vain = isinstance(fetch, Offline) and fetch.is_alone
    for name, source in () if is_in_vain else by_name.items():
        round_.hear(name, source.discover(page, context), is_answer=False)
    _ask(round_, fetch, by_name)
    for source in cast.late:
        round_.hear(source.NAME, source.read(page, round_.knowing()))
    if notes := {note for capture in (page.capture, *round_.captures) for note in capture.notes}:
        round_.findings += [finding for note, finding in _ODDITIES.items() if note in notes]
        round_.findings += [_damaged(note) for note in sorted(notes) if note.startswith(RECORDS_DAMAGED)]
    return Gathered(
        evidence=tuple(round_.evidence),
        tallies=tuple(round_.tallies),
        findings=tuple(round_.findings),
        runs=tuple([_run(name, log.outcome, log.items, log.requests, log.error) for name, log in round_.logs.items()]),
        captures=tuple(round_.captures),
    )


def _ask(round_: _Round, fetch: Fetch, by_name: dict[str, Source]) -> None:
    while round_.waiting:
        request = round_.next()
        log = round_.logs[request.source]
        if len(round_.captures) >= _MOST_REQUESTS:
            round_.findings.append(_too_many(len(round_.waiting) + 1))
            log.worsen(Outcome.CUT_SHORT, f"stopped after {_MOST_REQUESTS} requests")
            return
        try:
            capture = fetch(request)
        except NotAskedError:
            round_.leave(request)
            continue
        except FetchError as error:
            log.requests += 1
            if error.status not in _NOT_THERE or request.role is Role.COMMENT_PAGE:
                log.worsen(Outcome.FAILED, error.reason)
            continue
        log.requests += 1
        if _is_new(capture, round_):
            round_.captures.append(replace(capture, role=request.role, source=request.source))
            round_.hear(request.source, by_name[request.source].read(Document(capture), round_.knowing()))


def _is_new(capture: Capture, round_: _Round) -> bool:
    """A redirect may lead to what was read before."""
    final = page_key(capture.url)
    if final != page_key(capture.requested_url) and final in round_.asked:
        return False
    round_.asked.add(final)
    return True


def _damaged(note: str) -> Finding:
    count = int(note.rpartition(":")[2])
    are = "1 record of the file is" if count == 1 else f"{count} records of the file are"
    return Finding(
        code=RECORDS_DAMAGED,
        severity=Severity.WARNING,
        subject="post",
        message=f"{are} damaged, cut short or in a coding that is not read: what stood there is lost or in doubt",
    )


def _too_many(left: int) -> Finding:
    message = f"stopped after {_MOST_REQUESTS} requests for one post; at least {left} more were wanted"
    return Finding(code="more-comments-elsewhere", severity=Severity.WARNING, subject="comments", message=message)


@lru_cache(maxsize=128)  # most sources fare alike on most pages
def _run(name: str, outcome: Outcome, items: int, requests: int, error: str | None) -> SourceRun:
    return SourceRun(name=name, outcome=outcome, items=items, requests=requests, error=error)
