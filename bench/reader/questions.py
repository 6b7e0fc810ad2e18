"""Which of the label's ambiguities were asked, and which questions nobody needed.

Words cannot be compared (a label asks in its own English), so the place is: a question asks an ambiguity when one of
its lines is the ambiguity's line or next to it. One question a place and one place a question, by a maximum matching
that tries the nearest first: three ambiguities on one line need three questions. A question about many lines should be
one question with `lines`; a question left over is needless.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.reader.document import Row, lines_of


@dataclass(frozen=True, slots=True)
class Questions:
    """The ambiguities of a label, those asked (with the question), and the questions nobody needed."""

    gold: tuple[Row, ...] = ()
    asked: tuple[tuple[Row, Row], ...] = ()
    missed: tuple[Row, ...] = ()
    needless: tuple[Row, ...] = ()

    @property
    def recall(self) -> float | None:
        return len(self.asked) / len(self.gold) if self.gold else None


def distance(ambiguity: Row, question: Row) -> int:
    """How many lines lie between the two; far where either has no line."""
    return min((abs(a - b) for a in lines_of(ambiguity) for b in lines_of(question)), default=10**6)


def asked(gold: Sequence[Row], predicted: Sequence[Row]) -> Questions:
    """The questions of a prediction held against the ambiguities of the label."""
    near = [sorted((distance(own, one), place) for place, one in enumerate(predicted) if distance(own, one) <= 1)
            for own in gold]  # fmt: skip
    holder: dict[int, int] = {}
    for own in range(len(gold)):
        augment(own, near, holder, set())
    found: Mapping[int, int] = {own: place for place, own in holder.items()}
    return Questions(
        tuple(gold),
        tuple((gold[own], predicted[place]) for own, place in sorted(found.items())),
        tuple(one for own, one in enumerate(gold) if own not in found),
        tuple(one for place, one in enumerate(predicted) if place not in holder),
    )


def augment(own: int, near: Sequence[Sequence[tuple[int, int]]], holder: dict[int, int], seen: set[int]) -> bool:
    """Find a question for an ambiguity, moving those that have another."""
    for _, place in near[own]:
        if place not in seen:
            seen.add(place)
            if place not in holder or augment(holder[place], near, holder, seen):
                holder[place] = own
                return True
    return False
