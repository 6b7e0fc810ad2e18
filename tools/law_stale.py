"""List the entries of the law catalogue that nobody has checked for 90 days: `python -m tools.law_stale 2026-11-22`.

Ends with code 1 when there are any.
"""

import sys
from datetime import date

from jikim.law import catalogue


def main(day: str) -> int:
    """Print the stale entries as of `day`, one a line."""
    stale = catalogue().stale(date.fromisoformat(day))
    print("\n".join(stale), end="\n" if stale else "")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
