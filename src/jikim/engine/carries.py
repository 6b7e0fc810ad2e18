"""Who carries out a part: on the live database it is of, or where it stands apart."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.engine import Connection

from jikim.apart import CarryingApart
from jikim.carry import Carried, Noted
from jikim.engine.connected import Connected
from jikim.engine.tasks import Opened, carrying_of
from jikim.period import Instant
from jikim.plan import Key, Lot


class Carries(Protocol):
    """A part, ready to be carried out: `connect.Carrying`, or `connect.CarryingApart`."""

    @property
    def whole(self) -> bool:
        """Whether a chunk is carried out as a whole or not at all."""

    @property
    def chunk(self) -> int | None:
        """How many rows a chunk may have; None where the usual number is right."""

    def carry(self, live: Connection, keys: Sequence[Key], noted: Noted = ...) -> Carried:
        """Carry out one chunk in the caller's transaction on the part's database; its files are `noted` and left."""


def carries_of(connected: Connected, lot: Lot, opened: Opened, known: Instant) -> Carries:
    """Return a part, ready to be carried out; see `carrying_of`."""
    live = connected.live_of(lot.part.database)
    if live is None:
        return carrying_of(connected, lot, opened, known)
    digest = connected.enacted(lot.now).digest.hex()
    return CarryingApart(connected.question(live, lot.now, known=known), lot.part, policy=digest)
