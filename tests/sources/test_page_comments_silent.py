"""What is remembered of the texts without a mark, and of those with one."""

import pytest

from blogarchive.sources.page_comments import silent
from blogarchive.sources.page_comments.silent import Silent, with_word


def test_marks_are_said_in_their_own_order_whatever_the_case() -> None:
    """The first mark of the list counts, not the first text."""
    assert Silent(("reply", "comment")).said({"wp-Comment", "REPLY-link", "menu"}) == ("reply", "comment")


def test_what_was_silent_once_is_not_looked_through_again_and_what_spoke_is() -> None:
    """The second page of a blog says what the first one said."""
    names = frozenset(("menu", "comments"))
    seen = Silent(("comment",))
    assert seen.said(names) == ("comment",)
    assert seen.others(names) == {"comments"}
    assert seen.said(names) == ("comment",)
    assert seen.loud(names) == {"comments"}


def test_no_more_is_remembered_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page may be of any size."""
    monkeypatch.setattr(silent, "_MOST", 10)
    seen = Silent(("comment",))
    assert seen.said({"menu"}) == ()
    assert seen.said({"x" * 11}) == ()
    assert seen.others({"menu", "x" * 11}) == {"menu", "x" * 11}


def test_what_spoke_is_told_beside_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second page has a name of the first one's and another one; a page that does not fit is told like any other."""
    monkeypatch.setattr(silent, "_MOST", 30)
    seen = Silent(("comment",))
    assert seen.loud({"comments", "menu"}) == {"comments"}
    assert seen.loud({"comments", "comment-list", "menu", "footer"}) == {"comments", "comment-list"}
    assert seen.loud({"comments", "comment-" + "x" * 30}) == {"comments", "comment-" + "x" * 30}
    assert seen.loud({"comments", "menu"}) == {"comments"}


def test_no_texts_say_nothing() -> None:
    """Neither does a mark stand across two of them."""
    seen = Silent(("ab",))
    assert seen.said(set()) == ()
    assert seen.said({"a", "b"}) == ()


def test_names_with_a_word() -> None:
    """The words are given in lower case, the names as they are written."""
    assert with_word(("postComments", "menu"), ("comment", "reply")) == {"postComments"}
