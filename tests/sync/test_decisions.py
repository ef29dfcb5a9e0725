"""What is decided over values: is it still the post, does anything differ, what does a feed say, is an answer as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogarchive.archive import Answer
from blogarchive.model import Capture, Comment, Person, Role, SettledComment, Snapshot, Timestamp, Verdict
from blogarchive.pipeline.sync_accept import refusal, says_the_same
from blogarchive.pipeline.sync_feed import Asked, Said, Word, judge
from blogarchive.pipeline.sync_unchanged import conditions, is_as_it_was, others_to_ask, reads_the_same
from tests.archive.posts import comment, snapshot
from tests.strategies import snapshots

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
UNHURRIED = settings(deadline=None)  # the machine may be busy with other tests
HOUR = timedelta(hours=1)


def post(title: str | None, text: str | None, *comments: SettledComment) -> Snapshot:
    """A post with these words."""
    shot = snapshot(comments)
    return replace(shot, post=replace(shot.post, record=replace(shot.post.record, title=title, text=text)))


LONG = "It rained all Sunday and nobody minded, because we sat by the window and counted umbrellas until it was dark."
OTHER = (
    "Take six onions and be patient with them; butter, flour, stock, then bread and cheese on top and into the oven."
)


@pytest.mark.parametrize(
    ("new", "is_taken"),
    [
        (post("Rain", LONG), True),
        (post("Rain on Sunday (updated)", LONG + " Later the sun came."), True),
        (post("RAIN", OTHER), True),
        (post("Soup", LONG[:60]), True),
        (post("Soup", OTHER), False),
        (post(None, OTHER), False),
        (post("Soup", OTHER, comment(1)), True),
        (post("Soup", None), False),
    ],
    ids=["same", "edited", "same title", "shortened", "another", "untitled", "its comment", "wall"],
)
def test_whether_it_is_still_the_post(new: Snapshot, is_taken: bool) -> None:
    assert (refusal(post("Rain", LONG, comment(1), comment(2)), new) is None) == is_taken


def test_a_feed_s_comments_do_not_prove_the_page() -> None:
    """They are asked for whatever stands at the post's address."""
    by_feed = replace(comment(1), sources={"author": "comment_feed", "text": "comment_feed"})
    assert refusal(post("Rain", LONG, comment(1)), post("Just a moment", OTHER, by_feed)) is not None


def test_the_site_s_name_is_no_title() -> None:
    assert refusal(post("Un blog", LONG), post("UN BLOG", OTHER)) is not None


def test_short_thanks_prove_nothing() -> None:
    thanks = comment(1, author="Ben", text="Thank you!")
    assert refusal(post("Rain", LONG, thanks), post("Soup", OTHER, thanks)) is not None


@UNHURRIED
@given(snapshots())
def test_what_did_not_change_is_accepted_and_the_same(shot: Snapshot) -> None:
    assert refusal(shot, shot) is None
    assert says_the_same(shot, replace(shot, taken_at=shot.taken_at + HOUR))


def test_what_counts_as_a_difference() -> None:
    old = snapshot([comment(1), comment(2)])

    def with_first(**changes: object) -> Snapshot:
        first = replace(comment(1), record=replace(comment(1).record, **changes))  # type: ignore[arg-type]
        return snapshot([first, comment(2)])

    assert not says_the_same(old, snapshot([comment(1)]))
    assert not says_the_same(old, snapshot([comment(2), comment(1)]))
    assert not says_the_same(old, with_first(text="Other words"))
    assert not says_the_same(old, with_first(author=Person(name="Somebody else", url="http://author1.example/")))
    assert not says_the_same(old, replace(old, url="https://other.example/"))
    assert not says_the_same(old, replace(old, audit=replace(old.audit, verdict=Verdict.PARTIAL)))
    assert not says_the_same(old, replace(old, audit=replace(old.audit, claimed=())))
    person = replace(comment(1).record.author, avatar="http://2.gravatar.example/x.png")
    assert says_the_same(old, with_first(author=person)), "hosts of avatars are drawn by lot"


def test_three_days_ago_is_four_days_ago_tomorrow() -> None:
    def at(days: int) -> Snapshot:
        time = Timestamp(raw=f"{days} days ago", local=datetime(2026, 4, 30 - days), estimated=True)
        return snapshot([replace(comment(1), record=replace(comment(1).record, published=time))])

    assert says_the_same(at(3), at(4))


# -- the comment feed of a site

moments = st.integers(0, 1000).map(lambda hours: NOW - timedelta(hours=hours))
items = st.builds(Said, post=st.sampled_from("abc"), native_id=st.integers(1, 30).map(str), at=moments)
questions = st.builds(
    Asked,
    post_id=st.just(1),
    keys=st.just(frozenset("a")),
    known=st.frozensets(st.integers(1, 30).map(str)),
    checked_at=moments,
    newest=st.none() | moments,
)


@UNHURRIED
@given(st.lists(items), questions)
def test_a_feed_vouches_only_where_nothing_can_have_been_missed(said: list[Said], asked: Asked) -> None:
    word = judge(said, asked)
    mine = [one for one in said if one.post == "a"]
    assert (word is Word.NEWS) == any(one.native_id not in asked.known for one in mine)
    if word is Word.NOTHING_NEW:
        assert min(one.at for one in said) <= asked.checked_at - HOUR
        assert {one.native_id for one in mine} <= asked.known


@UNHURRIED
@given(st.lists(items, min_size=1), questions, st.integers(31, 60).map(str))
def test_a_comment_after_the_last_look_is_never_vouched_away(said: list[Said], asked: Asked, fresh: str) -> None:
    """The feed shows the newest comments. So a new one is in it, or it is full of newer ones and does not reach back."""
    shown = sorted(
        [*said, Said(post="a", native_id=fresh, at=asked.checked_at + HOUR)], key=lambda one: one.at, reverse=True
    )
    for length in range(1, len(shown) + 1):
        assert judge(shown[:length], asked) is not Word.NOTHING_NEW


def test_a_known_comment_that_is_not_in_the_feed_makes_it_doubtful() -> None:
    said = [Said(post="b", native_id="1", at=NOW - 50 * HOUR), Said(post="b", native_id="2", at=NOW)]
    asked = Asked(post_id=1, keys=frozenset("a"), known=frozenset({"9"}), checked_at=NOW, newest=NOW - 10 * HOUR)
    assert judge(said, asked) is Word.SILENT
    assert judge([*said, Said(post="a", native_id="9", at=NOW - 10 * HOUR)], asked) is Word.NOTHING_NEW
    assert judge([], asked) is Word.SILENT


# -- answers

PAGE = Answer(
    url="http://a.example/p", final_url="http://a.example/p/", role=Role.PAGE, etag='"1"', last_modified=None, sha256=""
)


def answered(body: str, url: str = "http://a.example/p/", status: int = 200) -> Capture:
    return Capture(url=url, requested_url=url, status=status, body=body.encode(), captured_at=NOW)


def test_conditions_hold_what_a_header_can_hold() -> None:
    assert conditions(replace(PAGE, last_modified="Fri, 01 May 2026 12:00:00 GMT")) == (
        ("If-None-Match", '"1"'),
        ("If-Modified-Since", "Fri, 01 May 2026 12:00:00 GMT"),
    )
    assert conditions(replace(PAGE, etag='"é\r\nX: y"')) == ()


def test_an_answer_from_elsewhere_is_read() -> None:
    page = replace(PAGE, sha256=answered("x").sha256)
    assert is_as_it_was(page, answered("x"))
    assert is_as_it_was(page, answered("", status=304))
    assert not is_as_it_was(page, answered("y"))
    assert not is_as_it_was(page, answered("x", "https://a.example/p/")), (
        "the address has changed, and that is to be kept"
    )


HTML = (
    '<html><head><meta name="csrf" content="1"><script>var t=1</script></head>'
    '<body><!-- 0.1 s --><h1 id="a">Rain</h1><p>It <b>rained</b>.</p></body>'
)


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("var t=1", "var t=2", True),
        ("0.1 s", "0.2 s", True),
        ('content="1"', 'content="2"', True),
        ("</p>", "</p>\n  ", True),
        ("rained", "poured", False),
        ('id="a"', 'id="b"', False),
        ("<b>rained</b>", '<a href="/x">rained</a>', False),
        ("</p>", "</p><p>More.</p>", False),
        ("<p>It <b>rained</b>.</p>", "", False),
        ("<script>", '<script type="application/ld+json">', False),
    ],
)
def test_what_readers_see_decides(old: str, new: str, is_same: bool) -> None:
    assert reads_the_same(HTML.encode(), answered(HTML.replace(old, new))) == is_same


def test_what_else_must_be_unchanged() -> None:
    """Nothing where the page states their number; the feed where it does not; further pages always."""
    feed = replace(PAGE, url="http://a.example/feed", role=Role.COMMENT_FEED)
    more = replace(PAGE, url="http://a.example/p/2", role=Role.COMMENT_PAGE)
    picture = replace(PAGE, url="http://a.example/i.png", role=Role.IMAGE)
    claim = {"source": "page", "what": "comments", "count": 2}
    telling: dict[str, object] = {"audit": {"verdict": "complete", "found": 2, "claimed": [claim]}, "comments": []}
    silent: dict[str, object] = {"audit": {"verdict": "unknown", "found": 0, "claimed": []}, "comments": []}
    partial: dict[str, object] = {"audit": {"verdict": "partial", "found": 2, "claimed": [claim]}, "comments": []}
    assert others_to_ask(telling, [PAGE, feed, picture]) == []
    assert others_to_ask(silent, [PAGE, feed, picture]) == [feed]
    assert others_to_ask(partial, [PAGE, feed]) == [feed]
    assert others_to_ask(telling, [PAGE, feed, more]) == [feed, more]


def test_a_comment_is_known_by_author_and_words() -> None:
    """Case, accents and markup are a theme's own."""
    one = SettledComment(
        id="1", record=Comment(author=Person(name="ZOË"), text="Des bus, toujours des bus !"), sources={"text": "page"}
    )
    other = SettledComment(
        id="x", record=Comment(author=Person(name="Zoe"), text="des bus toujours: des bus"), sources={"text": "page"}
    )
    assert refusal(post("Rain", LONG, one), post("Soup", OTHER, other)) is None
