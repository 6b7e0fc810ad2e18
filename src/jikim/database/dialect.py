"""The database products a vault may rest in."""

from enum import Enum


class Dialect(Enum):
    """The database products a vault may rest in."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"
