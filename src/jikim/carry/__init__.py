"""What is due carried out in a service's own tables, by keys, chunk by chunk, and asked again in the same statement.

Answers `Carrying` (one part of a plan, compiled once), `ordered` (which part goes first), `blocked` (what the database
would refuse), `script` (the same as statements to read) and `Files`. A row that is no longer due as planned is left and
listed. It decides nothing: the plan does, and whether a row is due is `find`'s answer. The caller commits.
Read `carry.py` first.
"""

from jikim.carry.blocked import Blocked, blocked
from jikim.carry.carry import Carried, Carrying, Noted
from jikim.carry.files import Fate, Files
from jikim.carry.files_left import Left
from jikim.carry.inside import Inside, Unread
from jikim.carry.literal import SETTINGS
from jikim.carry.order import ordered
from jikim.carry.script import Script, script

__all__ = [
    "SETTINGS",
    "Blocked",
    "Carried",
    "Carrying",
    "Fate",
    "Files",
    "Inside",
    "Left",
    "Noted",
    "Script",
    "Unread",
    "blocked",
    "ordered",
    "script",
]
