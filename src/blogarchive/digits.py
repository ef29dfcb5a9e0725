"""Digits of all scripts, looked for in every short text of a page.

`\\d` asks Unicode's tables about each character; a class that lists the digits is read from a bitmap, in half the time.
"""

import re

_ZEROS = "0٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰０"
"""Those of Unicode's first plane; in each script the nine others follow. Beyond it are but ornamented letters and scripts that no page dates with."""
DIGITS = f"[{''.join(f'{zero}-{chr(ord(zero) + 9)}' for zero in _ZEROS)}]"
"""The class, for patterns."""
DIGIT = re.compile(DIGITS)
