"""All that `jikim read` does with one document, without the files it writes."""

from jikim.document import read
from jikim.draft import draft, page, sidecar
from jikim.messages import Language
from jikim.policy import parse, read_document
from jikim.reader import read_facts
from jikim.reprint import reprinted


def whole(data: bytes, name: str) -> str:
    """Read a document, draft its policy, and read what is written; return what was found, in a few words."""
    reading = read_facts(read(data, name))
    ours = reprinted(reading)
    reading, made = (ours.reading, ours.draft) if ours else (reading, draft(reading))
    policy = parse(made.text(Language.KOREAN).encode(), "policy.yaml")
    read_document(sidecar(reading, made, Language.KOREAN).encode(), "policy.readings.yaml")
    shown = page(reading, made, Language.KOREAN)
    return f"{reading.document.format.value}, {len(policy.activities)} activities, a page of {len(shown)} letters"
