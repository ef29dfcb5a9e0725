"""What only all records of a page together tell: what is the theme's, what the writers', and where the last comment ends."""

from collections import Counter, defaultdict

from blogarchive.sources.page_comments.cues import tokens_of
from blogarchive.sources.page_comments.fields import Parts
from blogarchive.sources.page_comments.layout import Layout
from blogarchive.sources.page_comments.names import (
    shared_remarks,
    shared_words,
    trimmed_number,
    trimmed_word,
    without_word,
    without_words,
)
from blogarchive.sources.page_comments.pieces import ROOT, Piece
from blogarchive.sources.page_comments.times import Times
from blogarchive.text.markup import Element

_SAME_BESIDE = 3  # different people with the same word beside their names
_LONGEST_BESIDE = 30  # characters round a name in a line of the theme's
_PEOPLE, _LONGEST_ALT = 2, 40
_FRAME_TAGS = frozenset(("aside", "footer", "nav"))
_FRAME_WORDS = frozenset(("footer", "sidebar", "copyright", "respond", "widget", "colophon"))


def drop_foreign_tail(all_parts: list[Parts], layout: Layout) -> None:
    """Where end tags are missing the last record, or one with another inside, swallows what follows the comments.

    That is told by elements with a class or an id of a kind that no other record has.
    """
    if len(all_parts) < 2 or layout.body != ROOT:
        return
    holders = Counter(path for parts in all_parts for path in {path for _, path in parts.view.elements})
    for parts in all_parts:
        if parts is not all_parts[-1] and not parts.view.skipped:
            continue
        _drop_foreign(parts, holders, layout, is_many=len(all_parts) > 2)


def _drop_foreign(parts: Parts, holders: Counter[int], layout: Layout, *, is_many: bool) -> None:
    """Of two records, one alone may have what the other lacks, unless it is of the page's frame."""
    paths = layout.paths
    alone = [(element, path) for element, path in parts.view.elements if holders[path] == 1]
    named = (element for element, path in alone if holders[paths.parent[path]] > 1 and _is_named(element))
    held = {each for element in named for each in element.iter()} if is_many else set()
    frame = next((element for element, _ in alone if _is_frame(element)), None)
    if frame is not None:
        order = [element for element, _ in parts.view.elements]
        held.update(order[order.index(frame) :])
    parts.dropped.update(id(piece) for piece in parts.view.pieces if piece.owner in held)


def _is_named(element: Element) -> bool:
    return bool(element.get("id") or element.get("class"))


def _is_frame(element: Element) -> bool:
    """Whether an element is of the page's frame: with it, and all after it, no comment goes on."""
    if element.tag in _FRAME_TAGS:
        return True
    return not tokens_of(f"{element.get('class') or ''} {element.get('id') or ''}").isdisjoint(_FRAME_WORDS)


def keep_first_lines(all_parts: list[Parts]) -> None:
    """Where the words begin on the line of the name or the time in most records, a single word there is one of them: "Ada: Thanks!"."""
    if 2 * sum(map(_begins_on_its_line, all_parts)) <= len(all_parts):
        return
    for parts in all_parts:
        parts.dropped.difference_update(id(piece) for piece in parts.little if not piece.is_signs and not piece.is_tool)


def _begins_on_its_line(parts: Parts) -> bool:
    lines = {piece.line for piece in (parts.author, *parts.dates[:1]) if piece is not None}
    return any(piece.line in lines and id(piece) not in parts.dropped for piece in parts.view.pieces)


def take_numbers(all_parts: list[Parts], times: Times) -> None:
    """A bare number in the line of the time is somebody's name where nearly all others have names in that line."""
    named = sum(parts.name is not None and parts.number is None for parts in all_parts)
    if named < 3 or named * 4 < len(all_parts) * 3:
        return
    for parts in all_parts:
        if parts.name is None and (number := parts.number) is not None:
            parts.author, parts.name = number, trimmed_number(times.without_date(number.text, is_cued=True))
            parts.dropped.add(id(number))


def take_alts(all_parts: list[Parts]) -> None:
    """Where no record names anybody and the picture of each has a short text of its own, that is the writer's name."""
    if any(parts.name for parts in all_parts):
        return
    alts = [
        next((alt for image in parts.pictures if (alt := (image.get("alt") or "").strip())), "") for parts in all_parts
    ]
    people = {alt for alt in alts if 0 < len(alt) <= _LONGEST_ALT}
    if len(people) < _PEOPLE or not all(alts):
        return
    for parts, alt in zip(all_parts, alts, strict=True):
        parts.name = alt if alt in people else None


def drop_lines_with_names(all_parts: list[Parts]) -> None:
    """Drops what nearly all records say in the same words with the writer's name among them, if most say something else besides: "Ada's comment", in
    whatever language."""
    if len(all_parts) < _SAME_BESIDE:
        return
    said: dict[tuple[int, str], list[tuple[Parts, Piece]]] = defaultdict(list)
    for parts in all_parts:
        name = parts.name or ""
        for piece in parts.view.pieces if name else ():
            if name in piece.text and len(piece.text) <= len(name) + _LONGEST_BESIDE and not parts.drops(piece):
                said[piece.path, piece.text.replace(name, "")].append((parts, piece))
    for found in said.values():
        is_said_by_all = (
            len(found) * 8 >= len(all_parts) * 7 and len({parts.name for parts, _ in found}) >= _SAME_BESIDE
        )
        if is_said_by_all and sum(_says_more(*each) for each in found) * 2 > len(found):
            for parts, piece in found:
                parts.dropped.add(id(piece))


def _says_more(parts: Parts, piece: Piece) -> bool:
    return any(each is not piece and not parts.drops(each) for each in parts.view.pieces)


def drop_shared_remarks(all_parts: list[Parts]) -> None:
    """Takes from the names what the engine says of several people in the same words, in brackets or before and after all names."""
    loose = [parts for parts in all_parts if parts.name and not _is_linked(parts)]
    before, after = shared_words(parts.name for parts in loose if parts.name)
    for parts in loose:
        parts.name = parts.name and without_words(parts.name, before, after)
    _drop_words_beside_links(loose, all_parts)
    for remark in shared_remarks(parts.name for parts in all_parts if parts.name):
        for parts in all_parts:
            parts.name = parts.name and parts.name.removesuffix(remark)


def _drop_words_beside_links(loose: list[Parts], all_parts: list[Parts]) -> None:
    """Takes from the names that are no links what stands beside those that are, before or after: there the markup parts name and words."""
    linked = [parts for parts in all_parts if parts.name and _is_linked(parts)]
    if not loose or not linked:
        return
    for is_before in (True, False):
        people: dict[str, set[str]] = defaultdict(set)
        for parts in linked:
            if word := _word_beside(parts, is_before=is_before):
                people[word].add(parts.name or "")
        for word, named in people.items():
            cut = [(parts, without_word(parts.name or "", word, is_before=is_before)) for parts in loose]
            cut = [(parts, name) for parts, name in cut if name and name != parts.name]
            if len(named.union(name for _, name in cut)) >= _SAME_BESIDE:
                for parts, name in cut:
                    parts.name = name


def _word_beside(parts: Parts, *, is_before: bool) -> str:
    """What the theme says right before or after a linked name, on its line; "" for nothing but signs."""
    pieces = parts.view.pieces
    place = pieces.index(parts.author) if parts.author in pieces else -1
    place += -1 if is_before else 1
    if parts.author is None or not 0 <= place < len(pieces):
        return ""
    piece = pieces[place]
    is_beside = piece.line == parts.author.line and piece.link is None and parts.drops(piece)
    return trimmed_word(piece.text) if is_beside else ""


def _is_linked(parts: Parts) -> bool:
    """Whether the name is what a link says, and nothing beside it."""
    return parts.author is not None and parts.author.link is not None and parts.author.text == parts.name
