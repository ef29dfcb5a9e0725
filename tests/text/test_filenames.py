"""File names from strangers' words."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogarchive.text.filenames import safe_filename, slug_of

DAY = date(2010, 5, 22)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://blog.example/2010/05/22/la-premiere/", "la-premiere"),
        ("https://blog.example/2010/05/post.html", "post"),
        ("https://blog.example/?p=2011", "p-2011"),
        ("https://blog.example/index.php?p=2011", "p-2011"),
        ("https://blog.example/index.php?post/2010/05/22/la-premiere", "la-premiere"),
        ("https://blog.example/post/?utm=1", "post"),
        ("https://blog.example/post/index.html", "post"),
        ("https://blog.example/%C3%A9t%C3%A9/", "été"),
        ("https://blog.example/", "blog.example"),
        ("https://web.archive.org/web/2010/http://blog.example/a/", "a"),
        ("http://[::1", ""),
    ],
)
def test_slug_of(url: str, slug: str) -> None:
    assert slug_of(url) == slug


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("la-premiere", "2010-05-22-la-premiere.md"),
        ("../../etc/passwd", "2010-05-22-etc-passwd.md"),
        ("/absolute", "2010-05-22-absolute.md"),
        ("a\0b\nc", "2010-05-22-a-b-c.md"),
        ("-rf ~", "2010-05-22-rf.md"),
        ("dots...", "2010-05-22-dots.md"),
        ("e\u0301te\u0301", "2010-05-22-été.md"),
        ("日本語", "2010-05-22-日本語.md"),
        ("हिन्दी-ब्लॉग", "2010-05-22-हिन्दी-ब्लॉग.md"),
        ("ที่นี่", "2010-05-22-ที่นี่.md"),
        ("\u093fa", "2010-05-22-a.md"),
        ("a\ufe0f❤\ufe0fb", "2010-05-22-a-b.md"),
        ("🎉" * 75, "2010-05-22-post.md"),
        ("", "2010-05-22-post.md"),
        ("\ud800x", "2010-05-22-x.md"),
        ("a\u202eb", "2010-05-22-a-b.md"),
    ],
)
def test_safe_filename(slug: str, name: str) -> None:
    assert safe_filename(DAY, slug, suffix=".md") == name


@pytest.mark.parametrize("name", ["CON", "nul", "com1", "LPT9.txt", "aux"])
def test_reserved_names_are_changed(name: str) -> None:
    assert safe_filename(None, name).startswith("_")


def test_the_second_of_a_kind_gets_a_number_whatever_its_case() -> None:
    taken: set[str] = set()
    for slug, name in (("Été", "Été.md"), ("été", "été-2.md"), ("e\u0301TÉ", "éTÉ-3.md")):
        assert safe_filename(None, slug, taken, ".md") == name
        taken.add(name)


@given(st.text(max_size=400))
def test_any_name_is_safe(slug: str) -> None:
    name = safe_filename(None, slug, suffix=".html")
    assert len(name.encode()) <= 150
    assert not name.startswith(("-", ".", "~", " "))
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t')
    assert name == unicodedata.normalize("NFC", name)
    assert safe_filename(None, slug, suffix=".html") == name


@pytest.mark.timeout(30)
def test_long_runs_of_underscores_take_no_time() -> None:
    assert safe_filename(None, "a" + "_" * 100_000 + "b") == "a"  # cut, and no sign at its end
