"""A document that jikim published, read back to the policy it came from, word for word.

Answers `reprinted(reading)` with the draft of a document that is laid out as `publish` lays one out, and None for any
other: that one is for `reader` and `draft`. It uses what people see, the same sentences of the catalogue of messages
turned round, and no mark that is hidden in the file. It guesses nothing: what the published form does not say (ids,
notes of the author) is made anew, and what it could not place is told as unread.
Read `parts.py` first (what a published document is made of), then `policy.py` (the order of the policy).
"""

from jikim.reprint.reprint import Reprint, reprinted

__all__ = ["Reprint", "reprinted"]
