"""The doors to somebody else's database: opened read only or to write, looked at with nothing but SELECT.

Answers how a service's database is reached by its address (`open_read_only`, `open_to_write`), what its tables look
like (`describe`, and `unseen` for what the login is not shown), what stands in them by a few rows of each (`sample`),
and whether the values of one column stand in another (`overlap`). It never logs what it read, and decides nothing:
which column holds what is `detect`'s question, what is due `find`'s.
Read `address.py` first.
"""

from jikim.connect.address import asked, open_read_only
from jikim.connect.describe import describe, unseen
from jikim.connect.django import DjangoProject
from jikim.connect.pace import CHUNK, Pace, replica_lag
from jikim.connect.samples import overlap, sample
from jikim.connect.writing import Unsure, committed, open_to_write, written

__all__ = [
    "CHUNK",
    "DjangoProject",
    "Pace",
    "Unsure",
    "asked",
    "committed",
    "describe",
    "open_read_only",
    "open_to_write",
    "overlap",
    "replica_lag",
    "sample",
    "unseen",
    "written",
]
