"""What names the same comment gives the same identifier; what names none gives none."""

import pytest

from blogarchive.text.identifiers import native_id

UUID = "6f1c2b1e-0a3d-4d5e-8f90-0123456789ab"


@pytest.mark.parametrize(
    "text",
    [
        "comment-12",
        "#comment-12",
        "#comment12",
        "comment_12",
        "li-comment-12",
        "div-comment-12",
        "comment-body-12",
        "comment-12-content",
        "dsq-comment-12",
        "wc-comm-12_0",
        "IDComment12",
        "c12",
        "C12",
        "#c12",
        "c000012",
        "c12-rt",
        "cmt-12",
        "cmt12",
        "comment-cmt12",
        "serendipity_comment_12",
        "isso-12",
        "12",
        "https://blog.example/2010/05/post/#comment-12",
        "https://blog.example/?p=7#comment-12",
        "https://blog.example/?p=7&replytocom=12#respond",
        "https://blog.example/post?comment=12",
        "https://blog.example/comment/12#comment-12",
        "https://blog.example/comment/12",
        "/post.html#c12",
        "?comment_id=12",
        "https://blog.example/post.html?showComment=1274562251000#c12",
        "tag:blog.example,2010:/blog//1.7-comment:12",
    ],
)
def test_a_number_is_told_from_every_form(text: str) -> None:
    """Forms seen on WordPress, Drupal, Dotclear, Blogger, Serendipity, Textpattern, Isso, Disqus, IntenseDebate, wpDiscuz."""
    assert native_id(text) == "12"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c8239475629384756293", "8239475629384756293"),
        (f"comment-{UUID}", UUID),
        (f"https://blog.example/post#{UUID.upper()}", UUID),
        ("64abcdef0000000000000001", "64abcdef0000000000000001"),
        ("remark42__comment-4225ae28c77600703372", "4225ae28c77600703372"),
        ("comment-a1b2c3d4", "a1b2c3d4"),
        ("comment-0", "0"),
        ("comment100522-233118", "100522-233118"),
        ("https://blog.example/?x=entry:entry100522-221400;comments:1#comment100522-233118", "100522-233118"),
    ],
)
def test_identifiers_of_other_kinds(text: str, expected: str) -> None:
    """Blogger's long numbers, UUIDs, hexadecimal database ids, short codes of static blogs."""
    assert native_id(text) == expected


def test_a_moment_in_seconds_keeps_its_fraction() -> None:
    """Else all comments but those of one second with another would be called 0."""
    assert native_id("1376474340.0", is_comment=True) == "1376474340.0"


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "#",
        "comments",
        "comment",
        "comment-form",
        "commentform",
        "comment-form-7",
        "comment-form1234",
        "comment-reply-12",
        "comment-page-2",
        "comment-preview",
        "cancel-comment-reply-link",
        "respond",
        "respond-comment-12",
        "recent-comments-2",
        "recent-comment-12",
        "post-12",
        "menu-item-12",
        "footnote-1",
        "https://blog.example/2010/05/22/",
        "https://blog.example/?p=12",
        "https://blog.example/post/#comments",
        "http://[bad/comment/12",
        "x" * 3000,
    ],
)
def test_what_names_no_comment(text: str | None) -> None:
    """Forms, lists, widgets, posts and addresses without a comment in them."""
    assert native_id(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reaktion_nr12", "12"),
        ("https://blog.example/post#reaktion12", "12"),
        ("tag:blogger.com,1999:blog-3.post-456", "456"),
        ("https://blog.example/post#la-belle-reponse", "la-belle-reponse"),
        ("https://blog.example/post", None),
        ("https://blog.example/2010/05/22/", None),
        ("https://blog.example/post#comments", None),
        ("respond", None),
    ],
)
def test_what_is_known_to_be_a_comment(text: str, expected: str | None) -> None:
    """Where the caller knows that a comment is meant, unknown forms count too, but an address without a fragment is the post's."""
    assert native_id(text, is_comment=True) == expected
