"""What is said, edited, held, deleted and said again between visits, and what costs a request."""

from datetime import timedelta

from blogarchive.pipeline.sync_schedule import Pace
from tests.sync.blog import Blog, Said, edited, page_of
from tests.sync.conftest import Keeper, watched

EVERY_HOUR = Pace(shortest=timedelta(minutes=40), longest=timedelta(minutes=60))


def test_new_edited_gone_after_two_visits_and_back(keeper: Keeper) -> None:
    with Blog(page_of(1, 4)) as blog:
        watched(keeper, blog)
        page = blog.pages["umbrella-1"]
        second = page.comments[1]
        page.comments[0] = edited(page.comments[0], "On second thought I think otherwise about umbrellas.")
        page.comments.remove(second)
        page.comments.append(Said(number=1099, text="Mine was red and it is still missing."))
        report = keeper.sync()
        assert (report.added, report.edited, report.missed, report.gone) == (1, 1, 1, 0)
        assert sorted(keeper.happened()) == [("added", "1099"), ("missed", "1002"), ("text", "1001")]
        assert keeper.sync().gone == 1, "the page is unchanged, and yet it is read: the second look decides"
        assert keeper.happened(after=2) == [("gone", "1002")]
        assert keeper.sync().unchanged == 1
        page.comments.insert(1, second)
        assert keeper.sync().returned == 1
        assert keeper.comments()["1002"] == second.words
        assert keeper.alarms == []


def test_a_comment_that_was_held_is_seen_when_it_is_approved(keeper: Keeper) -> None:
    page = page_of(1)
    page.comments.append(Said(number=1050, state="0", text="Please approve this word of mine."))
    with Blog(page) as blog:
        watched(keeper, blog)
        assert "1050" not in keeper.comments()
        page.comments[-1] = Said(number=1050, text="Please approve this word of mine.")
        assert keeper.sync().added == 1


def test_304_brings_no_version_but_the_look_is_noted(keeper: Keeper) -> None:
    with Blog(page_of(1)) as blog:
        watched(keeper, blog)
        before = keeper.now
        assert keeper.sync().unchanged == 1
        assert [asked for asked in blog.asked if asked[1]], "the request was conditional"
        assert blog.paths == ["/umbrella-1/"]
        assert keeper.visits() == 1
        assert (keeper.watched().checked_at, keeper.watched().detail) == (before, "304")


def test_the_same_bytes_and_the_same_words_are_no_version(keeper: Keeper) -> None:
    """Without validators; and with a script whose nonce differs each time."""
    for nonce in (False, True):
        page = page_of(2 + nonce)
        page.nonce = nonce
        with Blog(page, validators=False) as blog:
            watched(keeper, blog)
            assert keeper.sync().unchanged >= 1
    assert (keeper.visits(1), keeper.visits(2)) == (1, 1)


def test_a_sidebar_that_changes_costs_one_request(keeper: Keeper) -> None:
    """What other posts have to say beside it makes no new version, and nothing but the page is asked for."""
    with Blog(page_of(1), site_feed=10, validators=False) as blog:
        beside = '<aside class="widget"><h3>Recent comments</h3><ul><li><a href="/umbrella-9/#comment-1">{}</a></li></ul></aside></body>'
        blog.decorate = lambda html: html.replace("</body>", beside.format("Ada on the ninth umbrella"))
        watched(keeper, blog)
        blog.decorate = lambda html: html.replace("</body>", beside.format("Ben on the tenth umbrella"))
        assert keeper.sync().unchanged == 1
        assert blog.paths == ["/umbrella-1/"]


def test_now_and_then_a_page_is_asked_without_conditions(keeper: Keeper) -> None:
    """A server that calls a page unmodified whatever is said under it is not believed for ever."""
    with Blog(page_of(1)) as blog:
        watched(keeper, blog)
        conditional = []
        for _ in range(10):
            blog.forget()
            keeper.sync()
            keeper.now += timedelta(days=12)
            conditional.append(bool(blog.asked[0][1]))
        assert conditional.count(False) >= 2
        assert conditional.count(True) >= 4


def test_a_page_that_tells_no_number_is_asked_for_its_feed_too(keeper: Keeper) -> None:
    """With no claim and no comment on it, an unchanged page says nothing about its comments."""
    page = page_of(1, 0)
    page.claims = False
    with Blog(page, site_feed=10) as blog:
        watched(keeper, blog)
        keeper.sync()
        assert "/comments/feed/" in blog.paths


def test_many_posts_on_one_feed(keeper: Keeper) -> None:
    """The feed reaches back and shows nothing new: no page is asked. Then it shows something: that page alone."""
    with Blog(*(page_of(n) for n in range(1, 6)), site_feed=10) as blog:
        watched(keeper, blog)
        keeper.now += timedelta(days=90)
        keeper.sync()
        keeper.pace = EVERY_HOUR
        blog.forget()
        report = keeper.sync(due=True)
        assert (report.due, report.vouched, report.requests) == (5, 5, 2)
        assert blog.paths == ["/robots.txt", "/comments/feed/"]
        blog.forget()
        blog.pages["umbrella-3"].comments.append(
            Said(number=3050, at=keeper.now - timedelta(minutes=5), text="Found one today on the platform.")
        )
        report = keeper.sync(due=True)
        assert (report.vouched, report.visited, report.added) == (4, 1, 1)
        assert "/umbrella-3/" in blog.paths
        assert "/umbrella-1/" not in blog.paths
        assert keeper.sync().unchanged == 5, "--all means their pages"


def test_a_feed_that_does_not_reach_back_is_not_enough(keeper: Keeper) -> None:
    with Blog(*(page_of(n) for n in range(1, 4)), site_feed=2) as blog:
        watched(keeper, blog)
        keeper.pace = EVERY_HOUR
        for number in (1, 2, 3):
            said = Said(number=number * 1000 + 60, at=keeper.now - timedelta(minutes=number))
            blog.pages[f"umbrella-{number}"].comments.append(said)
        report = keeper.sync(due=True)
        assert (report.vouched, report.visited, report.added) == (0, 3, 3)


def test_edits_are_found_although_the_feed_shows_nothing_new(keeper: Keeper) -> None:
    """The page itself is asked at least every fourth time."""
    with Blog(*(page_of(n) for n in range(1, 4)), site_feed=20) as blog:
        watched(keeper, blog)
        keeper.pace = EVERY_HOUR
        page = blog.pages["umbrella-2"]
        page.comments[0] = edited(page.comments[0], "I have changed my mind about all of this.")
        edits = [keeper.sync(due=True).edited for _ in range(6)]
        assert edits[0] == 0
        assert sum(edits) == 1


def test_a_comment_that_is_missed_is_looked_for_on_the_page(keeper: Keeper) -> None:
    """Whether it is gone, no feed can tell."""
    with Blog(*(page_of(n) for n in range(1, 4)), site_feed=20) as blog:
        watched(keeper, blog)
        keeper.pace = EVERY_HOUR
        del blog.pages["umbrella-2"].comments[1]
        assert keeper.sync().missed == 1
        report = keeper.sync(due=True)
        assert (report.vouched, report.visited, report.gone) == (2, 1, 1)


def test_what_the_feed_tells_of_a_post_that_is_not_due(keeper: Keeper) -> None:
    pages = [page_of(n) for n in range(1, 4)]
    pages[2].comments = [Said(number=3001), Said(number=3002)]
    with Blog(*pages, site_feed=20) as blog:
        watched(keeper, blog)
        now = keeper.now
        for page in pages[:2]:
            page.comments.append(Said(number=int(page.slug[-1]) * 1000 + 70, at=now - timedelta(minutes=30)))
        keeper.sync()
        pages[2].comments.append(Said(number=3070, at=keeper.now, text="An answer after fourteen years of silence."))
        report = keeper.sync(due=True)
        assert report.due == 2, "the third one is due in months"
        assert keeper.comments(3)["3070"] == "An answer after fourteen years of silence."


def test_pictures_are_kept_and_asked_once(keeper: Keeper) -> None:
    page = page_of(1)
    with Blog(page) as blog:
        picture = b"\x89PNG\r\n\x1a\n" + bytes(64)
        blog.faults["/i.png"] = lambda handler: handler.say(picture, headers={"Content-Type": "image/png"})
        page.text += " [picture]"
        blog.decorate = lambda html: html.replace(" [picture]", ' <img src="/i.png" alt="An umbrella">')
        watched(keeper, blog)
        page.comments.append(Said(number=1080, text="A comment more, and the picture stays."))
        assert keeper.sync().added == 1
        with keeper.read() as archive:
            assert [asset.body for asset in archive.snapshot(1).assets] == [picture]
        assert "/i.png" not in blog.paths
