"""A post's content as one JSON column: the history asks for it whole or not at all."""

import json

from blogarchive.archive.content import PostContent
from blogarchive.archive.state import dumped


def packed_content(content: PostContent) -> str:
    """The content as JSON."""
    return dumped(
        {
            "title": content.title,
            "subtitle": content.subtitle,
            "authors": content.authors,
            "text": content.text,
            "tags": content.tags,
            "categories": content.categories,
            "text_source": content.text_source,
            "sources": content.sources,
        }
    ).decode()


def unpacked_content(packed: str) -> PostContent:
    """The content that `packed_content` wrote."""
    values = json.loads(packed)
    return PostContent(
        title=values["title"],
        subtitle=values["subtitle"],
        authors=tuple(values["authors"]),
        text=values["text"],
        tags=tuple(values["tags"]),
        categories=tuple(values["categories"]),
        text_source=values["text_source"],
        sources=tuple(values["sources"]),
    )
