"""What a page says for machines, in each of its dialects, however sloppily written, and only about its own post."""

import time
from datetime import datetime

import pytest

from blogarchive.model import Post
from blogarchive.sources import structured
from blogarchive.sources.json_ld import loads_sloppy
from tests.sources.made import POST, heard


def ld(text: str) -> str:
    """A page with this JSON-LD."""
    return f'<html><head><script type="application/ld+json">{text}</script></head><body></body></html>'


LD_POST = (
    '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "@id": "#site", "name": "A blog"}, {"@type": "Person", "@id": "#cath",'
    ' "name": "Cath", "url": "/cath"}, {"@type": ["Article", "BlogPosting"], "headline": "Hello &amp; you", "mainEntityOfPage": {"@id": "'
    + POST
    + '"}, "author": {"@id": "#cath"}, "isPartOf": {"@id": "#site"}, "datePublished": "2010-05-22T20:47:29+02:00", "keywords": "web, life",'
    ' "articleSection": ["Notes"], "inLanguage": "fr-FR", "commentCount": 3, "image": {"@type": "ImageObject", "url": "/i.jpg"},'
    ' "license": "https://creativecommons.org/licenses/by/4.0/", "comment": [{"@type": "Comment", "@id": "#comment-12", "text": "One.",'
    ' "author": {"name": "Ann"}, "dateCreated": "2010-05-22T21:00:00Z", "comment": [{"@type": "Comment", "url": "#comment-13", "text": "Two",'
    ' "author": "Bob"}]}, {"@type": "Comment", "text": "nameless"}]}]}'
)


def test_json_ld() -> None:
    """The graph is followed, the nested comments are threads, the number of comments is a claim."""
    said = heard(structured.read, ld(LD_POST))
    post = said.posts[0]
    assert (post.title, post.site, post.language, post.tags, post.categories) == (
        "Hello & you",
        "A blog",
        "fr-FR",
        ("web", "life"),
        ("Notes",),
    )
    assert [(person.name, person.url) for person in post.authors] == [("Cath", "https://blog.example/cath")]
    assert (post.lead_image, post.license) == (
        "https://blog.example/i.jpg",
        "https://creativecommons.org/licenses/by/4.0/",
    )
    assert post.published is not None
    assert (post.published.local, post.published.offset) == (datetime(2010, 5, 22, 20, 47, 29), 120)
    assert [(c.native_id, c.author.name, c.text, c.parent) for c in said.comments] == [
        ("12", "Ann", "One.", None),
        ("13", "Bob", "Two", "12"),
    ]
    assert [(t.what, t.count) for t in said.tallies] == [("comments", 3)]


def test_another_post_s_node_is_not_this_post() -> None:
    """A list of related posts, or a product's review."""
    other = '{"@type": "Article", "url": "https://blog.example/other/", "headline": "Other", "commentCount": 9}'
    assert not heard(structured.read, ld(other)).posts
    own = f'{{"@type": "BlogPosting", "url": "{POST}", "headline": "Mine"}}'
    assert [post.title for post in heard(structured.read, ld(f"[{other}, {own}]")).posts] == ["Mine"]


def test_a_node_is_known_by_its_headline() -> None:
    """A page saved under another address still says which node it is about."""
    page = ld('{"@type": "Article", "url": "https://new.example/1", "headline": "Hello"}').replace(
        "<head>", '<head><meta property="og:title" content="Hello">'
    )
    assert heard(structured.read, page).posts[0].title == "Hello"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1, 2,], }',
        '<!-- {"a": [1, 2]} -->',
        '//<![CDATA[\n{"a": [1, 2]}\n//]]>',
        '/*<![CDATA[*/ {"a": [1, 2]} /*]]>*/',
        '{"a": [1, 2]};',
        "{&quot;a&quot;: [1, 2]}",
    ],
)
def test_json_of_templates(text: str) -> None:
    """Trailing commas, wrappings, escapes."""
    assert loads_sloppy(text) == {"a": [1, 2]}


def test_strings_are_not_repaired() -> None:
    """A comma before a bracket within a string stays; line ends and tabs in strings are let through."""
    assert loads_sloppy('{"a": "x,]", "b": "y\n\tz",}') == {"a": "x,]", "b": "y\n\tz"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "3",
        "{",
        "[" * 100_000,
        '{"@graph": 5}',
        '{"@type": "Article", "author": [[]], "comment": {"comment": 5}}',
    ],
)
def test_hostile_json_ld(text: str) -> None:
    """No crash, nothing invented."""
    assert not heard(structured.read, ld(text)).comments


def test_references_in_a_circle() -> None:
    """A comment that answers itself by reference is read once."""
    text = (
        '{"@graph": [{"@type": "BlogPosting", "url": "%s", "comment": {"@id": "#comment-1"}}, {"@id": "#comment-1", "@type": "Comment",'
        ' "text": "One", "author": "Ann", "comment": [{"@id": "#comment-1"}]}]}'
    )
    assert [c.native_id for c in heard(structured.read, ld(text % POST)).comments] == ["1"]


def test_metas() -> None:
    """OpenGraph, article:* and plain metas; times keep their offset."""
    head = """<html lang="fr"><head><link rel="canonical" href="/2010/05/hello/"><link rel="license" href="/cc">
    <meta name="generator" content="WordPress 6.1"><link rel="shortlink" href="https://blog.example/?p=7">
    <meta property="og:title" content="Hello – A blog"><meta property="og:site_name" content="A blog"><meta property="og:image" content="/i.jpg">
    <meta property="article:published_time" content="2010-05-22T20:47:29+02:00"><meta property="article:modified_time" content="2011-01-02">
    <meta property="article:author" content="https://social.example/cath"><meta name="author" content="By Cath">
    <meta property="article:tag" content="web"><meta property="article:tag" content="life"><meta property="article:section" content="Notes">
    <meta name="keywords" content="cheap, hosting"></head>"""
    (post,) = heard(structured.read, head).posts
    assert (post.title, post.site, post.language, post.platform, post.native_id) == (
        "Hello",
        "A blog",
        "fr",
        "WordPress 6.1",
        "7",
    )
    assert (post.canonical_url, post.license, post.lead_image) == (
        POST,
        "https://blog.example/cc",
        "https://blog.example/i.jpg",
    )
    assert (post.tags, post.categories, [person.name for person in post.authors]) == (
        ("web", "life"),
        ("Notes",),
        ["Cath"],
    )
    assert post.published is not None
    assert post.updated is not None
    assert (post.published.offset, post.updated.isoformat()) == (120, "2011-01-02")


def test_citation_metas() -> None:
    """Highwire's form of dates, several authors."""
    people = "".join(f'<meta name="citation_author" content="{name}">' for name in "AB")
    head = f'<meta name="citation_publication_date" content="2010/5/22">{people}'
    (post,) = heard(structured.read, head).posts
    assert post.published is not None
    assert post.published.isoformat() == "2010-05-22"
    assert [person.name for person in post.authors] == ["A", "B"]


def test_an_empty_page_says_nothing() -> None:
    """No evidence is better than empty evidence."""
    assert not heard(structured.read, "<html><body><p>Words</p></body></html>").evidence


MICRODATA = f"""<article itemscope itemtype="https://schema.org/BlogPosting"><h1 itemprop="headline">Hello</h1>
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/cath"><span itemprop="name">Cath</span></a></span>
<time itemprop="datePublished" datetime="2010-05-22T20:47">22 May</time><meta itemprop="interactionCount" content="UserComments:2">
<div itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="comment-12">
<p itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Ann</span></p><a itemprop="url" href="{POST}#comment-12">
<time itemprop="dateCreated" datetime="2010-05-22T21:00:00+02:00">x</time></a>
<div itemprop="text"><p>One</p><p>two</p></div></div>
<div itemscope itemtype="http://schema.org/UserComments"><span itemprop="creator">Bob</span><p itemprop="commentText">Three</p></div></article>"""


def test_microdata() -> None:
    """Old and new names of properties; what stands in an item within belongs to that."""
    said = heard(structured.read, MICRODATA)
    post = said.posts[0]
    assert (post.title, [person.name for person in post.authors]) == ("Hello", ["Cath"])
    assert post.published is not None
    assert post.published.isoformat() == "2010-05-22T20:47:00"
    assert [(c.native_id, c.author.name, c.text) for c in said.comments] == [
        ("12", "Ann", "One\n\ntwo"),
        (None, "Bob", "Three"),
    ]
    assert [(t.what, t.count) for t in said.tallies] == [("comments", 2)]


ARTICLE = 'itemscope itemtype="https://schema.org/Article"'


@pytest.mark.parametrize(
    "page",
    [
        f"<div {ARTICLE}>" + "<div>" * 1000 + "<span itemprop=name>x</span>" * 20_000,
        f"<div {ARTICLE}>" * 500 + "<span itemprop=name>x</span>" * 20_000,
        f"<div {ARTICLE}><span itemprop=name>x</span></div>" * 10_000,
    ],
    ids=["deep", "nested", "many"],
)
def test_microdata_takes_bounded_time(page: str) -> None:
    """However the items of a page are put into each other; on a slow, busy machine."""
    started = time.monotonic()
    heard(structured.read, page)
    assert time.monotonic() - started < 10


def test_an_item_that_forgot_to_say_so_has_its_properties() -> None:
    """`itemtype` without `itemscope`."""
    said = heard(structured.read, '<div itemtype="https://schema.org/Article"><p itemprop="headline">Hello</p></div>')
    assert [post.title for post in said.posts] == ["Hello"]


MICROFORMATS = f"""<article class="h-entry"><h1 class="p-name">Hello</h1><a class="u-url" href="{POST}">#</a>
<a class="p-author h-card" href="/cath">Cath</a><time class="dt-published" datetime="2010-05-22 20:47:29+0200">x</time>
<a class="p-category">web</a><div class="e-content"><p>Words</p></div>
<div class="u-comment h-cite" id="c12"><a class="p-author h-card" href="https://ann.example/">Ann</a><a class="u-url" href="{POST}#c12">
<time class="dt-published" datetime="2010-05-22T21:00:00+02:00">x</time></a><p class="p-content">One</p></div></article>"""


def test_microformats() -> None:
    """h-entry and its responses."""
    said = heard(structured.read, MICROFORMATS)
    (post,) = said.posts
    assert (post.title, post.tags, [(p.name, p.url) for p in post.authors]) == (
        "Hello",
        ("web",),
        [("Cath", "https://blog.example/cath")],
    )
    assert [(c.native_id, c.author.name, c.author.url, c.text) for c in said.comments] == [
        ("12", "Ann", "https://ann.example/", "One")
    ]


def test_hatom() -> None:
    """The themes of 2008: `hentry` with `vcard` and `published`."""
    page = """<div class="post hentry"><h2 class="entry-title">Hello</h2><span class="author vcard"><span class="fn">Cath</span></span>
    <abbr class="published" title="2010-05-22T20:47:29+0200">22 mai</abbr><div class="entry-content"><h3 class="entry-title">inner</h3></div></div>"""
    (post,) = heard(structured.read, page).posts
    assert (post.title, [person.name for person in post.authors]) == ("Hello", ["Cath"])
    assert post.published is not None
    assert post.published.offset == 120


def test_a_list_of_entries_is_not_the_post() -> None:
    """Several entries, none of them at the page's address."""
    entry = '<div class="hentry"><h2 class="entry-title"><a href="/o{n}">Other</a></h2></div>'
    assert not heard(structured.read, entry.format(n=1) + entry.format(n=2)).posts
    own = f'<div class="hentry"><h2 class="entry-title"><a href="{POST}">Hello</a></h2></div>'
    assert [post.title for post in heard(structured.read, entry.format(n=1) + own).posts] == ["Hello"]


def test_comments_said_twice_count_once() -> None:
    """Microdata and JSON-LD of one theme describe the same comments; the fuller kind is taken."""
    said = heard(structured.read, ld(LD_POST).replace("<body>", f"<body>{MICRODATA}"))
    assert len(said.comments) == 2
    assert len({evidence.origin.locator for evidence in said.evidence if not isinstance(evidence.record, Post)}) == 1


def test_a_written_work_of_no_kind_is_a_post() -> None:
    """Themes of several engines call their posts CreativeWork and no more; a picture is one, too, and has no words."""
    work = (
        '<article itemscope itemtype="https://schema.org/CreativeWork"><h1 itemprop="headline">Hello</h1>{}'
        '<meta itemprop="datePublished" content="2013-08-14T09:22:00+00:00"></article>'
    )
    post = heard(structured.read, work.format('<div itemprop="text"><p>Words.</p></div>')).posts[0]
    assert post.title == "Hello"
    assert post.published is not None
    assert post.published.isoformat() == "2013-08-14T09:22:00+00:00"
    assert not heard(structured.read, work.format("")).posts


def test_the_day_of_the_page_where_its_post_has_no_node() -> None:
    """Plugins describe the page alone: when it was published and by whom is the post's too; its name is made for search engines."""
    told = '"name": "A title | A blog | Best", "datePublished": "2019-05-03T10:00:00+00:00", "author": {"name": "Ada"}'
    node = f'{{"@type": "WebPage", "@id": "{POST}", {told}}}'
    (post,) = [post for post in heard(structured.read, ld(node)).posts if post.published]
    assert post.published is not None and post.published.local == datetime(2019, 5, 3, 10)
    assert [author.name for author in post.authors] == ["Ada"]
    assert post.title is None
    other = node.replace(POST, "https://example.org/elsewhere")
    assert not any(post.published for post in heard(structured.read, ld(other)).posts)


def test_a_meta_that_names_its_property_as_microdata_does() -> None:
    """Some engines write the head's metas with `itemprop`."""
    page = '<html><head><meta itemprop="datePublished" content="2019-05-03T10:00:00-0700"></head><body></body></html>'
    (post,) = heard(structured.read, page).posts
    assert post.published is not None and post.published.local == datetime(2019, 5, 3, 10)


@pytest.mark.parametrize(
    "no_picture",
    [
        "https://s0.example.org/i/blank.jpg",
        "https://secure.gravatar.com/blavatar/0661?s=200",
        "https://example.org/img/social_placeholder.png",
    ],
)
def test_a_picture_of_no_post_is_not_the_lead_image(no_picture: str) -> None:
    """What stands for any post of a blog says nothing of this one; the next that is told counts, and its address was escaped twice."""
    told = f'<meta property="og:image" content="{no_picture}"><meta name="twitter:image" content="https://example.org/Grey.jpg?a=1&amp;amp;b=2">'
    (post,) = heard(structured.read, f"<html><head>{told}</head><body></body></html>").posts
    assert post.lead_image == "https://example.org/Grey.jpg?a=1&b=2"


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("Ada Example ada@example.org", ["Ada Example"]),
        ("Ada (ada@example.org)", ["Ada"]),
        ("name, email@example.com", []),
        ("by Ada", ["Ada"]),
    ],
)
def test_the_author_in_a_meta(content: str, names: list[str]) -> None:
    """An address of e-mail is no part of a name, and a template that nobody filled in names nobody."""
    posts = heard(
        structured.read, f'<html><head><meta name="author" content="{content}"></head><body></body></html>'
    ).posts
    assert [author.name for post in posts for author in post.authors] == names
