"""Rules of retention -> `until`: which event, how long after it, and the events that have to be declared for it.

Events and laws have their names in words.toml. What nobody reports as such (목적 달성) is another name for an event
that somebody does report, and a question says so.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from jikim.document import Spot
from jikim.draft.asked import Asks
from jikim.draft.ids import Ids, id_of
from jikim.draft.tree import Node, Series, Table, bare, table, word
from jikim.messages import msg
from jikim.reader import End, Rule

_LENGTH = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(\d{1,4})H)?")
_MOST_MONTHS = 2400
_BUILT_IN = ("collected", "joined", "agreed", "withdrew", "erasure_requested", "ended")
LAW_TERM = "statutory_term"


@cache
def known(part: str) -> Mapping[str, object]:
    """Return a part of words.toml."""
    text = (resources.files("jikim.draft") / "words.toml").read_text(encoding="utf-8")
    found: Mapping[str, object] = tomllib.loads(text)[part]
    return found


def listed(part: str, name: str) -> tuple[str, ...]:
    """Return the words that words.toml lists."""
    found = known(part).get(name, ())
    return tuple(map(str, found)) if isinstance(found, (list, tuple)) else ()


def length(iso: str | None) -> str | None:
    """Return a length of ISO 8601 as the language has it; None for one of nothing, and for one that it cannot say.

    >>> length("P1Y6M"), length("P5D"), length("PT72H"), length("P0D")
    ('18 months', '5 days', '72 hours', None)
    """
    found = _LENGTH.fullmatch(iso or "")
    years, months, weeks, days, hours = (int(part or 0) for part in found.groups()) if found else (0, 0, 0, 0, 0)
    months += 12 * years
    units = [(months // 12, "year") if months % 12 == 0 else (months, "month"), (days + 7 * weeks, "day"),
             (hours, "hour")]  # fmt: skip
    said = [(count, unit) for count, unit in units if count]
    if len(said) != 1 or months > _MOST_MONTHS or said[0][0] > 9999:
        return None
    count, unit = said[0]
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


class EventWords:
    """The events of one draft, declared as they are used."""

    def __init__(self, asks: Asks) -> None:
        self._asks = asks
        self._ids = Ids.beside({*_BUILT_IN, *(str(self._spec(name).get("id")) for name in known("events"))})
        self._used: dict[str, tuple[str, Spot | None]] = {}
        self._bare: set[str] = set()

    def end(self, end: Rule | End, spot: Spot | None, *, at_least: bool = False) -> str:
        """Return one end: `left`, `5 years after paid`, `law`."""
        if end.until == LAW_TERM and length(end.plus) is None:
            return "law"
        name, after = self.named(end.until, spot), length(end.plus)
        if after is None:
            self._bare.add(name)
            return name
        return f"{'at least ' if at_least else ''}{after} after {name}"

    def named(self, event: str, spot: Spot | None = None) -> str:
        """Return the id of an event of the facts, declared if it is not built in."""
        if event == LAW_TERM:
            event = "record_made"
        spec = self._spec(event)
        name = str(spec.get("id", "")) or next((own for own, (fact, _) in self._used.items() if fact == event), "")
        name = name or self._ids.of(id_of(event), "event")
        if name not in _BUILT_IN and name not in self._used:
            self._used[name] = (event, spot)
            if spec.get("is"):
                self.named(str(spec["is"]))
        return name

    def asked(self, until: Node) -> tuple[str, ...]:
        """Return the questions about the events of an expression."""
        terms = until.nodes if isinstance(until, Series) else (until,)
        found = {str(getattr(term, "text", "")).rpartition(" ")[2] for term in terms}
        return (self._ask(),) if any(map(self._unsure, found)) else ()

    def declared(self) -> Table | None:
        """Return `events:` of the draft, the best known first."""
        order = [str(self._spec(name).get("id")) for name in known("events")]
        names = sorted(self._used, key=lambda name: (order.index(name) if name in order else len(order), name))
        return table(*((name, self._node(name)) for name in names), block=True)

    def _node(self, name: str) -> Table | None:
        event, spot = self._used[name]
        spec = self._spec(event)
        keys = {"of": str(spec.get("of", "record"))} if "is" not in spec else {}
        keys |= {key: str(spec[key]) for key in ("from", "counts") if key in spec}
        if "else" in spec and name not in self._bare:
            keys["else"] = str(spec["else"])
        means = table(("is", Series((bare(self.named(str(spec["is"]))),)))) if "is" in spec else None
        return table(
            ("label", word(str(spec.get("label", event)), spot)),
            *((key, bare(value)) for key, value in keys.items()),
            *(means.entries if means else ()),
            asks=(self._ask(),) if self._unsure(name) else (),
        )

    def _unsure(self, name: str) -> bool:
        return name in self._used and bool(self._spec(self._used[name][0]).get("unsure"))

    def _ask(self) -> str:
        return self._asks.ask("events", "",
            msg("which reported events mean the ends that nobody reports by their name?"),
            (msg("leaving the service"), msg("other events of the person or of the record")))  # fmt: skip

    def _spec(self, event: str) -> Mapping[str, object]:
        found = known("events").get(event)
        return found if isinstance(found, dict) else {}


def ends_of(rule: Rule) -> Iterator[tuple[Rule | End, ...]]:
    """Yield the ends of a rule by the entry they belong to: of one entry the first that comes counts."""
    ends: tuple[Rule | End, ...] = (rule, *rule.alt)
    if rule.combine == "latest":
        yield from ((end,) for end in ends)
    else:
        yield ends
