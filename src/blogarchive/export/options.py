"""What every exporter takes and gives: its options and the protocol that its module satisfies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from blogarchive.model import Snapshot

Images: TypeAlias = Literal["keep", "shrink", "none"]
Looks: TypeAlias = Literal["without", "with", "only"]


def _unheard(_: str) -> None:
    """Where nobody wants to hear what an exporter has to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to export. Each form reads the options that concern it and passes over the others."""

    guard: bool = True  # CSV: an apostrophe before what a spreadsheet would take for a formula
    bom: bool = False  # CSV: a byte-order mark, which Excel wants and which breaks other programs
    post_row: bool = False  # CSV: the post itself as the first row
    images: Images = "keep"  # HTML: pictures as they came, in fewer bytes, or none
    max_size: int | None = None  # HTML: bytes of the file; pictures that would make it larger are left out
    look: Looks = "without"  # HTML: with the page as it looked (Snapshot.look), or that alone
    note: Callable[[str], None] = _unheard  # is told what was left out


DEFAULTS = Options()


class Exporter(Protocol):
    """A form of export. Modules `export/to_<form>.py` satisfy it themselves."""

    @property
    def MEDIA_TYPE(self) -> str:  # noqa: N802 (a constant of the module)
        """The media type with its parameters, as an HTTP header would have it."""

    @property
    def SUFFIX(self) -> str:  # noqa: N802 (a constant of the module)
        """The ending of file names, with its dot."""

    def render(self, snapshot: Snapshot, options: Options = DEFAULTS) -> Iterator[str]:
        """Yield the export piece by piece; the pieces joined and encoded as UTF-8 are the file."""
