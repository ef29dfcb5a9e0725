"""The commands as cron runs them: silent where all is well, one line where it is not, exit codes, the lock, signals, the log, the user's program."""

import json
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blogarchive.archive import only_sync
from blogarchive.cli.logfile import LogFile
from blogarchive.errors import OutputError
from tests.sync.blog import Blog, Handler, Said, edited, page_of, status
from tests.sync.conftest import Command, Keeper, environment, watched


@pytest.fixture
def blog(keeper: Keeper) -> Iterator[Blog]:
    """A blog with two watched posts that are due."""
    keeper.now = datetime.now(UTC) - timedelta(days=200)
    with Blog(page_of(1), page_of(2)) as blog:
        watched(keeper, blog)
        yield blog


def summary(text: str) -> dict[str, str]:
    """A summary line, parsed as its readers do."""
    (line,) = [line for line in text.splitlines() if line.startswith(("sync: ", "add: "))]
    return dict(pair.split("=", 1) for pair in line.partition(": ")[2].split(" "))


def test_silent_where_nothing_went_wrong(command: Command, blog: Blog) -> None:
    blog.pages["umbrella-1"].comments.append(Said(number=1070, text="One more umbrella was left in the train."))
    done = command("sync")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "One more umbrella" in command("show", "1").stdout
    assert command("sync").returncode == 0, "nothing is due"


def test_the_summary_can_be_parsed(command: Command, blog: Blog) -> None:
    page = blog.pages["umbrella-1"]
    page.comments[0] = edited(page.comments[0], "Quite another thing is what I say now.")
    done = command("sync", "--summary")
    told = summary(done.stdout)
    assert (told["due"], told["visited"], told["unchanged"], told["edited"], told["end"]) == (
        "2",
        "1",
        "1",
        "1",
        "done",
    )
    assert done.stderr == ""


def test_alarms_and_failures_and_their_exit_codes(command: Command, blog: Blog) -> None:
    blog.faults["/umbrella-1/"] = status(410)
    done = command("sync", "--quiet")
    assert done.returncode == 9
    assert (
        done.stderr
        == f"blogarchive: alarm: post 1 (Umbrella number 1), {blog.at('umbrella-1')}: the server says that it is gone (410); everything is kept\n"
    )
    blog.faults["/umbrella-2/"] = status(403)
    done = command("sync", "1", "2", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (8, "", ""), "the alarm is old, and a failure is no alarm"
    done = command("sync", "2")
    assert done.returncode == 3, "nothing worked"
    assert done.stderr.startswith("blogarchive: failure: post 2 (Umbrella number 2), ")
    assert re.fullmatch(r"sync: 1 due · 1 failed · \d+\.\d s", done.stderr.splitlines()[-1])


def test_wrong_usage(command: Command, blog: Blog) -> None:
    for words in (
        ["1", "--all"],
        ["--force"],
        ["--moved-to", "http://x.example/"],
        ["1", "--moved-to", "ftp://x.example/"],
        ["--shortest", "soon"],
        ["--share", "nan"],
        ["--delay", "nan"],
        ["--delay", "inf"],
        ["--timeout", "1e300"],
        ["--notify-cmd", "mail 'x"],
        ["9"],
    ):
        done = command("sync", *words)
        assert done.returncode == 2, words
        assert "Traceback" not in done.stderr
    assert blog.asked == []
    command("unwatch", "2")
    assert "not watched" in command("sync", "2").stderr
    assert command("sync", "--archive", "nowhere.db").returncode == 6


def test_a_second_run_respects_the_first(command: Command, blog: Blog, keeper: Keeper) -> None:
    started = time.monotonic()
    command("sync", "--archive", "nowhere.db")
    start_of_python = time.monotonic() - started
    with only_sync(keeper.path, 0):
        started = time.monotonic()
        done = command("sync")
        assert done.returncode == 75
        assert "locked by process" in done.stderr
        assert time.monotonic() - started < 2 * start_of_python + 1
        assert command("list").returncode == 0
        assert command("watch", "1").returncode == 0, "others may write meanwhile"
    assert blog.asked == []
    assert command("sync", "--wait", "5s").returncode == 0


def slow(handler: Handler) -> None:
    time.sleep(0.6)
    handler.blog.answer(handler)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_it_after_the_post_in_hand(
    keeper: Keeper, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    keeper.now = datetime.now(UTC) - timedelta(days=200)
    with Blog(*(page_of(n) for n in range(1, 9))) as blog:
        watched(keeper, blog)
        for page in blog.pages.values():
            page.comments[0] = edited(page.comments[0], f"Edited on {page.slug}, and it must not be lost.")
        blog.faults["*"] = slow
        words = [sys.executable, "-m", "blogarchive", "sync", "--summary"]
        with subprocess.Popen(
            words, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as run:
            while len(blog.asked) < 3:
                time.sleep(0.02)
            run.send_signal(number)
            out, err = run.communicate(timeout=20)
        assert run.returncode == code
        assert "Traceback" not in err
        told = summary(out)
        assert told["end"] == "signal"
        assert int(told["visited"]) >= 2
        assert int(told["visited"]) + int(told["left"]) == 8
        with keeper.read() as archive:
            visits = [row.visits for row in archive.posts()]
        assert visits.count(2) == int(told["visited"]), "what was asked for is kept"


def test_a_signal_ends_a_long_pause(keeper: Keeper, tmp_path: Path) -> None:
    """A server that asks for 50 seconds does not hold up the end."""
    keeper.now = datetime.now(UTC) - timedelta(days=200)
    with Blog(page_of(1)) as blog:
        watched(keeper, blog)
        blog.faults["*"] = status(429, Retry_After="50")
        words = [sys.executable, "-m", "blogarchive", "sync"]
        with subprocess.Popen(words, env=environment(tmp_path), stderr=subprocess.PIPE, text=True) as run:
            while not blog.asked:
                time.sleep(0.02)
            time.sleep(0.3)
            started = time.monotonic()
            run.terminate()
            run.communicate(timeout=20)
        assert run.returncode == 143
        assert time.monotonic() - started < 15
    assert keeper.watched().result is None, "broken off is no failure of the site"


def test_options_from_the_config_file(command: Command, blog: Blog, tmp_path: Path) -> None:
    """Spans of time as text or as a number of seconds; the pace is known to `watched` too."""
    config = tmp_path / "config" / "blogarchive"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(
        'longest = "1d"\nshortest = 60\n[sync]\nmax_time = 90\nsummary = true\nlog = "sync.log"\n', "utf-8"
    )
    done = command("sync")
    assert summary(done.stdout)["unchanged"] == "2", done.stderr
    assert (tmp_path / "sync.log").exists()
    rows = [json.loads(line) for line in command("watched", "--json").stdout.splitlines()]
    waits = [datetime.fromisoformat(row["due_at"]) - datetime.fromisoformat(row["tried_at"]) for row in rows]
    assert all(wait <= timedelta(days=1) for wait in waits)


def test_a_header_of_one_blog_goes_to_no_other(command: Command, blog: Blog, keeper: Keeper) -> None:
    """A cookie is a secret; a language is none."""
    with Blog(page_of(5), host="127.0.0.2") as other:
        keeper.add(other.at("umbrella-5"))
        done = command("sync", "--all", "--header", "Cookie: session=1")
        assert (done.returncode, "would go to 2 hosts" in done.stderr) == (2, True)
        assert blog.asked == []
        assert command("sync", "1", "2", "--header", "Cookie: session=1").returncode == 0
        assert command("sync", "--all", "--header", "Accept-Language: fr").returncode == 0


def test_a_time_budget(command: Command, blog: Blog) -> None:
    """No further post is begun; the most urgent one was."""

    def very_slow(handler: Handler) -> None:
        time.sleep(3)
        handler.blog.answer(handler)

    blog.faults["*"] = very_slow
    done = command("sync", "--max-time", "2.5s", "--summary")
    assert done.returncode == 0
    told = summary(done.stdout)
    assert (told["unchanged"], told["left"], told["end"]) == ("1", "1", "time")


def test_the_log_and_its_rotation(command: Command, blog: Blog, tmp_path: Path) -> None:
    log = tmp_path / "sync.log"
    assert command("sync", "--log", log).stderr == ""
    assert " sync: watched=2 due=2 " in log.read_text("utf-8")
    written = LogFile(log)
    log.rename(tmp_path / "sync.log.1")
    written.write("after the rotation")
    written.close()
    assert log.read_text("utf-8").endswith("Z after the rotation\n")
    blog.faults["/umbrella-1/"] = status(404)
    command("sync", "1", "--quiet", "--log", log)
    assert " alarm: post 1 (Umbrella number 1), " in log.read_text("utf-8")
    with only_sync(tmp_path / "blogs.db", 0):
        command("sync", "--log", log)
    assert " error: " in log.read_text("utf-8").splitlines()[-1]
    assert command("sync", "--log", tmp_path / "no" / "such" / "folder").returncode == 7
    with pytest.raises(OutputError):
        LogFile(tmp_path)


TELL = "import sys; open('told.jsonl', 'a').write(sys.stdin.read()); sys.exit({code})"


def test_the_user_s_program_is_told_what_changed(command: Command, blog: Blog, tmp_path: Path) -> None:
    """Once each change, and again where the program did not end well; no shell sees the command; it is not started for nothing."""

    def program(code: int) -> str:
        (tmp_path / "tell.py").write_text(TELL.format(code=code))
        return f"{sys.executable} 'tell.py' ; rm"

    told = tmp_path / "told.jsonl"
    assert command("sync", "--notify-cmd", program(0)).returncode == 0
    assert not told.exists()
    page = blog.pages["umbrella-1"]
    page.comments[0] = edited(page.comments[0], "Ça alors — “autre chose” !")
    done = command("sync", "1", "--notify-cmd", program(1))
    assert (done.returncode, "ended with 1; it is told again" in done.stderr) == (7, True)
    assert command("sync", "1", "--notify-cmd", program(0)).returncode == 0
    assert command("sync", "1", "--notify-cmd", program(0)).returncode == 0
    events = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    assert [(event["what"], event["comment"], event["after"]) for event in events] == [
        ("text", "1001", "Ça alors — “autre chose” !")
    ] * 2
    assert command("sync", "1", "--notify-cmd", "no-such-program-anywhere").returncode in {0, 7}


def test_disk_full(blog: Blog, keeper: Keeper, tmp_path: Path) -> None:
    """One line, exit code 6, and the archive as it was or with whole visits more."""
    for page in blog.pages.values():
        page.comments += [
            Said(number=page.comments[0].number + n, text=f"{n} " + "words and words " * 200) for n in range(10, 60)
        ]
    room = keeper.path.stat().st_size + 8192

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    words = [sys.executable, "-m", "blogarchive", "sync"]
    done = subprocess.run(
        words, env=environment(tmp_path), capture_output=True, text=True, preexec_fn=limit, check=False, timeout=60
    )
    assert done.returncode == 6, done.stderr
    assert re.search("no space|disk full", done.stderr)
    assert "Traceback" not in done.stderr
    assert (keeper.visits(1), len(keeper.comments(1))) == (1, 3)
    assert keeper.sync().added == 100


# -- watching


def test_fetch_watches_unless_told_not_to(command: Command, blog: Blog) -> None:
    blog.pages["umbrella-3"], blog.pages["umbrella-4"] = page_of(3), page_of(4)
    assert command("fetch", blog.at("umbrella-3"), "--quiet").returncode == 0
    assert command("fetch", blog.at("umbrella-4"), "--quiet", "--no-watch").returncode == 0
    rows = [json.loads(line) for line in command("watched", "--json").stdout.splitlines()]
    assert sorted(row["post_id"] for row in rows) == [1, 2, 3]
    assert command("watch", "4", "umbrella number 1").returncode == 0
    assert command("unwatch", "1", "3").stderr == ""
    assert command("unwatch", "1").stderr == "post 1 was not watched\n"
    assert command("watch", "99").returncode == 2
    table = command("watched", "--style", "tsv").stdout
    assert [line.split("\t")[0].strip() for line in table.splitlines()[1:]] == ["2", "4"]
    assert len(command("list", "--style", "tsv").stdout.splitlines()) == 5, "what is saved stays"


OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Blogs">
<outline type="rss" text="A small blog" xmlUrl="{blog}/feed/" htmlUrl="{blog}/"/>
<outline type="rss" xmlUrl="{blog}/nothing/"/></outline></body></opml>"""


def test_add_takes_lists_opml_feeds_and_pages(command: Command, tmp_path: Path) -> None:
    pages = [page_of(n) for n in range(1, 7)]
    with Blog(*pages[:2]) as blog:
        listed = tmp_path / "list.txt"
        listed.write_text(f"# umbrellas\n\n{blog.at('umbrella-1')}\n  {blog.at('umbrella-1')} \n", "utf-8")
        done = command("add", listed, "--summary")
        assert (done.returncode, summary(done.stdout)["posts_new"]) == (0, "1"), done.stderr
        (tmp_path / "subscriptions.opml").write_text(OPML.format(blog=blog.url), "utf-8")
        done = command("add", "subscriptions.opml", "--summary", "--private")
        assert summary(done.stdout)["posts_new"] == "1"
        assert done.stderr.startswith(f"blogarchive: failure: {blog.url}/nothing/: the server answered 404")
        blog.pages["umbrella-3"] = pages[2]
        done = command("add", f"{blog.url}/feed/", "--summary")
        assert summary(done.stdout)["posts_new"] == "1"
        blog.pages["umbrella-4"] = pages[3]
        blog.faults["/"] = lambda handler: handler.say(
            '<link rel="alternate" type="application/rss+xml" href="/feed/"><h1>A small blog</h1>'
        )
        done = command("add", f"{blog.url}/", "--summary")
        assert summary(done.stdout)["posts_new"] == "1"
        blog.pages["umbrella-5"] = pages[4]
        done = command(
            "add", "-", "--summary", given=f"{blog.at('umbrella-5')}\n{blog.at('umbrella-2')}\n{blog.at('gone')}\n"
        )
        assert (done.returncode, summary(done.stdout)["posts_new"]) == (8, "1")
        assert done.stderr == f"blogarchive: failure: {blog.at('gone')}: the server answered 404\n"
        assert len(command("watched", "--json").stdout.splitlines()) == 5
        blog.forget()
        assert command("add", listed).returncode == 0
        assert blog.asked == [], "what is saved is not asked again"


def test_a_feed_leads_to_no_private_address(command: Command, tmp_path: Path) -> None:
    with Blog(page_of(1)) as blog:
        (tmp_path / "feed.xml").write_text(blog.entry_feed(), "utf-8")
        done = command("add", "feed.xml")
        assert done.returncode == 3
        assert "a private address that the user did not name" in done.stderr
        assert blog.asked == []


def test_a_typed_feed_leads_to_its_own_private_server_alone(command: Command, tmp_path: Path) -> None:
    """Who types the feed of a blog on the own machine means its posts, and nothing else there."""
    with Blog(page_of(1)) as blog, Blog(page_of(2)) as other:
        blog.faults["/feed/"] = lambda handler: handler.say(
            blog.entry_feed().replace("</channel>", f"<item><link>{other.at('umbrella-2')}</link></item></channel>"),
            headers={"Content-Type": "application/rss+xml"},
        )
        done = command("add", f"{blog.url}/feed/", "--summary")
        assert (done.returncode, summary(done.stdout)["posts_new"]) == (8, "1")
        assert f"{other.at('umbrella-2')}: a private address that the user did not name" in done.stderr
        assert other.asked == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("http://a.example/\nnot an address at all\n", "line 2"),
        ("ftp://a.example/\n", "only http: and https:"),
        ("<html><p>nothing</p></html>", "is a saved page, and no list"),
        ("{}", "is not a feed"),
        ("", "is empty"),
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', "names no posts"),
    ],
)
def test_lists_that_hold_something_else(command: Command, tmp_path: Path, text: str, words: str) -> None:
    """One line, nothing asked, nothing kept."""
    (tmp_path / "list.txt").write_text(text, "utf-8")
    done = command("add", "list.txt")
    assert done.returncode in {2, 3}
    assert words in done.stderr
    assert done.stderr.startswith("blogarchive: list.txt")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "blogs.db").exists()
