"""Notes: posts of a few words and no title, marked with microformats (https://microformats.org/wiki/h-entry), often with longer answers below."""

import pytest

from blogarchive.sources import structured
from tests.sources.article_pages import post_of
from tests.sources.made import heard

CARD = '<p class="p-author h-card"><a class="p-name u-url" href="https://{name}.example/">{name}</a></p>'
TIMED = '<time class="dt-published" datetime="2021-03-0{day}T09:10:00+01:00">{day} March 2021, 09:10</time>'
NOTE = '<div class="h-entry"><div class="e-content">Off to sea.</div>{time}<h4>Comments</h4>{answers}</div>'
ANSWER = '<div class="{kind} h-cite">{card}<div class="e-content p-name">{words}</div>{time}</div>'
LONG = (
    "Have a good journey, and do not forget to take a camera with you, as the weather will be splendid all week long."
)


def note(kind: str, answers: tuple[str, ...], *, is_timed: bool = True) -> str:
    """A note of three words with the answers to it."""
    told = [
        ANSWER.format(
            kind=kind, card=CARD.format(name=f"ann{day}"), words=words, time=TIMED.format(day=day) if is_timed else ""
        )
        for day, words in enumerate(answers, 5)
    ]
    return NOTE.format(time=TIMED.format(day=4), answers="".join(told))


@pytest.mark.parametrize("kind", ["u-comment", "p-comment"])
@pytest.mark.parametrize("answers", [(LONG,), (LONG, "Fine!"), (LONG, "Fine!", LONG + LONG)])
@pytest.mark.parametrize("is_timed", [True, False])
def test_answers_longer_than_a_note_are_not_taken_for_it(kind: str, answers: tuple[str, ...], is_timed: bool) -> None:
    """Each answer has a content of its own; who wrote one did not write the note."""
    post = post_of(note(kind, answers, is_timed=is_timed))
    assert (post.text, post.authors) == ("Off to sea.", ())


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ('<p class="p-name e-content">Off to sea.</p>', None),
        ('<h1 class="p-name">A journey</h1><p class="e-content">Off to sea.</p>', "A journey"),
        (CARD.format(name="Jane") + '<h1 class="p-name">A journey</h1>', "A journey"),
        (CARD.format(name="Jane") + '<p class="e-content">Off to sea.</p>', None),
    ],
)
def test_neither_its_content_nor_its_authors_name_is_the_title_of_a_note(inside: str, title: str | None) -> None:
    """Properties within an h-card are the person's."""
    (post,) = heard(structured.read, f'<article class="h-entry">{inside}{TIMED.format(day=4)}</article>').posts
    assert post.title == title
