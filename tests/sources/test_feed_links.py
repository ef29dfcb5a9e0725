"""Which feed of a page is asked for what, and how few are asked."""

import pytest

from blogarchive.sources import comment_feed, entry_feed
from blogarchive.sources.feed_links import Carries, feed_links
from blogarchive.sources.head import post_key
from tests.sources.made import POST, context, document

RSS, ATOM = "application/rss+xml", "application/atom+xml"


def page(
    *links: tuple[str, str], url: str = POST, body: str = "", headers: tuple[tuple[str, str], ...] = ()
) -> list[list[str]]:
    """The comment feeds and the entry feeds that are asked for where a page links to these (type, address)."""
    head = "".join(f'<link rel="alternate" type="{kind}" href="{href}">' for kind, href in links)
    made = document(f"<html><head>{head}</head><body>{body}</body></html>", url, headers)
    return [
        [request.url for request in module.discover(made, context(made, url))] for module in (comment_feed, entry_feed)
    ]


def test_wordpress() -> None:
    """Three feeds in the head: the site's, its comments', the post's."""
    comments, entries = page((RSS, "/feed/"), (RSS, "/comments/feed/"), (RSS, f"{POST}feed/"))
    assert comments == [f"{POST}feed/"]
    assert entries == ["https://blog.example/feed/"]


def test_wordpress_with_plain_addresses() -> None:
    """The post's number stands in the query."""
    comments, entries = page(
        (RSS, "/?feed=rss2"),
        (RSS, "/?feed=comments-rss2"),
        (RSS, "/?feed=rss2&amp;p=7"),
        url="https://blog.example/?p=7",
    )
    assert comments == ["https://blog.example/?feed=rss2&p=7"]
    assert entries == ["https://blog.example/?feed=rss2"]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/index.php/feed/atom/archives/32/", "https://blog.example/index.php/archives/32/"),
        ("/feeds/77/comments/default", "https://blog.example/2012/10/notes.html"),
        ("/index.php?feed/atom/comments/42", "https://blog.example/index.php?post/2012/10/27/notes"),
        ("/rss.php?version=2.0&amp;type=comments&amp;cid=21", "https://blog.example/index.php?/archives/21-Notes.html"),
        ("/2010/05/hello/atom/comments", "https://blog.example/2010/05/hello"),
        ("/blog/hello/comments.xml", "https://blog.example/blog/hello"),
        ("/blog/hello.atom", "https://blog.example/blog/hello"),
        ("/2005/05/hello/comments/atom.xml", "https://blog.example/2005/05/hello.html"),
        ("/blog1.php/2010/05/hello?tempskin=_rss2&amp;disp=comments", "https://blog.example/blog1.php/2010/05/hello"),
        ("/?x=entry:entry100522-221400;comments:1;feed:rss2", "https://blog.example/?x=entry:entry100522-221400"),
        ("/2010/05/hello/comments/feed:atom", "https://blog.example/2010/05/hello/"),
    ],
)
def test_other_engines_by_rule(href: str, url: str) -> None:
    """The post's own address with feed words in it, or a feed of comments with a number."""
    assert page((ATOM, "/atom.xml"), (ATOM, href), url=url)[0] == [f"https://blog.example{href.replace('&amp;', '&')}"]


def test_atom_goes_first_and_one_is_enough() -> None:
    """Three formats of one feed are one feed."""
    assert page((RSS, f"{POST}feed/"), (ATOM, f"{POST}feed/atom/"), ("application/rdf+xml", f"{POST}feed/rdf/"))[0] == [
        f"{POST}feed/atom/"
    ]


def test_a_site_s_comments_are_asked_only_where_the_post_has_no_feed() -> None:
    """Its newest ten may hold some of the post's."""
    assert page((RSS, "/feed/"), (RSS, "/comments/feed/"))[0] == ["https://blog.example/comments/feed/"]


def test_a_link_in_the_page_counts() -> None:
    """Old themes name the post's feed only under the post; feeds of other posts are never asked."""
    body = f'<a href="{POST}feed/">RSS</a> <a href="/2010/06/other/feed/">other</a> <a href="{POST}#comments">3</a>'
    assert page((RSS, "/feed/"), body=body)[0] == [f"{POST}feed/"]


def test_a_post_about_feeds_is_no_feed() -> None:
    """Words of a title in an address mean nothing; nor does a type that somebody gave a link to the post itself."""
    url = "https://blog.example/index.php?/archives/22-Notes-on-feeds-and-rss-comments-5.html"
    body = f'<a href="{url}">1</a> <a href="/archives/23-More-on-atom-comments-7.html">2</a> <a type="{RSS}" href="{url}">3</a>'
    assert page(url=url, body=body)[0] == []


def test_link_headers_count() -> None:
    """RFC 8288."""
    headers = (("Link", f'<{POST}feed/>; rel="alternate"; type="{RSS}"; title="a, b", </x>; rel=next'),)
    assert page(headers=headers)[0] == [f"{POST}feed/"]


def test_conventions_only_where_the_engine_is_known() -> None:
    """A page that links to no feed is asked for one only if its engine is sure to have it."""
    assert page() == [[], []]
    mark = '<script src="/wp-content/themes/x/a.js"></script>'
    assert page(body=mark)[0] == [f"{POST}feed/"]
    assert page(body=mark, url=f"{POST}comment-page-2/#comment-3")[0] == [f"{POST}feed/"]
    number = '<input type="hidden" name="comment_post_ID" value="7">'
    assert page(body=mark + number, url="https://blog.example/?p=7")[0] == ["https://blog.example/?feed=rss2&p=7"]
    s9y = '<input name="serendipity[name]">'
    assert page(body=s9y, url="https://blog.example/index.php?/archives/22-Notes.html")[0] == [
        "https://blog.example/rss.php?version=atom1.0&type=comments&cid=22"
    ]
    told = "<p>Themes style <code>serendipity_entry</code>.</p>"
    assert page(body=told, url="https://blog.example/index.php?/archives/22-Notes.html") == [[], []]
    dotclear = '<script src="/index.php?pf=util.js"></script><article id="p42"></article>'
    assert page((ATOM, "/index.php?feed/atom"), body=dotclear, url="https://blog.example/index.php?post/2012/notes")[
        0
    ] == ["https://blog.example/index.php?feed/atom/comments/42"]


def test_feeds_that_are_called_xml() -> None:
    """Their type says only that they are XML; oEmbed's says more."""
    found = page(
        ("text/xml", "/blog1.php?tempskin=_rss2"), ("text/xml+oembed", "/oembed?format=xml"), ("text/xml", "/sitemap")
    )
    assert found == [[], ["https://blog.example/blog1.php?tempskin=_rss2"]]
    assert page(("text/xml", "/blog1.php?tempskin=_rss2&amp;disp=comments"))[1] == []


def test_feeds_of_categories_are_not_the_site_s() -> None:
    """They hold other posts; the shallowest feed is the main one."""
    assert page((RSS, "/category/web/feed/"), (RSS, "/feed/"))[1] == ["https://blog.example/feed/"]


def test_what_is_no_feed() -> None:
    """oEmbed, translations, styles and addresses of other kinds are left alone."""
    made = document(
        '<link rel="alternate" type="application/json+oembed" href="/o"><link rel="alternate" hreflang="fr" href="/fr/">'
        f'<link rel="stylesheet" type="{RSS}" href="/s"><link rel="alternate" type="{RSS}" href="javascript:x">'
    )
    assert feed_links(made) == ()


def test_a_home_page_has_no_comments() -> None:
    """Its feed is the site's, though it is under the page's own address."""
    made = document(f'<link rel="alternate" type="{RSS}" href="/feed/">', "https://blog.example/")
    assert [link.carries for link in feed_links(made)] == [Carries.ENTRIES]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (POST, "http://www.old.example/2010/05/Hello"),
        (POST, f"{POST}comment-page-3/#comment-12"),
        (POST, f"{POST}?cpage=2&utm_source=x"),
        ("https://b.example/?p=7", "https://b.example/?cpage=1&p=7#comments"),
        ("https://b.example/n/", "https://b.example/n/comments/#comment100522-233118"),
        ("https://b.example/?x=entry:e1", "https://b.example/?x=entry:e1;comments:1#comment-12"),
        ("https://b.example/caf%C3%A9", "https://b.example/café/"),
        ("https://b.example/n.html", "https://b.example/n.html?showComment=1274562251000#c12"),
    ],
)
def test_addresses_of_one_post(one: str, other: str) -> None:
    """Hosts change, pages of comments are views."""
    assert post_key(one) == post_key(other) != ""


@pytest.mark.parametrize("other", ["https://b.example/?p=8", "https://b.example/", "https://b.example/7"])
def test_addresses_of_others(other: str) -> None:
    """Another number is another post."""
    assert post_key("https://b.example/?p=7") != post_key(other)
