"""What each part of a reading costs: the pipeline of `take_snapshot`, with a watch stopped after every step."""

from time import process_time

from benchmarks.readers import NOW, document
from blogarchive.audit import audit
from blogarchive.conversation import converse
from blogarchive.fetch.replay import Offline
from blogarchive.merge import merge
from blogarchive.pipeline.gather import gather
from blogarchive.pipeline.take import CAST, checked, cleaned
from blogarchive.sources import article, page_comments, structured
from blogarchive.sources.article.page_kind import page_kind
from blogarchive.sources.head import head_of
from blogarchive.sources.own_json import own_document
from blogarchive.sources.page_comments import learned
from blogarchive.sources.platforms import is_wordpress, platform, wordpress_post_id
from blogarchive.sources.protocol import Context
from blogarchive.text.sniff import sniff


class _Watch:
    """Milliseconds by the name of what was just done."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = process_time()

    def lap(self, name: str) -> None:
        now = process_time()
        self.laps[name] = (now - self._last) * 1000
        self._last = process_time()


def parts(body: bytes, url: str) -> dict[str, float]:
    """The milliseconds of each part, in the order of the reading. What several parts share counts for the first that asks for it:
    the comments are looked for by the article, which leaves them out."""
    page = document(body, url)
    context = Context(page=page, post_url=url, taken_at=NOW)
    watch = _Watch()
    _ = page.tree
    watch.lap("tree: charset, parse_html")
    own_document(page)
    sniff(body)
    watch.lap("what it is")
    head_of(page)
    watch.lap("head: links and metas")
    platform(page), is_wordpress(page), wordpress_post_id(page)
    watch.lap("platform")
    evidence = []
    for name, source in (("structured", structured), ("comments", page_comments), ("article", article)):
        evidence += list(source.read(page, context))
        watch.lap(f"source: {name}")
    gathered = gather(
        page, context, Offline([page.capture]), CAST
    )  # all is in the document's memo: what is left is the loop
    watch.lap("")
    list(learned.read(page, Context(page=page, post_url=url, taken_at=NOW, evidence=gathered.evidence)))
    watch.lap("source: learned")
    merged = merge(gathered.evidence)
    watch.lap("merge")
    if not merged.comments:
        page_kind(page)
    watch.lap("kind of page")
    merged = cleaned(merged, page.base_url)
    watch.lap("clean")
    converse(merged.post, merged.comments)
    watch.lap("conversation")
    audit(checked(page, merged, gathered))
    watch.lap("audit")
    watch.laps.pop("")
    return watch.laps
