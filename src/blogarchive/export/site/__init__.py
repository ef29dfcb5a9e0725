"""A folder of linked pages that hold all posts: to be opened from the disk, or put on any server.

Each post is the reading page of `to_html`; lists by date, blog, person and tag lead to it, and a search without a server.
"""

from blogarchive.export.site.shelf import Site

__all__ = ["Site"]
