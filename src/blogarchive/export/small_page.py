"""The frame of a small page that says one thing: no request, no script, light or dark as the reader has it."""

from blogarchive.export.html_builder import Content, Markup, el, join, trusted

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; --soft: #5c6370; --line: #d8dbe0 }
@media (prefers-color-scheme: dark) { :root { --soft: #a4abb8; --line: #3b4048 } }
body { font: 17px/1.6 system-ui, sans-serif; max-width: 44em; margin: 2.5em auto; padding: 0 1.2em; overflow-wrap: anywhere }
h1 { font-size: 1.5em; line-height: 1.25; margin: 0 } a { color: inherit }
"""


def small_page(title: str, style: str, *body: Content) -> Markup:
    """The whole page; `style` (a constant of ours) comes after the frame's own."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        trusted(f"<style>{_STYLE}{style}</style>"),
    )
    return join([trusted("<!doctype html>\n"), el("html", head, el("body", el("main", *body)), lang="en"), "\n"])
