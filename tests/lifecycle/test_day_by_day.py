"""Sweeping every day, or jumping to the day: the same state. What is not yet known changes nothing.

`plain_death` is the algorithm of the design written down as a reader would do it by hand: every day anew, with
nothing remembered but that the dead stay dead.
"""

import random  # noqa: TID251  (the generator and the seed of the trial that found the first algebra wanting)
from collections.abc import Mapping

from hypothesis import given, settings

from jikim.lifecycle import Bound, Keeping, Occurrences, Occurs, Place, Rule, Term, gather, justify, known
from jikim.period import AT_ONCE, NEVER, Instant, Period, instant_of_text
from tests.lifecycle.lives import (
    A_DAY,
    COLLECTED_AT,
    FAR,
    dead,
    histories,
    keepings,
    later,
    on_days,
    pairs_of,
    with_rule,
)
from tests.lifecycle.said import CALENDAR, keeping_of


@given(keepings(), histories, later)
def test_what_happens_later_is_not_known_before(keeping: Keeping, history: Occurrences, now: Instant) -> None:
    past = {event: [instant for instant in instants if instant <= now] for event, instants in history.items()}

    assert justify(keeping, COLLECTED_AT, history, now, CALENDAR) == justify(keeping, COLLECTED_AT, past, now, CALENDAR)


@settings(max_examples=40)
@given(keepings(), pairs_of(at=on_days).map(gather))
def test_day_by_day_and_a_jump_give_the_same_state(keeping: Keeping, history: Occurrences) -> None:
    death = dead(keeping, history)

    assert plain_death(keeping, history, days=1300) == (death if death <= COLLECTED_AT + 1300 * A_DAY else None)


def plain_death(keeping: Keeping, history: Occurrences, days: int) -> Instant | None:
    """The first day on which nothing known by then keeps the strand."""
    sweeps = (COLLECTED_AT + day * A_DAY for day in range(days + 1))
    return next((day for day in sweeps if plainly_over(keeping, plain_instants(keeping, history, day), day)), None)


def plain_instants(keeping: Keeping, history: Occurrences, day: Instant) -> dict[str, Instant]:
    found = {"collected": COLLECTED_AT}
    for occurs in keeping.events:
        instants = [instant for instant in history.get(occurs.source, ()) if instant <= day]
        if occurs.personal:
            opened = [at for at in history.get(occurs.pair or "", ()) if at <= COLLECTED_AT]
            instants = [instant for instant in instants if instant >= max(opened, default=COLLECTED_AT)]
        if instants:
            found[occurs.event] = max(instants) if occurs.last else min(instants)
        elif occurs.begins:
            found[occurs.event] = COLLECTED_AT
    return found


def plainly_over(keeping: Keeping, at: Mapping[str, Instant], day: Instant) -> bool:
    over = {rule: any(plain_end(rule, term, at) <= day for term in rule.terms) for rule in keeping.rules}
    ceilings = [rule for rule in over if rule.bound is Bound.CEILING]
    floors = [rule for rule in over if rule.bound is Bound.FLOOR]
    capped = any(over[rule] for rule in ceilings) and all(over[rule] for rule in floors)
    return capped or all(over[rule] for rule in over if rule.bound is not Bound.CEILING)


def plain_end(rule: Rule, term: Term, at: Mapping[str, Instant]) -> Instant:
    if term.event not in at:
        return COLLECTED_AT if rule.from_event and term.period != AT_ONCE else NEVER
    return CALENDAR.end(at[term.event], term.period, rule.bound.reading)


# The four hundred random strands of the trial: whole days, two places, statutes as floors.

BORN = instant_of_text("2015-01-01")
NAMES = ["left", "paid", "closed", "last_active", "withdrew"]
LENGTHS = {
    None: AT_ONCE,
    (1, "years"): Period(months=12),
    (30, "days"): Period(days=30),
    (2, "years"): Period(months=24),
}
SWEEPS = [BORN + day * A_DAY for day in range(0, 3300, 5)]


def trial_term() -> tuple[str, Period]:
    event = random.choice(NAMES)
    return event, LENGTHS[random.choice(list(LENGTHS))]


def trial_rule(place: str, terms: list[tuple[str, Period]], law: str | None) -> Rule:
    """A statute's clock is bounded by collecting; a promise to keep apart begins with its event."""
    bound = Bound.FLOOR if law else Bound.PROMISE
    clock = "+" if law and place == "separate" else ""
    named = tuple(Term(event + clock * (period != AT_ONCE), period) for event, period in terms)
    return Rule(Place(place), named, bound, law or "", from_event=place == "separate" and not law)


def trial_strand() -> tuple[list[Rule], Occurrences]:
    rules = [trial_rule("live", [trial_term() for _ in range(random.randint(1, 2))], None)]
    rules += [
        trial_rule("separate", [trial_term() for _ in range(random.randint(1, 2))], random.choice([None, "law"]))
        for _ in range(random.randint(0, 2))
    ]
    events = [
        (random.choice([*NAMES, "joined"]), BORN + random.randint(-300, 3000) * A_DAY)
        for _ in range(random.randint(0, 6))
    ]
    return rules, gather(events)


def test_the_four_hundred_strands_of_the_trial() -> None:
    """Day by day as by a jump; a further rule never shortens, a further term never lengthens."""
    random.seed(7)
    for _ in range(400):
        rules, history = trial_strand()
        keeping = keeping_of(tuple(rules))
        death = known(keeping, BORN, history, SWEEPS[-1], CALENDAR).dead
        gone = [known(keeping, BORN, history, day, CALENDAR).dead <= day for day in SWEEPS]
        assert gone == [death <= day for day in SWEEPS]

        more = trial_rule(random.choice(["live", "separate"]), [trial_term()], random.choice([None, "law"]))
        assert known(with_rule(keeping, more), BORN, history, FAR, CALENDAR).dead >= death

        which = random.randrange(len(rules))
        shorter = Rule(
            rules[which].place,
            (*rules[which].terms, trial_rule("live", [trial_term()], None).terms[0]),
            rules[which].bound,
            rules[which].reason,
            from_event=rules[which].from_event,
        )
        rules[which] = shorter
        assert (
            known(keeping_of(tuple(rules)), BORN, history, FAR, CALENDAR).dead
            <= known(keeping, BORN, history, FAR, CALENDAR).dead
        )


def test_the_events_of_the_trial_count_as_the_trial_counted_them() -> None:
    counted = {
        it.event: it for it in keeping_of((trial_rule("live", [(name, AT_ONCE) for name in NAMES], None),)).events
    }

    assert counted == {
        "left": Occurs("left", personal=True, pair="joined"),
        "withdrew": Occurs("withdrew", personal=True, pair="agreed"),
        "last_active": Occurs("last_active", personal=True, last=True, begins=True),
        "paid": Occurs("paid", personal=False, last=True),
        "closed": Occurs("closed", personal=False, last=True),
    }
