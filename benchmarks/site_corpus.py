"""Saved sites with answers from their databases (`../shared/wordpress/pages`, `../shared/corpus/engines`).

The corpus brings its own replay server and its own scorer; both are taken from there, so that the figures are the corpus' own.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
ROOTS = {"wordpress": SHARED / "wordpress" / "pages", "engines": SHARED / "corpus" / "engines"}
SCRIPTED = frozenset(("ghost", "isso", "remark42"))  # their comments are loaded by script: another issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One saved site: its folder, and the posts with their answers as the corpus has them."""

    tree: Path
    posts: tuple[dict[str, Any], ...]

    @property
    def name(self) -> str:
        """The folder's name: theme, language and version, or the engine."""
        return self.tree.name

    @property
    def is_wordpress(self) -> bool:
        """Whether the site's comments have WordPress' ids."""
        return self.tree.parent == ROOTS["wordpress"]

    def page(self, post: dict[str, Any]) -> Path:
        """The first page of a post."""
        return self.tree / str(post.get("page") or f"post-{post.get('key')}.html")

    def files(self) -> list[Path]:
        """All that was saved."""
        entries = json.loads((self.tree / "manifest.json").read_text("utf-8"))["entries"]
        return [self.tree / entry["file"] for entry in entries]


def corpus(name: str) -> ModuleType:
    """A module of the corpus: `replay`, `score_comments`, `score_sites`."""
    folder = str(SHARED / "corpus")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return import_module(name)


def sites(root: str, only: str = "") -> Iterator[Site]:
    """The sites below one of ROOTS whose name contains `only`. Raises FileNotFoundError where the corpus is not there."""
    if not ROOTS[root].is_dir():
        raise FileNotFoundError(ROOTS[root])
    for gold in sorted(ROOTS[root].glob("*/gold.json")):
        if only in gold.parent.name and gold.parent.name not in SCRIPTED:
            yield Site(tree=gold.parent, posts=tuple(json.loads(gold.read_text("utf-8"))))
