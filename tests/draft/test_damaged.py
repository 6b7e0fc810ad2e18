"""Whatever happened to a file on its way: a draft that parses, or a refusal that says what to do; and soon.

`python -m bench.document --whole --fuzz 10000` is the same at length, with the reference texts.
"""

from itertools import islice
from random import Random  # noqa: TID251  (a seed makes a failure repeatable)
from time import perf_counter

from bench.document import damaged
from jikim.errors import JikimError
from tests.draft.whole import whole

SOON = 20.0
"""Seconds: four times what the bench allows, for a machine that is busy."""


def test_two_hundred_damaged_documents_are_read_or_refused() -> None:
    reached = set()
    for name, data in islice(damaged(Random(1)), 200):
        started = perf_counter()
        try:
            made = whole(data, "policy")
        except JikimError:  # which has what, why and fix by its signature
            reached.add("refused")
        else:
            assert 0 <= made.reading.unread.share <= 1, name
            reached.add(made.reading.document.format.value)
        assert perf_counter() - started < SOON, name
    assert {"refused", "html", "markdown", "docx", "hwpx", "pdf"} <= reached
