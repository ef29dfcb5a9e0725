"""The public article benchmarks that lie beside the checkout (`../shared/corpus/articles`): pages with the text that belongs to them."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "articles"
SETS = ("aeb", "wcxb", "np4k", "traf", "bf", "readability")
KEPT_OUT = 8  # every eighth page was not looked at while the reader was made


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A saved page and what is known of its text: the whole text, or snippets that must and must not be in it."""

    name: str
    url: str
    body: bytes
    text: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    @property
    def is_kept_out(self) -> bool:
        """Whether the page was left aside during development."""
        return int(sha1(self.name.encode(), usedforsecurity=False).hexdigest(), 16) % KEPT_OUT == 0


def pages(name: str) -> Iterator[Page]:
    """The pages of one set. Raises FileNotFoundError where the corpus is not there."""
    folder = ROOT / name
    with (folder / "gold.jsonl").open(encoding="utf-8") as gold:
        for line in gold:
            answer = json.loads(line)
            yield Page(
                name=answer["id"],
                url=answer["url"],
                body=gzip.decompress((folder / "html" / f"{answer['id']}.html.gz").read_bytes()),
                text=answer.get("article_text") or "",
                wanted=tuple(answer.get("with") or ()) if name == "traf" else (),
                unwanted=tuple(answer.get("without") or ()) if name == "traf" else (),
            )
