"""Pictures as files of their own, each once, named by their content: for exports of more than one file."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256

from blogarchive.export.html_budget import Choice, choose
from blogarchive.export.html_images import Pictures
from blogarchive.export.html_words import Words
from blogarchive.export.options import Options
from blogarchive.model import Asset
from blogarchive.text.raster import media_type

_ENDINGS = {"image/jpeg": "jpg", "image/x-icon": "ico"}


class LinkedPictures(Pictures):
    """Pictures beside the page; `keep` takes each body that is shown and gives its address."""

    is_inline = False

    def __init__(self, choice: Choice, words: Words, keep: Callable[[bytes], str]) -> None:
        super().__init__(choice.assets, words, [asset.url for asset in choice.left_out])
        self._keep = keep

    def source(self, body: bytes) -> str:
        """The address of the file."""
        return self._keep(body)


def chosen(assets: Iterable[Asset], options: Options) -> Choice:
    """The pictures that the options let in. A largest size is a matter of single files."""
    return choose(tuple(assets), replace(options, max_size=None), lambda _: 0)


def image_file(body: bytes) -> str:
    """Where a picture is in the export."""
    kind = media_type(body) or ""
    return f"images/{sha256(body).hexdigest()[:32]}.{_ENDINGS.get(kind, kind.rpartition('/')[2])}"
