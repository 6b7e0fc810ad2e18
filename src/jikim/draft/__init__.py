"""A draft of `policy.yaml` from what was read of a published policy, with what is still to be asked.

Answers `draft(reading)` with a text that the parser of policies takes, `sidecar` with the source line of every value,
the questions, the assumptions and what was not read, and `page` with the document beside the draft. It never reads a
document itself and decides nothing that a person must decide: that stands as a question, with the choice made until
then. Names of ids, events and laws are data (`ids.toml`, `words.toml`).
Read `draft.py` first, then `tree.py` (what a draft is made of); each part of a policy has a file of its own.
"""

from jikim.draft.draft import Draft, draft
from jikim.draft.page import KINDS, page
from jikim.draft.sidecar import sidecar

__all__ = ["KINDS", "Draft", "draft", "page", "sidecar"]
