"""Checked access to a JSON object: each value comes with its type or with an error that names its place."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Self, TypeVar

from blogarchive.errors import SourceError

Made = TypeVar("Made")
Choice = TypeVar("Choice", bound=StrEnum)


class Node:
    """A JSON object and where it stands. Every method raises SourceError, whose subject is the path: `comments[3].author.name`."""

    __slots__ = ("_parent", "_place", "_values")

    def __init__(self, values: object, place: str = "", parent: "Node | None" = None) -> None:
        self._place, self._parent = place, parent
        if not isinstance(values, dict):
            raise SourceError(self.path(), "an object is expected here")
        self._values: dict[str, object] = values

    def path(self, key: str = "") -> str:
        """Where a key of this object stands in the document; "document" for the document itself."""
        places, node = [key] if key else [], self
        while node._parent is not None:
            places.append(node._place)
            node = node._parent
        return ".".join(reversed(places)) or "document"

    def expect(self, keys: frozenset[str]) -> Self:
        """The node itself, which has exactly these keys."""
        if self._values.keys() != keys:
            for key in sorted(keys - self._values.keys()):
                raise SourceError(self.path(key), "missing")
            strange = min(str(key) for key in self._values.keys() - keys)
            raise SourceError(self.path(strange), "a key that this version does not know")
        return self

    def has(self, key: str) -> bool:
        """Whether the object has a key."""
        return key in self._values

    def text(self, key: str) -> str:
        """A string."""
        value = self._values[key]
        if not isinstance(value, str):
            raise SourceError(self.path(key), "a text is expected here")
        return value

    def maybe(self, key: str) -> str | None:
        """A string or null."""
        value = self._values[key]
        if value is not None and not isinstance(value, str):
            raise SourceError(self.path(key), "a text or null is expected here")
        return value

    def count(self, key: str) -> int:
        """A whole number that is not negative."""
        value = self._values[key]
        if type(value) is not int or value < 0:
            raise SourceError(self.path(key), "a whole number from 0 is expected here")
        return value

    def share(self, key: str) -> float:
        """A number from 0 to 1, as it stands (1 stays an integer)."""
        value = self._values[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise SourceError(self.path(key), "a number from 0 to 1 is expected here")
        return value

    def truth(self, key: str) -> bool:
        """A boolean."""
        value = self._values[key]
        if not isinstance(value, bool):
            raise SourceError(self.path(key), "true or false is expected here")
        return value

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """One of an enumeration's values."""
        value = self.text(key)
        try:
            return choices(value)
        except ValueError:
            raise SourceError(self.path(key), f"{value!r} is none of {', '.join(choices)}") from None

    def moment(self, key: str) -> datetime:
        """An aware time in exactly the form that `datetime.isoformat` writes."""
        value = self.text(key)
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or moment.isoformat() != value:
            raise SourceError(self.path(key), f"{value!r} is no time with an offset as in 2010-05-22T20:14:00+00:00")
        return moment

    def node(self, key: str) -> "Node":
        """The object under a key."""
        return Node(self._values[key], key, self)

    def each(self, key: str, make: Callable[["Node"], Made]) -> tuple[Made, ...]:
        """The objects of a list, each made into something."""
        return tuple(make(Node(item, f"{key}[{at}]", self)) for at, item in enumerate(self._list(key)))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        values = self._list(key)
        for at, value in enumerate(values):
            if not isinstance(value, str):
                raise SourceError(self.path(f"{key}[{at}]"), "a text is expected here")
        return tuple(str(value) for value in values)

    def mapping(self, key: str) -> dict[str, str]:
        """An object whose values are all strings."""
        inner = self.node(key)
        return {name: inner.text(name) for name in inner._values}

    def _list(self, key: str) -> list[object]:
        value = self._values[key]
        if not isinstance(value, list):
            raise SourceError(self.path(key), "a list is expected here")
        return value
