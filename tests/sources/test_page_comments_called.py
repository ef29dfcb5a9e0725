"""Who is answered, where the theme names them without a link."""

import pytest

from tests.sources.pages import comments, parents

ROW = (
    '<div class="comment" id="comment-{i}"><b class="author">{n}</b> <i class="date">{d} March 2012</i>{to}'
    '<div class="text"><p>{w}</p></div></div>'
)
PEOPLE = ("Ada", "Bo Lind", "Ada", "Cy", "Dora")


def listed(to: str, answers: dict[int, str], *, is_newest_first: bool = False) -> str:
    """Comments of which some name somebody in a line of the theme's."""
    rows = [
        ROW.format(i=i, n=n, d=i, w=f"Words {i} of {n}.", to=to.format(n=answers[i]) if i in answers else "")
        for i, n in enumerate(PEOPLE, 1)
    ]
    return "".join(reversed(rows) if is_newest_first else rows)


@pytest.mark.parametrize(
    "to",
    [
        "<p>@{n}:</p>",
        "<p>Reply <span>@{n}</span>:</p>",
        "<p>in reply to {n}</p>",
        "<p>Antwort an <b>{n}</b></p>",
        "<span>→ {n}</span>",
        "<p>回复 {n}：</p>",
    ],
)
def test_the_last_comment_of_whom_the_theme_names_is_answered(to: str) -> None:
    """The latest one before the answer."""
    assert parents(comments(listed(to, {2: "Ada", 4: "Ada", 5: "Bo Lind"}))) == [None, 0, None, 2, 1]


def test_before_is_said_of_the_time() -> None:
    """On a page that shows the newest first those before stand below."""
    found = comments(listed("<p>@{n}:</p>", {2: "Ada", 5: "Bo Lind"}, is_newest_first=True))
    assert [comment.author.name for comment in found] == ["Dora", "Cy", "Ada", "Bo Lind", "Ada"]
    assert parents(found) == [3, None, None, 4, None]


@pytest.mark.parametrize(
    "to", ["<p>Edited by {n}</p>", "<p>{n} likes this</p>", "<p>@{n} and others</p>", "<p>@Zoe:</p>"]
)
def test_other_lines_with_names_tell_no_answer(to: str) -> None:
    assert parents(comments(listed(to, {2: "Ada", 4: "Ada"}))) == [None] * 5


def test_the_writers_own_sign_before_a_name_is_theirs() -> None:
    """ "@" in an element of its own is a sign that is left out of no words."""
    row = ROW.replace('<div class="text"><p>{w}</p></div>', "<p>{w}</p>").replace("{to}", "")
    words = ("So.", "@ <b>Ada</b><br>No.", "@ <b>Bo Lind</b><br>Yes.", "Well.", "@ <b>Cy</b><br>Oh.")
    rows = [row.format(i=i, n=n, d=i, w=w) for i, (n, w) in enumerate(zip(PEOPLE, words, strict=True), 1)]
    assert parents(comments("".join(rows))) == [None] * 5


def test_the_writers_own_call_is_left_to_the_conversation() -> None:
    """In the words it is inferred, with its evidence, and not stated."""
    body = "".join(ROW.format(i=i, n=n, d=i, w="@Ada: I agree.", to="") for i, n in enumerate(PEOPLE, 1))
    assert parents(comments(body)) == [None] * 5
