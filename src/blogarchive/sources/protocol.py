"""What a source is: a module that asks and reads, but never fetches.

A source module has `NAME`, and either or both of

* `discover(page, context)`: looks at the post's page and yields Requests (each with `source=NAME`), without parsing anything else;
* `read(document, context)`: reads one document (the page itself for sources in PAGE_SOURCES, else the answer to one of its Requests) and
  yields Evidence, Tally, Finding, or further Requests (paging is one more Request).

Sources may raise SourceCutError to say that what they read is only a part; any other exception is caught once, in `pipeline.gather`,
and becomes the outcome "failed" of that source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from blogarchive.document import Document
from blogarchive.errors import BlogArchiveError
from blogarchive.model import Evidence, Finding, Request, Tally

Said: TypeAlias = Evidence | Tally | Finding | Request


class SourceCutError(BlogArchiveError):
    """What was read is only a part: a feed that shows the newest ten, an API that would not give a further page. Raised after all was yielded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known while sources read.

    `page` is the post's own page (None where only a feed or an API is at hand); `post_url` its address; `taken_at` the capture's time (aware, UTC);
    `evidence` what the sources before this one have said, for those that learn from it.
    """

    page: Document | None
    post_url: str
    taken_at: datetime
    evidence: tuple[Evidence, ...] = ()


class Source(Protocol):
    """The shape of a source module. A module that only discovers, or only reads, yields nothing from the other."""

    NAME: str

    def discover(self, page: Document, context: Context) -> Iterator[Request]:
        """Requests that may bring more of this post."""

    def read(self, document: Document, context: Context) -> Iterator[Said]:
        """What the document says."""
