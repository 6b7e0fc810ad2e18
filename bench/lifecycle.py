"""How long the whole state of one strand takes, with its reasons: `python -m bench.lifecycle`.

The strands are those of an order in the example kmong, by promise alone and under a duty of law; three events bear
on each, of which one or two happened. The rival is the plain algorithm of the design, as somebody would write it in
an afternoon: `relativedelta` for the periods, the events taken one after the other. It knows one reading of a period
where we know three, and no holidays; both answer with the place, the ends and every rule. A thousand lives, so that
many days are asked; target: 20 us.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from dateutil.relativedelta import relativedelta

from bench.machine import compare, machine, seconds
from jikim.law import catalogue, holidays
from jikim.lifecycle import Bound, Keeping, Occurrences, Place, gather, justify, strands
from jikim.period import Calendar, Instant, instant_of
from jikim.policy import parse

LIVES, ROUNDS, TARGET = 1000, 9, 20
NOW = date(2026, 11, 22)
KMONG = Path(__file__).resolve().parent.parent / "examples/kmong/policy.yaml"

Life = tuple[date, list[tuple[str, date]]]
Answer = tuple[str, date, date, list[tuple[str, date]]]


def main() -> None:
    print(machine())
    print(f"{LIVES} lives, medians of {ROUNDS} rounds in turn; target {TARGET} us")
    for keeping in strands_of_an_order():
        measure(keeping, [life(number) for number in range(LIVES)])


def measure(keeping: Keeping, lives: list[Life]) -> None:
    ours, rival = jikim(keeping, lives), plain(keeping, lives)
    assert places(ours()) == [place for place, *_ in rival()], "the two disagree: the figures mean nothing"

    figures = compare(lambda: seconds(ours), lambda: seconds(rival), ROUNDS)

    mine, theirs = (figures[side] / LIVES * 1e6 for side in ("ours", "rival"))
    print(
        f"rules {len(keeping.rules)}, events {len(keeping.events)}: ours {mine:.1f} us, plain {theirs:.1f} us, "
        f"ratio {figures['ratio']:.2f} ({figures['lowest']:.2f} to {figures['highest']:.2f}), "
        f"plain varied by {figures['rival_spread']:.2f}"
    )


def strands_of_an_order() -> list[Keeping]:
    """One that only promises keep, and one that a statute keeps too."""
    found = [one.keeping for one in strands(parse(KMONG.read_bytes()), catalogue(), NOW) if one.activity == "order"]
    return [next(one for one in found if bool(one.of(Bound.FLOOR)) is by_law) for by_law in (False, True)]


def life(number: int) -> Life:
    """Who ordered some days ago and left some time later, or not."""
    ordered = NOW - timedelta(days=3 * number)
    events = [("joined", ordered - timedelta(days=100)), ("paid", ordered + timedelta(days=2))]
    if number % 3:
        events.append(("left", ordered + timedelta(days=number % 700)))
    return ordered, events


def jikim(keeping: Keeping, lives: list[Life]) -> Callable[[], list[Place]]:
    calendar, now = Calendar(holidays()), instant_of(NOW)
    told: list[tuple[Instant, Occurrences]] = [
        (instant_of(collected), gather((event, instant_of(day)) for event, day in events))
        for collected, events in lives
    ]
    return lambda: [justify(keeping, collected, events, now, calendar).place for collected, events in told]


def places(found: list[Place]) -> list[str]:
    return [place.value for place in found]


def plain(keeping: Keeping, lives: list[Life]) -> Callable[[], list[Answer]]:
    rules = [
        (
            rule.reason,
            rule.place.value,
            [(term.event.removesuffix("+"), relativedelta(months=term.period.months, days=term.period.days))
             for term in rule.terms],
        )
        for rule in keeping.rules
    ]  # fmt: skip
    return lambda: [plain_state(rules, collected, events) for collected, events in lives]


def plain_state(
    rules: list[tuple[str, str, list[tuple[str, relativedelta]]]], collected: date, events: list[tuple[str, date]]
) -> Answer:
    """Take the events one after the other; what is dead by then stays dead."""
    known: dict[str, date] = {"paid": collected}
    for event, day in [*sorted(events, key=lambda pair: pair[1]), ("", date.max)]:
        ends = [
            (reason, place, min((known[name] + length if name in known else date.max) for name, length in terms))
            for reason, place, terms in rules
        ]
        live = max(end for _, place, end in ends if place == "live")
        dead = max(end for *_, end in ends)
        if dead < day or day > NOW:
            break
        known[event] = day
    place = "live" if live > NOW else "separate" if dead > NOW else "nowhere"
    return place, live, dead, [(reason, end) for reason, _, end in ends]


if __name__ == "__main__":
    main()
