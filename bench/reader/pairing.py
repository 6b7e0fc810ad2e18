"""Which collection, party or rule of a prediction is which one of the label, so that their parts can be compared.

Rows are paired one to one by what they share, best pairs first, ties by order: labels and names weigh most, then
what they print, then their lines. A prediction's own identifiers (`id`) never count, nor do words that many rows share
(`need`, `store`, `until`). Two rows that share too little stay alone, and so does everything under them.
"""

from collections import Counter
from collections.abc import Sequence

from bench.reader.document import Row, leaves, tight

WEIGHTS = {"context": 6, "name": 6, "recipient": 6, "phrase": 4, "work": 4, "from": 4, "purpose": 3, "group": 2}
PRINTED = {"items", "purposes", "when", "consents", "text", "line", "lines", "until", "plus", "applies_to"}
NAMES = ("context", "name", "recipient", "phrase")
ENOUGH = 0.25


def shares(row: Row) -> Counter[tuple[str, str]]:
    """What a row can have in common with another."""
    return Counter(leaf for leaf in leaves(row) if leaf[0] in WEIGHTS or leaf[0] in PRINTED)


def weight(shared: Counter[tuple[str, str]]) -> int:
    """How much these say together."""
    return sum(WEIGHTS.get(name, 1) * count for (name, _), count in shared.items())


def same_name(one: Row, other: Row) -> bool:
    """Whether both are called the same."""
    return any(one.get(name) and tight(one[name]) == tight(other.get(name) or "") for name in NAMES)


def paired(gold: Sequence[Row], predicted: Sequence[Row]) -> dict[int, int]:
    """The place in the label of each predicted row that has one."""
    ours, theirs = [shares(row) for row in gold], [shares(row) for row in predicted]
    candidates = []
    for i, mine in enumerate(ours):
        for j, other in enumerate(theirs):
            shared = weight(mine & other)
            likeness = shared / (weight(mine | other) or 1)
            if likeness >= ENOUGH or same_name(gold[i], predicted[j]):
                candidates.append((-shared, -likeness, i, j))
    found: dict[int, int] = {}
    for _, _, i, j in sorted(candidates):
        if j not in found and i not in found.values():
            found[j] = i
    return found


def keys(gold: Sequence[Row], predicted: Sequence[Row]) -> tuple[str, ...]:
    """For each predicted row the key of its fellow in the label, or one of its own; the label's are `"0"`, `"1"` ..."""
    found = paired(gold, predicted)
    return tuple(str(found[j]) if j in found else f"+{j}" for j in range(len(predicted)))
