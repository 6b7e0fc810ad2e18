"""Phrases of retention as rules: `회원 탈퇴 시 즉시 삭제`, `이용계약 해지일로부터 6개월간`, `A 또는 B 시까지`."""

from collections.abc import Sequence

from jikim.document import Line
from jikim.reader.facts import Rule
from jikim.reader.notes import Notes


def rules(lines: Sequence[Line], name: str, notes: Notes) -> tuple[Rule, ...]:
    """Return the rules that lines of text say, in order, named `{name}a`, `{name}b`, ... (one alone: `name`).

    A rule stands at the spot of its first letter, also where one line holds several.
    """
    return ()
