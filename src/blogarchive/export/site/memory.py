"""What the last export knew of each post's page, so that a page that would come out the same is not made again.

A page is a function of the post, of the places of posts that it links to, of the options and of this program with its Python. All of them are in
its key; the file itself must still have the bytes that were written. Where anything differs, the page is made anew.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import cast

from blogarchive.export.links_at_hand import linked_pages
from blogarchive.export.options import Options
from blogarchive.model import Snapshot

NAME = "blogarchive-site.json"
_FORM = 1
_MOST_BYTES = 200_000_000
_OF_PROGRAM = frozenset((".py", ".css", ".js", ".json", ".toml"))


@dataclass(frozen=True, slots=True)
class Known:
    """A page as it was written: its key, and the SHA-256 of it and of each file that it shows, by their names."""

    key: str
    files: Mapping[str, str]


class Memory:
    """Pages by their names; what was remembered of the last export and what this one notes."""

    def __init__(self, folder: Path) -> None:
        self._before = _read(folder / NAME)
        self._now: dict[str, Known] = {}

    def recall(self, page: str, key: str) -> Known | None:
        """What is known of a page, if it was made from the same."""
        known = self._before.get(page)
        return known if known is not None and known.key == key else None

    def note(self, page: str, known: Known) -> None:
        """Remember a page for the next export."""
        self._now[page] = known

    def content(self, *, with_others: bool) -> str:
        """The file for the next export; `with_others`: with pages that did not come this time."""
        pages = {**(self._before if with_others else {}), **self._now}
        rows = {name: [known.key, dict(sorted(known.files.items()))] for name, known in sorted(pages.items())}
        return json.dumps({"form": _FORM, "pages": rows}, separators=(",", ":")) + "\n"


def key_of(snapshot: Snapshot, page: str, options: Options, at_hand: Mapping[str, str]) -> str:
    """What a page is made from, as a SHA-256."""
    record = snapshot.post.record
    links = {
        key: at_hand.get(key)
        for html in (record.html, *(comment.record.html for comment in snapshot.comments))
        for key in linked_pages(html or "")
    }
    key = sha256(program().encode())
    made_from = (page, options.images, [(link, place) for link, place in links.items() if place], snapshot)
    key.update(repr(made_from).encode("utf-8", "backslashreplace"))
    for asset in snapshot.assets:
        key.update(sha256(asset.body).digest())
    return key.hexdigest()


@cache
def program() -> str:
    """This program's code, words and style sheets, and the Python that runs it, as a SHA-256."""
    root = Path(__file__).parents[2]
    found = sha256(sys.version.encode())
    for path in sorted(path for path in root.rglob("*") if path.suffix in _OF_PROGRAM):
        found.update(str(path.relative_to(root)).encode() + b"\0" + sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _read(path: Path) -> dict[str, Known]:
    """Nothing where there is no such file, or one that is not of ours: then every page is made."""
    try:
        if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            return {}
        said = cast("object", json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError):
        return {}
    rows = said.get("pages") if isinstance(said, dict) and said.get("form") == _FORM else None
    return {
        name: Known(row[0], row[1])
        for name, row in (rows.items() if isinstance(rows, dict) else ())
        if isinstance(row, list)
        and len(row) == 2
        and isinstance(row[0], str)
        and isinstance(row[1], dict)
        and all(isinstance(digest, str) for digest in row[1].values())
    }
