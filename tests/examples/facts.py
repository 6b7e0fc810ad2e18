"""Facts: what a label and a policy both say, in one form, so that a missing or an extra one can be named.

A fact is a tuple of texts whose first is its kind: `("item", "order", "client", "required", "", "카드번호")`. A label
writes `*` where it leaves a part open. A policy also says things that a label need not (`also`): they may answer
a fact of the label and are never extra.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jikim.law import normal

Fact = tuple[str, ...]
OPEN = "*"


@dataclass(frozen=True, slots=True)
class Said:
    """What a policy says; `also` may answer a fact of the label and is never extra."""

    facts: tuple[Fact, ...]
    also: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Excused:
    """Differences that a decision explains: patterns (`*` stands for anything), each with how many it explains."""

    decision: str
    patterns: tuple[tuple[str, int], ...]


def shown(fact: Fact) -> str:
    """Return a fact as a message and an exception write it; `-` where a part is empty."""
    return " | ".join(part or "-" for part in fact)


def words(*texts: object) -> str:
    """Return texts as they are compared, joined by `+` in order."""
    return "+".join(sorted(normal(str(text)) for text in texts))


def without_address(text: str) -> str:
    """Return a text without the addresses in it: an example has one of its own."""
    return re.sub(r"<?https?://[^ >]*>?", "", text)


def differences(label: Iterable[Fact], policy: Said) -> tuple[str, ...]:
    """Return what the policy lacks and what it has beyond the label, sorted."""
    left, missing = dict.fromkeys(policy.facts), []
    for fact in sorted(dict.fromkeys(label), key=lambda fact: fact.count(OPEN)):
        answer = fact if fact in left else next((one for one in left if _answers(one, fact)), None)
        if answer is not None:
            del left[answer]
        elif not any(_answers(one, fact) for one in policy.also):
            missing.append(fact)
    return tuple(sorted([f"missing: {shown(one)}" for one in missing] + [f"extra: {shown(one)}" for one in left]))


def _answers(fact: Fact, asked: Fact) -> bool:
    return (
        fact[0] == asked[0]
        and len(fact) == len(asked)
        and all(want in (OPEN, have) for have, want in zip(fact, asked, strict=True))
    )


def excuses(table: Iterable[Mapping[str, object]]) -> Iterator[Excused]:
    """Yield the exceptions of one policy as the data file writes them."""
    for row in table:
        patterns = []
        for kind in ("missing", "extra"):
            said = row.get(kind, {})
            assert isinstance(said, dict), f"{kind} of decision {row['decision']}: write `pattern: how many`"
            patterns += [(f"{kind}: {pattern}", int(times)) for pattern, times in said.items()]
        yield Excused(str(row["decision"]), tuple(patterns))


def unexcused(found: Iterable[str], excused: Iterable[Excused]) -> tuple[str, ...]:
    """Return the differences no decision explains, and the exceptions that explain another number than they say."""
    left, wrong = list(found), []
    for one in excused:
        for pattern, times in one.patterns:
            matching = [each for each in left if _pattern(pattern).fullmatch(each)]
            left = [each for each in left if each not in matching]
            if len(matching) != times:
                wrong.append(f"decision {one.decision} explains {len(matching)}, not {times}: {pattern}")
    return tuple(left + wrong)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in text.split("*")))
