"""YAML front matter that PyYAML, Hugo, Jekyll and Obsidian read alike, whatever the words are.

Every text is a double-quoted scalar (https://yaml.org/spec/1.2.2/#double-quoted-style), whose escapes are those of JSON.
"""

import json
import re
from collections.abc import Iterator

from blogarchive.export.characters import writable
from blogarchive.model import Kind, Precision, Snapshot, Timestamp
from blogarchive.text.wide import words_of

_UNPRINTABLE = re.compile("[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def front_matter(snapshot: Snapshot) -> Iterator[str]:
    """Yield the front matter line by line, with both its fences."""
    yield "---\n"
    for key, value in _entries(snapshot).items():
        yield f"{key}: {value}\n"
    yield "---\n"


def _entries(snapshot: Snapshot) -> dict[str, str]:
    post = snapshot.post.record
    names = [author.name for author in post.authors if author.name]
    return {
        "title": _scalar(post.title),
        "author": _scalar(names[0] if names else None) if len(names) < 2 else _list(names),
        "site": _scalar(post.site),
        **_date(post.published),
        **_published(post.published),
        "published_raw": _scalar(post.published.raw if post.published else None),
        "updated": _scalar(post.updated.isoformat() if post.updated else None),
        "source": _scalar(post.url or snapshot.url),
        "saved": _scalar(snapshot.taken_at.isoformat()),
        "language": _scalar(post.language),
        "tags": _list(post.tags),
        "categories": _list(post.categories),
        "license": _scalar(post.license),
        "word_count": str(words_of(post.text or "")),
        "comments": str(sum(1 for comment in snapshot.comments if comment.record.kind is Kind.COMMENT)),
        "responses": str(len(snapshot.comments)),
        "completeness": _scalar(snapshot.audit.verdict.value),
        "render_with_liquid": "false",  # Jekyll would run what code examples hold between braces
    }


def _date(published: Timestamp | None) -> dict[str, str]:
    """`date` as Hugo and Jekyll want it: a YAML timestamp, left out where not even the day is known."""
    text = published.isoformat() if published else None
    known = published is not None and published.precision not in {Precision.YEAR, Precision.MONTH}
    return {"date": text} if text and known else {}


def _published(published: Timestamp | None) -> dict[str, str]:
    """`published`, left out where it is not known: Hugo and Jekyll take null for a draft and leave the post out."""
    text = published.isoformat() if published else None
    return {"published": _scalar(text)} if text else {}


def _scalar(text: str | None) -> str:
    if text is None:
        return "null"
    quoted = json.dumps(writable(text), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)


def _list(texts: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    return f"[{', '.join(_scalar(text) for text in texts)}]"
