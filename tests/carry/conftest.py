"""The shop with the traps and small databases made by hand, for the tests of this room."""

from tests.connect.small import small
from tests.traps.databases import trap_database

__all__ = ["small", "trap_database"]
