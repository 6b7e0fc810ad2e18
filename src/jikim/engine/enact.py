"""Put a policy in force: its strands are spelt out and numbered, its bytes kept, the act written down.

A policy in which a strand has no rule is refused: nobody could say when it dies. Beyond that a policy is judged by
`check`, not here.
"""

import hashlib

from jikim.database import queries
from jikim.engine.running import Enacted, Running
from jikim.errors import RefusedError
from jikim.ledger import Act
from jikim.lifecycle import Strand, strands
from jikim.messages import msg
from jikim.period import Instant, day_of, instant_of
from jikim.policy import Policy, parse
from jikim.vault import install_kinds


def enact(running: Running, source: bytes, file: str, now: Instant, effective: Instant | None = None) -> Enacted:
    """Put the policy that `source` describes in force from `effective` (by default the day it says).

    Raises DocumentError when it cannot be read, RefusedError when it cannot be run.
    """
    with running.vault.live.alone():
        return _enact(running, source, file, now, effective)


def _enact(running: Running, source: bytes, file: str, now: Instant, effective: Instant | None) -> Enacted:
    running.reload()
    policy = parse(source, file)
    start = _effective(policy, effective)
    found = strands(policy, running.law, day_of(max(start, now)))
    _refuse_unruled(found)
    _refuse_known(running, policy, start)
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


def _effective(policy: Policy, effective: Instant | None) -> Instant:
    if effective is not None:
        return effective
    if policy.version.effective is None:
        raise RefusedError(
            msg("the policy does not say from which day it is effective"),
            msg("a record lives under the version that was in force when it was collected"),
            msg("write `version: {{effective: ...}}`, or name the day: `--effective 2026-01-01`"))  # fmt: skip
    return instant_of(policy.version.effective)


def _refuse_unruled(found: tuple[Strand, ...]) -> None:
    unruled = [strand for strand in found if not strand.keeping.rules]
    if unruled:
        raise RefusedError(
            msg("'{items}' of '{activity}' has no period", items=", ".join(unruled[0].items),
                activity=unruled[0].activity),
            msg("what nothing ends is kept for ever (PIPA Art. 21 (1), 30 (1) 2)"),
            msg("add a `keep:` rule that covers it"))  # fmt: skip


def _refuse_known(running: Running, policy: Policy, start: Instant) -> None:
    """Refuse another service's policy, the same version twice, and one older than the newest."""
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
    if running.enacted and start <= running.enacted[-1].effective:
        raise RefusedError(
            msg("the policy would be effective before the one already in force"),
            msg("a later version follows an earlier one"),
            msg("name a later day"))  # fmt: skip
