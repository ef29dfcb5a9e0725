"""A look at one watched post: asked only for what changed, read only if it did, taken only if it is still that post."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from blogarchive.archive import NOT_MODIFIED, Answer, Result, Watch
from blogarchive.errors import FetchError, NotAPostError, SourceError
from blogarchive.fetch.replay import Offline
from blogarchive.locate import FEED_SOURCE
from blogarchive.model import Asset, Capture, Fetch, Request, Role, Snapshot, Taken, Target
from blogarchive.pipeline.assets import with_assets
from blogarchive.pipeline.sync_accept import gap, refusal, says_the_same
from blogarchive.pipeline.sync_desk import Asking, Desk, StoppedError
from blogarchive.pipeline.sync_outcome import Outcome
from blogarchive.pipeline.sync_schedule import may_be_conditional
from blogarchive.pipeline.sync_unchanged import conditions, is_as_it_was, others_to_ask, reads_the_same
from blogarchive.pipeline.take import take_snapshot
from blogarchive.text.urls import display_url, page_key

_PATIENCE = 4  # looks that are not kept because a source failed; then it counts as gone for good


def look(desk: Desk, post: Watch) -> Outcome:
    """What became of a post since the latest visit."""
    try:
        return _looked(desk, post)
    except (FetchError, NotAPostError, SourceError, StoppedError) as error:
        return desk.failed(post.url, error, post.post_id)


def first_look(desk: Desk, url: str, *, named: bool) -> Outcome:
    """A post that the archive does not have yet. `named` by the user, it may be private and robots.txt is not asked."""
    request = Request(url=url, role=Role.PAGE, named_by_user=named)
    try:
        taken = _taken(Target(request=request), Asking(desk.http, desk.shared))
        if desk.manner.images:
            taken = replace(taken, snapshot=with_assets(taken.snapshot, desk.http))
    except (FetchError, NotAPostError, SourceError, StoppedError) as error:
        return desk.failed(url, error)
    now = desk.manner.now()
    return Outcome(url=url, at=now, taken=replace(taken, snapshot=replace(taken.snapshot, taken_at=now)))


def _looked(desk: Desk, post: Watch) -> Outcome:
    answers = desk.reader.revisits.answers(post.post_id)
    asking = Asking(desk.http, desk.shared)
    request = Request(url=post.url, role=Role.PAGE, named_by_user=True)
    is_in_doubt = desk.manner.force or (not post.alarm and desk.reader.revisits.is_in_doubt(post.post_id))
    done = partial(Outcome, url=post.url, post_id=post.post_id)
    if not is_in_doubt and (said := _unchanged(desk, post, asking, answers)) is not None:
        return done(at=desk.manner.now(), result=Result.UNCHANGED, detail=said or None)
    taken = _taken(Target(request=request, extra=tuple(_own_feeds(answers))), asking)
    new, old = replace(taken.snapshot, taken_at=desk.manner.now()), desk.reader.snapshot(post.post_id)
    if not desk.manner.force:
        if reason := refusal(old, new):
            return done(at=new.taken_at, result=Result.OTHER, detail=reason)
        if post.failures < _PATIENCE and (reason := gap(old, new)):
            return done(at=new.taken_at, result=Result.FAILED, detail=reason)
    if not is_in_doubt and says_the_same(old, new):
        return done(at=new.taken_at, result=Result.UNCHANGED)
    return done(at=new.taken_at, taken=replace(taken, snapshot=_with_assets(desk, new, old)))


def _taken(target: Target, fetch: Fetch) -> Taken:
    """As `take_snapshot`; but a page on the web that holds one of our documents is no witness of what it tells."""
    taken = take_snapshot(target, fetch)
    if not taken.captures:
        raise NotAPostError(display_url(target.request.url), "is a page made by blogarchive, not the post itself")
    return taken


def _unchanged(desk: Desk, post: Watch, asking: Asking, answers: Sequence[Answer]) -> str | None:
    """NOT_MODIFIED or "" where all that tells of new comments is as it was; None where it must be read."""
    page = next((a for a in answers if a.role is Role.PAGE and page_key(a.final_url) == page_key(post.url)), None)
    if page is None:
        return None
    now = desk.manner.now()
    headers = conditions(page) if may_be_conditional(post, desk.manner.pace, now) else ()
    capture = asking.if_changed(Request(url=post.url, role=Role.PAGE, named_by_user=True), headers)
    if not is_as_it_was(page, capture) and not _reads_the_same(desk, page, capture):
        return None
    for other in others_to_ask(desk.reader.document(post.post_id), answers):
        if not _is_as_it_was(asking, other):
            return None
    return NOT_MODIFIED if capture.status == 304 else ""


def _reads_the_same(desk: Desk, page: Answer, capture: Capture) -> bool:
    if capture.status == 304 or capture.url != page.final_url:
        return False
    old = desk.reader.revisits.body(page)
    return old is not None and (reads_the_same(old, capture) or _tells_the_same(replace(capture, body=old), capture))


def _tells_the_same(old: Capture, new: Capture) -> bool:
    """Whether the article and the comments of a page are the same, read from the page alone: its sidebar may tell of other posts by now."""
    try:
        one, other = (take_snapshot(_alone(capture), Offline([capture])).snapshot for capture in (old, new))
    except (NotAPostError, SourceError):
        return False
    return says_the_same(one, other)


def _alone(capture: Capture) -> Target:
    return Target(request=Request(url=capture.requested_url, role=Role.PAGE), captures=(capture,))


def _is_as_it_was(asking: Asking, answer: Answer) -> bool:
    try:
        return is_as_it_was(answer, asking.if_changed(Request(url=answer.url, role=answer.role), conditions(answer)))
    except FetchError:
        return False  # whether that matters is seen when the post is read


def _own_feeds(answers: Sequence[Answer]) -> list[Request]:
    """The feeds of the latest visit, also those that the user named then."""
    feeds = (a.url for a in answers if a.role is Role.COMMENT_FEED and a.url.startswith("http"))
    return [Request(url=url, role=Role.COMMENT_FEED, source=FEED_SOURCE) for url in feeds]


def _with_assets(desk: Desk, new: Snapshot, old: Snapshot) -> Snapshot:
    """The pictures of the latest visit stay; only new ones are asked for."""
    if not desk.manner.images:
        return replace(new, assets=old.assets)
    return with_assets(new, _kept_first(old.assets, desk))


def _kept_first(kept: Sequence[Asset], desk: Desk) -> Fetch:
    by_url = {asset.url: asset for asset in kept}

    def fetch(request: Request) -> Capture:
        if (asset := by_url.get(request.url)) is None:
            return desk.http(request)
        headers = (("content-type", asset.media_type),)
        return Capture(
            url=asset.url, requested_url=asset.url, headers=headers, body=asset.body, captured_at=desk.manner.now()
        )

    return fetch
