"""Where data rests: sealed strands in use and apart, the keys to them, and the log of what was done to them.

Answers what is due in a place (`Finder`), carries out what was begun (`Carrier`), lets events reach the strands
(`refresh`), opens strands (`Shelf`) and writes down (`Journal`). It decides nothing: what is due follows from the
rules that were installed, and who may read is the engine's business.
Read `home.py` (the four databases), then `find.py` and `carry.py`; `database/migrations` shows the tables.
"""

from jikim.vault.carry import Carrier, anonymous_context
from jikim.vault.clocks import refresh, refresh_place, ticked
from jikim.vault.damage import open_whole
from jikim.vault.find import Act, Due, Finder
from jikim.vault.home import KEYS, LEDGER, LIVE, SEPARATE, Vault, file_addresses, open_vault
from jikim.vault.journal import Journal, Note, Told
from jikim.vault.keyring import Keyring, chunks
from jikim.vault.kinds import Kind, Kinds, add_kinds, agree_on_kinds, install_kinds, load_kinds
from jikim.vault.outbox import Begun, Outbox
from jikim.vault.people import Happened, Newcomer, People, Standing
from jikim.vault.purge import Leaving, leaving, remove_rows
from jikim.vault.rows import NOBODY, SLOT_NAMES, SLOTS, Clock, Content, StrandRow, clock_of, strand_row
from jikim.vault.split import Part, settle_splits, split
from jikim.vault.strands import NewStrand, Shelf

__all__ = [
    "KEYS",
    "LEDGER",
    "LIVE",
    "NOBODY",
    "SEPARATE",
    "SLOTS",
    "SLOT_NAMES",
    "Act",
    "Begun",
    "Carrier",
    "Clock",
    "Content",
    "Due",
    "Finder",
    "Happened",
    "Journal",
    "Keyring",
    "Kind",
    "Kinds",
    "Leaving",
    "NewStrand",
    "Newcomer",
    "Note",
    "Outbox",
    "Part",
    "People",
    "Shelf",
    "Standing",
    "StrandRow",
    "Told",
    "Vault",
    "add_kinds",
    "agree_on_kinds",
    "anonymous_context",
    "chunks",
    "clock_of",
    "file_addresses",
    "install_kinds",
    "leaving",
    "load_kinds",
    "open_vault",
    "open_whole",
    "refresh",
    "refresh_place",
    "remove_rows",
    "settle_splits",
    "split",
    "strand_row",
    "ticked",
]
