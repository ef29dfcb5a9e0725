"""The site: all pages linked, written again only where something changed, nothing of anybody else's touched."""

import json
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from importlib.resources import files as files_of
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

import pytest

from blogarchive.errors import OutputError
from blogarchive.export import Options
from blogarchive.export.html_words import LANGUAGES, plural
from blogarchive.export.site import Site, directories
from blogarchive.export.site.entry import file_for, tag_key
from blogarchive.export.site.folder import LIST
from blogarchive.export.site.folding import words_in
from blogarchive.model import Snapshot
from tests.export.shelf import HOSTILE, html_files, ids, shelf, written


def make(folder: Path, posts: list[Snapshot]) -> str:
    """Writes a site; returns what it says it did."""
    site = Site(folder)
    for post in posts:
        site.expect(post.url, "2010-05-22" if "first" in post.url else "")
    for post in posts:
        site.add(post)
    site.close()
    return str(site)


def files(folder: Path) -> dict[str, bytes]:
    """All files by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def targets(folder: Path) -> list[tuple[Path, str]]:
    """Every address in every page that is not of the web."""
    return [
        (path, str(address))
        for path, tree in html_files(folder)
        for address in (*tree.xpath("//@href"), *tree.xpath("//@src"))
        if not urlsplit(str(address)).scheme
    ]


def test_all_links_lead_somewhere(tmp_path: Path) -> None:
    """To a file of the site, and to a place in it where one is named."""
    make(tmp_path, shelf())
    assert len(list(html_files(tmp_path))) > 15
    check_links(tmp_path)


def check_links(tmp_path: Path) -> None:
    trees = {path.resolve(): tree for path, tree in html_files(tmp_path)}
    for page, address in targets(tmp_path):
        parts = urlsplit(address)
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
        assert target.is_file(), (page, address)
        assert tmp_path.resolve() in target.parents, (page, address)
        if parts.fragment:
            assert unquote(parts.fragment) in ids(trees[target]), (page, address)


@pytest.fixture
def crowded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site for whose people, on pages of five, there are some pages for a letter."""
    monkeypatch.setattr(directories, "_FEW_ROWS", 3)
    monkeypatch.setattr(directories, "MANY_ROWS", 5)
    names = [f"{start} {number}" for start in ("Ann", "Äon", "Bob", "ßen", "#x") for number in range(7)] + [
        "山田太郎",
        "…",
    ]
    post = written("https://one.example/crowd/", "A crowd", "<p>x</p>", *((name, "Hello.") for name in names))
    make(tmp_path / "site", [*shelf(), post])
    return tmp_path / "site"


def test_very_many_people_have_pages_by_letters(crowded: Path) -> None:
    """Everybody is on one of them, with those of the same letter, at most as many as a page may have."""
    pages = {path: tree for path, tree in html_files(crowded) if path.parent.name == "letters"}
    rows = {path: [str(a.text) for a in tree.xpath("//ul[@class='directory']//a")] for path, tree in pages.items()}
    assert max(map(len, rows.values())) == 5
    listed = [name for path, names in rows.items() if path.name.startswith("people-") for name in names]
    assert len(listed) == len(set(listed)) > 37
    assert {"Ann 3", "Äon 3", "Bob 6", "ßen 2", "#x 1", "山田太郎"} <= set(listed)
    of_a = [name for path, names in rows.items() if re.match(r"people-A(-\d)?\.", path.name) for name in names]
    assert {name[0] for name in of_a} == {"A", "Ä"}
    for path, tree in pages.items():
        assert len(tree.xpath("//nav[@class='letters'][1]//a[@aria-current='page']")) == 1, path


def test_all_links_lead_somewhere_by_letters(crowded: Path) -> None:
    """There too, and all pages can be reached."""
    check_links(crowded)
    check_reached(crowded)


def test_all_pages_can_be_reached_without_script(tmp_path: Path) -> None:
    """By links alone, from the start page."""
    make(tmp_path, shelf())
    check_reached(tmp_path)


def check_reached(tmp_path: Path) -> None:
    links: dict[Path, set[Path]] = {}
    for page, address in targets(tmp_path):
        if path := unquote(urlsplit(address).path):
            links.setdefault(page.resolve(), set()).add((page.parent / path).resolve())
    reached, new = set(), {(tmp_path / "index.html").resolve()}
    while new:
        reached |= new
        new = {target for page in new for target in links.get(page, ())} - reached
    assert {path.resolve() for path, _ in html_files(tmp_path)} <= reached


def test_posts_link_to_each_other(tmp_path: Path) -> None:
    """A link to an archived post or comment leads to its page; others stay; the data within stays as it was."""
    make(tmp_path, shelf())
    page = (tmp_path / "posts" / "second.html").read_text(encoding="utf-8")
    assert '<a href="2010-05-22-first.html#comment-2">what Bob said</a>' in page
    assert 'href="https://elsewhere.example/"' in page
    assert "http://www.one.example/2010/05/first/#comment-2" in page


def test_pictures_are_stored_once(tmp_path: Path) -> None:
    """One file for the picture that two posts show, one each for style sheets and scripts; nothing inlined."""
    make(tmp_path, shelf())
    assert len(list((tmp_path / "images").iterdir())) == 1
    assert len(list((tmp_path / "look").iterdir())) == 4
    for path, tree in html_files(tmp_path):
        assert not tree.xpath(
            "//style|//script[not(@src) and not(@type='application/json')]|//img[starts-with(@src,'data:')]"
        ), path


def test_pictures_can_be_left_out(tmp_path: Path) -> None:
    """`--images none`: no file of them, a box in the place of each."""
    site = Site(tmp_path, Options(images="none"))
    site.add(shelf()[0])
    site.close()
    assert not (tmp_path / "images").exists()
    assert "left out" in (tmp_path / "posts" / "2010-05-22-first.html").read_text(encoding="utf-8")


def test_the_policy_allows_nothing_remote(tmp_path: Path) -> None:
    """Each page has it, before all that it could concern."""
    make(tmp_path, shelf())
    for path, tree in html_files(tmp_path):
        policy = tree.xpath("string(//head/*[2][@http-equiv='Content-Security-Policy']/@content)")
        assert "default-src 'none'" in str(policy), path
        assert not {"http:", "https:", "*", "'unsafe-inline'"} & set(str(policy).replace(";", " ").split()), path


def test_unchanged_files_are_not_written_again(tmp_path: Path) -> None:
    """A second export of the same posts touches nothing; one of a changed post only what tells of it."""
    posts = shelf()
    make(tmp_path, posts)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and path.name != LIST}
    assert ": 0 files written" in make(tmp_path, posts)
    assert before == {path: path.stat().st_mtime_ns for path in before}
    record = replace(posts[2].post.record, title="Another title")
    make(tmp_path, [*posts[:2], replace(posts[2], post=replace(posts[2].post, record=record)), posts[3]])
    assert (tmp_path / "posts" / "2010-05-22-first.html").stat().st_mtime_ns == before[
        tmp_path / "posts" / "2010-05-22-first.html"
    ]


def test_what_vanished_is_removed_unless_somebody_changed_it(tmp_path: Path) -> None:
    """Of our own files alone; the site is then the same as one that was made anew."""
    make(tmp_path / "a", shelf())
    mine = tmp_path / "a" / "posts" / "notes.txt"
    mine.write_text("mine")
    kept = tmp_path / "a" / file_of_tag("c#")
    kept.write_text(kept.read_text(encoding="utf-8") + "<!-- my words -->", encoding="utf-8")
    make(tmp_path / "a", shelf()[:1])
    make(tmp_path / "b", shelf()[:1])
    mine.unlink()
    kept.unlink()
    kept.parent.rmdir() if not any(kept.parent.iterdir()) else None
    assert files(tmp_path / "a") == files(tmp_path / "b")


def file_of_tag(tag: str) -> str:
    """Where a tag's page is."""
    return f"tags/{file_for(tag_key(tag))}"


def test_a_broken_off_run_leaves_a_usable_site(tmp_path: Path) -> None:
    """What the lists know is all there; the next run puts all right and leaves nothing over."""
    posts = shelf()
    make(tmp_path / "a", posts[:2])
    site = Site(tmp_path / "a")
    site.add(posts[2])  # and here it ends
    for page, address in targets(tmp_path / "a"):
        if (path := urlsplit(address).path) and page.stem != "記事":  # which no list knows yet
            assert (page.parent / unquote(path)).exists(), (page, address)
    make(tmp_path / "a", posts[:2])
    make(tmp_path / "b", posts[:2])
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_where_posts_failed_to_come_nothing_is_removed(tmp_path: Path) -> None:
    """Neither pages nor, where not one came, the lists."""
    make(tmp_path, shelf())
    before = files(tmp_path)
    Site(tmp_path).close(prune=False)
    assert files(tmp_path) == before
    site = Site(tmp_path)
    site.add(shelf()[0])
    site.close(prune=False)
    assert files(tmp_path).keys() == before.keys()


def test_other_folders_are_left_alone(tmp_path: Path) -> None:
    """A folder with other files, a file of somebody in our folder, a link that leads elsewhere."""
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(OutputError, match="holds other files"):
        Site(tmp_path)
    make(tmp_path / "site", shelf()[:1])
    (tmp_path / "site" / "posts" / "second.html").write_text("mine")
    with pytest.raises(OutputError, match="none of the site's"):
        make(tmp_path / "site", shelf()[:2])
    (tmp_path / "link").symlink_to(tmp_path / "site")
    with pytest.raises(OutputError, match="--follow"):
        Site(tmp_path / "link")


def test_what_the_system_refuses_is_one_clear_error(tmp_path: Path) -> None:
    """A file where a folder must be, a folder where a file must be."""
    make(tmp_path / "site", shelf()[:1])
    (tmp_path / "site" / "tags" / "c.html").mkdir()
    for name in ("look", "years"):
        shutil.rmtree(tmp_path / "site" / name)
        (tmp_path / "site" / name).write_text("a file")
        with pytest.raises(OutputError):
            make(tmp_path / "site", shelf()[:1])
    (tmp_path / "file").write_text("a file")
    with pytest.raises(OutputError):
        Site(tmp_path / "file" / "site")


def test_the_list_cannot_lead_elsewhere(tmp_path: Path) -> None:
    """A list that names files outside the folder, or through a link, has no effect there."""
    victim = tmp_path / "victim"
    victim.write_text("precious")
    digest = "cb4d8a8f9ab1e2a4d8a2b15de1e4a80b6a9a29a7a85f4a95c8b6e0fc1c0f8e11"
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "posts").symlink_to(tmp_path)
    from hashlib import sha256

    digest = sha256(b"precious").hexdigest()
    lines = f"{digest}  ../victim\n{digest}  /etc/victim\n{digest}  posts/victim\n{digest}  posts/../../victim\n"
    (tmp_path / "site" / LIST).write_text(lines)
    with pytest.raises(OutputError):
        make(tmp_path / "site", shelf())
    (tmp_path / "site" / "posts").unlink()
    (tmp_path / "site" / "old").symlink_to(tmp_path)
    (tmp_path / "site" / LIST).write_text(lines + f"{digest}  old/victim\n")
    make(tmp_path / "site", shelf())
    assert victim.read_text() == "precious"


def test_sha256sum_checks_it(tmp_path: Path) -> None:
    """The list is one that the usual program reads."""
    make(tmp_path, shelf())
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", LIST], cwd=tmp_path, check=True)


def test_hostile_names_stay_inside(tmp_path: Path) -> None:
    """No file outside, no odd character in a name, no markup out of a title."""
    make(tmp_path / "site", shelf())
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    for path in (tmp_path / "site").rglob("*"):
        assert all(unicodedata.category(c)[0] in "LMN" or c in "._-" for c in path.name), path
    for path, tree in html_files(tmp_path / "site"):
        assert not tree.xpath("//*[@onerror]|//img[@src='x']"), path
    assert HOSTILE in "".join(dict(html_files(tmp_path / "site"))[tmp_path / "site" / "index.html"].itertext())


@pytest.mark.parametrize(
    ("one", "other"), [("c++", "c#"), ("a b", "a_b"), ("é", "e"), ("x" * 200, "x" * 201), ("..", ".")]
)
def test_two_tags_never_share_a_page(one: str, other: str) -> None:
    """Nor on a file system that knows no case."""
    assert file_for(one).casefold() != file_for(other).casefold()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Déjà-vu, ÇA va?", ["deja", "vu", "ca", "va"]),
        ("Straße Œuvre Ångström Łódź", ["strasse", "oeuvre", "angstrom", "lodz"]),
        ("ﬁne Ⅻ １２", ["fine", "xii", "12"]),
        ("日本語 x", ["日本", "本語", "語", "x"]),
        ("ガギ ｶﾅ", ["ガギ", "ギ", "カナ", "ナ"]),
        ("한국어는", ["한국어는"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("السَّلامُ עִבְרִית", ["السلام", "עברית"]),
        ("e\u0301te\u0301", ["ete"]),
        ("a" * 40, ["a" * 24]),
        ("λόγος ΛΌΓΟΣ", ["λογοσ", "λογοσ"]),
    ],
)
def test_words_of_all_scripts(text: str, words: list[str]) -> None:
    """Accents away where they are accents, kept where they are letters; scripts without spaces in pairs."""
    assert list(words_in(text)) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_words(language: str) -> None:
    """Each with the same places to fill; those that count for each plural of the language."""
    words, english = table(language), table("en")
    assert words.keys() == english.keys()
    for key, phrase in words.items():
        if isinstance(phrase, str):
            assert set(re.findall(r"{\w+}", phrase)) == set(re.findall(r"{\w+}", str(english[key]))), key
        else:
            assert phrase.keys() == {plural(language, count) for count in range(1200)} | ({"other"} & phrase.keys()), (
                key
            )


def table(language: str) -> dict[str, str | dict[str, str]]:
    """The words of lists and books in a language."""
    source = files_of("blogarchive.export") / "assets" / "site_words" / f"{language}.json"
    return cast("dict[str, str | dict[str, str]]", json.loads(source.read_text(encoding="utf-8")))
