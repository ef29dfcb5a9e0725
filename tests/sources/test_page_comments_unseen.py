"""Rules found on pages of engines and themes that nobody had prepared the reader for: names, subjects, controls, times."""

import pytest

from tests.sources.pages import comments, facts, parents

WORDS = ("A first thought on this.", "I cannot agree with that.", "Thanks!", "Where can one buy it?", "Well said.")
PEOPLE = ("Ada", "Bo Lind", "Cy", "Dora", "Ed K.")


def listed(row: str, names: tuple[str, ...] = PEOPLE) -> str:
    """A list of comments: `row` with {i}, {n}ame, {w}ords and {d}, the minute."""
    rows = "".join(
        row.format(i=12 + i, n=n, w=w, d=f"4 March 2012, 9:{10 + i}")
        for i, (n, w) in enumerate(zip(names, WORDS, strict=True))
    )
    return f'<div id="comments"><h3>5 comments</h3><ul>{rows}</ul></div>'


def names(body: str, language: str = "en") -> list[str | None]:
    """The names of the comments of a page."""
    return [comment.author.name for comment in comments(body, language=language)]


@pytest.mark.parametrize(
    "row",
    [
        '<li id="comment-{i}"><b class="author">{n}</b> <i class="date">{d}</i><p>{w}</p></li>',
        '<li id="comment-{i}"><h4>{n} <small>{d}</small></h4><p>{w}</p></li>',
        '<li id="comment-{i}"><a href="/user/{i}">{n}</a> <span>{d}</span><p>{w}</p></li>',
    ],
)
def test_somebody_may_be_called_1009(row: str) -> None:
    """A bare number at the place of the names is one: pupils and bots sign so."""
    people = ("Ada", "1009", "Cy", "Dora", "42")
    assert names(listed(row, people)) == list(people)


def test_a_number_that_all_have_is_no_name() -> None:
    """Where every record has a number of its own there, the theme counts."""
    row = '<li id="comment-{i}"><b>{i}</b> <b>{n}</b> <i>{d}</i><p>{w}</p></li>'
    assert names(listed(row)) == list(PEOPLE)


@pytest.mark.parametrize(
    ("line", "language"),
    [("{n} napsal:", "cs"), ("Inviato da {n}", "it"), ("{n} ha dit...", "ca"), ("Από {n}", "el"), ("投稿者:{n}", "ja")],
)
def test_words_round_all_names_are_the_themes(line: str, language: str) -> None:
    """What stands before or after the names of four people is no part of them, in whatever language."""
    row = f'<li id="comment-{{i}}"><p class="author">{line}</p><p class="date">{{d}}</p><p>{{w}}</p></li>'
    assert names(listed(row), language) == list(PEOPLE)


def test_guests_with_numbers_keep_their_word() -> None:
    """Without "Guest" nothing would be left of the names but numbers."""
    people = ("Guest 1", "Guest 2", "Guest 3", "Guest 4", "Guest 5")
    row = '<li id="comment-{i}"><p class="author">{n}</p><p class="date">{d}</p><p>{w}</p></li>'
    assert names(listed(row, people)) == list(people)


@pytest.mark.parametrize(
    "row",
    [
        '<li id="comment-{i}"><h3><a href="/node/5#comment-{i}">About bread {i}</a></h3><div>From {n}, {d}</div><p>{w}</p></li>',
        '<li id="comment-{i}"><h3>Re: bread</h3><p>{w}</p><div class="foot"><span>{d}</span> <b>{n}</b></div></li>',
    ],
)
def test_a_subject_is_no_name(row: str) -> None:
    """A link to the comment itself, or "Re:", is what it is about."""
    assert names(listed(row)) == list(PEOPLE)


def test_controls_beside_the_name_are_nobodys_address() -> None:
    """A link of the blog to itself beside the name leads to no person."""
    row = (
        '<li id="comment-{i}"><span class="name">{n}</span> <span class="date">{d}</span> <a href="/report?id={i}">!</a>'
        ' <a href="/p?c=1#c{i}">link</a><p>{w}</p></li>'
    )
    assert [comment.author.url for comment in comments(listed(row))] == [None] * 5


def test_a_handle_beside_the_name_is_no_part_of_it() -> None:
    """Mastodon shows both, in two links."""
    row = (
        '<li id="comment-{i}"><div class="who"><a class="name" href="https://m.example/@u{i}">{n}</a>'
        '<a class="user" href="https://m.example/@u{i}">@u{i}@m.example</a></div><i class="date">{d}</i><p>{w}</p></li>'
    )
    assert names(listed(row)) == list(PEOPLE)


def test_times_that_say_only_how_long_ago() -> None:
    """Mezzanine shows "8 years, 1 month ago" and nothing else."""
    row = '<li id="comment-{i}"><div><h4>{n} <small>8\u00a0years, 1\u00a0month ago</small></h4><p>{w}</p></div></li>'
    found = comments(listed(row))
    assert [(c.author.name, c.text) for c in found] == list(zip(PEOPLE, WORDS, strict=True))
    assert {c.published.isoformat() for c in found if c.published and c.published.estimated} == {"2012-04"}


def test_classes_for_looks_say_nothing() -> None:
    """`text-sm` is a size and names no text; there is no word for comments anywhere."""
    row = (
        '<li id="x{i}"><p class="font-semibold text-sm">{n}</p><p class="text-xs text-gray-500">{d}</p>'
        '<div class="mt-2 text-gray-800"><p>{w}</p></div></li>'
    )
    body = listed(row).replace('id="comments"', 'class="mt-12"') + "<form><textarea></textarea></form>"
    assert [(name, text) for name, _, text in facts(comments(body))] == list(zip(PEOPLE, WORDS, strict=True))


@pytest.mark.parametrize(
    "opened",
    [
        '<div id="w-{i}"><div class="level{k}" style="margin-left:{m}%">',
        '<div id="w-{i}" style="margin-right: {m}px"><div>',
        '<div id="w-{i}"><div class="blogLevel{k}">',
    ],
)
def test_threads_by_indents_inside_and_from_the_right(opened: str) -> None:
    """The record's first element may be indented in its place; right-to-left scripts are indented from the right."""
    rows = "".join(
        f'{opened.format(i=i, k=k, m=20 * k)}<b class="author">{PEOPLE[i]}</b> <i class="date">4 March 2012, 9:1{i}</i><p>{WORDS[i]}</p></div></div>'
        for i, k in enumerate((1, 2, 3, 2, 1))
    )
    assert parents(comments(f'<div id="comments">{rows}</div>')) == [None, 0, 1, 0, None]
