"""Comments in a frame of the page, which a browser saved with it: systems of other sites often show theirs in one."""

from blogarchive.document import Document
from blogarchive.model import Role
from blogarchive.sources.page_comments.claims import has_comment_word
from blogarchive.sources.page_comments.cues import is_about
from blogarchive.sources.page_comments.systems import signs
from blogarchive.text.markup import page_title
from blogarchive.text.substrings import has_any


def is_frame(document: Document) -> bool:
    """Whether the document is one that stood in a frame of the post's page.

    It is another page, and shows what that page is for: a timeline or a list of offers has names, times and texts as comments do, so that
    something must say that it is about comments.
    """
    return document.capture.role is Role.FRAME


def announces_comments(frame: Document) -> bool:
    """Whether the address or the title of a frame says that it shows comments."""
    said = f"{frame.url.partition('?')[0]} {page_title(frame.tree)}".lower()
    return is_about(said) or has_comment_word(said) or has_any(said, signs().addresses)
