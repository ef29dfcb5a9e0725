"""A site exported again: pages that would be the same are not made, and none is ever left that would be another."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from blogarchive.export import Options, to_html
from blogarchive.export.site import Site, memory, shelf
from blogarchive.export.site.memory import NAME
from blogarchive.model import Snapshot
from tests.export.shelf import shelf as posts_of_the_shelf
from tests.export.snapshots import square

Made = list[str]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """The addresses of posts whose pages were made."""
    addresses: Made = []
    before = to_html.framed

    def framed(snapshot: Snapshot, frame: object) -> object:
        addresses.append(snapshot.url)
        return before(snapshot, frame)  # type: ignore[arg-type]

    monkeypatch.setattr(shelf, "framed", framed)
    return addresses


def make(folder: Path, posts: list[Snapshot], options: Options | None = None, *, prune: bool = True) -> None:
    site = Site(folder, options or Options())
    for post in posts:
        site.expect(post.url, "")
    for post in posts:
        site.add(post)
    site.close(prune=prune)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def with_title(post: Snapshot, title: str) -> Snapshot:
    return replace(post, post=replace(post.post, record=replace(post.post.record, title=title)))


def with_picture(post: Snapshot) -> Snapshot:
    return replace(post, assets=tuple(replace(asset, body=square(30, (9, 9, 9))) for asset in post.assets))


def test_nothing_changed(tmp_path: Path, made: Made) -> None:
    """No page is made again, no file is touched."""
    make(tmp_path, posts_of_the_shelf())
    assert len(made) == 4
    before = {
        path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".sha256"
    }
    make(tmp_path, posts_of_the_shelf())
    assert len(made) == 4
    assert before == {path: path.stat().st_mtime_ns for path in before}


_CHANGES: dict[str, tuple[Callable[[list[Snapshot]], list[Snapshot]], int]] = {
    "a title": (lambda posts: [with_title(posts[0], "Another"), *posts[1:]], 1),
    "a comment less": (lambda posts: [replace(posts[0], comments=posts[0].comments[:1]), *posts[1:]], 1),
    "the bytes of a picture": (lambda posts: [with_picture(posts[0]), *posts[1:]], 1),
    "one that another links to goes": (lambda posts: posts[1:], 1),
    "one that nobody links to goes": (lambda posts: posts[:3], 0),
    "all": (lambda posts: [with_title(post, "x") for post in posts], 4),
}


@pytest.mark.parametrize("name", _CHANGES)
def test_what_changed_is_made(name: str, tmp_path: Path, made: Made) -> None:
    """That, and pages that link to it or no longer can; the site is as one that is made anew, there and back."""
    changed, expected = _CHANGES[name]
    make(tmp_path / "a", posts_of_the_shelf())
    made.clear()
    make(tmp_path / "a", changed(posts_of_the_shelf()))
    assert len(made) == expected
    make(tmp_path / "b", changed(posts_of_the_shelf()))
    assert files(tmp_path / "a") == files(tmp_path / "b")
    make(tmp_path / "a", posts_of_the_shelf())
    make(tmp_path / "c", posts_of_the_shelf())
    assert files(tmp_path / "a") == files(tmp_path / "c")


def test_other_options(tmp_path: Path, made: Made) -> None:
    """Pages without pictures are other pages."""
    make(tmp_path / "a", posts_of_the_shelf())
    make(tmp_path / "a", posts_of_the_shelf(), Options(images="none"))
    make(tmp_path / "b", posts_of_the_shelf(), Options(images="none"))
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert len(made) == 12


def test_another_program(tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever changed in it."""
    make(tmp_path, posts_of_the_shelf())
    monkeypatch.setattr(memory, "program", lambda: "another")
    make(tmp_path, posts_of_the_shelf())
    assert len(made) == 8


@pytest.mark.parametrize("damaged", ["page", "picture", "no page", "no picture", "memory", "no memory", "odd memory"])
def test_damage_is_put_right(damaged: str, tmp_path: Path) -> None:
    """Files that were changed, lost or cut short since."""
    make(tmp_path, posts_of_the_shelf())
    before = files(tmp_path)
    page, picture = next(tmp_path.glob("posts/*first.html")), next(tmp_path.glob("images/*"))
    match damaged:
        case "page" | "picture":
            target = page if damaged == "page" else picture
            target.write_bytes(target.read_bytes()[:-1] + b"x")
        case "no page" | "no picture":
            (page if damaged == "no page" else picture).unlink()
        case "no memory":
            (tmp_path / NAME).unlink()
        case _:
            odd = {
                "memory": '{"form":1,"pages":{"posts',
                "odd memory": '{"form":1,"pages":{"a":[1],"b":["x",{"c":2}]}}',
            }
            (tmp_path / NAME).write_text(odd[damaged])
    make(tmp_path, posts_of_the_shelf())
    assert files(tmp_path) == before


def test_a_run_that_was_broken_off(tmp_path: Path, made: Made) -> None:
    """Its pages are there and its memory is not: what it changed is made again, either way."""
    posts = posts_of_the_shelf()
    make(tmp_path / "a", posts)
    site = Site(tmp_path / "a")
    for post in posts:
        site.expect(post.url, "")
    site.add(with_title(posts[0], "Another"))  # and here it ends
    made.clear()
    make(tmp_path / "a", posts)
    assert made == [posts[0].url]
    make(tmp_path / "b", posts)
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_where_posts_failed_to_come_theirs_is_remembered(tmp_path: Path, made: Made) -> None:
    """The next export need not make their pages."""
    posts = posts_of_the_shelf()
    make(tmp_path, posts)
    made.clear()
    make(tmp_path, [posts[0], posts[2]], prune=False)
    make(tmp_path, posts)
    assert made == []
