"""What the source says besides comments: counts, further pages, comments that a script loads, regions."""

import pytest

from blogarchive.model import Request
from blogarchive.sources import page_comments
from tests.sources.pages import URL, comments, findings, page, requests, said, tallies
from tests.sources.test_page_comments import WORDPRESS


@pytest.mark.parametrize(
    ("heading", "language", "count"),
    [
        ("<h3>21 Commentaires</h3>", "fr", 21),
        ("<h3>Comments (11)</h3>", "en", 11),
        ("<h2>3 thoughts on “10 things of 2012”</h2>", "en", 3),
        ("<h2>One thought on “10 things”</h2>", "en", 1),
        ("<h3>1.204 Reaktionen</h3>", "de", 1204),
        ("<h3>コメント (7)</h3>", "ja", 7),
        ("<h3>Athugasemdir: 5</h3>", "is", 5),
        ("<h3>Une réflexion sur « Deux choses »</h3>", "fr", 1),
        ("<h3>One Response to Edge case: no content</h3>", "en", 1),
        ("<h3>Trackbacks ( 2 ) Comments ( 20 )</h3>", "en", 22),
        ("<h3>20 comments, 2 trackbacks</h3>", "en", 22),
        ("<h3>20 comments on 2 ways of sending a trackback</h3>", "en", 20),
        ("<h3>“10 things of 2012” has 3 comments</h3>", "en", 3),
        ("<h3>「2010年の2つの話」に 3 件のコメント</h3>", "ja", 3),
        ('<h3>Write a comment: <script>$("input[name=cap]").val(3401);</script></h3>', "en", None),
        ("<h3>Eine Antwort schreiben</h3><form><textarea></textarea></form>", "de", None),
        ("<div id='comment-area'><b>Eine Antwort schreiben</b><form><textarea></textarea></form></div>", "de", None),
        ("<form><p>Your address will not be shown with the comment.</p></form>", "en", None),
        ("<h3>About comments</h3><h4>About comments 3 January 2012</h4>", "en", None),
        ("<h3>A post of 2012 that says nothing of a count</h3>", "en", None),
    ],
)
def test_claimed_counts(heading: str, language: str, count: int | None) -> None:
    body = WORDPRESS.replace("<h3>3 thoughts on “A post from 2012”</h3>", heading)
    claimed = tallies(body, language=language)
    assert [tally.count for tally in claimed] == ([] if count is None else [count])
    if claimed:
        assert claimed[0].raw is not None and claimed[0].raw in heading


@pytest.mark.parametrize(
    ("words", "language"), [("No comments", "en"), ("Keine Kommentare", "de"), ("0 commentaire", "fr")]
)
def test_none_is_a_claim_too(words: str, language: str) -> None:
    assert [tally.count for tally in tallies(f'<h3 id="comments">{words}</h3>', language=language)] == [0]


def test_all_comment_pages_are_asked_for_once() -> None:
    links = (
        '<div class="navigation"><a href="/2012/a-post/comment-page-1/#comments">1</a>'
        ' … <a href="/2012/a-post/comment-page-4/#comments">4</a></div>'
    )
    expected = [f"http://blog.example/2012/a-post/comment-page-{n}/" for n in (1, 2, 3, 4)]
    assert requests(links + WORDPRESS + links) == expected
    assert requests(WORDPRESS + links, url=expected[1]) == [expected[0], *expected[2:]]


def test_relative_comment_pages() -> None:
    assert requests('<a href="?p=7&amp;cpage=2#comments">Older</a>' + WORDPRESS) == [
        f"{URL}?p=7&cpage=1",
        f"{URL}?p=7&cpage=2",
    ]


@pytest.mark.parametrize(
    "row",
    [
        '<ul class="quip-pagination"><li><span>1</span></li><li><a href="{u}?start=8#quip">2</a></li></ul>',
        '<p>Pages: <b>1</b><a href="{u}?start=8#comments">2</a></p>',
        '<div class="pagination"><ul><li class="active"><span>1</span></li><li><a href="{u}?start=8">2</a></li></ul></div>',
        '<div>1 | <a href="?start=8">2</a></div>',
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_rows_of_pages_beside_the_comments(row: str, is_above: bool) -> None:
    """Told by a class of their own, or by numbers of which the page that is shown is no link."""
    made = row.format(u=URL)
    assert requests(made + WORDPRESS if is_above else WORDPRESS + made) == [f"{URL}?start=8"]


@pytest.mark.parametrize(
    "row",
    [
        '<p><a href="?mark=1">1</a> <a href="?mark=2">2</a> <a href="?mark=3">3</a></p>',
        '<p>1 <a href="/2012/another-post/?start=8">2</a></p>',
        '<p>1 <a href="#c2">2</a></p>',
        '<p>In 2012 there were 2 <a href="?list">3</a> of them, and nobody counted what came after that</p>',
    ],
)
def test_numbers_that_are_no_pages(row: str) -> None:
    """Marks to be given are all links; what leads to another post, or stays in the page, is no page of comments."""
    assert requests(WORDPRESS + row) == []


def test_the_query_may_name_the_post() -> None:
    """Where one program shows all posts, an address without the post's query is another page."""
    row = '<div class="pagination">1 <a href="/index.php?page/2">2</a> <a href="/index.php?post/7&amp;start=8">3</a></div>'
    url = "http://blog.example/index.php?post/7"
    found = said(page(WORDPRESS + row, url=url), url)
    asked = [item.url for item in found if isinstance(item, Request)]
    assert asked == ["http://blog.example/index.php?post/7&start=8"]


def test_addresses_of_comments_are_no_pages() -> None:
    assert requests(WORDPRESS.replace("a-post/#comment-7", "a-post/comment-page-3/#comment-7")) == []


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<div id="disqus_thread"></div><script src="https://x.disqus.com/embed.js"></script>', "Disqus"),
        ('<script data-isso="//c.example/" src="//c.example/js/embed.min.js"></script>', "Isso"),
        ('<script src="https://giscus.app/client.js"></script>', "giscus"),
        ('<button class="load-more-comments">Show more</button>', "button"),
    ],
)
def test_comments_that_are_not_in_the_page_are_said(markup: str, name: str) -> None:
    codes = {finding.code: finding.message for finding in findings(markup)}
    assert name in codes["comments-loaded-by-script"]


def test_nothing_is_said_where_all_are_there() -> None:
    assert findings('<script src="https://giscus.app/client.js"></script>' + WORDPRESS) == []


def test_closed_comments_are_said() -> None:
    assert [f.code for f in findings(WORDPRESS + '<p class="nocomments">Comments are closed.</p>')] == [
        "comments-closed"
    ]


def test_regions_hold_comments_and_forms_but_not_the_article() -> None:
    document = page(WORDPRESS + '<div id="respond"><form method="post"><textarea></textarea></form></div>')
    assert [element.get("id") for element in page_comments.regions(document)] == ["comments", "respond"]


def test_linear_in_comments() -> None:
    rows = "".join(
        f'<li id="comment-{n}"><b class="fn">Guest {n}</b> <i>5 March 2012 10:05</i><div class="text">Words {n}.</div></li>'
        for n in range(10_000)
    )
    assert len(comments(f"<ol>{rows}</ol>")) == 10_000


def test_pictures_round_the_name_are_none_of_the_words() -> None:
    """A face and a flag stand above the name, the writer's picture below the time. A face that leads where the name leads is the avatar."""
    record = (
        '<div class="comment" id="c{n}"><div><a href="http://{who}.example/"><img src="/faces/{n}.png"></a><img src="/flags/fr.png"> '
        '<a href="http://{who}.example/">{who}</a> <span>{n} May 2012, 10:1{n}</span></div><div>{words}</div></div>'
    )
    said = ['Rain again. <img src="/mine.png">', "And wind, all day.", '<img src="/only.png"> So it looks here.']
    page = "".join(
        record.format(n=number, who=who, words=words)
        for number, (who, words) in enumerate(zip(("Ada", "Ben", "Cem"), said, strict=True), 1)
    )
    found = comments(f"<h3>3 comments</h3>{page}")
    assert [comment.author.avatar for comment in found] == [f"http://blog.example/faces/{n}.png" for n in (1, 2, 3)]
    pictures = [[name for name in ("faces", "flags", "mine", "only") if name in (c.html or "")] for c in found]
    assert pictures == [["mine"], [], ["only"]]
