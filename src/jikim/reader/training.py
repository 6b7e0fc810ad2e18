"""Lessons for those who handle data, and the rule by which they come round.

`매년 2월 둘째 주 화요일` is read as the second Tuesday; that it may be the Tuesday of the second week is asked.
"""

import re
from collections.abc import Sequence

from jikim.document import Line
from jikim.messages import msg
from jikim.reader.facts import Training
from jikim.reader.kinds import Kind
from jikim.reader.labelled import Value, pairs
from jikim.reader.letters import letters, single, split
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_YEARLY = re.compile(r"매년\s*(?P<month>\d{1,2})월")
_WEEK = re.compile(r"(?P<nth>첫|둘|두|셋|세|넷|네|마지막|\d)\s?(?:째|번째)?\s?주?\s?(?P<day>[월화수목금토일])요일")
_DAY = re.compile(r"월\s*(?P<day>\d{1,2})일")
_HOUR = re.compile(r"(?P<pm>오후)?\s?(?P<hour>\d{1,2})\s?시(?:\s?(?P<minute>\d{1,2})분)?")
_NTH = {"첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "마지막": -1}
_DAYS = dict(zip("월화수목금토일", ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_FREQUENCY = re.compile(r"(?:연|년|월|분기|반기)\s?\d{1,2}\s?회(?:\s?이상)?|매년|매월|매\s?분기|매\s?반기|정기적")
_LENGTH = re.compile(r"\d{1,2}\s?(?:시간|분)(?=\s|동안|씩|$|,)")


def training(parts: Sequence[Section], notes: Notes) -> Training | None:
    """Read the lessons; None where nothing but their existence is said."""
    lines = [line for part in parts if part.kind is Kind.TRAINING for line in part.lines()]
    said = {letters(label): (value, line) for line in lines for label, value in pairs(line)}
    plan = next((found for key, found in said.items() if re.search(r"일정|시기|주기|방법$", key)), None)
    if not lines or (plan is None and not said):
        return None
    for line in lines:
        notes.use(line, "training")
    text = plan[0].text if plan else " ".join(line.text for line in lines)
    line = plan[1] if plan else lines[0]
    _ask(lines, text, line, notes)
    frequency, length = _FREQUENCY.search(text), _LENGTH.search(text)
    return Training(
        spot=lines[0].spot,
        who=_list(said, r"대상"),
        content=_list(said, r"내용"),
        frequency=single(frequency[0]) if frequency else None,
        duration=single(length[0]) if length else None,
        rrule=rrule(text),
        may_change=bool(re.search(r"변동|변경될?\s?수|변경\s?가능", text)),
        phrase=single(text),
    )


def rrule(text: str) -> str | None:
    """Return the recurrence of a phrase as RFC 5545; None where it fixes no day.

    >>> rrule("매년 5월 셋째 주 수요일 14시")
    'FREQ=YEARLY;BYMONTH=5;BYDAY=3WE;BYHOUR=14;BYMINUTE=0'
    """
    year, week, hour = _YEARLY.search(text), _WEEK.search(text), _HOUR.search(text)
    day = _DAY.search(text)
    if not year or not (week or day) or not 1 <= int(year["month"]) <= 12:
        return None
    parts = ["FREQ=YEARLY", f"BYMONTH={int(year['month'])}"]
    if week:
        nth = _NTH.get(week["nth"]) or int(week["nth"])
        parts.append(f"BYDAY={nth}{_DAYS[week['day']]}")
    elif day:
        parts.append(f"BYMONTHDAY={int(day['day'])}")
    if hour:
        late = 12 if hour["pm"] and int(hour["hour"]) < 12 else 0
        parts += [f"BYHOUR={int(hour['hour']) + late}", f"BYMINUTE={int(hour['minute'] or 0)}"]
    return ";".join(parts)


def _list(said: dict[str, tuple[Value, Line]], form: str) -> tuple[str, ...]:
    found = next((value.text for key, (value, _) in said.items() if re.search(form, key)), None)
    return tuple(single(one) for one in split(found)) if found else ()


def _ask(lines: Sequence[Line], text: str, line: Line, notes: Notes) -> None:
    week = _WEEK.search(text)
    if week and "주" in week[0]:
        notes.ask("training-week", text, msg("'{words}': counted by such days of the month, or by weeks?",
                  words=single(week[0])), (msg("counted by days"), msg("counted by weeks")), line.spot)  # fmt: skip
    said = {found[0] for one in lines for found in _FREQUENCY.finditer(one.text)}
    least = next((one for one in lines if re.search(r"\d\s?회\s?이상", one.text)), None)
    if least is not None and len(said) > 1:
        notes.ask("training-least", least.text, msg("One place says at least so often, another says how often: which?"),
                  (msg("at least"), msg("exactly")), least.spot)  # fmt: skip
