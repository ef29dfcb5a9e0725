"""A run over the watched posts: what is due is visited, what changed is kept, what is alarming is told.

Workers ask and read (`sync_crew`, `sync_host`, `sync_visit`), one thread writes. All that was written when a run ends, however it ends, stays; a
post that was not reached is due the next time.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from blogarchive.archive import Archive, Watch, in_anothers_folder, only_sync, open_archive
from blogarchive.errors import ArchiveError, UsageError
from blogarchive.fetch.access import is_harmless
from blogarchive.pipeline.clock import doubt
from blogarchive.pipeline.sync_crew import Task
from blogarchive.pipeline.sync_desk import Limit
from blogarchive.pipeline.sync_host import New, add_from_host, visit_host
from blogarchive.pipeline.sync_plan import Plan, Wanted, plan
from blogarchive.pipeline.sync_report import Level, Notice, Report
from blogarchive.pipeline.sync_run import Order, Run, Tell
from blogarchive.text.urls import host_of

_PATIENCE = 0.5  # seconds for somebody who just keeps a post


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which posts: those named as `Archive.find` understands them, everything, or what is due. `moved_to` is the new address of the one post;
    `force` takes whatever stands there for a new version.
    """

    posts: Sequence[str] = ()
    everything: bool = False
    moved_to: str | None = None
    force: bool = False


def sync(order: Order, choice: Choice, limit: Limit, tell: Tell) -> Report:
    """Visit the posts that are chosen. Raises UsageError for a post that is not watched, ArchiveLockedError where another run goes on,
    ArchiveError where the archive cannot be used; what was written until then stays."""
    with suppress(PermissionError):  # which the lock will tell
        if not order.archive.exists():
            raise ArchiveError(order.archive, "there is no archive here yet")
    by_feed = not (choice.posts or choice.everything)  # who asks for these posts means their pages
    order = replace(order, manner=replace(order.manner, force=choice.force, by_feed=by_feed))
    with only_sync(order.archive, order.wait):
        run, planned = _begun(order, choice, limit, tell)
        _refuse_shared_secrets(order, [task.host for task in planned.tasks])
        return run.work_off(planned.tasks, partial(visit_host, due=planned.due, limit=limit))


def add(order: Order, addresses: Sequence[New], limit: Limit, tell: Tell) -> Report:
    """Put posts under watch, those that the archive does not have after taking them. Raises as `sync` does."""
    if message := in_anothers_folder(order.archive):
        tell(Notice(level=Level.WARNING, subject=str(order.archive), message=message))
    with only_sync(order.archive, order.wait):
        with open_archive(order.archive, write=True, wait=max(order.wait, _PATIENCE)) as archive:
            new = [address for address in addresses if not _is_watched_now(archive, address, order.manner.now())]
            run = _run(archive, order, limit, tell)
            run.begin(archive, [])
        hosts: dict[str, list[New]] = {}
        for address in new:
            hosts.setdefault(host_of(address.url), []).append(address)
        _refuse_shared_secrets(order, list(hosts))
        run.report.due = len(new)
        tasks = [Task(host=host, jobs=tuple(jobs)) for host, jobs in hosts.items()]
        return run.work_off(tasks, partial(add_from_host, limit=limit))


def planned_now(archive: Archive, order: Order, choice: Choice) -> Plan:
    """What `sync` would do now."""
    watched = [_at_new_address(post, choice) for post in archive.watched()]
    wanted = Wanted(only=_ids(archive, watched, choice.posts), everything=choice.everything)
    return plan(watched, archive.revisits.rests(), wanted, order.manner.pace, order.manner.now())


def _begun(order: Order, choice: Choice, limit: Limit, tell: Tell) -> tuple[Run, Plan]:
    with open_archive(order.archive, write=True, wait=max(order.wait, _PATIENCE)) as archive:
        planned = planned_now(archive, order, choice)
        run = _run(archive, order, limit, tell)
        run.begin(archive, [post for task in planned.tasks for post in task.jobs])
        run.report.watched = len(archive.watched())
    run.report.due, run.report.resting = len(planned.due), planned.resting
    return run, planned


def _run(archive: Archive, order: Order, limit: Limit, tell: Tell) -> Run:
    """A run, after a word about a clock that jumped."""
    if message := doubt(archive, order.manner.now()):
        tell(Notice(level=Level.WARNING, subject="the clock", message=message))
    return Run(order, limit, tell)


def _refuse_shared_secrets(order: Order, hosts: Sequence[str]) -> None:
    """A header may hold a login of one blog, and would go to each of them."""
    secrets = [name for name, _ in order.settings.headers if not is_harmless(name)]
    if secrets and len(hosts) > 1:
        raise UsageError("--header", f"{secrets[0]} would go to {len(hosts)} hosts; name the posts of one of them")


def _ids(archive: Archive, watched: Sequence[Watch], names: Sequence[str]) -> frozenset[int]:
    ids = frozenset(archive.find(name).id for name in names)
    if not ids <= {post.post_id for post in watched}:
        unwatched = min(ids - {post.post_id for post in watched})
        raise UsageError(unwatched, f"this post is not watched: blogarchive watch {unwatched}")
    return ids


def _at_new_address(post: Watch, choice: Choice) -> Watch:
    return replace(post, url=choice.moved_to) if choice.moved_to else post


def _is_watched_now(archive: Archive, address: New, now: datetime) -> bool:
    """Whether the archive has the post; then it is watched from now on."""
    try:
        archive.watch(archive.find(address.url).id, now)
    except UsageError:
        return False
    return True
