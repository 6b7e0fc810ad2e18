"""Scores as a Markdown table, kinds by documents, and the facts of one document that went wrong."""

from collections.abc import Iterator, Mapping

from bench.reader.document import lines_of, words
from bench.reader.facts import Cut, Ends, Fact, Value, differing
from bench.reader.kinds import ASKED, KINDS, NEEDLESS, TARGETS
from bench.reader.score import Count, Matched, Score, total


def figure(value: float | None) -> str:
    """Three places, rounded down, so that only a perfect score reads 1.000."""
    return "-" if value is None else f"{int(value * 1000 + 1e-9) / 1000:.3f}"


def table(scores: Mapping[str, Score]) -> Iterator[str]:
    """F1 by kind and document, then of all together: precision, recall, F1, the target, the counts, the lines off."""
    heads = ["kind", *scores, "precision", "recall", "F1", "target", "agreed", "missed", "false", "lines off"]
    yield line(heads)
    yield line(["---"] + ["---:"] * (len(heads) - 1))
    for kind in KINDS:
        counts = [score.counts[kind] for score in scores.values()]
        yield line([kind, *(figure(count.f1) for count in counts), *summed(kind, total(counts))])
    everything = [total(score.counts.values()) for score in scores.values()]
    yield line(["all kinds", *(figure(count.f1) for count in everything), *summed("", total(everything))])
    yield from asked(scores)


def summed(kind: str, count: Count) -> list[str]:
    """The columns of all documents together."""
    target = f"{TARGETS[kind]:.2f}" if kind in TARGETS else ""
    figures = [figure(count.precision), figure(count.recall), figure(count.f1), target]
    return figures + [str(number) for number in (count.agreed, count.missed, count.false, count.off)]


def asked(scores: Mapping[str, Score]) -> Iterator[str]:
    """The rows of questions: recall of the ambiguities, and how many questions nobody needed."""
    questions = [score.questions for score in scores.values()]
    gold, found = sum(len(one.gold) for one in questions), sum(len(one.asked) for one in questions)
    needless = sum(len(one.needless) for one in questions)
    recall = figure(found / gold if gold else None)
    yield line(["ambiguities asked", *(figure(one.recall) for one in questions), "", recall, "", f"{ASKED:.2f}",
                str(found), str(gold - found), "", ""])  # fmt: skip
    yield line(["needless questions", *(str(len(one.needless)) for one in questions), "", "", "", f"<= {NEEDLESS} each",
                "", "", str(needless), ""])  # fmt: skip


def line(cells: list[str]) -> str:
    """One row."""
    return f"| {' | '.join(cells)} |"


def short_of(scores: Mapping[str, Score]) -> list[str]:
    """What the issue asks for and these scores do not reach."""
    short = []
    for kind, target in TARGETS.items():
        f1 = total(score.counts[kind] for score in scores.values()).f1
        if f1 is not None and f1 < target:
            short.append(f"{kind}: F1 {figure(f1)} < {target:.2f}")
    gold = sum(len(score.questions.gold) for score in scores.values())
    found = sum(len(score.questions.asked) for score in scores.values())
    if found < ASKED * gold:
        short.append(f"ambiguities asked: {found} of {gold}")
    return short + [f"needless questions in {name}: {len(score.questions.needless)}"
                    for name, score in scores.items() if len(score.questions.needless) > NEEDLESS]  # fmt: skip


def detail(score: Score) -> Iterator[str]:
    """Every missed and every false fact with its line; a missed one beside the false one that is nearest to it."""
    for kind in KINDS:
        matched = score.matched[kind]
        if any(not fact.optional for fact in matched.missed) or matched.false:
            yield f"\n## {kind}"
            yield from wrong(matched)
    questions = score.questions
    yield from ("\n## questions",) if questions.missed or questions.needless else ()
    for one in questions.missed:
        yield f"missed   line {place(lines_of(one))}: {one.get('question')} {' / '.join(words(one.get('options')))}"
    for one in questions.needless:
        yield f"needless line {place(lines_of(one))}: {one.get('question')}"


def wrong(matched: Matched) -> Iterator[str]:
    """The facts of one kind that went wrong."""
    for fact in matched.missed:
        if not fact.optional:
            near = min(matched.false, key=lambda one: len(differing(fact, one)), default=None)
            fields = differing(fact, near) if near else ()
            told = f"  [read as {fields[0]}: {plain(near.value(fields[0]))}]" if near and len(fields) == 1 else ""
            yield f"missed   line {place(fact.lines)}: {said(fact)}{told}"
    for fact in matched.false:
        yield f"false    line {place(fact.lines)}: {said(fact)}"


def place(lines: tuple[int, ...]) -> str:
    """Lines for people."""
    return ", ".join(str(number) for number in lines) or "?"


def said(fact: Fact) -> str:
    """A fact for people: its collection by name, its fields that hold something."""
    fields = [f"{name} {plain(value)}" for name, value in fact.fields
              if value is not None and name not in ("collection", "party", "rule")]  # fmt: skip
    return (f"({fact.where}) " if fact.where else "") + "; ".join(fields)


def plain(value: Value) -> str:
    """A value for people."""
    if isinstance(value, frozenset):
        return "+".join(sorted(value)) or "none"
    if isinstance(value, Ends):
        return f"{value.combine} of ".lstrip() * bool(value.combine) + ", ".join(
            f"{event}+{length}" for event, length in sorted(value.of)
        )
    return value.text if isinstance(value, Cut) else "none" if value is None else str(value)
