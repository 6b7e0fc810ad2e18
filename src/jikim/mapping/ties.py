"""The mapping held against a policy: every name must be one of the policy, and every promise needs a column.

What is looked for both ways: a name in `data.yaml` that the policy does not have, and something of the policy
(an item, an event that a rule counts, a place apart) that the mapping does not give. A finding of the first kind
stands at the name, one of the second at the record that lacks it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from jikim.errors import Finding, Place, Severity
from jikim.law import catalogue, vocabulary
from jikim.lifecycle import Place as Store
from jikim.lifecycle import Strand, strands
from jikim.mapping.model import Data, Ending, Record, Role, RoleBy, Use
from jikim.mapping.promised import events_missing, held_items, searched_items, strands_of
from jikim.messages import Message, msg
from jikim.policy import Activity, Policy, Text, Then

ANY_DAY = date(9999, 12, 31)  # which law is in force decides how long, and not which events and items there are


def ties(data: Data, policy: Policy) -> tuple[Finding, ...]:
    """Return what in the mapping and the policy does not fit together, in order of place."""
    kinds = strands(policy, catalogue(), ANY_DAY)
    found = [*_names(data, policy), *_places_apart(data, kinds)]
    for record in data.records:
        activity = policy.activity(record.activity)
        if activity is not None:
            mine = strands_of(kinds, record, policy)
            found += [*_items(record, policy, activity), *_events(data, policy, record, mine)]
            found += [*_roles(data, policy, record, activity, kinds), *_ending(record, activity)]
    for activity in policy.activities:
        found += _activity(data, activity, [one for one in kinds if one.activity == activity.id])
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: (finding.place, finding.rule, str(finding.what))))


def _error(place: Place, rule: str, what: Message, why: Message, fix: Message) -> Finding:
    return Finding(rule, Severity.ERROR, place, what, why, fix)


def _warning(place: Place, rule: str, what: Message, why: Message, fix: Message) -> Finding:
    return Finding(rule, Severity.WARNING, place, what, why, fix)


# Names that the policy does not have


def _names(data: Data, policy: Policy) -> Iterator[Finding]:
    activities = {activity.id for activity in policy.activities}
    events = {event.id for event in policy.events}
    roles = {role.id for role in policy.roles}
    items = {item.id for item in policy.items}
    yield from _unknown("activity", _activities(data), activities)
    yield from _unknown("event", _event_names(data), events)
    yield from _unknown("role", _role_names(data), roles)
    for item in _item_names(data):
        if item not in items:
            yield _not_of_the_policy(item)
    for event in _event_names(data):
        known = policy.event(event)
        if known is not None and known.means:
            yield _error(event.place, "event-alias",
                msg("the event '{name}' is only another name for: {means}", name=event, means=", ".join(known.means)),
                msg("what happens is counted under its own name"),
                msg("write one of those"))  # fmt: skip


_KINDS = {"activity": msg("activity"), "event": msg("event"), "role": msg("role")}


def _unknown(kind: str, names: Iterable[Text], known: set[str]) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            yield _error(name.place, f"{kind}-unknown",
                msg("the policy has no {kind} called '{name}'", kind=_KINDS[kind], name=name),
                msg("a mapping carries out what the policy says, and nothing else"),
                msg("known are: {known}", known=", ".join(sorted(known)) or "-"))  # fmt: skip


def _not_of_the_policy(item: Text) -> Finding:
    standard = vocabulary().items.get(item) or vocabulary().resolve(item)
    if standard is None or standard.id != item:
        return _error(item.place, "item-unknown",
            msg("no item has the id '{name}'", name=item),
            msg("a mapping names items as records do: by their ids"),
            msg("write `{id}`", id=standard.id) if standard
            else msg("declare it in the policy under `items:`"))  # fmt: skip
    return _error(item.place, "item-unsaid",
        msg("the service holds '{item}' (`{id}`), and the policy does not mention it", item=standard.label, id=item),
        msg("a privacy policy states the items that are processed (PIPA Decree Art. 31 (1) 1)"),
        msg("add it to an activity of the policy, or take it out of the table"))  # fmt: skip


def _activities(data: Data) -> tuple[Text, ...]:
    return (*(record.activity for record in data.records), *(activity for activity, _ in data.elsewhere))


def _event_names(data: Data) -> Iterator[Text]:
    yield from data.reported
    yield from (event for event, _ in (data.people.events if data.people else ()))
    for record in data.records:
        yield from (event for contents in record.contents.all() for event, _ in contents.events)


def _item_names(data: Data) -> Iterator[Text]:
    yield from (item for item, _ in (data.people.find_by if data.people else ()))
    for record in data.records:
        yield from (*held_items(record), *searched_items(record))
        yield from (item for item, _ in record.guest)
        yield from record.elsewhere


def _role_names(data: Data) -> Iterator[Text]:
    yield from _roles_in(data.people.role if data.people else None)
    for record in data.records:
        yield from _roles_in(record.role)
        yield from (owner.role for owner in record.owners if owner.role is not None)


def _roles_in(role: Role | None) -> Iterator[Text]:
    if isinstance(role, RoleBy):
        yield from (named for _, named in role.values)
        if role.otherwise is not None:
            yield role.otherwise
    elif role is not None:
        yield role.role


# What the policy says and the mapping lacks


def _items(record: Record, policy: Policy, activity: Activity) -> Iterator[Finding]:
    """Report items of a record that its activity does not collect."""
    collected = {listed.item for group in activity.collect for listed in group.items}
    for item in dict.fromkeys(held_items(record)):
        if item not in collected and policy.item(item) is not None:
            yield _error(item.place, "item-uncollected",
                msg("'{item}' stands in '{record}', and '{activity}' does not collect it",
                    item=item, record=record.name, activity=activity.label),
                msg("no rule says how long it is kept there"),
                msg("map it to the activity that collects it, or let this one collect it in the policy"))  # fmt: skip


def _activity(data: Data, activity: Activity, kinds: list[Strand]) -> Iterator[Finding]:
    """Report an activity that no table holds, and its items that no column holds."""
    records = [record for record in data.records if record.activity == activity.id]
    if not records and activity.collect and activity.id not in {name for name, _ in data.elsewhere}:
        yield _warning(activity.place, "activity-nowhere",
            msg("no table holds records of '{activity}'", activity=activity.label),
            msg("what is collected and mapped nowhere is never destroyed"),
            msg("map its tables in data.yaml, or say where its records are: `elsewhere: {{{id}: ...}}`",
                id=activity.id))  # fmt: skip
    if records:
        held = {str(item) for record in records for item in (*held_items(record), *record.elsewhere)}
        for item in dict.fromkeys(item for kind in kinds for item in kind.items if item not in held):
            yield _error(records[0].place, "item-nowhere",
                msg("'{activity}' collects '{item}', and no column holds it", activity=activity.label, item=item),
                msg("what is mapped nowhere is never destroyed"),
                msg("name its column under `items:`, or list it under `elsewhere:`"))  # fmt: skip


def _events(data: Data, policy: Policy, record: Record, kinds: tuple[Strand, ...]) -> Iterator[Finding]:
    """Report what a rule counts and no column tells."""
    for event in events_missing(data, policy, record, kinds):
        if event == "collected":
            yield _error(record.place, "collected-nowhere",
                msg("nothing says when the rows of '{record}' were collected", record=record.name),
                msg("a period of '{activity}' counts from that day", activity=record.activity),
                msg("name the column: `collected: created_at`"))  # fmt: skip
        else:
            yield _error(record.place, "event-nowhere",
                msg("a rule of '{activity}' counts from '{event}', and no column of '{record}' tells it",
                    activity=record.activity, event=event, record=record.name),
                msg("a period that never begins never ends"),
                msg("name its column under `events:`, or under `reported:` if the service reports it"))  # fmt: skip


def _places_apart(data: Data, kinds: Iterable[Strand]) -> Iterator[Finding]:
    mapped = {str(record.activity) for record in data.records}
    rules = [rule for one in kinds if one.activity in mapped for rule in one.keeping.rules]
    apart = [rule for rule in rules if rule.place is Store.SEPARATE]
    databases = [one for one in data.databases if one.use is Use.SEPARATE]
    if apart and not databases and data.databases:
        yield _error(data.databases[0].place, "separate-nowhere",
            msg("the policy keeps something apart, and no database is there for it"),
            msg("what is kept under another law is stored apart (PIPA Art. 21 (3))"),
            msg("add a database with `role: separate`"))  # fmt: skip
    stores = {str(store) for one in databases for store in one.stores}
    if stores and all(one.stores for one in databases):
        for store in sorted({rule.store for rule in apart if rule.store} - stores):
            yield _error(databases[0].place, "store-nowhere",
                msg("the policy keeps something in '{store}', and no database has it among its stores", store=store),
                msg("what is kept apart goes to the place that the policy names"),
                msg("add it to the `stores:` of a database"))  # fmt: skip


def _roles(
    data: Data, policy: Policy, record: Record, activity: Activity, kinds: Iterable[Strand]
) -> Iterator[Finding]:
    """Report roles that the activity does not have, and rows whose role must be known and is not."""
    mine = {one.role for one in kinds if one.activity == activity.id} - {""}
    said = [*_roles_in(record.role), *(owner.role for owner in record.owners if owner.role is not None)]
    for role in said:
        if mine and policy.role(role) and not any(_related(policy, str(role), one) for one in mine):
            yield _error(role.place, "role-elsewhere",
                msg("'{activity}' has no role '{role}'", activity=activity.label, role=role),
                msg("no rule says how long the rows of such people are kept"),
                msg("known are: {known}", known=", ".join(sorted(mine))))  # fmt: skip
    looks = {role: {(one.items, one.keeping) for one in kinds if one.role == role and one.activity == activity.id}
             for role in mine}  # fmt: skip
    differ = any(look != other for look in looks.values() for other in looks.values())
    if differ and not said and (data.people is None or data.people.role is None):
        yield _error(record.place, "role-missing",
            msg("'{activity}' treats its roles differently, and nothing says the role of a row",
                activity=activity.label),
            msg("by its role a row has other items and other periods"),
            msg("add `role:` here or under `people:`"))  # fmt: skip


def _related(policy: Policy, one: str, other: str) -> bool:
    return one in policy.widens(other) or other in policy.widens(one)


def _ending(record: Record, activity: Activity) -> Iterator[Finding]:
    anonymous = record.destroy.ending is Ending.ANONYMISE
    if anonymous == (activity.then is Then.ANONYMISE):
        return
    what = (
        msg("the rows of '{record}' are anonymised, and the policy destroys them", record=record.name)
        if anonymous
        else msg("the rows of '{record}' are destroyed, and the policy anonymises them", record=record.name)
    )
    yield _error(record.destroy.place if anonymous else record.place, "destroy-differs", what,
        msg("what happens in the end is what the document says (PIPA Art. 21 (1), (2))"),
        msg("change `destroy:` here, or `then:` in the policy"))  # fmt: skip
