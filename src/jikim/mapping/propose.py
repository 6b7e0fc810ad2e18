"""What was detected -> a draft of data.yaml: facts about single columns, arranged into records.

A table that hangs off the people, or that seems to hold an item, becomes a record. What nothing was found in is
proposed as left alone, with that reason; what has texts that nobody could place is left out, so that the next check
asks for it. The activity of a record is the one of the policy that collects most of what the table holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jikim.detect import People, Proposed, ProposedEvent, ProposedKey, Relation, Unplaced, Written
from jikim.mapping.draft import Draft, DraftPeople, DraftRecord, Held, Told
from jikim.messages import Language, Message, msg, say
from jikim.policy import Policy
from jikim.tables import Schema, Shape, Sort

UNKNOWN = "todo"  # an activity that no policy has: `check --data` asks for it
_FORMS = {
    Written.YMD: "Ymd",
    Written.YMDHMS: "YmdHis",
    Written.ISO: "Y-m-d",
    Written.SECONDS: "unix",
    Written.MILLISECONDS: "unix_ms",
}
_ZERO = {Written.YMD: ("00000000",), Written.YMDHMS: ("0" * 14,), Written.SECONDS: ("0",), Written.MILLISECONDS: ("0",)}
_ZEROS = ("0000-00-00", "0000-00-00 00:00:00")
_TEXTS = {Sort.TEXT, Sort.JSON, Sort.BYTES, Sort.ARRAY, Sort.OTHER}


@dataclass(frozen=True, slots=True)
class Detected:
    """Everything that was proposed of one database, as `jikim.detect` gives it."""

    schema: Schema
    people: tuple[People, ...] = ()
    columns: tuple[Proposed, ...] = ()
    keys: tuple[ProposedKey, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[ProposedEvent, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    policy: Policy | None = None
    language: Language = field(default=Language.KOREAN)


def propose(detected: Detected, databases: Iterable[tuple[str, str]], timezone: str = "") -> Draft:
    """Return the draft of a mapping; `databases` are names and addresses such as `env:SHOP_DB`, the live one first."""
    people = detected.people[0] if detected.people else None
    hanging = {one.table for one in detected.relations} | ({people.table} if people else set())
    holding = {one.table for one in detected.columns} | {key.table for key in detected.keys}
    unclear = {one.table for one in detected.unplaced}
    tables = [table for table in detected.schema.tables if not table.view]
    return Draft(
        databases=tuple(databases),
        timezone=timezone,
        people=_people(detected, people) if people else None,
        records=tuple(_record(detected, people, one) for one in tables if one.name in hanging | holding),
        unmanaged=tuple(
            (one.name, say(msg("nothing personal was found"), detected.language))
            for one in tables
            if one.name not in hanging | holding | unclear
        ),
    )


def _people(detected: Detected, people: People) -> DraftPeople:
    shape = detected.schema.table(people.table)
    unique = {
        index.columns[0] for index in (shape.indexes if shape else ()) if index.unique and len(index.columns) == 1
    }
    held = _held(detected, people.table)
    found = [one for one in held if one.column in unique | set(people.names) or one.item in ("email", "mobile")]
    note = _note(detected, people.confidence, people.why)
    return DraftPeople(people.table, people.key, _known(detected, _events(detected, people.table)), tuple(found), note)


def _record(detected: Detected, people: People | None, table: Shape) -> DraftRecord:
    held, events = _held(detected, table.name), _events(detected, table.name)
    relation = next((one for one in detected.relations if one.table == table.name), None)
    pairs = [link.pair for link in relation.path] if relation else []
    person, matches = "", ""
    if people is not None and table.name == people.table:
        person, pairs = people.key, []
    elif people is not None and len(pairs) == 1:
        person, matches = pairs[0].column, "" if pairs[0].to_column == people.key else pairs[0].to_column
    is_people = people is not None and table.name == people.table
    return DraftRecord(
        table=table.name,
        activity=_activity(detected.policy, {one.item for one in held}),
        person=person,
        matches=matches,
        via=tuple(f"{one.column} -> {one.to_table}.{one.to_column}" for one in pairs) if len(pairs) > 1 else (),
        collected=next((one for one in events if one.event in ("collected", "joined")), None),
        held=held,
        events=() if is_people else _known(detected, events),
        plain=_plain(detected, table, {one.column for one in held}),
        note=_note(detected, relation.confidence, relation.why) if relation else "",
    )


def _activity(policy: Policy | None, items: set[str]) -> str:
    def shared(name: str) -> int:
        activity = policy.activity(name) if policy else None
        groups = activity.collect if activity else ()
        return len(items & {listed.item for group in groups for listed in group.items})

    names = [activity.id for activity in policy.activities] if policy else []
    best = max(names, key=shared, default=UNKNOWN)
    return best if best != UNKNOWN and shared(best) else UNKNOWN


def _held(detected: Detected, table: str) -> tuple[Held, ...]:
    """Return the items of a table; a column that keeps many under names has those, and no item of its own."""
    keys = [one for one in detected.keys if one.table == table]
    kept = {one.column for one in keys}
    columns = [one for one in detected.columns if one.table == table and one.column not in kept]
    return (
        *(Held(one.column, one.item, _note(detected, one.confidence, one.why)) for one in columns),
        *(
            Held(one.column, one.item, _note(detected, one.confidence, one.why), (one.key_column, one.key))
            for one in keys
        ),
    )


def _events(detected: Detected, table: str) -> tuple[Told, ...]:
    found = [one for one in detected.events if one.table == table]
    return tuple(
        Told(
            one.event,
            one.column,
            _FORMS.get(one.written, ""),
            _note(detected, one.confidence, one.why),
            _ZERO.get(one.written, _ZEROS) if one.zero else (),
        )
        for one in found
    )


def _known(detected: Detected, events: tuple[Told, ...]) -> tuple[Told, ...]:
    """Return the events that the policy has: one that no rule counts would only be refused."""
    policy = detected.policy
    own = tuple(one for one in events if one.event != "collected")
    return own if policy is None else tuple(one for one in own if policy.event(one.event) is not None)


def _plain(detected: Detected, table: Shape, held: set[str]) -> tuple[str, ...]:
    """Return the texts that detection knows to be technical: neither an item, nor a key, nor in doubt."""
    keys = {*table.primary, *(column for key in table.foreign for column in key.columns)}
    spoken = held | keys | {one.column for one in detected.unplaced if one.table == table.name}
    spoken |= {one.key_column for one in detected.keys if one.table == table.name}
    spoken |= {link.pair.column for one in detected.relations if one.table == table.name for link in one.path[:1]}
    spoken |= {one.column for one in detected.events if one.table == table.name}
    return tuple(one.name for one in table.columns if one.sort in _TEXTS and one.name not in spoken)


def _note(detected: Detected, confidence: float, why: Message) -> str:
    return f"{round(100 * confidence)}% {say(why, detected.language)}"
