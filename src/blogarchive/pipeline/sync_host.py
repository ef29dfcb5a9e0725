"""All that is due at one host: first its comment feed, where that may spare pages, then page after page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from blogarchive.archive import Result, Watch
from blogarchive.errors import BlogArchiveError, UsageError
from blogarchive.model import Role
from blogarchive.pipeline.sync_crew import Task
from blogarchive.pipeline.sync_desk import Asking, Desk, Limit, StoppedError
from blogarchive.pipeline.sync_feed import Said, Word, ask_feed, asked_of, by_feed, feed_and_keys, judge
from blogarchive.pipeline.sync_outcome import Outcome
from blogarchive.pipeline.sync_schedule import may_be_vouched
from blogarchive.pipeline.sync_visit import first_look, look
from blogarchive.sources.head import post_key

Job = TypeVar("Job")
_PATIENCE = 2  # posts in a row with which the host itself has trouble: then the others are left for another run


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """An address that is to be taken into the archive; `named` says that the user typed it, rather than a feed; `typed` is the address of the
    feed, where the user typed that: posts on the same private server may be asked."""

    url: str
    named: bool
    typed: str | None = None


def visit_host(desk: Desk, task: Task[Watch], due: frozenset[int], limit: Limit) -> Iterator[Outcome]:
    """The outcome for each post of the host that is due, or of which its feed shows something new."""
    with suppress(StoppedError):  # while it waited for the feed
        yield from _visits(desk, task, due, limit)


def _visits(desk: Desk, task: Task[Watch], due: frozenset[int], limit: Limit) -> Iterator[Outcome]:
    posts = [post for post in task.jobs if post.post_id in due]
    words = _words_of_feeds(desk, task.jobs, posts) if len(posts) > 1 and desk.manner.by_feed else {}
    for post in posts:
        if words.get(post.post_id) is Word.NOTHING_NEW:
            yield Outcome(url=post.url, post_id=post.post_id, at=desk.manner.now(), result=Result.VOUCHED)
    news = [post for post in task.jobs if words.get(post.post_id) is Word.NEWS]
    rest = [post for post in posts if words.get(post.post_id) not in {Word.NOTHING_NEW, Word.NEWS}]
    yield from _in_turn(
        (*news, *rest), lambda post: _safely(desk, post.url, post.post_id, lambda: look(desk, post)), limit
    )


def add_from_host(desk: Desk, task: Task[New], limit: Limit) -> Iterator[Outcome]:
    """The outcome for each new address of the host."""

    def do(new: New) -> Outcome:
        if new.typed:
            desk.http.know(new.typed)
        return _safely(desk, new.url, None, lambda: first_look(desk, new.url, named=new.named))

    yield from _in_turn(task.jobs, do, limit)


def _in_turn(jobs: Iterable[Job], do: Callable[[Job], Outcome], limit: Limit) -> Iterator[Outcome]:
    troubles = 0
    for job in jobs:
        if limit.is_over:
            return
        outcome = do(job)
        yield outcome
        troubles = troubles + 1 if outcome.trouble else 0
        if outcome.rest or troubles >= _PATIENCE:
            return


def _safely(desk: Desk, url: str, post_id: int | None, do: Callable[[], Outcome]) -> Outcome:
    """A page on which our own reading fails must not keep the others from being visited: it is told and noted, and kept as it was."""
    try:
        return do()
    except UsageError:  # the post was forgotten since it was listed
        return Outcome(url=url, post_id=post_id, at=desk.manner.now())
    except BlogArchiveError:  # the archive's
        raise
    except Exception as error:  # noqa: BLE001 (markup that nobody foresaw)
        detail = f"could not be read, a fault of blogarchive: {type(error).__name__}: {error}"
        return Outcome(url=url, post_id=post_id, at=desk.manner.now(), result=Result.FAILED, detail=detail)


def _words_of_feeds(desk: Desk, watched: Iterable[Watch], due: list[Watch]) -> Mapping[int, Word]:
    """What the site's comment feeds say of its posts. News are told of all posts, also of those that are not due."""
    feeds: list[tuple[Watch, str | None]] = []
    keys: dict[int, frozenset[str]] = {}
    for post in due:
        feed, keys[post.post_id] = _named_in(desk, post)
        feeds.append((post, feed))
    words: dict[int, Word] = {}
    for url, posts in by_feed(feeds):
        desk.http.know(posts[0].url)
        said = ask_feed(Asking(desk.http, desk.shared), url)
        for post in posts if said else ():
            words[post.post_id] = _word(desk, post, keys[post.post_id], said or [])
        for post in watched if said else ():
            if post.post_id not in keys and _word(desk, post, frozenset(), said or []) is Word.NEWS:
                words[post.post_id] = Word.NEWS
    return words


def _word(desk: Desk, post: Watch, keys: frozenset[str], said: list[Said]) -> Word:
    keys |= {post_key(post.url)}
    is_told_of = any(comment.post in keys for comment in said)
    known = desk.reader.revisits.native_ids(post.post_id) if is_told_of else frozenset()
    word = judge(said, asked_of(post, keys, known))
    if word is not Word.NOTHING_NEW:
        return word
    is_enough = may_be_vouched(post, desk.manner.pace, desk.manner.now())
    return word if is_enough and not desk.reader.revisits.is_in_doubt(post.post_id) else Word.SILENT


def _named_in(desk: Desk, post: Watch) -> tuple[str | None, frozenset[str]]:
    """The site's comment feed and the post's own names, from the stored page's head."""
    page = next((a for a in desk.reader.revisits.answers(post.post_id) if a.role is Role.PAGE), None)
    body = desk.reader.revisits.body(page) if page else None
    return feed_and_keys(page, body) if page and body else (None, frozenset())
