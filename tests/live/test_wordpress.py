"""`fetch` against a real WordPress: what its database holds is what comes out, whatever the theme, the language and the addresses."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from tests.live.compare import differences
from tests.live.posts import CLOSED, LOCKED, SEED, SILENT, STRESS, posts
from tests.live.wordpress import BY_NUMBER, Variant, WordPress, lacking

pytestmark = [pytest.mark.live, pytest.mark.timeout(600)]
ROOT = Path(__file__).parents[2]

VARIANTS = (
    Variant(theme="twentytwentyone"),
    Variant(theme="twentytwentyone", locale="", permalinks=BY_NUMBER, rest=False),
    Variant(theme="twentytwentyone", paged=7, order="asc", first="oldest", rest=False),
    Variant(theme="twentytwentyone", locale="", paged=7, order="desc", first="newest", rest=False),
    Variant(theme="twentytwentytwo"),
    Variant(theme="twentytwentytwo", locale="", permalinks=BY_NUMBER, paged=6, order="asc", first="newest", rest=False),
    Variant(theme="twentytwentythree", locale="", rest=False),
    Variant(theme="twentytwentythree", paged=10, order="desc", first="oldest"),
    Variant(theme="oldest", permalinks=BY_NUMBER, rest=False),
    Variant(theme="oldest", locale="", paged=8, order="asc", first="newest", rest=False),
    Variant(theme="oldest", threads=0, rest=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """The running blog and its posts' ids."""

    site: WordPress
    ids: dict[str, int]


@contextmanager
def running_blog(folder: Path) -> Iterator[WordPress]:
    """A blog without posts yet. BLOGARCHIVE_LIVE=1 brings what is missing and takes no excuse."""
    home = Path(os.environ.get("BLOGARCHIVE_WORDPRESS") or user_cache_path("blogarchive-tests") / "wordpress")
    files = home / "unpacked" / "usr" / "share" / "wordpress"
    wanted = os.environ.get("BLOGARCHIVE_LIVE") == "1"
    if wanted and lacking(files):
        subprocess.run([ROOT / ".ci" / "wordpress", home], check=True)
    if reason := lacking(files):
        if wanted:
            pytest.fail(reason)
        pytest.skip(f"{reason} (BLOGARCHIVE_LIVE=1 brings it, on Debian as root)")
    with WordPress(files, folder) as site:
        yield site


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Blog]:
    """One blog for all tests; the variant is set before each."""
    with running_blog(tmp_path_factory.mktemp("wordpress")) as site:
        yield Blog(site=site, ids=site.load(posts()))


def command(address: str, *options: str) -> subprocess.CompletedProcess[str]:
    """`blogarchive fetch`, as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "blogarchive", "fetch", address, "--delay", "0", *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
    )


def fetch(address: str, *options: str) -> str:
    """Its standard output, where it succeeds."""
    done = command(address, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("post", [SEED, STRESS])
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_what_the_database_holds(blog: Blog, variant: Variant, post: str, tmp_path: Path) -> None:
    """Every approved comment with author, time, text and parent, none twice and none besides; the post; the receipt."""
    blog.site.apply(variant)
    expected = json.loads(blog.site.tell("expected.php", blog.ids[post]))
    document = json.loads(fetch(expected["url"], "-f", "json", "--no-archive", "--record", str(tmp_path / "answers")))
    assert differences(document, expected, variant) == []


def test_the_archive_keeps_it(blog: Blog, tmp_path: Path) -> None:
    """Fetched twice, it stands in the archive once, and comes out of it as it went in."""
    blog.site.apply(VARIANTS[0])
    expected = json.loads(blog.site.tell("expected.php", blog.ids[SEED]))
    archive = str(tmp_path / "blog.db")
    first, second = (_steady(fetch(expected["url"], "-f", "json", "--archive", archive)) for _ in range(2))
    assert first["comments"] == second["comments"]
    assert first["post"] == second["post"]
    listed = subprocess.run(
        [sys.executable, "-m", "blogarchive", "export", "-f", "jsonl", "--archive", archive],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
    )
    assert listed.stdout.count("\n") == expected["count"]


def _steady(text: str) -> dict[str, object]:
    """The document without avatars: for somebody without an e-mail address, WordPress takes a host of gravatar.com by lot."""
    document: dict[str, object] = json.loads(re.sub(r'("avatar": )"[^"]*"', r"\1null", text))
    return document


@pytest.mark.parametrize("variant", [VARIANTS[0], VARIANTS[6], VARIANTS[8]], ids=lambda variant: variant.name)
def test_silence(blog: Blog, variant: Variant) -> None:
    """A post without comments has none: widgets and forms are not taken for any, and nothing is missing."""
    blog.site.apply(variant)
    expected = json.loads(blog.site.tell("expected.php", blog.ids[SILENT]))
    document = json.loads(fetch(expected["url"], "-f", "json", "--no-archive"))
    assert document["comments"] == []
    assert document["post"]["title"] == "Silence"
    assert document["audit"]["verdict"] != "partial", document["audit"]


@pytest.mark.parametrize("variant", [VARIANTS[0], VARIANTS[6], VARIANTS[8]], ids=lambda variant: variant.name)
def test_what_was_said_before_comments_were_closed(blog: Blog, variant: Variant) -> None:
    """A post that takes no more comments keeps those that it has."""
    blog.site.apply(variant)
    expected = json.loads(blog.site.tell("expected.php", blog.ids[CLOSED]))
    document = json.loads(fetch(expected["url"], "-f", "json", "--no-archive"))
    assert differences(document, expected, variant) == []


@pytest.mark.parametrize("variant", [VARIANTS[0], VARIANTS[6], VARIANTS[8]], ids=lambda variant: variant.name)
def test_a_post_behind_a_password(blog: Blog, variant: Variant, tmp_path: Path) -> None:
    """Said in one line, and nothing is kept: the form that stands for the words is nobody's text."""
    blog.site.apply(variant)
    expected = json.loads(blog.site.tell("expected.php", blog.ids[LOCKED]))
    done = command(expected["url"], "-f", "json", "--archive", str(tmp_path / "a.db"))
    assert (done.returncode, done.stdout) == (4, ""), done.stderr
    assert "asks for a password" in done.stderr


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/?p=987654", 3),
        ("/2009/01/01/nothing-here/", 3),
        ("/", 4),
        ("/wp-login.php", 4),
    ],
)
def test_what_is_no_post(blog: Blog, path: str, code: int) -> None:
    """A missing page, the blog's front page, the login: one line, the right exit code, nothing on standard output."""
    blog.site.apply(VARIANTS[0])
    done = command(f"{blog.site.url}{path}", "-f", "json", "--no-archive")
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert "Traceback" not in done.stderr
