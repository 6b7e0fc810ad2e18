"""A checkpoint: what a log says of itself at one size, in three lines to be signed (C2SP tlog-checkpoint v1.0.0).

The origin, the number of leaves, the root in base64. Whoever keeps one signed checkpoint can later show
that the log was changed: no later root will lead back to it. Extension lines are refused: the format
advises against them, and what a log's monitors cannot check has no place above its signature.
"""

import re
from base64 import b64encode
from binascii import a2b_base64
from dataclasses import dataclass

from jikim.errors import TamperedError
from jikim.ledger.merkle import EMPTY_ROOT, HASH_SIZE
from jikim.ledger.note import Note, Signer, Verifier, parse_note, sign_note, verify_note
from jikim.messages import Message, msg

_TEXT = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's origin, its number of leaves, and the root over them (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not self.origin or "+" in self.origin or any(letter.isspace() for letter in self.origin):
            raise _refusal(msg("the origin of a checkpoint is empty, or has a space or a plus sign"))
        if self.size < 0 or len(self.root) != HASH_SIZE or (not self.size and self.root != EMPTY_ROOT):
            raise _refusal(msg("the size and the root of a checkpoint do not belong together"))

    def __str__(self) -> str:
        """Return the text that is signed, its last newline included."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint; raises TamperedError when it has any other spelling."""
    lines = _TEXT.fullmatch(text)
    if lines is None:
        raise _refusal(msg("a checkpoint is not an origin, a size and a root on three lines"))
    checkpoint = Checkpoint(lines[1], int(lines[2]), a2b_base64(lines[3]))
    if str(checkpoint) != text:
        raise _refusal(msg("a checkpoint is not an origin, a size and a root on three lines"))
    return checkpoint


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> Note:
    """Return the checkpoint as a note signed by the log's own key, which bears the origin's name.

    Ask `Log.extend_checkpoint` for the checkpoint, and store it before the note leaves: a log must never
    sign two that contradict each other. Raises TamperedError when the key is another log's.
    """
    _must_be_the_logs(checkpoint, signer.name)
    return sign_note(str(checkpoint), signer)


def verify_checkpoint(note: Note | bytes, log: Verifier) -> Checkpoint:
    """Return the checkpoint in `note` once the log's own key is seen to have signed it.

    Raises TamperedError when it has not, or the checkpoint is another log's. Cosignatures by witnesses are
    not looked at: see `verify_note`.
    """
    note = parse_note(note) if isinstance(note, bytes) else note
    verify_note(note, (log,))
    checkpoint = parse_checkpoint(note.text)
    _must_be_the_logs(checkpoint, log.name)
    return checkpoint


def _must_be_the_logs(checkpoint: Checkpoint, name: str) -> None:
    if checkpoint.origin != name:
        raise _refusal(msg("key '{name}' does not speak for log '{origin}'", name=name, origin=checkpoint.origin))


def _refusal(what: Message) -> TamperedError:
    return TamperedError(
        what,
        why=msg("a checkpoint has one spelling only, and is signed under the name of its log"),
        fix=msg("fetch the checkpoint again from where the log publishes it"),
    )
