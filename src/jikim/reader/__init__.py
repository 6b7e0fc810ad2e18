"""An existing policy read: what it says as facts, what was assumed, what has to be asked, what was not used.

Answers `read_facts(document)` with a `Reading`, and `draft`, `sidecar` and `page` make of that what a person goes on
from. It works by rules and data alone (`titles.toml`, `items.toml`,
`statutes.toml`, ...): no model of language, no network, no guess that is not written down. It never writes a file and
never decides what a person must decide: that is a question, with the choice made until then.
Read `facts.py` first (what can be said), then `sections.py`, then `reading.py`; each subject has a file of its own.
"""

from jikim.reader.draft import Draft, draft
from jikim.reader.facts import Facts, as_json
from jikim.reader.notes import Assumption, Mark, Notes, Question
from jikim.reader.page import page
from jikim.reader.reading import Reading, Unread, read_facts
from jikim.reader.sidecar import sidecar

__all__ = [
    "Assumption",
    "Draft",
    "Facts",
    "Mark",
    "Notes",
    "Question",
    "Reading",
    "Unread",
    "as_json",
    "draft",
    "page",
    "read_facts",
    "sidecar",
]
