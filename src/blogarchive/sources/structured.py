"""What a page says for machines: JSON-LD, microdata, microformats, and the metas of its head; the best kept kind first.

Only of the post itself. Comments are taken from one kind alone: a theme that writes them twice would have each counted twice.
"""

from collections.abc import Callable, Iterator

from blogarchive.document import Document
from blogarchive.model import Comment, Evidence, Post, Request, Tally
from blogarchive.sources.json_ld import read_json_ld
from blogarchive.sources.meta_tags import read_metas
from blogarchive.sources.microdata import read_microdata
from blogarchive.sources.microformats import read_microformats
from blogarchive.sources.protocol import Context, Said

NAME = "structured"
_NOTHING = Post()

_SYNTAXES: tuple[Callable[[Document, str], Iterator[Evidence | Tally]], ...] = (
    read_json_ld,
    read_microdata,
    read_microformats,
)


def discover(page: Document, context: Context) -> Iterator[Request]:
    """Nothing: all of it stands in the page."""
    return iter(())


def read(document: Document, context: Context) -> Iterator[Said]:
    """The post as each syntax describes it, the comments of the syntax that has the most, and how many comments are claimed."""
    best: list[Evidence] = []
    for reader in _SYNTAXES:
        comments = []
        for said in reader(document, NAME):
            if isinstance(said, Evidence) and isinstance(said.record, Comment):
                comments.append(said)
            elif isinstance(said, Tally) or said.record != _NOTHING:
                yield said
        if len(comments) > len(best):
            best = comments
    metas = read_metas(document)
    if metas != _NOTHING:
        yield Evidence(record=metas, origin=document.origin(NAME, "meta"))
    yield from best
