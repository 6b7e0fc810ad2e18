"""The one expression of the language: until when.

    until   := term | [term, term, ...]        a list is "whichever comes first"
    term    := EVENT | PERIOD "after" EVENT | PERIOD | "law"
    PERIOD  := N unit | "at once" | "at least" PERIOD
    unit    := hour day "business day" week month year, and 시간 일 영업일 주 개월 월 년

The Korean forms are the same grammar in Korean order: `탈퇴 후 30일`, `5년`, `3개월 이상`, `즉시`. An event is
written by its id or by its label. A period alone counts from `collected`.
"""

import re
from dataclasses import dataclass

from jikim.messages import Message, msg
from jikim.period import AT_ONCE, Period

LAW = "law"
COLLECTED = "collected"
MOST_YEARS = 200  # longer than any duty of law, and no day is reckoned that no calendar has


@dataclass(frozen=True, slots=True)
class Length:
    """A period as written; `at_least` marks one that is only a floor ("3 months or more")."""

    period: Period
    at_least: bool = False


AT_ONCE_LENGTH = Length(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Term:
    """One end: an event, or a length after it. `event` is what the author wrote: an id, a label, or `law`."""

    event: str
    length: Length | None = None


class UntilError(Exception):
    """The text is no term; `what` and `fix` say why, in the author's words."""

    def __init__(self, what: Message, fix: Message) -> None:
        super().__init__(str(what))
        self.what, self.fix = what, fix


_ENGLISH = {"hour": "hours", "day": "days", "business day": "business_days", "week": "weeks", "month": "months",
            "year": "years"}  # fmt: skip
_KOREAN = {"시간": "hours", "일": "days", "영업일": "business_days", "주": "weeks", "주일": "weeks", "개월": "months",
           "달": "months", "월": "months", "년": "years"}  # fmt: skip
_NUMBER_ENGLISH = re.compile(r"(\d{1,4})\s+(hour|day|business day|week|month|year)s?")
_NUMBER_KOREAN = re.compile(rf"(\d{{1,4}})\s*({'|'.join(sorted(_KOREAN, key=len, reverse=True))})(?:간)?")
_AFTER = re.compile(r"(?P<length>.+?)\s+after\s+(?P<event>\S.*)")
_AFTER_KOREAN = re.compile(r"(?P<event>.+?)\s*(?:후|뒤|부터|로부터|일로부터|일부터)\s+(?P<length>.+)")
_LOOKS_LIKE_LENGTH = re.compile(r"\d")

_FORMS = msg("write `5 years after paid`, `left`, `탈퇴 후 30일` or `law`")


def read_term(text: str) -> Term:
    """Read one term, or raise UntilError.

    >>> read_term("5 years after paid")
    Term(event='paid', length=Length(period=Period(months=60, days=0, business_days=0, hours=0), at_least=False))
    >>> read_term("탈퇴 후 30일").event
    '탈퇴'
    """
    words = " ".join(text.split())
    if not words:
        raise UntilError(msg("`until` is empty"), _FORMS)
    found = _AFTER.fullmatch(words) or _AFTER_KOREAN.fullmatch(words)
    if found:
        return Term(found["event"], read_length(found["length"]))
    if _LOOKS_LIKE_LENGTH.match(words) or words in ("at once", "즉시") or words.startswith("at least "):
        return Term(COLLECTED, read_length(words))
    return Term(words)


def read_length(text: str) -> Length:
    """Read a length: `5 years`, `6개월`, `3 business days`, `at least 3 months`, `즉시`; or raise UntilError.

    >>> read_length("72시간").period.hours, read_length("5년간").period.months
    (72, 60)
    >>> read_length("3개월 이상")
    Length(period=Period(months=3, days=0, business_days=0, hours=0), at_least=True)
    """
    words = " ".join(text.split()).rstrip(".")
    if words.startswith("at least "):
        return Length(_period(words.removeprefix("at least "), text), at_least=True)
    if words.endswith("이상"):
        return Length(_period(words.removesuffix("이상").rstrip(), text), at_least=True)
    return Length(_period(words, text))


def _period(words: str, whole: str) -> Period:
    if words in ("at once", "즉시", "지체 없이", "지체없이"):
        return AT_ONCE
    english, korean = _NUMBER_ENGLISH.fullmatch(words), _NUMBER_KOREAN.fullmatch(words)
    unit = _ENGLISH[english[2]] if english else _KOREAN.get(korean[2]) if korean else None
    if unit is None:
        raise UntilError(
            msg("'{text}' is no length of time", text=whole),
            msg("write a number and hour, day, business day, week, month or year: `5 years`, `6개월`, `30일`"),
        )
    count = int((english or korean or [0, 0])[1])
    if count == 0:
        raise UntilError(msg("'{text}' is no length of time", text=whole), msg("write `at once` (즉시) for no time"))
    if _of(count, unit).months > 12 * MOST_YEARS:
        raise UntilError(
            msg("'{text}' is longer than {most} years", text=whole, most=MOST_YEARS),
            msg("write the period after which nobody needs it any more"),
        )
    return _of(count, unit)


def _of(count: int, unit: str) -> Period:
    if unit == "years":
        return Period(months=12 * count)
    return Period(days=7 * count) if unit == "weeks" else Period(**{unit: count})
