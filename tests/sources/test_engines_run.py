"""Rules found on pages of blogs that were run for real: what their posts and comments share with each other on one page."""

import pytest

from tests.sources.article_pages import BODY, TEXT, post_of, text_of
from tests.sources.pages import comments, facts, tallies

PEOPLE = ("Ada", "Bo Lind", "Cy", "Le Marin", "Ed K.")
WORDS = ("A first thought on this.", "I cannot agree with that.", ":-)", "Where can one buy it?", "Well said.")
FOUND = list(zip(PEOPLE, WORDS, strict=True))


def rows(row: str) -> str:
    """`row` for each person, with {i}, {n}ame and {w}ords."""
    return "".join(row.format(i=i, n=name, w=words) for i, (name, words) in enumerate(FOUND))


def read_as(body: str, language: str = "en") -> list[tuple[str | None, str | None]]:
    """Name and words of each comment."""
    return [(name, words) for name, _, words in facts(comments(body, language=language))]


@pytest.mark.parametrize(
    ("subject", "by"),
    [
        ("A post, ", "par"),
        ("Thought {i}, ", "par"),
        ("A post, ", ""),
        ("On the matter of harbours and boats {i}, ", ""),
    ],
)
def test_a_first_line_that_is_one_link_holds_the_name(subject: str, by: str) -> None:
    """Number, subject, time and name stand together in what is called a permalink: it is the comment's line and no control."""
    row = (
        '<li class="item"><div class="comment"><p class="meta"><a href="#forum{i}" id="forum{i}" class="permalink">'
        f'<span class="permalink">{{i}}.</span> <strong class="comment-titre">{subject}</strong> <small>'
        f'<abbr title="2012-03-04T09:1{{i}}:00Z">4 mars 2012, 09:1{{i}}</abbr><span class="sep">, </span>{by} '
        '<span class="">{n}</span></small></a></p><div class="content"><p>{w}</p></div></div></li>'
    )
    assert read_as(f'<div class="comments"><h2>Messages</h2><ul>{rows(row)}</ul></div>', "fr") == FOUND


def test_a_number_of_years_with_a_time_as_tooltip_tells_the_time() -> None:
    """In Japanese and Chinese the sign for "year" stands behind the number, as in a date."""
    row = '<h4><a href="/u/{i}">{n}</a> さんが<a title="2012/03/04 09:1{i}" href="/day">8年以上</a>前に追加</h4><div class="wiki"><p>{w}</p></div>'
    found = comments(f'<div id="comments"><h3 class="comments">コメント</h3>{rows(row)}</div>', language="ja")
    assert [(name, words) for name, _, words in facts(found)] == FOUND
    assert [str(each.published.local)[:16] for each in found if each.published] == [
        f"2012-03-04 09:1{i}" for i in range(len(FOUND))
    ]


def test_an_article_of_a_name_stands_behind_by() -> None:
    """ "Le" before a date is the date's, behind "posted by" it is the name's."""
    row = '<div class="comment"><a name="c{i}"></a>Posted by {n} at Sun Mar  4 09:1{i}:00 2012<br>{w}<br><br></div>'
    assert read_as(f'<div class="comments">{rows(row)}</div>') == FOUND


NAMELESS = '<div class="media"><h4>{n}</h4><p>{w} It goes on for a while, as replies do.</p><p class="when">4 March 2012 09:1{i}</p></div>'
FORM = "<h3>Leave a comment</h3><form method='post'><textarea name='c'></textarea><button>Send</button></form>"


def test_comments_that_are_not_named_so_are_no_part_of_the_text() -> None:
    """They stand one behind the other in the post's own element; posts that an article quotes stand among its paragraphs."""
    assert text_of(f"<div class='post'><h1>A title</h1>{BODY}{FORM}{rows(NAMELESS)}</div>") == TEXT


def test_bodies_of_comments_are_no_bodies_of_the_article() -> None:
    """Each comment has an element that calls itself so, and together they say more than the post."""
    row = (
        '<div class="entry"><div class="title">{n}</div><div class="date">Submitted at 09:1{i} on 4 March 2012</div>'
        '<div class="body"><p>{w} '
        + "And so on and on, at more length than anybody cares to read. " * 4
        + "</p></div></div>"
    )
    heading = "<h3>Comments On This Entry</h3>"
    assert (
        text_of(
            f"<h1>A title</h1><div class='entry'><div class='body'>{BODY}</div></div>{heading}<blockquote>{rows(row)}</blockquote>"
        )
        == TEXT
    )


def test_an_answer_is_not_the_post_of_a_forum() -> None:
    """Where the post is short, what its page calls comments is not taken for it, but for the first of them."""
    words = "A longer answer than all the others, and longer than the post, which says what it has to say in a few words: one of them is long."
    row = '<div class="comment"><b class="author">{n}</b> <small>4 March 2012 09:1{i}</small><div class="comment-body"><p>{w}</p></div></div>'
    listed = rows(row).replace("Where can one buy it?", f"{words} {words}")
    text = text_of(f"<article><h1>A title</h1><div><p>Short.</p></div></article><div class='discussion'>{listed}</div>")
    assert "A longer answer" not in text


@pytest.mark.parametrize(
    "span",
    [
        '<span class="author">Added by <a href="/users/3">Ada Example</a> <a title="3 March 2012 09:22" href="/day">over 8 years</a> ago</span>',
        '<span class="author"><a href="/users/3">Ada Example</a> さんが<a title="2012/03/03 09:22" href="/day">8年以上</a>前に追加</span>',
        'Posted: <a href="/timeline" title="See timeline at Mar 3, 2012, 9:22:00 AM">8 years ago</a> <span class="author">Ada Example</span>',
    ],
)
def test_the_day_of_a_post_may_be_a_tooltip(span: str) -> None:
    """The words say how long ago, and the link with the time is nobody's name."""
    post = post_of(f"<h1>A title</h1><p>{span}</p>{BODY}")
    assert post.published is not None
    assert str(post.published.local)[:16] == "2012-03-03 09:22"
    assert [author.name for author in post.authors] == ["Ada Example"]


def test_a_day_on_the_leaf_of_a_calendar_is_not_how_long_ago_a_post_was() -> None:
    """An archive's toolbar says when the copy was made, and tells it as a tooltip of the bare day."""
    leaf = "<div id='toolbar'><div title='You are here: 18:16:43 May 26, 2016'>26</div></div>"
    assert post_of(f"{leaf}<h1>A title</h1>{BODY}").published is None


def test_a_line_with_the_sites_name_is_not_the_title() -> None:
    """The heading says the longer part of the browser's title."""
    inside = f"<h1>What a roof costs, and why</h1><div class='site-title'>Facets</div>{BODY}"
    assert post_of(inside, title="What a roof costs, and why | Facets").title == "What a roof costs, and why"


@pytest.mark.parametrize("place", ["<div class='title'>{}</div>", "<fieldset><legend>{}</legend>"])
def test_a_line_that_says_the_rest_of_the_browsers_title_is_the_title(place: str) -> None:
    """The only heading names the site."""
    end = "</fieldset>" if "fieldset" in place else ""
    inside = f"<h1><a href='/blog/'>Notes</a></h1><div class='entry'>{place.format('The old mill')}{BODY}{end}</div>"
    post = post_of(inside, title="Notes: The old mill")
    assert post.title == "The old mill"
    assert post.text == TEXT


def test_what_is_there_for_programs_alone_is_not_in_the_text() -> None:
    """A hidden item in a line repeats the title, the address and the picture."""
    item = (
        "<div id='above'><span itemscope itemtype='http://schema.org/WebPage' style='display: none'><span itemprop='name'>"
        "A title</span> <span itemprop='url'>http://blog.example/2012/a-post-with-a-long-address/that-goes-on</span> "
        "<span itemprop='image'>http://blog.example/pictures/a-logo-of-the-site.svg</span></span></div>"
    )
    post = post_of(f"<article id='content'><header>{item}<h1>A title</h1></header><div>{BODY}</div></article>")
    assert (post.title, post.text) == ("A title", TEXT)


@pytest.mark.parametrize(
    "line", ["Published on 14 août 2013 09:22, by Ada Example", "Published on 2013年8月14日 9:22, by Ada Example"]
)
def test_a_byline_as_long_as_a_short_paragraph_is_none(line: str) -> None:
    """The post has a few words, so that its paragraphs are hardly longer than its byline, and the words round the date are of another language."""
    words = "<p>A line about the old mill, and that it turns.</p><p>And another one about the water in it.</p>"
    post = post_of(f"<article><h2>A title</h2><p class='publish-info'>{line}</p><hr>{words}</article>")
    assert (post.text or "").startswith("A line about")
    assert [author.name for author in post.authors] == ["Ada Example"]


def test_a_title_in_capitals_is_spelt_as_in_the_browsers_title() -> None:
    """Capitals are the look of a heading; a title that is in capitals everywhere keeps them."""
    assert post_of(f"<h1>THE OLD MILL</h1>{BODY}", title="The old Mill :: Notes").title == "The old Mill"
    assert post_of(f"<h1>NASA</h1>{BODY}", title="NASA :: Notes").title == "NASA"


def test_a_browsers_title_that_ends_in_an_address_says_no_title() -> None:
    """What stands before it is the site's name, and the heading nearest to the text the post's."""
    inside = f"<h1>Notes</h1><p><a href='/'>Home</a></p><h2>Wed, 14 Aug 2013</h2><h3><a name='mill'>The old mill</a></h3>{BODY}"
    assert post_of(inside, title="Notes : /2013/mill.html").title == "The old mill"


def test_what_has_a_version_wrote_no_post() -> None:
    """A line below the post names the program that made the page."""
    credit = "<p style='text-align: right'>Created by <a href='http://program.example/'>Chronicle v4.6</a></p>"
    assert post_of(f"<h1>A title</h1><div>{BODY}</div>{credit}").authors == ()


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ('<span class="entry-comments"> 5 comments. </span>', 5),
        ('<a href="/other/"><span class="comments">7 comments</span></a>', None),
        ('<span class="comments">5 comments</span><span class="comments">7 comments</span>', None),
    ],
)
def test_a_count_below_the_post_is_the_pages_claim(line: str, count: int | None) -> None:
    """It is named after comments and is no link; where several are told, they may be of other posts."""
    row = '<li id="comment-{i}"><b class="author">{n}</b> <i>4 March 2012, 9:1{i}</i><p>{w}</p></li>'
    found = tallies(
        f'<div class="meta">Tags: one, two | {line}</div><h3>Comments On This Entry</h3><ol>{rows(row)}</ol>'
    )
    assert [tally.count for tally in found] == ([] if count is None else [count])
