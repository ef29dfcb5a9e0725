"""What stands in the page for machines: the JSON document, and the policy that lets the page do nothing but show itself."""

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from blogarchive.export.html_builder import Markup, el, trusted
from blogarchive.model import Snapshot
from blogarchive.model.codec import to_document

ISLAND_ID = "blogarchive"
"""The id of the script element that holds the JSON document."""

_UNSAFE = re.compile("<(?=!|script)|[\u2028\u2029]", re.IGNORECASE)
"""What begins a comment or another script, after which a script element does not end where it seems to
(https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements); two ends of line of older scripts."""
_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")
_NEEDLESS = re.compile(r" ?([{};,]) ?|(?<=:) ")


def island(snapshot: Snapshot) -> Markup:
    """The JSON document in a script element that no browser runs.

    `</`, `<!` and `<script` are written with an escape of JSON, so that nothing in it can end the element or begin a comment. Everything else
    stands as it is: the HTML of thousands of comments is full of `<`.
    """
    document = json.dumps(to_document(snapshot), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    document = document.encode("utf-8", "backslashreplace").decode()  # a lone surrogate becomes its own JSON escape
    safe = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", document).replace("</", "<\\/")
    return trusted(f'<script type="application/json" id="{ISLAND_ID}">{safe}</script>')


def policy(style: str, script: str, look: Sequence[str] = ()) -> Markup:
    """The Content-Security-Policy that allows this style sheet, this script, pictures held in the page, and nothing else.

    A frame in the page lives under its policy too: `look` is what the page as it looked needs (html_look.policy_of), in place of the style
    sheet's hash.
    """
    allowed = (
        "default-src 'none'",
        "img-src data:",
        *(look or (f"style-src '{digest(style)}'",)),
        f"script-src '{digest(script)}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return el("meta", http_equiv="Content-Security-Policy", content="; ".join(allowed))


def digest(content: str) -> str:
    """How a policy names a style sheet or script by its content."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


@cache
def asset(name: str) -> str:
    """A style sheet or script of ours, without comments and indentation; a style sheet without needless spaces too."""
    source = (Path(__file__).parent / "assets" / name).read_text(encoding="utf-8")
    short = _SPACE.sub("\n", _COMMENTS.sub("", source)).strip()
    return _NEEDLESS.sub(r"\1", short).replace(";}", "}") if name.endswith(".css") else short
