"""Replace the key-encryption key: every key is wrapped anew, and the old one ends where it stands.

What was destroyed since the last time opens nothing after it, not even from an old copy of the keys database: the
level E4 of a destruction. To be done daily. Alone in the vault; safe to stop anywhere and run again, for a turn that
was interrupted is finished first.

A key that does not open cannot be wrapped anew and keeps nothing from ending: it stays as it is and is named, in the
log and to the operator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jikim.engine.running import Running
from jikim.errors import OperatorError, TamperedError
from jikim.keeper import KeyEncryption, rotate
from jikim.ledger import Act, Level, Phase
from jikim.messages import msg
from jikim.period import Instant


@dataclass(frozen=True, slots=True)
class Rotation:
    """What every key is wrapped under now, and the numbers of those that did not open and are not."""

    epoch: int
    damaged: tuple[int, ...]

    def damage(self) -> TamperedError | None:
        """Return what to say of the keys that do not open, or None when there are none."""
        if not self.damaged:
            return None
        return TamperedError(
            msg("{count} keys do not open and were left as they are: {keys}", count=len(self.damaged),
                keys=", ".join(map(str, self.damaged[:10]))),
            msg("what does not open cannot be wrapped anew; the older key-encryption key ends without them"),
            msg("`jikim apply` names their strands once they are due; a backup of the keys opens only with the key "
                "file of its day"),
        )  # fmt: skip


def rotate_keys(running: Running, key_file: Path, now: Instant) -> Rotation:
    """Replace the key in `key_file`; when this returns the old epoch cannot be read there."""
    keyring, damaged = running.vault.keyring, set[int]()

    def rewrap(_: KeyEncryption, new: KeyEncryption) -> None:
        damaged.update(keyring.rewrap(new))

    with running.vault.live.alone():
        _note(running, now, Phase.INTENDED)
        keyring.encryption = rotate(key_file, rewrap)
        done = Rotation(keyring.encryption.epoch, tuple(sorted(damaged)))
        _note(running, now, Phase.DONE, done, (Level.E4,))
    return done


def rewrap_keys(running: Running, now: Instant) -> Rotation:
    """Wrap every key under the newest of the epochs that were handed in; the others may then end.

    For a key from the environment, which only who sets it can replace. Raises OperatorError when one epoch is held.
    """
    keyring = running.vault.keyring
    if len(keyring.encryption.epochs) < 2:
        raise OperatorError(
            msg("the key comes from the environment, and only one epoch of it is held"),
            msg("no command can put a new key where only the operator can"),
            msg("draw one with `openssl rand -base64 32`, set JIKIM_KEY to EPOCH:NEW,EPOCH:OLD, and run this again"),
        )
    with running.vault.live.alone():
        _note(running, now, Phase.INTENDED)
        damaged = keyring.rewrap(keyring.encryption)
        done = Rotation(keyring.encryption.epoch, tuple(damaged))
        _note(running, now, Phase.DONE, done)
    return done


def _note(
    running: Running, now: Instant, phase: Phase, done: Rotation | None = None, levels: Sequence[Level] = ()
) -> None:
    why = () if done is None else (f"epoch:{done.epoch}",)
    damaged = () if done is None else done.damaged
    detail = ",".join(f"key {number}" for number in damaged)
    note = running.note(Act.KEY, phase=phase, levels=levels, why=why, ok=not damaged, detail=detail)
    with running.vault.live.transaction() as connection:
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
