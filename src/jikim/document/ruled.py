"""Tables set in plain text with spaces: a head, a line of strokes below it, rows whose columns stand apart.

    항목             목적
    ─────────────────────
    이메일 주소      본인 확인

Such lines are turned into rows with tabs, line by line, so that every row keeps its place.
"""

import re
from collections.abc import Sequence

_STROKES = re.compile(r"^\s*[─━═┄┈—-]{10,}\s*$")
_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")


def tabbed_where_ruled(texts: Sequence[str]) -> list[str]:
    """Return lines with tabs between the columns of tables that strokes rule; every other line as it is."""
    made = list(texts)
    for at in range(1, len(texts) - 1):
        if not _STROKES.match(texts[at]) or not _GAP.search(texts[at - 1]):
            continue
        end = at + 1
        while end < len(texts) and _GAP.search(texts[end]):
            end += 1
        if end > at + 1:
            made[at] = "---\t---"
            for row in (at - 1, *range(at + 1, end)):
                made[row] = _GAP.sub("\t", texts[row])
    return made
