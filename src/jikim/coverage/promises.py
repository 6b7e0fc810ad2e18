"""A policy -> its promises, each with how it is kept. With a mapping, by what the service's own tables can keep.

A line that several activities take over (`like:`) is one promise. What is printed and binds nothing (a statutory line
that nobody tied to an activity), what has no figure, and what no column holds, is open.
"""

from collections.abc import Iterable, Iterator

from jikim.check import Case
from jikim.coverage.held import NOWHERE, Held, Tables, joined, tables_of
from jikim.coverage.promise import Matter, Promise, State
from jikim.coverage.rules import RULES
from jikim.errors import Place
from jikim.lifecycle import Strand
from jikim.mapping import Data
from jikim.messages import Message, msg
from jikim.policy import (
    Activity,
    Basis,
    BasisKind,
    Collect,
    Keep,
    Listed,
    Need,
    Policy,
    Purpose,
    Statutory,
    Text,
    Then,
    Where,
)
from jikim.policy.parties import Rights

_RIGHTS = {"access": Matter.RIGHT_ACCESS, "erase": Matter.RIGHT_ERASE,
           "withdraw": Matter.RIGHT_WITHDRAW}  # fmt: skip


def promises(case: Case, data: Data | None = None) -> tuple[Promise, ...]:
    """Return every promise of a policy, in the order of the document."""
    tables = tables_of(data, case.policy, case.strands) if data else None
    found = [
        *_collected(case, tables),
        *_kept(case, tables),
        *_statutory(case, tables),
        *_ended(case.policy),
        *_others(case.policy),
        *_people(case.policy, tables),
    ]
    return tuple(sorted(found, key=lambda one: (one.place.line, one.place.column)))


def _promise(matter: Matter, says: str, place: Place, held: Held = NOWHERE) -> Promise:
    rule, (columns, lacking, elsewhere) = RULES[matter], held
    if lacking:
        return _open(matter, says, place, msg("no column of data.yaml holds: {items}", items=", ".join(lacking)),
                     columns, lacking)  # fmt: skip
    if elsewhere:
        how = msg("data.yaml says that another system holds: {items}", items=", ".join(elsewhere))
        return Promise(matter, says, place, State.MANUAL, (), how, columns)
    return Promise(matter, says, place, rule.state, rule.commands, rule.how, columns)


def _open(
    matter: Matter, says: str, place: Place, how: Message, columns: tuple[str, ...] = (), lacking: tuple[str, ...] = ()
) -> Promise:
    return Promise(matter, says, place, State.OPEN, (), how, columns, lacking)


# Collecting


def _collected(case: Case, tables: Tables | None) -> Iterator[Promise]:
    seen: set[tuple[Place, str]] = set()
    for each in case.gathered:
        line, activities = each.line, each.activities
        if line.items:
            says = f"{activities[0].label}: {', '.join(listed.words for listed in line.items)}"
            if tables is None:
                yield _promise(Matter.COLLECT, says, line.items[0].words.place)
            else:
                held = tables.of((one.id for one in activities), (listed.item for listed in line.items))
                yield _promise(Matter.COLLECT_TABLES, says, line.items[0].words.place, held)
        if _consented(line, activities[0]) and (line.place, line.matter) not in seen:
            seen.add((line.place, line.matter))
            matter = Matter.CONSENT if tables is None else Matter.CONSENT_TABLES
            yield _promise(matter, str(line.ask or line.matter), line.place)
    for activity in case.policy.activities:
        for purpose in activity.purposes:
            if (purpose.label.place, "") not in seen:
                seen.add((purpose.label.place, ""))
                yield _served(activity, purpose, tables)


def _served(activity: Activity, purpose: Purpose, tables: Tables | None) -> Promise:
    """Return the promise to use items for a purpose; without items there is no record to open for it."""
    says, place = f"{activity.label}: {purpose.label}", purpose.label.place
    if not _collects(activity):
        return _open(Matter.PURPOSE, says, place, msg("its activity lists no items: no record opens for it"))
    return _promise(Matter.PURPOSE if tables is None else Matter.PURPOSE_TABLES, says, place)


def _collects(activity: Activity) -> bool:
    return any(group.items for group in activity.collect)


def _consented(line: Collect, activity: Activity) -> bool:
    by_consent = activity.basis is not None and activity.basis == Basis(BasisKind.CONSENT)
    return line.ask is not None or line.need is Need.OPTIONAL or by_consent


# Keeping


def _kept(case: Case, tables: Tables | None) -> Iterator[Promise]:
    for each in case.kept:
        keep, activities = each.line, each.activities
        matter = Matter.SEPARATE if keep.where is Where.SEPARATE else Matter.KEEP
        says = f"{_labels(activities)}: {', '.join(end.words for end in keep.ends) or 'law'}"
        if any(end.at_least for end in keep.ends):
            yield _open(matter, says, keep.place, msg("it has no end that a day could be counted for"))
        elif not keep.ends and not keep.by_law:
            yield _open(matter, says, keep.place, msg("it has no end"))
        elif not any(_covered(one, keep.items, keep.leaves_out) for one in activities):
            yield _open(matter, says, keep.place, msg("it keeps no item that is collected"))
        elif untold := _untold(case.policy, tables, activities, keep):
            yield _open(matter, says, keep.place, msg("no column tells when it happens: {events}", events=untold))
        else:
            yield _promise(matter, says, keep.place, _held(tables, activities, keep))
    for activity in case.policy.activities:
        if activity.then is Then.ANONYMISE:
            yield _promise(Matter.ANONYMISE, str(activity.label), activity.place)
    for label, end in _dormant(case.policy):
        yield _promise(Matter.DORMANT, f"{label}{end}", end.place)
    yield from _unkept(case.strands, case.policy)


def _untold(policy: Policy, tables: Tables | None, activities: Iterable[Activity], keep: Keep) -> str:
    """Return the events that a rule counts and no column tells, as printed."""
    if tables is None:
        return ""
    missing = frozenset[str]().union(*(tables.untold.get(one.id, frozenset()) for one in activities))
    counted = (event for end in keep.ends if (event := policy.event(end.event)) is not None)
    return ", ".join(event.label for event in counted if missing & {event.id, *event.means})


def _held(tables: Tables | None, activities: Iterable[Activity], keep: Keep) -> Held:
    if tables is None:
        return NOWHERE
    return joined(tables.of([one.id], _covered(one, keep.items, keep.leaves_out)) for one in activities)


def _covered(activity: Activity, named: tuple[Listed, ...], left_out: tuple[Listed, ...]) -> tuple[str, ...]:
    out, own = {one.item for one in left_out}, {one.item for one in named}
    items = (one.item for group in activity.collect for one in group.items)
    return tuple(dict.fromkeys(item for item in items if item not in out and (not own or item in own)))


def _dormant(policy: Policy) -> Iterator[tuple[str, Text]]:
    if policy.dormant is not None:
        yield "", policy.dormant.words
    for activity in policy.activities:
        if activity.dormant is not None:
            yield f"{activity.label}: ", activity.dormant.words


def _unkept(strands: Iterable[Strand], policy: Policy) -> Iterator[Promise]:
    """Yield what is collected and for which nothing says how long."""
    items: dict[str, list[str]] = {}
    for strand in strands:
        if not strand.keeping.rules:
            items.setdefault(strand.activity, []).extend(strand.items)
    for name, some in items.items():
        activity = policy.activity(name)
        if activity is not None:
            labels = (item.label for name in dict.fromkeys(some) if (item := policy.item(name)) is not None)
            says = f"{activity.label}: {', '.join(labels)}"
            yield _open(Matter.KEEP, says, activity.place, msg("nothing says how long it is kept"))


def _statutory(case: Case, tables: Tables | None) -> Iterator[Promise]:
    for line in case.policy.statutory:
        if line.of == ():
            continue  # decided: it speaks of nothing that this service does
        says = f"{line.record}: {line.said}"
        if line.of is None:
            yield _open(Matter.STATUTORY, says, line.place, msg("it is printed, and tied to no activity"))
        elif not _of_any(case.policy, line):
            yield _open(Matter.STATUTORY, says, line.place, msg("it keeps no item that is collected"))
        else:
            yield _promise(Matter.STATUTORY, says, line.place, _of_line(case.policy, tables, line))


def _of_line(policy: Policy, tables: Tables | None, line: Statutory) -> Held:
    if tables is None:
        return NOWHERE
    kept = _of_any(policy, line).items()
    return joined((NOWHERE, *(tables.of([activity], items) for activity, items in kept)))


def _of_any(policy: Policy, line: Statutory) -> dict[str, tuple[str, ...]]:
    """Return the items that a statutory line keeps, by activity; none where nothing of it is collected."""
    activities = [activity for name in line.of or () if (activity := policy.activity(name)) is not None]
    return {one.id: items for one in activities if (items := _covered(one, line.items, ()))}


# The end


def _ended(policy: Policy) -> Iterator[Promise]:
    part = policy.destruction
    if part is not None:
        if part.within_says is not None and part.within is not None:
            yield _promise(Matter.DEADLINE, part.within_says, part.within_says.place)
        elif part.within_says is not None:
            yield _open(Matter.DEADLINE, part.within_says, part.within_says.place,
                        msg("it names no figure; five days are taken (Standard Guidelines Art. 10 (1))"))  # fmt: skip
        if part.approval is not None:
            yield _promise(Matter.APPROVAL, part.approval, part.approval.place)
        if part.electronic is not None:
            yield _promise(Matter.ERASED, part.electronic, part.electronic.place)
        if part.paper is not None:
            yield _promise(Matter.PAPER, part.paper, part.paper.place)
        for step in part.steps:
            yield _promise(Matter.STEP, step, step.place)
    for hold in policy.holds:
        yield _promise(Matter.HOLD, hold.label, hold.label.place)
    if policy.notice is not None and policy.notice.changes_says is not None:
        says = policy.notice.changes_says
        if policy.notice.changes is None:
            yield _open(Matter.NOTICE, says, says.place, msg("it names no figure"))
        else:
            yield _promise(Matter.NOTICE, says, says.place)
    yield _promise(Matter.VERSIONS, str(policy.version.id), policy.version.place)


# Everybody else


def _others(policy: Policy) -> Iterator[Promise]:
    for party in policy.entrusted:
        yield _promise(Matter.ENTRUSTED, f"{party.name}: {', '.join(party.work)}", party.place)
    for recipient in policy.provided.to if policy.provided else ():
        role = policy.role(str(recipient.role)) if recipient.role else None
        called = recipient.name or (role.label if role else None) or recipient.says or recipient.when or "-"
        yield _promise(Matter.PROVIDED, str(called), recipient.place)
    for abroad in policy.overseas or ():
        yield _promise(Matter.OVERSEAS, str(abroad.recipient or abroad.country or "-"), abroad.place)
    automatic = policy.automatic
    for where, how in automatic.refusal if automatic else ():
        yield _promise(Matter.REFUSAL, f"{where}: {how}", how.place)
    for name, _ in automatic.analytics if automatic else ():
        yield _promise(Matter.TOOL, name, name.place)
    for officer in policy.officers:
        yield _promise(Matter.OFFICER, str(officer.title or officer.role), officer.role.place)
    measures = policy.safeguards
    kinds = (measures.managerial, measures.technical, measures.physical, measures.other) if measures else ()
    for text in (each for kind in kinds for each in kind):
        yield _promise(Matter.SAFEGUARD, text, text.place)
    if policy.training is not None:
        yield _promise(Matter.TRAINING, str(policy.training.every or policy.training.says or "-"),
                       policy.training.place)  # fmt: skip
    yield from _in_words(policy)
    for promise in policy.promises:
        yield _promise(Matter.PROMISE, f"{promise.kind}: {', '.join(promise.says)}".removesuffix(": "),
                       promise.kind.place)  # fmt: skip


def _in_words(policy: Policy) -> Iterator[Promise]:
    """Yield what the document says in words of handing on, of announcing and of its special matters."""
    words = [*policy.entrusting]
    if policy.provided is not None and policy.provided.rule is not None:
        words.append(policy.provided.rule)
    if policy.notice is not None and policy.notice.by is not None:
        words.append(policy.notice.by)
    for text in words:
        yield _promise(Matter.PROMISE, text, text.place)
    for one in policy.disclosures:
        yield _promise(Matter.PROMISE, one.matter.value, one.place)


def _people(policy: Policy, tables: Tables | None) -> Iterator[Promise]:
    if policy.children is not None:
        matter = Matter.CHILDREN if tables is None else Matter.CHILDREN_TABLES
        yield _promise(matter, f"{policy.children.rule.value} < {policy.children.under}", policy.children.place)
    if policy.rights is not None:
        yield from _rights(policy.rights, tables)


def _rights(rights: Rights, tables: Tables | None) -> Iterator[Promise]:
    frozen = Matter.RIGHT_SUSPEND if tables is None else Matter.SUSPEND_TABLES
    for name, says in rights.list:
        matter = frozen if name == "suspend" else _RIGHTS.get(str(name), Matter.RIGHT_OTHER)
        yield _promise(matter, str(says or name), name.place)
    for channel in rights.channels:
        yield _promise(Matter.CHANNEL, channel, channel.place)
    if rights.within is not None:
        yield _promise(Matter.ANSWER, rights.within, rights.within.place)
    for during in rights.freeze:
        yield _promise(Matter.FREEZE if tables is None else frozen, during, during.place)


def _labels(activities: Iterable[Activity]) -> str:
    named = [str(activity.label) for activity in activities]
    return ", ".join(named[:2]) + (f" +{len(named) - 2}" if len(named) > 2 else "")
