"""Who answers whom."""

from datetime import datetime

import pytest

from blogarchive.conversation import mentions, people, replies
from blogarchive.model import Precision, Timestamp
from tests.conversation.making import comment, post, talk


@pytest.mark.parametrize(
    "text",
    [
        "@Fred >> yes", "@Fred: yes", "@Fred, yes", "@fred yes", "Hi @Fred, yes", "@ Fred: yes", "@ Fred yes",
        "Fred: yes", "I thought so too.\n\n@Fred >> yes",
        "@Cath, @Fred: yes", "@Cath et @Fred >> oui",
    ],
)  # fmt: skip
def test_openings_speak_to_the_last_comment_before(text: str) -> None:
    said = talk(
        comment(1, "Fred", "a"),
        comment(2, "Fred", "b"),
        comment(3, "Anna", "c"),
        comment(4, "Bob", text),
        comment(5, "Fred", "d"),
    )
    (reply,) = said.replies
    assert (reply.child, reply.parent, reply.stated) == ("4", "2", False)
    assert 0.5 <= reply.confidence < 1
    assert "Fred" in reply.evidence or "fred" in reply.evidence


@pytest.mark.parametrize(
    "text",
    [
        "I agree with @Fred",
        "RT @Fred: news",
        "via @Fred",
        "thanks to Fred: he knows",
        "@Nobody: yes",
        "#Fred yes",
        "@Cath: nice post",
    ],
)
def test_speaking_of_somebody_is_no_answer(text: str) -> None:
    assert talk(comment(1, "Fred", "a"), comment(2, "Bob", text)).replies == ()


def test_one_comment_answers_three() -> None:
    said = talk(
        comment(1, "Anna", "a"), comment(2, "Fred", "b"), comment(3, "Zoë", "c"), comment(4, "Cath", "@Zoe >> 1\n\n@Anna >> 2\n\n@Fred >> 3")
    )  # fmt: skip
    assert [(r.child, r.parent) for r in said.replies] == [("4", "3"), ("4", "1"), ("4", "2")]


def test_a_stated_parent_stays_and_is_not_doubled() -> None:
    said = talk(
        comment(1, "Fred", "a"), comment(2, "Anna", "b"), comment(3, "Fred", "c"), comment(4, "Bob", "@Fred, @Anna: yes", parent=1)
    )  # fmt: skip
    assert [(r.child, r.parent, r.stated) for r in said.replies] == [("4", "1", True), ("4", "2", False)]


def test_where_threads_end_the_handle_tells_the_rest() -> None:
    """A depth limit makes deeper answers siblings: the parent is Fred's, the words are Anna's."""
    said = talk(
        comment(1, "Fred", "a"), comment(2, "Anna", "b", parent=1), comment(3, "Anna", "elsewhere"), comment(4, "Bob", "@Anna yes", parent=1)
    )  # fmt: skip
    assert [(r.child, r.parent, r.stated) for r in said.replies] == [
        ("2", "1", True),
        ("4", "1", True),
        ("4", "2", False),
    ]


def test_a_link_to_the_comment_is_the_best_evidence() -> None:
    said = talk(
        comment(1, "Fred", "a"), comment(2, "Fred", "b"),
        comment(3, "Bob", "@Fred: yes", html='@<a href="#comment-1" rel="nofollow">Fred</a>: yes'),
    )  # fmt: skip
    (reply,) = said.replies
    assert (reply.parent, reply.confidence) == ("1", 0.99)


def test_before_means_before_in_time() -> None:
    """A page that shows the newest first may be handed on in that order."""

    def at(minute: int) -> Timestamp:
        return Timestamp(local=datetime(2010, 5, 22, 14, minute), precision=Precision.MINUTE)

    said = talk(comment(3, "Bob", "@Fred: yes", published=at(9)), comment(1, "Fred", "a", published=at(1)))
    assert [(r.child, r.parent) for r in said.replies] == [("3", "1")]


def test_a_parent_that_is_not_there_is_no_reply() -> None:
    assert talk(comment(1, "Fred", "a", parent=77)).replies == ()


def test_nobody_answers_themselves_and_circles_end() -> None:
    said = talk(comment(1, "Fred", "a", parent=2), comment(2, "Fred", "@Fred again", parent=1))
    assert all(r.stated for r in said.replies)


def test_the_parts_are_those_of_the_whole() -> None:
    comments = [comment(1, "Fred", "a"), comment(2, "Bob", "@Fred: #yes")]
    whole = talk(*comments)
    assert mentions(post(), comments) == whole.mentions
    assert people(post(), comments) == whole.people
    assert replies(post(), comments) == whole.replies
