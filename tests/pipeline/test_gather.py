"""The loop that asks for more: who is asked, in which order, and what becomes of failures."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from blogarchive.document import Document
from blogarchive.errors import FetchError, NotAskedError
from blogarchive.model import Capture, Comment, Evidence, Origin, Outcome, Request, Role, Severity, Tally
from blogarchive.pipeline.gather import Cast, Gathered, gather
from blogarchive.sources.protocol import Context, Said, SourceCutError

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PAGE = "https://blog.example/post/"


@dataclass
class Web:
    """Answers what it knows, in memory; remembers what it was asked."""

    answers: dict[str, bytes | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, request: Request) -> Capture:
        self.asked.append(request.url)
        answer = self.answers.get(request.url, FetchError(request.url, "not found", status=404))
        if isinstance(answer, Exception):
            raise answer
        return Capture(url=request.url, requested_url=request.url, body=answer, captured_at=NOW)


@dataclass(eq=False)
class Plain:
    """A source that says one comment per line of a document, and asks what it is told to ask."""

    NAME: str = "plain"
    asks: tuple[Request, ...] = ()
    more: dict[str, Request] = field(default_factory=dict)
    cut: bool = False
    bug: bool = False

    def discover(self, page: Document, context: Context) -> Iterator[Request]:
        """The requests it was made with."""
        assert context.page is page
        yield from self.asks

    def read(self, document: Document, context: Context) -> Iterator[Said]:
        """A comment per line."""
        assert context.post_url == PAGE
        for line in document.text.splitlines():
            yield Evidence(record=Comment(text=line), origin=Origin(source=self.NAME, url=document.url))
        if document.url in self.more:
            yield self.more[document.url]
        if self.bug:
            raise ZeroDivisionError("nobody foresaw this")
        if self.cut:
            raise SourceCutError(document.url, "10 of more")


def run(web: Web, cast: Cast, body: bytes = b"one") -> Gathered:
    """Gathers from a page with the given body."""
    page = Document(Capture(url=PAGE, requested_url=PAGE, body=body, captured_at=NOW))
    return gather(page, Context(page=page, post_url=PAGE, taken_at=NOW), web, cast)


def texts(gathered: Gathered) -> list[str | None]:
    """The words of all evidence."""
    return [e.record.text for e in gathered.evidence]


def test_answers_may_ask_for_more() -> None:
    """Paging is one more request, and each address is asked once."""
    second, third = (Request(url=f"{PAGE}{n}", source="plain", role=Role.COMMENT_PAGE) for n in (2, 3))
    source = Plain(asks=(second, second), more={second.url: third, third.url: second})
    web = Web({second.url: b"two", third.url: b"three"})
    gathered = run(web, Cast(page=[source]))
    assert texts(gathered) == ["one", "two", "three"]
    assert web.asked == [second.url, third.url]
    assert [(r.name, r.outcome, r.items, r.requests) for r in gathered.runs] == [("plain", Outcome.READ, 3, 2)]


def test_the_page_itself_is_not_asked_again() -> None:
    """A link to the page with a fragment is the page."""
    web = Web()
    run(web, Cast(page=[Plain(asks=(Request(url=PAGE + "#comments", source="plain"),))]))
    assert web.asked == []


def test_pages_of_comments_come_before_feeds() -> None:
    """The most telling first, whoever asked first."""
    feed = Request(url=PAGE + "feed", source="plain", role=Role.COMMENT_FEED)
    paged = Request(url=PAGE + "2", source="plain", role=Role.COMMENT_PAGE)
    web = Web()
    run(web, Cast(page=[Plain(asks=(feed, paged))]))
    assert web.asked == [paged.url, feed.url]


def test_four_ways_of_having_nothing() -> None:
    """Absent, empty, failed and cut short stay apart; what was said before a failure is kept."""
    absent = Plain(NAME="absent", asks=(Request(url=PAGE + "a", source="absent"),))
    failed = Plain(NAME="failed", asks=(Request(url=PAGE + "f", source="failed"),))
    offline = Plain(NAME="offline", asks=(Request(url=PAGE + "o", source="offline"),))
    empty = Plain(NAME="empty", asks=(Request(url=PAGE + "e", source="empty"),))
    short = Plain(NAME="short", cut=True, asks=(Request(url=PAGE + "s", source="short"),))
    buggy = Plain(NAME="buggy", bug=True, asks=(Request(url=PAGE + "b", source="buggy"),))
    web = Web(
        {
            PAGE + "f": FetchError(PAGE, "no answer within 30 s"),
            PAGE + "o": NotAskedError(PAGE, "reading is offline"),
            PAGE + "e": b"",
            PAGE + "s": b"x",
            PAGE + "b": b"y",
        }
    )
    gathered = run(web, Cast(page=[], answers=[absent, failed, offline, empty, short, buggy]))
    outcomes = {run.name: (run.outcome, run.error) for run in gathered.runs}
    assert outcomes == {
        "absent": (Outcome.ABSENT, None),
        "failed": (Outcome.FAILED, "no answer within 30 s"),
        "offline": (Outcome.ABSENT, None),
        "empty": (Outcome.EMPTY, None),
        "short": (Outcome.CUT_SHORT, "10 of more"),
        "buggy": (Outcome.FAILED, "ZeroDivisionError: nobody foresaw this"),
    }
    assert texts(gathered) == ["x", "y"]


def test_late_sources_know_what_the_others_said() -> None:
    """Those that learn from a feed read the page last."""
    known: list[int] = []

    class Late(Plain):
        def read(self, document: Document, context: Context) -> Iterator[Said]:
            known.append(len(context.evidence))
            yield Tally(what="comments", count=1, origin=document.origin(self.NAME))

    feed = Request(url=PAGE + "feed", source="plain")
    gathered = run(Web({feed.url: b"a\nb"}), Cast(page=[Plain(asks=(feed,))], late=[Late(NAME="late")]))
    assert known == [3]
    assert len(gathered.tallies) == 1


def test_endless_paging_is_stopped_and_said() -> None:
    """A calendar or a trap may link to a next page for ever."""

    class Trap(Plain):
        def read(self, document: Document, context: Context) -> Iterator[Said]:
            number = int(document.url.rpartition("=")[2]) if "=" in document.url else 0
            yield Request(url=f"{PAGE}?page={number + 1}", source="trap", role=Role.COMMENT_PAGE)

    class Endless(Web):
        def __call__(self, request: Request) -> Capture:
            self.asked.append(request.url)
            return Capture(url=request.url, requested_url=request.url, body=b"", captured_at=NOW)

    web = Endless()
    gathered = run(web, Cast(page=[Trap(NAME="trap")]))
    assert len(web.asked) == 300
    assert [f.code for f in gathered.findings] == ["more-comments-elsewhere"]
    assert gathered.runs[0].outcome is Outcome.CUT_SHORT


def test_pages_of_comments_that_the_page_leads_to_are_missed() -> None:
    """A linked page that is not there is a failure, and one that was not asked for is said; other addresses are only tried."""
    page_2 = Request(url=PAGE + "comment-page-2/", role=Role.COMMENT_PAGE, source="plain")
    page_3 = Request(url=PAGE + "comment-page-3/", role=Role.COMMENT_PAGE, source="plain")
    tried = Request(url=PAGE + "feed/", role=Role.COMMENT_FEED, source="feed")
    cast = Cast(page=[Plain(asks=(page_2, page_3))], answers=[Plain(NAME="feed", asks=(tried,))])
    gone = run(Web(), cast)
    assert {run.name: run.outcome for run in gone.runs} == {"plain": Outcome.FAILED, "feed": Outcome.ABSENT}
    offline = run(Web({page.url: NotAskedError(page.url, "reading is offline") for page in (page_2, page_3)}), cast)
    assert [finding.code for finding in offline.findings] == ["more-comments-elsewhere"]
    assert {run.name: run.outcome for run in offline.runs} == {"plain": Outcome.READ, "feed": Outcome.ABSENT}


@pytest.mark.parametrize("note", ["downgraded-to-http", "gzip-label-but-plain", "cut-short"])
def test_what_was_odd_about_an_answer_is_said(note: str) -> None:
    """Kept as it came, with a warning on the receipt; an answer like all others has none."""
    page = Document(Capture(url=PAGE, requested_url=PAGE, body=b"one", captured_at=NOW, notes=(note,)))
    plain = Plain()
    context = Context(page=page, post_url=PAGE, taken_at=NOW)
    found = gather(page, context, Web(), Cast(page=(plain,), answers=(plain,)))
    assert [finding.severity for finding in found.findings] == [Severity.WARNING]
    assert run(Web(), Cast(page=(plain,), answers=(plain,))).findings == ()
