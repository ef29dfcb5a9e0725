"""Posts that ask for a password: WordPress puts a form where the words would stand, in the page and in its feeds.

https://developer.wordpress.org/reference/functions/get_the_password_form/
"""

from blogarchive.document import Document

_FIELD = "post_password"


def is_locked(page: Document) -> bool:
    """Whether the page shows a password form instead of its post."""
    return any(
        form.xpath(".//input[@name=$name]", name=_FIELD)
        for form in page.elements.named("form")
        if "postpass" in (form.get("action") or "")
    )


def holds_password_form(html: str | None) -> bool:
    """Whether some HTML of a feed is the form and not anybody's words."""
    return bool(html) and f'name="{_FIELD}"' in (html or "")
