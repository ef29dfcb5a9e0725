"""The book: accepted by epubcheck whatever the posts hold; every link within it leads somewhere; the same posts give the same bytes."""

import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from blogarchive.export.book import Book
from blogarchive.export.book.attributes import address
from blogarchive.export.book.content_model import conform
from blogarchive.export.book.xhtml import page_of
from blogarchive.model import Asset, Post, Precision, SettledPost, Snapshot, Timestamp
from blogarchive.text.markup import Element
from blogarchive.text.sanitise import TAGS, clean
from tests.browser import samples
from tests.export.shelf import HOSTILE, shelf
from tests.export.snapshots import DOT, TAKEN_AT, URL, make_comment, make_snapshot
from tests.strategies import TROUBLE

NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_TYPE = "{http://www.idpf.org/2007/ops}type"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
Check = Callable[[bytes], str]


def bound(*posts: Snapshot) -> bytes:
    """A book of these posts."""
    book = Book()
    for post in posts:
        book.expect(post.url)
    for post in posts:
        book.add(post)
    return b"".join(book.chunks())


def opened(data: bytes) -> dict[str, bytes]:
    """The files of a book by name, in their order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data: bytes) -> Element:
    """A file as XML; a parser that forgives nothing."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


def found(element: Element, path: str) -> list[Element]:
    """Elements by XPath."""
    nodes = element.xpath(path, namespaces=NS)
    assert isinstance(nodes, list)
    return [node for node in nodes if isinstance(node, etree._Element)]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """What epubcheck complains about. BLOGARCHIVE_EPUBCHECK=1 takes no excuse."""
    program, java = shutil.which("epubcheck"), shutil.which("java")
    if program is None or java is None:
        if os.environ.get("BLOGARCHIVE_EPUBCHECK") == "1":
            pytest.fail("epubcheck is not installed")
        pytest.skip("epubcheck is not installed")
    folder = tmp_path_factory.mktemp("books")
    is_jar = Path(program).read_bytes()[:2] == b"PK"
    command = [java, "-jar", program] if is_jar else [program]

    def checked(data: bytes) -> str:
        path = folder / "book.epub"
        path.write_bytes(data)
        done = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=240, check=False)
        said = done.stdout + done.stderr
        assert "EPUBCheck completed" in said
        return "\n".join(line for line in said.splitlines() if line.startswith(("FATAL", "ERROR", "WARNING")))

    return checked


def numbered(*posts: Snapshot) -> list[Snapshot]:
    """The posts, each at an address of its own."""
    return [replace(post, url=f"https://blog{number}.example/post/") for number, post in enumerate(posts)]


def test_one_post_is_valid(check: Check) -> None:
    """The seed of all: an article with all kinds of markup, and its conversation."""
    assert check(bound(samples.rich())) == ""


def test_many_posts_are_valid(check: Check) -> None:
    """Posts in several languages, with hundreds of comments, deep threads, hostile words everywhere."""
    posts = numbered(
        samples.rich(),
        samples.arabic(),
        samples.japanese(),
        samples.crowd(700),
        samples.ladder(400),
        samples.hostile(HOSTILE),
    )
    assert check(bound(*posts, *shelf())) == ""


def test_whatever_the_html_is(check: Check) -> None:
    """Elements nested at random, as no page should and some do, with attributes that are wrong in all ways."""
    assert check(bound(*(_random_post(number) for number in range(120)))) == ""


_ATTRIBUTES = (
    'id="a"|id="1 b"|id="é:x"|class="alignleft"|lang="fr_FR"|lang="not a tag"|dir="RTL"|dir="odd"|title="&quot;&lt;"|href="#a"|href="#nope"'
    '|href="https://x.example/a b|c?d=[e]#f g"|href="http://exa mple/"|href="http://[::1"|href="http://a_b.example/"|href="mailto:a@b.example"'
    '|href="mailto:x y"|href="http://ü.example/ö?ä"|href="https://x.example:99999/"|href="//h.example/%zz"|src="/dot.png"|src="/w.webp"'
    '|src="/lost.png"|width="0"|height="00012"|colspan="0"|colspan="3"|rowspan="99999"|scope="x"|scope="row"|start="5"|value="3"|type="a"'
    '|type="disc"|reversed|datetime="2010-05-22"|datetime="2010-13-40"|datetime="yesterday"|span="2"|abbr="q"|open|hreflang="en"'
).split("|")
_TAGS = [*sorted(TAGS), *("table tr td li ul p div b a ruby rt dl dt dd figure figcaption".split() * 2)]


def _random_html(chance: random.Random, depth: int) -> str:
    if depth == 0 or chance.random() < 0.25:
        return chance.choice(["text ", "x", "&amp; ", "\n", chance.choice(TROUBLE).replace("<", "&lt;"), ""])
    tag, attributes = chance.choice(_TAGS), " ".join(chance.sample(_ATTRIBUTES, chance.randint(0, 3)))
    inner = "".join(_random_html(chance, depth - 1) for _ in range(chance.randint(0, 4)))
    return f"<{tag} {attributes}>{inner}</{tag}>"


def _random_post(number: int) -> Snapshot:
    chance = random.Random(number)
    url = f"https://blog{number}.example/post/"
    html = clean("".join(_random_html(chance, 6) for _ in range(3)), url)
    said = [make_comment(n, chance.choice(TROUBLE), "t", html=clean(_random_html(chance, 4), url)) for n in (1, 2, 3)]
    post = Post(
        url=url,
        title=chance.choice(TROUBLE) + "\x00\x0b\ud800&<\ufffe",
        site=chance.choice(TROUBLE),
        html=html,
        language=chance.choice(["en", "ar", "fr_FR", "xx yy", "", None]),
        tags=tuple(chance.sample(TROUBLE, 3)),
        license=chance.choice([None, "http://l.example/a b", "free & easy"]),
        published=chance.choice(
            [None, Timestamp(raw="?"), Timestamp(local=TAKEN_AT.replace(tzinfo=None), precision=Precision.YEAR)]
        ),
    )
    pictures = [("dot.png", "image/png", DOT), ("w.webp", "image/webp", WEBP)]
    assets = tuple(
        Asset(url=f"https://blog{number}.example/{name}", media_type=kind, body=body) for name, kind, body in pictures
    )
    return Snapshot(url=url, taken_at=TAKEN_AT, post=SettledPost(record=post), comments=tuple(said), assets=assets)


def test_the_first_bytes_tell_the_form() -> None:
    """`mimetype` first, stored, nothing before its name."""
    data = bound(samples.rich())
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.testzip() is None


def test_the_same_posts_give_the_same_bytes() -> None:
    """In any order of export; nothing in the file tells when it was made."""
    posts = shelf()
    assert bound(*posts) == bound(*posts)
    assert opened(bound(*posts))["EPUB/package.opf"].count(b"2026-11-23T08:30:00Z") == 1


def test_every_link_leads_somewhere() -> None:
    """To a file of the book, and to an id in it."""
    files = opened(bound(*numbered(samples.rich(), samples.crowd(300)), *shelf()))
    trees = {name.removeprefix("EPUB/"): tree(body) for name, body in files.items() if name.endswith(".xhtml")}
    jumps = 0
    for name, page in trees.items():
        ids = [str(value) for value in page.xpath("//@id")]
        assert len(ids) == len(set(ids)), name
        for link in found(page, "//h:a[@href]"):
            target, _, place = (link.get("href") or "").partition("#")
            if "://" in target or target.startswith("mailto:"):
                continue
            jumps += 1
            assert target in trees, (name, link.get("href"))
            if place:
                assert found(trees[target], f"//*[@id='{unquote(place)}']"), (name, link.get("href"))
    assert jumps > 400
    for name, page in trees.items():
        for picture in found(page, "//h:img"):
            assert f"EPUB/{picture.get('src')}" in files, name


@pytest.mark.timeout(30)
def test_a_title_of_a_whole_book_is_cut_on_the_cover() -> None:
    """Whatever a page calls itself."""
    post = shelf()[0]
    record = replace(post.post.record, title="word " * 40_000, site="x" * 200_000)
    drawn = opened(bound(replace(post, post=replace(post.post, record=record))))["EPUB/cover.svg"]
    assert "…</text>" in drawn.decode()
    assert len(drawn) < 5_000


def test_answers_link_both_ways() -> None:
    """Also where they stand in different files."""
    said = [make_comment(n, f"P{n}", "x") for n in range(1, 151)]
    said.append(make_comment(151, "Zed", "Late.", parent=1))
    said[0] = make_comment(1, "P1", "First.")
    files = opened(bound(make_snapshot(*said)))
    first = tree(files["EPUB/post-0001-comments-1.xhtml"])
    assert [a.text for a in found(first, "//h:div[@id='comment-1']//h:p[@class='to']/h:a")] == []
    assert [a.text for a in found(first, "//h:div[@id='comment-151']//h:p[@class='to']/h:a")] == ["P1"]
    assert "EPUB/post-0001-comments-2.xhtml" in files


def test_posts_link_to_each_other() -> None:
    """A link to a post that is in the book stays in the book."""
    page = opened(bound(*shelf()))["EPUB/post-0002.xhtml"].decode()
    assert '<a href="post-0001.xhtml">what Bob said</a>' in page
    assert 'href="https://elsewhere.example/"' in page


def test_contents() -> None:
    """One table of contents, in the order of reading; threads by name and time where the book is one post."""
    toc = tree(opened(bound(samples.rich()))["EPUB/contents.xhtml"])
    [nav] = [nav for nav in found(toc, "//h:nav") if nav.get(_TYPE) == "toc"]
    titles = ["".join(str(word) for word in link.itertext()) for link in found(nav, ".//h:a")]
    assert titles[:3] == ["All kinds of markup", "Comments", "Ann Archivist · 2010-05-22 20:51"]
    package = tree(opened(bound(*shelf()))["EPUB/package.opf"])
    by_id = {item.get("id"): item.get("href") for item in found(package, "//o:item")}
    spine = [by_id[item.get("idref")] or "" for item in found(package, "//o:itemref")]
    articles = [name for name in spine if name.startswith("post-") and len(name) == len("post-0001.xhtml")]
    assert spine[:2] == ["title.xhtml", "contents.xhtml"]
    assert articles == ["post-0001.xhtml", "post-0002.xhtml", "post-0003.xhtml", "post-0004.xhtml"]


def test_what_the_package_says() -> None:
    """Title, creators, language, source, date, subjects; pages turn to the right in Arabic."""
    package = tree(opened(bound(samples.arabic()))["EPUB/package.opf"])
    assert [element.text for element in found(package, "//dc:title")] == ["حفظ المدونات: لماذا وكيف؟"]
    assert [element.text for element in found(package, "//dc:language")] == ["ar"]
    assert [element.text for element in found(package, "//dc:source")] == [URL]
    assert [element.text for element in found(package, "//dc:date")] == ["2010-05-22"]
    assert [element.text for element in found(package, "//dc:creator")] == ["Cath"]
    assert found(package, "//o:spine")[0].get("page-progression-direction") == "rtl"
    assert found(package, "//o:item[@properties='cover-image']")[0].get("href") == "cover.svg"


def test_pictures_are_in_it_once() -> None:
    """Also where two posts show the same; a form that readers may not know has a stand-in."""
    files = opened(bound(*shelf()))
    assert len([name for name in files if name.startswith("EPUB/images/")]) == 1
    post = replace(
        samples.rich(), assets=(Asset(url="https://blog.example/dot.png", media_type="image/webp", body=WEBP),)
    )
    package = tree(opened(bound(post))["EPUB/package.opf"])
    [webp] = found(package, "//o:item[@media-type='image/webp']")
    assert found(package, f"//o:item[@id='{webp.get('fallback')}']")[0].get("media-type") == "image/png"


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<em>a<ul><li>x</li></ul></em>", '<div class="was-em">a<ul><li>x</li></ul></div>'),
        ("<ul>a<li>b</li><p>c</p>d</ul>", "<ul><li>a</li><li>b</li><li><p>c</p>d</li></ul>"),
        ("<li>x</li>", '<div class="was-li">x</div>'),
        ("<h2>a<ul><li>b</li></ul></h2>", '<h2>a<span class="was-ul"><span class="was-li">b</span></span></h2>'),
        ("<dl><dd>a</dd></dl>", '<div class="was-dl"><div class="was-dd">a</div></div>'),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>", "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>"),
        ("<details><summary>a</summary>b</details>", '<div class="was-details"><p class="was-summary">a</p>b</div>'),
        ("<table><tr><td>a</td></tr></table>", "<table><tr><td>a</td></tr></table>"),
        ("<figure><p>a</p><figcaption>b</figcaption></figure>", "<figure><p>a</p><figcaption>b</figcaption></figure>"),
        ("<ruby>漢<rt>kan</rt></ruby>", "<ruby>漢<rt>kan</rt></ruby>"),
        ("<ruby>漢</ruby>", "<span>漢</span>"),
        ("a<wbr>b", "a\u200bb"),
        ('<time datetime="2010-02-30">a</time>', "<span>a</span>"),
        ('<time datetime="2010-05">a</time>', '<time datetime="2010-05" dir="auto">a</time>'),
        ('<a href="#nowhere">a</a>', '<a href="#nowhere">a</a>'),
        ('<img src="a.png">', '<img src="a.png" alt=""/>'),
    ],
)
def test_content_models(html: str, made: str) -> None:
    """Wrong nesting is mended without a word lost; right nesting stays."""
    body = page_of("x.xhtml", "x", html).body
    assert etree.tostring(body, encoding="unicode") == f"<body>{made}</body>"


@pytest.mark.parametrize("tag", ["a", "dfn"])
def test_none_within_its_kind(tag: str) -> None:
    """A link holds no link, however deep."""
    body = etree.fromstring(f"<body><{tag}><i><{tag}>b</{tag}></i></{tag}></body>")
    conform(body)
    assert etree.tostring(body, encoding="unicode") == f"<body><{tag}><i><span>b</span></i></{tag}></body>"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http://Ünicode.example/ö b?c=[d]#e f", "http://xn--nicode-2ya.example/%C3%B6%20b?c=%5Bd%5D#e%20f"),
        ("http://a_b.example/", None),
        ("http://x.example:99999/", None),
        ("http://x.example/%zz", "http://x.example/%25zz"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("mailto:a b@c", None),
        ("javascript:alert(1)", None),
    ],
)
def test_addresses(written: str, meant: str | None) -> None:
    """As RFC 3986 wants them, or none."""
    assert address(written) == meant
