"""A clock that jumped, told by what is saved. Order is the archive's sequence, so nothing but the times that are shown is in doubt."""

from datetime import datetime, timedelta

from blogarchive.archive import Archive

_AHEAD = timedelta(days=1)  # two machines that keep one archive may disagree by hours
_BEHIND = timedelta(days=366)
_MARK = "clock"


def doubt(archive: Archive, now: datetime) -> str | None:
    """What is odd about the clock, in words; said once for each latest visit, so that cron does not say it every quarter of an hour.

    A visit more than a day from now shows that a clock is, or was, wrong. More than a year without a look may be true, or a clock that has jumped.
    """
    latest = archive.revisits.latest_visit()
    if latest is None or archive.revisits.mark(_MARK) == latest[0]:
        return None
    message = _message(archive, latest[1], now)
    if message:
        archive.revisits.set_mark(_MARK, latest[0])
    return message


def _message(archive: Archive, visit: datetime, now: datetime) -> str | None:
    if visit - now > _AHEAD:
        return f"it says {now:%Y-%m-%d}, but the latest visit was saved on {visit:%Y-%m-%d}: was one of them wrong? Order is kept all the same"
    if now - visit <= _BEHIND:
        return None
    look = max(visit, archive.revisits.latest_attempt() or visit)
    if now - look <= _BEHIND:
        return None
    return f"it says {now:%Y-%m-%d}, and the latest look was on {look:%Y-%m-%d}: is it right? Order is kept in any case"
