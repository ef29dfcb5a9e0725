"""Moments as people type them."""

from datetime import UTC, datetime, timedelta

import click

from blogarchive.late import late

_AGO = late(r"(\d{1,6})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_ISO = late(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?")


class Moment(click.ParamType[datetime]):
    """A date, a time (UTC unless it says otherwise), or how long ago: 2026-11-01, 2026-11-01T09:30+01:00, 90m, 12h, 7d, 2w."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Aware, in UTC."""
        moment = value if isinstance(value, datetime) else _understood(str(value).strip())
        if moment is None:
            raise click.BadParameter(
                f"{value!r} is no time such as 2026-11-01, 2026-11-01T09:30, 12h or 7d", ctx, param
            )
        return moment


class Since(click.ParamType[int | datetime]):
    """The same, or the number of a visit in the archive (the `sequence` of an event)."""

    name = "time or number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | datetime:
        """The sequence as it stands, else the moment."""
        text = str(value).strip()
        if text.isascii() and text.isdecimal() and len(text) < 19:
            return int(text)
        return MOMENT.convert(value, param, ctx)


def _understood(text: str) -> datetime | None:
    try:
        if found := _AGO.fullmatch(text):
            return datetime.now(UTC) - timedelta(**{_UNITS[found[2]]: int(found[1])})
        moment = datetime.fromisoformat(text) if _ISO.fullmatch(text) else None
        return moment and (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


MOMENT = Moment()
SINCE = Since()
