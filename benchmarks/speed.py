"""How long reading takes, against the bare lxml parse of the same bytes.

    python -m benchmarks.speed [PAGES]

All steps and installed peers read each page in turn (interleaved, so that a busy machine slows all of them alike), three times; the
best time per page counts. Prints medians in milliseconds of processor time, the median of the ratios to the parse, and the same for the first of the
three readings, in which nothing is remembered of the page. A second table tells what each part of our reading costs.
"""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from statistics import median
from time import process_time

from tabulate import tabulate

from benchmarks.corpus import SETS, Page, pages
from benchmarks.parts import parts
from benchmarks.readers import bare_parse, document, installed_peers, ours
from blogarchive.audit import audit
from blogarchive.cli import GARBAGE
from blogarchive.errors import NotAPostError
from blogarchive.fetch.replay import Offline
from blogarchive.merge import merge
from blogarchive.model import Request, Snapshot, Target
from blogarchive.pipeline.gather import gather
from blogarchive.pipeline.take import CAST, checked, context_of, take_snapshot
from blogarchive.sources import article
from blogarchive.sources.article.body import body_in
from blogarchive.sources.article.outline import outline

REPEATS = 3
PARSE, WHOLE, PEER = "lxml parse", "whole reading (parse, extract, merge, audit)", "trafilatura fast"
Step = Callable[[bytes, str], object]
Times = dict[str, list[list[float]]]
"""Milliseconds by step: for each page those of all repeats."""


def body_alone(body: bytes, url: str) -> str:
    """Parse and article text, without looking for comments."""
    return body_in(outline(document(body, url).elements)).text


def whole_article(body: bytes, url: str) -> int:
    """Parse and everything that the article source says."""
    page = document(body, url)
    return sum(1 for _ in article.read(page, context_of(page)))


def whole_reading(body: bytes, url: str) -> object:
    """Parse, every source, merge and audit: what is known of the page."""
    page = document(body, url)
    gathered = gather(page, context_of(page), Offline([page.capture]), CAST)
    merged = merge(gathered.evidence)
    return audit(checked(page, merged, gathered))


def snapshot(body: bytes, url: str) -> Snapshot:
    """All that `read` does before anything is shown: also cleaned HTML, mentions, people and answers. Raises NotAPostError."""
    capture = document(body, url).capture
    target = Target(request=Request(url=url, named_by_user=True), captures=(capture,))
    return take_snapshot(target, Offline([capture])).snapshot


def steps() -> dict[str, Step]:
    """What is timed, by name; the first is the measure of all others."""
    return {
        PARSE: bare_parse,
        "article text": body_alone,
        "article text, comments left out": ours,
        "article source": whole_article,
        WHOLE: whole_reading,
        "snapshot (also cleaned HTML, people, answers)": snapshot,
        **installed_peers(),
    }


def main(count: int) -> None:
    """Prints both tables for the first `count` pages of each set."""
    gc.set_threshold(*GARBAGE)
    sample = [page for name in SETS for page in islice(pages(name), count)]
    timed, timed_parts = _interleaved(sample)
    base = [min(times) for times in timed[PARSE]]
    print(f"{len(sample)} pages, median {median(len(page.body) for page in sample) / 1000:.0f} KB\n")
    print(_table(["", "median ms", "× parse", "worst ms", "first ms", "first × parse"], _whole_rows(timed, base)))
    if PEER in timed:
        peer = [min(times) for times in timed[PEER]]
        share = median(min(times) / other for times, other in zip(timed[WHOLE], peer, strict=True))
        print(f"\nwhole reading against {PEER}: {share:.2f} of its time")
    print()
    print(_table(["part of a snapshot", "median ms", "× parse", "mean × parse"], _part_rows(timed_parts, base)))


def _whole_rows(timed: Times, base: Sequence[float]) -> Iterator[list[str]]:
    for name, pages_ in timed.items():
        best, first = [min(times) for times in pages_], [times[0] for times in pages_]
        yield [name, *_shown(best, base), f"{max(best):.0f}", *_shown(first, base)]


def _part_rows(timed: Times, base: Sequence[float]) -> Iterator[list[str]]:
    for name, pages_ in timed.items():
        best = [min(times) for times in pages_]
        yield [name, *_shown(best, base), f"{sum(best) / sum(base):.2f}"]


def _shown(times: Sequence[float], base: Sequence[float]) -> list[str]:
    return [f"{median(times):.2f}", f"{median(time / one for time, one in zip(times, base, strict=True)):.2f}"]


def _table(headers: Sequence[str], rows: Iterator[list[str]]) -> str:
    return tabulate(rows, headers, tablefmt="github", disable_numparse=True)


def _interleaved(sample: Sequence[Page]) -> tuple[Times, Times]:
    chosen = steps()
    timed: Times = {name: [[] for _ in sample] for name in chosen}
    timed_parts: Times = {}
    for number, page in enumerate(sample):
        for _ in range(REPEATS):
            for name, step in chosen.items():
                timed[name][number].append(_time(step, page))
            for name, time in parts(page.body, page.url).items():
                timed_parts.setdefault(name, [[] for _ in sample])[number].append(time)
    return timed, timed_parts


def _time(step: Step, page: Page) -> float:
    begun = process_time()
    with suppress(NotAPostError):  # found out as late as anything else
        step(page.body, page.url)
    return (process_time() - begun) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
