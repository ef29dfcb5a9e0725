"""Who is asked about a post.

`PAGE_SOURCES` read the page itself, in this order; `ANSWER_SOURCES` read what was asked for; `LATE_SOURCES` read the page again, knowing what all the
others said. To add one: write its module (see protocol.py) and name it here.
"""

from blogarchive.sources import article, comment_feed, entry_feed, page_comments, structured, wordpress_api
from blogarchive.sources.page_comments import learned
from blogarchive.sources.protocol import Source

PAGE_SOURCES: tuple[Source, ...] = (structured, article, page_comments)
ANSWER_SOURCES: tuple[Source, ...] = (wordpress_api, comment_feed, entry_feed)
LATE_SOURCES: tuple[Source, ...] = (learned,)

SOURCES: tuple[Source, ...] = tuple(dict.fromkeys((*PAGE_SOURCES, *ANSWER_SOURCES, *LATE_SOURCES)))
"""All of them, each once."""
