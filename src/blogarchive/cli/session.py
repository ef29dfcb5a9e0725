"""What `fetch` works with over all its addresses: one client and one archive."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from blogarchive.archive import Archive, in_anothers_folder, open_archive
from blogarchive.cli.options import PATIENCE, Keeping, Network
from blogarchive.errors import UsageError
from blogarchive.fetch.settings import USER_AGENT, Settings
from blogarchive.model import Snapshot, Taken
from blogarchive.pipeline.clock import contradiction, doubt
from blogarchive.pipeline.online import Online
from blogarchive.pipeline.rereading import keep
from blogarchive.pipeline.sync_accept import refusal
from blogarchive.text.urls import display_url


class Session:
    """Takes posts from the web and keeps them. The archive is tried before anything is asked: a post that cannot be kept need not be fetched."""

    def __init__(
        self,
        network: Network,
        keeping: Keeping,
        on_event: Callable[[str], None],
        *,
        warn: Callable[[str], None] | None = None,
        look: bool = False,
    ) -> None:
        self._keeping, self._look, self._warn = keeping, look, warn
        self._is_clock_told = False
        if not keeping.no_archive:
            if warn and (message := in_anothers_folder(keeping.archive)):
                warn(f"{keeping.archive}: {message}")
            with open_archive(keeping.archive, write=True) as archive:
                if warn and (message := doubt(archive, datetime.now(UTC))):
                    warn(f"the clock: {message}")
        self._online = Online(settings_of(network), record=keeping.record, on_event=on_event)

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self._online.close()

    def take(self, url: str, feeds: Sequence[str]) -> Snapshot:
        """The post's snapshot, archived. The archive is locked only while it is written: several runs may fetch at once."""
        taken = self._online.take(url, feeds, images=not self._keeping.no_images, look=self._look)
        if self._warn and not self._is_clock_told and (message := contradiction(taken.captures)):
            self._is_clock_told = True
            self._warn(f"the clock: {message}")
        if not self._keeping.no_archive:
            with open_archive(self._keeping.archive, write=True, wait=PATIENCE) as archive:
                stranger = _stranger(archive, taken) if self._warn else None
                saved = keep(archive, taken)
                if self._keeping.watch:
                    archive.watch(saved.post_id, datetime.now(UTC))
            if stranger and self._warn:
                self._warn(
                    f"{display_url(url)}: {stranger}; kept as a visit, what was there before stays in its history"
                )
        return taken.snapshot


def _stranger(archive: Archive, taken: Taken) -> str | None:
    """Why the page may be another than the post that is kept under its address; None where it is that one, or new."""
    known = archive.known(taken)
    if known is None or archive.is_told(known, taken.snapshot):
        return None
    return refusal(archive.snapshot(known), taken.snapshot)


def settings_of(network: Network) -> Settings:
    """How to ask, as the options say."""
    return Settings(
        timeout=network.timeout,
        max_bytes=network.max_bytes,
        delay=network.delay,
        user_agent=network.user_agent or USER_AGENT,
        headers=tuple(_header(text) for text in network.header),
        proxy=network.proxy,
    )


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon or not name.strip() or not name.strip().isascii():
        raise UsageError("--header", f"“{text}” is not of the form 'Name: value'")
    return name.strip(), value.strip()
