"""Markup: whatever the page, nothing that a browser would show is lost, and it takes bounded time."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from blogarchive.text.markup import Element, parse_html, parse_utf8
from blogarchive.text.nesting import MOST, bounded

HEAD = "<!doctype html><html lang=fr><head><title>T</title></head><body>"


def words(root: Element) -> str:
    """All text, as one line."""
    return " ".join("".join(root.itertext()).split())


def depth(root: Element) -> int:
    """Levels of elements."""
    return max(sum(1 for _ in element.iterancestors()) for element in root.iter())


LARGE: dict[
    str, tuple[Callable[[], str], float]
] = {  # what comes between two marks, and seconds that it may take on a slow, busy machine
    "deep_10k": (lambda: "<div>" * 10_000 + "middle" + "</div>" * 10_000, 4),
    "deep_200k": (lambda: "<div>" * 200_000 + "middle" + "</div>" * 200_000, 30),
    "deep_inline_200k": (lambda: "<p><b>" * 100_000 + "middle", 30),
    "deep_in_a_button": (lambda: "<p><button>" + "<div>" * 30_000 + "middle", 10),
    "quotes_2k": (lambda: "<blockquote>" * 2100 + "middle" + "</blockquote>" * 2100, 4),
    "tables_10k": (lambda: "<table><tr><td>" * 10_000 + "middle", 8),
    "select_20k": (lambda: "<select><option>" * 20_000 + "middle", 8),
    "fonts_20k": (lambda: "<p><font color=1>x" * 20_000 + "middle", 8),
    "links_20k": (lambda: "<a href=x>y" * 20_000 + "middle", 8),
    "paragraphs_200k": (lambda: "<p>x" * 200_000 + "middle", 8),
    "data_uri_20MB": (lambda: f'<img src="data:image/png;base64,{"A" * 20_000_000}">middle', 10),
    "inline_script_20MB": (lambda: f"<script>{'a=1;' * 5_000_000}</script>middle", 10),
    "text_20MB": (lambda: f"<p>{'word ' * 4_000_000}</p>middle", 10),
    "attributes_100k": (lambda: f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>middle", 4),
    "attributes_without_space": (lambda: "<p " + "".join(f'a{n}="1"' for n in range(100_000)) + ">middle", 4),
    "attributes_after_a_quoted_end": (lambda: f'<p x=">" {" ".join(f"a{n}=1" for n in range(100_000))}>middle', 4),
    "attributes_with_odd_quotes": (lambda: f'<p x=a"b {" ".join(f"a{n}=1" for n in range(100_000))}>middle', 4),
    "lt_1M": (lambda: "<" * 1_000_000 + "<p>middle", 8),
    "comment_1M": (lambda: "<!--" * 1_000_000 + "-->middle", 8),
    "entities_1M": (lambda: "&amp;" * 1_000_000 + "middle", 8),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_and_hostile_pages_are_read_whole(name: str) -> None:
    made, seconds = LARGE[name]
    page = f"{HEAD}<p>before</p>{made()}<p>after</p>"
    started = time.monotonic()
    text = words(parse_html(page))
    assert time.monotonic() - started < seconds
    assert "before" in text
    assert "middle" in text
    assert text.endswith("after")


@pytest.mark.parametrize("count", [300, 3000])
@pytest.mark.parametrize(
    "item", ['<div id="c{n}">comment {n}', '<ol><li id="c{n}"><p>comment {n}', '<div id="c{n}"><b>comment {n}<div>']
)
def test_comments_that_are_never_closed_are_all_kept(item: str, count: int) -> None:
    root = parse_html(HEAD + "".join(item.replace("{n}", str(n)) for n in range(count)))
    assert [element.get("id") for element in root.iter() if element.get("id")] == [f"c{n}" for n in range(count)]
    text = words(root)
    assert all(f"comment {n}" in text for n in range(count))


WHOLE = {
    "two_pages_in_one": ("<p>one</p></body></html><html><body><p>two</p></body></html><p>three", "one two three"),
    "goes_on_after_html": ("<div><p>one</p></html> and <p>two</p></div>three", "one and two three"),
    "goes_on_after_body": ("<p>one</p></body>and <p>two</p>three</html>", "one and two three"),
    "nul_and_controls": ("<p>o\0n\x0be</p><p>t\x1bwo\ufffe\uffff</p>", "one two"),
    "references_to_controls": (
        "<p>o&#1;n&#x1F;e</p><p>t&#0027wo&#65534;&#xFffe;</p><p>&#49; tab&#9;&#x2019;&#119;",
        "one two 1 tab ’w",
    ),
    "plaintext": ("<p>one</p><plaintext>two", "one two"),
    "unclosed_textarea": ("<p>one</p><textarea>two", "one two"),
    "short_comments": ("<p>one<!--><p>two<!---><p>three<!-- x --!><p>four", "one two three four"),
    "php_left_in": ("<p>one</p><?php echo 1; ?><p>two", "one two"),
    "office_tags": ("<o:p>one</o:p> <my-tag>two</my-tag>", "one two"),
    "broken_tags": ('<p>one <a"b>two</a"b> <3 three', "one two <3 three"),
    "noscript": ("<noscript><p>one</p></noscript><p>two", "one two"),
    "text_in_a_table": ("<table>one<tr><td>two</table>", "one two"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_odd_markup_loses_no_word(name: str) -> None:
    markup, said = WHOLE[name]
    root = parse_html(HEAD + markup)
    body = root.find("body")
    assert body is not None
    assert " ".join(" ".join(body.itertext()).split()) == said
    assert root.find("head/title") is not None


REFERENCES = st.lists(
    st.sampled_from(["&", "#", "x", "X", "0", "1", "2", "f", "FFFE", "65534", ";", "&#1;", "&#x1f;", " "])
)


@given(REFERENCES.map("".join))
def test_no_reference_gives_what_xml_cannot_hold(text: str) -> None:
    for root in (parse_html(f"<p title='{text}'>{text}"), parse_utf8(f"<p title='{text}'>{text}".encode())):
        assert root is not None
        for element in root.iter("*"):
            element.set("title", element.get("title") or "")  # raises ValueError for such text
            element.text = element.text


@pytest.mark.parametrize(
    "page",
    ["", " \n ", "\0", "<!-- -->", "<?xml version='1.0'?>", "<!doctype html>", "<", "&", "</p>", "\ud800", "\ufeff"],
)
def test_next_to_nothing_gives_an_empty_page(page: str) -> None:
    root = parse_html(page)
    assert root.tag == "html"
    assert len(words(root)) <= 1


def test_a_page_without_html_and_body() -> None:
    assert words(parse_html("<p>one</p> two")) == "one two"
    assert words(parse_html("one")) == "one"


def test_frames() -> None:
    root = parse_html("<html><frameset><frame src=a><noframes><p>one</p></noframes></frameset></html>")
    assert "one" in words(root)


def test_a_forgotten_space_does_not_make_a_new_element() -> None:
    root = parse_html(
        f'{HEAD}<ol><liclass="c" id=1><p>one</p></li><liclass=c id=2><p>two</p></li></ol><divid=x>three</div>'
    )
    assert [(li.get("class"), li.get("id")) for li in root.iter("li")] == [("c", "1"), ("c", "2")]
    assert root.xpath("//li/parent::ol/li[2]/p/text()") == ["two"]
    assert root.xpath("//div/@id") == ["x"]


def test_bytes_and_text_give_the_same_tree() -> None:
    page = f"{HEAD}<p title=été>où l’été</li></p></body></html><p>after<p {'a=1 ' * 10_000}>"
    root = parse_utf8(page.encode())
    assert root is not None
    assert etree.tostring(root) == etree.tostring(parse_html(page))


@pytest.mark.parametrize(
    "page",
    [
        b"<p>caf\xe9</p>",
        b"<p title='caf\xe9'>a</p>",
        b"<title>\xed\xa0\x80</title>",
        b"<script>\xc0\x80</script>",
        b"<p>a</p><!-- \xff -->",
        b"<html><body>a</body></html>\xf4\x90\x80\x80",
        b"<p>a</b>" * 200 + b"<p>caf\xe9</p>",
        b"<div>" * 3000 + b"<p>caf\xe9</p>",
        b"\xef\xbb\xbf<p>a</p>",
        b"<p>a\x01</p>",
        "<p>a\uffff</p>".encode(),
        "<p>a</p>".encode("utf-16"),
    ],
)
def test_bytes_that_are_no_plain_utf8_are_left_to_be_decoded(page: bytes) -> None:
    assert parse_utf8(page) is None


def test_many_errors_and_limits_do_not_hide_utf8() -> None:
    for page in ("<p>a</b>" * 200 + "<p>où</p>", "<div>" * 3000 + "<p>où</p>"):
        root = parse_utf8(page.encode())
        assert root is not None
        assert words(root).endswith("où")


def test_a_long_value_is_kept_whole_and_so_is_long_text() -> None:
    value, text = "A" * 300_000, "word " * 100_000
    root = parse_html(
        f'{HEAD}<img alt="a" src="{value}" title="t"><p class=x>{text}</p><script>{"a = 1; " * 9000}</script>'
    )
    (image,) = root.iter("img")
    assert dict(image.attrib) == {"alt": "a", "src": value, "title": "t"}
    assert root.xpath("string(//p[@class='x'])") == text
    assert len(root.xpath("string(//script)")) == 63_000


def test_text_before_the_first_tag_is_no_tag_however_long_it_is() -> None:
    text = " ".join(f"word{n}" for n in range(5_000))
    assert words(parse_html(f"{text} <p>after")) == f"{text} after"


def test_the_tree_of_a_cut_page_has_its_head_and_its_attributes() -> None:
    root = parse_html(f'{HEAD}{"<div>" * 2100}<p class="a b" id=x data-y="1" on:z=2 xml:lang=de>one</p>')
    assert root.xpath("string(/html/head/title)") == "T"
    (paragraph,) = root.iter("p")
    assert (paragraph.get("class"), paragraph.get("id"), paragraph.get("data-y")) == ("a b", "x", "1")
    assert etree.fromstring(etree.tostring(root), etree.XMLParser(huge_tree=True)) is not None, (
        "it can be written as XML"
    )


# -- bounded nesting


def test_nothing_nests_deeper_than_the_limit() -> None:
    page = HEAD + "<div><span>" * 3000 + "one" + "</span></div>" * 3000 + "<p>two"
    root = parse_html(bounded(page))
    assert depth(root) <= MOST + 2
    assert words(root) == "Tonetwo"
    assert root.xpath("count(//div)") == 3000


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<ul><li>1<li>2</ul>", "<ul><li>1</li><li>2</li></ul>"),
        ("<ul><li><div><p>1<li>2</ul>", "<ul><li><div><p>1</p></div></li><li>2</li></ul>"),
        ("<ul><li>1<ul><li>2</ul><li>3</ul>", "<ul><li>1<ul><li>2</li></ul></li><li>3</li></ul>"),
        ("<dl><dt>1<dd>2<dt>3</dl>", "<dl><dt>1</dt><dd>2</dd><dt>3</dt></dl>"),
        ("<p>1<p>2<div>3</div>", "<p>1</p><p>2</p><div>3</div>"),
        ("<p>1<b>2</p>3", "<p>1<b>2</b></p>3"),
        ("<table><tr><td>1<td>2<tr><td>3</table>4", "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>4"),
        ("<td><div>1</td></div>2", "<td><div>1</div></td>2"),
        ("<div>1</span></div></p>2", "<div>1</div>2"),
        ("<table><tr><td></div>1</table>", "<table><tr><td>1</td></tr></table>"),
        ("<script>if (a</b) '<div>'</script><p>1</p>", "<script>if (a</b) '<div>'</script><p>1</p>"),
        ("<style><p></style>1<br/>2<img>", "<style><p></style>1<br/>2<img>"),
        ("<!-- <div> -->1<![CDATA[2]]><?php 3 ?>", "<!-- <div> -->1"),
        ("<select><option>1<option>2</select>", "<select><option>1</option><option>2</option></select>"),
        ('<a title="a > b">1</a>', '<a title="a > b">1</a>'),
        ("<html><body><div>1</body></html><body>2", "<html><body><div>12"),
    ],
)
def test_end_tags_are_written_where_the_standard_implies_them(written: str, meant: str) -> None:
    assert bounded(written) == meant


def test_past_the_limit_elements_follow_each_other() -> None:
    assert bounded("<div><div><div id=1>a<div id=2>b</div>c</div></div></div>d", 3) == (
        "<div><div><div id=1>a</div><div id=2>b</div>c</div></div>d"
    )


def test_a_comment_does_not_part_a_text() -> None:
    """Scripts that build pages set empty comments between the words that they filled in."""
    line = parse_html("<p>May <!-- -->5<!-- -->, <!-- -->2020</p>").find(".//p")
    assert line is not None
    assert (line.text, len(line)) == ("May 5, 2020", 0)


@pytest.mark.parametrize("tag", ["xmp", "listing"])
def test_code_in_obsolete_elements_stays_what_it_is_when_it_is_written_again(tag: str) -> None:
    """`xmp` holds no markup in HTML5, but is code all the same: page builders still write their listings so."""
    page = f"<p>Code:</p><pre><code><{tag}>if a > b:\n  c</{tag}></code></pre><{tag}>d</{tag}>"
    root = parse_html(page)
    again = parse_html(etree.tostring(root, encoding="unicode", method="html"))
    assert [words(root), words(again)] == ["Code:if a > b: cd"] * 2
    assert [element.tag for element in again.iter("pre", "xmp", "listing")] == ["pre", "pre"]
