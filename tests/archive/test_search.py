"""Everything that was ever said is found, whatever its accents, and nothing in a query can break it."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from blogarchive.archive import Archive, SearchFilter, open_archive
from blogarchive.archive.words import expression, parsed
from blogarchive.errors import UsageError
from blogarchive.model import Kind, Post, Precision, SettledPost, Timestamp
from tests.archive.posts import comment, snapshot, taken, told


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("search") / "blog.db", write=True) as opened:
        first = [
            comment(1, "Sweb", "J'ai adoré l'été à la mer"),
            comment(2, "Edonis", "La mer, encore la mer"),
            comment(3, "Sweb", "Autre chose"),
        ]
        opened.save(taken(snapshot(first)))
        edited = told(first[2], replace(first[2].record, text="Rien du tout"))
        opened.save(taken(snapshot([*first[:2], edited], visit=2)))
        ping = comment(4, "Un autre blog", "Ils parlent de la mer aussi")
        other = SettledPost(
            record=Post(title="L'été en ville", text="Pas de mer ici, mais un œuf", url="https://other.example/")
        )
        shot = snapshot([told(ping, replace(ping.record, kind=Kind.PINGBACK, url=None))])
        opened.save(taken(replace(shot, url="https://other.example/ete", post=other)))
        yield opened


def found(archive: Archive, words: str, wanted: SearchFilter | None = None) -> list[tuple[int, str | None]]:
    return sorted(((hit.post_id, hit.comment) for hit in archive.search(words, wanted)), key=str)


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("mer", [(1, "1"), (1, "2"), (2, "4"), (2, None)]),
        ("MER encore", [(1, "2")]),
        ("ete", [(1, "1"), (2, None)]),
        ("Été", [(1, "1"), (2, None)]),
        ('"la mer"', [(1, "1"), (1, "2"), (2, "4")]),
        ('"encore la"', [(1, "2")]),
        ("ador*", [(1, "1")]),
        ("ador", []),
        ('"l\'ét"*', [(1, "1"), (2, None)]),
        ("mer -encore", [(1, "1"), (2, "4"), (2, None)]),
        ('mer -"la mer"', [(2, None)]),
        ("autre", [(1, "3")]),  # replaced by an edit, but said; the author of comment 4 is not what it says
        ("Sweb", [(1, None)]),  # who says it is a filter; the article speaks of him
    ],
)
def test_words_are_found(archive: Archive, words: str, hits: list[tuple[int, str | None]]) -> None:
    assert found(archive, words) == hits


@pytest.mark.parametrize(
    ("wanted", "hits"),
    [
        (SearchFilter(author="sweb"), [(1, "1")]),
        (SearchFilter(host="www.other.example"), [(2, "4"), (2, None)]),
        (SearchFilter(kind="post"), [(2, None)]),
        (SearchFilter(kind="pingback"), [(2, "4")]),
        (SearchFilter(kind="comment"), [(1, "1"), (1, "2")]),
        (SearchFilter(post_id=2, kind="comment"), []),
        (SearchFilter(since="2010-05-22T20:02"), [(1, "2"), (2, "4")]),
        (SearchFilter(until="2010-05-22T20:02"), [(1, "1")]),
        (SearchFilter(since="2011"), []),
        (SearchFilter(since="2010", until="2011"), [(1, "1"), (1, "2"), (2, "4")]),
    ],
)
def test_hits_are_filtered(archive: Archive, wanted: SearchFilter, hits: list[tuple[int, str | None]]) -> None:
    assert found(archive, "mer", wanted) == hits


def test_a_hit_says_where_it_is_and_what_was_found(archive: Archive) -> None:
    (hit,) = archive.search("ADORE mer")
    assert (hit.author, hit.post_title, hit.published) == ("Sweb", "La fête des voisins", "2010-05-22T20:01:00+02:00")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["adoré", "mer"]
    assert hit.is_current
    assert not archive.search("autre chose")[0].is_current


@pytest.mark.parametrize("words", ["", "   ", "…", "-mer", '""', "*", "- -"])
def test_nothing_to_look_for_is_said(archive: Archive, words: str) -> None:
    with pytest.raises(UsageError, match="no word to search for"):
        archive.search(words)


@pytest.mark.parametrize(
    "words",
    ['"', "mer\"", 'a"b', "text:mer", "mer AND", "NEAR(mer)", "mer OR", "^mer", "(mer", "mer)", "{text}:mer",
     "a-b", "mer:*", "x'y", "mer\0x", "-", "%", "a" * 5000],
)  # fmt: skip
def test_no_query_is_a_syntax_error(archive: Archive, words: str) -> None:
    try:
        archive.search(words, SearchFilter(author=words))
    except UsageError as error:
        assert "no word" in str(error)


@pytest.mark.parametrize(
    ("words", "author", "meaning"),
    [
        ("mer", None, '{text} : ("mer")'),
        ('mer "la fete" begin* -no', None, '({text} : ("mer" AND "la fete" AND "begin" *)) NOT ({text} : ("no"))'),
        ("mer", 'a"b', '({text} : ("mer")) AND ({author} : "a""b" *)'),
        ("海", None, None),
        ("海 mer", None, '{text} : ("mer")'),
        ("海", "Sweb", '{author} : "Sweb" *'),
    ],
)
def test_the_expression_means_what_was_typed(words: str, author: str | None, meaning: str | None) -> None:
    assert expression(parsed(words), "text", author) == meaning


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("日本", ["1", "2"]),
        ("語で書く", ["1"]),
        ("日本 -東京", ["1"]),
        ("日本 Tokyo", ["2"]),
        ('"日本の東京"', ["2"]),
        ("ภาษา", ["3"]),
        ("大阪", []),
    ],
)
def test_scripts_without_spaces(tmp_path: Path, words: str, hits: list[str]) -> None:
    said = ["私は日本語で書く", "日本の東京 (Tokyo) が好き", "เขียนภาษาไทย"]
    with open_archive(tmp_path / "a.db", write=True) as opened:
        opened.save(taken(snapshot([comment(n, text=text) for n, text in enumerate(said, 1)])))
        found = opened.search(words)
        assert sorted(hit.comment or "" for hit in found) == hits
        assert all(hit.marks and hit.snippet[slice(*hit.marks[0])] in words for hit in found)


def test_many_hits_come_newest_first(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", write=True) as opened:
        opened.save(taken(snapshot([comment(n, text=f"mer {n}") for n in range(1, 2102)])))
        assert [hit.comment for hit in opened.search("mer", limit=2)] == ["2101", "2100"]
        assert len(opened.search("mer", limit=3000)) == 2101


@pytest.mark.parametrize(
    ("since", "until", "hits"),
    [
        ("2010-05-22", "2010-05-23", ["1"]),  # what is known to the month or year alone is not before that day's end
        ("2010-05-22", "2010-05-22", []),
        ("2010-05-22T20:01", "2010-05-22T20:02", ["1"]),
        ("2010-05", "2010-06", ["1", "4"]),
        ("2010-06", "2010-07", ["2"]),
        ("2010-06-01", "2010-07-01", ["2"]),
        ("2010", "2011", ["1", "2", "4", "5"]),
        ("2010-06", "2011-01", ["2", "5"]),
        ("2009", "2011-01", ["1", "2", "4", "5"]),
        ("2011", "2012", []),
        ("2020", None, ["3"]),
        (None, "2010-06", ["1", "4"]),
        ("1000", "9999", ["1", "2", "3", "4", "5"]),
        ("2012", "2010", []),
        ("soon", None, []),
        ("2010-99", "2010-99-99", []),
    ],
)
def test_times_of_any_precision_are_found(
    tmp_path: Path, since: str | None, until: str | None, hits: list[str]
) -> None:
    """The marks in the index let through all that the comparison of times does; times are compared as far as both are known."""
    moments = {
        1: (datetime(2010, 5, 22, 20, 1), Precision.MINUTE),
        2: (datetime(2010, 6, 3), Precision.DAY),
        3: (datetime(2031, 1, 1), Precision.MINUTE),
        4: (datetime(2010, 5, 1), Precision.MONTH),
        5: (datetime(2010, 1, 1), Precision.YEAR),
    }
    said = [comment(n, text="mer") for n in moments]
    dated = [
        told(one, replace(one.record, published=Timestamp(local=moments[n][0], precision=moments[n][1])))
        for n, one in enumerate(said, 1)
    ]
    with open_archive(tmp_path / "a.db", write=True) as opened:
        opened.save(
            taken(
                snapshot([*dated, told(comment(6, text="mer"), replace(comment(6, text="mer").record, published=None))])
            )
        )
        assert sorted(hit.comment or "" for hit in opened.search("mer", SearchFilter(since=since, until=until))) == hits


def test_a_time_that_is_learned_later_is_found_by_it(tmp_path: Path) -> None:
    """The index follows when a comment or post gets another time; `verify` finds it in order."""
    one = comment(1, text="mer")
    shot = snapshot([one])
    later = told(one, replace(one.record, published=Timestamp(local=datetime(2011, 7, 1), precision=Precision.DAY)))
    post = replace(
        shot.post,
        record=replace(shot.post.record, published=Timestamp(local=datetime(2011, 6, 1), precision=Precision.DAY)),
    )
    with open_archive(tmp_path / "a.db", write=True) as opened:
        opened.save(taken(shot))
        opened.save(taken(replace(snapshot([later], visit=2), post=post)))
        assert [hit.comment for hit in opened.search("mer", SearchFilter(since="2011-07", until="2011-08"))] == ["1"]
        assert opened.search("mer", SearchFilter(since="2010-05", until="2010-06")) == []
        assert [hit.comment for hit in opened.search("soir", SearchFilter(since="2011-06-01", until="2011-06-02"))] == [
            None
        ]
        assert list(opened.verify()) == []


def test_filters_agree_with_looking_at_every_text(tmp_path: Path) -> None:
    """Whatever is asked, the index and a plain look through all comments find the same."""
    chance = random.Random(5)
    words = ["mer", "ville", "été", "vent"]
    with open_archive(tmp_path / "a.db", write=True) as opened:
        for post in range(6):
            said = [comment(n, chance.choice(words), " ".join(chance.choices(words, k=3))) for n in range(1, 30)]
            own = SettledPost(record=Post(title=f"Post {post}", text="…"))
            opened.save(taken(replace(snapshot(said), url=f"https://blog{post % 2}.example/{post}", post=own)))
        rows = opened.connection.execute(
            "SELECT p.id, p.host, c.label, r.text FROM posts p JOIN comments c ON c.post_id = p.id JOIN comment_revisions r ON r.comment_id = c.id"
        ).fetchall()
        for word in words:
            for host in (None, "blog0.example", "blog1.example", "blog2.example"):
                for number in (None, 1, 2, 99):
                    wanted = SearchFilter(host=host, post_id=number, kind="comment")
                    found = {(hit.post_id, hit.comment) for hit in opened.search(word, wanted, limit=1000)}
                    assert found == {
                        (id_, label) for id_, of, label, text in rows
                        if word in text and host in {None, of} and number in {None, id_}
                    }  # fmt: skip
