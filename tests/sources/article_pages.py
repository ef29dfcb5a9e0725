"""Small pages written by hand for the tests of the article reader: paragraphs that are surely text, and helpers to read them."""

from blogarchive.model import Post
from blogarchive.sources import article
from tests.sources.made import POST, heard

FIRST = "The first paragraph is long enough to be taken for running text by anybody who reads it, and it has no link at all."
SECOND = (
    "The second paragraph goes on in the same manner, so that nobody can doubt that here the story is told to its end."
)
THIRD = (
    "A third paragraph closes the matter with some more words, because a text of two paragraphs would be rather short."
)
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(inside: str, title: str = "A title - A blog", attributes: str = 'lang="en"') -> str:
    """A whole page around the body's markup."""
    return f"<!doctype html><html {attributes}><head><title>{title}</title></head><body>{inside}</body></html>"


def post_of(inside: str, title: str = "A title - A blog", attributes: str = 'lang="en"', url: str = POST) -> Post:
    """The post that the article source reads from a page."""
    (post,) = heard(article.read, page(inside, title, attributes), url).posts
    return post


def text_of(inside: str, title: str = "A title - A blog") -> str:
    """The article's text on a page."""
    return post_of(inside, title).text or ""
