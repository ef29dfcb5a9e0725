"""Pictures in the offline page: each put in once, and what stands in the place of one that is missing."""

from base64 import b64encode
from dataclasses import replace

import pytest

from blogarchive.model import Asset
from blogarchive.text.markup import parse_html
from tests.export.pages import page_of, text_of, tree_of, with_class
from tests.export.snapshots import POST_RECORD, make_comment, make_snapshot, square


def test_pictures_are_put_in_once() -> None:
    """Each that is at hand as a data: URI, one that returns in the style sheet; others leave a box with words and address, and no request."""
    body = square(60, (1, 2, 3))
    html = '<img src="https://x.example/a.png" alt="A"><img src="https://x.example/a.png" alt="B"><img src="https://x.example/lost.png" alt="C">'
    assets = (Asset(url="https://x.example/a.png", media_type="text/html", body=body),)
    page = page_of(make_snapshot(post=replace(POST_RECORD, html=html), assets=assets))
    root = parse_html(page)
    images = list(root.iter("img"))
    assert [image.get("alt") for image in images] == ["A", "B"]
    assert {(image.get("width"), image.get("height")) for image in images} == {("60", "60")}
    assert page.count(b64encode(body).decode()) == 1
    assert {image.get("class") for image in images} == {"shared p0"}
    assert (
        page_of(make_snapshot(post=replace(POST_RECORD, html=html[:50]), assets=assets)).count(' src="data:image/png')
        == 1
    )
    assert [text_of(box) for box in with_class(root, "missing")] == ["Picture not saved C x.example/lost.png"]


@pytest.mark.parametrize("body", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"", b"RIFF"])
def test_only_raster_pictures_go_in(body: bytes) -> None:
    """Whatever the server called them."""
    assets = (Asset(url="https://x.example/a.svg", media_type="image/png", body=body),)
    root = tree_of(
        make_snapshot(post=replace(POST_RECORD, html='<img src="https://x.example/a.svg" alt="A">'), assets=assets)
    )
    assert not list(root.iter("img"))
    assert with_class(root, "missing")


def test_missing_smiley_leaves_its_characters() -> None:
    """It is a part of its sentence: a box would tear that apart."""
    html = '<p>A friend <img class="wp-smiley" alt=";)" src="https://blog.example/wink.gif"> said <img alt=":P" src="https://blog.example/smilies/p.gif"></p>'
    page = tree_of(make_snapshot(make_comment(1), post=replace(POST_RECORD, html=html)))
    assert not with_class(page, "missing")
    assert "A friend ;) said :P" in text_of(page)
    assert [sign.get("title", "").rpartition(" · ")[2] for sign in page.iter("span") if sign.text in {";)", ":P"}] == [
        "https://blog.example/wink.gif",
        "https://blog.example/smilies/p.gif",
    ]


def test_missing_picture_within_a_link() -> None:
    """A link holds no other: browsers would end the first at the second."""
    html = '<p><a href="https://blog.example/large"><img alt="Sea" src="https://blog.example/sea.png"></a> and <img alt="" src="https://blog.example/b.png"></p>'
    page = tree_of(make_snapshot(post=replace(POST_RECORD, html=html)))
    boxes = with_class(page, "missing")
    assert [len(list(box.iter("a"))) for box in boxes] == [0, 1]
    assert "blog.example/sea.png" in text_of(boxes[0])
