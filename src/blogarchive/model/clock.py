"""The times of a JSON document, read back exactly."""

import re
from datetime import datetime

from blogarchive.errors import SourceError
from blogarchive.model.moment import Precision, Timestamp
from blogarchive.model.node import Node

_CUT = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
_CLOCK = 19  # characters of 2010-05-22T22:14:00
_OFFSET = re.compile(r"([+-])([01][0-9]|2[0-3]):([0-5][0-9])")


def time_at(node: Node, name: str) -> Timestamp | None:
    """The time under `name` with its raw text, precision and mark of estimation beside it; None where all are null.

    Raises SourceError for a time that does not stand there as `Timestamp.isoformat` writes it.
    """
    text, raw, estimated = node.maybe(name), node.maybe(f"{name}_raw"), node.truth(f"{name}_estimated")
    precision = None if node.maybe(f"{name}_precision") is None else node.choice(f"{name}_precision", Precision)
    if text is raw is precision is None and not estimated:
        return None
    local, offset = (None, None) if text is None else _clock(text, precision)
    if text is not None and local is None:
        raise SourceError(node.path(name), f"{text!r} is no time to the {precision or Precision.SECOND} in ISO 8601")
    return Timestamp(raw=raw, local=local, offset=offset, precision=precision, estimated=estimated)


def _clock(text: str, precision: Precision | None) -> tuple[datetime | None, int | None]:
    """Wall clock and offset in minutes; no wall clock for anything but what `Timestamp.isoformat` writes."""
    length = _CUT.get(precision, _CLOCK) if precision else _CLOCK
    clock, zone = text[:length], text[length:]
    sign = _OFFSET.fullmatch(zone) if length == _CLOCK else None
    try:
        local = datetime.fromisoformat(f"{clock}-01-01"[:10] if length < 10 else clock)
    except ValueError:
        return None, None
    if local.isoformat()[:length] != clock or (zone and not sign) or zone == "-00:00":
        return None, None
    return local, int(f"{sign[1]}1") * (int(sign[2]) * 60 + int(sign[3])) if sign else None
