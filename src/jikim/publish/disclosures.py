"""Matters that a policy tells only if the service does them, each a part of its own (PIPA Arts. 22 to 39)."""

from jikim.messages import msg
from jikim.policy.parties import Disclosure, Matter
from jikim.publish.document import Block, Section
from jikim.publish.wording import Wording, cell, paragraphs, printed_all, printed_if, texts

_TITLES = {
    Matter.FURTHER_USE: msg("further use and provision"),
    Matter.SENSITIVE: msg("sensitive information that may become public"),
    Matter.PSEUDONYMISED: msg("pseudonymised information"),
    Matter.BEHAVIOUR: msg("behavioural information"),
    Matter.AUTOMATED: msg("automated decisions"),
    Matter.TRAINING_DATA: msg("personal information that machines learn from"),
    Matter.LOCATION: msg("location information"),
    Matter.TRANSMISSION: msg("transmission of personal information on request"),
    Matter.CAMERAS: msg("cameras"),
}
_TOOL_HEADS = (msg("tool"), msg("where to refuse"))


def disclosure(wording: Wording, matter: Matter) -> Section | None:
    """Return what the policy says of one matter."""
    blocks = _said(wording, matter)
    return wording.part("", matter.value.replace("_", "-"), _TITLES[matter], blocks) if any(blocks) else None


def behaviour(wording: Wording) -> Section | None:
    """Return what is said of behavioural information, and the tools that observe it."""
    extra = wording.policy.automatic
    tools = extra.analytics if extra else ()
    rows = ((cell(printed_all([name])), cell(printed_if(opt_out))) for name, opt_out in tools)
    grid = wording.grid(msg("tools that observe behaviour"), _TOOL_HEADS, rows)
    blocks = [*_said(wording, Matter.BEHAVIOUR), grid]
    return wording.part("", "behaviour", _TITLES[Matter.BEHAVIOUR], blocks) if any(blocks) else None


def _said(wording: Wording, matter: Matter) -> list[Block | None]:
    found = [each for each in wording.policy.disclosures if each.matter is matter]
    return [block for each in found for block in _blocks(wording, each)]


def _blocks(wording: Wording, found: Disclosure) -> list[Block | None]:
    return [
        *paragraphs(printed_all(found.says)),
        wording.definitions([
            (msg("what it is for"), printed_if(found.purpose)),
            (msg("items concerned"), texts(found.items)),
            (msg("period of keeping"), printed_if(found.until)),
            (msg("recipient"), printed_all(found.to)),
            (msg("how it is done"), printed_if(found.how)),
            (msg("criteria"), printed_all(found.criteria)),
            (msg("how to refuse"), printed_if(found.refusal)),
        ]),
    ]  # fmt: skip
