"""What `jikim read` says of proposals: how many, from whom, what was refused, or why nothing was heard.

A program that fails costs its proposals and nothing else, so its error is shown beside the draft and does not end the
command.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jikim.cli.face import Face
from jikim.cli.faults import as_data, in_words
from jikim.draft import KINDS
from jikim.errors import OperatorError
from jikim.messages import Message, msg
from jikim.reader import Proposed, Proposer, Reading, Refusal, asked_of, heard

REASONS: Mapping[Refusal, Message] = {
    Refusal.FORM: msg("not of the form that is asked for"),
    Refusal.LINE: msg("about no line that was asked about"),
    Refusal.KIND: msg("of no known kind"),
    Refusal.WORDS: msg("words that do not stand in the line"),
    Refusal.SAYS: msg("a remark too long"),
    Refusal.CONTROL: msg("control characters"),
    Refusal.REPEATED: msg("said before"),
    Refusal.MANY: msg("past the number that is looked at"),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of asking: proposals, or trouble; neither where nobody was asked."""

    proposed: Proposed | None = None
    trouble: OperatorError | None = None

    def show(self, face: Face, readings: Path) -> None:
        """Tell it to a person."""
        if self.trouble is not None:
            face.warn(in_words(face, self.trouble))
        if self.proposed is not None:
            _show(face, self.proposed, readings)

    def as_data(self, face: Face) -> dict[str, object]:
        """Return the entry `proposals` for a script; no entry where nobody was asked."""
        if self.trouble is not None:
            return {"proposals": {"by": None, "refused": {}, "each": [], "error": as_data(face, self.trouble)}}
        return {"proposals": _data(self.proposed)} if self.proposed is not None else {}


def hear(face: Face, proposer: Proposer, reading: Reading) -> Heard:
    """Ask about the lines that no rule read; a proposer that cannot answer is trouble told, and no more."""
    asked = asked_of(reading, tuple(KINDS))
    try:
        found = heard(asked, proposer(asked))
    except OperatorError as error:
        face.note("unproposed", lines=len(asked.lines))
        return Heard(trouble=error)
    face.note("proposed", kept=len(found.proposals), refused=sum(found.refused.values()))
    return Heard(found)


def _show(face: Face, proposed: Proposed, readings: Path) -> None:
    face.tell(msg("{by} proposed {count} readings of lines that no rule read; they stand in {readings} and not in the "
                  "draft: check each against the text", by=proposed.by, count=len(proposed.proposals),
                  readings=readings))  # fmt: skip
    if proposed.refused:
        reasons = ", ".join(f"{face.say(REASONS[each])}: {count}" for each, count in proposed.refused.items())
        face.tell(msg("{count} of its answers were refused ({reasons})", count=sum(proposed.refused.values()),
                      reasons=reasons))  # fmt: skip


def _data(proposed: Proposed) -> dict[str, object]:
    each = [{"line": str(one.spot), "kind": one.kind, "words": one.words, "says": one.says}
            for one in proposed.proposals]  # fmt: skip
    refused = {reason.value: count for reason, count in proposed.refused.items()}
    return {"by": proposed.by, "refused": refused, "each": each}
