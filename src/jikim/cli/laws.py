"""A statute as people read it: what it speaks of, and its article."""

from jikim.cli.face import Face
from jikim.law import catalogue
from jikim.messages import Language


def law_named(face: Face, reason: str) -> str:
    """Return what a statute speaks of, with its citation; the reason itself where it is none."""
    duty = catalogue().find_retention(reason)
    if duty is None:
        return reason
    if face.language is Language.KOREAN:
        return f"{duty.fact.ko} ({catalogue().cite_in_korean(duty.fact)})"
    return f"{duty.fact.en} ({catalogue().cite(duty.fact)})"
