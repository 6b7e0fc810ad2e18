"""The two ways something can be wrong, both in the words of the person who must act: what, why, fix.

A `Finding` is a value: the policy is readable and something in it is wrong; all are returned at once.
A `JikimError` is raised: the work cannot go on, and nothing was changed. Its few kinds are named after who
must act, not after where it was born. Neither carries personal information: say record 3f9a, not a name.
"""

from dataclasses import dataclass
from enum import Enum

from jikim.messages import Message


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a document: lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(Enum):
    """How grave a finding is; an `ERROR` makes `check` end with code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place of a document that could be read.

    `rule` is a code that never dies (`retention-missing`); `law` holds ids of the law catalogue (`PP-02`).
    """

    rule: str
    severity: Severity
    place: Place
    what: Message
    why: Message
    fix: Message
    law: tuple[str, ...] = ()


class JikimError(Exception):
    """Something a person running jikim can put right.

    what: what is wrong, and where (file and line, record number, table)
    why:  the rule it breaks, with the article if there is one
    fix:  the next thing to do
    """

    def __init__(self, what: Message, why: Message, fix: Message) -> None:
        super().__init__(str(what))
        self.what = what
        self.why = why
        self.fix = fix


class DocumentError(JikimError):
    """The author's document cannot be read; `faults` lists everything found wrong, in order of place."""

    def __init__(self, what: Message, why: Message, fix: Message, faults: tuple[Finding, ...] = ()) -> None:
        super().__init__(what, why, fix)
        self.faults = faults


class OperatorError(JikimError):
    """The surroundings are not as they must be: a key, a file, a database, a setting, a format too new."""


class RefusedError(JikimError):
    """The policy or the law forbids what was asked; nothing was stored, read or changed."""


class TamperedError(JikimError):
    """Evidence does not verify: a log, a proof, a sealed value is not what was once written."""
