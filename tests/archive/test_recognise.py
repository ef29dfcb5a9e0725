"""Comments keep their identity whatever a site does to its theme, addresses or platform."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from blogarchive.archive.history import recognise, trace_of
from blogarchive.model import Comment, Person, Precision, Timestamp
from tests.archive.posts import URL, at, comment

Change = Callable[[Comment], Comment]


def before() -> list[Comment]:
    words = [
        "Merci pour ce billet, on en reparle demain",
        "Bravo !",
        "Pas d'accord du tout avec cela, voici pourquoi",
        "+1",
    ]
    return [comment(n, f"Author {n % 3}", text).record for n, text in enumerate(words, 1)]


def indices(known: list[Comment], seen: list[Comment]) -> list[int | None]:
    return recognise([trace_of(c) for c in known], [trace_of(c) for c in seen])


def later(moment: Timestamp | None, hours: int) -> Timestamp | None:
    return moment and replace(moment, local=moment.local and moment.local + timedelta(hours=hours), offset=None)


def day_only(record: Comment) -> Comment:
    assert record.published
    return replace(record, native_id=None, url=None, published=replace(record.published, precision=Precision.DAY))


CHANGES: dict[str, Change] = {
    "nothing": lambda c: c,
    "a theme without ids": lambda c: replace(c, native_id=None),
    "a theme without ids and permalinks": lambda c: replace(c, native_id=None, url=None),
    "every link goes to the post": lambda c: replace(c, native_id=None, url=URL),
    "other permalinks": lambda c: replace(c, url=f"https://blog.example/archives/7.html#c{c.native_id}"),
    "https, another domain": lambda c: replace(
        c, native_id=None, url=f"https://new.example/2010/05/la-fete-des-voisins#comment-{c.native_id}"
    ),
    "another platform counts anew": lambda c: replace(c, native_id=str(int(c.native_id or 0) + 1), url=None),
    "another zone": lambda c: replace(c, native_id=None, url=None, published=later(c.published, 2)),
    "only the day is shown": day_only,
    "no time is shown": lambda c: replace(c, native_id=None, url=None, published=None),
    "times are relative": lambda c: replace(
        c, native_id=None, url=None, published=Timestamp(raw="16 years ago", local=None, estimated=True)
    ),
    "authors changed their names": lambda c: replace(c, native_id=None, url=None, author=Person(name="Renamed")),
    "texts were edited": lambda c: replace(c, text=f"{c.text} (edited)", native_id=None, url=None),
    "other words under the same ids": lambda c: replace(c, text="[deleted]"),
    "html only": lambda c: replace(c, html="<i>x</i>"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("turned", [False, True])
def test_all_comments_keep_their_identity(change: Change, turned: bool) -> None:
    known = before()
    step = -1 if turned else 1
    assert indices(known, [change(record) for record in known][::step]) == list(range(len(known)))[::step]


def test_new_comments_are_new() -> None:
    known = before()
    fresh = [comment(n, f"Author {n % 3}", "Something else entirely, said later").record for n in (11, 12)]
    assert indices(known, [*known, *fresh]) == [0, 1, 2, 3, None, None]
    assert indices([], known) == [None] * 4
    assert indices(known, []) == []


@pytest.mark.parametrize("published", [True, False])
def test_a_comment_without_letters_is_the_same_at_the_next_visit(*, published: bool) -> None:
    """Nobody gives it an id, and a smiley has no letters to fold."""
    said = replace(comment(5, "Ada", ":-)").record, native_id=None, url=None)
    said = said if published else replace(said, published=None)
    other = replace(comment(6, "Bo", "♥").record, native_id=None, url=None)
    assert indices([*before(), said, other], [*before(), other, said]) == [0, 1, 2, 3, 5, 4]


def test_the_same_words_by_the_same_author_are_two_comments() -> None:
    twice = [comment(n, "Sweb", "merci !").record for n in (1, 2)]
    assert indices(twice[:1], twice) == [0, None]
    assert indices(twice, twice[1:]) == [1]
    bare = [replace(record, native_id=None, url=None, published=None) for record in twice]
    assert indices(bare, bare) == [0, 1]


def test_a_number_that_another_platform_gave_again_is_another_comment() -> None:
    """Number 1 was Sweb's; after the move it is somebody else's, and Sweb's has number 40."""
    sweb = comment(1, "Sweb", "Un long commentaire sur la fête d'hier soir").record
    moved = replace(sweb, native_id="40", url=None)
    other = replace(comment(500, "Edonis", "Je ne savais pas que tu écrivais encore").record, native_id="1")
    assert indices([sweb], [other, moved]) == [None, 0]


def test_ids_that_are_places_move_on_when_a_comment_goes() -> None:
    """Some engines number the comments of a page as they stand there. Two hours apart, or by one person, the words still tell."""
    known = [
        comment(n, name, f"{name} says something, which is number {n}").record for n, name in enumerate("AABCC", 1)
    ]
    known = [replace(record, published=at(120 * n)) for n, record in enumerate(known)]
    for gone in (4, 3, 2, 1, 0):
        left = [at_ for at_ in range(5) if at_ != gone]
        seen = [replace(known[at_], native_id=str(n), url=f"{URL}#comment-{n}") for n, at_ in enumerate(left, 1)]
        assert indices(known, seen) == left
    edited = replace(seen[0], text=f"{seen[0].text} (edited)")
    assert indices(known, [edited, *seen[1:]]) == left


def test_a_comment_posted_again_under_a_new_number_is_a_new_one() -> None:
    """The site counts as before (another comment kept its number), so a new number means a new comment."""
    first, second = comment(1, "Sweb", "Bravo !").record, comment(2, "Edonis", "Merci").record
    again = replace(first, native_id="3", url=f"{URL}#comment-3")
    assert indices([first, second], [second, again]) == [1, None]


def test_a_thousand_lookalikes_take_no_quadratic_time() -> None:
    same = [replace(comment(1, "Anonymous", "+1").record, native_id=None, url=None, published=None)] * 20_000
    assert indices(same, same) == list(range(20_000))


def test_many_lookalikes_with_times_take_no_quadratic_time() -> None:
    """The same words every minute, on a page that turned its order; and thousands of other words under one name on one day."""
    bare = replace(comment(1, "Anonymous", "+1").record, native_id=None, url=None)
    minutes = [replace(bare, published=at(n)) for n in range(5000)]
    assert indices(minutes, minutes[::-1]) == list(range(5000))[::-1]
    known, seen = (
        [day_only(replace(bare, text=f"{word} {n}{word} {n * 7}{word} and {n * 13}{word}")) for n in range(2000)]
        for word in ("stone", "river")
    )
    assert indices(known, seen) == [None] * 2000


def test_many_edits_on_one_day_are_known_by_their_first_words() -> None:
    known = [
        day_only(replace(comment(1, "Anonymous", f"Le {n}: a{n * n} b{n * 3} c{n * 5} d{n * 7} e{n * 11}").record))
        for n in range(2000)
    ]
    edited = [replace(record, text=f"{record.text} (edited later)") for record in known]
    assert indices(known, edited[::-1]) == list(range(2000))[::-1]
