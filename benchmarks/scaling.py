"""Time and memory of reading a page with 100, 1,000 and 10,000 comments: both must grow with the comments and not faster.

  python -m benchmarks.scaling

Prints a table: comments, megabytes of page, seconds of processor time, the same per thousand comments, peak memory that Python's
allocator saw (lxml's tree is outside of it), and how many comments were found.
"""

import gc
import time
import tracemalloc
from datetime import UTC, datetime

from tabulate import tabulate

from blogarchive.cli import GARBAGE
from blogarchive.fetch.replay import Offline
from blogarchive.model import Capture, Request, Target
from blogarchive.pipeline.take import take_snapshot

URL = "https://blog.example/2012/03/a-long-talk/"
COMMENT = """<li class="comment depth-{depth}" id="comment-{n}"><div class="comment-author vcard">
<cite class="fn"><a href="http://p{person}.example/">Person {person}</a></cite> says:</div>
<div class="comment-meta"><a href="{url}#comment-{n}">March {day}, 2012 at {hour}:{minute:02} am</a></div>
<p>Remark number {n}, which says that {person} times {n} is {product}, and that the weather was fine.</p><p>@Person {other}: do you agree?</p></li>"""


def page(count: int) -> bytes:
    """A post with so many comments, one day after another."""
    comments = "".join(
        COMMENT.format(
            depth=1,
            n=n,
            url=URL,
            person=n % 97,
            other=(n * 7) % 97,
            product=n * (n % 97),
            day=n * 27 // count + 1,
            hour=n % 11 + 1,
            minute=n % 60,
        )
        for n in range(1, count + 1)
    )
    body = (
        "<p>An article that many people wanted to talk about, for reasons that are told in it at some length.</p>" * 12
    )
    return (
        f"<html lang=en><head><title>A long talk</title></head><body><article><h1>A long talk</h1>{body}</article>"
        f"<div id=comments><h2>{count} comments</h2><ol class=commentlist>{comments}</ol></div></body></html>"
    ).encode()


def measured(body: bytes) -> tuple[float, float, int]:
    """Seconds of processor time, megabytes at the peak, comments found."""
    capture = Capture(url=URL, requested_url=URL, body=body, captured_at=datetime.now(UTC))
    target = Target(request=Request(url=URL, named_by_user=True), captures=(capture,))
    start = time.process_time()
    found = len(take_snapshot(target, Offline([capture])).snapshot.comments)
    seconds = time.process_time() - start
    tracemalloc.start()
    take_snapshot(target, Offline([capture]))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return seconds, peak, found


def main() -> None:
    """Prints the table."""
    gc.set_threshold(*GARBAGE)
    measured(page(10))
    rows = []
    for count in (100, 1_000, 10_000):
        body = page(count)
        seconds, peak, found = measured(body)
        rows.append(
            (
                count,
                f"{len(body) / 1e6:.2f}",
                f"{seconds:.3f}",
                f"{seconds / count * 1000:.3f}",
                f"{peak:.1f}",
                f"{peak / count * 1000:.1f}",
                found,
            )
        )
    print(
        tabulate(
            rows,
            headers=("comments", "MB", "s", "s per 1,000", "peak MB", "MB per 1,000", "found"),
            disable_numparse=True,
        )
    )


if __name__ == "__main__":
    main()
