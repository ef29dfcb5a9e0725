"""What is a name and what is not, where some writers left an address and some did not, and where a line says whom a comment answers."""

import pytest

from blogarchive.model import State
from tests.sources.pages import comments, parents

PEOPLE = ("Ada", "Bo Lind", "Cy", "Dora", "Le Marin", "Ed K.")
LINKED = ("Bo Lind", "Dora", "Ed K.")
WORDS = (
    "A first thought on this.",
    "I cannot agree with that.",
    "Thanks!",
    "Where can one buy it?",
    "Well said.",
    "Me too.",
)


def rows(row: str, link: str = '<a href="http://{i}.example/">{n}</a>', plain: str = "{n}") -> str:
    """Six comments, of which every other writer left an address: `row` with {i}, {n}ame, {w}ords, {d}ay and {t}ime of day."""
    made = [
        row.format(i=i, n=(link if n in LINKED else plain).format(i=i, n=n), w=w, d=f"2012-03-0{i}", t=f"09:1{i}")
        for i, (n, w) in enumerate(zip(PEOPLE, WORDS, strict=True), 1)
    ]
    return f'<div id="comments"><h3>6 comments</h3>{"".join(made)}</div>'


@pytest.mark.parametrize(
    "line",
    [
        '<small><time datetime="{d} {t}">{d} - {t}</time> - {n} tammodi :</small>',
        "<h4>{n} kirgo <time>{d} {t}</time>:</h4>",
        '<h4>Tammodi {n}</h4><div class="date">{d} {t}</div>',
        '<p class="info">Tammodi po {n} | <time>{d} {t}</time></p>',
        "<h4>{n}（<time>{d} {t}</time>）</h4>",
    ],
)
def test_words_beside_linked_names_are_the_themes(line: str) -> None:
    """Beside a link the markup parts the name from the words in whatever language; the same words are cut from the names that are no links."""
    found = comments(rows(f'<div id="c{{i}}">{line}<blockquote class="comment"><p>{{w}}</p></blockquote></div>'))
    assert [comment.author.name for comment in found] == list(PEOPLE)


def test_an_article_begins_a_name() -> None:
    """ "Le" stands before dates ("Le 4 mars"), and no date stood in these words: they are a name."""
    row = '<div class="comment"><h2>{n}</h2><time>{d} {t}</time><div class="content"><p>{w}</p></div></div>'
    assert [comment.author.name for comment in comments(rows(row, link="{n}"), language="fr")] == list(PEOPLE)


def test_an_article_before_a_date_is_the_themes() -> None:
    """ "Le 4 mars, Ada": with the date its article goes."""
    row = '<div class="comment"><p>Le {i} mars 2012 à 9:10, {n} :</p><div class="content"><p>{w}</p></div></div>'
    found = comments(rows(row, link="{n}").replace("Le Marin", "Marin"), language="fr")
    assert [comment.author.name for comment in found] == ["Ada", "Bo Lind", "Cy", "Dora", "Marin", "Ed K."]


def test_wide_brackets_round_a_date_go_with_it() -> None:
    """As Chinese and Japanese themes set them."""
    row = '<div class="comment"><h4>{n}（{d} {t}）</h4><div class="content"><p>{w}</p></div></div>'
    found = comments(rows(row, link="{n}").replace("Le Marin", "山田"), language="ja")
    assert [comment.author.name for comment in found] == ["Ada", "Bo Lind", "Cy", "Dora", "山田", "Ed K."]


def test_names_of_members_and_guests_in_elements_of_one_class() -> None:
    """`fn` says on a link what it says on a span."""
    row = (
        '<div id="id_{i}" class="vcard comment"><div class="visitor">{n}<div><a href="#id_{i}">{d} {t}</a></div></div>'
        '<div class="comment_text">{w}</div></div>'
    )
    body = rows(row, '<a class="url fn" href="http://{i}.example/">{n}</a>', '<span class="fn">{n}</span>')
    assert [comment.author.name for comment in comments(body)] == list(PEOPLE)


@pytest.mark.parametrize("link", ['<a href="http://{i}.example/">{n}</a>', "{n}", "<a>{n}</a>"])
def test_whom_a_comment_answers_is_no_part_of_its_writers_name(link: str) -> None:
    """ "Ada @Bo", where Bo is a link to Bo's comment."""
    names = ("Ada", "Bo", "Cy", "Bo")
    answered = {2: ("Ada", 1), 3: ("Bo", 2), 4: ("Ada", 1)}
    made = ""
    for i, name in enumerate(names, 1):
        to = '@<a href="/2012/a-post/#c{1}">{0}</a>'.format(*answered[i]) if i in answered else ""
        made += (
            f'<li id="c{i}"><div class="meta"><div>{link.format(i=i, n=name)} {to}</div><time>2012-03-0{i} 09:10</time></div>'
            f"<div>{WORDS[i]}</div></li>"
        )
    found = comments(f'<ul id="comments">{made}</ul>')
    assert [comment.author.name for comment in found] == list(names)
    assert parents(found) == [None, 0, 1, 0]


def test_a_letter_of_a_name_is_no_weekday() -> None:
    """수 is Wednesday, and ends names as well."""
    people = ("민수", "박 선생", "하나", "영수")
    made = "".join(
        f'<li id="comment-{i}"><p class="info">작성자: {name}, 14/08/2013 9:1{i}</p><p>{word}</p></li>'
        for i, (name, word) in enumerate(zip(people, WORDS, strict=False))
    )
    found = comments(f'<div id="comments"><ul>{made}</ul></div>', language="ko")
    assert [comment.author.name for comment in found] == list(people)
    assert found[0].published is not None
    assert found[0].published.isoformat() == "2013-08-14T09:10:00"


def test_parts_of_a_reply_are_no_controls() -> None:
    """`reply-header` holds who and when, `reply-content` the words; `reply` alone is a button."""
    row = (
        '<div class="message" id="message-{i}"><h4 class="reply-header"><a href="#message-{i}">#{i}</a> - Added by {n} on {d} {t}</h4>'
        '<div class="reply-content"><p>{w}</p></div><span class="reply"><a href="/r/{i}">Answer</a></span></div>'
    )
    found = comments(rows(row))
    assert [comment.author.name for comment in found] == list(PEOPLE)
    assert [comment.text for comment in found] == list(WORDS)


def test_a_moderators_buttons_hold_no_comment() -> None:
    """`comment-moderation` says that a comment waits; `comment-moderation-options` is where it could be made to."""
    row = '<div class="comment" id="comment-{i}"><h4>{n}</h4><div class="date">{d} {t}</div><p>{w}</p><div class="%s"></div></div>'
    assert {each.state for each in comments(rows(row % "comment-moderation-options"))} == {State.VISIBLE}
    assert {each.state for each in comments(rows(row % "comment-moderation"))} == {State.HELD}


def test_a_running_number_before_posted_by_is_no_part_of_the_name() -> None:
    """ "Commentaire n°1 posté par Ada": the number differs from comment to comment, so that the words are no constant."""
    row = '<div class="box"><p>{w}</p><div class="infos">Commentaire n°{i} posté par {n} le 0{i}/03/2012 à 09h1{i}</div></div>'
    found = comments(f'<div class="comments">{rows(row, link="{n}")}</div>', language="fr")
    assert [comment.author.name for comment in found] == list(PEOPLE)
    row = '<div class="comment"><b class="author">{n}</b> <i>{d} {t}</i><p>{w}</p></div>'
    found = comments(rows(row, link="{n}").replace(">Ada<", ">Commentaire n°12<"), language="fr")
    assert found[0].author.name == "Commentaire n°12"


@pytest.mark.parametrize("name", ["signature", "comment-signature"])
def test_a_signature_that_names_writer_and_time_is_the_comments_head(name: str) -> None:
    """Where nothing in it is called so it is a motto, as below the entries of forums."""
    told = (
        f'<div class="{name}"><span class="comment-date">{{d}} {{t}} | </span><span class="author">{{n}}</span></div>'
    )
    row = f'<div class="comment" id="comment{{i}}0"><div class="body"><p>{{w}}</p></div>{told}</div>'
    assert [comment.author.name for comment in comments(rows(row))] == list(PEOPLE)
    motto = f'<div class="{name}">Carpe diem, says {{n}}</div>'
    row = f'<div class="comment" id="comment{{i}}0"><b class="author">{{n}}</b> <i>{{d}}</i><p>{{w}}</p>{motto}</div>'
    assert [comment.text for comment in comments(rows(row))] == list(WORDS)


@pytest.mark.parametrize("name", ["reply", "txt_reply", "reply-wrap", "reply-text"])
@pytest.mark.parametrize("button", ["", '<div class="reply"><a href="#f">Reply</a></div>'])
def test_what_is_called_a_reply_holds_the_words_where_nothing_else_does(name: str, button: str) -> None:
    """ "Reply" names a button on most pages, and on others the answer itself."""
    row = f'<div id="comment{{i}}0"><b class="name">{{n}}</b> <i>{{d}} {{t}}</i><div class="{name}">{{w}}</div>{button}</div>'
    found = comments(rows(row))
    assert [(comment.author.name, comment.text) for comment in found] == list(zip(PEOPLE, WORDS, strict=True))


def test_a_button_to_reply_says_nothing_where_nothing_is_said() -> None:
    """Who left a picture and no words."""
    row = '<div id="comment{i}0"><b class="name">{n}</b> <i>{d} {t}</i><div class="reply"><a href="#f">Reply to {n}</a></div></div>'
    assert not any(comment.text for comment in comments(rows(row, link="{n}")))


@pytest.mark.parametrize("said", ["{n}'s comment", "{n}님의 댓글", "Kommentar von {n}", "» {n} «"])
def test_a_heading_that_all_have_with_their_own_name_is_the_themes(said: str) -> None:
    """Hidden headings for screen readers stand so in each comment, beside the name as it is shown."""
    head = f'<h2>{said}</h2><b class="member">{{n}}</b> <time>{{d}} {{t}}</time>'
    row = f'<article id="c_{{i}}0">{head}<div class="contents"><p>{{w}}</p></div></article>'
    found = comments(rows(row, link="{n}"))
    assert [(comment.author.name, comment.text) for comment in found] == list(zip(PEOPLE, WORDS, strict=True))


def test_a_writer_who_signs_keeps_the_signature() -> None:
    """What one says is no theme's."""
    row = '<div id="c{i}0" class="comment"><b class="name">{n}</b> <i>{d} {t}</i><div class="text"><p>{w}</p><p>Yours, {n}</p></div></div>'
    page = rows(row, link="{n}").replace("<p>Yours, Cy</p>", "").replace("Yours, Dora", "Dora").replace("Yours, Le", "")
    assert [("Yours" in (comment.text or "")) for comment in comments(page)] == [True, True, False, False, False, True]


@pytest.mark.parametrize("name", ["commentbody", "text", "msg"])
def test_words_with_an_element_of_their_own_may_stand_between_name_and_time(name: str) -> None:
    """All on one line, as in the short view of a diary."""
    row = f'<p><span class="commentator">{{n}}</span> <span class="{name}">{{w}}</span> <span class="timestamp">{{d}} {{t}}</span></p>'
    found = comments(rows(row, link="{n}"))
    assert [(comment.author.name, comment.text) for comment in found] == list(zip(PEOPLE, WORDS, strict=True))
