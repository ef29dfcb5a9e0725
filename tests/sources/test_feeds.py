"""Comment feeds and entry feeds of all kinds say what they hold, and only about the post that was asked for."""

from datetime import datetime

import pytest

from blogarchive.errors import SourceError
from blogarchive.model import Comment, Evidence, Kind, Origin, Person, Precision
from blogarchive.sources import comment_feed, entry_feed
from tests.sources.made import POST, document, heard

FEED = f"{POST}feed/"

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/">
<channel><title>Comments on: Hello</title><link>{link}</link>{head}{items}</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:os="http://a9.com/-/spec/opensearchrss/1.0/">
<title>Comments on Hello</title><id>tag:blog.example,2010:x</id><updated>2010-05-22T20:00:00Z</updated>
<link rel="alternate" href="https://blog.example/2010/05/hello/"/>{head}{entries}</feed>"""


def rss(*items: str, link: str = POST, head: str = "") -> str:
    """An RSS 2.0 feed of comments."""
    return RSS.format(link=link, head=head, items="".join(f"<item>{item}</item>" for item in items))


def atom(*entries: str, head: str = "") -> str:
    """An Atom feed of comments."""
    return ATOM.format(head=head, entries="".join(f"<entry>{entry}</entry>" for entry in entries))


def item(number: int, who: str = "Ann", words: str = "Good words.", post: str = POST) -> str:
    """A usual RSS item of a comment."""
    return (
        f"<title>By: {who}</title><link>{post}#comment-{number}</link><dc:creator><![CDATA[{who}]]></dc:creator>"
        f"<pubDate>Sat, 22 May 2010 21:{number % 60:02d}:11 +0200</pubDate><guid isPermaLink='false'>http://old.example/?p=7#comment-{number}</guid>"
        f"<description><![CDATA[{words[:9]}]]></description><content:encoded><![CDATA[<p>{words}</p>]]></content:encoded>"
    )


def test_an_rss_item_becomes_a_comment() -> None:
    """Number, permalink, name, exact time with offset and the full words, not the excerpt."""
    said = heard(comment_feed.read, rss(item(12, words="Good <em>words</em>.")), FEED)
    (comment,) = said.comments
    assert comment.native_id == "12"
    assert comment.url == f"{POST}#comment-12"
    assert comment.author.name == "Ann"
    assert comment.text == "Good words."
    assert comment.html == "<p>Good <em>words</em>.</p>"
    assert comment.parent is None
    assert comment.published is not None
    assert comment.published.local == datetime(2010, 5, 22, 21, 12, 11)
    assert (comment.published.offset, comment.published.precision) == (120, Precision.SECOND)
    assert said.evidence[0].origin.source == "comment_feed"


def test_atom_tells_threads() -> None:
    """`thr:in-reply-to` names a comment by its id; the post itself is nobody's parent."""
    entry = (
        "<title>By: {who}</title><id>http://old.example/?p=7#comment-{n}</id><link href='" + POST + "#comment-{n}'/>"
        "<author><name>{who}</name><uri>http://{who}.example/</uri></author><published>2010-05-22T19:12:11Z</published>"
        "<content type='html'>&lt;p&gt;Yes.&lt;/p&gt;</content><thr:in-reply-to ref='http://old.example/?p=7{up}'/>"
    )
    said = heard(
        comment_feed.read,
        atom(entry.format(who="ann", n=12, up=""), entry.format(who="bob", n=13, up="#comment-12")),
        FEED,
    )
    assert [(c.native_id, c.parent, c.author.url) for c in said.comments] == [
        ("12", None, "http://ann.example/"),
        ("13", "12", "http://bob.example/"),
    ]


def test_a_parent_may_be_named_by_a_guid_or_a_related_link() -> None:
    """An id that says nothing by itself is looked up in the feed; Blogger links the parent as `related`."""
    said = heard(
        comment_feed.read,
        atom(
            f"<id>urn:x:a</id><link href='{POST}#c811'/><title>t</title><author><name>A</name></author><content>one</content>",
            f"<id>urn:x:b</id><link href='{POST}#c812'/><title>t</title><content>two</content><thr:in-reply-to ref='urn:x:a'/>",
            f"<id>urn:x:c</id><link href='{POST}#c813'/><title>t</title><content>three</content>"
            "<link rel='related' href='https://www.blogger.example/feeds/1/7/comments/default/812'/>",
        ),
        FEED,
    )
    assert [(c.native_id, c.parent) for c in said.comments] == [("811", None), ("812", "811"), ("813", "812")]


@pytest.mark.parametrize("words", ["In reply to", "En réponse à", "Als Antwort auf"])
def test_the_prefix_that_names_the_parent_is_read_and_taken_away(words: str) -> None:
    """WordPress puts it before the text, in its own language."""
    text = f'{words} <a href="{POST}comment-page-1/#comment-12">Ann</a>.</p>\n<p>I agree.'
    (comment,) = heard(comment_feed.read, rss(item(13, words=text)), FEED).comments
    assert (comment.parent, comment.text, comment.html) == ("12", "I agree.", "<p>I agree.</p>")


def test_a_link_in_a_sentence_is_no_prefix() -> None:
    """Only a paragraph that is nothing but a short phrase and the link is one."""
    text = f'What <a href="{POST}#comment-12">Ann said there</a> is wrong in nine ways, I think.</p><p>Really.'
    (comment,) = heard(comment_feed.read, rss(item(13, words=text)), FEED).comments
    assert comment.parent is None
    assert comment.text is not None
    assert comment.text.startswith("What Ann said")


def test_a_description_is_text_as_typed() -> None:
    """Without content and without markup, line ends mean paragraphs and breaks."""
    said = heard(
        comment_feed.read,
        rss(
            f"<link>{POST}#c5</link><author>no@mail.example (Zoë)</author><description>One\ntwo\n\nthree &amp;lt;b&amp;gt;</description>"
        ),
        FEED,
    )
    (comment,) = said.comments
    assert (comment.native_id, comment.author.name, comment.text) == ("5", "Zoë", "One\ntwo\n\nthree <b>")


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["By: Ann", "By: Anne"], ["Ann", "Anne"]),
        (["Par : Cath"], ["Cath"]),
        (["Hello - Ann", "Hello - Bob Stone"], ["Ann", "Bob Stone"]),
        (["Ann: Hello, world", "Bob: Hello, world"], ["Ann", "Bob"]),
        (["Ann on Hello", "Bob on Hello"], ["Ann", "Bob"]),
        (["Ann", "李雷"], ["Ann", "李雷"]),
    ],
)
def test_names_that_stand_only_in_titles(titles: list[str], names: list[str]) -> None:
    """What all titles share is not the name, in any language."""
    items = [f"<title>{title}</title><link>{POST}#c{n}</link>" for n, title in enumerate(titles)]
    assert [c.author.name for c in heard(comment_feed.read, rss(*items), FEED).comments] == names


def test_only_this_post_s_comments_count() -> None:
    """A feed of the whole site holds others' too; a guid may have an old host."""
    other = "https://blog.example/2010/06/other/"
    said = heard(comment_feed.read, rss(item(12), item(20, post=other), link="https://blog.example/"), FEED)
    assert [c.native_id for c in said.comments] == ["12"]


def test_pages_of_comments_are_the_same_post() -> None:
    """WordPress links each comment on its page."""
    said = heard(comment_feed.read, rss(item(12, post=f"{POST}comment-page-2/"), link="https://blog.example/"), FEED)
    assert [c.native_id for c in said.comments] == ["12"]


def test_a_pingback_is_told_by_its_form() -> None:
    """WordPress stores "[…] words [...]" for a pingback."""
    (comment,) = heard(comment_feed.read, rss(item(12, words="[&#8230;] said so [&#8230;]")), FEED).comments
    assert comment.kind is Kind.PINGBACK


def test_the_form_of_a_locked_post_is_nobody_s_words() -> None:
    """Who answered and when is told, what was said is not."""
    form = (
        "<form action='/wp-login.php?action=postpass'>Password: <input name=\"post_password\" type='password'></form>"
    )
    (comment,) = heard(comment_feed.read, rss(item(12, words=form)), FEED).comments
    assert (comment.native_id, comment.author.name, comment.text, comment.html) == ("12", "Ann", None, None)


def test_a_limited_feed_says_so() -> None:
    """Ten items, and others know of more: only the newest are shown."""
    known = Comment(native_id="3", author=Person(name="Old"), text="first")
    evidence = (Evidence(record=known, origin=Origin(source="page", url=POST)),)
    feed = rss(*(item(n) for n in range(11, 21)))
    assert heard(comment_feed.read, feed, FEED, evidence=evidence).cut == "the feed shows only its newest 10 comments"
    assert heard(comment_feed.read, feed, FEED).cut is None
    assert heard(comment_feed.read, rss(item(11)), FEED, evidence=evidence).cut is None


def test_a_total_is_a_claim_and_a_next_page_is_asked() -> None:
    """OpenSearch's count becomes a tally; RFC 5005's next link a request."""
    entry = f"<id>x</id><link href='{POST}#c1'/><title>t</title><content>one</content>"
    total = "<os:totalResults>30</os:totalResults>"
    said = heard(comment_feed.read, atom(entry, head=total), FEED)
    assert [(t.what, t.count) for t in said.tallies] == [("comments", 30)]
    assert said.cut == "the feed shows 1 of 30 comments"
    said = heard(comment_feed.read, atom(entry, head=f"{total}<link rel='next' href='{FEED}?start=2'/>"), FEED)
    assert [r.url for r in said.requests] == [f"{FEED}?start=2"]
    assert said.cut is None


def test_the_atom_twin_is_asked_where_rss_is_flat() -> None:
    """WordPress's RSS names no parents in old versions; its Atom does."""
    generator = "<generator>https://wordpress.org/?v=4.9</generator>"
    flat = heard(comment_feed.read, rss(item(12), item(13), head=generator), FEED)
    assert [r.url for r in flat.requests] == [f"{POST}feed/atom/"]
    plain = heard(comment_feed.read, rss(item(12), item(13), head=generator), "https://blog.example/?feed=rss2&p=7")
    assert [r.url for r in plain.requests] == ["https://blog.example/?feed=atom&p=7"]
    page = document('<script src="/wp-includes/js/a.js"></script>')
    unsigned = heard(comment_feed.read, rss(item(12), item(13)), FEED, page=page)
    assert [r.url for r in unsigned.requests] == [f"{POST}feed/atom/"]
    assert not heard(comment_feed.read, rss(item(12), item(13)), FEED).requests
    reply = f'Re: <a href="{POST}#comment-12">Ann</a>.</p><p>Yes.'
    assert not heard(comment_feed.read, rss(item(12), item(13, words=reply), head=generator), FEED).requests


def test_an_entry_feed_gives_the_post() -> None:
    """Exact times, tags, the number of responses; other entries are nobody's business."""
    entry = (
        f"<title>Hello</title><link>{POST}</link><dc:creator>Cath</dc:creator><pubDate>Sat, 22 May 2010 18:47:29 +0000</pubDate>"
        "<category>web</category><category>life</category><guid>http://old.example/?p=7</guid><slash:comments>21</slash:comments>"
        "<description>Short [&amp;#8230;]</description><content:encoded>&lt;p&gt;All of it.&lt;/p&gt;</content:encoded>"
    )
    other = "<title>Other</title><link>https://blog.example/other/</link><slash:comments>3</slash:comments>"
    said = heard(entry_feed.read, rss(other, entry, link="https://blog.example/"), "https://blog.example/feed/")
    (post,) = said.posts
    assert (post.title, post.text, post.tags) == ("Hello", "All of it.", ("web", "life"))
    assert [person.name for person in post.authors] == ["Cath"]
    assert post.published is not None
    assert post.published.utc is not None
    assert post.published.utc.isoformat() == "2010-05-22T18:47:29+00:00"
    assert [(t.what, t.count) for t in said.tallies] == [("comments", 21)]
    assert not said.comments


def test_a_site_s_name_is_no_part_of_a_title() -> None:
    """Movable Type's templates append it."""
    entry = f"<title>Hello - again - A blog</title><link>{POST}</link><slash:comments>1</slash:comments>"
    feed = rss(entry, link="https://blog.example/").replace("Comments on: Hello", "A blog")
    assert [post.title for post in heard(entry_feed.read, feed).posts] == ["Hello - again"]


def test_an_entry_names_the_feed_of_its_comments() -> None:
    """Asked where the page itself names none: `wfw:commentRss`, or Atom's `rel="replies"`."""
    entry = f"<title>Hello</title><link>{POST}</link><wfw:commentRss>{FEED}</wfw:commentRss>"
    feed = rss(entry, link="https://blog.example/")
    asked = heard(entry_feed.read, feed, page=document("<p>x</p>")).requests
    assert [(r.url, r.source) for r in asked] == [(FEED, "comment_feed")]
    named = document(f'<link rel="alternate" type="application/rss+xml" href="{FEED}">')
    assert not heard(entry_feed.read, feed, page=named).requests
    atom_entry = f"<id>x</id><title>t</title><link href='{POST}'/><link rel='replies' type='application/atom+xml' href='{FEED}'/>"
    assert [r.url for r in heard(entry_feed.read, atom(atom_entry).replace(POST, f"{POST}x", 1)).requests] == [FEED]


def test_flatpress_labels_its_wall_clock_as_greenwich() -> None:
    """The time of the blog's own clock is kept, the offset is not believed."""
    feed = rss(item(12), head="<generator>FlatPress fp-1.2</generator>")
    (comment,) = heard(comment_feed.read, feed, FEED).comments
    assert comment.published is not None
    assert (comment.published.local, comment.published.offset) == (datetime(2010, 5, 22, 21, 12, 11), None)


def test_a_summary_is_not_the_post_s_text() -> None:
    """An excerpt would look like a very short article."""
    entry = f"<title>Hello</title><link>{POST}</link><description>Short words</description>"
    (post,) = heard(entry_feed.read, rss(entry, link="https://blog.example/"), "https://blog.example/feed/").posts
    assert (post.title, post.text, post.html) == ("Hello", None, None)


def test_a_json_feed_reads_like_any_other() -> None:
    """JSON Feed 1.1, with text instead of HTML."""
    feed = """{"version": "https://jsonfeed.org/version/1.1", "title": "Blog", "items": [{"id": 7, "url": "%s", "title": "Hello",
      "content_text": "One <b>\\n\\ntwo", "date_published": "2010-05-22T20:47:29+02:00", "authors": [{"name": "Cath"}], "tags": ["web"]}]}"""
    (post,) = heard(entry_feed.read, feed % POST, "https://blog.example/feed.json").posts
    assert (post.title, post.text, post.tags, post.authors[0].name) == ("Hello", "One <b>\n\ntwo", ("web",), "Cath")
    assert post.published is not None
    assert post.published.offset == 120


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1:9/feed",
        "<html><body><h1>Not here</h1></body></html>",
        "{}",
        '{"version": "1"}',
        "[1, 2]",
        "\x00\x01\x02",
        "{" * 5000,
    ],
)
def test_what_is_no_feed_is_said_to_be_none(body: str) -> None:
    """An error page, nothing, a path: nothing is opened, nothing invented."""
    with pytest.raises(SourceError, match="is not a feed"):
        heard(comment_feed.read, body, FEED)


def test_outer_entities_are_never_read() -> None:
    """XXE: neither a file nor an address may be opened through an entity."""
    hostile = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(item(12, words="&x;")).split("?>", 1)[1]
    said = heard(comment_feed.read, f'<?xml version="1.0"?>{hostile}', FEED)
    assert "root:" not in "".join(str(c.text) for c in said.comments)


def test_entities_that_explode_stay_small() -> None:
    """Billion laughs: no gigabytes of text."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'
    body = (
        f'<?xml version="1.0"?>{doctype}'
        + rss(f"<link>{POST}#c1</link><description>&l9;</description>").split("?>", 1)[1]
    )
    said = heard(comment_feed.read, body, FEED)
    assert sum(len(c.text or "") for c in said.comments) < 10_000


def test_sloppy_xml_keeps_its_words() -> None:
    """Bare ampersands, HTML entities and a cut end are common in old feeds."""
    body = rss(f"<title>By: AT&T</title><link>{POST}#c1</link><description>R&D&nbsp;works</description>").replace(
        "</channel></rss>", ""
    )
    (comment,) = heard(comment_feed.read, body, FEED).comments
    assert comment.author.name == "AT&T"
    assert comment.text is not None
    assert comment.text.split() == ["R&D", "works"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("utf-8", "utf-8"), ("windows-1252", "windows-1252")],
)
def test_a_wrong_charset_is_put_right(declared: str, encoding: str) -> None:
    """The bytes decide, not what the prolog says."""
    entry = f"<id>x</id><link href='{POST}#c12'/><author><name>Zoë</name></author><content>déjà vu</content>"
    for feed in (rss(item(12, who="Zoë", words="déjà vu")), atom(entry)):
        body = feed.replace("UTF-8", declared).encode(encoding)
        (comment,) = heard(comment_feed.read, body, FEED).comments
        assert (comment.author.name, comment.text) == ("Zoë", "déjà vu")


def test_a_name_is_a_name() -> None:
    """Some engines put markup into it, some escape it twice."""
    items = [
        f"<link>{POST}#c{n}</link><dc:creator>{name}</dc:creator>"
        for n, name in enumerate(
            ["&lt;a href='/u'&gt;Ann&lt;/a&gt;", "Ann &amp;amp; Co", "Ann &amp;lt;3", "Söhne &lt;GmbH&gt;"]
        )
    ]
    assert [c.author.name for c in heard(comment_feed.read, rss(*items), FEED).comments] == [
        "Ann",
        "Ann & Co",
        "Ann <3",
        "Söhne",
    ]


def test_a_feed_is_parsed_once() -> None:
    """Both readers share the work."""
    from blogarchive.sources.feeds import feed_of

    one = document(rss(item(12)), FEED)
    assert feed_of(one) is feed_of(one)
