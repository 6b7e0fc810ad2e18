"""All that `jikim read` does with one document, without the files it writes."""

from jikim.document import read
from jikim.draft import draft, page, sidecar
from jikim.errors import JikimError
from jikim.messages import Language
from jikim.policy import parse, read_document
from jikim.reader import read_facts
from jikim.reprint import reprinted


def whole(data: bytes, name: str) -> str:
    """Read a document, draft its policy, and read what is written; return what was found, in a few words."""
    reading = read_facts(read(data, name))
    ours = reprinted(reading)
    reading, made = (ours.reading, ours.draft) if ours else (reading, draft(reading))
    text, beside = made.text(Language.KOREAN), sidecar(reading, made, Language.KOREAN)
    try:
        policy = parse(text.encode(), "policy.yaml")
        read_document(beside.encode(), "policy.readings.yaml")
    except JikimError as fault:  # no refusal of the document: what we wrote ourselves has to be right
        raise AssertionError(f"what was written cannot be read: {fault.what} {fault.why}") from fault
    shown = page(reading, made, Language.KOREAN)
    return f"{reading.document.format.value}, {len(policy.activities)} activities, a page of {len(shown)} letters"
