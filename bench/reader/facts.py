"""What one fact is, and when a predicted one agrees with one of the label.

A fact is a kind and named fields; it agrees when every field agrees, and its line is no part of it. By field:

* labels and vocabulary: equal once white space is dropped (nothing else is forgiven: not ㈜ for (주));
* periods: equal in months and days, so `P12M` is `P1Y`;
* ends of a rule: the same pairs of event and period, and, where there are two or more, the same `combine`;
* `Cut`: a piece of a sentence, of which the label chose how much to print (a limit, a safeguard, a trigger): one
  stands within the other;
* `Open.PRESENT`: the label hides a name or a number and says `present`; any value agrees, none does not;
* `Open.UNSAID`: the label never speaks of this field; every value agrees, and none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from bench.reader.document import Row, rows, tight, words


class Open(Enum):
    """What a label says without saying it."""

    PRESENT = "present"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a sentence, without white space."""

    text: str


@dataclass(frozen=True, slots=True)
class Ends:
    """When a period ends: pairs of event and period, joined as `earliest` or `latest` (empty for a single one)."""

    combine: str
    of: frozenset[tuple[str, str]]


Value = str | Cut | Ends | Open | frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; `where` names its collection or party for people, `optional` ones are never missed nor counted."""

    kind: str
    fields: tuple[tuple[str, Value], ...]
    lines: tuple[int, ...] = ()
    where: str = field(default="", compare=False)
    optional: bool = field(default=False, compare=False)

    def value(self, name: str) -> Value:
        """The field of that name, None where there is none."""
        return next((value for key, value in self.fields if key == name), None)


def label(value: object) -> str | None:
    """A printed label or a word of a vocabulary; empty is none."""
    return (tight(value) or None) if value is not None else None


def cut(value: object) -> Cut | None:
    """A piece of a sentence; empty is none. A list is joined."""
    text = "".join(tight(word) for word in words(value))
    return Cut(text) if text else None


def hidden(value: object) -> Value:
    """A value that labels without people write as `present`."""
    return Open.PRESENT if value == "present" else label(value)


def said(value: Row, name: str) -> Value:
    """A label under a name; where the row lacks the name, nothing was said about it."""
    return label(value[name]) if name in value else Open.UNSAID


def period(value: object) -> str:
    """An ISO 8601 length in months and days (`P1Y` and `P12M` are both `12m0d`); null is the law's own term."""
    if value is None:
        return "its own term"
    found = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", tight(value))
    if found is None:
        return tight(value)
    years, months, weeks, days = (int(number or 0) for number in found.groups())
    return f"{12 * years + months}m{7 * weeks + days}d"


def ends(rule: Row) -> Ends:
    """The end of a rule and its further ends."""
    of = frozenset((tight(end.get("until") or ""), period(end.get("plus"))) for end in (rule, *rows(rule.get("alt"))))
    return Ends(tight(rule.get("combine") or "") if len(of) > 1 else "", of)


def agrees(gold: Value, predicted: Value) -> bool:
    """Whether a predicted value is the one of the label."""
    if gold is Open.UNSAID:
        return True
    if gold is Open.PRESENT:
        return predicted not in (None, Open.UNSAID)
    if isinstance(gold, Cut) and isinstance(predicted, Cut):
        return gold.text in predicted.text or predicted.text in gold.text
    return gold == (None if predicted is Open.UNSAID else predicted)


def differing(gold: Fact, predicted: Fact) -> tuple[str, ...]:
    """The names of the fields that do not agree; facts that say different things differ in all."""
    if [name for name, _ in gold.fields] != [name for name, _ in predicted.fields]:
        return tuple(name for name, _ in gold.fields) + tuple(name for name, _ in predicted.fields)
    return tuple(name for name, value in gold.fields if not agrees(value, predicted.value(name)))


def is_off(gold: Sequence[int], predicted: Sequence[int]) -> bool:
    """Whether no predicted line is a line of the label, within the span of two of them, or one line from either."""
    if not gold:
        return False
    return not any(min(abs(line - own) for own in gold) <= 1 or min(gold) <= line <= max(gold) for line in predicted)
