"""A post behind a password: what stands in its place is nobody's text."""

from pathlib import Path

import pytest

from blogarchive.errors import NotAPostError
from blogarchive.pipeline.offline import read_source

LOCKED = """<html><body><h1>Protected: A post</h1><div class="entry">
<form action="https://blog.example/wp-login.php?action=postpass" class="post-password-form" method="post">
<p>This content is protected. Enter the password below, which the author of this blog may give to those whom he knows:</p>
<p><label>Password: <input name="post_password" type="password"></label> <input type="submit" value="Enter"></p></form></div></body></html>"""


def test_a_password_form_is_no_post(tmp_path: Path) -> None:
    """Said as what it is."""
    page = tmp_path / "page.html"
    page.write_text(LOCKED, "utf-8")
    with pytest.raises(NotAPostError, match="asks for a password"):
        read_source(str(page), url="https://blog.example/a-post/")


def test_other_forms_ask_for_passwords_too(tmp_path: Path) -> None:
    """A login in the sidebar hides no post."""
    page = tmp_path / "page.html"
    words = "".join(
        f"<p>Paragraph {at} of what everybody may read, and there are more words in it than a login has.</p>"
        for at in range(20)
    )
    login = '<form action="/wp-login.php"><input name="log"><input name="pwd" type="password"></form>'
    page.write_text(f"<html><body><article><h1>A post</h1>{words}</article>{login}</body></html>", "utf-8")
    assert read_source(str(page), url="https://blog.example/a-post/").post.record.title == "A post"
