"""Archives of any size, made from a seed: posts with comments as blogs have them (most posts few, some many)."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from blogarchive.archive import open_archive
from blogarchive.model import (
    Audit,
    Capture,
    Comment,
    Person,
    Post,
    Precision,
    SettledComment,
    SettledPost,
    Snapshot,
    Taken,
    Timestamp,
    Verdict,
)

_SYLLABLES = "ba co di fu ga le mo ni pa ro sa te vi za ché für los ñe ção wię".split()


class Words:
    """Words whose frequencies fall as in a language (Zipf), so that an index over them is as skewed as a real one."""

    def __init__(self, chance: random.Random, vocabulary: int = 20_000) -> None:
        self._chance = chance
        self._words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(vocabulary)]
        self._weights = list(_running(1 / rank for rank in range(1, vocabulary + 1)))

    def text(self, count: int) -> str:
        """So many words with a full stop at the end."""
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=count)).capitalize() + "."


def _running(values: Iterator[float]) -> Iterator[float]:
    total = 0.0
    for value in values:
        total += value
        yield total


def visit(number: int, comments: int, words: Words, chance: random.Random) -> Taken:
    """One visit to post `number` with so many comments, and the page it was read from."""
    url = f"https://blog{number % 200}.example/2010/{number % 12 + 1:02}/post-{number}/"
    start = datetime(2008, 1, 1) + timedelta(hours=number)  # noqa: DTZ001 - a wall clock
    said = tuple(
        _comment(url, n, start, words, chance) for n in range(number * 10_000 + 1, number * 10_000 + comments + 1)
    )
    text = words.text(300)
    record = Post(
        native_id=str(number), url=url, title=words.text(5), authors=(Person(name=words.text(2)),), text=text, html=f"<p>{text}</p>",
        published=Timestamp(local=start, offset=60, precision=Precision.MINUTE), language="fr",
    )  # fmt: skip
    taken_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    page = "\n".join(f"<li id=comment-{c.id}><cite>{c.record.author.name}</cite>{c.record.html}</li>" for c in said)
    capture = Capture(url=url, requested_url=url, body=f"<html>{record.html}{page}".encode(), captured_at=taken_at)
    audit = Audit(verdict=Verdict.COMPLETE, found=comments)
    shot = Snapshot(
        url=url,
        taken_at=taken_at,
        post=SettledPost(record=record, sources={"text": "page"}),
        comments=said,
        audit=audit,
    )
    return Taken(snapshot=shot, captures=(capture,))


def _comment(url: str, number: int, start: datetime, words: Words, chance: random.Random) -> SettledComment:
    text = words.text(chance.randint(3, 70))
    moment = Timestamp(local=start + timedelta(minutes=number % 10_000), offset=60, precision=Precision.MINUTE)
    author = Person(
        name=f"{words.text(1)}{chance.randint(1, 50)}", url=f"https://author{chance.randint(1, 5000)}.example/"
    )
    record = Comment(
        native_id=str(number),
        url=f"{url}#comment-{number}",
        author=author,
        html=f"<p>{text}</p>",
        text=text,
        published=moment,
    )
    return SettledComment(
        id=str(number), record=record, sources={"author": "page", "text": "page", "published": "page"}
    )


def sizes(posts: int, comments: int, chance: random.Random) -> list[int]:
    """How many comments each post has: a long tail, `comments` in all."""
    weights = [chance.paretovariate(1.2) for _ in range(posts)]
    scale = comments / sum(weights)
    counts = [min(int(weight * scale), 9_000) for weight in weights]
    for at in range(comments - sum(counts)):
        counts[at % posts] += 1
    return counts


def make(path: Path, posts: int, comments: int, seed: int = 1) -> None:
    """Write an archive with so many posts and comments."""
    chance = random.Random(seed)
    words = Words(chance)
    with open_archive(path, write=True) as archive:
        archive.connection.execute("PRAGMA synchronous = OFF")  # 20,000 commits; this file can be made again
        for number, count in enumerate(sizes(posts, comments, chance), 1):
            archive.save(visit(number, count, words, chance))
