"""Which pictures go into the page: all, smaller ones, or only so many that the file keeps to a size."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from blogarchive.export.options import Options
from blogarchive.model import Asset
from blogarchive.text.raster import media_type

_BOX = 600
"""Bytes at most of the box that stands for a picture left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The pictures to put in, and those that the user's options leave out though they are at hand."""

    assets: tuple[Asset, ...]
    left_out: tuple[Asset, ...] = ()


def choose(assets: Sequence[Asset], options: Options, size_with: Callable[[Choice], int]) -> Choice:
    """What the options let in; `size_with` makes the page with a choice and tells its bytes.

    Where a size is given, the largest pictures are left out first, so that most can stay. Says what was left out by `options.note`.
    """
    raster = tuple(asset for asset in assets if media_type(asset.body))
    if options.images == "none":
        return Choice(assets=(), left_out=raster)
    choice = Choice(assets=_shrunk(raster) if options.images == "shrink" else raster)
    if options.max_size is not None:
        choice = _within(options.max_size, choice, size_with, options.note)
    return choice


def _shrunk(assets: Iterable[Asset]) -> tuple[Asset, ...]:
    from blogarchive.export.shrinking import require_pillow, shrunk

    require_pillow()
    made: dict[bytes, bytes] = {}
    return tuple(
        replace(asset, body=made.get(asset.body) or made.setdefault(asset.body, shrunk(asset.body))) for asset in assets
    )


def _within(most: int, choice: Choice, size_with: Callable[[Choice], int], note: Callable[[str], None]) -> Choice:
    size = size_with(choice)
    while size > most and choice.assets:
        choice = _less(choice, size - most)
        size = size_with(choice)
    if choice.left_out:
        total = sum(len(asset.body) for asset in choice.left_out)
        note(f"{len(choice.left_out)} pictures ({total:,} bytes) left out to keep to {most:,} bytes:")
        for asset in sorted(choice.left_out, key=lambda asset: len(asset.body), reverse=True):
            note(f"  {asset.url} ({len(asset.body):,} bytes)")
    if size > most:
        note(f"the page takes {size:,} bytes without any picture, more than the {most:,} that were asked for")
    return choice


def _less(choice: Choice, excess: int) -> Choice:
    """Without the largest pictures, as many as probably make up for the excess. Equal ones, which are written once, go together."""
    bodies = sorted({asset.body for asset in choice.assets}, key=len, reverse=True)
    gone = set()
    for body in bodies:
        gone.add(body)
        excess -= len(body) * 4 // 3 - _BOX
        if excess <= 0:
            break
    return Choice(
        assets=tuple(asset for asset in choice.assets if asset.body not in gone),
        left_out=(*choice.left_out, *(asset for asset in choice.assets if asset.body in gone)),
    )
