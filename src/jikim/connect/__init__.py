"""Somebody else's database: looked at with nothing but SELECT, and what is due carried out in it by keys.

Answers how a service's database is reached by its address (`open_read_only`), what its tables look like
(`describe`, and `unseen` for what the login is not shown), what stands in them by a few rows of each (`sample`),
whether the values of one column stand in another (`overlap`), and which rows are due for what (`find`, and
`missing_indexes` for what that would read whole tables). A login with SELECT alone suffices for all of these. What
a plan names is destroyed by `Carrying`, part by part (`ordered`), through `open_to_write`. It never logs what it read,
and decides nothing: which column holds what is `detect`'s question, how long `lifecycle`'s.
Read `address.py` first, `find.py` for what is due, and `carry.py` for what is done.
"""

from jikim.connect.address import asked, open_read_only
from jikim.connect.apart import Apart
from jikim.connect.blocked import Blocked, blocked
from jikim.connect.carry import Carried, Carrying, Noted
from jikim.connect.describe import describe, unseen
from jikim.connect.django import DjangoProject
from jikim.connect.due import DueRow, Question
from jikim.connect.files import Fate, Files
from jikim.connect.files_left import Left
from jikim.connect.find import find, missing_indexes
from jikim.connect.inquiry import Inquiry
from jikim.connect.inside import Inside, Unread
from jikim.connect.kept import of_person, reckon, set_held, tell
from jikim.connect.kept_carry import CarryingApart, left_apart
from jikim.connect.kept_due import DueApart, Judge, rows_due_apart, sizes_apart, unspoken
from jikim.connect.kept_sweep import Tree
from jikim.connect.kept_table import NAME as KEPT_TABLE
from jikim.connect.kept_table import KeptStrand
from jikim.connect.kept_there import kept_there
from jikim.connect.lens import Owned
from jikim.connect.literal import SETTINGS
from jikim.connect.mirror import Mirror, mirrors, prepare, statements
from jikim.connect.mirror_drift import separate_drift
from jikim.connect.once_more import OnceMore, kept_rows
from jikim.connect.order import ordered
from jikim.connect.pace import CHUNK, Pace, replica_lag
from jikim.connect.person import Alike, Held, alike, export, find_person
from jikim.connect.residue import KEY, Residue, residue
from jikim.connect.residue_kept import Kept
from jikim.connect.samples import overlap, sample
from jikim.connect.script import Script, script
from jikim.connect.values import Sought, read_sought, write_sought
from jikim.connect.values_read import collect_values
from jikim.connect.writing import Unsure, committed, open_to_write, written

__all__ = [
    "CHUNK",
    "KEPT_TABLE",
    "KEY",
    "SETTINGS",
    "Alike",
    "Apart",
    "Blocked",
    "Carried",
    "Carrying",
    "CarryingApart",
    "DjangoProject",
    "DueApart",
    "DueRow",
    "Fate",
    "Files",
    "Held",
    "Inquiry",
    "Inside",
    "Judge",
    "Kept",
    "KeptStrand",
    "Left",
    "Mirror",
    "Noted",
    "OnceMore",
    "Owned",
    "Pace",
    "Question",
    "Residue",
    "Script",
    "Sought",
    "Tree",
    "Unread",
    "Unsure",
    "alike",
    "asked",
    "blocked",
    "collect_values",
    "committed",
    "describe",
    "export",
    "find",
    "find_person",
    "kept_rows",
    "kept_there",
    "left_apart",
    "mirrors",
    "missing_indexes",
    "of_person",
    "open_read_only",
    "open_to_write",
    "ordered",
    "overlap",
    "prepare",
    "read_sought",
    "reckon",
    "replica_lag",
    "residue",
    "rows_due_apart",
    "sample",
    "script",
    "separate_drift",
    "set_held",
    "sizes_apart",
    "statements",
    "tell",
    "unseen",
    "unspoken",
    "write_sought",
    "written",
]
