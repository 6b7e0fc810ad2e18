"""What the catalogue of law says of the statutes that a policy names: a catalogue can change, and a policy stay.

A period that became shorter, or a statute that was repealed, destroys more than was agreed to, and no line of a policy
or a mapping has changed. So what the catalogue said is kept with an approval, by digest; where it says otherwise now,
every row of the activities that the statute speaks of counts as widened, whichever way it changed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

from jikim.engine.connected import Connected
from jikim.engine.planned import Approved
from jikim.law import Catalogue
from jikim.period import Instant, day_of
from jikim.plan import Part
from jikim.policy import Policy


def said_by_law(connected: Connected, now: Instant) -> dict[str, str]:
    """Return by statute of the policy in force a digest (hex) of what the catalogue says of it at `now`."""
    law, policy = connected.running.law, connected.enacted(now).policy
    return {name: _digest(law, name, now) for name in sorted(_activities(policy))}


def widened_by_law(
    connected: Connected, due: Sequence[Part], last: Approved | None, now: Instant
) -> tuple[Part, ...]:  # fmt: skip
    """Return the parts of which a statute says something else than when destruction was last approved."""
    if last is None or last.law is None:
        return ()
    said, then = said_by_law(connected, now), last.law
    changed = {name for name, digest in said.items() if then.get(name, digest) != digest}
    activities = _activities(connected.enacted(now).policy)
    touched = frozenset[str]().union(*[activities[name] for name in changed])
    records = {str(record.name): str(record.activity) for record in connected.data.records}
    return tuple(part for part in due if records.get(part.record) in touched)


def _activities(policy: Policy) -> Mapping[str, frozenset[str]]:
    """Return the statutes that a policy names, each with the activities whose records it speaks of."""
    found: dict[str, frozenset[str]] = {}
    every = frozenset(activity.id for activity in policy.activities)
    keeps = [(keep, frozenset({activity.id})) for activity in policy.activities for keep in activity.keep or ()]
    keeps += [(keep, frozenset(map(str, keep.of)) or every) for keep in policy.keep]
    lines = [(line, frozenset(map(str, line.of or ()))) for line in policy.statutory]
    for law, of in [(one.law, of) for one, of in keeps] + [(one.law, of) for one, of in lines]:
        if law is not None and law != "none":
            found[str(law)] = found.get(str(law), frozenset()) | of
    return found


def _digest(law: Catalogue, name: str, now: Instant) -> str:
    duty = law.find_retention(name)
    if duty is None:
        return ""
    says = [law.in_force(duty.id, day_of(now)), duty.direction.value, duty.duration, duty.shortest, duty.longest,
            duty.longer, duty.longer_if, duty.until_destroyed, duty.trigger]  # fmt: skip
    return hashlib.sha256(json.dumps(says, ensure_ascii=False).encode()).hexdigest()
