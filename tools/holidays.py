"""Make the table of Korean public holidays: `python -m tools.holidays` writes src/jikim/law/kr/holidays.toml.

The days come from the `holidays` package (KR, public category, substitutes included), so the version used is
written into the head. What the package does not know, or knows wrongly, goes into holidays_overrides.toml by
hand, with its source. Run as a module: as a script, this file would hide the package of the same name.
"""

from collections import defaultdict
from pathlib import Path

import holidays
from holidays.version import __version__

FIRST_YEAR, LAST_YEAR = 1970, 2040
TABLE = Path(__file__).parent.parent / "src" / "jikim" / "law" / "kr" / "holidays.toml"

HEAD = f"""\
# Public holidays of Korea with their substitutes, {FIRST_YEAR} to {LAST_YEAR} (Civil Act Art. 161).
# Made by tools/holidays.py from the `holidays` package {__version__}; not edited by hand: holidays_overrides.toml is.
# Labour Day counts from 2026, Constitution Day until 2007 and again from 2026 (PD-HOL). Election days of coming years
# follow from the terms of office and may yet move. After {LAST_YEAR} only weekends are known.

last_year = {LAST_YEAR}

[days]
"""


def table() -> str:
    """Return the text of holidays.toml as the installed package makes it today."""
    years: defaultdict[int, list[str]] = defaultdict(list)
    for day in sorted(holidays.country_holidays("KR", years=range(FIRST_YEAR, LAST_YEAR + 1), categories=("public",))):
        years[day.year].append(f'"{day:%m-%d}"')
    return HEAD + "".join(f"{year} = [{', '.join(days)}]\n" for year, days in years.items())


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
