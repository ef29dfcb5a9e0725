"""A site that misbehaves costs no word: whatever it answers, what was kept stays, and one clear line tells what is the matter."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from blogarchive.archive import Result, open_archive
from blogarchive.pipeline.sync_desk import Limit
from tests.fetch.server import CERTIFICATE, Misbehaving, answer
from tests.sync.blog import Blog, Fault, Handler, Said, drip, edited, hang_up, instead, moved, page_of, status
from tests.sync.conftest import Keeper, watched

POST = "/umbrella-1/"
LOGIN = (
    '<title>Log in</title><form><input name="user"><input type="password" name="pass"><button>Log in</button></form>'
)
PARKED = "<title>blog.example</title><h1>This domain is for sale</h1><p>Buy this domain today.</p>"
WALL = (
    "<title>Just a moment...</title><h1>Checking your browser</h1><p>"
    + "We want to know that you are a human being before we let you in. " * 12
)
SOFT = "<title>Page not found – A small blog</title><h1>Nothing here</h1><p>It seems we cannot find what you are looking for.</p>"
FRONT = "<title>A small blog</title>" + "".join(
    f'<article class="post"><h2><a href="/other-{n}/">Another story {n}</a></h2><p>Some words of the story {n}.</p></article>'
    for n in range(6)
)


@pytest.fixture
def blog(keeper: Keeper) -> Iterator[Blog]:
    """A blog with one watched post of three comments."""
    with Blog(page_of(1), validators=False) as blog:
        watched(keeper, blog)
        yield blog


def truncated(handler: Handler) -> None:
    handler.raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<title>Umbrella number 1</title><p>The beginn"
    )


def too_short(handler: Handler) -> None:
    """The length says 40, and the page goes on."""
    body = handler.blog.html(handler.blog.pages["umbrella-1"]).encode()
    handler.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 40\r\n\r\n" + body)


def cut_chunks(handler: Handler) -> None:
    handler.raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<title>Umbrella"
    )


def garbage(handler: Handler) -> None:
    handler.raw(b"SSH-2.0-OpenSSH_9.2\r\n")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (status(500), "500 Internal Server Error"),
        (status(503), "503 Service Unavailable"),
        (status(429), "429 Too Many Requests"),
        (status(429, Retry_After="3600"), "wants a pause of 3600 s"),
        (status(403), "403 Forbidden"),
        (truncated, "cut short"),
        (cut_chunks, "cut short"),
        (garbage, "closed the connection"),
        (hang_up, "closed the connection"),
        (moved(POST), "in a circle"),
    ],
    ids=["500", "503", "429", "429-retry-after", "403", "truncated", "chunks", "garbage", "hang-up", "loop"],
)
def test_what_cannot_be_had_costs_nothing(keeper: Keeper, blog: Blog, fault: Fault, words: str) -> None:
    """It is told, noted and tried again later; the next good visit goes on as if nothing had been."""
    before = keeper.comments()
    blog.faults[POST] = fault
    report = keeper.sync()
    assert (report.failed, report.is_all_failed, keeper.visits()) == (1, True, 1)
    assert [words in line for line in keeper.failures] == [True], keeper.failures
    assert keeper.alarms == []
    assert keeper.watched().result is Result.FAILED
    blog.faults.clear()
    blog.pages["umbrella-1"].comments.append(Said(number=1090, text="Still here after the storm has passed."))
    assert keeper.sync("1").added == 1
    assert set(keeper.comments()) == {*before, "1090"}
    assert [what for what, _ in keeper.happened()] == ["added"]


def test_a_page_cut_by_its_own_length_is_no_new_version(keeper: Keeper, blog: Blog) -> None:
    """HTTP lets us see forty bytes: a title, no post, and no comment gone."""
    blog.faults[POST] = too_short
    report = keeper.sync()
    assert report.visited == 0
    assert keeper.visits() == 1
    assert len(keeper.comments()) == 3


def test_a_slow_drip_ends_at_the_deadline(keeper: Keeper, blog: Blog) -> None:
    keeper.settings = replace(keeper.settings, timeout=1.0)
    blog.faults[POST] = drip
    report = keeper.sync()
    assert report.seconds < 20
    assert "no complete answer within 1 s" in keeper.failures[0]


@pytest.mark.parametrize("code", [404, 410])
def test_gone_keeps_everything_and_marks_the_post(keeper: Keeper, blog: Blog, code: int) -> None:
    blog.faults[POST] = status(code)
    report = keeper.sync()
    assert (report.posts_gone, report.failed) == (1, 0)
    assert ["the server says that it is gone" in line for line in keeper.alarms] == [True]
    assert (keeper.watched().result, keeper.watched().detail) == (Result.GONE, str(code))
    assert (keeper.visits(), len(keeper.comments())) == (1, 3)
    keeper.sync()
    assert keeper.alarms == [], "told once"
    blog.faults.clear()
    assert keeper.sync().unchanged == 1
    assert keeper.watched().result is Result.UNCHANGED


@pytest.mark.parametrize(
    "page",
    [LOGIN, PARKED, WALL, SOFT, FRONT, "", "%PDF-1.4"],
    ids=["login", "parked", "wall", "soft-404", "front-page", "empty", "pdf"],
)
def test_another_page_under_the_address_is_no_new_version(keeper: Keeper, blog: Blog, page: str) -> None:
    blog.faults[POST] = instead(page)
    report = keeper.sync()
    assert (report.posts_other, report.visited) == (1, 0)
    assert len(keeper.alarms) == 1
    assert keeper.visits() == 1
    assert len(keeper.comments()) == 3
    keeper.sync()
    assert (keeper.alarms, keeper.visits()) == ([], 1)
    blog.faults.clear()
    assert keeper.sync().unchanged == 1


def test_another_post_under_the_address_needs_force(keeper: Keeper, blog: Blog) -> None:
    other = page_of(2)
    other.slug, other.title = "umbrella-1", "A recipe for onion soup"
    other.text = (
        "Take six onions and be patient with them. Butter, a little flour, good stock; then bread and cheese on top, and the oven. "
        * 3
    )
    blog.pages["umbrella-1"] = other
    assert keeper.sync().posts_other == 1
    assert "“A recipe for onion soup”" in keeper.alarms[0]
    assert keeper.visits() == 1
    assert keeper.sync("1", force=True).visited == 1
    with keeper.read() as archive:
        assert archive.snapshot(1).post.record.title == "A recipe for onion soup"
        assert archive.snapshot(1, 1).post.record.title == "Umbrella number 1"
        assert len(archive.snapshot(1, 1).comments) == 3


def test_no_comments_any_more_is_an_alarm(keeper: Keeper, blog: Blog) -> None:
    """The article stands there as before, and says that it has none: broken or closed, but never three deletions."""
    blog.pages["umbrella-1"].are_closed = True
    for _ in range(3):
        report = keeper.sync()
        assert (report.missed, report.gone) == (0, 0)
    assert [what for what, _ in keeper.happened()] == ["alarm"]
    assert keeper.watched().alarm
    blog.pages["umbrella-1"].are_closed = False
    keeper.sync()
    assert [what for what, _ in keeper.happened()] == ["alarm", "calm"]
    assert len(keeper.comments()) == 3


def test_the_alarm_is_told_once(keeper: Keeper, blog: Blog) -> None:
    blog.pages["umbrella-1"].are_closed = True
    keeper.sync()
    assert keeper.alarms == ["none of its 3 known comments is shown any more; all are kept, and none counts as gone"]
    keeper.sync()
    assert keeper.alarms == []


def test_a_changed_theme_changes_no_comment(keeper: Keeper, blog: Blog) -> None:
    blog.pages["umbrella-1"].theme = "modern"
    report = keeper.sync()
    assert (report.added, report.edited, report.missed, report.gone) == (0, 0, 0, 0)
    assert set(keeper.comments()) == {"1001", "1002", "1003"}
    assert keeper.alarms == []


def test_changed_permalinks_are_followed(keeper: Keeper, blog: Blog) -> None:
    page = blog.pages.pop("umbrella-1")
    page.slug = "2012/03/umbrella-1"
    blog.pages["2012/03/umbrella-1"] = page
    blog.faults[POST] = moved("/2012/03/umbrella-1/")
    report = keeper.sync()
    assert (report.visited, report.added, report.missed) == (1, 0, 0)
    assert keeper.watched().url == blog.at("2012/03/umbrella-1")
    blog.forget()
    assert keeper.sync().unchanged == 1
    assert blog.paths == ["/2012/03/umbrella-1/"], "the new address is asked at once"
    with keeper.read() as archive:
        assert archive.find(blog.url + POST).id == archive.find(blog.at("2012/03/umbrella-1")).id == 1


def test_a_changed_domain_is_followed(keeper: Keeper, blog: Blog) -> None:
    """By a redirect; and where the old server is dead, by what the user says."""
    with Blog(page_of(1), validators=False) as new:
        blog.faults[POST] = moved(new.at("umbrella-1"), 302)
        assert keeper.sync().visited == 1
        assert keeper.watched().url == new.at("umbrella-1")
        assert [what for what, _ in keeper.happened()] == []
        with Blog(page_of(1), validators=False) as newest:
            new.faults[POST] = hang_up
            assert keeper.sync("1", moved_to=newest.at("umbrella-1")).visited == 1
            assert keeper.watched().url == newest.at("umbrella-1")
    assert keeper.visits() == 3
    assert set(keeper.comments()) == {"1001", "1002", "1003"}


def test_a_move_to_another_post_is_refused(keeper: Keeper, blog: Blog) -> None:
    blog.pages["soup"] = page_of(2)
    blog.pages["soup"].title, blog.pages["soup"].text = (
        "Onion soup",
        "Onions, butter, stock, bread and cheese; patience. " * 6,
    )
    assert keeper.sync("1", moved_to=blog.at("soup")).posts_other == 1
    assert keeper.watched().url == blog.at("umbrella-1")


def test_from_http_to_https(keeper: Keeper, blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    html = blog.html(blog.pages["umbrella-1"])
    with Misbehaving({POST: answer(html, "Content-Type: text/html; charset=utf-8")}, tls=True) as secure:
        blog.faults[POST] = moved(secure.url(POST))
        report = keeper.sync()
        assert (report.visited, report.added, report.missed) == (1, 0, 0), keeper.notices
        assert keeper.watched().url == secure.url(POST)
        assert keeper.sync().unchanged == 1
    assert keeper.alarms == []


def test_half_an_answer_is_no_visit(keeper: Keeper) -> None:
    """The second page of the comments fails: they are not missed, the look is repeated; if it fails for good, that is kept in the end."""
    page = page_of(1, 6)
    with Blog(page, validators=False) as blog:
        rest = page.comments[3:]
        del page.comments[3:]
        blog.decorate = lambda html: html.replace(
            "</section>", f'<a href="{blog.url}/umbrella-1/comment-page-2/#comments">Older Comments</a></section>'
        ).replace("3 comments", "6 comments")
        second = page_of(1)
        second.slug, second.comments = "umbrella-1/comment-page-2", rest
        blog.pages[second.slug] = second
        keeper.add(blog.at("umbrella-1"))
        keeper.now += timedelta(hours=1)
        assert len(keeper.comments()) == 6
        page.comments[0] = edited(page.comments[0], "Edited meanwhile, and to be found in the end.")
        blog.faults["/umbrella-1/comment-page-2/"] = status(500)
        looks = [keeper.sync("1") for _ in range(4)]
        assert [(look.failed, look.visited, look.missed) for look in looks] == [(1, 0, 0)] * 4
        assert "3 comments are missing, and the page could not be had whole" in keeper.failures[0]
        look = keeper.sync("1")
        assert (look.visited, look.missed, look.edited) == (1, 3, 1)


def test_one_dead_host_does_not_hold_up_the_others(keeper: Keeper, blog: Blog) -> None:
    """Two posts of a dead host are tried, the rest is left, and the host rests; the others are visited meanwhile."""
    with Blog(*(page_of(n) for n in range(2, 8)), host="127.0.0.2") as dead:
        keeper.add(*(dead.at(slug) for slug in dead.pages))
        keeper.now += timedelta(hours=1)
    report = keeper.sync()
    assert (report.hosts, report.hosts_failed, report.unchanged) == (2, 1, 1)
    assert (report.failed, report.left) == (2, 4)
    assert len(keeper.failures) == 1, "one line for the host"
    assert not report.is_all_failed
    keeper.now -= timedelta(minutes=58)
    report = keeper.sync()
    assert (report.resting, report.hosts_failed, report.failed) == (6, 0, 0)


def test_without_network_nobody_is_blamed(keeper: Keeper, blog: Blog) -> None:
    """Two hosts and no answer from either: it is ours. Nothing is noted, all is due, and one line tells."""
    with Blog(page_of(2), host="127.0.0.2") as other:
        keeper.add(other.at("umbrella-2"))
        keeper.now += timedelta(hours=1)
        blog.faults["*"] = other.faults["*"] = hang_up
        report = keeper.sync()
        assert (report.failed, report.is_all_failed, report.left) == (2, True, 0)
        assert keeper.failures == [
            "nobody could be reached, so nothing is noted and all is tried again at the next run"
        ]
        assert [keeper.watched(n).result for n in (1, 2)] == [None, None]
        other.faults.clear()
        report = keeper.sync()
        assert (report.resting, report.unchanged, report.failed) == (0, 1, 1)
        assert keeper.watched(1).result is Result.FAILED, "the other one answered, so this host is the one"


def test_a_host_that_asked_for_peace_gets_it(keeper: Keeper, blog: Blog) -> None:
    """Retry-After counts for all posts of the host, and for the runs to come."""
    blog.pages["umbrella-2"] = page_of(2)
    keeper.add(blog.at("umbrella-2"))
    keeper.now += timedelta(hours=1)
    blog.faults["*"] = status(429, Retry_After="7200")
    blog.forget()
    report = keeper.sync()
    assert (len(blog.asked), report.failed, report.left) == (1, 1, 1)
    blog.forget()
    assert (keeper.sync().resting, blog.asked) == (2, []), "an hour later: the host is left in peace"
    keeper.now += timedelta(hours=1)
    blog.faults.clear()
    assert keeper.sync().unchanged == 2


def test_a_pause_does_not_outlast_the_time_of_the_run(keeper: Keeper, blog: Blog) -> None:
    """A server that asks for a minute is left when the run's time is up, and the post is due the next time."""
    keeper.settings = replace(keeper.settings, retries=2)
    blog.faults[POST] = status(503, Retry_After="50")
    started = time.monotonic()
    report = keeper.sync(limit=Limit(deadline=started + 0.7))
    assert time.monotonic() - started < 20
    assert (report.left, report.failed, report.end) == (1, 0, "time")
    assert keeper.watched().result is None


def test_a_post_that_is_forgotten_while_it_is_visited(keeper: Keeper, blog: Blog) -> None:
    """What was to be kept of it is not, and the run goes on."""

    def forget_it(handler: Handler) -> None:
        with open_archive(keeper.path, write=True, wait=5) as archive:
            archive.forget(1, "asked for")
        blog.pages["umbrella-1"].comments.append(Said(number=1060, text="Said while it was being forgotten."))
        blog.answer(handler)

    blog.faults[POST] = forget_it
    keeper.sync()
    with keeper.read() as archive:
        assert list(archive.posts()) == []


def test_many_posts_many_hands(keeper: Keeper, blog: Blog) -> None:
    """Hosts in parallel, one writer: nothing is lost or doubled."""
    blogs = [Blog(*(page_of(10 * n + m) for m in range(1, 5)), host=f"127.0.0.{n + 1}") for n in range(1, 5)]
    for each in blogs:
        each.__enter__()
    try:
        keeper.add(*(each.at(slug) for each in blogs for slug in each.pages))
        keeper.now += timedelta(hours=1)
        for each in blogs:
            for page in each.pages.values():
                page.comments[0] = edited(page.comments[0], f"Edited on the page {page.slug} by its own author.")
        report = keeper.sync()
        assert (report.due, report.visited, report.edited) == (17, 16, 16)
        assert keeper.sync().unchanged == 17
    finally:
        for each in blogs:
            each.__exit__()
