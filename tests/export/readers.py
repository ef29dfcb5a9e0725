"""What programs for the purpose read in a page: run in an environment of their own, which has mf2py and extruct.

python readers.py PAGE ADDRESS: microformats, microdata and OpenGraph as JSON on standard output.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    import extruct  # type: ignore[import-not-found]
    import mf2py  # type: ignore[import-not-found]

    html, address = Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]
    found = extruct.extract(html, base_url=address, syntaxes=["microdata", "opengraph"])
    json.dump({"microformats": mf2py.parse(doc=html, url=address)["items"], **found}, sys.stdout, default=str)


if __name__ == "__main__":
    main()
