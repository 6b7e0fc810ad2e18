"""All that `jikim read` makes of one document, without the files it writes."""

from dataclasses import dataclass

from jikim.document import read as read_document
from jikim.draft import Draft, draft, page, sidecar
from jikim.messages import Language
from jikim.policy import Policy, parse
from jikim.policy import read_document as read_yaml
from jikim.reader import Reading, read_facts
from jikim.reprint import reprinted


@dataclass(frozen=True, slots=True)
class Whole:
    """What was read, and what is written of it."""

    reading: Reading
    draft: Draft
    policy: Policy
    sidecar: str
    page: str


def whole(data: bytes, name: str) -> Whole:
    """Go the whole way; what is written is read back."""
    reading = read_facts(read_document(data, name))
    ours = reprinted(reading)
    reading, made = (ours.reading, ours.draft) if ours else (reading, draft(reading))
    policy = parse(made.text(Language.KOREAN).encode(), "policy.yaml")
    beside = sidecar(reading, made, Language.KOREAN)
    read_yaml(beside.encode(), "policy.readings.yaml")
    return Whole(reading, made, policy, beside, page(reading, made, Language.KOREAN))
