"""What the parts of a reprint share: the language, ids for what the document calls by words, the ends of periods."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jikim.document import Format, Line, Spot
from jikim.draft.ids import Ids
from jikim.draft.tree import Node, Word, bare, clean, names, word
from jikim.law import normal
from jikim.messages import Message, msg
from jikim.policy.phrases import EVENTS
from jikim.reprint.parts import Grid, Lines, Part, Terms
from jikim.reprint.spoken import Spoken, gap
from jikim.reprint.values import Kind, joined, length, spot_of, value

Said = tuple[tuple[Message, str, Kind], ...]
"""Terms, the keys of the policy they stand for, and how their lines are a value."""


_QUOTED = re.compile(r"‘[^’]*’")


@dataclass(slots=True)
class Ends:
    """The ends of a period, and the sentence that the document has for it."""

    until: tuple[str, ...] = ()
    says: str = ""


@dataclass(slots=True)
class Desk:
    """One reprint at work: ids by labels as they are compared."""

    spoken: Spoken
    form: Format
    roles: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    activities: dict[str, str] = field(default_factory=dict)
    purposes: dict[str, str] = field(default_factory=dict)
    cases: dict[str, tuple[str, Word]] = field(default_factory=dict)
    case_ids: Ids = field(default_factory=Ids.beside)

    def __post_init__(self) -> None:
        """Know the events that no policy declares."""
        self.events.update({self.spoken.of(said): name for name, said in EVENTS.items()})

    def terms(self, pieces: Sequence[Line | Grid], said: Iterable[Message]) -> tuple[dict[str, Lines], Lines]:
        """Return the lines under each term, and those under none."""
        return Terms([self.spoken.text(each) for each in said], self.form).read(pieces)

    def entries(self, parts: Iterable[Part], said: Said) -> dict[str, Node]:
        """Return the values of the terms of some parts by their keys."""
        found: dict[str, Node] = {}
        for part in parts:
            under, _ = self.terms(part.pieces, [term for term, _, _ in said])
            for term, key, kind in said:
                node = value(under.get(self.spoken.of(term), ()), kind)
                if node is not None:
                    found[key] = node
        return found

    def cell(self, row: Mapping[str, Lines], head: Message) -> Lines:
        """Return the lines of a cell by the head of its column."""
        return row.get(self.spoken.of(head), ())

    # Names

    def roles_in(self, lines: Lines) -> Node | None:
        """Return the ids of the roles that a cell lists."""
        said = joined(lines)
        return names(_known(self.roles, said), spot_of(lines)) if said else None

    def activities_in(self, lines: Lines) -> Node | None:
        """Return the ids of the activities that a cell lists."""
        said = joined(lines)
        return names(_known(self.activities, said), spot_of(lines)) if said else None

    def case(self, said: str, spot: Spot | None) -> str:
        """Return the id of a case, declared when it is first met."""
        key = normal(said)
        if key not in self.cases:
            self.cases[key] = (self.case_ids.of(said, "case"), Word(clean(said), spot))
        return self.cases[key][0]

    def event(self, said: str) -> str:
        """Return the id of an event; its words where nobody defined it, which the language takes as well."""
        return self.events.get(normal(said), said)

    def occasion(self, lines: Lines) -> Word | None:
        """Return when something holds: an event or a case by its id, or as printed."""
        said = joined(lines)
        quoted = self.spoken.gaps(msg("‘{event}’", event=gap("event")), said)
        if quoted and normal(quoted["event"]) in self.events:
            return bare(self.events[normal(quoted["event"])], spot_of(lines))
        case = self.cases.get(normal(said))
        return bare(case[0], spot_of(lines)) if case else word(said, spot_of(lines))

    # Periods

    def ends(self, lines: Lines) -> Ends:
        """Return the ends that a cell tells, and the sentence printed before them."""
        before, counted = self.spoken.after(msg("counted: "), joined(lines))
        if counted:
            return Ends(self.until(counted[-1]), before)
        found = self.until(before)
        return Ends(found, "" if found else before)

    def until(self, said: str) -> tuple[str, ...]:
        """Return the ends of a phrase as the language writes them; none where it is no such phrase."""
        many = self.spoken.gaps(msg("until {ends}, whichever comes first", ends=gap("ends")), said)
        one = self.spoken.gaps(msg("until {end}", end=gap("end")), said)
        ends = self._split(many["ends"]) if many else [one["end"]] if one else [said]
        found = [self._end(each) for each in ends]
        return tuple(filter(None, found)) if all(found) else ()

    def _split(self, said: str) -> list[str]:
        """Return the ends of a phrase; what joins two stands in no ‘ ’."""
        joint = self.spoken.text(msg("{ends} or {end}", ends="", end="")).strip()
        more = self.spoken.text(msg("{length} or more", length="")).strip()  # begins with the same word in English
        hidden = _QUOTED.sub(lambda found: "‘" + "_" * (len(found[0]) - 2) + "’", said)
        cuts = [
            0,
            *(
                at
                for found in re.finditer(rf"\s+(?!{re.escape(more)}){re.escape(joint)}\s+", hidden)
                for at in found.span()
            ),
            None,
        ]
        return [said[begin:end].strip() for begin, end in zip(cuts[::2], cuts[1::2], strict=True)]

    def _end(self, said: str) -> str | None:
        if normal(said) == self.spoken.of(msg("the period set by law")):
            return "law"
        after = self.spoken.gaps(msg("{length} after ‘{event}’", length=gap("length"), event=gap("event")), said)
        count = length(after["length"]) if after else None
        if after and count:
            return f"{count} after {self.event(after['event'])}"
        alone = self.spoken.gaps(msg("‘{event}’", event=gap("event")), said)
        return self.event(alone["event"]) if alone else None


def _known(ids: Mapping[str, str], said: str) -> list[str]:
    """Return the ids of a list of labels; a label may hold a comma itself."""
    whole = ids.get(normal(said))
    if whole:
        return [whole]
    found, rest = list[str](), [each.strip() for each in said.split(",")]
    while rest:
        count = next((count for count in range(len(rest), 0, -1)
                      if normal(", ".join(rest[:count])).strip("‘’") in ids), 0)  # fmt: skip
        if count:
            found.append(ids[normal(", ".join(rest[:count])).strip("‘’")])
        rest = rest[count or 1 :]
    return found
