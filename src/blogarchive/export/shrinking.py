"""Pictures in fewer bytes, for pages that shall stay small. The archive keeps them as they came.

Needs Pillow (`pip install "blogarchive[images]"`). Made for the reading column: no wider than it can show on a screen of double density.
"""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from blogarchive.errors import UsageError
from blogarchive.text.images import WIDE_ENOUGH
from blogarchive.text.raster import media_type

if TYPE_CHECKING:
    from PIL.Image import Image

_TALLEST = 16_000  # WebP holds at most 16,383 pixels a side
_QUALITY = 78  # of WebP: photographs look the same at reading size, at about half the bytes of usual JPEGs
_FEW_COLOURS = 256  # drawings and screenshots: lossless is smaller then, and clean
_SHRINKABLE = frozenset(("image/png", "image/jpeg", "image/bmp", "image/webp", "image/gif"))


def require_pillow() -> None:
    """Raises UsageError where Pillow is not there."""
    try:
        import PIL.Image  # noqa: F401
    except ImportError:
        raise UsageError("--images shrink", 'needs Pillow: pip install "blogarchive[images]"') from None


def shrunk(body: bytes, *, is_resized: bool = True) -> bytes:
    """The picture as WebP where that is smaller, else as it is; also where it moves, or where it cannot be read. Not `is_resized`: its width and
    height stay, as a page laid out by them needs."""
    from PIL import Image

    if media_type(body) not in _SHRINKABLE:
        return body
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of pictures that would fill the memory
            made = _encoded(Image.open(BytesIO(body)), is_resized)
    except (OSError, ValueError, SyntaxError, ArithmeticError, Image.DecompressionBombError, Warning):
        return body
    return made if made and len(made) < len(body) else body


def _encoded(image: "Image", is_resized: bool) -> bytes | None:
    from PIL import Image, ImageOps

    if getattr(image, "n_frames", 1) > 1:
        return None
    upright = ImageOps.exif_transpose(image)
    is_see_through = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    made = upright.convert("RGBA" if is_see_through else "RGB")
    is_drawing = image.format != "JPEG" and made.getcolors(_FEW_COLOURS) is not None
    width, height = made.size
    scale = min(1.0, WIDE_ENOUGH / width, _TALLEST / height) if is_resized else 1.0
    if not is_resized and max(width, height) > _TALLEST:
        return None
    if scale < 1:
        made = made.resize((max(1, round(width * scale)), max(1, round(height * scale))), Image.Resampling.LANCZOS)
    out = BytesIO()
    made.save(out, "WEBP", quality=_QUALITY, method=6, lossless=is_drawing and scale == 1, exact=False)
    return out.getvalue()
