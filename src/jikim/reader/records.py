"""Which record a policy speaks of, and under which law a lawyer would look for it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jikim.reader.letters import letters

OTHER = "other"
"""A record in a list of records by law that is none of those known."""


@dataclass(frozen=True, slots=True)
class Record:
    """A kind of record; `law` is None where no law asks for it; `abolished` (ISO 8601) where none does any longer."""

    id: str
    law: str | None = None
    abolished: str | None = None


@cache
def _known() -> tuple[tuple[Record, re.Pattern[str], str | None], ...]:
    read = tomllib.loads(files("jikim.reader").joinpath("records.toml").read_text("utf-8"))["record"]
    return tuple(
        (Record(one["id"], one.get("law"), one.get("abolished")), re.compile("|".join(one["words"])), one.get("with"))
        for one in read
    )


def records(text: str) -> tuple[Record, ...]:
    """Return the record a text speaks of, two where it names two on one line, none where it names none known.

    >>> [one.id for one in records("계약 또는 청약철회 등에 관한 기록")]
    ['contract']
    """
    said = letters(text)
    for record, words, further in _known():
        if words.search(said):
            return (record, *(one for one, also, _ in _known() if one.id == further and also.search(said)))
    return ()


def by_length(law: str, iso: str) -> tuple[str, ...]:
    """Return the records that a law makes one keep for so long; empty where the law fixes none known here."""
    return _TERMS.get((law, iso), ())


_TERMS = {
    ("ecommerce", "P6M"): ("ad",),
    ("ecommerce", "P5Y"): ("payment", "contract"),
    ("ecommerce", "P3Y"): ("dispute",),
    ("comm-secrets", "P3M"): ("login",),
    ("eft", "P5Y"): ("eft",),
    ("natl-tax", "P5Y"): ("tax",),
    ("credit-info", "P3Y"): ("credit",),
}
"""E-Commerce Act Decree Art. 6 (1), Protection of Communications Secrets Act Decree Art. 41 (2) 2, Electronic Financial
Transactions Act Decree Art. 12 (1), Framework Act on National Taxes Art. 85-3 (2), Credit Information Act."""
