"""Who quotes somebody's words answers them."""

from blogarchive.model import SettledComment
from tests.conversation.making import comment, talk

FIRST = "What a lovely story, I could smell the bread while reading."
SECOND = "Do you use sourdough or yeast? I have tried both."


def quoting(number: int, name: str, quoted: str, *, parent: int | None = None) -> SettledComment:
    """A comment with a quote before its own words."""
    html = f"<blockquote>{quoted}</blockquote><p>That is what I think.</p>"
    return comment(number, name, f"{quoted}\n\nThat is what I think.", html=html, parent=parent)


def answers(*comments: SettledComment) -> list[tuple[str, str]]:
    """Child and parent of what is inferred."""
    return [(reply.child, reply.parent) for reply in talk(*comments).replies if not reply.stated]


def test_a_quote_tells_whose_words_it_repeats() -> None:
    said = talk(comment(1, "Ada", FIRST), comment(2, "Bo", SECOND), quoting(3, "Cy", f"<p>Ada said:</p><p>{FIRST}</p>"))
    (reply,) = said.replies
    assert (reply.child, reply.parent, reply.stated) == ("3", "1", False)
    assert "What a lovely story" in reply.evidence


def test_the_middle_of_a_comment_may_be_quoted() -> None:
    assert answers(comment(1, "Ada", FIRST), quoting(2, "Bo", "I could smell the bread while")) == [("2", "1")]


def test_words_without_spaces() -> None:
    assert answers(
        comment(1, "阿明", "真是个好故事，读着就闻到面包香了，我也想去看看那个老窑呢。"),
        quoting(2, "白云", "读着就闻到面包香了，我也想去看看那个老窑呢。"),
    ) == [("2", "1")]


def test_what_was_only_quoted_was_said_before() -> None:
    """The third quotes the first, though the second says the same in its quote."""
    assert answers(comment(1, "Ada", FIRST), quoting(2, "Bo", FIRST), quoting(3, "Cy", FIRST)) == [
        ("2", "1"),
        ("3", "1"),
    ]


def test_several_may_be_quoted() -> None:
    both = quoting(3, "Cy", f"{FIRST}</blockquote><p>Yes.</p><blockquote>{SECOND}")
    assert answers(comment(1, "Ada", FIRST), comment(2, "Bo", SECOND), both) == [("3", "1"), ("3", "2")]


def test_other_quotes_tell_nothing() -> None:
    """Few words, one's own, those of nobody here, and those of whom the page says that they are answered."""
    first = comment(1, "Ada", FIRST)
    assert answers(first, quoting(2, "Bo", "What a lovely")) == []
    assert answers(first, quoting(2, "Ada", FIRST)) == []
    assert answers(first, quoting(2, "Bo", "Bread is life, said an old baker to me.")) == []
    assert answers(first, quoting(2, "Bo", FIRST, parent=1)) == []
