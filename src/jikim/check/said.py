"""Every text of a policy that people read, with the section it stands in.

Rules about words do not care which field holds them, and a field that is added later is read too. Left out are the
notes, which are the author's own and never published.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from jikim.law import normal
from jikim.policy import Policy, Text

NOTES = ("note", "waivers")


@dataclass(frozen=True, slots=True)
class Said:
    """A text, the section of the policy it stands in (`rights`), and the form in which it is compared."""

    section: str
    text: Text
    folded: str


def texts(policy: Policy) -> tuple[Said, ...]:
    """Return every text of a policy in the order of its sections; what `like:` takes over stands once."""
    found: dict[tuple[object, str], Said] = {}
    for field in fields(policy):
        if field.name not in NOTES:
            for text in texts_of(getattr(policy, field.name)):
                if (text.place, text) not in found:
                    found[text.place, text] = Said(field.name, text, normal(text))
    return tuple(found.values())


def texts_of(value: object) -> Iterator[Text]:
    """Yield every text in a part of a policy."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in NOTES:
                yield from texts_of(getattr(value, field.name))


def speaks_of(value: object, *words: str) -> bool:
    """Return whether any text in a part of a policy holds one of the words, spaces aside."""
    wanted = [normal(word) for word in words]
    return any(word in normal(text) for text in texts_of(value) for word in wanted)
