"""Which pictures get into the page: as they came, smaller, none, or as many as a size allows."""

import re
from base64 import b64decode, b64encode
from dataclasses import replace
from io import BytesIO
from random import Random

import pytest

from blogarchive.document import Document
from blogarchive.export.options import Looks, Options
from blogarchive.export.to_html import render
from blogarchive.look import look_of
from blogarchive.model import Asset, Capture, Look, Snapshot
from blogarchive.text.raster import media_type, size
from tests.export.snapshots import POST_RECORD, TAKEN_AT, URL, make_snapshot, square

_CHANCE = Random(5)


def noise(length: int) -> bytes:
    """A PNG by its first bytes, of which nothing can be spared."""
    return square(1, (0, 0, 0))[:40] + _CHANCE.randbytes(length)


def with_pictures(*bodies: bytes) -> Snapshot:
    """A post that shows them all, `/0.png` and so on."""
    html = "".join(f'<p><img alt="Picture {n}" src="https://blog.example/{n}.png"></p>' for n in range(len(bodies)))
    assets = tuple(
        Asset(url=f"https://blog.example/{n}.png", media_type="image/png", body=body) for n, body in enumerate(bodies)
    )
    return replace(make_snapshot(post=replace(POST_RECORD, html=html)), assets=assets)


def page_of(snapshot: Snapshot, options: Options) -> str:
    return "".join(render(snapshot, options))


def shown(page: str) -> int:
    return len(re.findall(r"<img [^>]*src=\"?data:image/png", page))


def test_none() -> None:
    """Boxes with words and address stand where they were, and say that this was wanted."""
    page = page_of(with_pictures(square(9, (1, 2, 3)), square(8, (4, 5, 6))), Options(images="none"))
    assert shown(page) == 0
    assert page.count("Picture left out") == 2
    assert "Picture 1" in page
    assert 'href="https://blog.example/1.png"' in page or "href=https://blog.example/1.png" in page


@pytest.mark.parametrize(("most", "stay"), [(10**9, 3), (400_000, 2), (150_000, 1), (60_000, 0)])
def test_within_a_size(most: int, stay: int) -> None:
    """The largest are left out first; which ones is told."""
    said: list[str] = []
    snapshot = with_pictures(noise(60_000), noise(300_000), noise(150_000))
    page = page_of(snapshot, Options(max_size=most, note=said.append))
    assert shown(page) == stay
    assert len(page.encode()) <= most
    assert page.count("Picture left out") == 3 - stay
    assert len(said) == (0 if stay == 3 else 4 - stay)
    if stay < 3:
        assert "https://blog.example/1.png (300,040 bytes)" in said[1]


def test_less_than_the_words_take() -> None:
    """Words are never left out; that the page is larger than wished is told."""
    said: list[str] = []
    page = page_of(with_pictures(noise(5_000)), Options(max_size=1_000, note=said.append))
    assert "Its text" in page or "Picture 0" in page
    assert "more than the 1,000 that were asked for" in said[-1]


def test_equal_pictures_go_together() -> None:
    """They are written once: leaving out one of them would save nothing."""
    same = noise(100_000)
    page = page_of(with_pictures(same, same, noise(50_000)), Options(max_size=150_000))
    assert page.count("Picture left out") == 2


def photograph(width: int, height: int) -> bytes:
    """A JPEG of soft colours."""
    image = pytest.importorskip("PIL.Image")
    made = image.radial_gradient("L").resize((width, height)).convert("RGB")
    out = BytesIO()
    made.save(out, "JPEG", quality=95, exif=_turned(image))
    return out.getvalue()


def _turned(image: object) -> object:
    """EXIF data that say: turned by 90 degrees."""
    exif = image.Exif()  # type: ignore[attr-defined]
    exif[0x0112] = 6
    return exif


def test_shrink() -> None:
    """A photograph becomes no wider than a screen shows, upright, and smaller; what is small already stays."""
    from blogarchive.export.shrinking import shrunk

    before = photograph(3000, 4000)
    after = shrunk(before)
    assert media_type(after) == "image/webp"
    assert size(after) == (1600, 1200)  # it lay on its side
    assert len(after) < len(before) / 3
    assert shrunk(after) == after or len(shrunk(after)) < len(after)
    assert shrunk(b"\x89PNG\r\n\x1a\nno picture at all") == b"\x89PNG\r\n\x1a\nno picture at all"
    assert shrunk(b"<svg/>") == b"<svg/>"


def test_shrink_keeps_what_moves() -> None:
    """A GIF of several frames stays as it came."""
    image = pytest.importorskip("PIL.Image")
    from blogarchive.export.shrinking import shrunk

    frames = [image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert shrunk(out.getvalue()) == out.getvalue()


def test_shrink_in_the_page() -> None:
    """The page holds the smaller pictures; those that cannot be read stay as they came."""
    pytest.importorskip("PIL.Image")
    body = photograph(2000, 1000)
    page = page_of(with_pictures(body, noise(500)), Options(images="shrink"))
    assert "data:image/webp" in page
    assert shown(page) == 1
    assert len(page) < len(body)


FONT = b"wOF2" + _CHANCE.randbytes(40_000)


def with_look(*bodies: bytes) -> Snapshot:
    """A post with the picture `/0.png`, which its page shows beside the others and in a font of its own."""
    page = "".join(f'<img alt="Picture {n}" src="/{n}.png">' for n in range(len(bodies)))
    style = "@font-face{font-family:a;src:url(/a.woff2)}body{font-family:a;background:url(/0.png)}"
    found = {f"https://blog.example/{n}.png": body for n, body in enumerate(bodies)} | {
        "https://blog.example/a.woff2": FONT
    }
    captures = {
        url: Capture(url=url, requested_url=url, captured_at=TAKEN_AT, body=body) for url, body in found.items()
    }
    own = b64encode(b"\x89PNG\r\n\x1a\n of the page itself").decode()
    whole = f"<!doctype html><style>{style}</style>{page}<img src='data:image/png;base64,{own}'>"
    capture = Capture(
        url=URL, requested_url=URL, captured_at=TAKEN_AT, headers=(("Content-Type", "text/html"),), body=whole.encode()
    )
    return replace(with_pictures(bodies[0]), look=look_of(Document(capture), captures.get))


@pytest.mark.parametrize(
    ("most", "left"),
    [
        (10**9, set()),
        (500_000, {"0.png"}),
        (200_000, {"0.png", "1.png"}),
        (60_000, {"0.png", "1.png", "itself", "a.woff2"}),
    ],
)
def test_within_a_size_with_the_look(most: int, left: set[str]) -> None:
    """The size is that of the whole file: a picture goes from the article and from the page as it looked; fonts go last. All is told."""
    said: list[str] = []
    page = page_of(with_look(noise(200_000), noise(150_000)), Options(look="with", max_size=most, note=said.append))
    assert len(page.encode()) <= most
    names = {"0.png", "1.png", "a.woff2"} & {line.split()[0].rpartition("/")[2] for line in said}
    names |= {"itself"} if any("(written within the page)" in line for line in said) else set()
    assert names == left
    assert ("font/woff2" in page) == ("a.woff2" not in left)
    assert "id=look" in page


@pytest.mark.parametrize("look", ["with", "only"])
def test_less_than_the_look_takes(look: Looks) -> None:
    """Beside the words the page as it looked may go too; alone it stays without pictures. Either way it is told."""
    said: list[str] = []
    page = page_of(with_look(noise(9_000)), Options(look=look, max_size=1_000, note=said.append))
    assert ("<iframe" in page) == (look == "only")
    assert "more than the 1,000 that were asked for" in said[-1]
    assert any("as it looked" in line for line in said) == (look == "with")


def test_none_in_the_look() -> None:
    """`--images none` is for both views; fonts stay."""
    page = page_of(with_look(noise(9_000), noise(5_000)), Options(look="with", images="none"))
    assert "base64,iVBOR" not in page
    assert "font/woff2" in page
    assert page.count("data:,") >= 3


def test_shrink_in_the_look() -> None:
    """Smaller in bytes, not in pixels: the page is laid out by those."""
    pytest.importorskip("PIL.Image")
    body = photograph(2000, 1000)
    page = page_of(with_look(body), Options(look="only", images="shrink"))
    assert len(page) < len(body)
    (made,) = set(re.findall('data:image/webp;base64,([^&)"]+)', page))
    assert size(b64decode(made)) == (1000, 2000)  # it lay on its side


def test_odd_base64_in_the_look() -> None:
    """A page may have written anything."""
    odd = Look(html="<img src='data:image/png;base64,A'><img src='data:image/png;base64,AAAAA==='>")
    said: list[str] = []
    page = page_of(replace(make_snapshot(), look=odd), Options(look="only", max_size=100, note=said.append))
    assert "base64,A" not in page
    assert said
