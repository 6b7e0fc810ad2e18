"""The shop with the traps, for the tests of this room."""

from tests.traps.databases import trap_database

__all__ = ["trap_database"]
