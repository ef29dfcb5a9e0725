"""How a snapshot becomes Markdown; `to_markdown` puts the parts together."""
