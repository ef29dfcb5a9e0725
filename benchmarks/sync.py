"""What `sync` of 1,000 unchanged posts costs: its own time (processor, user and system) and the clock's, over loopback.

`python -m benchmarks.sync [POSTS]` prints a table. The blogs answer from another process; nobody waits between requests.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from blogarchive.fetch.settings import Private, Settings
from blogarchive.pipeline.sync import Choice, add, sync
from blogarchive.pipeline.sync_desk import Limit, Manner
from blogarchive.pipeline.sync_host import New
from blogarchive.pipeline.sync_run import Order
from blogarchive.pipeline.sync_schedule import Pace

HOSTS = 10
COMMENTS = 10
HOURLY = Pace(shortest=timedelta(minutes=40), longest=timedelta(hours=1))
KINDS = {
    "304 (ETag)": "validators",
    "200, the same bytes": "plain",
    "200, another nonce": "nonce",
    "one comment feed per site": "feed",
}


def serve(kind: str, posts: int) -> None:
    """Run the blogs until standard input ends; prints their addresses."""
    from tests.sync.blog import Blog, page_of

    blogs = []
    for host in range(HOSTS):
        pages = [page_of(n, COMMENTS) for n in range(posts // HOSTS)]
        for page in pages:
            page.nonce = kind == "nonce"
        feed = 20 if kind == "feed" else 0
        blogs.append(
            Blog(*pages, validators=kind in {"validators", "feed"}, site_feed=feed, host=f"127.0.0.{host + 2}")
        )
        blogs[-1].__enter__()
    print("\n".join(blog.at(slug) for blog in blogs for slug in blog.pages), flush=True)
    print(flush=True)
    sys.stdin.read()


@contextmanager
def blogs(kind: str, posts: int) -> Iterator[list[str]]:
    """The addresses of the posts while a process serves them."""
    command = [sys.executable, __file__, "serve", kind, str(posts)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield [line.strip() for line in iter(server.stdout.readline, "\n")]
        server.communicate()


def own_seconds() -> float:
    """Processor time of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(kind: str, posts: int) -> tuple[str, float, float, int]:
    """What was found, own seconds, seconds by the clock, requests."""
    with tempfile.TemporaryDirectory() as folder, blogs(kind, posts) as urls:
        now = datetime(2026, 5, 1, tzinfo=UTC)
        order = Order(
            archive=Path(folder) / "a.db",
            settings=Settings(delay=0, private=Private.LITERAL),
            manner=Manner(pace=HOURLY, now=lambda: now),
            on_event=lambda _line: None,
        )
        taken = add(order, [New(url=url, named=True) for url in urls], Limit(), print)
        assert taken.visited == len(urls), taken.line()
        later = replace(order, manner=replace(order.manner, now=lambda: now + timedelta(hours=1)))
        own, clock = own_seconds(), time.monotonic()
        report = sync(later, Choice(), Limit(), print)
        own, clock = own_seconds() - own, time.monotonic() - clock
    assert report.unchanged + report.vouched == len(urls), report.line()
    return ("vouched for" if report.vouched else "unchanged"), own, clock, report.requests


def main() -> None:
    """Print the table."""
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"{posts} unchanged posts with {COMMENTS} comments each, on {HOSTS} hosts\n")
    print("| the server answers | found | requests | own time | clock |\n|---|---|---|---|---|")
    for name, kind in KINDS.items():
        found, own, clock, requests = measured(kind, posts)
        print(f"| {name} | {found} | {requests} | {own:.1f} s | {clock:.1f} s |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2], int(sys.argv[3]))
    else:
        main()
