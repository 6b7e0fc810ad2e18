"""Put a policy in force: its strands are spelt out and numbered, its bytes kept, the act written down.

Refused is a policy without its two days or with less notice than was promised, of another service, or under an id that
was used; one in which a strand has no rule, for nobody could say when it dies; and one in which two statutes contradict
each other for one item, for nothing of it could ever be destroyed. Beyond that a policy is judged by `check`, not here.
"""

import hashlib
from datetime import date

from jikim.change import crosses, dates_of
from jikim.database import queries
from jikim.engine.running import Enacted, Running
from jikim.errors import RefusedError
from jikim.ledger import Act
from jikim.lifecycle import Strand, strands
from jikim.messages import msg
from jikim.period import Instant, day_of, instant_of
from jikim.policy import Policy, parse
from jikim.vault import install_kinds


def enact(
    running: Running,
    source: bytes,
    file: str,
    now: Instant,
    effective: Instant | None = None,
    announced: Instant | None = None,
) -> Enacted:
    """Put the policy that `source` describes in force from `effective`, `announced` before (by default as it says).

    Raises DocumentError when it cannot be read, RefusedError when it cannot be run.
    """
    with running.vault.live.alone():
        return _enact(running, source, file, now, effective, announced)


def _enact(
    running: Running, source: bytes, file: str, now: Instant, effective: Instant | None, announced: Instant | None
) -> Enacted:
    running.reload()
    policy = parse(source, file)
    start = _effective(running, policy, effective, announced)
    found = strands(policy, running.law, day_of(max(start, now)))
    _refuse_unruled(found)
    _refuse_crossing(policy, found)
    _refuse_earlier(running, start)
    number = install_kinds(running.vault, found, after=max([each.id for each in running.enacted], default=0))
    digest = hashlib.sha256(source).digest()
    sql = queries("people", running.vault.live.dialect)
    with running.vault.live.transaction() as connection:
        connection.execute(
            sql["put_policy"],
            {"id": number, "version": str(policy.version.id), "digest": digest, "source": source,
             "effective": start, "enacted": now},
        )  # fmt: skip
        note = running.note(Act.ENACT, speaks_of=digest, detail=str(policy.version.id))
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
    running.reload()
    return running.of(number)


def _effective(running: Running, policy: Policy, effective: Instant | None, announced: Instant | None) -> Instant:
    """Return from when the policy counts; refuses without its two days, and with less notice than was promised."""
    _refuse_known(running, policy)
    before = running.enacted[-1].policy if running.enacted else None
    dates = dates_of(policy, _day(announced), _day(effective), before)
    return instant_of(dates.effective) if effective is None else effective


def _day(instant: Instant | None) -> date | None:
    return None if instant is None else day_of(instant)


def _refuse_unruled(found: tuple[Strand, ...]) -> None:
    unruled = [strand for strand in found if not strand.keeping.rules]
    if unruled:
        raise RefusedError(
            msg("'{items}' of '{activity}' has no period", items=", ".join(unruled[0].items),
                activity=unruled[0].activity),
            msg("what nothing ends is kept for ever (PIPA Art. 21 (1), 30 (1) 2)"),
            msg("add a `keep:` rule that covers it"))  # fmt: skip


def _refuse_crossing(policy: Policy, found: tuple[Strand, ...]) -> None:
    crossing = next((strand for strand in found if crosses(strand.keeping)), None)
    if crossing is not None:
        item = policy.item(crossing.items[0])
        raise RefusedError(
            msg("of '{item}' of '{activity}' one statute forbids the destruction that another forces",
                item=item.label if item else crossing.items[0], activity=crossing.activity),
            msg("nothing of it could ever be destroyed; `jikim check` names both articles"),
            msg("give each line the items that its statute is about; nothing was written"))  # fmt: skip


def _refuse_known(running: Running, policy: Policy) -> None:
    """Refuse another service's policy, and the same version twice."""
    if policy.service.id != running.vault.service:
        raise RefusedError(
            msg("the policy is of the service '{found}', the vault of '{owner}'", found=policy.service.id,
                owner=running.vault.service),
            msg("one vault serves one service"),
            msg("name this service's own policy; nothing was changed"))  # fmt: skip
    for each in running.enacted:
        if each.version == policy.version.id:
            raise RefusedError(
                msg("version '{version}' was enacted before", version=each.version),
                msg("each version is one text: what was promised must stay readable"),
                msg("give the changed policy a new `version: {{id: ...}}`"))  # fmt: skip


def _refuse_earlier(running: Running, start: Instant) -> None:
    if running.enacted and start <= running.enacted[-1].effective:
        raise RefusedError(
            msg("the policy would be effective before the one already in force"),
            msg("a later version follows an earlier one"),
            msg("name a later day"))  # fmt: skip
