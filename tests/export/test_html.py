"""The offline page: what it says, to people and to programs, and that nothing gets out of its place."""

import json
import re
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogarchive.export import EXPORTERS
from blogarchive.export.html_words import LANGUAGES, words_for
from blogarchive.export.to_html import render
from blogarchive.model import Asset, Kind, Person, Precision, Snapshot, State, Timestamp, Verdict
from blogarchive.model.codec import from_document, to_document
from blogarchive.text.markup import Element, parse_html
from tests.export.snapshots import POST_RECORD, URL, make_comment, make_snapshot, seed_snapshot, square

_HOSTILE = st.text(
    alphabet=st.sampled_from("ab<>\"'&/=`\\\n\t \u2028-!]scriptyle\u202e\ud800\x00é中")
) | st.sampled_from(
    [
        '"><script>alert(1)</script>',
        "</script><script>alert(1)//",
        "<!--",
        "-->",
        "]]>",
        "' onload=alert(1) x='",
        "javascript:alert(1)",
        "</title>",
        "</style>",
    ]
)


def page_of(snapshot: Snapshot) -> str:
    return "".join(render(snapshot))


def tree_of(snapshot: Snapshot) -> Element:
    return parse_html(page_of(snapshot))


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def with_class(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


def test_it_is_an_exporter() -> None:
    """Under its name, with its type and ending."""
    exporter = EXPORTERS["html"]
    assert (exporter.SUFFIX, exporter.MEDIA_TYPE) == (".html", "text/html; charset=utf-8")
    assert "".join(exporter.render(make_snapshot())).startswith("<!doctype html>")


def test_the_data_come_back() -> None:
    """The JSON document in the page is the snapshot's, key for key."""
    for snapshot in (seed_snapshot(), make_snapshot(make_comment(1, text="</script><!-- & \u2028 \ud800 \U0001f600"))):
        island = re.search(
            r'<script type="?application/json"? id="?blogarchive"?>(.*?)</script>', page_of(snapshot), re.DOTALL
        )
        assert island
        document = json.loads(island[1])
        assert document == to_document(snapshot)
        assert to_document(from_document(document)) == document


def test_the_same_snapshot_gives_the_same_page() -> None:
    """Byte for byte, so that a second export changes nothing."""
    assert page_of(seed_snapshot()) == page_of(seed_snapshot())


def test_the_head() -> None:
    """The policy stands before all it could concern, no address is asked for, programs find title, address and time."""
    root = tree_of(seed_snapshot())
    head = root.find("head")
    assert head is not None
    metas = {
        element.get("http-equiv") or element.get("name") or element.get("property"): element.get("content") or ""
        for element in head.iter("meta")
    }
    assert [element.tag for element in head][:2] == ["meta", "meta"]
    assert head[1].get("http-equiv") == "Content-Security-Policy"
    policy = metas["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy
    assert metas["referrer"] == "no-referrer"
    assert metas["og:title"] == "Je tweete, tu tweetes, nous tweetons!"
    assert metas["og:url"] == URL
    assert metas["article:published_time"] == "2010-05-22"
    assert [element.get("href") for element in head.iter("link")] == [URL, "data:,"]
    assert root.get("lang") == "fr"


def test_the_header_says_what_this_is() -> None:
    """Where from, when saved, how many of how many, why not all, how to check."""
    banner = with_class(tree_of(seed_snapshot()), "banner")[0]
    words = text_of(banner)
    for expected in (URL, "2026-11-23", "21", "found 20", "5f" * 32, "comment_feed"):
        assert expected in words
    assert with_class(banner, "partial")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_verdict_is_told_in_words(verdict: Verdict) -> None:
    """Not by a colour alone."""
    snapshot = make_snapshot()
    audited = replace(snapshot, audit=replace(snapshot.audit, verdict=verdict))
    banner = with_class(tree_of(audited), "banner")[0]
    assert text_of(with_class(banner, "verdict")[0])


def test_microformats() -> None:
    """An h-entry whose comments are h-cites, each with author, time, content and address (microformats.org/wiki/h-entry, /comment)."""
    root = tree_of(
        make_snapshot(make_comment(1, Person(name="Bob", url="https://bob.example/")), make_comment(2, parent=1))
    )
    entry = with_class(root, "h-entry")[0]
    assert text_of(with_class(entry, "p-name")[0]) == "A post"
    cites = with_class(entry, "h-cite")
    assert [cite.get("id") for cite in cites] == ["comment-1", "comment-2"]
    assert all("u-comment" in (cite.get("class") or "") for cite in cites)
    assert with_class(cites[0], "h-cite")[1] is cites[1]
    first = cites[0]
    author = with_class(first, "p-author")[0]
    assert (text_of(author), [a.get("href") for a in author.iter("a")]) == ("Bob", ["https://bob.example/"])
    assert with_class(first, "dt-published")[0].get("datetime") == "2010-05-22T20:51+02:00"
    assert text_of(with_class(first, "e-content")[0]) == "Hello."
    assert "#comment-1" in [a.get("href") for a in with_class(first, "u-url")]


def test_microdata() -> None:
    """A schema.org BlogPosting with its comments (https://schema.org/BlogPosting)."""
    root = tree_of(seed_snapshot())
    posting = next(element for element in root.iter() if element.get("itemtype") == "https://schema.org/BlogPosting")
    comments = [element for element in posting.iter() if element.get("itemtype") == "https://schema.org/Comment"]
    assert (len(comments), {comment.get("itemprop") for comment in comments}) == (20, {"comment"})
    assert {element.get("itemprop") for element in comments[0].iter()} >= {"author", "dateCreated", "text", "url"}
    counts = [element.get("content") for element in posting.iter() if element.get("itemprop") == "commentCount"]
    assert counts == ["20"]


def test_threads() -> None:
    """Answers stand below what they answer, in the order of the page; a lost parent or a circle loses nobody."""
    said = [
        make_comment(1),
        make_comment(2),
        make_comment(3, parent=1),
        make_comment(4, parent=99),
        make_comment(5, parent=6),
        make_comment(6, parent=5),
    ]
    root = tree_of(make_snapshot(*said))
    cites = with_class(root, "h-cite")
    assert [cite.get("id") for cite in cites] == [f"comment-{n}" for n in (1, 3, 2, 4, 5, 6)]
    assert next(cites[1].iterancestors("li")) is cites[0]


def test_answers_are_linked_both_ways() -> None:
    """From the answer to what it answers, and back where the answer does not stand right below."""
    root = tree_of(
        make_snapshot(make_comment(1, "Ann"), make_comment(2, "Bob", parent=1), make_comment(3, "Cid", parent=1))
    )
    first, second, third = with_class(root, "h-cite")
    assert [a.get("href") for a in with_class(second, "to")[0].iter("a")] == ["#comment-1"]
    assert [a.get("href") for a in with_class(third, "to")[0].iter("a")] == ["#comment-1"]
    assert [a.get("href") for a in with_class(first, "answers")[0].iter("a")] == ["#comment-2", "#comment-3"]


def test_inferred_answers_say_so() -> None:
    """With the evidence at hand; they do not move the comment."""
    root = tree_of(seed_snapshot())
    second = with_class(root, "h-cite")[1]
    to = with_class(second, "to")[0]
    assert [a.get("title") for a in to.iter("a")] == ["begins with the name of the one answered"]
    assert second.getparent() is with_class(root, "h-cite")[0].getparent()


def test_the_author_is_marked() -> None:
    """Where she answers."""
    root = tree_of(seed_snapshot())
    assert len(with_class(root, "by-author")) == 8


def test_states() -> None:
    """Held and deleted comments are shown as such, edited ones with the time."""
    edited = make_comment(3, updated=Timestamp(local=datetime(2011, 1, 2)))
    root = tree_of(make_snapshot(make_comment(1, state=State.HELD), make_comment(2, state=State.DELETED), edited))
    assert text_of(with_class(root, "held")[0]).count("awaiting moderation") == 1
    assert with_class(root, "deleted")
    assert "2011" in text_of(with_class(root, "edited")[0])


def test_pingbacks_stand_apart() -> None:
    """Not among the comments, and not counted with them."""
    ping = make_comment(2, Person(name="Other blog", url="https://other.example/p"), "[…] says […]", kind=Kind.PINGBACK)
    root = tree_of(make_snapshot(make_comment(1), ping))
    section = next(element for element in root.iter("section") if element.get("id") == "responses")
    assert [a.get("href") for a in section.iter("a")] == ["https://other.example/p"]
    assert text_of(with_class(root, "count")[0]) == "1"


def test_pictures_are_put_in_once() -> None:
    """Each that is at hand as a data: URI, one that returns in the style sheet; others leave a box with words and address, and no request."""
    body = square(60, (1, 2, 3))
    html = '<img src="https://x.example/a.png" alt="A"><img src="https://x.example/a.png" alt="B"><img src="https://x.example/lost.png" alt="C">'
    assets = (Asset(url="https://x.example/a.png", media_type="text/html", body=body),)
    page = page_of(make_snapshot(post=replace(POST_RECORD, html=html), assets=assets))
    root = parse_html(page)
    images = list(root.iter("img"))
    assert [image.get("alt") for image in images] == ["A", "B"]
    assert {(image.get("width"), image.get("height")) for image in images} == {("60", "60")}
    assert page.count(b64encode(body).decode()) == 1
    assert {image.get("class") for image in images} == {"shared p0"}
    assert (
        page_of(make_snapshot(post=replace(POST_RECORD, html=html[:50]), assets=assets)).count(' src="data:image/png')
        == 1
    )
    assert [text_of(box) for box in with_class(root, "missing")] == ["Picture not saved C x.example/lost.png"]


@pytest.mark.parametrize("body", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"", b"RIFF"])
def test_only_raster_pictures_go_in(body: bytes) -> None:
    """Whatever the server called them."""
    assets = (Asset(url="https://x.example/a.svg", media_type="image/png", body=body),)
    root = tree_of(
        make_snapshot(post=replace(POST_RECORD, html='<img src="https://x.example/a.svg" alt="A">'), assets=assets)
    )
    assert not list(root.iter("img"))
    assert with_class(root, "missing")


def test_links_to_comments_stay_in_the_page() -> None:
    """A comment that links to another one's address jumps to it; ids of two comments do not meet."""
    one = make_comment(1, html='<p id="c-x">a</p><a href="#c-x">b</a>')
    two = make_comment(2, html=f'<p id="c-x">a</p><a href="{URL}#comment-1">b</a>')
    root = tree_of(make_snapshot(one, two))
    bodies = [with_class(cite, "e-content")[0] for cite in with_class(root, "h-cite")]
    assert [a.get("href") for body in bodies for a in body.iter("a")] == ["#c-comment-1-x", "#comment-1"]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_headings_skip_no_level() -> None:
    """Those of the post come below its title, those of a comment below its author."""
    post = replace(POST_RECORD, html="<h1>a</h1><h4>b</h4><h2>c</h2>")
    root = tree_of(make_snapshot(make_comment(1, html="<h1>d</h1>"), post=post))
    levels = [
        (element.tag, text_of(element))
        for element in root.iter()
        if re.fullmatch("h[1-6]", str(element.tag)) and len(text_of(element)) == 1
    ]
    assert levels == [("h2", "a"), ("h3", "b"), ("h3", "c"), ("h4", "d")]


def at(
    raw: str | None, local: str, precision: Precision, *, offset: int | None = None, estimated: bool = False
) -> Timestamp:
    return Timestamp(
        raw=raw, local=datetime.fromisoformat(local), precision=precision, offset=offset, estimated=estimated
    )


@pytest.mark.parametrize(
    ("moment", "shown", "datetime_", "title"),
    [
        (at("22 mai 2010", "2010-05-22", Precision.DAY), "22 mai 2010", "2010-05-22", "2010-05-22 · to the day"),
        (at("May 2010", "2010-05-01", Precision.MONTH), "May 2010", "2010-05", "2010-05 · to the month"),
        (
            at(None, "2010-05-22T09:05", Precision.MINUTE, offset=-210),
            "2010-05-22 09:05",
            "2010-05-22T09:05-03:30",
            "-03:30 · to the minute",
        ),
        (
            at("x", "2010-05-22T09:05:07", Precision.SECOND),
            "x",
            "2010-05-22T09:05:07",
            "2010-05-22 09:05:07 (time zone not stated) · to the second",
        ),
        (
            at("3 days ago", "2010-05-22", Precision.DAY, estimated=True),
            "≈ 2010-05-22",
            "2010-05-22",
            "2010-05-22 · to the day, reckoned from “3 days ago”",
        ),
    ],
)
def test_times(moment: Timestamp, shown: str, datetime_: str, title: str) -> None:
    """As shown on the page; exact, with precision, on hover and for programs."""
    settled = replace(make_comment(1, published=moment), sources={})
    element = with_class(tree_of(make_snapshot(settled)), "dt-published")[-1]
    assert (text_of(element), element.get("datetime"), element.get("title")) == (shown, datetime_, title)


@settings(deadline=None, max_examples=150)
@given(_HOSTILE, _HOSTILE, _HOSTILE)
def test_nothing_gets_out_of_its_place(name: str, title: str, url: str) -> None:
    """Names, titles, addresses, ids: whatever they hold, the page keeps its elements, and the text reads as it was written."""
    person = Person(name=name, url=url, handle=name, avatar=url)
    comment = make_comment(1, person, title, html="<p>x</p>", url=url, published=Timestamp(raw=title))
    ping = replace(make_comment(2, person, title, kind=Kind.PINGBACK), id=url)
    post = replace(
        POST_RECORD,
        title=f"t{title}",
        site=name,
        subtitle=title,
        authors=(person,),
        tags=(name,),
        canonical_url=url,
        license=url,
        language=name,
    )
    snapshot = make_snapshot(replace(comment, id=name, sources={"published": title}), ping, post=post)
    page = page_of(snapshot)
    page.encode()
    root = parse_html(page)
    assert [element.tag for element in root[1]] == ["a", "header", "main", "footer", "script", "script"]
    assert not list(root.iter("iframe", "object", "form", "base", "svg", "img"))
    assert len(list(root.iter("script"))) == 2
    assert not [
        name for element in root.iter() for name in element.attrib if str(name).startswith("on") or name == "style"
    ]
    hrefs = [element.get("href", "") for element in root.iter("a", "link")]
    assert all(href.startswith(("http://", "https://", "#", "data:,")) for href in hrefs)
    visible = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "", f"t{title}")
    assert text_of(next(root.iter("h1"))) == " ".join(visible.split())


def test_two_thousand_comments_are_quick() -> None:
    """Well under a second of the processor's time, and not quadratic."""
    few = make_snapshot(*(make_comment(n, f"P{n % 50}", parent=n // 2 or None) for n in range(1, 501)))
    many = make_snapshot(*(make_comment(n, f"P{n % 50}", parent=n // 2 or None) for n in range(1, 4_001)))
    spent = []
    for snapshot in (few, many):
        started = time.process_time()
        page_of(snapshot)
        spent.append(time.process_time() - started)
    assert spent[1] < 2
    assert spent[1] < 24 * max(spent[0], 0.02)


def test_a_ladder_of_answers() -> None:
    """Ten thousand levels deep: no recursion, and set in only so far."""
    said = [make_comment(n, parent=n - 1 if n > 1 else None) for n in range(1, 10_001)]
    page = page_of(make_snapshot(*said))
    assert page.count("<li id=comment-") == 10_000
    depth = deepest = 0
    for tag in re.findall(r"</?ol>", page):
        depth += 1 if tag == "<ol>" else -1
        deepest = max(deepest, depth)
    assert (depth, deepest) == (0, 6)


def test_size() -> None:
    """At most 1.3 times the bytes of its text and data, plus 40 KB."""
    snapshot = seed_snapshot()
    data = len(json.dumps(to_document(snapshot), ensure_ascii=False, separators=(",", ":")).encode())
    said = [snapshot.post.record.text, *(comment.record.text for comment in snapshot.comments)]
    text = sum(len((words or "").encode()) for words in said)
    assert len(page_of(snapshot).encode()) < 1.3 * (data + text) + 40_000


def test_what_is_true_of_all_times_is_said_once() -> None:
    """In long conversations zone, precision and origin stand beside a time only where they are others than those said above."""
    other = Timestamp(raw="22 mai 2010", local=datetime(2010, 5, 22), precision=Precision.DAY)
    page = tree_of(make_snapshot(*(make_comment(n) for n in range(1, 300)), make_comment(300, published=other)))
    assert text_of(with_class(page, "known")[0]) == "Time: +02:00 · to the minute, by the page"
    times = [time for cite in with_class(page, "h-cite") for time in cite.iter("time")]
    assert [time.get("title") for time in times if time.get("title")] == ["2010-05-22 · to the day, by the page"]
    assert not with_class(tree_of(make_snapshot(make_comment(1))), "known")


def test_missing_smiley_leaves_its_characters() -> None:
    """It is a part of its sentence: a box would tear that apart."""
    html = '<p>A friend <img class="wp-smiley" alt=";)" src="https://blog.example/wink.gif"> said <img alt=":P" src="https://blog.example/smilies/p.gif"></p>'
    page = tree_of(make_snapshot(make_comment(1), post=replace(POST_RECORD, html=html)))
    assert not with_class(page, "missing")
    assert "A friend ;) said :P" in text_of(page)
    assert [sign.get("title", "").rpartition(" · ")[2] for sign in page.iter("span") if sign.text in {";)", ":P"}] == [
        "https://blog.example/wink.gif",
        "https://blog.example/smilies/p.gif",
    ]


def test_missing_picture_within_a_link() -> None:
    """A link holds no other: browsers would end the first at the second."""
    html = '<p><a href="https://blog.example/large"><img alt="Sea" src="https://blog.example/sea.png"></a> and <img alt="" src="https://blog.example/b.png"></p>'
    page = tree_of(make_snapshot(post=replace(POST_RECORD, html=html)))
    boxes = with_class(page, "missing")
    assert [len(list(box.iter("a"))) for box in boxes] == [0, 1]
    assert "blog.example/sea.png" in text_of(boxes[0])


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("22 mai 2010 à 22 h 14", "22 mai 2010 à 22 h 14"),
        ("2010-05-22T22:14:05+02:00", "2010-05-22 22:14"),
        ("Sat, 22 May 2010 20:14:05 +0000", "2010-05-22 22:14"),
        ("1274559245", "2010-05-22 22:14"),
    ],
)
def test_times_that_no_page_shows(raw: str, shown: str) -> None:
    """Those that machines write to each other are written for people."""
    time = Timestamp(raw=raw, local=datetime(2010, 5, 22, 22, 14, 5), precision=Precision.SECOND, offset=120)
    page = tree_of(make_snapshot(make_comment(1, published=time)))
    assert text_of(with_class(with_class(page, "u-comment")[0], "dt-published")[0]) == shown


@pytest.mark.parametrize("language", ["fr", "fr-CA", "FR_fr"])
def test_the_pages_own_words(language: str) -> None:
    """In the language of the post where we have them, else in English and marked as such."""
    french = tree_of(make_snapshot(make_comment(1), post=replace(POST_RECORD, language=language)))
    assert "Commentaires" in [text_of(h2).rstrip(" 1") for h2 in french.iter("h2")]
    finnish = tree_of(make_snapshot(make_comment(1), post=replace(POST_RECORD, language="fi")))
    assert with_class(finnish, "banner")[0].get("lang") == "en"


def test_all_languages_have_all_words() -> None:
    """With the same places to fill."""
    folder = files("blogarchive.export") / "assets" / "words"
    tables = {tag: json.loads((folder / f"{tag}.json").read_text(encoding="utf-8")) for tag in LANGUAGES}
    assert {file.name for file in folder.iterdir()} == {f"{tag}.json" for tag in tables}
    for language, table in tables.items():
        assert set(table) == set(tables["en"]), language
        for key, phrase in table.items():
            expected = _places(tables["en"][key])
            assert _places(phrase) == expected, (language, key)


def _places(phrase: str | dict[str, str]) -> set[str]:
    """The places of a phrase, or of its forms together: those for few need not name the figure."""
    forms = [phrase] if isinstance(phrase, str) else phrase.values()
    return {place for form in forms for place in re.findall(r"{\w+}", form)}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {1: "1 comment", 0: "0 comments", 2: "2 comments"}),
        ("fr", {0: "0 commentaire", 1: "1 commentaire", 2: "2 commentaires"}),
        (
            "pl",
            {
                1: "1 komentarz",
                3: "3 komentarze",
                12: "12 komentarzy",
                22: "22 komentarze",
                25: "25 komentarzy",
                101: "101 komentarzy",
            },
        ),
        (
            "ru",
            {
                1: "1 комментарий",
                21: "21 комментарий",
                11: "11 комментариев",
                34: "34 комментария",
                14: "14 комментариев",
            },
        ),
        ("ar", {1: "تعليق واحد", 2: "تعليقان", 7: "7 تعليقات", 11: "11 تعليقًا", 100: "100 تعليق", 103: "103 تعليقات"}),
        ("tr", {1: "1 yorum", 5: "5 yorum"}),
        ("ja", {1: "コメント1件", 5: "コメント5件"}),
        ("zh-TW", {1: "1 則留言"}),
    ],
)
def test_counted_words(language: str, expected: Mapping[int, str]) -> None:
    """Each number in the form that the language asks for (https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html)."""
    words = words_for(language)
    assert {count: words("n_comments", count=count) for count in expected} == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_told_is_said_in_the_words_of_the_language(language: str) -> None:
    """The names of sources are for programs; a source that we have no word for (an older file's) keeps its name."""
    words = words_for(language)
    names = ("page", "learned", "article", "structured", "comment_feed", "entry_feed", "wordpress_api")
    said = {name: words.by(name) for name in names}
    assert len(set(said.values())) == 5 and not any("_" in phrase for phrase in said.values())
    assert words.by("page learned") == said["page"]
    assert "isso" in words.by("page isso")


def test_a_post_dated_by_its_feed_says_that_its_clock_is_another() -> None:
    """A feed tells UTC, the page's comments their local time: side by side they would seem to be of one clock."""
    told = Timestamp(
        raw="2010-05-22T20:14:05Z", local=datetime(2010, 5, 22, 20, 14, 5), offset=0, precision=Precision.SECOND
    )
    post = replace(POST_RECORD, published=told)
    local = Timestamp(raw="22 May 2010, 22:31", local=datetime(2010, 5, 22, 22, 31), precision=Precision.MINUTE)
    for comment, shown in ((local, "2010-05-22 20:14 UTC"), (replace(local, offset=0), "2010-05-22 20:14")):
        page = tree_of(make_snapshot(make_comment(1, published=comment), post=post))
        assert text_of(with_class(page, "dt-published")[0]) == shown


def test_a_time_without_a_zone_says_so() -> None:
    """Beside the figures in brackets, alone without."""
    bare = Timestamp(raw="22 mai 2010 à 20 h", local=datetime(2010, 5, 22, 20), precision=Precision.MINUTE)
    page = tree_of(make_snapshot(*(make_comment(n, published=bare) for n in range(1, 300))))
    assert text_of(with_class(page, "known")[0]) == "Time: time zone not stated · to the minute, by the page"
    page = tree_of(make_snapshot(make_comment(1, published=bare)))
    (title,) = [time.get("title") for cite in with_class(page, "h-cite") for time in cite.iter("time")]
    assert title == "2010-05-22 20:00 (time zone not stated) · to the minute, by the page"


@given(count=st.integers(min_value=0, max_value=100_000), language=st.sampled_from(LANGUAGES))
def test_every_number_has_a_form(count: int, language: str) -> None:
    """In every language."""
    assert all(words_for(language)(key, count=count) for key in ("n_comments", "n_answers", "n_people"))


@pytest.mark.parametrize(
    ("language", "expected"), [("ar", "rtl"), ("he-IL", "rtl"), ("fr", "ltr"), ("az-Latn", "ltr"), (None, None)]
)
def test_direction(language: str | None, expected: str | None) -> None:
    """By the language; none where that is unknown."""
    assert tree_of(make_snapshot(post=replace(POST_RECORD, language=language))).get("dir") == expected
