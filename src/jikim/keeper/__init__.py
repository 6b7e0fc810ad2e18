"""Keys and seals: what is sealed here opens only in its own place, and never again once its key is destroyed.

It answers: how a record, a file or a side record is sealed and opened (`seal`, `open_sealed`), what keys are
wrapped under and how that key is replaced (`KeyEncryption`, `rotate`), how a sealed value is found (`Index`), how
a person is referred to in a log (`Reference`), how notes are signed and passwords checked.
It never decides who may read or what is due, never touches a database, and stores no key but the key-encryption
key. What does not open raises `TamperedError` and says no more than that.
Read `envelope.py` first, then `cipher.py` for the construction, then `key_file.py`.
"""

from jikim.keeper.blind import Index, Reference, normal
from jikim.keeper.cipher import key_id_of
from jikim.keeper.envelope import Context, open_sealed, seal, seal_many
from jikim.keeper.environment import from_environment
from jikim.keeper.foreign_hash import import_hash
from jikim.keeper.fresh import new_id, new_id_beside, new_ids, new_ids_beside, new_keys
from jikim.keeper.key_file import create_key_file, load_key_file, rotate
from jikim.keeper.keys import KeyEncryption, Purpose, epoch_of
from jikim.keeper.password import hash_password, verify_password
from jikim.keeper.sealed_file import LARGEST_FILE_BYTES, open_file, seal_file
from jikim.keeper.secret import Secret
from jikim.keeper.side import open_side, seal_side
from jikim.keeper.signing import NoteSigner, NoteVerifier

__all__ = [
    "LARGEST_FILE_BYTES",
    "Context",
    "Index",
    "KeyEncryption",
    "NoteSigner",
    "NoteVerifier",
    "Purpose",
    "Reference",
    "Secret",
    "create_key_file",
    "epoch_of",
    "from_environment",
    "hash_password",
    "import_hash",
    "key_id_of",
    "load_key_file",
    "new_id",
    "new_id_beside",
    "new_ids",
    "new_ids_beside",
    "new_keys",
    "normal",
    "open_file",
    "open_sealed",
    "open_side",
    "rotate",
    "seal",
    "seal_file",
    "seal_many",
    "seal_side",
    "verify_password",
]
