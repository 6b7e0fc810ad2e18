"""What is collected without anybody typing it, how to refuse it (PIPA Art. 30 (1) 7)."""

from jikim.messages import msg
from jikim.publish.collection import AUTOMATIC, activity_part
from jikim.publish.document import Block, Line, Section
from jikim.publish.wording import Wording, cell, printed, printed_if

_REFUSAL_HEADS = (msg("browser or system"), msg("how to refuse"))


def devices(wording: Wording) -> Section | None:
    """Return the automatic collection: the activity, then cookies and how to refuse them."""
    policy = wording.policy
    activity, extra = policy.activity(AUTOMATIC), policy.automatic
    if activity is None:
        return None
    blocks: list[Block | None] = [activity_part(wording, activity)]
    if extra is not None:
        blocks += [
            wording.definitions([
                (msg("words of the policy"), printed_if(extra.says)),
                (msg("what cookies are for"), printed_if(extra.purpose)),
                (msg("what follows from refusing"), printed_if(extra.consequence)),
                (msg("further tools"), _open(wording, etc=extra.etc)),
            ]),
            wording.grid(msg("how to refuse automatic collection"), _REFUSAL_HEADS,
                         ((cell((printed(where),)), cell((printed(how),))) for where, how in extra.refusal)),
        ]  # fmt: skip
    return wording.part("", "automatic", msg("automatic collection and how to refuse it"), blocks)


def _open(wording: Wording, *, etc: bool) -> tuple[Line, ...]:
    return (wording.frame(msg("the policy leaves the list open"), wording.policy.place_of("automatic")),) if etc else ()
