"""Comments are read from any markup, by what every comment has; each case is a way in which pages write them."""

import pytest

from blogarchive.model import Kind, State
from tests.sources.pages import comments, facts

WORDPRESS = """
<div id="comments"><h3>3 thoughts on “A post from 2012”</h3><ol class="commentlist">
<li class="comment even depth-1" id="comment-7"><div id="div-comment-7" class="comment-body">
 <div class="comment-author vcard"><img class="avatar" src="http://avatars.example/a.png"><cite class="fn">
<a class="url" href="http://ada.example/">Ada</a></cite>
 <span class="says">says:</span></div>
 <div class="comment-meta"><a href="http://blog.example/2012/a-post/#comment-7">March 4, 2012 at 9:05 pm</a></div>
 <p>First words.</p><p>And a <em>second</em> paragraph.</p>
 <div class="reply"><a class="comment-reply-link" href="?replytocom=7#respond">Reply</a></div></div></li>
<li class="comment bypostauthor odd depth-1" id="comment-8"><div id="div-comment-8" class="comment-body">
 <div class="comment-author vcard"><cite class="fn">Host</cite> <span class="says">says:</span></div>
 <div class="comment-meta"><a href="http://blog.example/2012/a-post/#comment-8">March 5, 2012 at 8:00 am</a></div>
 <p>Thank you!</p><div class="reply"><a class="comment-reply-link" href="?replytocom=8#respond">Reply</a></div></div></li>
<li class="pingback" id="comment-9"><p>Pingback: <a class="url" href="http://other.example/echo">An echo</a></p></li>
</ol></div>
"""


def test_a_classic_list_gives_every_field() -> None:
    first, second, ping = comments(WORDPRESS)
    assert facts([first, second]) == [
        ("Ada", "2012-03-04T21:05:00", "First words.\n\nAnd a second paragraph."),
        ("Host", "2012-03-05T08:00:00", "Thank you!"),
    ]
    assert (first.native_id, first.url) == ("7", "http://blog.example/2012/a-post/#comment-7")
    assert (first.author.url, first.author.avatar) == ("http://ada.example/", "http://avatars.example/a.png")
    assert first.html is not None and "<em>second</em>" in first.html and "Reply" not in first.html
    assert (first.author.is_post_author, second.author.is_post_author) == (False, True)
    assert (ping.kind, ping.author.name, ping.author.url) == (Kind.PINGBACK, "An echo", "http://other.example/echo")


FLAT = """
<h2>Reactions</h2>
<a id="c11"></a><div class="words">Eerste woorden hier.</div><p class="posted">Geplaatst door <b>Bram</b> op 4 maart 2012 21:05</p>
<a id="c12"></a><div class="words">Nog iets anders gezegd.</div><p class="posted">Geplaatst door <b>
<a href="http://cor.example">Cor</a></b> op 5 maart 2012 08:00</p>
<a id="c13"></a><div class="words">Tot slot dit.</div><p class="posted">Geplaatst door <b>Dina</b> op 6 maart 2012 10:10</p>
<form><textarea name="text"></textarea></form>
"""
TABLE = """
<table class="guests">
<tr><td class="who"><a name="comment21">Eva</a><br><small>04.03.2012 21:05</small></td><td class="what">Ein erster Gedanke dazu.</td></tr>
<tr><td class="who"><a name="comment22">Fritz</a><br><small>05.03.2012 08:00</small></td>
<td class="what">Ein zweiter Gedanke dazu.</td></tr>
<tr><td class="who"><a name="comment23">Gerd</a><br><small>26.03.2012 10:10</small></td>
<td class="what">Und noch ein dritter.</td></tr></table>
"""
DEFINITIONS = """
<dl><dt id="comment-31"><span>Hana</span> on March 4, 2012 9:05 pm</dt><dd><p>One remark.</p></dd>
<dt id="comment-32"><span>Igor</span> on March 5, 2012 8:00 am</dt><dd><p>Another remark.</p><p>In two parts.</p></dd>
<dt id="comment-33"><span>Jo</span> on March 6, 2012 10:10 am</dt><dd><p>A last remark.</p></dd></dl>
"""
NO_NAMES_IN_MARKUP = """
<div class="x1"><div class="x2"><div class="x3"><span class="x4">Kaisa</span> <span class="x5">4.3.2012 21:05</span></div>
<div class="x6">Hyvä kirjoitus, kiitos tästä.</div></div>
<div class="x2"><div class="x3"><span class="x4">Liisa</span> <span class="x5">5.3.2012 08:00</span></div>
<div class="x6">Olen eri mieltä kanssasi.</div></div>
<div class="x2"><div class="x3"><span class="x4">Matti</span> <span class="x5">26.3.2012 10:10</span></div>
<div class="x6">Minäkin haluan sanoa jotain.</div></div></div>
<form action="/post"><textarea name="t"></textarea></form>
"""
AFTER_THE_WORDS = """
<ol id="replies"><li id="comment-41"><p>Les premiers mots.</p><p>
<cite>Commentaire par <a href="http://nina.example">Nina</a> — 4 mars 2012 @ <a href="#comment-41">21 h 05 min</a></cite></p></li>
<li id="comment-42"><p>Oui.</p><p><cite>Commentaire par Otto — 5 mars 2012 @ <a href="#comment-42">8 h 00 min</a></cite></p></li>
<li id="comment-43"><p>Merci à tous.</p><p><cite>Commentaire par Paul — 6 mars 2012 @ <a href="#comment-43">10 h 10 min</a>
</cite></p></li></ol>
"""
TIMES = ("2012-03-04T21:05:00", "2012-03-05T08:00:00")


@pytest.mark.parametrize(
    ("body", "language", "names", "words"),
    [
        (FLAT, "nl", ["Bram", "Cor", "Dina"], ["Eerste woorden hier.", "Nog iets anders gezegd.", "Tot slot dit."]),
        (
            TABLE,
            "de",
            ["Eva", "Fritz", "Gerd"],
            ["Ein erster Gedanke dazu.", "Ein zweiter Gedanke dazu.", "Und noch ein dritter."],
        ),
        (
            DEFINITIONS,
            "en",
            ["Hana", "Igor", "Jo"],
            ["One remark.", "Another remark.\n\nIn two parts.", "A last remark."],
        ),
        (
            NO_NAMES_IN_MARKUP,
            "fi",
            ["Kaisa", "Liisa", "Matti"],
            ["Hyvä kirjoitus, kiitos tästä.", "Olen eri mieltä kanssasi.", "Minäkin haluan sanoa jotain."],
        ),
        (AFTER_THE_WORDS, "fr", ["Nina", "Otto", "Paul"], ["Les premiers mots.", "Oui.", "Merci à tous."]),
    ],
    ids=["flat siblings, byline last", "table", "dl", "no telling names", "name and time after the words"],
)
def test_each_form_is_read(body: str, language: str, names: list[str], words: list[str]) -> None:
    found = comments(body, language=language)
    assert [c.author.name for c in found] == names
    assert [c.text for c in found] == words
    assert tuple(c.published.isoformat() if c.published else None for c in found[:2]) == TIMES


def test_a_single_comment_needs_no_repetition() -> None:
    body = (
        '<div id="comments"><h3>One response</h3><div class="comment" id="comment-5"><p class="by"><b>Rosa</b>, 4 March 2012, 21:05</p>'
        "<p>The only words.</p></div></div><form><textarea></textarea></form>"
    )
    assert facts(comments(body)) == [("Rosa", "2012-03-04T21:05:00", "The only words.")]


def test_no_rule_needs_a_listed_language() -> None:
    """Faroese: neither its "says" nor its month names are data anywhere."""
    body = "".join(
        f'<div class="comment" id="comment-{n}"><span class="author">{name}</span> <span class="s">sigur:</span>'
        f'<span class="date">{n}. septembur</span><div class="body">{words}</div><a href="#svara">Svara</a></div>'
        for n, name, words in (
            (1, "Sára", "Takk fyri."),
            (2, "Tróndur", "Gott at lesa."),
            (3, "Una", "Eg haldi tað sama."),
        )
    )
    found = comments(f"<div>{body}</div>", language="fo")
    assert [(c.author.name, c.text) for c in found] == [
        ("Sára", "Takk fyri."),
        ("Tróndur", "Gott at lesa."),
        ("Una", "Eg haldi tað sama."),
    ]


def test_a_name_that_the_post_author_shares_with_many_comments_is_no_constant() -> None:
    rows = "".join(
        f'<li id="comment-{n}"><b class="fn">{"Vera" if n % 3 else "Walt"}</b> <i>5 March 2012 10:{n:02}</i>'
        f'<div class="text">Words number {n}.</div></li>'
        for n in range(1, 10)
    )
    assert [c.author.name for c in comments(f"<ul>{rows}</ul>")] == ["Vera", "Vera", "Walt"] * 3


def test_same_words_in_all_comments_are_kept() -> None:
    rows = "".join(
        f'<li id="comment-{n}"><b class="fn">Guest {n}</b> <i>5 March 2012 10:{n:02}</i><div class="text">Thanks!</div></li>'
        for n in range(1, 6)
    )
    assert [c.text for c in comments(f"<ul>{rows}</ul>")] == ["Thanks!"] * 5


def test_what_awaits_moderation_is_held() -> None:
    body = WORDPRESS.replace(
        "<p>First words.</p>", '<em class="comment-awaiting-moderation">Your comment waits.</em><p>First words.</p>'
    )
    first = comments(body)[0]
    assert (first.state, first.text) == (State.HELD, "First words.\n\nAnd a second paragraph.")


def test_an_emoji_alone_is_a_comment() -> None:
    rows = "".join(
        f'<li id="comment-{n}"><b class="fn">P{n}</b> <i>5 March 2012 10:{n:02}</i><div class="text">{text}</div></li>'
        for n, text in enumerate(("A word.", "🎉", "Another."), start=1)
    )
    assert [c.text for c in comments(f"<ul>{rows}</ul>")] == ["A word.", "🎉", "Another."]


def test_pingbacks_without_id_stand_where_the_page_has_them() -> None:
    body = WORDPRESS.replace('<li class="pingback" id="comment-9">', '<li class="pingback">')
    assert [c.kind for c in comments(body)] == [Kind.COMMENT, Kind.COMMENT, Kind.PINGBACK]


def test_the_word_for_pingbacks_is_nobody_however_it_is_set_off() -> None:
    body = WORDPRESS.replace("Pingback: ", "<em>Pingback</em>: ")
    ping = comments(body)[-1]
    assert (ping.kind, ping.author.name, ping.author.url) == (Kind.PINGBACK, "An echo", "http://other.example/echo")


def test_an_excerpt_in_brackets_is_a_pingback_in_disguise() -> None:
    rows = (
        '<li id="comment-1"><b class="fn">Xenia</b> <i>5 March 2012 10:01</i><div class="text">Words.</div></li>'
        '<li id="comment-2"><b class="fn"><a href="http://y.example/p">Y blog</a></b> <i>5 March 2012 10:02</i>'
        '<div class="text">[…] quoted there […]</div></li>'
    )
    assert [c.kind for c in comments(f"<ul>{rows}</ul>")] == [Kind.COMMENT, Kind.PINGBACK]


def test_signs_between_links_are_the_writers() -> None:
    """A comma between two marked words and the stop after a link belong to the text; the bar beside "Reply" does not."""
    body = """<ol class=commentlist><li id=comment-1><cite>Bob</cite> says:<br><small><a href="#comment-1">5 March 2012 at 9:15</a> |
<a href="#respond">Reply</a></small><p>With <strong>bold</strong>, <a href="http://l.example/">a link</a> and more.</p></li>
<li id=comment-2><cite>Ann</cite> says:<br><small><a href="#comment-2">5 March 2012 at 9:18</a> | <a href="#respond">Reply</a></small>
<p>Write to <a href="mailto:x@y.example">x@y.example</a>.</p></li></ol>"""
    assert [comment.text for comment in comments(body)] == ["With bold, a link and more.", "Write to x@y.example."]


def test_a_running_number_is_the_themes() -> None:
    rows = "".join(
        f'<li id="comment-{at}"><div class="nr">{at}</div><b class="who">{name}</b> <i>{at} March 2012 at 9:05</i><p>{words}</p></li>'
        for at, name, words in ((7, "Ada", "Seven."), (8, "Ben", "8"), (9, "Cem", "Nine it is."))
    )
    assert [words for _, _, words in facts(comments(f"<ol>{rows}</ol>"))] == ["Seven.", "8", "Nine it is."]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("par {link}", ["Le Chat", "Ben", "De Witte"]),  # "by" stands outside the link, "Le" is the name's
        ("Kommentar by {plain}", ["Ada", "Ben", "Cem"]),  # half of the theme was translated
        ("{plain}&amp;hellip", ["Ada", "Ben", "Cem"]),  # the theme lost a semicolon
        ("par {link}", ["Ada " + "long" * 50, "Ben", "Cem", "Dan", "Eve"]),
    ],
)
def test_a_name_is_cut_out_of_its_line(line: str, names: list[str]) -> None:
    rows = "".join(
        f'<li id="comment-{at}"><p>{line} | {at} mars 2012 at 9:05</p><p>Words, number {at} of them.</p></li>'.replace(
            "{link}", f'<a href="http://{at}.example/">{name}</a>'
        ).replace("{plain}", name)
        for at, name in enumerate(names, 4)
    )
    assert [name for name, _, _ in facts(comments(f"<ol>{rows}</ol>"))] == names


def test_names_with_and_without_a_link_stand_at_one_place() -> None:
    who = ('<a class="url" href="http://a.example">Ada</a>', '<span id="by-5">Ben</span>', '<span id="by-6">Cem</span>')
    rows = "".join(
        f'<li id="comment-{at}"><ul><li class="who">{name}</li><li class="when">{at} March 2012</li></ul><div class="words">Number {at}.</div></li>'
        for at, name in enumerate(who, 4)
    )
    assert [name for name, _, _ in facts(comments(f"<ol>{rows}</ol>"))] == ["Ada", "Ben", "Cem"]


def test_who_is_quoted_is_not_who_writes() -> None:
    rows = "".join(
        f'<li id="comment-{at}"><p>{words}</p><p><cite>by {name} — <a href="#comment-{at}">{at} March 2012 at 9:05</a></cite></p></li>'
        for at, name, words in (
            (4, "Ada", "Stay hungry. <cite>Somebody famous</cite>"),
            (5, "Ben", "Yes."),
            (6, "Cem", "No, I would say."),
        )
    )
    assert [name for name, _, _ in facts(comments(f"<ol>{rows}</ol>"))] == ["Ada", "Ben", "Cem"]


def test_somebody_may_be_called_like_a_time_where_the_markup_says_that_it_is_a_name() -> None:
    names = ('<a href="http://a.example">12:30</a>', "Ben", "12:30", "Cem")
    rows = "".join(
        f'<li id="comment-{at}"><div class="comment-author-name">{name}</div><time>{at} March 2012 at 9:05</time><p>Number {at}.</p></li>'
        for at, name in enumerate(names, 4)
    )
    assert [name for name, _, _ in facts(comments(f"<ol>{rows}</ol>"))] == ["12:30", "Ben", "12:30", "Cem"]


@pytest.mark.parametrize("remark", ["not verified", "vizsgálatlan"])
def test_what_an_engine_says_of_guests_is_no_part_of_their_names(remark: str) -> None:
    """In a listed language, or of several people in the same words."""
    names = (f"Ada ({remark})", f"Ben ({remark})", "Host", f"Cem ({remark})", "Dan (the elder)")
    rows = "".join(
        f'<li id="comment-{at}"><b class="username">{name}</b> <i>{at} March 2012 at 9:05</i><p>Number {at}.</p></li>'
        for at, name in enumerate(names, 4)
    )
    found = [name for name, _, _ in facts(comments(f"<ol>{rows}</ol>"))]
    assert found == ["Ada", "Ben", "Host", "Cem", "Dan (the elder)"]


def test_a_comment_among_pingbacks_says_itself_that_it_is_one() -> None:
    rows = "".join(
        f'<dt id="comment-{at}" class="{kind} even depth-1"><a href="http://{at}.example">{name}</a> {at} March 2012</dt>'
        f'<dd class="{kind} odd depth-1"><p>{words}</p></dd>'
        for at, kind, name, words in (
            (4, "pingback", "An echo", "[…] here it is said […]"),
            (5, "trackback", "Another", "[…] and here […]"),
            (6, "pingback", "A third", "[…] here as well […]"),
            (7, "comment", "Ada", "A comment among them."),
        )
    )
    found = comments(f'<dl class="pingbacks">{rows}</dl><form><textarea></textarea></form>')
    assert [comment.kind for comment in found] == [Kind.PINGBACK, Kind.TRACKBACK, Kind.PINGBACK, Kind.COMMENT]
    assert found[-1].text == "A comment among them."
