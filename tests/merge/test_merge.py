"""Promises of the merge: no comment twice, none lost, and whose word counts."""

from datetime import date, datetime, time
from typing import TypedDict, Unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogarchive.merge import merge
from blogarchive.model import Comment, Evidence, Kind, Origin, Person, Post, Precision, Timestamp

PAGE = "https://blog.example/a-post/"
FEED = "https://blog.example/a-post/feed/"
API = "https://blog.example/wp-json/wp/v2/comments?post=1"


def at(day: int, clock: str | None = None, offset: int | None = None, raw: str | None = None) -> Timestamp:
    """22:14 on a day of May 2010, or the bare day."""
    if clock is None:
        return Timestamp(raw=raw, local=datetime(2010, 5, day), precision=Precision.DAY)
    precision = Precision.SECOND if clock.count(":") == 2 else Precision.MINUTE
    return Timestamp(
        raw=raw,
        local=datetime.combine(date(2010, 5, day), time.fromisoformat(clock)),
        offset=offset,
        precision=precision,
    )


def said(source: str, url: str, *comments: Comment) -> list[Evidence]:
    """Comments as one source states them."""
    return [Evidence(record=c, origin=Origin(source=source, url=url)) for c in comments]


class More(TypedDict, total=False):
    """What a comment may have besides its writer and words."""

    native_id: str | None
    parent: str | None
    published: Timestamp | None
    kind: Kind


def comment(name: str, text: str, **more: Unpack[More]) -> Comment:
    """A comment by somebody; other fields by keyword."""
    return Comment(author=Person(name=name), text=text, **more)


def test_the_same_id_in_page_and_feed_is_one_comment() -> None:
    """The id joins them, and the feed's GMT gives the page's wall clock its offset and seconds."""
    page = said(
        "page",
        PAGE,
        comment("Sweb", "Moi, j'ai vu", native_id="2", published=at(22, "21:14", raw="22 mai 2010 à 21 h 14 min")),
    )
    feed = said("comment_feed", FEED, comment("Sweb", "Moi, j’ai vu", native_id="2", published=at(22, "19:14:37", 0)))
    merged = merge(page + feed)
    [one] = merged.comments
    assert one.record.published is not None
    assert one.record.published.isoformat() == "2010-05-22T21:14:37+02:00"
    assert one.record.published.raw == "22 mai 2010 à 21 h 14 min"
    assert one.sources["published"] == "page"
    assert one.sources["text"] == "page"


def test_two_equal_comments_of_one_page_stay_two() -> None:
    """Two people may both write "merci!", and one may write it twice."""
    page = said(
        "page",
        PAGE,
        comment("Ann", "merci!", native_id="1"),
        comment("Ann", "merci!", native_id="2"),
        comment("Bo", "merci!"),
    )
    feed = said("comment_feed", FEED, comment("Bo", "merci!"), comment("Ann", "merci!", native_id="2"))
    assert [c.record.author.name for c in merge(page + feed).comments] == ["Ann", "Ann", "Bo"]


def test_without_ids_author_time_and_words_join() -> None:
    """A feed in Greenwich time and a page in its own clock tell of one comment."""
    page = said(
        "page", PAGE, comment("Fred", "Je n’y étais point… J’ai tendance à m’éloigner", published=at(23, "00:41"))
    )
    feed = said(
        "comment_feed",
        FEED,
        comment(
            "Fred", "Je n'y étais point... J'ai tendance à m'éloigner", native_id="4", published=at(22, "22:41:00", 0)
        ),
    )
    [one] = merge(page + feed).comments
    assert one.id == "4"
    assert one.record.published is not None
    assert one.record.published.offset == 120


def test_what_only_the_feed_shows_is_kept_and_comes_where_its_time_says() -> None:
    """None lost: the 21st may be in the feed alone."""
    page = said(
        "page",
        PAGE,
        comment("A", "one", native_id="1", published=at(1, "10:00")),
        comment("B", "three", native_id="3", published=at(3, "10:00")),
    )
    feed = said("comment_feed", FEED, comment("C", "two two", native_id="2", published=at(2, "10:00:00", 0)))
    assert [c.id for c in merge(page + feed).comments] == ["1", "2", "3"]


def test_a_page_that_is_newest_first_is_turned() -> None:
    """The document is oldest first; answers stay under what they answer."""
    page = said(
        "page",
        PAGE,
        comment("C", "third", native_id="3", published=at(3, "10:00")),
        comment("A", "first", native_id="1", published=at(1, "10:00")),
        comment("B", "answer", native_id="2", published=at(2, "10:00"), parent="1"),
    )
    assert [c.id for c in merge(page).comments] == ["1", "2", "3"]


def test_pages_of_comments_are_put_in_order_of_time() -> None:
    """WordPress may show the last page at the permalink: page 1 is read later but comes first."""
    last = said("page", PAGE, comment("C", "third", native_id="3", published=at(3, "10:00")))
    first = said("page", PAGE + "comment-page-1/", comment("A", "first", native_id="1", published=at(1, "10:00")))
    assert [c.id for c in merge(last + first).comments] == ["1", "3"]


def test_the_api_knows_parents_that_nesting_hides() -> None:
    """Past the depth limit a theme shows answers as siblings; the API says who is answered, and who answers nobody."""
    page = said(
        "page",
        PAGE,
        comment("A", "a", native_id="1"),
        comment("B", "b", native_id="2", parent="1"),
        comment("C", "c", native_id="3", parent="1"),
    )
    api = said(
        "wordpress_api",
        API,
        comment("A", "a", native_id="1"),
        comment("B", "b", native_id="2"),
        comment("C", "c", native_id="3", parent="2"),
    )
    assert [c.record.parent for c in merge(page + api).comments] == [None, None, "2"]


def test_a_missing_parent_makes_an_orphan() -> None:
    """The comment stays, its parent is unknown, and the audit can tell."""
    merged = merge(said("page", PAGE, comment("B", "b", native_id="2", parent="1")))
    assert merged.orphans == ("2",)
    assert merged.comments[0].record.parent is None


def test_circles_are_broken() -> None:
    """Nobody answers an answer to himself."""
    page = said(
        "page", PAGE, comment("A", "a", native_id="1", parent="2"), comment("B", "b", native_id="2", parent="1")
    )
    parents = {c.id: c.record.parent for c in merge(page).comments}
    assert sorted(p for p in parents.values() if p) in (["1"], ["2"])


def test_times_that_cannot_be_one_moment_are_both_kept() -> None:
    """No offset makes 21:14 and 19:37 GMT one moment."""
    page = said("page", PAGE, comment("A", "hello there", native_id="1", published=at(22, "21:14")))
    feed = said("comment_feed", FEED, comment("A", "hello there", native_id="1", published=at(22, "19:37:00", 0)))
    [one] = merge(page + feed).comments
    assert [(d.field, d.source) for d in one.differences] == [("published", "comment_feed")]


@pytest.mark.parametrize(("day", "expected"), [(6, "2010-06-05T21:14:37+02:00"), (7, "2010-05-07T21:14:00")])
def test_day_and_month_in_figures_are_settled_by_the_feed(day: int, expected: str) -> None:
    """`05.06.10` read as 6 May was 5 June if the feed's moment fits only so; what fits neither way stays as it was read."""
    moment = Timestamp(local=datetime(2010, 6, 5, 19, 14, 37), offset=0, precision=Precision.SECOND)
    page = said("page", PAGE, comment("A", "hello there", native_id="1", published=at(day, "21:14", raw="05.06.10")))
    feed = said("comment_feed", FEED, comment("A", "hello there", native_id="1", published=moment))
    [one] = merge(page + feed).comments
    assert one.record.published is not None
    assert one.record.published.isoformat() == expected


def test_a_minute_and_its_seconds_are_one_moment() -> None:
    """A page shows minutes, an API seconds: no difference."""
    page = said("page", PAGE, comment("A", "hello there", native_id="1", published=at(22, "21:14")))
    api = said("wordpress_api", API, comment("A", "hello there", native_id="1", published=at(22, "21:14:37", 120)))
    [one] = merge(page + api).comments
    assert one.differences == ()
    assert one.record.published is not None
    assert one.record.published.isoformat() == "2010-05-22T21:14:37+02:00"


def test_kind_and_own_answers() -> None:
    """A pingback is one as soon as a source says so; a comment under the post author's name is the author's."""
    post = Evidence(record=Post(title="T", authors=(Person(name="Cath"),)), origin=Origin(source="article", url=PAGE))
    page = said(
        "page",
        PAGE,
        comment("cath", "@Sweb >> oui", native_id="1"),
        comment("Autre", "[…]", native_id="2", kind=Kind.PINGBACK),
    )
    feed = said("comment_feed", FEED, comment("Autre", "[…]", native_id="2"))
    merged = merge([post, *page, *feed])
    assert [c.record.author.is_post_author for c in merged.comments] == [True, False]
    assert merged.comments[1].record.kind is Kind.PINGBACK


def test_a_feed_text_whole_inside_the_page_text_is_taken() -> None:
    """What the page has more is the theme's: a link, a label."""
    words = "one two three four five six seven eight nine ten"
    page = said("page", PAGE, comment("A", words + " Reply to A", native_id="1"))
    feed = said("comment_feed", FEED, comment("A", words, native_id="1"))
    [one] = merge(page + feed).comments
    assert one.record.text == words
    assert one.sources["text"] == "comment_feed"


@pytest.mark.parametrize("count", [2_000])
def test_thousands_of_alike_comments_do_not_take_quadratic_time(count: int) -> None:
    """A page and a feed of short comments by few people, without ids."""
    page = said("page", PAGE, *(comment(f"N{n % 7}", f"thanks number {n}") for n in range(count)))
    feed = said("comment_feed", FEED, *(comment(f"N{n % 7}", f"thanks number {n}") for n in range(count)))
    assert len(merge(page + feed).comments) == count


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABC"),
            st.sampled_from(["hi there", "thanks a lot", "no"]),
            st.sampled_from(["1", "2", "3", None]),
        ),
        max_size=12,
    )
)
def test_nothing_of_one_page_is_ever_lost_or_doubled(rows: list[tuple[str, str, str | None]]) -> None:
    """As many comments come out of one view as went in, under ids of their own."""
    merged = merge(said("page", PAGE, *(comment(name, text, native_id=native) for name, text, native in rows)))
    assert len(merged.comments) == len(rows) == len({c.id for c in merged.comments})


def test_equal_words_of_two_people_on_two_pages_are_two_comments() -> None:
    """Without ids: "merci!" is written by many. One theme writes a name and a time alike on all its pages."""
    merged = merge(
        said("page", PAGE, comment("Ann", "Merci !", published=at(22, "10:00")))
        + said(
            "page",
            PAGE + "comment-page-2/",
            comment("Bob", "Merci !", published=at(22, "12:07")),
            comment("Ann", "Merci !", published=at(22, "12:30")),
        )
    )
    found = [(c.record.author.name, c.record.published and c.record.published.isoformat()) for c in merged.comments]
    assert found == [
        ("Ann", "2010-05-22T10:00:00"),
        ("Bob", "2010-05-22T12:07:00"),
        ("Ann", "2010-05-22T12:30:00"),
    ]


def test_one_comment_shown_on_two_pages_without_ids_is_one() -> None:
    """Pages of comments overlap when somebody writes between two requests."""
    twice = comment("Ann", "Merci !", published=at(22, "10:00"))
    merged = merge(said("page", PAGE, twice) + said("page", PAGE + "comment-page-2/", twice))
    assert len(merged.comments) == 1


def test_equal_words_of_another_person_at_another_moment_are_another_comment() -> None:
    """A page without ids and a feed that knows one more: no offset makes 10:00 and 11:07 GMT one moment, and the names differ."""
    merged = merge(
        said("page", PAGE, comment("Ann", "Merci !", published=at(22, "10:00")))
        + said("comment_feed", FEED, comment("Bob", "Merci !", native_id="7", published=at(22, "11:07:00", 0)))
    )
    assert [c.record.author.name for c in merged.comments] == ["Ann", "Bob"]


def test_a_name_that_a_theme_dresses_differently_is_no_other_person() -> None:
    """The times are one moment, so the words decide."""
    merged = merge(
        said("page", PAGE, comment("Ann (author)", "Merci !", published=at(22, "10:07")))
        + said("comment_feed", FEED, comment("Ann", "Merci !", native_id="7", published=at(22, "08:07:31", 0)))
    )
    assert len(merged.comments) == 1


def test_a_record_with_another_id_does_not_join_through_a_record_without_one() -> None:
    """The feed names one "Merci !" of a page without ids, the second page of the API the other."""
    merged = merge(
        said(
            "page",
            PAGE,
            comment("Ann", "Merci !", published=at(22, "10:00")),
            comment("Ann", "Merci !", published=at(22, "12:00")),
        )
        + said("comment_feed", FEED, comment("Ann", "Merci !", native_id="5", published=at(22, "08:00:09", 0)))
        + said(
            "wordpress_api",
            API + "&page=2",
            comment("Ann", "Merci !", native_id="6", published=at(22, "12:00:03", 120)),
        )
    )
    found = {c.record.native_id: c.record.published and c.record.published.isoformat() for c in merged.comments}
    assert found == {"5": "2010-05-22T10:00:09+02:00", "6": "2010-05-22T12:00:03+02:00"}


def test_ids_are_unique_whatever_ids_a_page_has() -> None:
    """A page may give one id twice, and another what would be made of it."""
    names = ("1", "1", "1~2")
    merged = merge(said("page", PAGE, *(comment(f"A{n}", f"words {n}", native_id=i) for n, i in enumerate(names))))
    ids = [c.id for c in merged.comments]
    assert len(set(ids)) == 3
    assert (ids[0], ids[2]) == ("1", "1~2")


@pytest.mark.parametrize(
    ("marked", "named", "authors"),
    [
        ((), (), []),
        (("Cath", "cath"), (), ["Cath"]),
        (("Cath", "Ben"), (), []),
        (("Cath",), ("Ada",), ["Ada"]),
    ],
)
def test_who_a_theme_marks_wrote_the_post(marked: tuple[str, ...], named: tuple[str, ...], authors: list[str]) -> None:
    """Where nobody says who wrote it, and those marked as its author are one person."""
    post = Post(title="T", authors=tuple(Person(name=name) for name in named))
    answers = (Comment(author=Person(name=name, is_post_author=True), text=f"by {name}") for name in marked)
    said_of_post = Evidence(record=post, origin=Origin(source="article", url=PAGE))
    merged = merge([said_of_post, *said("page", PAGE, comment("Zoë", "Hi"), *answers)])
    assert [author.name for author in merged.post.record.authors] == authors
    assert merged.post.sources.get("authors") == ("page" if not named and authors else "article" if named else None)


@pytest.mark.parametrize(("owner", "writer"), [("☺", "♥"), ("मीना", "मोना"), ("はな", "ばな"), ("กิน", "กัน")])
def test_other_people_are_not_the_author_of_the_post(owner: str, writer: str) -> None:
    """Names of signs alone, and names that differ in what Unicode calls marks."""
    author = Evidence(record=Post(authors=(Person(name=owner),)), origin=Origin(source="article", url=PAGE))
    merged = merge([author, *said("page", PAGE, comment(writer, "Hi"))])
    assert not merged.comments[0].record.author.is_post_author


def test_what_only_a_second_reading_of_the_page_found_stands_where_the_page_shows_it() -> None:
    """The page is read again by the example of a feed: the order is still that of the page."""

    def numbered(*numbers: int) -> list[Comment]:
        return [
            comment(f"A{n}", f"words number {n}", native_id=str(n), published=at(22, f"{n:02}:00")) for n in numbers
        ]

    for first, second in (((1, 3, 5), (1, 2, 3, 4, 5)), ((1, 2, 3, 4, 5), (1, 3, 5)), ((3, 4), (1, 2, 3))):
        merged = merge(said("page", PAGE, *numbered(*first)) + said("learned", PAGE, *numbered(*second)))
        found = [int(c.record.native_id or 0) for c in merged.comments]
        assert found == sorted({*first, *second})
