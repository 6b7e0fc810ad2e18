"""policy.readings.yaml: where each value of a draft came from, what was assumed, asked and not read.

A part of the draft whose values all come from one line has one entry: the path of the part, the line, its first words.
What came from no line was chosen, and stands under `chosen` with no line. What a program proposed stands under
`proposals`, and no value of the draft came from there. It is YAML of the same restricted kind.
"""

from collections.abc import Iterator, Mapping

from jikim.document import Gap, Line, Spot, lines_of
from jikim.draft.asked import Open
from jikim.draft.draft import Draft
from jikim.draft.text import rows
from jikim.draft.tree import Node, Series, Table, Word, bare, clean, series, table, values, word, words
from jikim.law import normal
from jikim.messages import Language, Message, msg, say
from jikim.reader import Assumption, Proposal, Proposed, Reading

_FIRST_WORDS = 60


def sidecar(reading: Reading, draft: Draft, language: Language, proposed: Proposed | None = None) -> str:
    """Return the text of the sidecar of a draft; without `proposed` nobody was asked."""
    head = say(msg("How {file} was read: the questions, and for each value of the draft the line it came from.",
                   file=clean(reading.document.name)), language)  # fmt: skip
    aside = say(msg("What stands under `proposals` was read by no rule and is in no value of the draft: check each "
                    "against the text."), language)  # fmt: skip
    heads = [f"# {head}", f"# {aside}"] if proposed else [f"# {head}"]
    return "\n".join([*heads, *(row.text for row in rows(_root(reading, draft, language, proposed)))]) + "\n"


def _root(reading: Reading, draft: Draft, language: Language, proposed: Proposed | None) -> Table:
    spoken = _Spoken(language, _words_by_spot(reading))
    found = tuple(_places(draft.tree, ""))
    entries = (
        ("jikim", bare("1")),
        ("source", table(("file", word(reading.document.name)), ("form", bare(reading.document.format.value)))),
        ("questions", series(map(spoken.question, draft.questions))),
        ("assumptions", series(map(spoken.assumption, reading.assumptions))),
        ("unread", spoken.unread(reading)),
        ("proposals", _proposals(proposed) if proposed else None),
        ("lines", table(*((path, spoken.place(spot, said)) for path, spot, said in found if spot), block=True)),
        ("chosen", words((path for path, spot, _ in found if spot is None))),
    )
    return Table(tuple((key, node) for key, node in entries if node is not None), block=True)


def _places(node: Node, path: str, beside: str = "") -> Iterator[tuple[str, Spot | None, str]]:
    """Yield the largest parts that come from one line, or from none, each with the first words in it or beside it."""
    told = [each for _, each in values(node)]
    spots = {each.spot for each in told}
    said = next((each.text for each in told if not each.bare), beside)
    if path and len(spots) <= 1:
        yield path, next(iter(spots), None), said
    elif isinstance(node, Table):
        for key, inner in node.entries:
            yield from _places(inner, f"{path}.{key}" if path else key, said if path else "")
    elif isinstance(node, Series):
        for place, inner in enumerate(node.nodes):
            yield from _places(inner, f"{path}[{place}]")


def _words_by_spot(reading: Reading) -> Mapping[Spot, list[str]]:
    """Return the lines at each spot: a page written without line breaks has all of them at one."""
    found: dict[Spot, list[str]] = {}
    for block in reading.document.blocks:
        for line in lines_of(block):
            found.setdefault(line.spot, []).append(clean(line.text))
    return found


class _Spoken:
    """The parts of a sidecar in one language."""

    def __init__(self, language: Language, printed: Mapping[Spot, list[str]]) -> None:
        self._language = language
        self._printed = printed

    def question(self, each: Open) -> Table | None:
        """Return a question with its options; `chosen` counts them from 1."""
        return table(
            ("number", bare(str(each.number))),
            ("line", _line(each.spot)),
            ("about", word(each.about)),
            ("asks", self._said(each.what)),
            ("options", series((self._said(option) for option in each.options), block=False)),
            ("chosen", bare(str(each.chosen + 1))),
        )

    def assumption(self, each: Assumption) -> Table | None:
        """Return what was taken for said."""
        return table(("line", _line(each.spot)), ("what", self._said(each.what)))

    def unread(self, reading: Reading) -> Table | None:
        """Return the share that stands in no fact, the lines, and what did not arrive."""
        found = reading.unread
        return table(
            ("share", bare(f"{found.share:.0%}")),
            ("lines", series((_line(spot) for spot in _spots(found.lines)), block=False)),
            ("lost", series(map(self._gap, found.lost))),
            ("left_out", series(map(self._gap, found.left_out))),
            block=True,
        )

    def place(self, spot: Spot, said: str) -> Table | None:
        """Return a line of the document with its first words; of several at a spot the one that has what is said."""
        there = self._printed.get(spot, [""])
        printed = next((text for text in there if said and normal(said) in normal(text)), there[0])
        short = printed if len(printed) <= _FIRST_WORDS else printed[:_FIRST_WORDS].rstrip() + "…"
        return table(("line", _line(spot)), ("words", word(short)))

    def _gap(self, gap: Gap) -> Table | None:
        return table(("line", _line(gap.spot)), ("what", self._said(gap.what)), ("share", bare(f"{gap.share:.0%}")))

    def _said(self, message: Message) -> Word | None:
        return word(say(message, self._language))


def _proposals(proposed: Proposed) -> Table | None:
    """Return who proposed, how many answers were refused for which reason, and each that was kept."""
    return table(
        ("by", word(proposed.by)),
        ("refused", table(*((reason.value, bare(str(count))) for reason, count in proposed.refused.items()))),
        ("each", series(map(_proposal, proposed.proposals))),
        block=True,
    )


def _proposal(each: Proposal) -> Table | None:
    return table(
        ("line", _line(each.spot)), ("kind", bare(each.kind)), ("words", word(each.words)), ("says", word(each.says))
    )


def _line(spot: Spot | None) -> Word | None:
    return Word(str(spot)) if spot and spot.page else bare(str(spot)) if spot else None


def _spots(lines: tuple[Line, ...]) -> list[Spot]:
    return list(dict.fromkeys(line.spot for line in lines))
