"""What comes out of the sanitiser is safe, useful, and comes in time."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.text.attacks import ATTACKS, CALL

from blogarchive.text.images import addresses_in
from blogarchive.text.sanitise import TAGS, clean

BASE = "https://blog.example/2010/05/post/"
_ALLOWED = {
    "href", "src", "alt", "title", "class", "id", "lang", "dir", "rel", "width", "height", "hreflang", "datetime", "open", "colspan",
    "rowspan", "scope", "abbr", "span", "start", "type", "reversed", "value",
}  # fmt: skip
ATTACKS_TO_MIX = [attack for attack in ATTACKS.values() if len(attack) < 2_000]


class _Inspector(HTMLParser):
    """Collects what is not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(tag)
        for name, value in attrs:
            if name not in _ALLOWED:
                self.wrong.append(f"{tag} {name}")
            if name == "href" and not (value or "").startswith(("https://", "http://", "mailto:", "#c-")):
                self.wrong.append(f"href {value}")
            if name == "src" and not (value or "").startswith(("https://", "http://", "data:image/")):
                self.wrong.append(f"src {value}")
            if name == "id" and not (value or "").startswith("c-"):
                self.wrong.append(f"id {value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data}")


def wrong_in(html: str) -> list[str]:
    inspector = _Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.wrong


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize("base", [BASE, None])
def test_nothing_but_the_allowed_is_left(name: str, base: str | None) -> None:
    """Tags, attributes, schemes and ids of each attack's remains stand on the allow-list."""
    assert wrong_in(clean(ATTACKS[name], base)) == []


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *ATTACKS_TO_MIX,
                "<p>",
                "</p>",
                "<table>",
                "<b>",
                "<svg>",
                "<math>",
                "<style>",
                "</style>",
                "<!--",
                "-->",
                "'",
                '"',
                ">",
            ]
        )
    )
)
def test_attacks_put_together_are_no_stronger(parts: list[str]) -> None:
    """Whatever they are composed to."""
    assert wrong_in(clean("".join(parts), BASE)) == []


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_is_read(text: str) -> None:
    """Never an exception; the result can be written as UTF-8 and holds no character that XML cannot."""
    cleaned = clean(text, BASE)
    cleaned.encode()
    assert not set(cleaned) & {chr(code) for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)}


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab &<>\"'é\n;#x3lt")))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What is clean stays as it is."""
    once = clean(text, BASE)
    assert clean(once, BASE) == once


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a & b", "a &amp; b"),
        ("1 &lt; 2 &eacute;", "1 &lt; 2 é"),
        ("<p>one<br />two</p>", "<p>one<br>two</p>"),
        ("text <b>bold</b> text", "text <b>bold</b> text"),
        ('<a href="/about">x</a>', '<a href="https://blog.example/about" rel="noopener noreferrer nofollow ugc">x</a>'),
        ('<a href="mailto:ann@blog.example">x</a>', '<a href="mailto:ann@blog.example" rel="noopener noreferrer nofollow ugc">x</a>'),
        ('<a name="x">x</a>', '<a rel="noopener noreferrer nofollow ugc">x</a>'),
        ('<p class="intro aligncenter" style="color:red">x</p>', '<p class="aligncenter">x</p>'),
        ('<pre><code class="language-python hljs">a &lt; b\n  c</code></pre>', '<pre><code class="language-python">a &lt; b\n  c</code></pre>'),
        ("<font color=red>x</font><center>y</center><strike>z</strike>", "x<div>y</div><s>z</s>"),
        ("<article><header>x</header></article>", "<div><div>x</div></div>"),
        ('<td colspan="2">x</td>', "x"),
        ('<ol start="3" type="a"><li value="7">x</li></ol>', '<ol start="3" type="a"><li value="7">x</li></ol>'),
        ('<details open><summary>s</summary>x</details>', '<details open=""><summary>s</summary>x</details>'),
        ('<time datetime="2010-05-22">x</time>', '<time datetime="2010-05-22">x</time>'),
        ('<math alttext="x^2"><mi>x</mi></math>', '<span class="math">x^2</span>'),
        ("<form>keep <input value=gone> this <textarea>gone</textarea></form>", "keep  this "),
        ("</body></html><p>behind</p>", "<p>behind</p>"),
    ],
)  # fmt: skip
def test_markup(html: str, expected: str) -> None:
    """What it means is kept, in today's HTML."""
    assert clean(html, BASE) == expected


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<img src="a.png">', f"{BASE}a.png"),
        ('<img src="//cdn.example/a.png">', "https://cdn.example/a.png"),
        ('<img src="data:image/gif;base64,R0lGOD" data-src="/real.jpg">', "https://blog.example/real.jpg"),
        ('<img src="/blank.gif" data-lazy-src="/real.jpg">', "https://blog.example/real.jpg"),
        (
            '<img src="/wp-content/plugins/x/images/1x1.trans.gif" data-original="/real.jpg">',
            "https://blog.example/real.jpg",
        ),
        (
            '<img src="data:image/svg+xml,x" data-srcset="/s.jpg 300w, /l.jpg 1024w, /xl.jpg 3000w">',
            "https://blog.example/xl.jpg",
        ),
        ('<img srcset="/s.jpg 300w, /m.jpg 1600w, /l.jpg 4000w">', "https://blog.example/m.jpg"),
        ('<img srcset="/a,b.jpg 1x, /c.jpg 2x">', "https://blog.example/c.jpg"),
        ('<img src="/kept.jpg" srcset="/l.jpg 1024w">', "https://blog.example/kept.jpg"),
        ('<picture><source srcset="/p.webp"><img></picture>', "https://blog.example/p.webp"),
        ('<img src="/blank.gif"><noscript><img src="/real.jpg"></noscript>', "https://blog.example/real.jpg"),
        ('<img data-src="{{ template }}" src="/real.jpg">', "https://blog.example/real.jpg"),
        ('<img src="data:image/png;base64,iVBORw0KGgo=">', "data:image/png;base64,iVBORw0KGgo="),
    ],
)
def test_pictures(html: str, address: str) -> None:
    """Each shows the picture that a reader of the page saw, and once."""
    cleaned = clean(html, BASE)
    assert cleaned.count("<img") == 1
    assert f'src="{address}"' in cleaned


def test_addresses_of_pictures() -> None:
    """Those that can be fetched, as the cleaned HTML names them."""
    html = clean(
        '<img alt="x" src="/a.png?b=1&amp;c=2"><img src="/a.png?b=1&c=2"><img src="data:image/png;base64,iVBORw0KGgo=">',
        BASE,
    )
    assert addresses_in(html) == ("https://blog.example/a.png?b=1&c=2",)


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://count.example/x.gif" width="1" height="1">',
        '<img src="data:image/svg+xml,<svg/>">',
        "<img>",
    ],
)
def test_no_picture(html: str) -> None:
    """What shows nothing, counts readers, or is a program is left out."""
    assert clean(html, BASE) == ""


def test_words_of_a_lost_picture_stay() -> None:
    """A picture without an address leaves its words."""
    assert clean('<img alt="A cat">', BASE) == "<span>A cat</span>"


_SONG = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
_OLD = "http://www.youtube.com/v/dQw4w9WgXcQ&amp;hl=fr"


@pytest.mark.parametrize(
    ("html", "address", "words"),
    [
        ('<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0" title="A song"></iframe>', _SONG, "A song"),
        (
            '<iframe src="//player.vimeo.com/video/76979871"></iframe>',
            "https://vimeo.com/76979871",
            "vimeo.com/76979871",
        ),
        (
            '<iframe data-src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" src="about:blank"></iframe>',
            _SONG,
            "youtube.com/watch",
        ),
        (f'<object><param name="movie" value="{_OLD}"><embed src="{_OLD}"></object>', _SONG, "youtube.com/watch"),
        (
            '<video poster="p.jpg"><source src="/film.mp4"></video>',
            "https://blog.example/film.mp4",
            "blog.example/film.mp4",
        ),
        ('<audio src="/talk.mp3"></audio>', "https://blog.example/talk.mp3", "blog.example/talk.mp3"),
        (
            '<iframe src="https://maps.example/embed?pb=1"></iframe>',
            "https://maps.example/embed?pb=1",
            "maps.example/embed",
        ),
    ],
)
def test_players_become_links(html: str, address: str, words: str) -> None:
    """To what they show, once each."""
    cleaned = clean(f"<p>{html}</p>", BASE)
    assert cleaned.count("<a ") == 1
    assert f'href="{address}"' in cleaned
    assert f">▶ {words}</a>" in cleaned


def test_what_a_video_holds_for_others_is_kept() -> None:
    """A video without a source leaves its fallback text."""
    assert clean("<video>Watch it <a href='/v'>there</a></video>", BASE).startswith("Watch it <a href=")


def test_jumps_within_the_fragment() -> None:
    """A footnote's jump works; a jump to elsewhere on the page leads to the page; without a base it leads nowhere."""
    html = '<a href="#fn1">1</a><a href="#elsewhere">2</a><p id="fn1">note</p>'
    cleaned = clean(html, BASE)
    assert 'href="#c-fn1"' in cleaned
    assert '<p id="c-fn1">' in cleaned
    assert f'href="{BASE}#elsewhere"' in cleaned
    assert "elsewhere" not in clean(html)


def test_relative_addresses_without_a_base_go() -> None:
    """Nobody could follow them."""
    assert (
        clean('<a href="about">x</a><img src="a.png" alt="A">')
        == '<a rel="noopener noreferrer nofollow ugc">x</a><span>A</span>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 30_000 + "END",
        "<div>a" * 10_000 + "END",
        "<a href=x>" * 20_000 + "END",
        "".join(f"<p><font color={number}>x" for number in range(20_000)) + "END",
        "".join(f"<p><b id=b{number}>x" for number in range(20_000)) + "END",
        "<b><i><u><s><em><strong><code>" * 1_000 + "<p>x" * 10_000 + "END",
        "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">END</p>",
        "<" * 500_000 + " END",
        "<p>x" * 50_000 + "END",
        "<table>" * 20_000 + "END",
        "<table><tr><td>" * 10_000 + "END",
        "&amp;" * 500_000 + "END",
        "<a href='" + "x" * 5_000_000 + "'>END</a>",
        "<math>" * 3_000 + "END",
        "<noscript><img>" * 3_000 + "</noscript>" * 3_000 + "END",
        "<img srcset='" + "x 1x" * 30_000 + "'>END",
        "<img srcset='" + " , " * 30_000 + "'>END",
        "<!--" + "-" * 500_000 + "-->END",
        "<a href='#x'>x</a>" * 40_000 + "END",
        "<div>" * 201 + "x<i>y</i>" * 60_000 + "END",
    ],
    ids=lambda html: html[:12],
)
def test_hostile_documents_are_finished(html: str) -> None:
    """In time, and with the text that stands at their end."""
    started = time.process_time()
    assert "END" in clean(html, BASE)
    assert time.process_time() - started < 20


def test_the_call_is_only_ever_text() -> None:
    """Where an attack's call survives, it survives as words."""
    for attack in ATTACKS.values():
        cleaned = clean(attack, BASE)
        if CALL in cleaned:
            assert "<script" not in cleaned
            assert wrong_in(cleaned) == []


def test_code_in_an_obsolete_element_is_escaped_once() -> None:
    assert clean("<p>x</p><xmp>a > b <i>k</i></xmp>") == "<p>x</p><pre>a &gt; b &lt;i&gt;k&lt;/i&gt;</pre>"
