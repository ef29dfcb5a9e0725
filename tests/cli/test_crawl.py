"""A crawl of a small blog, as a WARC file: its posts are read with their comment pages and feeds, and nothing is taken for a post twice."""

import gzip
import json
from pathlib import Path

import pytest

from tests.cli.blog import FEED, LOGIN, POST
from tests.cli.conftest import Run

BASE = "https://blog.example"
TEXT = (
    "It snowed all Monday, and nobody minded. We sat by the stove and counted boots, which is a better game than it sounds, and drank tea. "
    * 3
)
OTHER = f"""<!doctype html><html lang="en"><head><title>Snow on Monday</title></head><body class="single"><article class="post">
<h1 class="entry-title">Snow on Monday</h1><div class="entry-content"><p>{TEXT}</p></div></article><section id="comments"><h2>2 comments</h2>
<ol class="commentlist"><li class="comment" id="comment-21"><cite class="fn">Ben</cite> says: <a href="#comment-21">12 March 2012 at 9:15 am</a>
<p>Boots? Sixteen, and one of a stranger.</p></li></ol>
<nav class="comment-navigation"><a href="/snow/comment-page-2/#comments">Newer Comments</a></nav>
</section></body></html>"""
NEXT = OTHER.replace("comment-21", "comment-22").replace(
    "Boots? Sixteen, and one of a stranger.", "Seventeen, said the stranger."
)
NEXT = NEXT.replace("9:15 am", "9:40 am").replace(
    'href="/snow/comment-page-2/#comments">Newer', 'href="/snow/#comments">Older'
)
FRONT = """<!doctype html><html lang="en"><head><title>A small blog</title></head><body class="home blog">
<article class="post"><h2><a href="/rain/">Rain on Sunday</a></h2><p>It rained all Sunday. <a href="/rain/">Read more</a></p></article>
<article class="post"><h2><a href="/snow/">Snow on Monday</a></h2><p>It snowed all Monday. <a href="/snow/">Read more</a></p></article>
</body></html>"""


def record(path: str, body: str, media_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """One answer of the blog, as a crawler keeps it."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + body.encode()
    fields = {
        "WARC-Type": "response",
        "WARC-Target-URI": BASE + path,
        "WARC-Date": "2012-04-01T08:00:00Z",
        "Content-Length": len(block),
    }
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """The whole blog."""
    path = tmp_path / "blog.warc.gz"
    answers = [
        record("/", FRONT),
        record("/login", LOGIN),
        record("/snow/comment-page-2/", NEXT),
        record("/rain/", POST),
        record("/rain/?replytocom=11", POST),
        record("/rain/feed/", FEED.format(base=BASE), "application/rss+xml"),
        record("/snow/", OTHER),
        record("/gone/", "<p>gone", status="404 Not Found"),
    ]
    path.write_bytes(b"".join(answers))
    return path


def test_each_post_once_with_all_its_comments(run: Run, crawl: Path) -> None:
    """The second page of comments belongs to its post; the front page and the login are none."""
    result = run("read", crawl, "-f", "json", "-o", "posts/")
    assert result.returncode == 0, result.stderr
    found = [json.loads(path.read_text("utf-8")) for path in sorted((crawl.parent / "posts").iterdir())]
    assert {each["post"]["title"]: [c["author"]["name"] for c in each["comments"]] for each in found} == {
        "Rain on Sunday": ["Ben", "Ida", "Zoë"],
        "Snow on Monday": ["Ben", "Ben"],
    }
    assert {each["audit"]["verdict"] for each in found} == {"complete"}
    zoe = next(each for each in found if each["post"]["title"] == "Rain on Sunday")["comments"][2]
    assert (
        zoe["published"] == "2012-03-06T23:45:30+01:00"
    )  # its second and its offset are told by the feed in the crawl


def test_one_post_by_its_address(run: Run, crawl: Path) -> None:
    """From a file and from a pipe; an address that is not in it is wrong usage."""
    result = run("read", crawl, "--url", "http://www.blog.example/snow", "-f", "json")
    assert json.loads(result.stdout)["post"]["title"] == "Snow on Monday"
    assert run("read", crawl, "--url", f"{BASE}/sun/", "-f", "json").returncode == 2


def test_damage_is_said_in_the_receipt(run: Run, crawl: Path) -> None:
    """A file whose end is missing gives what is left."""
    crawl.write_bytes(crawl.read_bytes()[:-100])
    result = run("read", crawl, "--url", f"{BASE}/rain/", "-f", "json")
    assert [each["code"] for each in json.loads(result.stdout)["audit"]["findings"]] == ["records-damaged"]
    assert "1 record of the file is damaged" in result.stderr


def test_a_crawl_without_a_post(run: Run, tmp_path: Path) -> None:
    """One line, its exit code, nothing on standard output."""
    path = tmp_path / "other.warc.gz"
    path.write_bytes(record("/", FRONT) + record("/login", LOGIN))
    result = run("read", path, "-f", "json")
    assert (result.returncode, result.stdout) == (4, "")
    assert result.stderr.count("\n") == 1
    assert "holds 2 pages, none of which looks like a post" in result.stderr
