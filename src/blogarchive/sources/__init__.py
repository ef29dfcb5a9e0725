"""Who is asked about a post.

`PAGE_SOURCES` read the page itself, in this order; `ANSWER_SOURCES` read what was asked for; `LATE_SOURCES` read the page again, knowing what all the
others said. To add one: write its module (see protocol.py) and name it here.
"""

from blogarchive.sources import article, page_comments, structured
from blogarchive.sources.later import Later
from blogarchive.sources.page_comments import learned
from blogarchive.sources.protocol import Source

PAGE_SOURCES: tuple[Source, ...] = (structured, article, page_comments)
ANSWER_SOURCES: tuple[Source, ...] = (Later("wordpress_api"), Later("comment_feed"), Later("entry_feed"))
LATE_SOURCES: tuple[Source, ...] = (learned,)
