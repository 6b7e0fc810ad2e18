"""The figures of docs/reading-measured.md: kinds by groups of documents, each with precision, recall and F1."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.reader.kinds import ASKED, KINDS, NEEDLESS, TARGETS
from bench.reader.score import Score, total
from bench.reader.table import figure, line

HERE = Path(__file__).resolve().parents[2] / "tests" / "reader"


def groups(reference: Path) -> dict[str, Path]:
    """The folders of labels by what is said of them."""
    return {"five seeds": reference / "gold", "eight documents": HERE / "gold"}


def grouped(scores: Mapping[str, Sequence[Score]]) -> Iterator[str]:
    """A row a kind: precision, recall and F1 of each group, and the target that the seeds are held to."""
    yield line(["kind", *[f"{name}: precision, recall, F1" for name in scores], "target"])
    yield line(["---"] + ["---:"] * (len(scores) + 1))
    for kind in KINDS:
        counts = [total(one.counts[kind] for one in group) for group in scores.values()]
        cells = [" ".join(map(figure, (each.precision, each.recall, each.f1))) if each.f1 is not None else "-"
                 for each in counts]  # fmt: skip
        yield line([kind, *cells, f"{TARGETS[kind]:.2f}" if kind in TARGETS else ""])
    yield line(["ambiguities asked", *map(asked_of, scores.values()), f"{ASKED:.2f}"])
    yield line(
        ["needless questions, at most", *[str(most_needless(group)) for group in scores.values()], str(NEEDLESS)]
    )


def asked_of(group: Sequence[Score]) -> str:
    """How many of the ambiguities that people found were asked about."""
    gold = sum(len(one.questions.gold) for one in group)
    found = sum(len(one.questions.asked) for one in group)
    return f"{found} of {gold}, {figure(found / gold)}"


def most_needless(group: Sequence[Score]) -> int:
    """The most questions in one document that nobody needed."""
    return max(len(one.questions.needless) for one in group)
