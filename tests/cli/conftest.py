"""The shop with the traps, for the commands that look at a service's own database."""

from tests.traps.databases import trap_database

__all__ = ["trap_database"]
