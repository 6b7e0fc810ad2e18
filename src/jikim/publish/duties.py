"""What the controller does: destroys, keeps safe, trains; and whatever else it promises.

PIPA Arts. 21, 28 (2), 29, 30 (1) 3-2, Decree Art. 31 (1) 3.
"""

import re
from collections.abc import Iterator

from jikim.messages import Message, msg
from jikim.policy import Text
from jikim.policy.parties import Destruction, Promise, Training
from jikim.publish.document import Block, Cell, Line, Run, Section
from jikim.publish.wording import Wording, bullets, cell, printed, printed_all, printed_if, texts

_KEYS = {
    "within": msg("period for destroying"),
    "when": msg("what brings it about"),
    "where": msg("place of keeping"),
    "electronic": msg("electronic files"),
    "paper": msg("paper"),
}


def destruction(wording: Wording) -> Section | None:
    """Return how and how fast records are destroyed (PIPA Art. 21)."""
    found = wording.policy.destruction
    if found is None:
        return None
    return wording.part("", "destruction", msg("destruction of personal information"), [
        wording.definitions([
            (msg("words of the policy"), printed_if(found.says)),
            (msg("what brings it about"), printed_all(found.triggers)),
            (msg("period for destroying"), wording.deadline(found.within_says)),
            (msg("whose approval it needs"), _approval(wording, found)),
            (msg("electronic files"), printed_if(found.electronic)),
            (msg("paper"), printed_if(found.paper)),
        ]),
        *_steps(wording, found),
        *_separate(wording, found),
    ])  # fmt: skip


def _approval(wording: Wording, found: Destruction) -> tuple[Line, ...]:
    if found.approval is None:
        return ()
    officer = next((each for each in wording.policy.officers if each.role == found.approval), None)
    if officer is not None and officer.title is not None:
        return (Line((Run(str(officer.title), (found.approval.place, officer.title.place)),)),)
    return (wording.officer_role(found.approval),)


def _steps(wording: Wording, found: Destruction) -> Iterator[Block | None]:
    steps = bullets(printed_all(found.steps), ordered=True)
    if steps:
        yield wording.part("", "destruction-steps", msg("steps of destroying"), [steps])


def _separate(wording: Wording, found: Destruction) -> Iterator[Block | None]:
    """Yield what is said of separate stores; keys of the author's own are words of the document."""
    pairs = wording.definitions((_term(wording, key), (printed(words),)) for key, words in found.separate)
    if pairs:
        yield wording.part("", "destruction-separate", msg("what is kept apart"), [pairs])


def _term(wording: Wording, key: Text) -> Message | Line:
    return _KEYS.get(str(key)) or printed(key)


def safeguards(wording: Wording) -> Section | None:
    """Return the safety measures by kind, and the training of handlers."""
    found, blocks = wording.policy.safeguards, list[Block | None]()
    if found is not None:
        blocks.append(wording.definitions([
            (msg("managerial measures"), printed_all(found.managerial)),
            (msg("technical measures"), printed_all(found.technical)),
            (msg("physical measures"), printed_all(found.physical)),
            (msg("other measures"), printed_all(found.other)),
        ]))  # fmt: skip
    if wording.policy.training is not None:
        blocks.append(_training(wording, wording.policy.training))
    if not any(blocks):
        return None
    return wording.part("", "safeguards", msg("measures to keep personal information safe"), blocks)


def _training(wording: Wording, training: Training) -> Block | None:
    moves = (wording.frame(msg("the day may move"), training.place),) if training.may_move else ()
    pairs = wording.definitions([
        (msg("when training is held"), wording.said_or(training.says, _every(wording, training.every))),
        (msg("may it move"), moves),
        (msg("how often at least"), printed_if(training.at_least)),
        (msg("how long it lasts"), printed_if(training.lasts)),
        (msg("who is trained"), texts(training.who)),
        (msg("what it is about"), printed_all(training.what)),
    ])  # fmt: skip
    heading = msg("training of those who handle personal information")
    return wording.part("", "training", heading, [pairs]) if pairs else None


_RULE = re.compile(
    r"FREQ=(?P<every>YEARLY|MONTHLY|WEEKLY)(?:;BYMONTH=(?P<month>\d{1,2}))?"
    r"(?:;BYDAY=(?P<nth>[1-5])?(?P<day>MO|TU|WE|TH|FR|SA|SU)|;BYMONTHDAY=(?P<date>\d{1,2}))?(?:;BYHOUR=(?P<hour>\d{1,2}))?"
)
_DAYS = {"MO": msg("Monday"), "TU": msg("Tuesday"), "WE": msg("Wednesday"), "TH": msg("Thursday"), "FR": msg("Friday"),
         "SA": msg("Saturday"), "SU": msg("Sunday")}  # fmt: skip
_EVERY = {"YEARLY": msg("every year"), "MONTHLY": msg("every month"), "WEEKLY": msg("every week")}


def _every(wording: Wording, rule: Text | None) -> Line | None:
    """Return an RRULE in words; one that we have no words for as it is written."""
    if rule is None:
        return None
    found = _RULE.fullmatch(rule)
    if found is None:
        return printed(rule)
    said = _EVERY[found["every"]]
    if found["month"]:
        said = msg("{when}, month {month}", when=said, month=int(found["month"]))
    if found["nth"]:
        said = msg("{when}, week {number}", when=said, number=int(found["nth"]))
    if found["day"]:
        said = msg("{when}, on {day}", when=said, day=_DAYS[found["day"]])
    if found["date"]:
        said = msg("{when}, day {date}", when=said, date=int(found["date"]))
    if found["hour"]:
        said = msg("{when}, at {hour} o'clock", when=said, hour=int(found["hour"]))
    return wording.frame(said, rule.place)


def promises(wording: Wording) -> Section | None:
    """Return the statements that bind and are no rule of their own."""
    rows = (_promise(wording, promise) for promise in wording.policy.promises)
    heads = (msg("promise"), msg("items concerned"), msg("in which case"), msg("legal basis"))
    grid = wording.grid(msg("further promises"), heads, rows)
    return wording.part("", "promises", msg("further promises"), [grid]) if grid else None


def _promise(wording: Wording, promise: Promise) -> tuple[Cell, ...]:
    said = printed_all(promise.says) or (printed(promise.kind),)
    return (
        cell(said),
        cell(texts(promise.items)),
        cell(wording.occasion(promise.when)),
        cell(printed_if(promise.cited)),
    )
