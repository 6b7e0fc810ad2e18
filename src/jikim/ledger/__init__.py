"""The record that cannot be quietly changed: what was done, by whom as a reference, and the proof of it.

It answers: what may be written (`Leaf`), whether a leaf is in the log and nothing before it was changed
(proofs, `Log.audit`), and what the log states of itself (`Checkpoint`, a signed note). It never holds
personal information, never reads a clock or a file, never signs or keeps anything itself: a `Storage`, a
`Signer` and a `Verifier` are handed in. It needs nothing but `hashlib`, so that anybody can verify a log
without the rest of jikim, or with other tools: the formats are RFC 6962 and C2SP's.

Read `leaf.py` first, then `log.py`; `merkle.py` holds the mathematics.
"""

from jikim.ledger.audit import Audit
from jikim.ledger.checkpoint import Checkpoint, parse_checkpoint, sign_checkpoint, verify_checkpoint
from jikim.ledger.leaf import Act, Book, Kept, Leaf, Level, Phase, parse_leaf
from jikim.ledger.log import Log
from jikim.ledger.merkle import EMPTY_ROOT, leaf_hash, verify_consistency, verify_inclusion
from jikim.ledger.note import (
    ED25519,
    Note,
    PublicKey,
    Signature,
    Signer,
    Verifier,
    key_hash,
    parse_note,
    parse_public_key,
    sign_note,
    verify_note,
)
from jikim.ledger.storage import Head, Storage
from jikim.ledger.tiles import bundle_path, tile_path, tile_width

__all__ = [
    "ED25519",
    "EMPTY_ROOT",
    "Act",
    "Audit",
    "Book",
    "Checkpoint",
    "Head",
    "Kept",
    "Leaf",
    "Level",
    "Log",
    "Note",
    "Phase",
    "PublicKey",
    "Signature",
    "Signer",
    "Storage",
    "Verifier",
    "bundle_path",
    "key_hash",
    "leaf_hash",
    "parse_checkpoint",
    "parse_leaf",
    "parse_note",
    "parse_public_key",
    "sign_checkpoint",
    "sign_note",
    "tile_path",
    "tile_width",
    "verify_checkpoint",
    "verify_consistency",
    "verify_inclusion",
    "verify_note",
]
