"""Replace the key-encryption key: every key is wrapped anew, and the old one ends where it stands.

What was destroyed since the last time opens nothing after it, not even from an old copy of the keys database: the
level E4 of a destruction. To be done daily. Alone in the vault; safe to stop anywhere and run again, for a turn that
was interrupted is finished first.
"""

from pathlib import Path

from jikim.engine.running import Running
from jikim.errors import OperatorError
from jikim.keeper import KeyEncryption, rotate
from jikim.ledger import Act, Level, Phase
from jikim.messages import msg
from jikim.period import Instant


def rotate_keys(running: Running, key_file: Path, now: Instant) -> int:
    """Replace the key in `key_file` and return its new epoch; when this returns the old one cannot be read there."""
    keyring = running.vault.keyring

    def rewrap(_: KeyEncryption, new: KeyEncryption) -> None:
        keyring.rewrap(new)

    with running.vault.live.alone():
        _note(running, now, Phase.INTENDED)
        keyring.encryption = rotate(key_file, rewrap)
        _note(running, now, Phase.DONE, keyring.encryption.epoch, (Level.E4,))
    return keyring.encryption.epoch


def rewrap_keys(running: Running, now: Instant) -> int:
    """Wrap every key under the newest of the epochs that were handed in, and return it; the others may then end.

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
        keyring.rewrap(keyring.encryption)
        _note(running, now, Phase.DONE, keyring.encryption.epoch)
    return keyring.encryption.epoch


def _note(
    running: Running, now: Instant, phase: Phase, epoch: int | None = None, levels: tuple[Level, ...] = ()
) -> None:
    why = () if epoch is None else (f"epoch:{epoch}",)
    note = running.note(Act.KEY, phase=phase, levels=levels, why=why)
    with running.vault.live.transaction() as connection:
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
