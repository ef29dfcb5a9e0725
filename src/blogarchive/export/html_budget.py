"""Which pictures go into the page: all, smaller ones, or only so many that the file keeps to a size."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from blogarchive.export.look_parts import is_font, parts_of, with_smaller, without
from blogarchive.export.options import Options
from blogarchive.model import Asset, Look
from blogarchive.text.raster import media_type

_BOX = 600
"""Bytes at most of the box that stands for a picture left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The pictures to put in and the page as it looked, and what the user's options leave out of both though it is at hand."""

    assets: tuple[Asset, ...]
    look: Look | None = None
    left_out: tuple[Asset, ...] = ()


def choose(
    assets: Sequence[Asset], options: Options, size_with: Callable[[Choice], int], look: Look | None = None
) -> Choice:
    """What the options let in; `size_with` makes the page with a choice and tells its bytes.

    Where a size is given, the largest pictures are left out first, so that most can stay; then fonts of the page as it looked; then that
    page itself, unless it is to stand alone. Says what was left out by `options.note`.
    """
    raster = tuple(asset for asset in assets if media_type(asset.body))
    if options.images == "none":
        pictures = {part.body for part in parts_of(look) if not is_font(part)}
        choice = Choice(assets=(), look=look and without(look, pictures), left_out=raster)
    elif options.images == "shrink":
        choice = _shrunk(raster, look)
    else:
        choice = Choice(assets=raster, look=look)
    if options.max_size is not None:
        choice = _within(options, options.max_size, choice, size_with)
    return choice


def _shrunk(assets: Iterable[Asset], look: Look | None) -> Choice:
    from blogarchive.export.shrinking import require_pillow, shrunk

    require_pillow()
    made: dict[bytes, bytes] = {}
    smaller = tuple(
        replace(asset, body=made.get(asset.body) or made.setdefault(asset.body, shrunk(asset.body))) for asset in assets
    )
    return Choice(assets=smaller, look=look and with_smaller(look, lambda body: shrunk(body, is_resized=False)))


def _within(options: Options, most: int, choice: Choice, size_with: Callable[[Choice], int]) -> Choice:
    size, note = size_with(choice), options.note
    while size > most and (choice.assets or parts_of(choice.look)):
        choice = _less(choice, size - most)
        size = size_with(choice)
    if choice.left_out and options.images != "none":
        _tell(choice.left_out, most, note)
    if size > most and choice.look and options.look == "with":
        note(f"the page as it looked ({len(choice.look.html.encode()):,} bytes without them) left out too")
        choice = replace(choice, look=None)
        size = size_with(choice)
    if size > most:
        note(f"the page takes {size:,} bytes without any picture, more than the {most:,} that were asked for")
    return choice


def _tell(left_out: Iterable[Asset], most: int, note: Callable[[str], None]) -> None:
    parts = list({(part.url, part.body): part for part in left_out}.values())
    fonts = sum(map(is_font, parts))
    total = sum(len(part.body) for part in parts)
    kinds = f"{len(parts) - fonts} pictures" + (f" and {fonts} fonts" if fonts else "")
    note(f"{kinds} ({total:,} bytes) left out to keep to {most:,} bytes:")
    for part in sorted(parts, key=lambda part: len(part.body), reverse=True):
        note(f"  {part.url} ({len(part.body):,} bytes)")


def _less(choice: Choice, excess: int) -> Choice:
    """Without the largest pictures, as many as probably make up for the excess; of fonts, where no picture is left. Equal ones, which are
    written once, go together, from the article and from the page as it looked."""
    held = parts_of(choice.look)
    pictures = [part.body for part in held if not is_font(part)]
    costs = Counter([*{asset.body for asset in choice.assets}, *pictures]) or Counter(part.body for part in held)
    gone = set()
    for body in sorted(costs, key=len, reverse=True):
        gone.add(body)
        excess -= costs[body] * (len(body) * 4 // 3 - _BOX)
        if excess <= 0:
            break
    return Choice(
        assets=tuple(asset for asset in choice.assets if asset.body not in gone),
        look=choice.look and without(choice.look, gone),
        left_out=(*choice.left_out, *(part for part in (*choice.assets, *held) if part.body in gone)),
    )
