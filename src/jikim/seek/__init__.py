"""Values of people looked for wherever they may stand: in every column of every table, in documents and in texts.

Answers whether anything of somebody who is gone is left (`residue`), what a service holds of somebody (`export`), who
a key is (`find_person`) and who has nearly the same values (`alike`). It reads only. What it looks for it is handed,
or reads from the rows themselves (`collect_values`); it writes no value anywhere but where `write_sought` is told to.
Read `values.py` first.
"""

from jikim.seek.kept import Kept
from jikim.seek.person import Alike, Held, alike, export, find_person
from jikim.seek.residue import KEY, Residue, residue
from jikim.seek.values import Sought, read_sought, write_sought
from jikim.seek.values_read import collect_values

__all__ = [
    "KEY",
    "Alike",
    "Held",
    "Kept",
    "Residue",
    "Sought",
    "alike",
    "collect_values",
    "export",
    "find_person",
    "read_sought",
    "residue",
    "write_sought",
]
