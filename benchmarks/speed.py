"""How long reading takes, against the bare lxml parse of the same bytes.

    python -m benchmarks.speed [PAGES]

All steps and installed peers read each page in turn (interleaved, so that a busy machine slows all of them alike), three times; the
best time per page counts. Prints medians in milliseconds and the median of the ratios to the parse.
"""

import sys
from collections.abc import Callable
from itertools import islice
from statistics import median
from time import perf_counter

from tabulate import tabulate

from benchmarks.corpus import SETS, Page, pages
from benchmarks.readers import NOW, bare_parse, document, installed_peers, ours
from blogarchive.audit import Checked, audit
from blogarchive.fetch.replay import Offline
from blogarchive.merge import merge
from blogarchive.pipeline.gather import gather
from blogarchive.pipeline.take import CAST
from blogarchive.sources import article
from blogarchive.sources.article.body import body_in
from blogarchive.sources.article.outline import outline
from blogarchive.sources.protocol import Context

REPEATS = 3
Step = Callable[[bytes, str], object]


def body_alone(body: bytes, url: str) -> str:
    """Parse and article text, without looking for comments."""
    return body_in(outline(document(body, url).tree)).text


def whole_article(body: bytes, url: str) -> int:
    """Parse and everything that the article source says."""
    page = document(body, url)
    return sum(1 for _ in article.read(page, Context(page=page, post_url=url, taken_at=NOW)))


def whole_reading(body: bytes, url: str) -> Checked:
    """Parse, every source, merge and audit: what `read` does before anything is shown."""
    page = document(body, url)
    gathered = gather(page, Context(page=page, post_url=url, taken_at=NOW), Offline([page.capture]), CAST)
    merged = merge(gathered.evidence)
    checked = Checked(
        post=merged.post,
        comments=merged.comments,
        claims=gathered.tallies,
        runs=gathered.runs,
        findings=gathered.findings,
        taken_at=NOW,
    )
    audit(checked)
    return checked


def steps() -> dict[str, Step]:
    """What is timed, by name; the first is the measure of all others."""
    return {
        "lxml parse": bare_parse,
        "article text": body_alone,
        "article text, comments left out": ours,
        "article source": whole_article,
        "whole reading (parse, extract, merge, audit)": whole_reading,
        **installed_peers(),
    }


def main(count: int) -> None:
    """Prints the table for the first `count` pages of each set."""
    sample = [page for name in SETS for page in islice(pages(name), count)]
    timed = _interleaved(sample)
    parse = timed["lxml parse"]
    rows = [
        [
            name,
            f"{median(times):.2f}",
            f"{median(time / base for time, base in zip(times, parse, strict=True)):.2f}",
            f"{max(times):.0f}",
        ]
        for name, times in timed.items()
    ]
    print(f"{len(sample)} pages, median {median(len(page.body) for page in sample) / 1000:.0f} KB")
    print(tabulate(rows, ["", "median ms", "× parse", "worst ms"], tablefmt="github", disable_numparse=True))


def _interleaved(sample: list[Page]) -> dict[str, list[float]]:
    chosen = steps()
    timed: dict[str, list[float]] = {name: [] for name in chosen}
    for page in sample:
        best = dict.fromkeys(chosen, float("inf"))
        for _ in range(REPEATS):
            for name, step in chosen.items():
                best[name] = min(best[name], _time(step, page))
        for name, time in best.items():
            timed[name].append(time)
    return timed


def _time(step: Step, page: Page) -> float:
    begun = perf_counter()
    step(page.body, page.url)
    return (perf_counter() - begun) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
