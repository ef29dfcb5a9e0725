"""The blog's name where no meta states it: what the browser's title has in common with the titles of the blog's feeds.

`<title>A post « A blog</title>` beside feeds called "A blog » Feed" and "A blog » A post Comments Feed": themes make both of the name.
"""

import re
from collections.abc import Sequence

from blogarchive.document import Document
from blogarchive.sources.feed_links import Carries, carried, titled_feeds
from blogarchive.text.markup import page_title

_PARTS = re.compile(r"\s[-–—|:»«·•]+\s|\s?[|»«]\s?|:\s")


def site_name(document: Document) -> str | None:
    """The end of the browser's title with which feeds' titles begin; None where there is none."""
    feeds = [(" ".join(link.title.split()), link) for link in titled_feeds(document)]
    if not feeds:
        return None
    title = " ".join(page_title(document.tree).split())
    parts = [part for part in _PARTS.split(title) if part]
    for part, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])) if len(parts) > 1 else ():
        for feed, link in feeds:
            if _begins(feed, part) and _proves(carried(document, link), feed[len(part) :], rest):
                return part
    return _without_a_mark(title, [feed for feed, _ in feeds])


def _proves(kind: Carries, words: str, rest: Sequence[str]) -> bool:
    """Whether such a feed is called after the blog. That of the post's own comments may be called after the post, unless it names that as well."""
    if kind is Carries.POST_COMMENTS:
        return any(part in words for part in rest)
    return kind is not Carries.OTHER


def _without_a_mark(title: str, feeds: Sequence[str]) -> str | None:
    """`» A post A blog`, as old themes have it: the name is what at least two feeds' titles set apart at their beginning."""
    names = [_PARTS.split(feed, maxsplit=1)[0] for feed in feeds]
    return next((name for name in names if name and title.endswith(f" {name}") and names.count(name) > 1), None)


def _begins(feed: str, name: str) -> bool:
    return feed.startswith(name) and not feed[len(name) : len(name) + 1].isalnum()
