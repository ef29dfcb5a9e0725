"""How well whole sites are read: saved sites are served again on loopback and fetched as a user would, or their pages are read alone.

    python -m benchmarks.accuracy_sites [--page-only] [--root wordpress|engines] [--only TEXT] [--misses]

Prints detection, author, minute, parent and text for all posts and by language, and how the receipt's verdict stands to the truth. As the corpus'
own scorer has it, comments whose words, and times of day that, stand nowhere in the site are not expected. "… where shown" asks more closely:
comments that have an element of their own or stand in a feed or REST, times of day there, parents that the page, a feed or REST states (see
`benchmarks.shown`).
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tabulate import tabulate

from benchmarks.shown import Shown, shown_in
from benchmarks.site_corpus import ROOTS, Site, corpus, sites
from blogarchive.errors import BlogArchiveError
from blogarchive.fetch.settings import Settings
from blogarchive.model import Snapshot
from blogarchive.model.codec import to_document
from blogarchive.pipeline.offline import read_source
from blogarchive.pipeline.online import Online

_NOWHERE = 1_000_000  # the number of no comment: the corpus' scorer leaves out parents that it does not know
_SHARES = ("author", "min", "shown_min", "par", "shown_par")
_WHERE = "… where shown"
_HEAD = ("", "posts", "comments", "F1", _WHERE, "exact", "author", "minute", _WHERE, "parent", _WHERE, "text")
_AGAIN = ("tp", "fp", "fn", "par_ok", "par_n", "min_ok", "min_n")
_TRUTHS = ("all found", "missed what is shown", "missed what nothing shows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One post: the corpus' counts, and how the truth stands to what was taken."""

    name: str
    language: str
    score: Counter[str]
    truth: str
    taken: Snapshot | None

    @property
    def verdict(self) -> str:
        """The receipt's word."""
        return str(self.taken.audit.verdict) if self.taken else "not read"

    def line(self) -> str | None:
        """What is wrong; None where nothing is."""
        s = self.score
        wrong = [f"{key} {s[f'{key}_ok']}/{s[f'{key}_n']}" for key in _SHARES if s[f"{key}_ok"] < s[f"{key}_n"]]
        wrong += [f"{label} {s[key]}" for label, key in (("missed", "shown_fn"), ("extra", "shown_fp")) if s[key]]
        wrong += [f"{self.verdict}: {self.truth}"] if (self.verdict == "complete") != (self.truth == _TRUTHS[0]) else []
        return f"{self.name}: {', '.join(wrong)}" if wrong else None


@dataclass(slots=True)
class Sums:
    """Counts over posts."""

    counts: Counter[str] = field(default_factory=Counter)
    posts: int = 0

    def add(self, score: Counter[str]) -> None:
        """One post more."""
        self.counts.update(score)
        self.posts += 1

    def row(self, name: str) -> list[str]:
        """The line of the table."""
        c = self.counts
        f1, shown = (_share(2 * c[f"{of}tp"], 2 * c[f"{of}tp"] + c[f"{of}fp"] + c[f"{of}fn"]) for of in ("", "shown_"))
        shares = [_share(c[f"{key}_ok"], c[f"{key}_n"]) for key in _SHARES]
        exact, text = _share(c["exact"], self.posts), _share(c["tf_sum"], c["tf_n"])
        return [name, str(self.posts), str(c["gold"]), f1, shown, exact, *shares, text]


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.4f}" if whole else "–"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", choices=sorted(ROOTS), default="wordpress")
    parser.add_argument("--only", default="", help="sites whose name contains this")
    parser.add_argument("--page-only", action="store_true", help="read the post's page alone, without a request")
    parser.add_argument("--misses", action="store_true", help="a line for every post that is not entirely right")
    given = parser.parse_args()
    groups: dict[str, Sums] = defaultdict(Sums)
    verdicts: Counter[tuple[str, str]] = Counter()
    for site in sites(given.root, given.only):
        for measured in _measured(site, page_only=given.page_only):
            groups["all"].add(measured.score)
            groups[measured.language].add(measured.score)
            verdicts[measured.verdict, measured.truth] += 1
            if given.misses and (line := measured.line()):
                print(line, flush=True)
    rows = [sums.row(name) for name, sums in groups.items()]
    print(tabulate(rows, _HEAD, tablefmt="github", disable_numparse=True))
    names = sorted({verdict for verdict, _ in verdicts})
    table = [(name, *(verdicts[name, truth] for truth in _TRUTHS)) for name in names]
    print("\n" + tabulate(table, ("verdict", *_TRUTHS), tablefmt="github"))


def _measured(site: Site, *, page_only: bool) -> Iterator[Measured]:
    whole = None if page_only else shown_in(site.files())
    with corpus("replay").Replay([site.tree]) as served:
        for server in served.servers:
            server.handle_error = lambda *_: None  # a client that closes its connection is no news
        for post in site.posts:
            page = site.page(post)
            taken = _taken(str(post["url"]), page, page_only=page_only)
            score = _scored(site, post, taken, page_only=page_only)
            score += _where_shown(site, post, taken, whole or shown_in([page]), page_only=page_only)
            found = len(taken.comments) - score["fp"] if taken else 0
            missed = score["shown_fn"], found < len(post["comments"])
            yield Measured(
                name=f"{site.name} {post.get('key')}",
                language=str(post.get("lang") or post.get("key")),
                score=score,
                truth=_TRUTHS[1 if missed[0] else 2 if missed[1] else 0],
                taken=taken,
            )


def _taken(url: str, page: Path, *, page_only: bool) -> Snapshot | None:
    """The snapshot; None, and the reason printed, where there is none."""
    try:
        if page_only:
            return read_source(str(page), url=url)
        online = Online(Settings(delay=0, retries=0), record=None, on_event=lambda _: None)
        try:
            return online.take(url, (), images=False).snapshot
        finally:
            online.close()
    except BlogArchiveError as error:
        print(f"{url}: {error}")
        return None


def _scored(site: Site, post: dict[str, Any], taken: Snapshot | None, *, page_only: bool) -> Counter[str]:
    """The corpus' own counts."""
    gold = _expected(site, post, page_only=page_only)
    return _score(gold, taken)


def _where_shown(
    site: Site, post: dict[str, Any], taken: Snapshot | None, shown: Shown, *, page_only: bool
) -> Counter[str]:
    """Detection, minutes and parents again, less what nothing shows."""
    if site.is_wordpress:
        told = [comment for comment in post["comments"] if shown.has(str(comment["id"]))]
        post = post | {"comments": told or post["comments"]}
    gold = _expected(site, post, page_only=page_only)
    if site.is_wordpress:
        # The corpus numbers the comments that it expects; with ids for authors it tells which is which.
        named = post | {"comments": [comment | {"author": comment["id"]} for comment in post["comments"]]}
        ids = [str(c["author"]) for c in _expected(site, named, page_only=page_only)["comments"]]
        for comment, own in zip(gold["comments"], ids, strict=True):
            if comment["parent"] is not None and (own, ids[comment["parent"] - 1]) not in shown.parents:
                comment["parent"] = _NOWHERE
            published = comment["published"]
            if published and len(published) > 10 and not shown.shows_minute(own, published):
                comment["published"] = published[:10]
    score = _score(gold, taken)
    return Counter({f"shown_{key}": score[key] for key in _AGAIN})


def _expected(site: Site, post: dict[str, Any], *, page_only: bool) -> dict[str, Any]:
    scorer = corpus("score_sites")
    gold: dict[str, Any] = scorer.gold_of(post, site.name, *_reachable(site.tree, site.page(post), page_only=page_only))
    return gold


_REACHED: dict[tuple[Path, Path, bool], Any] = {}


def _reachable(tree: Path, page: Path, *, page_only: bool) -> Any:
    """The corpus' words and times, found once for each site."""
    key = tree, page if page_only else tree, page_only
    if key not in _REACHED:
        _REACHED.clear()
        _REACHED[key] = corpus("score_sites").reachable(tree, page, page_only)
    return _REACHED[key]


def _score(gold: dict[str, Any], taken: Snapshot | None) -> Counter[str]:
    scorer = corpus("score_comments")
    said = scorer.from_document(to_document(taken)) if taken else []
    score: Counter[str] = scorer.score_page(gold, said)[0]
    return score


if __name__ == "__main__":
    main()
