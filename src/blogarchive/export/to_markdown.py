"""Markdown: YAML front matter, the post, and the conversation as nested quotes (CommonMark, https://spec.commonmark.org/0.31.2/).

No HTML is written, and nothing that a text holds becomes markup. Each comment begins with a heading that links to it where it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from blogarchive.export.characters import writable
from blogarchive.export.html_thread import Placed, answers_in, threaded
from blogarchive.export.markdown.front_matter import front_matter
from blogarchive.export.markdown.marks import BREAK, marked
from blogarchive.export.markdown.settling import settled
from blogarchive.export.options import DEFAULTS, Options
from blogarchive.model import Comment, Kind, Person, Post, Precision, Snapshot, State, Timestamp
from blogarchive.text.counting import counted

MEDIA_TYPE = "text/markdown; charset=utf-8; variant=GFM"
SUFFIX = ".md"

_PLAIN = re.compile(r"(?:[^<>]|</?p>|<br ?/?>)*")  # markup that says no more than the text does
_STATES = {State.HELD: "awaiting moderation", State.DELETED: "deleted"}


def render(snapshot: Snapshot, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield the front matter, the post, and each comment after the one it answers."""
    yield from front_matter(snapshot)
    yield settled(_post(snapshot.post.record))
    if snapshot.comments:
        yield f"\n## {counted(len(snapshot.comments), 'comment')}\n"
    known = {comment.id: comment.record for comment in snapshot.comments}
    parents = answers_in(snapshot).parents
    for placed in threaded(snapshot.comments):
        answered = [(known[reply.parent], reply.stated) for reply in parents.get(placed.comment.id, ())]
        yield "\n" + settled(_comment(placed, answered))


def _post(post: Post) -> str:
    title, subtitle = _line(post.title or ""), _line(post.subtitle or "")
    blocks = [f"\n# {title}\n" if title else "", f"\n{subtitle}\n" if subtitle else ""]
    byline = " · ".join(filter(None, [", ".join(map(_name, post.authors)), _time(post.published)]))
    blocks.append(f"\n{byline}\n" if byline else "")
    body = _body(post.html, post.text)
    blocks.append(f"\n{body}\n" if body else "")
    return "".join(blocks)


def _comment(placed: Placed, answered: Iterable[tuple[Comment, bool]]) -> str:
    """A heading, whom it answers, its words; all within as many quotes as it stands deep."""
    from blogarchive.export.markdown.prose import quoted

    comment = placed.comment.record
    heading = f"### {_heading(comment)}"
    parts = [heading, *(_reply(parent, stated) for parent, stated in answered), _body(comment.html, comment.text)]
    return quoted("\n\n".join(filter(None, parts)), placed.depth) + "\n"


def _heading(comment: Comment) -> str:
    """Who (and whether that is who wrote the post), when (a link to the place), and what is unusual about it."""
    from blogarchive.export.markdown.prose import link

    kind = "" if comment.kind is Kind.COMMENT else f"{comment.kind.value.capitalize()}: "
    owner = " (post author)" if comment.author.is_post_author else ""
    place = link(_time(comment.published) or ("permalink" if comment.url else ""), comment.url)
    changed = comment.updated and comment.updated.local and comment.updated != comment.published
    edited = f"edited {_time(comment.updated)}" if changed else ""
    state = f" ({_STATES[comment.state]})" if comment.state in _STATES else ""
    return " · ".join(filter(None, [f"{kind}{_name(comment.author)}{owner}", place, edited])) + state


def _reply(parent: Comment, stated: bool) -> str:
    from blogarchive.export.markdown.prose import link

    return f"{'In reply' if stated else 'Probably in reply'} to {link(_name(parent.author, linked=False), parent.url)}"


def _name(person: Person, *, linked: bool = True) -> str:
    from blogarchive.export.markdown.prose import link

    name = _line(person.name or person.handle or "Anonymous")
    return link(name, person.url) if linked else name


def _time(moment: Timestamp | None) -> str:
    """The wall clock as far as it is known, ≈ before what is reckoned from "3 days ago"; the words of the page where it was not understood."""
    if moment is None:
        return ""
    known = (moment.isoformat() or "")[: 16 if moment.precision in {Precision.HOUR, Precision.MINUTE} else 19]
    about = "≈ " if known and moment.estimated else ""
    return about + _line(known.replace("T", " ") or moment.raw or "")


def _body(html: str | None, text: str | None) -> str:
    """From the markup where it says more than the text; from the text where there is none or it is nested beyond reason."""
    if html and not (text and _PLAIN.fullmatch(html)):
        from blogarchive.export.markdown.prose import prose

        told = prose(html)
        if told is not None:
            return told.strip("\n")
    return _paragraphs(text or "")


def _paragraphs(text: str) -> str:
    clean = re.sub(r"\r\n?", "\n", writable(text))
    paragraphs: Sequence[str] = [part for part in re.split(r"\n\s*\n", clean) if part.strip()]
    return "\n\n".join(f"{BREAK}\n".join(marked(line) for line in part.strip("\n").split("\n")) for part in paragraphs)


def _line(text: str) -> str:
    return marked(" ".join(writable(text).split()))
