"""How well comments are found on single pages: prints the table for our reader and the installed peers, measured in the same run.

    python -m benchmarks.accuracy_comments [--only TEXT]

Each figure is for all pages / for the sites kept out of development (a stable hash of the host decides). Then the pages that are read worst, each
with what is wrong on it. Counting is done by the corpus' own scorer.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from typing import Any

from tabulate import tabulate

from benchmarks.comment_corpus import CommentPage, Finder, comment_pages, finders
from benchmarks.site_corpus import corpus

_WORST = 10
_FIELDS = {"author": "author", "min": "minute", "date": "date", "par": "parent", "urlpos": "author's address"}
Scored = tuple[CommentPage, "Counter[str]", str]
"""A page, the scorer's counts, and an error in place of a reading."""


def main(only: str) -> None:
    """Prints the table and the worst pages."""
    pages = [page for page in comment_pages() if only in page.name]
    results = {name: [_scored(page, find) for page in pages] for name, find in finders().items()}
    kept = sum(page.is_kept_out for page in pages)
    print(f"{len(pages)} pages, {kept} of them of sites kept out\n")
    table = [[name, *_figures(scored)] for name, scored in results.items()]
    labels = [label for label, _ in _columns({})]
    print(tabulate(list(zip(["all / kept out", *labels], *table, strict=True)), headers="firstrow", tablefmt="github"))
    print("\nworst pages:")
    for page, counts, error in sorted(results["blogarchive"], key=_quality)[:_WORST]:
        print(f"* {page.name} ({page.gold.get('engine')}, {page.gold.get('lang')}): {_fault(counts, error)}")


def _scored(page: CommentPage, find: Finder) -> Scored:
    scorer, error = corpus("score_comments"), ""
    try:
        found = find(page.body, page.url)
    except Exception as failure:  # noqa: BLE001 (a reader that fails has found nothing)
        found, error = [], f"{type(failure).__name__}: {failure}"
    counts: Counter[str] = scorer.score_page(page.gold, found)[0]
    return page, counts, error


def _figures(scored: Sequence[Scored]) -> list[str]:
    """One column of the table."""
    summaries = (_summary(scored), _summary([row for row in scored if row[0].is_kept_out]))
    return [" / ".join(values) for values in zip(*([v for _, v in _columns(s)] for s in summaries), strict=True)]


def _summary(scored: Sequence[Scored]) -> dict[str, Any]:
    summary: dict[str, Any] = corpus("score_comments").summary([(page.gold, counts) for page, counts, _ in scored], "")
    return summary


def _columns(s: dict[str, Any]) -> list[tuple[str, str]]:
    """Label and value of each figure of the scorer's summary."""
    shares = {"detection F1": "F1", "pages entirely right": "exact", "text, token F1": "textF1"}
    percents = {
        "author": "author", "author's address where there is one": "urlpos", "time to the minute": "minute", "date": "date",
        "parent": "parent", "parent of threaded comments": "threaded",
    }  # fmt: skip
    return [
        *((label, f"{100 * s.get(key, 0):.1f}") for label, key in shares.items()),
        *((label, str(s.get(key, "")).strip()) for label, key in percents.items()),
        ("times invented", str(s.get("invented", ""))),
        ("pages without comments that got one", f"{s.get('neg_fp', 0)} of {s.get('neg', 0)}"),
    ]


def _quality(row: Scored) -> float:
    """1 where all is right: the mean of detection and the fields."""
    _, counts, _ = row
    found = counts["tp"] + (counts["fp"] + counts["fn"]) / 2
    shares = [counts["tp"] / found if found else 1.0, counts["tf_sum"] / counts["tf_n"] if counts["tf_n"] else 1.0]
    shares += [counts[f"{key}_ok"] / counts[f"{key}_n"] for key in _FIELDS if counts[f"{key}_n"]]
    return 2 * shares[0] + sum(shares[1:]) / len(shares[1:])


def _fault(counts: "Counter[str]", error: str) -> str:
    """What is wrong, in words."""
    if error:
        return error
    faults = [f"{counts['fn']} of {counts['gold']} comments missed"] if counts["fn"] else []
    faults += [f"{counts['fp']} that are none"] if counts["fp"] else []
    for key, label in _FIELDS.items():
        if wrong := counts[f"{key}_n"] - counts[f"{key}_ok"]:
            faults.append(f"{label} wrong in {wrong} of {counts[f'{key}_n']}")
    if counts["tf_n"] and counts["tf_sum"] / counts["tf_n"] < 0.9995:
        faults.append(f"text F1 {counts['tf_sum'] / counts['tf_n']:.3f}")
    return ", ".join(faults) or "nothing"


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", help="pages whose name contains this")
    main(options.parse_args().only)
