"""What the public reads of a service: the policy in force and those before it, and a note of what was handed out.

The bytes that were enacted are sealed and their digest stands in the log; the note of a publication speaks of the same
digest, so that anybody can show that what was published is what was promised. Nothing is decided here and no file
written: the room `publish` makes the files, whoever called writes them.
"""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from jikim.engine.running import Running
from jikim.ledger import Act
from jikim.messages import Language
from jikim.period import Instant, day_of
from jikim.publish import Edition, File, Publication

DUTY = "PP-PUB"
"""Why it is handed out: PIPA Decree Art. 31 (2), (3), a policy is published."""


def publication(running: Running, now: Instant, language: Language = Language.KOREAN) -> Publication:
    """Return the policy in force at `now` with those before it; refuses when none is in force yet."""
    running.catch_up()
    current = running.in_force(now)
    known = [each for each in running.enacted if each.effective <= current.effective]
    earlier = [
        Edition(old.policy, day_of(new.effective) - timedelta(days=1), effective=day_of(old.effective))
        for old, new in pairwise(known)
    ]
    return Publication(current.policy, tuple(reversed(earlier)), running.law, language)


def note_published(running: Running, files: Sequence[File], now: Instant) -> None:
    """Write down that these files of the policy in force are handed out, before they are: by their names and hashes."""
    named = "\n".join(f"{hashlib.sha256(file.content).hexdigest()}  {file.name}" for file in files)
    note = running.note(Act.EXPORT, why=(DUTY,), speaks_of=running.in_force(now).digest, detail=named)
    with running.vault.live.transaction() as connection:
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])
