"""Under which law a line stands: a title above it, a sentence before it, another cell of its row.

A law named alone holds for every line below; laws named together (`상법 등 관계법령`) hold only for the records they
ask for; a title `내부 방침` says that what follows is no law's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jikim.document import Spot
from jikim.reader.letters import letters, single
from jikim.reader.statutes import Named, laws

_AND_OTHERS = re.compile(
    r"^\s*[」』”’'\"]?\s*(?:등|기타|및\s?(?:기타\s?)?(?:관계|관련))(?:에\s?관한)?(?:\s*(?:관계|관련)?\s?법령)?"
)
_OWN = re.compile(
    r"(?:회사|당사)?(?:의)?내부(?:방침|규정|정책)(?:에의한|에따른)?(?:정보)?(?:보유|보존|보관)?(?:사유)?$"
)
_KEEPING = re.compile(r"보존|보관|보유|기간|기록")
_BRIEF = 24


@dataclass(frozen=True, slots=True)
class Context:
    """The laws in force for a line, their words, whether others are meant too, and where that was said."""

    laws: tuple[str, ...] = ()
    text: str | None = None
    others: bool = False
    own: bool = False
    spot: Spot | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no law is named."""
        return not self.laws

    @classmethod
    def of(cls, named: Sequence[Named], text: str, spot: Spot | None = None) -> "Context":
        """Return the context that laws named in a text make."""
        ids = tuple(dict.fromkeys(one.law for one in named))
        tail = _AND_OTHERS.match(text[named[-1].end :])
        words = text[named[0].begin : named[-1].end + (tail.end() if tail else 0)]
        return cls(ids, single(words), others=bool(tail) or len(ids) > 1, spot=spot)

    def law_for(self, expected: str | None) -> str | None:
        """Return the law for a record: the one named alone, or the one among several that asks for the record."""
        if len(self.laws) == 1 and not self.others:
            return self.laws[0]
        return expected if expected in self.laws else None


def context_of(text: str, spot: Spot | None = None, *, brief: bool = True) -> Context:
    """Return the laws that a title or a sentence about keeping names; empty where it is about something else."""
    if _OWN.search(letters(text)) and len(letters(text)) <= _BRIEF:
        return Context(own=True, spot=spot)
    named = [one for one in laws(text) if one.law != "pipa"]
    if not named:
        return Context()
    left = len(letters(text)) - sum(len(letters(one.text)) for one in named)
    return Context.of(named, text, spot) if left <= _BRIEF or not brief or _KEEPING.search(text) else Context()
