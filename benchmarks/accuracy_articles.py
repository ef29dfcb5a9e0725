"""How well the article is found: prints one table for our reader and the installed peers, measured in the same run.

    python -m benchmarks.accuracy_articles [--worst N] [--unnamed] [SET …]

Ours is the post's text as `read` gives it, the peers' that of their plain call. For sets with the whole text: F1 over 4-word shingles, as
scrapinghub/article-extraction-benchmark counts it. For `traf`: F1 over text snippets that must and must not be there, as trafilatura's own
evaluation counts them. Each figure is for all pages / for the pages kept out of development. `--worst` lists our worst pages of each set, kept-out
ones left out: nobody looks at those. `--unnamed` takes every telling name from the pages before they are read.
"""

import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import mean

from tabulate import tabulate

from benchmarks.corpus import SETS, Page, pages, unnamed
from benchmarks.readers import NOW, Reader, blogarchive, installed_peers

_WORD = re.compile(r"\w+")
Counts = tuple[float, float, float]
"""True positives, false positives, false negatives of a page; for shingles as shares of their sum."""


Counted = list[tuple[Page, Counts]]


def main(names: Sequence[str], worst: int, *, is_unnamed: bool) -> None:
    """Prints the table for these sets, a row to standard error as soon as a reader is done, and the worst pages of ours."""
    head, rows = ["F1 all / kept out", *names], []
    for name, read in {"blogarchive": blogarchive, **installed_peers()}.items():
        counted = {
            chosen: [(page, _count(page, _read(read, page))) for page in _pages(chosen, is_unnamed=is_unnamed)]
            for chosen in names
        }
        rows.append([name, *(_cell(chosen, pairs) for chosen, pairs in counted.items())])
        print(tabulate(rows[-1:], head), file=sys.stderr)
        if read is blogarchive:
            lists = [f"{chosen}\n{_worst(chosen, pairs, worst)}" for chosen, pairs in counted.items() if worst]
    print(tabulate(rows, head, tablefmt="github", disable_numparse=True))
    print(*lists, sep="\n\n")


def _pages(name: str, *, is_unnamed: bool) -> Iterator[Page]:
    for page in pages(name):
        yield unnamed(page, NOW) if is_unnamed else page


def _cell(name: str, counted: Counted) -> str:
    kept_out = [count for page, count in counted if page.is_kept_out]
    return f"{_f1(name, [count for _, count in counted]):.3f} / {_f1(name, kept_out):.3f}"


def _worst(name: str, counted: Counted, count: int) -> str:
    """The pages with the lowest F1, each with its precision and recall."""
    seen = [(_f1(name, [counts]), counts, page) for page, counts in counted if not page.is_kept_out]
    rows = [
        [f"{f1:.2f}", f"{_precision(counts):.2f}", f"{_recall(counts):.2f}", page.name[:24], page.url[:100]]
        for f1, counts, page in sorted(seen, key=lambda entry: entry[0])[:count]
    ]
    return tabulate(rows, ["F1", "precision", "recall", "page", "address"], disable_numparse=True)


def _read(read: Reader, page: Page) -> str:
    try:
        return read(page.body, page.url)
    except Exception as error:  # noqa: BLE001 (a peer that fails has found nothing)
        print(f"{page.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return ""


def _count(page: Page, text: str) -> Counts:
    if page.wanted or page.unwanted:
        folded = " ".join(text.split())
        found = sum(" ".join(snippet.split()) in folded for snippet in page.wanted)
        wrong = sum(" ".join(snippet.split()) in folded for snippet in page.unwanted)
        return found, wrong, len(page.wanted) - found
    true, got = _shingles(page.text), _shingles(text)
    counts = sum((true & got).values()), sum((got - true).values()), sum((true - got).values())
    total = sum(counts) or 1
    return counts[0] / total, counts[1] / total, counts[2] / total


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(shingle for place in range(max(1, len(words) - 3)) if (shingle := tuple(words[place : place + 4])))


def _f1(name: str, counts: Sequence[Counts]) -> float:
    if name == "traf":
        precision, recall = _precision(_sum(counts)), _recall(_sum(counts))
    else:
        precision, recall = _mean(_precision, counts, 1), _mean(_recall, counts, 2)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mean(measure: Callable[[Counts], float], counts: Sequence[Counts], other: int) -> float:
    values = [measure(count) for count in counts if count[0] + count[other] > 0]
    return mean(values) if values else 0.0


def _sum(counts: Sequence[Counts]) -> Counts:
    return sum(c[0] for c in counts), sum(c[1] for c in counts), sum(c[2] for c in counts)


def _precision(count: Counts) -> float:
    return 1.0 if count[1] == count[2] == 0 else count[0] / (count[0] + count[1]) if count[0] + count[1] else 0.0


def _recall(count: Counts) -> float:
    return 1.0 if count[1] == count[2] == 0 else count[0] / (count[0] + count[2]) if count[0] + count[2] else 0.0


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], metavar="SET")
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    parser.add_argument("--unnamed", action="store_true")
    arguments = parser.parse_args()
    main(arguments.sets or SETS, arguments.worst, is_unnamed=arguments.unnamed)
