"""Whether what stands at a post's address is still that post, and whether anything that counts differs. Pure functions over values."""

from collections.abc import Iterable

from blogarchive.archive import recognise, trace_of
from blogarchive.model import Outcome, Post, SettledComment, Snapshot
from blogarchive.model.codec import to_document
from blogarchive.text.similarity import folded, likeness, shingles

_ALIKE = 0.3  # of the shorter text's word pairs: far more than two texts share by chance, far less than an edit leaves
_FEEDS = frozenset(("comment_feed", "entry_feed"))  # they are asked whatever the page is by now
_WORDS = 3  # a comment with fewer is no mark: "Thanks!" stands everywhere
_PASSING = ("taken_at", "captures", "mentions", "replies", "people")  # when it was read, and what follows from the rest
_UNSTEADY = frozenset(
    ("avatar", "sources", "differences")
)  # hosts of avatars are drawn by lot; who supplied a field is no news


def refusal(old: Snapshot, new: Snapshot) -> str | None:
    """Why a page is not taken for the post that was saved; None where it may be.

    A comment, the title or the words in common are enough: themes, platforms, addresses and edits may change all the rest. A soft 404, a
    notice of a firewall or somebody else's post under the address has none of them.
    """
    if _marks(old.comments) & _marks(new.comments, on_page=True):
        return None
    before, now = old.post.record, new.post.record
    if before.title == now.title and before.text == now.text:
        return None
    if _title(before) and _title(before) == _title(now):
        return None
    if before.text and now.text and likeness(shingles(before.text), shingles(now.text)) >= _ALIKE:
        return None
    if not (before.title or before.text):
        return None
    return f"another page stands there: “{now.title or (now.text or '')[:60]}”"


def _title(post: Post) -> str:
    """The title, folded; the name of the whole site is none, as every page of it has that."""
    title = folded(post.title or "")
    return "" if title == folded(post.site or "") else title


def _marks(comments: Iterable[SettledComment], *, on_page: bool = False) -> set[tuple[str, str]]:
    """What a comment is known by on any page: its author and words. With `on_page` only of those that a feed alone did not supply."""
    shown = (c.record for c in comments if not on_page or not set(c.sources.values()) <= _FEEDS)
    pairs = ((folded(c.author.name or ""), folded(c.text or "")) for c in shown)
    return {pair for pair in pairs if len(pair[1].split()) >= _WORDS}


def gap(old: Snapshot, new: Snapshot) -> str | None:
    """Why comments are missing that the latest visit had from a source which could not be had whole this time: that is no word about them."""
    failed = {run.name: run for run in new.audit.sources if run.outcome is Outcome.FAILED}
    if not failed:
        return None
    known, seen = ([trace_of(comment.record) for comment in shot.comments] for shot in (old, new))
    found = set(recognise(known, seen))
    missing = [
        set(comment.sources.values()) & failed.keys() for at, comment in enumerate(old.comments) if at not in found
    ]
    from_failed = [names for names in missing if names]
    if not from_failed:
        return None
    run = failed[min(from_failed[0])]
    return f"{len(from_failed)} comments are missing, and the {run.name.replace('_', ' ')} could not be had whole: {run.error}"


def says_the_same(old: Snapshot, new: Snapshot) -> bool:
    """Whether two visits saw the same article, comments and claims. Times reckoned from "3 days ago" move by themselves."""
    return old.audit.verdict == new.audit.verdict and _told(old) == _told(new)


def _told(snapshot: Snapshot) -> object:
    document = to_document(snapshot)
    audit = document.pop("audit")
    claimed = [(claim["what"], claim["count"]) for claim in audit["claimed"]] if isinstance(audit, dict) else []
    return [_steady({key: value for key, value in document.items() if key not in _PASSING}), sorted(claimed)]


def _steady(value: object) -> object:
    if isinstance(value, list):
        return [_steady(item) for item in value]
    if not isinstance(value, dict):
        return value
    reckoned = tuple(
        name.removesuffix("_estimated") for name, flag in value.items() if name.endswith("_estimated") and flag
    )
    return {
        key: _steady(item)
        for key, item in value.items()
        if key not in _UNSTEADY and not (reckoned and key.startswith(reckoned))
    }
