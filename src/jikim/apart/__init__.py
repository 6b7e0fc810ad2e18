"""The separate database: what only a law still needs, copied there, read back, and destroyed when its time comes.

Answers `Mirror` and `prepare` (its tables), `Apart` (copy a slice and compare it before the row may go), `reckon` and
`rows_due_apart` (what is kept until when, by the occurrences remembered beside it), `CarryingApart` (its end), and
`OnceMore` (what a restored backup brings back goes again). Nothing is destroyed in the live database before its copy
was read back. Read `kept_table.py` first, then `apart.py`.
"""

from jikim.apart.apart import Apart
from jikim.apart.kept import of_person, reckon, set_held, tell
from jikim.apart.kept_carry import CarryingApart, left_apart
from jikim.apart.kept_due import DueApart, Judge, rows_due_apart, sizes_apart, unspoken
from jikim.apart.kept_sweep import Tree
from jikim.apart.kept_table import NAME as KEPT_TABLE
from jikim.apart.kept_table import KeptStrand
from jikim.apart.kept_there import kept_there
from jikim.apart.mirror import Mirror, mirrors, prepare, statements
from jikim.apart.mirror_drift import separate_drift
from jikim.apart.once_more import OnceMore, kept_rows

__all__ = [
    "KEPT_TABLE",
    "Apart",
    "CarryingApart",
    "DueApart",
    "Judge",
    "KeptStrand",
    "Mirror",
    "OnceMore",
    "Tree",
    "kept_rows",
    "kept_there",
    "left_apart",
    "mirrors",
    "of_person",
    "prepare",
    "reckon",
    "rows_due_apart",
    "separate_drift",
    "set_held",
    "sizes_apart",
    "statements",
    "tell",
    "unspoken",
]
