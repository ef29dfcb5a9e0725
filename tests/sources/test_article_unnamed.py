"""Pages whose markup names nothing: no class or id says what is the post, what its answers are, what stands beside it."""

from dataclasses import replace

import pytest

from blogarchive.sources.article.body import read_body
from tests.sources.article_pages import BODY, FIRST, SECOND, TEXT, THIRD, post_of, text_of
from tests.sources.made import document

ABOUT = "I am a retired pilot who writes about the sea, about old engines and about everything that floats on it."
LINKS = "".join(f"<li><a href='/p/{n}'>Older thoughts about number {n} and what came of it</a></li>" for n in range(12))
BESIDE = f"<div class='b2'><h3>Me</h3><div>{ABOUT}</div><ul>{LINKS}</ul></div>"
LINES = ["The tide is out,", "the boats lie still", "like sleeping cows.", "A boy goes by", "and looks away."]


@pytest.mark.parametrize(
    ("post", "text"),
    [
        ("<p>Back on Monday. The tide waits for nobody.</p>", "Back on Monday. The tide waits for nobody."),
        ("".join(f"<div>{line}</div>" for line in LINES), "\n\n".join(LINES)),
        (
            f"<p>Seen from here:</p><ol>{''.join(f'<li>Bird of kind {n}</li>' for n in range(100, 200))}</ol>",
            "Seen from here:\n\n" + "\n".join(f"Bird of kind {n}" for n in range(100, 200)),
        ),
        ("<dl><dt>How long is it?</dt><dd>An hour.</dd><dt>Is there tea?</dt><dd>Yes.</dd></dl>", "An hour."),
    ],
    ids=["two-sentences", "poem", "list", "questions"],
)
def test_a_short_post_is_found_beside_a_long_column_of_links(post: str, text: str) -> None:
    """A column that is mostly links leads elsewhere, whatever some of its lines say."""
    read = text_of(f"<div class='a1'><h1>A title</h1>{post}</div>{BESIDE}")
    assert text in read
    assert ABOUT not in read


def test_a_slogan_above_the_title_does_not_make_it_one_section_of_many() -> None:
    """It may be as long as a short post."""
    slogan = "<div><div>Small thoughts about boats, about the sea and its birds, written down by a pilot, one for each day that comes.</div></div>"
    lines = "".join(f"<div>{line}</div>" for line in LINES)
    read = text_of(f"<div class='k3'>{slogan}<div class='a1'><h1>A title</h1>{lines}</div>{BESIDE}</div>")
    assert "\n\n".join(LINES) in read
    assert "Small thoughts" not in read
    assert ABOUT not in read


def test_a_short_post_without_a_heading_is_found_beside_a_long_column_of_links() -> None:
    """Then nothing but the links tells the two apart."""
    post = "<div class='a1'><div>A title</div><div>Back on Monday. The tide waits for nobody.</div></div>"
    read = text_of(f"<div>{post}{BESIDE}</div>")
    assert "Back on Monday." in read
    assert ABOUT not in read


def test_a_post_that_is_one_picture_has_no_words_from_the_column_beside_it() -> None:
    """A photo blog shows a title and a photo."""
    post = "<div class='a1'><h1>A title</h1><div><a href='/b.jpg'><img src='/b.jpg'></a></div></div>"
    read = post_of(f"<div>{post}{BESIDE}</div>")
    assert (read.title, read.text) == ("A title", None)


def test_what_follows_the_title_in_its_box_is_the_post_and_not_the_answers_below() -> None:
    """Answers may be longer than the post, and nothing may say that they are answers."""
    answers = "".join(
        f"<div><b>{name}</b><div>{text[::-1]}</div></div>" for name, text in (("Ole", FIRST), ("Ada", THIRD))
    )
    inside = f"<div class='a1'><h1>A title</h1><p>{FIRST}</p><p>{SECOND}</p></div><div class='a2'>{answers}</div>"
    assert text_of(inside) == f"{FIRST}\n\n{SECOND}"


def test_of_two_posts_in_full_the_one_with_the_title_of_the_page_is_read() -> None:
    """Some themes show the next post below."""
    other = f"<div class='it'><h1>Another story</h1><p>{SECOND[::-1]}</p><p>{THIRD[::-1]}</p></div>"
    assert text_of(f"<div><div class='it'><h1>A title</h1>{BODY}</div>{other}</div>") == TEXT


def test_the_head_of_a_page_is_not_its_text() -> None:
    """Title and lead in a box of their own announce the text in the next one."""
    inside = f"<div class='h'><h1>A title</h1><p>{THIRD}</p></div><div class='t'>{BODY.replace(THIRD, ABOUT)}<p>{SECOND[::-1]}</p></div>"
    assert text_of(inside) == "\n\n".join((THIRD, FIRST, SECOND, ABOUT, SECOND[::-1]))


def test_a_part_far_down_that_repeats_the_title_is_one_of_the_parts() -> None:
    """A recipe's card says the post's title again."""
    card = f"<div class='c'><h2>A title</h2><p>{ABOUT}</p><p>{THIRD[::-1]}</p></div>"
    read = text_of(f"<div class='t'><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>{card}</div>")
    assert read.startswith(TEXT)
    assert ABOUT in read


def test_a_title_in_a_list_of_links_is_not_that_of_the_text() -> None:
    """A menu of the latest posts names this one, too."""
    teaser = "<p>What it is about, in a line or two of the text.</p>"
    menu = f"<div class='m'><div><h2><a href='/1'>A title</a></h2>{teaser * 3}<ul>{LINKS}</ul></div></div>"
    assert text_of(f"{menu}<div class='t'><div>{BODY}<p>{FIRST[::-1]}</p></div></div>").startswith(TEXT)


def test_a_named_body_after_a_longer_text_is_not_the_post() -> None:
    """A short post may stand before a long discussion; what stands after a long text is something else."""
    story = f"<div class='t'><h1>A title</h1>{BODY}</div>"
    named = f"<div class='top-story-content'><p>{ABOUT}</p></div>"
    assert text_of(f"{story}<div class='u'>{named}</div>") == TEXT
    assert text_of(f"<div class='u'>{named}</div>{story.replace('<h1>A title</h1>', '')}") == ABOUT


def test_a_named_body_is_not_doubted_for_a_title_that_is_longer() -> None:
    """The title stands before the post and is no longer text than it."""
    title = "<header class='entry-header'><h1>The change of the hour: 2 h + 1 h = 2 h, and other stories</h1></header>"
    assert (
        text_of(f"{title}<div class='entry-content'><p>A paragraph.</p><ul><li>a point</li></ul></div>")
        == "A paragraph.\n\na point"
    )


def test_in_chinese_japanese_and_korean_a_few_characters_are_a_sentence() -> None:
    """A post of a dozen characters, with a title of two."""
    post = "<div class='a1'><h1>海へ</h1><p>今日は海。</p><p>とても寒かった。</p><p>でも楽しかった。</p></div>"
    assert text_of(f"{post}{BESIDE}", "海へ - 日々") == "今日は海。\n\nとても寒かった。\n\nでも楽しかった。"


def test_a_title_alone_is_no_text() -> None:
    """A post may say nothing; its title, time and author are known all the same."""
    body = read_body(document(f"<title>A title</title><h1>A title</h1>{BODY}"))
    assert body.title is not None
    alone = replace(body, parts=(body.title,))
    assert (alone.text, alone.is_title_alone, body.is_title_alone) == ("", True, False)
