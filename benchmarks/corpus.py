"""The public article benchmarks that lie beside the checkout (`../shared/corpus/articles`): pages with the text that belongs to them."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha1
from pathlib import Path

from lxml import etree

from blogarchive.document import Document
from blogarchive.model import Capture

ROOT = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "articles"
SETS = ("aeb", "wcxb", "np4k", "traf", "bf", "readability")
_NAMES = ("class", "id")
_ROLES = ("itemprop", "itemtype", "role", "rel")
_TELLING = frozenset(("article", "main", "aside", "nav", "footer", "header", "section", "figure", "figcaption"))
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


def unnamed(page: Page, now: datetime) -> Page:
    """The page as a site would write it whose classes and ids are made by a program and whose elements are all `div`."""
    tree = Document(Capture(url=page.url, requested_url=page.url, body=page.body, captured_at=now)).tree
    for element in tree.iter(etree.Element):
        for name in _NAMES:
            if words := element.get(name):
                element.set(name, " ".join(map(_meaningless, words.split())))
        for name in _ROLES:
            element.attrib.pop(name, None)
        if element.tag in _TELLING:
            element.tag = "div"
    return replace(page, body=etree.tostring(tree, method="html", encoding="utf-8"))


def _meaningless(word: str) -> str:
    """The same letters for the same word."""
    return "".join(chr(ord("a") + byte % 26) for byte in sha1(word.encode(), usedforsecurity=False).digest()[:6])
