"""Comments that are only lines of text below a heading, as pages made by hand and Blosxom's writebacks show them."""

import pytest

from blogarchive.fetch.replay import Offline
from blogarchive.model import Request, Target
from blogarchive.pipeline.take import take_snapshot
from blogarchive.sources.page_comments import comment_group
from tests.sources.made import document
from tests.sources.pages import URL, comments, facts, page, parents, tallies

PEOPLE = (("Ada", "Thanks!"), ("Bo Lind", "Sourdough or yeast: which one?"), ("Cy", ":-)"))
HEADING = "<h3>Comments</h3>"
FACTS = [(name, f"2012-03-0{n}T10:1{n}:00", words) for n, (name, words) in enumerate(PEOPLE, 1)]


def rows(row: str, *, between: str = "", count: int = 3) -> str:
    """So many comments: `row` with {n}ame, {w}ords, {d}ate."""
    people = enumerate(PEOPLE[:count], 1)
    return between.join(row.format(n=n, w=w, d=f"{i} March 2012 10:1{i}", i=i) for i, (n, w) in people)


SHAPES = {
    "name and time before the words": "<p>{n} ({d}): {w}</p>",
    "in a list": "<li>{n}, {d}: {w}</li>",
    "the time first": "<p>[{d}] {n}: {w}</p>",
    "a bold name": "<p><b>{n}</b> ({d}): {w}</p>",
    "a line of their own": "<p>{n}, {d}<br>{w}</p>",
    "a paragraph of their own": "<p><b>{n}</b>, {d}</p><p>{w}</p>",
    "below the words": "<p>{w}<br>Posted by {n} on {d}</p>",
    "a paragraph below the words": "<p>{w}</p><p>Posted by {n} on {d}</p>",
    "behind a dash": "<p>{w} -- {n}, {d}</p>",
    "a form": "<p>Name: {n}<br>Date: {d}<br>Comment: {w}</p>",
    "a form with bold labels": "<p><b>Name:</b> {n}<br><b>URL:</b><br><b>Date:</b> {d}<br><b>Comment:</b><br>{w}</p><hr>",
    "a form in a table": "<table><tr><td>Name:</td><td>{n}</td></tr>"
    "<tr><td>Date:</td><td>{d}</td></tr><tr><td>Comment:</td><td>{w}</td></tr></table>",
}


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("row", SHAPES.values(), ids=SHAPES.keys())
def test_lines_that_are_alike_are_comments(row: str, count: int) -> None:
    """A name and a time with the same signs between them begin or end each comment below a heading that speaks of comments."""
    assert facts(comments(HEADING + rows(row, count=count))) == FACTS[:count]


@pytest.mark.parametrize("between", ["<br><br>", "<hr>"])
def test_lines_need_no_elements(between: str) -> None:
    """Breaks and rules part them as well as paragraphs do."""
    assert facts(comments(f'<div class="x">{HEADING}{rows("{n} ({d}): {w}", between=between)}</div>')) == FACTS


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("de", "<p>Name: {n}<br>Datum: {d}<br>Kommentar: {w}</p>"),
        ("fr", "<p>Nom : {n}<br>Date : {d}<br>Commentaire : {w}</p>"),
        ("ja", "<p>名前：{n}<br>日時：{d}<br>コメント：{w}</p>"),
        ("xx", "<p>Qq: {n}<br>Ww: {d}<br>Ee: {w}</p>"),
    ],
)
def test_labels_need_not_be_known(language: str, row: str) -> None:
    """The same labels in each comment, one of them before a time, are told by their order."""
    assert facts(comments(HEADING + rows(row), language=language)) == FACTS


def test_writebacks_tell_no_time() -> None:
    """Blosxom's writebacks plugin has a name, an address, a title and an excerpt, in elements that are named after it."""
    row = '<div class="writeback"><b>Name/Blog:</b> {n}<br><b>URL:</b> http://{i}.example/<br><b>Title:</b> Re<br><b>Comment/Excerpt:</b> {w}</div>'
    found = comments('<p class="writebacks">writebacks...</p>' + rows(row))
    assert facts(found) == [(name, None, words) for name, words in PEOPLE]
    assert [comment.author.url for comment in found] == ["http://1.example/", "http://2.example/", "http://3.example/"]


def test_bold_words_may_be_the_heading() -> None:
    """A page of 2003 has no headings."""
    assert facts(comments(f"<p><b>Comments:</b></p>{rows(SHAPES['behind a dash'])}")) == FACTS


def test_what_follows_the_last_comment_is_none_of_it() -> None:
    """It stands in a block of its own where the others have one."""
    after = '<p><a href="/c.cgi">Post a comment</a></p><p>© 2012</p>'
    for name in ("name and time before the words", "a paragraph of their own", "below the words", "a form"):
        assert facts(comments(HEADING + rows(SHAPES[name]) + after)) == FACTS, name


def test_links_and_markup_stay() -> None:
    """The writer's link is theirs, that in the words is the words'."""
    found = comments(
        f'{HEADING}<p><a href="http://ada.example/">Ada</a> (3 March 2012): <i>See</i> <a href="/x">this</a>.</p>'
    )
    assert facts(found) == [("Ada", "2012-03-03", "See this.")]
    assert found[0].author.url == "http://ada.example/"
    assert found[0].html == '<p><i>See</i> <a href="/x">this</a>.</p>'


def test_indents_tell_who_answers() -> None:
    """The element of a line keeps its indent."""
    row = '<p style="margin-left:{i}0px">{n} ({d}): {w}</p>'
    assert parents(comments(HEADING + rows(row))) == [None, 0, 1]


def test_the_count_above_is_read() -> None:
    """The lines stand where the page says so."""
    assert [tally.count for tally in tallies("<h3>Comments (7)</h3>" + rows("<p>{n} ({d}): {w}</p>"))] == [7]


NONE = {
    "an interview": "<h3>The discussion</h3><p><b>Q:</b> When?</p><p><b>A:</b> On June 3, 2003.</p>"
    "<p><b>Q:</b> Why?</p><p><b>A:</b> So.</p>",
    "a changelog": "<h3>Responses to feedback</h3><p>1.1 (2006-06-11): mended</p><p>1.2 (2006-06-12): mended</p>",
    "a timeline": "<h3>Response timeline</h3><p>Reported (3 June 2006): we wrote.</p><p>Confirmed (5 June 2006): they wrote.</p>",
    "updates": "<h3>Comments</h3><p>Update (3 June 2006): it is lit.</p><p>Update (4 June 2006): it is out.</p>",
    "minutes": "<h2>Discussion</h2><p>The chair opened.</p><p>Treasurer: the report for 3 June 2006.</p><p>Secretary: letters were answered.</p>",
    "prices": "<h3>Comments on prices</h3><p>Bread: 3.50<br>Date: 12 June 2006</p><p>Bread: 3.60<br>Date: 13 June 2006</p>",
    "a schedule": "<h3>Discussions</h3><ul><li>12 June 2006, 10:00: Room 1</li><li>13 June 2006, 10:00: Room 2</li></ul>",
    "recent comments": "<h3>Recent comments</h3><ul>"
    '<li>Ada (3 June 2006): <a href="/3.html">Title 3</a></li>'
    '<li>Bo (4 June 2006): <a href="/4.html">Title 4</a></li></ul>',
    "a list of posts": "<h3>Comment archive</h3>"
    '<p><b><a href="/3">A</a></b> (3 June 2006): so.</p><p><b><a href="/4">B</a></b> (4 June 2006): so.</p>',
    "references": "<h3>Replies in print</h3><p>Lind, A. (3.6.2003): Bread. Berlin.</p><p>Moore, H. (4.7.2004): Crusts. London.</p>",
    "a byline below": "<h3>Comments (0)</h3><p>Posted by Ada on 12 June 2006, filed under Bread.</p>",
    "facts below": "<h3>Comments</h3><p>Author: Ada<br>Date: 12 June 2006<br>Category: Bread</p>",
    "thoughts at the end": "<h3>Final thoughts</h3><p>Bread is good for you.</p><p>Ada Lind, 12 June 2006</p>",
    "birthdays": "<h3>Commentary</h3><p><b>Ada Lind</b> (3 June 1931): a baker.</p><p><b>Bo Young</b> (4 July 1940): a poet.</p>",
    "facts about a guest": "<h3>Response</h3><p>Name: Ada Lind<br>Born: 3 June 1931<br>Comment: our guest of the week</p>",
    "a year in review": "<h3>Thoughts on the year</h3><p>May (5 May 2006): so.</p><p>June (7 June 2006): so.</p><form><textarea></textarea></form>",
    "a post about comments": '<div class="post-1 post tag-comments"><p>Edge case: this has many tags.</p><p>1 June 2009 at 1:00 Ada</p></div>',
    "a call to write": "<h3>Comment</h3><p>Name: your name<br>Email: is never shown</p>",
}


def test_what_others_said_elsewhere_stands_above_the_title() -> None:
    """The newest comments of a blog, in a column that has no name."""
    column = '<b>Comments</b><br><a href="/1#c1">Ada</a> (3 June 2006): Thanks<br><a href="/2#c2">Bo</a> (4 June 2006): Great'
    html = (
        f"<html><body><table><tr><td>{column}</td><td><h1>A post</h1><p>Its words.</p></td></tr></table></body></html>"
    )
    assert document(html, URL).memo(comment_group) is None


@pytest.mark.parametrize("body", NONE.values(), ids=NONE.keys())
def test_other_lines_are_no_comments(body: str) -> None:
    assert comments(body) == []


def test_many_lines_take_no_longer_each() -> None:
    """Thousands of comments in one element."""
    body = HEADING + "<div>" + "<br>".join(f"Name{n} (3 March 2012): words {n}" for n in range(1000)) + "</div>"
    assert len(comments(body)) == 1000


@pytest.mark.parametrize("said", ["Comments", "3 Comments", "Comments (3)", "<b>Comments</b>"])
def test_a_heading_makes_what_is_below_it_comments(said: str) -> None:
    """So that the article is read without it, though no element has a name."""
    row = "<p><b>{n}</b> | {d}</p><p>{w}</p>"
    heading = said if said.startswith("<") else f"<h3>{said}</h3>"
    document = page(heading + rows(row))
    group = document.memo(comment_group)
    assert group is not None
    assert group.family.is_cued
    assert facts(comments(heading + rows(row))) == FACTS


def test_lines_in_preformatted_text() -> None:
    """There a line is a line."""
    assert facts(comments(f"{HEADING}<pre>{rows('{n}  {d}' + chr(10) + '{w}', between=chr(10) * 2)}</pre>")) == FACTS


def test_somebody_says_something_without_a_time() -> None:
    """A word for saying between a name that stands out and a colon tells it."""
    found = comments(HEADING + rows("<p><b>{n}</b> a dit : {w} Oui.</p>"), language="fr")
    assert facts(found) == [(name, None, f"{words} Oui.") for name, words in PEOPLE]


def test_the_themes_word_before_the_words_is_none_of_them() -> None:
    """ "schreibt:" stands between the name and the words."""
    found = comments(f"{HEADING}<ul>{rows('<li><b>{n}</b> schreibt: {w} So. <i>({d})</i></li>')}</ul>", language="de")
    assert [comment.text for comment in found] == [f"{words} So." for _, words in PEOPLE]


def test_answers_in_quotes_or_lists_stand_deeper() -> None:
    """Nested quotes and lists are the threads of pages made by hand."""
    first, second, third = (f"<p><b>{n}</b> | {i} March 2012</p><p>{w}</p>" for i, (n, w) in enumerate(PEOPLE, 1))
    body = f"{HEADING}<div>{first}<blockquote>{second}<blockquote>{third}</blockquote></blockquote>{first}</div>"
    assert parents(comments(body)) == [None, 0, 1, None]


@pytest.mark.parametrize(
    "row",
    [
        '<table><tr><td><img src="/dot.gif" width="{i}0" height="1"></td><td><b>{n}</b> {d}</td></tr><tr><td>{w}</td></tr></table>',
        '<table align="right" width="{left}%"><tr><td><b>{n}</b> {d}</td></tr><tr><td>{w}</td></tr></table>',
    ],
)
def test_widths_tell_who_answers(row: str) -> None:
    """A blank picture pushes an answer in, or its table is narrower."""
    row = row.replace("{left}%", "9{i}%") if "{left}" in row else row
    body = "".join(
        row.format(n=n, w=w, d=f"{i} March 2012 10:1{i}", i=5 - i if "align" in row else i)
        for i, (n, w) in enumerate(PEOPLE, 1)
    )
    assert parents(comments(HEADING + body)) == [None, 0, 1]


def test_portraits_of_different_sizes_tell_nothing() -> None:
    """Only where the picture is the same in all does its width push."""
    row = (
        '<table><tr><td><img src="/{i}.jpg" width="{i}0"></td><td><b>{n}</b> {d}</td></tr><tr><td>{w}</td></tr></table>'
    )
    assert parents(comments(HEADING + rows(row))) == [None, None, None]


def test_the_name_may_stand_in_the_picture() -> None:
    """Where nothing else names the writers."""
    row = '<div class="comment"><img class="avatar" src="/{i}.png" alt="{n}"><p>{w} I say.</p><i>{d}</i></div>'
    assert [comment.author.name for comment in comments(rows(row))] == [name for name, _ in PEOPLE]


def test_pictures_that_all_say_the_same_name_nobody() -> None:
    """ "Avatar" is the theme's word."""
    row = '<div class="comment" id="comment-{i}"><img class="avatar" src="/{i}.png" alt="Avatar"><p>{w} I say.</p><i>{d}</i></div>'
    assert [comment.author.name for comment in comments(rows(row))] == [None] * 3


def test_the_article_ends_where_loose_lines_begin() -> None:
    """Comments that stand right in the element that holds the article are no part of its text, nor of its HTML."""
    article = "".join(f"<p>Paragraph {n} of the article says what it has to say in some words.</p>" for n in range(4))
    loose = HEADING + rows("<b>{n}</b>, {d}<br>{w}<hr>") + '<a href="/c.cgi">Write one</a>'
    html = (
        f"<html><head><title>A post</title></head><body><table><tr><td>{article}{loose}</td></tr></table></body></html>"
    )
    taken = take_snapshot(Target(request=Request(url=URL)), Offline([document(html, URL).capture])).snapshot
    assert len(taken.comments) == 3
    post = taken.post.record
    assert (post.text or "").endswith("Paragraph 3 of the article says what it has to say in some words.")
    assert (post.html or "").endswith("says what it has to say in some words.</p>")


@pytest.mark.parametrize("broken", ["<diva<", "<b&", "<p=x"])
def test_names_that_no_element_may_have(broken: str) -> None:
    """libxml2 takes them from broken markup; the words in them stay."""
    row = f'<div class="comment" id="comment-{{i}}">{broken}><b class="author">{{n}}</b> {{d}}<br>{{w}} So.</div><i{broken}>x</i></div>'
    assert [comment.author.name for comment in comments(rows(row))] == [name for name, _ in PEOPLE]


def test_thousands_of_labels_are_no_form() -> None:
    """A glossary is looked through once."""
    assert comments(HEADING + "<br>".join(f"Term{n}: meaning {n}" for n in range(5000))) == []
