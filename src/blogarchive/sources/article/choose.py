"""Which block holds the article."""

from blogarchive.sources.article.marks import Marks
from blogarchive.sources.article.outline import Block


def choose(top: Block, marks: Marks) -> Block:
    value = marks.value
    current = top
    while True:
        best = max((k for k in current.kids if k not in marks.away), key=lambda k: value[k], default=None)
        if best is None or value[best] < 0.75 * value[current] or value[best] <= 0:
            break
        current = best
    for named, share in ((marks.bodies, 0.5), (marks.texts, 0.6)):
        blocks = [b for b in named if not _within_away(b, marks)]
        if not blocks:
            continue
        best = max(blocks, key=lambda b: marks.plain[b])
        alone = named is marks.bodies and all(b is best or _above(best, b) or _above(b, best) for b in blocks)
        if value[best] >= (0.25 if alone else share) * value[current] or (
            alone and marks.plain[best] > 0.5 * marks.plain[current]
        ):
            inner = [b for b in blocks if b is not best and value[b] > 0.85 * value[best] and _above(best, b)]
            if inner:
                return inner[-1]
            return _united(best, blocks, marks)
    articles = [b for b in marks.articles if not _within_away(b, marks) and _above(current, b)]
    if articles:
        best = max(articles, key=lambda b: value[b])
        if value[best] >= 0.6 * value[current]:
            return best
    return current


def _united(best: Block, blocks: list[Block], marks: Marks) -> Block:
    """The body may be split over several elements of the same name: then what holds them all, unless they are different articles."""
    parts = [
        b for b in blocks if b.label == best.label and b.tag == best.tag and not _above(best, b) and not _above(b, best)
    ]
    parts = [b for b in parts if _article(b, marks) is _article(best, marks)]
    parts = [b for b in parts if marks.value[b] > 0.05 * marks.value[best]]
    if not parts:
        return best
    holder = best
    while holder.parent is not None and not all(_above(holder, part) for part in parts):
        holder = holder.parent
    titles = sum(1 for block in holder.walk() if block.tag == "h1")
    return holder if titles < 2 else best


def _article(block: Block | None, marks: Marks) -> Block | None:
    while block is not None and block.tag != "article":
        block = block.parent
    return block


def _above(ancestor: Block, block: Block | None) -> bool:
    while block is not None:
        if block is ancestor:
            return True
        block = block.parent
    return False


def _within_away(block: Block | None, marks: Marks) -> bool:
    while block is not None:
        if block in marks.away:
            return True
        block = block.parent
    return False
