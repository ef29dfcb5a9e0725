"""One module per form of export. Each works from a Snapshot alone.

>>> "".join(EXPORTERS["csv"].render(snapshot, Options(bom=True)))

Looking a form up imports its module; importing this package imports none of them.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

from blogarchive.export.options import DEFAULTS, Exporter, Options

__all__ = ["DEFAULTS", "EXPORTERS", "Exporter", "Options"]

_MODULES: Mapping[str, str] = MappingProxyType(
    {
        "json": "to_json",
        "jsonl": "to_jsonl",
        "csv": "to_csv",
        "md": "to_markdown",
        "html": "to_html",
    }
)


class _Exporters(Mapping[str, Exporter]):
    """The exporters by the name of their form; a module is imported when it is first asked for."""

    def __getitem__(self, form: str) -> Exporter:
        return cast(Exporter, import_module(f"{__name__}.{_MODULES[form]}"))

    def __contains__(self, form: object) -> bool:
        return form in _MODULES

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


EXPORTERS: Mapping[str, Exporter] = _Exporters()
