"""When a post is due: properties that hold for all posts, clocks and paces."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogarchive.archive import CALM, Rest, Result, Watch
from blogarchive.errors import UsageError
from blogarchive.pipeline.sync_plan import Wanted, is_resting, next_rest, plan
from blogarchive.pipeline.sync_report import Level
from blogarchive.pipeline.sync_schedule import (
    Pace,
    due_at,
    is_due,
    may_be_conditional,
    may_be_vouched,
    quiet,
    risk,
    wait,
)
from tests.sync.blog import Blog, page_of
from tests.sync.conftest import Keeper, watched

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
UNHURRIED = settings(deadline=None)  # the machine may be busy with other tests
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PACE = Pace()


def post(
    number: int = 1,
    *,
    looked: timedelta = HOUR,
    newest: timedelta | None = None,
    changed: timedelta | None = None,
    saved: timedelta = 100 * DAY,
    result: Result | None = None,
    failures: int = 0,
    verdict: str = "complete",
    host: str = "blog.example",
) -> Watch:
    """A post, told by how long before NOW things were."""
    return Watch(
        post_id=number,
        url=f"https://{host}/{number}",
        title=None,
        watched_since=NOW - saved,
        published=None,
        first_visit_at=NOW - saved,
        visited_at=NOW - (looked if result is None else saved),
        changed_at=NOW - (changed if changed is not None else saved),
        comments=3,
        newest_comment=None if newest is None else (NOW - newest).isoformat(),
        verdict=verdict,
        alarm=None,
        result=result,
        tried_at=None if result is None else NOW - looked,
        tries=1,
        failures=failures,
    )


spans = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=8000))
posts = st.builds(
    post,
    st.integers(1, 10**6),
    looked=st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=4000)),
    newest=st.none() | st.timedeltas(min_value=timedelta(days=-4000), max_value=timedelta(days=8000)),
    changed=st.none() | st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=4000)),
    saved=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=4000)),
    result=st.none() | st.sampled_from(Result),
    failures=st.integers(0, 200),
    verdict=st.sampled_from(["complete", "partial", "unknown"]),
)
paces = st.builds(
    lambda shortest, factor, share: Pace(
        shortest=shortest, longest=min(shortest * factor, timedelta(days=3650)), share=share
    ),
    st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=30)),
    st.integers(1, 10_000),
    st.floats(0.001, 1),
)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        (timedelta(0), 11 * MINUTE, 15 * MINUTE),
        (DAY, HOUR, 3 * HOUR),
        (30 * DAY, 2 * DAY, 4 * DAY),
        (3000 * DAY, 60 * DAY, 90 * DAY),
    ],
    ids=["now", "yesterday", "a month ago", "years ago"],
)
def test_the_schedule_follows_the_conversation(said: timedelta, least: timedelta, most: timedelta) -> None:
    assert least <= wait(post(newest=said), PACE, NOW) <= most


def test_an_old_post_that_was_saved_today_is_not_lively_but_one_that_changed_is() -> None:
    assert quiet(post(newest=3000 * DAY, saved=HOUR, changed=HOUR), NOW) == 3000 * DAY
    assert quiet(post(newest=3000 * DAY, changed=2 * HOUR), NOW) == 2 * HOUR


def test_a_comment_of_tomorrow_counts_as_one_of_now_and_one_of_next_year_not_at_all() -> None:
    assert quiet(post(newest=-10 * HOUR), NOW) == timedelta(0)
    assert quiet(post(newest=-400 * DAY), NOW) == 100 * DAY


@UNHURRIED
@given(posts, paces)
def test_a_wait_keeps_its_bounds(one: Watch, pace: Pace) -> None:
    """Never shorter than three quarters of the shortest; never longer than the longest, or than what a failure asks for at first."""
    assert pace.shortest * 0.74 <= wait(one, pace, NOW) or one.failures
    assert timedelta(0) < wait(one, pace, NOW) <= max(pace.longest, DAY)


@UNHURRIED
@given(posts, paces, spans)
def test_every_post_is_due_some_time_whatever_the_clock_did(one: Watch, pace: Pace, later: timedelta) -> None:
    """The longest wait is enough; and what is due stays due, unless it becomes quieter by the passing time itself."""
    assert is_due(one, pace, max(NOW, one.checked_at) + max(pace.longest, DAY) + later)
    assert due_at(one, pace, NOW) <= NOW + max(pace.longest, DAY)


@UNHURRIED
@given(posts, paces)
def test_a_clock_that_was_put_back_makes_due(one: Watch, pace: Pace) -> None:
    """A look that lies in the future is no reason to wait for it."""
    if one.checked_at > NOW:
        assert is_due(one, pace, NOW)


@UNHURRIED
@given(posts, posts, paces)
def test_what_waits_long_enough_comes_first(one: Watch, other: Watch, pace: Pace) -> None:
    """No post is left out for ever in favour of another that has just been looked at."""
    late = max(NOW, one.checked_at) + 3 * max(pace.longest, DAY)
    fresh = post(2, looked=NOW - late, newest=NOW - late)
    assert risk(one, pace, late) > risk(fresh, pace, late)


@UNHURRIED
@given(st.integers(1, 60))
def test_failures_double_the_wait(failures: int) -> None:
    once, again = (wait(post(result=Result.FAILED, failures=n), PACE, NOW) for n in (failures, failures + 1))
    assert again == min(2 * once, PACE.longest)
    assert wait(post(result=Result.FAILED, failures=1), PACE, NOW) == PACE.shortest
    assert wait(post(result=Result.GONE, failures=1), PACE, NOW) == DAY


def test_what_was_never_got_whole_comes_first() -> None:
    assert risk(post(verdict="partial"), PACE, NOW) == 2 * risk(post(), PACE, NOW)


@UNHURRIED
@given(posts, paces)
def test_trust_ends(one: Watch, pace: Pace) -> None:
    """No feed and no 304 is believed for longer than a month."""
    later = max(NOW, one.checked_at, one.visited_at) + timedelta(days=30)
    assert not may_be_vouched(one, pace, later)
    assert not may_be_conditional(one, pace, later)
    if one.result not in {None, *CALM}:
        assert not may_be_vouched(one, pace, NOW)


def test_a_pace_that_cannot_be_meant() -> None:
    with pytest.raises(UsageError):
        Pace(shortest=2 * DAY, longest=DAY)


# -- the plan


def test_hosts_in_order_of_their_most_urgent_post_and_posts_too() -> None:
    watched = [
        post(1, looked=100 * DAY, newest=3000 * DAY, host="a.example"),
        post(2, looked=HOUR, newest=MINUTE, host="b.example"),
        post(3, looked=10 * DAY, newest=MINUTE, host="b.example"),
        post(4, looked=MINUTE, newest=MINUTE, host="a.example"),
        post(5, looked=MINUTE, newest=MINUTE, host="c.example"),
    ]
    made = plan(watched, {}, Wanted(), PACE, NOW)
    assert [task.host for task in made.tasks] == ["b.example", "a.example"]
    assert [one.post_id for one in made.tasks[0].jobs] == [3, 2]
    assert made.due == {1, 2, 3}
    assert plan(watched, {}, Wanted(everything=True), PACE, NOW).due == {1, 2, 3, 4, 5}
    assert plan(watched, {}, Wanted(only=frozenset({5})), PACE, NOW).due == {5}


def test_a_host_that_rests_is_left_out_unless_a_post_is_named() -> None:
    rests = {"blog.example": Rest(host="blog.example", until=NOW + HOUR, failures=1, reason="no connection")}
    one = post(looked=300 * DAY)
    assert (plan([one], rests, Wanted(), PACE, NOW).due, plan([one], rests, Wanted(), PACE, NOW).resting) == (
        frozenset(),
        1,
    )
    assert plan([one], rests, Wanted(only=frozenset({1})), PACE, NOW).due == {1}
    assert plan([one], rests, Wanted(), PACE, NOW + HOUR).due == {1}
    assert plan([one], rests, Wanted(), PACE, NOW - 365 * DAY).due == {1}, (
        "a clock that was put back does not make it rest for a year"
    )


@UNHURRIED
@given(st.integers(0, 100), st.floats(0, 7 * 86_400))
def test_a_host_rests_for_a_week_at_most(failures: int, asked: float) -> None:
    before = Rest(host="h", until=NOW, failures=failures, reason="") if failures else None
    rest = next_rest("h", before, "no connection", asked, PACE, NOW)
    assert timedelta(seconds=asked) <= rest.until - NOW <= timedelta(days=7, seconds=1)
    assert rest.failures == failures + 1
    assert is_resting(rest, NOW) == (rest.until > NOW)


# -- clocks


@pytest.fixture
def paris() -> Iterator[None]:
    """A machine in Paris."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Paris"
    time.tzset()
    yield
    os.environ.pop("TZ") if before is None else os.environ.__setitem__("TZ", before)
    time.tzset()


@pytest.mark.usefixtures("paris")
@pytest.mark.parametrize("change", [datetime(2026, 3, 29, 1, 0, tzinfo=UTC), datetime(2026, 10, 25, 1, 0, tzinfo=UTC)])
def test_summer_time_begins_and_ends(change: datetime, keeper: Keeper) -> None:
    """A run every quarter of an hour over the change: no look is left out or made twice, and order is kept."""
    with Blog(page_of(1)) as blog:
        keeper.now = change - timedelta(minutes=45)
        blog.pages["umbrella-1"].comments.clear()
        watched(keeper, blog)
        keeper.now = change - timedelta(minutes=30)
        keeper.pace = Pace(shortest=timedelta(minutes=15), longest=timedelta(minutes=15))
        looks = []
        for _ in range(6):
            looks.append(keeper.sync(due=True).due)
            keeper.now -= timedelta(minutes=45)
        assert looks == [1] * 6


@pytest.mark.parametrize(
    ("jump", "is_odd"),
    [(-365, True), (-2, True), (0, False), (300, False), (400, True)],
)
def test_a_clock_that_jumped_is_told_once(jump: int, is_odd: bool, keeper: Keeper) -> None:
    """One line, and not again at every run of cron; what changed nothing is a look as well."""
    with Blog(page_of(1)) as blog:
        watched(keeper, blog)
        keeper.now += timedelta(days=jump)
        keeper.sync()
        told = [notice.level for notice in keeper.notices]
        assert told == ([Level.WARNING] if is_odd else [])
        keeper.sync()
        assert keeper.notices == []
        keeper.now += timedelta(days=200)
        keeper.sync()
        assert keeper.notices == []


@pytest.mark.parametrize(
    "jump", [timedelta(days=-365), timedelta(days=365), timedelta(hours=-1)], ids=["back", "forward", "an hour"]
)
def test_the_clock_jumps(jump: timedelta, keeper: Keeper) -> None:
    """Whatever the clock says: the post is visited, the order of what happened is kept, and afterwards all goes on as before."""
    with Blog(page_of(1, 2)) as blog:
        watched(keeper, blog)
        page = blog.pages["umbrella-1"]
        gone = page.comments.pop()
        keeper.sync()
        keeper.now += jump
        page.comments.append(gone)
        assert keeper.sync().returned == 1
        keeper.now -= jump
        del page.comments[0]
        report = keeper.sync(due=jump > timedelta(0))
        assert report.missed == 1, "a look in the future does not keep it from being due"
        assert [what for what, _ in keeper.happened()] == ["missed", "returned", "missed"]
        assert keeper.sync("1").gone == 1
