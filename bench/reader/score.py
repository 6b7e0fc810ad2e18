"""The counting: facts matched one to one, then precision, recall and F1 for each kind.

Facts that agree are matched first, by order; then a maximum matching (augmenting paths) adds those that an ambiguity
pardons, never giving up a fact already matched. What is left is missed or false. Same input, same answer, always.

Precision is the share of predicted facts that are true, recall the share of the label's facts that were found; with
nothing to find and nothing claimed there is no score (None), and nothing claimed at all is no precision but 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.reader.document import Row, rows
from bench.reader.facts import Fact, differing, is_off
from bench.reader.kinds import KINDS, facts
from bench.reader.lenient import SPLIT, counted, expected_law, pardons, run
from bench.reader.questions import Questions, asked
from bench.reader.reading import reading


@dataclass(frozen=True, slots=True)
class Count:
    """How many facts of a kind agreed, were missed and were false; `off`: agreed, but a wrong line was told."""

    agreed: int = 0
    missed: int = 0
    false: int = 0
    off: int = 0

    @property
    def precision(self) -> float | None:
        return share(self.agreed, self.false, self.missed)

    @property
    def recall(self) -> float | None:
        return share(self.agreed, self.missed, self.false)

    @property
    def f1(self) -> float | None:
        return share(2 * self.agreed, self.missed + self.false, 0)

    def __add__(self, other: "Count") -> "Count":
        return Count(self.agreed + other.agreed, self.missed + other.missed,
                     self.false + other.false, self.off + other.off)  # fmt: skip


def share(good: int, bad: int, elsewhere: int) -> float | None:
    """Good of good and bad; None where there was nothing to do at all."""
    return good / (good + bad) if good + bad else (0.0 if elsewhere else None)


@dataclass(slots=True)
class Matched:
    """The facts of one kind: pairs that agree, what was missed, what is false."""

    pairs: list[tuple[Fact, Fact]] = field(default_factory=list)
    missed: list[Fact] = field(default_factory=list)
    false: list[Fact] = field(default_factory=list)

    def count(self) -> Count:
        own = [(gold, predicted) for gold, predicted in self.pairs if not gold.optional]
        off = sum(is_off(gold.lines, predicted.lines) for gold, predicted in own)
        return Count(len(own), sum(not fact.optional for fact in self.missed), len(self.false), off)


@dataclass(frozen=True, slots=True)
class Score:
    """One document: its facts by kind, and its questions."""

    matched: Mapping[str, Matched]
    questions: Questions

    @property
    def counts(self) -> dict[str, Count]:
        return {kind: matched.count() for kind, matched in self.matched.items()}


def matching(gold: Sequence[Fact], edges: Sequence[Sequence[int]], first: Mapping[int, int]) -> dict[int, int]:
    """A maximum matching that keeps every matched fact of `first` matched: the predicted place of each gold place."""
    holder = {predicted: own for own, predicted in first.items()}

    def augment(own: int, seen: set[int]) -> bool:
        for predicted in edges[own]:
            if predicted not in seen:
                seen.add(predicted)
                if predicted not in holder or augment(holder[predicted], seen):
                    holder[predicted] = own
                    return True
        return False

    for own in range(len(gold)):
        if own not in first:
            augment(own, set())
    return {own: predicted for predicted, own in holder.items()}


def exact(gold: Sequence[Fact], predicted: Sequence[Fact]) -> dict[int, int]:
    """Facts that agree in every field, each with the one whose line is right if there is a choice."""
    found: dict[int, int] = {}
    places = sorted(range(len(gold)), key=lambda place: gold[place].optional)
    for near in (True, False):
        taken = set(found.values())
        for own in places:
            if own in found:
                continue
            for place, fact in enumerate(predicted):
                right = not differing(gold[own], fact) and not (near and is_off(gold[own].lines, fact.lines))
                if place not in taken and right:
                    found[own] = place
                    taken.add(place)
                    break
    return found


def match(label: Row, gold: Sequence[Fact], predicted: Sequence[Fact]) -> Matched:
    """The facts of one kind, matched."""
    ambiguities, statutory = rows(label.get("ambiguities")), rows(label.get("statutory_retention"))
    edges = [
        [place for place, fact in enumerate(predicted)
         if not differing(own, fact) or pardons(ambiguities, own, fact) or expected_law(statutory, own, fact)]
        for own in gold
    ]  # fmt: skip
    found = matching(gold, edges, exact(gold, predicted))
    matched = Matched(
        [(gold[own], predicted[place]) for own, place in sorted(found.items())],
        [fact for own, fact in enumerate(gold) if own not in found],
        [fact for place, fact in enumerate(predicted) if place not in found.values()],
    )
    join(ambiguities, matched)
    return matched


def join(ambiguities: Sequence[Row], matched: Matched) -> None:
    """Let one item agree with the several it was read as, or several with one, where the label asks how many."""
    for whole in [fact for fact in matched.missed if fact.kind in SPLIT]:
        pieces = run(whole, matched.false) if counted(ambiguities, [whole]) else ()
        if pieces:
            settle(matched, (whole,), pieces)
    for whole in [fact for fact in matched.false if fact.kind in SPLIT]:
        pieces = run(whole, matched.missed)
        if pieces and counted(ambiguities, pieces):
            settle(matched, pieces, (whole,))


def settle(matched: Matched, gold: Sequence[Fact], predicted: Sequence[Fact]) -> None:
    """Count a run as one pair that agrees."""
    matched.pairs.append((gold[0], predicted[0]))
    matched.missed = [fact for fact in matched.missed if not is_one(fact, gold)]
    matched.false = [fact for fact in matched.false if not is_one(fact, predicted)]


def is_one(fact: Fact, of: Sequence[Fact]) -> bool:
    """Whether it is one of these very facts, and not only one that equals them."""
    return any(fact is one for one in of)


def score(label: Row, prediction: Row) -> Score:
    """A prediction held against its label."""
    ours = reading(label)
    gold, predicted = list(facts(ours)), list(facts(reading(prediction, ours)))
    of = {kind: match(label, by(kind, gold), by(kind, predicted)) for kind in KINDS}
    return Score(of, asked(rows(label.get("ambiguities")), rows(prediction.get("ambiguities"))))


def by(kind: str, of: Sequence[Fact]) -> list[Fact]:
    """The facts of one kind."""
    return [fact for fact in of if fact.kind == kind]


def total(counts: Iterable[Count]) -> Count:
    """All of them together: every fact weighs the same, whichever document it stands in."""
    return sum(counts, Count())
