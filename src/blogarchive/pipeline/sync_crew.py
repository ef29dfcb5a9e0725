"""Several hosts at once, each host by one worker, one post after the other: threads that hand what they find to the one that writes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from queue import Empty, Queue, SimpleQueue
from threading import Thread
from typing import Generic, TypeAlias, TypeVar

from blogarchive.pipeline.sync_desk import Desk, Limit
from blogarchive.pipeline.sync_outcome import Outcome

Job = TypeVar("Job")
_AHEAD = 32  # outcomes that wait to be written: each may hold a post with all its pictures
_Found: TypeAlias = "Queue[Outcome | BaseException | None]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Generic[Job]):
    """What is to be done at one host, in order."""

    host: str
    jobs: tuple[Job, ...]


Work: TypeAlias = Callable[[Desk, Task[Job]], Iterator[Outcome]]
"""Does a task and tells each outcome as it comes; begins no further job once the limit is over."""
Hire: TypeAlias = Callable[[], AbstractContextManager[Desk]]
"""Makes the things of one worker, in its own thread."""


def work_off(
    tasks: Sequence[Task[Job]], work: Work[Job], hire: Hire, hands: int, limit: Limit
) -> Iterator[list[Outcome]]:
    """All outcomes of all tasks as they come, those that wait together, from at most `hands` threads.

    What a worker raises is raised here. However this ends, each worker finishes the post in hand, and what it found then is lost.
    """
    waiting: SimpleQueue[Task[Job]] = SimpleQueue()
    for task in tasks:
        waiting.put(task)
    found: _Found = Queue(_AHEAD)
    threads = [
        Thread(target=_serve, args=(waiting, work, hire, limit, found), name=f"visits-{n}")
        for n in range(min(hands, len(tasks)))
    ]
    try:
        for thread in threads:
            thread.start()
        yield from _heard(found, len(threads))
    finally:
        limit.close()
        _dismiss(threads, found)


def _serve(waiting: "SimpleQueue[Task[Job]]", work: Work[Job], hire: Hire, limit: Limit, found: _Found) -> None:
    try:
        with hire() as desk:
            while not limit.is_over:
                for outcome in work(desk, waiting.get_nowait()):
                    found.put(outcome)
    except Empty:
        pass
    except BaseException as error:  # noqa: BLE001 - raised again by the one that writes
        found.put(error)
    found.put(None)


def _heard(found: _Found, working: int) -> Iterator[list[Outcome]]:
    while working:
        batch: list[Outcome] = []
        for said in _together(found):
            if said is None:
                working -= 1
            elif isinstance(said, BaseException):
                yield batch
                raise said
            else:
                batch.append(said)
        yield batch


def _together(found: _Found) -> Iterator[Outcome | BaseException | None]:
    yield found.get()
    with suppress(Empty):
        for _ in range(_AHEAD):
            yield found.get_nowait()


def _dismiss(threads: Sequence[Thread], found: _Found) -> None:
    """Wait for the workers, who may be waiting for somebody to hear them."""
    for thread in threads:
        while thread.is_alive():
            with suppress(Empty):
                while True:
                    found.get_nowait()
            thread.join(0.05)
