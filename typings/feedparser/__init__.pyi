from collections.abc import Mapping
from typing import Any, BinaryIO

class FeedParserDict(dict[str, Any]):
    def __getattr__(self, key: str) -> Any: ...

def parse(
    url_file_stream_or_string: BinaryIO,
    *,
    sanitize_html: bool | None = ...,
    resolve_relative_uris: bool | None = ...,
    response_headers: Mapping[str, str] | None = ...,
) -> FeedParserDict: ...
