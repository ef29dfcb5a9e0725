"""Markdown: rendered by a real CommonMark parser, every text comes out as it went in; the front matter is YAML whatever the words are."""

import re
from datetime import datetime

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from blogarchive.export import to_markdown
from blogarchive.export.characters import writable
from blogarchive.export.markdown.marks import marked
from blogarchive.export.markdown.prose import prose
from blogarchive.export.markdown.settling import settled
from blogarchive.model import (
    Comment,
    Kind,
    Person,
    Post,
    Precision,
    SettledComment,
    SettledPost,
    Snapshot,
    State,
    Timestamp,
)
from blogarchive.text.markup import Element, parse_html
from tests.model.test_codec import SEED
from tests.strategies import TROUBLE, snapshots, texts

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def rendered(markdown: str) -> Element:
    """The page that a renderer which lets HTML through makes of it."""
    return parse_html(f"<body>{RENDERER.render(markdown)}</body>")


def words(text: str) -> str:
    """Without white space, which rendering may move, and without what no HTML can hold."""
    return re.sub(r"[\s\u200b\ufeff]+", "", NONCHARACTERS.sub("", writable(text)))


def shown(element: Element) -> str:
    """The words of a rendered page."""
    return words("".join(str(text) for text in element.itertext()))


def told(html: str) -> str:
    """The Markdown of a piece of HTML."""
    return settled(prose(html) or "")


def parts(snapshot: Snapshot) -> tuple[dict[str, object], str]:
    """The front matter as PyYAML reads it, and the body."""
    text = "".join(to_markdown.render(snapshot))
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head), body


def post(title: str | None = None, *, html: str | None = None, text: str | None = None) -> Snapshot:
    """A snapshot of a post alone."""
    record = Post(title=title, html=html, text=text)
    return Snapshot(url="http://b.example/", taken_at=SEED.taken_at, post=SettledPost(record=record))


@given(texts)
@settings(max_examples=200, deadline=None)
def test_text_is_never_markup(text: str) -> None:
    """Rendered, a text is paragraphs and line breaks and nothing else, and reads as before."""
    page = rendered(settled(to_markdown._paragraphs(text)))
    assert shown(page) == words(text)
    assert {element.tag for element in page.iter()} <= {"html", "head", "body", "p", "br"}


@pytest.mark.parametrize("text", TROUBLE)
def test_troublesome_text(text: str) -> None:
    """The known trouble one by one, in a paragraph, in emphasis, as an item and as a title."""
    for tag in ("p", "b", "li", "h2", "td"):
        source = parse_html("<body></body>")
        node = source.makeelement(tag)
        node.text = NONCHARACTERS.sub("", writable(text))
        html = etree.tostring(node, encoding="unicode", method="html")
        page = rendered(
            told(f"<ul>{html}</ul>" if tag == "li" else f"<table><tr>{html}</tr></table>" if tag == "td" else html)
        )
        assert shown(page) == words(text), tag
    titled = rendered(parts(post(text))[1])
    assert shown(titled) == words(text)
    assert len(titled.findall(".//h1")) == bool(text.strip())


_words = st.text(st.sampled_from("abc é1.)(-+#*_`~[]<>&|=:!%{}$\\/@\"' \n🎉—…€\u00a0"), max_size=8) | st.sampled_from(
    ("a", " b", "c ", "1. ", "- ", "# ", "**", "&amp;", "http://x.example/", "==", ">>", "amp;", "!")
)


def _tag(name: str, inner: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{inner}</{name}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_plain = _words.map(_escaped)
_inline = st.recursive(
    _plain | st.just("<br>") | st.just('<img src="http://x.example/a_(b).png" alt="[al*t]">'),
    lambda inner: st.builds(
        lambda name, children: _tag(
            name, "".join(children), ' href="http://x.example/?a=1&amp;b_(c)"' if name == "a" else ""
        ),
        st.sampled_from("b i em strong del code a span".split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=8,
)
_line = st.lists(_inline, max_size=4).map("".join)
_block = st.recursive(
    st.builds(_tag, st.sampled_from("p h3 pre div".split()), _line) | _line | st.just("<hr>"),
    lambda inner: st.builds(
        lambda kind, children: (
            "".join(children)
            if kind == "bare"
            else _tag(kind, "".join(_tag("li", child) for child in children))
            if kind in {"ul", "ol"}
            else _tag("table", "".join(_tag("tr", _tag("td", child) * 2) for child in children))
            if kind == "table"
            else _tag(kind, "".join(children))
        ),
        st.sampled_from("ul ol blockquote div table bare b a".split()),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("words", ["http://x.example/", "photo.jpg"])
def test_words_without_markup(words: str) -> None:
    """A comment that is an address or the name of a file and nothing else: no warning of the parser's reaches the user."""
    assert told(words).replace("\\", "") == words


@example("<b><i>1</i><del><i><br>:</i></del></b>")  # in ~~*:*~~ each asterisk has a sign on both sides
@given(_block)
@settings(max_examples=300, deadline=None)
def test_markup_keeps_its_words(html: str) -> None:
    """Whatever the structure, the rendered words are those of the HTML, and no sign of Markdown stands among them."""
    source = parse_html(f"<body>{html}</body>")
    page = rendered(told(html))
    assert shown(page) == shown(source), told(html)


@given(snapshots())
@settings(deadline=None, max_examples=60)
def test_whole_documents(snapshot: Snapshot) -> None:
    """The front matter is YAML, the body has no element but Markdown's own, no comment is lost."""
    head, body = parts(snapshot)
    assert head["title"] == (snapshot.post.record.title and writable(snapshot.post.record.title))
    assert head["tags"] == [writable(tag) for tag in snapshot.post.record.tags]
    assert head["responses"] == len(snapshot.comments)
    page = rendered(body)
    assert {str(element.tag) for element in page.iter()} <= set(
        "html head body p br h1 h2 h3 blockquote a img em".split()
    )
    assert len(page.findall(".//h3")) == len(snapshot.comments)
    assert all(link.get("href", "").startswith("http://") for link in page.iter("a"))
    for comment in snapshot.comments:
        assert words(comment.record.text or "") in shown(page)


@pytest.mark.parametrize(
    "title", [*TROUBLE, "a: b", "- a", "[a]", "{a", "%TAG", "@a", "`", "|", ">", "!!python/object:x", "\ud83d"]
)
def test_front_matter_holds_any_title(title: str) -> None:
    """Read back by PyYAML it is the same text, and text it stays: never a number, a date or null."""
    head, _ = parts(post(title))
    assert head["title"] == writable(title)


def test_front_matter() -> None:
    """The keys, their types and the reasons for them."""
    record = Post(
        url="http://b.example/?p=1",
        title="Titre",
        site="Blog",
        authors=(Person(name="Cath"), Person(name="Zoé")),
        text="un deux\n\ntrois",
        published=Timestamp(
            raw="22 mai 2010", local=datetime(2010, 5, 22, 22, 14), offset=120, precision=Precision.MINUTE
        ),
        language="fr",
        tags=("a", "b c"),
    )
    comments = tuple(
        SettledComment(id=str(at), record=Comment(kind=kind)) for at, kind in enumerate((Kind.COMMENT, Kind.PINGBACK))
    )
    head, _ = parts(Snapshot(url="u", taken_at=SEED.taken_at, post=SettledPost(record=record), comments=comments))
    assert head["author"] == ["Cath", "Zoé"]
    assert head["date"] == datetime.fromisoformat("2010-05-22T22:14:00+02:00")
    assert head["published"] == "2010-05-22T22:14:00+02:00"
    assert (head["source"], head["site"], head["language"]) == ("http://b.example/?p=1", "Blog", "fr")
    assert (head["tags"], head["word_count"], head["comments"], head["responses"]) == (["a", "b c"], 3, 1, 2)
    assert parts(post("x"))[0]["author"] is None


@pytest.mark.parametrize(
    ("precision", "date"), [(Precision.YEAR, False), (Precision.MONTH, False), (Precision.DAY, True), (None, True)]
)
def test_a_date_only_where_the_day_is_known(precision: Precision | None, date: bool) -> None:
    """Jekyll stops at a `date` that is none, so a month alone is told by `published` only."""
    record = Post(published=Timestamp(local=datetime(2010, 5, 1), precision=precision))
    head, _ = parts(Snapshot(url="u", taken_at=SEED.taken_at, post=SettledPost(record=record)))
    assert ("date" in head) == date
    assert str(head["published"]).startswith("2010")


HOSTILE = [
    "<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="data:text/html,&lt;script&gt;">x</a>',
    '<a href="http://x.example/)](javascript:alert(1))">x</a>',
    '<a href="http://x.example/&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</a>',
    '<a href="http://x.example/ &quot;onmouseover=alert(1)">x</a>',
    '<img src="http://x.example/a.png" alt="](javascript:alert(1)) &lt;script&gt;">',
    '<img src="x" onerror="alert(1)" alt="&lt;b&gt;">',
    "<pre>```\n&lt;script&gt;alert(1)&lt;/script&gt;\n```</pre>",
    "<pre>~~~\n````\n# x</pre>",
    "<code>`&lt;script&gt;`</code>",
    "<![CDATA[><img onerror=alert(1)>]]>",
    "<!--><script>alert(1)</script>-->",
    "<p>[x]: javascript:alert(1)</p><p>[x]</p>",
    "<p>[x](javascript:alert(1))</p>",
    "<p>&lt;javascript:alert(1)&gt;</p>",
    "<p>&amp;lt;script&amp;gt;</p>",
    "<p>&amp;<span>lt;</span>script&amp;<b>gt;</b></p>",
    "<table><tr><td>a</td><td>|<b>x</b>|&lt;script&gt;<pre>```|</pre></td></tr></table>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_markup(html: str) -> None:
    """Even unsanitised HTML cannot act: no script, no attribute, no address but http(s) and mailto."""
    page = rendered(told(html))
    tags = {str(element.tag) for element in page.iter()}
    assert not tags & set("script style svg math iframe form object embed base meta link".split())
    for element in page.iter():
        for name, value in element.attrib.items():
            assert str(name) in {"href", "src", "alt", "class"}, html
            assert str(name) not in {"href", "src"} or str(value).startswith(("http://", "https://", "mailto:"))


def test_structure() -> None:
    """Lists, quotes, tables, code, links and emphasis are told as Markdown has them."""
    page = rendered(
        told(
            "<h1>One</h1><p>a <b>b</b> <i>c</i> <del>d</del> <a href='http://x.example/?a=1&amp;b=(2)'>e_f</a><br>g</p>"
            "<ul><li>one<ul><li>two</li></ul></li></ul><ol start='3'><li>three<p>more</p></li><li>four</li></ol>"
            "<blockquote><p>q1</p><p>q2</p></blockquote><table><tr><th>x</th></tr><tr><td>y|z</td></tr></table>"
            "<pre><code class='language-php'>if (a) {\n    `b`;\n}</code></pre><p><code>a`b</code><code>c</code></p>"
            "<p>voil<b>à</b>! <img class='wp-smiley' alt=';)' src='http://x.example/s.gif'></p>"
        )
    )
    assert page.findtext(".//h2") == "One"
    assert page.findtext(".//p/strong") == "b"
    assert page.findtext(".//p/em") == "c"
    assert page.findtext(".//p/s") == "d"
    link = page.find(".//a")
    assert link is not None
    assert (link.text, link.get("href")) == ("e_f", "http://x.example/?a=1&b=%282%29")
    assert page.findtext(".//ul/li/ul/li") == "two"
    ordered = page.find(".//ol")
    assert ordered is not None
    assert ordered.get("start") == "3"
    assert [shown(item) for item in ordered] == ["threemore", "four"]
    assert [item.text for item in page.findall(".//blockquote/p")] == ["q1", "q2"]
    assert page.findtext(".//td") == "y|z"
    code = page.find(".//pre/code")
    assert code is not None
    assert (code.get("class"), code.text) == ("language-php", "if (a) {\n    `b`;\n}\n")
    assert page.findtext(".//p/code") == "a`bc"
    assert "voilà! ;)" in "".join(str(text) for text in page.itertext())


def test_threads() -> None:
    """Answers stand in quotes below what they answer, with a link to the place; a circle and a lost parent lose nobody."""
    comments = (
        SettledComment(id="1", record=Comment(author=Person(name="Sweb"), url="http://b.example/#c1", text="un")),
        SettledComment(id="2", record=Comment(author=Person(name="Zoé", url="http://z.example/"), text="deux")),
        SettledComment(
            id="3", record=Comment(author=Person(name="Cath"), parent="1", url="http://b.example/#c3", text="trois")
        ),
        SettledComment(id="4", record=Comment(parent="gone", text="quatre", state=State.HELD, kind=Kind.PINGBACK)),
        SettledComment(id="5", record=Comment(parent="6", text="cinq")),
        SettledComment(id="6", record=Comment(parent="5", text="six")),
    )
    snapshot = Snapshot(url="u", taken_at=SEED.taken_at, post=SettledPost(record=Post()), comments=comments)
    page = rendered(parts(snapshot)[1])
    body = "".join(str(text) for text in page.itertext())
    assert [body.index(word) for word in ("un", "trois", "deux", "quatre", "cinq", "six")] == sorted(
        body.index(word) for word in ("un", "trois", "deux", "quatre", "cinq", "six")
    )
    answer = page.find("body/blockquote")
    assert answer is not None
    assert shown(answer) == "Cath·permalinkInreplytoSwebtrois"
    assert [link.get("href") for link in answer.iter("a")] == ["http://b.example/#c3", "http://b.example/#c1"]
    assert "Pingback: Anonymous" in body
    assert "(awaiting moderation)" in body


@pytest.mark.parametrize("name", ["Cath", "[Cath](x", "post author"])
def test_the_authors_own_answers_are_marked(name: str) -> None:
    """As on the offline page: a reader tells them from those of others, also where somebody has the same name."""
    people = (Person(name=name), Person(name=name, url="http://b.example/", is_post_author=True))
    comments = tuple(
        SettledComment(id=str(n), record=Comment(author=person, text="x")) for n, person in enumerate(people)
    )
    snapshot = Snapshot(url="u", taken_at=SEED.taken_at, post=SettledPost(record=Post()), comments=comments)
    headings = [shown(heading) for heading in rendered(parts(snapshot)[1]).iter("h3")]
    assert headings == [words(name), words(f"{name} (post author)")]


def test_times_that_are_reckoned_and_comments_that_were_edited() -> None:
    """A reader of the file knows as much of them as one of the offline page."""
    day = Timestamp(raw="3 days ago", local=datetime(2010, 5, 22), precision=Precision.DAY, estimated=True)
    later = Timestamp(local=datetime(2010, 5, 23, 8, 5), precision=Precision.MINUTE)
    comments = (
        SettledComment(id="1", record=Comment(author=Person(name="Ada"), published=day, text="x")),
        SettledComment(id="2", record=Comment(author=Person(name="Bo"), published=later, updated=later, text="x")),
        SettledComment(id="3", record=Comment(author=Person(name="Cy"), published=day, updated=later, text="x")),
        SettledComment(id="4", record=Comment(author=Person(name="Di"), updated=Timestamp(raw="once"), text="x")),
    )
    snapshot = Snapshot(
        url="u", taken_at=SEED.taken_at, post=SettledPost(record=Post(published=day)), comments=comments
    )
    text = "".join(to_markdown.render(snapshot))
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == [
        "Ada · ≈ 2010-05-22",
        "Bo · 2010-05-23 08:05",
        "Cy · ≈ 2010-05-22 · edited 2010-05-23 08:05",
        "Di",
    ]
    assert "\n≈ 2010-05-22\n" in text


def test_nesting_beyond_reason() -> None:
    """A body that is nested 10,000 deep is told by its text."""
    html = "<div>" * 10_000 + "deep" + "</div>" * 10_000
    assert shown(rendered(parts(post(html=html, text="deep"))[1])) == "deep"
    assert shown(rendered(told("<blockquote>" * 60 + "x" + "</blockquote>" * 60))) == "x"


def test_the_same_bytes_twice() -> None:
    """Nothing depends on time or chance."""
    assert "".join(to_markdown.render(SEED)) == "".join(to_markdown.render(SEED))


@given(st.lists(texts, min_size=1, max_size=4))
def test_marks_leave_nothing_behind(pieces: list[str]) -> None:
    """No noncharacter survives, wherever pieces of text meet."""
    assert not NONCHARACTERS.search(
        settled("".join(marked(piece.replace("\ufffe", "").replace("\uffff", "")) for piece in pieces))
    )


def test_a_post_without_a_date_is_no_draft() -> None:
    """Hugo and Jekyll leave a post out whose `published` is null or false."""
    head, _ = parts(post("A post"))
    assert "published" not in head
    assert head["published_raw"] is None


LONG = 100_000


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "html",
    [
        f"<pre>{'-  ' * 40}x</pre>",  # looks like lists in lists, and took as long as there are ways to read it so
        f"<pre>{'1.  >  ' * 40}x</pre>",
        f"<pre>-{' ' * LONG}x</pre>",
        f"<pre><code>a{' ' * LONG}x</code></pre>",
        f"<p>a{chr(0xA0) * LONG}x</p>",
        f"<p>{'<a href=https://a.example/>b</a> ' * 20_000}x</p>",  # thousands side by side
        f"<pre>{'a <b>b</b> ' * 20_000}x</pre>",
        f"<b>a{'<i> </i>' * 5000}x</b>",
    ],
)
def test_long_blanks_and_code_that_looks_like_lists_take_no_time(html: str) -> None:
    """The time grows with the length, no faster, and the words stay."""
    assert words(told(html)).rstrip("`*").endswith("x")


@pytest.mark.timeout(60)
def test_long_blanks_in_plain_text_take_no_time() -> None:
    _, body = parts(post(text=f"a{' ' * LONG}x"))
    assert body.rstrip().endswith("x")
