"""What keeps the offline page small, and that nothing is lost by it."""

import json
import re
from dataclasses import replace

import pytest

from blogarchive.export import to_json
from blogarchive.export.html_builder import el
from blogarchive.export.html_island import asset, island
from blogarchive.export.html_text import content, terse
from blogarchive.export.to_html import render
from blogarchive.model import Person, Snapshot
from blogarchive.model.codec import to_document
from blogarchive.text.markup import parse_html
from tests.export.snapshots import POST_RECORD, URL, make_comment, make_snapshot


def _texts(snapshot: Snapshot) -> int:
    said = [snapshot.post.record.text, *(comment.record.text for comment in snapshot.comments)]
    return sum(len((words or "").encode()) for words in said)


def _crowd(words: str, url: str | None = None) -> Snapshot:
    people = [Person(name=f"Person {number}", url=url) for number in range(97)]
    said = (make_comment(n, people[n % 97], words, parent=n // 2 if n % 3 == 0 else None) for n in range(1, 2_001))
    return make_snapshot(*said)


@pytest.mark.parametrize("words", ["Thanks!", "Half a line, as many comments are no longer."])
def test_short_comments(words: str) -> None:
    """Two thousand of them: at most 1.3 times the bytes of text and JSON (as `-f json` writes it), plus 40 KB."""
    snapshot = _crowd(words, "https://person.example/")
    data = len("".join(to_json.render(snapshot)).encode())
    assert len("".join(render(snapshot)).encode()) < 1.3 * (data + _texts(snapshot)) + 40_000


@pytest.mark.parametrize("url", [None, "https://person.example/"])
def test_comments_of_usual_length(url: str | None) -> None:
    """The same where the JSON is in its shortest form and comments have 330 bytes, as those of our corpus have on average."""
    snapshot = _crowd("Nobody knows what will be read in ten years. " * 7 + "So we keep all.", url)
    data = len(json.dumps(to_document(snapshot), ensure_ascii=False, separators=(",", ":")).encode())
    assert len("".join(render(snapshot)).encode()) < 1.3 * (data + _texts(snapshot)) + 40_000


@pytest.mark.parametrize(
    "end", ["</script>", "</SCRIPT >", "<!--<script>", "<!-- <ScRiPt", "]]>", "-->", "<\u2028/script>"]
)
def test_nothing_ends_the_data(end: str) -> None:
    """Neither the element nor the document; the data come back."""
    snapshot = make_snapshot(make_comment(1, text=f"a {end} b <p>&amp;</p>"))
    written = str(island(snapshot))
    inside = written.partition(">")[2].rpartition("</script>")[0]
    assert not re.search("</|<!|<script|\u2028", inside, re.IGNORECASE)
    assert json.loads(inside) == to_document(snapshot)
    (script,) = parse_html(f"<body>{written}<p>after").iter("script")
    assert json.loads(script.text or "") == to_document(snapshot)


@pytest.mark.parametrize(
    ("html", "shorter"),
    [
        ('<a href="https://x.example/a" title="b c">d</a>', '<a href=https://x.example/a title="b c">d</a>'),
        ('<a href="https://x.example/">d</a>', '<a href="https://x.example/">d</a>'),  # else its slash closes the tag
        ('<i title="">a</i>', '<i title="">a</i>'),
        ('say ="so" <i>b</i>', 'say ="so" <i>b</i>'),
        ("a  b\n\n   c", "a b\nc"),
        ('<i title="a  b"> </i>', '<i title="a  b"> </i>'),
        ("<pre>a  b</pre>  c", "<pre>a  b</pre>  c"),
        ("a\xa0\xa0b", "a\xa0\xa0b"),
    ],
)
def test_terse(html: str, shorter: str) -> None:
    """Quotes and spaces that nobody sees are away; what is within attributes, `pre` and text stays."""
    assert terse(html) == shorter


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<p>a <b>b</b></p>", "<p class=c>a <b>b</b>"),
        ("<p>a</p><p>b</p>", "<div class=c><p>a</p><p>b</div>"),
        ('<p dir="rtl">a</p>', '<div class=c><p dir="rtl">a</div>'),
        ("<p>a</p>b", "<div class=c><p>a</p>b</div>"),
        ("a", "<div class=c>a</div>"),
    ],
)
def test_content(html: str, written: str) -> None:
    """One paragraph needs no box round it."""
    assert content(html, class_="c") == written


def test_implied_ends() -> None:
    """Of cells and items: what follows ends them, as parsers know."""
    table = el("table", el("tr", el("td", "a"), el("td", "b")), el("tr", el("td", "c")))
    assert table == "<table><tr><td>a<td>b<tr><td>c</table>"


def test_a_style_sheet_without_needless_spaces() -> None:
    """Those that part values and selectors stay."""
    sheet = asset("page.css")
    assert "calc(100% - 3.4rem)" in sheet and "@media (max-width:34rem){" in sheet
    assert "#comments .h-cite" in sheet and '" (" attr(href) ")"' in sheet
    assert not re.search(r"[{};,] | [{};]|;}", sheet)


@pytest.mark.parametrize(
    ("fragment", "anchor"),
    [
        ("c236", "c236"),
        ("comment-9", "comment-9"),
        ("post", "comment-1"),
        ("c-1", "comment-1"),
        ("1", "comment-1"),
        ("a b1", "comment-1"),
    ],
)
def test_permalinks_as_on_the_site(fragment: str, anchor: str) -> None:
    """What stands after the # of a comment's address leads to it here too, unless it could be an id of the page's own."""
    page = parse_html("".join(render(make_snapshot(make_comment(1, url=f"{URL}#{fragment}")))))
    (item,) = (element for element in page.iter("li") if "h-cite" in (element.get("class") or ""))
    assert item.get("id") == anchor


def test_no_id_twice() -> None:
    """Though two comments have the same address."""
    page = "".join(render(make_snapshot(*(make_comment(n, url=f"{URL}#c1") for n in (1, 2)))))
    assert re.findall(r"<li id=(\S+)", page) == ["c1", "comment-2"]


def test_preformatted_text_keeps_its_spaces() -> None:
    """In the post too."""
    post = replace(POST_RECORD, html="<pre>a\n  b</pre>")
    assert "a\n  b</pre>" in "".join(render(make_snapshot(post=post)))
