"""A small shelf of posts, written by hand for the tests of the site and the book."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import escape
from pathlib import Path

from lxml import etree

from blogarchive.model import Asset, Person, Post, Precision, SettledPost, Snapshot, Timestamp
from blogarchive.text.markup import Element, parse_html
from blogarchive.text.sanitise import clean
from tests.export.snapshots import DOT, TAKEN_AT, make_comment

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def written(address: str, title: str, html: str, *comments: tuple[str, str], **more: object) -> Snapshot:
    """A post with comments by (name, text)."""
    cleaned = clean(html, address)
    text = "".join(str(piece) for piece in parse_html(f"<body>{cleaned}</body>").itertext())
    post = Post(url=address, title=title, html=cleaned, text=text, language="en", **more)  # type: ignore[arg-type]
    said = [
        make_comment(number, name, words, url=f"{address}#comment-{number}", html=f"<p>{escape(words)}</p>")
        for number, (name, words) in enumerate(comments, 1)
    ]
    return Snapshot(url=address, taken_at=TAKEN_AT, post=SettledPost(record=post), comments=tuple(said))


def day(text: str) -> Timestamp:
    """A date."""
    return Timestamp(raw=text, local=datetime.fromisoformat(text), precision=Precision.DAY)


def shelf() -> list[Snapshot]:
    """Two blogs, links between posts, one picture twice, one person on both blogs, tags that differ by signs alone
    or are written with vowel signs, hostile names."""
    ann = (Person(name="Ann Archivist", is_post_author=True),)
    first = written(
        "https://one.example/2010/05/first/",
        "Le café de la première",
        '<p>Déjà vu: a <b>café</b> in <i>Ångström Street</i>. <img src="/dot.png" alt="A square"></p>',
        ("Zoë", "I like cafés and tea."),
        ("Bob", "Naïve façade, said nobody."),
        site="One",
        authors=ann,
        published=day("2010-05-22"),
        tags=("Café", "C++"),
    )
    second = written(
        "https://one.example/2011/01/second/",
        "A second post",
        '<p>See <a href="http://www.one.example/2010/05/first/#comment-2">what Bob said</a>, or '
        '<a href="https://elsewhere.example/">others</a>. <img src="/dot.png" alt="It again"></p>',
        ("zoe", "Straße and Strasse, Œuvre."),
        ("***", "No letter in my name."),
        site="One",
        authors=ann,
        published=day("2011-01-03"),
        tags=("café", "C#"),
    )
    third = written(
        "https://two.example/記事",
        "ブログを保存する",
        "<p>十年後にも読めるように保存します。</p>",
        ("山田太郎", "とても参考になりました。"),
        published=Timestamp(raw="2012", local=datetime(2012, 1, 1), precision=Precision.YEAR),
        tags=("हिन्दी",),
    )
    hostile = written(
        "https://two.example/../..%2f..%2fetc%2fpasswd%00CON",
        HOSTILE,
        "<p>Nothing here.</p>",
        (HOSTILE, HOSTILE),
        site=HOSTILE,
        tags=(HOSTILE, "..", "../../x", "CON", "", " "),
        authors=(Person(name=HOSTILE),),
    )
    pictures = (Asset(url="https://one.example/dot.png", media_type="image/png", body=DOT),)
    return [replace(first, assets=pictures), replace(second, assets=pictures), third, hostile]


def html_files(folder: Path) -> Iterator[tuple[Path, Element]]:
    """All pages of a folder, parsed."""
    for path in sorted(folder.rglob("*.html")):
        yield path, parse_html(path.read_text(encoding="utf-8"))


def ids(tree: Element) -> set[str]:
    """All ids of a page."""
    return {str(name) for name in tree.xpath("//@id")} if isinstance(tree, etree._Element) else set()
