"""Sources that are imported when they are first needed: reading one saved page needs none that read what was asked for."""

from collections.abc import Iterator
from importlib import import_module
from typing import cast

from blogarchive.document import Document
from blogarchive.model import Request
from blogarchive.sources.protocol import Context, Said, Source


class Later:
    """Stands for the source module of that name, which must be its `NAME` too."""

    def __init__(self, name: str) -> None:
        self.NAME = name

    def discover(self, page: Document, context: Context) -> Iterator[Request]:
        """What the module's own `discover` yields."""
        return self._module().discover(page, context)

    def read(self, document: Document, context: Context) -> Iterator[Said]:
        """What the module's own `read` yields."""
        return self._module().read(document, context)

    def _module(self) -> Source:
        return cast("Source", import_module(f"blogarchive.sources.{self.NAME}"))
