"""Documents made by hand for the tests of sources."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from blogarchive.document import Document
from blogarchive.model import Capture, Comment, Evidence, Post, Request, Tally
from blogarchive.sources.protocol import Context, Said, SourceCutError

POST = "https://blog.example/2010/05/hello/"
TAKEN = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)


def document(body: str | bytes, url: str = POST, headers: tuple[tuple[str, str], ...] = ()) -> Document:
    """A capture of `body` at `url`."""
    data = body.encode() if isinstance(body, str) else body
    return Document(Capture(url=url, requested_url=url, headers=headers, body=data, captured_at=TAKEN))


def context(page: Document | None = None, url: str = POST, evidence: tuple[Evidence, ...] = ()) -> Context:
    """What is known while a source reads."""
    return Context(page=page, post_url=url, taken_at=TAKEN, evidence=evidence)


class Heard:
    """What a source said, sorted; `cut` is why it was only a part."""

    def __init__(self, said: Iterator[Said]) -> None:
        everything: list[Said] = []
        self.cut: str | None = None
        try:
            for item in said:
                everything.append(item)  # noqa: PERF402 (what came before an exception counts)
        except SourceCutError as error:
            self.cut = error.reason
        self.evidence = [item for item in everything if isinstance(item, Evidence)]
        records = [item.record for item in self.evidence]
        self.comments = [record for record in records if isinstance(record, Comment)]
        self.posts = [record for record in records if isinstance(record, Post)]
        self.tallies = [item for item in everything if isinstance(item, Tally)]
        self.requests = [item for item in everything if isinstance(item, Request)]


def heard(
    read: Callable[[Document, Context], Iterator[Said]], body: str | bytes, url: str = POST, **known: object
) -> Heard:
    """What `read` says about a document with this body; `page` is the post's page, if it matters."""
    page = known.get("page")
    evidence = known.get("evidence", ())
    assert page is None or isinstance(page, Document)
    assert isinstance(evidence, tuple)
    return Heard(read(document(body, url), context(page, evidence=evidence)))
