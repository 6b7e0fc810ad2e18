"""Retention, third part: what the document says of a statute, held against the catalogue of law.

A line that quotes a law is believed by whoever reads it. So the statute must be named, be in force, bind this
kind of business, and set the period that is printed; and the items kept under it are listed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jikim.check.case import Case, Fault, labels, names
from jikim.check.length import is_longer, told
from jikim.errors import Place
from jikim.law import Direction, Retention, normal
from jikim.messages import msg
from jikim.period import Period

DORMANCY = "RT-DORM"
_NO_DUTY = (Direction.POLICY, Direction.REPEALED)
EVERYBODY = ("사업자", "개인정보처리자", "납세자", "법인", "상인", "사업주", "사용자", "any", "none", "thresholds")


@dataclass(frozen=True, slots=True)
class Citing:
    """Somewhere a statute is cited: in a statutory line, or in a keep rule that has a `law:`.

    `lengths` are the periods printed; `binds` is false for a line that somebody decided to bind to nothing.
    """

    place: Place
    said: str
    law: str
    cited: str | None
    lengths: tuple[Period, ...]
    duty: Retention | None
    items: bool
    binds: bool
    about: tuple[str, ...]


def _citings(case: Case) -> Iterator[Citing]:
    find = case.catalogue.find_retention
    for line in case.policy.statutory:
        about = (str(line.record), str(line.law), *(str(name) for name in line.of or ()))
        yield Citing(line.place, str(line.record), str(line.law), line.cited, (line.length.period,), find(line.law),
            bool(line.items), bool(line.of), about)  # fmt: skip
    for kept in case.kept:
        if kept.line.law is not None:
            law, lengths = str(kept.line.law), tuple(end.period for end in kept.line.ends if not end.bare)
            yield Citing(kept.line.place, labels(kept.activities), law, kept.line.cited, lengths, find(law),
                bool(kept.line.items), True, (*names(*kept.activities), law))  # fmt: skip


def _figures(duty: Retention, *more: str | None) -> tuple[Period, ...]:
    """Return the lengths a duty may rightly be printed with: those given, and those for special cases in its note."""
    noted = re.findall(r"\bP\d+[YMD]\b", duty.fact.note or "")
    return tuple(Period.from_iso(length) for length in (*more, *noted) if length)


def _duties(case: Case) -> Iterator[tuple[Citing, Retention]]:
    """Yield what cites a statute in force, with the period that the statute sets."""
    for citing in _citings(case):
        if citing.duty and citing.duty.fact.is_in_force(case.on):
            yield citing, citing.duty


def line_is_bound(case: Case) -> Iterator[Fault]:
    """A line that quotes a law says which activities it binds; unbound it is print, and keeps nothing.

    Source: PIPA Art. 30 (1) 3-2, the items kept under another law; Art. 21 (3).

    Avoid:  statutory: [{record: 계약 기록, for: 5 years, law: ecommerce/contract}]
    Prefer: the same with `of: [order]`, or with `of: []` where somebody decided that it binds nothing
    """
    for line in case.policy.statutory:
        if line.of is None:
            yield Fault(line.place,
                msg("'{record}' is tied to no activity: it is printed and keeps nothing", record=line.record),
                msg("what is kept under another law is shown with its basis and items ({article})",
                    article=case.cite("PP-04")),
                msg("add `of:` with the activities, or `of: []` if it is decided that there are none"),
                (str(line.record), str(line.law)))  # fmt: skip


def own_rule_is_told_as_such(case: Case) -> Iterator[Fault]:
    """A period of one's own stands among one's own rules, not among the statutes.

    Source: PIPA Art. 30 (1) 3-2, only a law is a basis for keeping longer; no statute asks for abuse records.

    Avoid:  statutory: [{record: 부정이용 기록, for: 5 years, law: none, cited: 관계 법령}]
    Prefer: keep: [{in: separate, until: 1 year after left, items: [부정이용 내역], why: abuse}]
    """
    for citing in _citings(case):
        if citing.law == "none" or (citing.duty and citing.duty.direction is Direction.POLICY):
            yield Fault(citing.place,
                msg("'{record}' is printed as a duty of law, and no statute asks for it", record=citing.said),
                msg("only another law is a basis for keeping longer ({article})", article=case.cite("DS-01")),
                msg("make it a rule under `keep:` with `why:`, or name the statute"),
                citing.about)  # fmt: skip


def statute_is_named(case: Case) -> Iterator[Fault]:
    """The words printed name the statute that sets the period; "and other laws" names none.

    Source: PIPA Art. 30 (1) 3-2, the basis for keeping.

    Avoid:  {record: 계약 기록, for: 5 years, law: ecommerce/contract, cited: 상법 등 관계법령}
    Prefer: {record: 계약 기록, for: 5 years, law: ecommerce/contract, cited: 전자상거래법}
    """
    for citing in _citings(case):
        if citing.duty is None or citing.cited is None or citing.duty.direction in _NO_DUTY:
            continue
        statute = case.catalogue.statute(citing.duty.fact.statute)
        act = case.catalogue.statute(statute.act)
        if not any(_names(citing.cited, name) for name in (*statute.names, *act.names)):
            yield Fault(citing.place,
                msg("'{cited}' does not name the statute behind '{record}': {statute}",
                    cited=citing.cited, record=citing.said, statute=act.ko),
                msg("what is kept under another law is shown with its basis ({article})", article=case.cite("PP-04")),
                msg("write the name of the statute after `cited:`"),
                citing.about, law=(citing.duty.id, "PP-04"))  # fmt: skip


def statute_is_called_so(case: Case) -> Iterator[Fault]:
    """A statute is printed by its name; who looks for another one finds nothing. Each wrong name is told once.

    Source: PIPA Art. 30 (1) 3-2, the basis for keeping.

    Avoid:  {record: 계약 기록, for: 5 years, law: ecommerce/contract, cited: 전자상거래 등에서 소비자 보호에 관한 법률}
    Prefer: the same with cited: 전자상거래 등에서의 소비자보호에 관한 법률
    """
    told: set[str] = set()
    for citing in _citings(case):
        if citing.duty is None or citing.cited is None or citing.duty.direction in _NO_DUTY or citing.cited in told:
            continue
        statute = case.catalogue.statute(citing.duty.fact.statute)
        act = case.catalogue.statute(statute.act)
        every = (*statute.names, *act.names)
        exactly = any(normal(name) in normal(citing.cited) for name in every)
        if not exactly and any(_names(citing.cited, name) for name in every):
            told.add(citing.cited)
            yield Fault(citing.place,
                msg("'{cited}' is not quite the name of the statute: {statute}", cited=citing.cited, statute=act.title),
                msg("what is kept under another law is shown with its basis ({article})", article=case.cite("PP-04")),
                msg("write the name of the statute after `cited:`"),
                citing.about, law=(citing.duty.id, "PP-04"))  # fmt: skip


def _names(cited: str, name: str) -> bool:
    """Return whether the words hold a name of the statute, a particle or a word of it apart."""
    words, wanted = normal(cited), normal(name)
    if wanted in words:
        return True
    pieces = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    return len(wanted) > 8 and sum(piece in words for piece in pieces) >= 0.8 * len(pieces)


def statute_is_in_force(case: Case) -> Iterator[Fault]:
    """A duty that is printed was a duty on the day: the year of dormancy ended on 2023-09-15.

    Source: PIPA Art. 30 (1) 3-2, the basis for keeping; the day of repeal stands in the catalogue of law.

    Avoid:  {record: 미이용, for: 1 year, law: pipa/dormancy} in a policy of 2024
    Prefer: no such line; or dormant: 1 year after last_active, as a rule of one's own
    """
    for citing in _citings(case):
        fact = citing.duty.fact if citing.duty else None
        if fact and fact.repealed and case.on >= fact.repealed:
            yield Fault(citing.place,
                msg("'{record}' rests on '{statute}', repealed on {day}",
                    record=citing.said, statute=case.cite_fact(fact), day=fact.repealed.isoformat()),
                msg("what is kept under another law is shown with its basis, and a repealed one is none ({article})",
                    article=case.cite("PP-04")),
                msg("take the line out, or keep by a rule of your own with its purpose"),
                citing.about, law=(fact.id, "PP-04"))  # fmt: skip


def dormancy_is_own_rule(case: Case) -> Iterator[Fault]:
    """Moving sleepers apart is a rule of one's own since 2023-09-15, and needs no longer be done.

    Source: PIPA (old) Art. 39-6 and Decree Art. 48-5, repealed 2023-09-15.

    Avoid:  dormant: 1 year after last_active, kept from older policies
    Prefer: no `dormant:`, or a note with the reason why the service wants it
    """
    fact = case.catalogue.fact(DORMANCY)
    ends = [(case.policy.dormant, None), *((activity.dormant, activity) for activity in case.policy.activities)]
    for end, activity in ends:
        if end is not None and not fact.is_in_force(case.on):
            yield Fault(end.words.place,
                msg("people who have not come back are moved apart: no law asks for it any longer"),
                msg("the rule on dormancy was repealed on 2023-09-15 ({article})", article=case.cite_fact(fact)),
                msg("take `dormant:` out, or keep it as a rule of your own"),
                ("dormant", *(names(activity) if activity else ())))  # fmt: skip


def statute_binds_this_business(case: Case) -> Iterator[Fault]:
    """Some duties bind one trade only; whether this service is of it, nobody can read in the policy.

    Source: the catalogue of law, whom each duty binds.

    Avoid:  {record: 전자금융 기록, for: 5 years, law: eft/record, of: [order]} in a shop that pays through an agency
    Prefer: the line only where the service is of that trade
    """
    for citing, duty in _duties(case):
        who = duty.fact.applies_to or ""
        if citing.binds and who and not who.startswith(EVERYBODY):
            yield Fault(citing.place,
                msg("'{record}' is a duty of '{who}'; whether this service is one cannot be known",
                    record=citing.said, who=who),
                msg("a duty binds those whom the statute names ({article})", article=case.cite(duty.id)),
                msg("take the line out if the service is of another trade"),
                citing.about, law=(duty.id,))  # fmt: skip


def figure_reaches_the_floor(case: Case) -> Iterator[Fault]:
    """A period under a statute is no shorter than the statute's. The line is believed, so it must be right.

    Source: the article of the duty, as E-Commerce Decree Art. 6 (1) 3.

    Avoid:  {record: 대금결제 기록, for: 3 years, law: ecommerce/payment, of: [order]}
    Prefer: {record: 대금결제 기록, for: 5 years, law: ecommerce/payment, of: [order]}
    """
    for citing, duty in _duties(case):
        floor = duty.floor(case.on)
        short = floor and [length for length in citing.lengths
                           if is_longer(Period.from_iso(floor), length) and length not in _figures(duty)]  # fmt: skip
        if short and floor:
            yield Fault(citing.place,
                msg("'{record}' is kept for {said}, and the statute asks for {floor}",
                    record=citing.said, said=told(short[0]), floor=told(Period.from_iso(floor))),
                msg("what the statute names must not be destroyed before ({article})", article=case.cite(duty.id)),
                msg("write the statute's period"),
                citing.about, law=(duty.id,))  # fmt: skip


def figure_is_that_of_the_statute(case: Case) -> Iterator[Fault]:
    """What goes beyond the statute's own figure is the service's rule, and needs its own ground.

    Source: the article of the duty; PIPA Art. 21 (1), destruction without delay.

    Avoid:  {record: 방문기록, for: 1 year, law: comm-secrets/login}
    Prefer: {record: 방문기록, for: 3 months, law: comm-secrets/login}, and a rule of one's own for the rest
    """
    for citing, duty in _duties(case):
        floor = duty.floor(case.on)
        allowed = _figures(duty, floor, duty.longer)
        if duty.direction in (Direction.MIN_THEN_DESTROY, *_NO_DUTY) or duty.ceiling(case.on) or duty.until_destroyed:
            continue
        over = [length for length in citing.lengths if all(is_longer(length, one) for one in allowed)]
        if over:
            yield Fault(citing.place,
                msg("'{record}' is kept for {said} under a statute that names {floor}",
                    record=citing.said, said=told(over[0]),
                    floor=told(Period.from_iso(floor)) if floor else msg("no period")),
                msg("the longer period has no basis in the statute ({article})", article=case.cite(duty.id)),
                msg("write the statute's period, and keep longer only by a rule of your own with its purpose"),
                citing.about, law=(duty.id,))  # fmt: skip


def items_of_a_duty_are_listed(case: Case) -> Iterator[Fault]:
    """What is kept under a statute is listed, so that only that is kept: a duty to keep a payment keeps no card number.

    Source: PIPA Art. 30 (1) 3-2, the items kept; Art. 21 (3).

    Avoid:  {record: 대금결제 기록, for: 5 years, law: ecommerce/payment, of: [order]}
    Prefer: the same with items: [주문번호, 결제일]
    """
    pointed = any(kept.line.by_law and kept.line.items for kept in case.kept)
    for citing in _citings(case):
        if citing.binds and not citing.items and not pointed:
            yield Fault(citing.place,
                msg("'{record}' is kept under a law, and its items are not listed", record=citing.said),
                msg("what is kept under another law is shown with its basis and items ({article})",
                    article=case.cite("PP-04")),
                msg("add `items:` with those that the record needs"),
                citing.about)  # fmt: skip


def too_long_for_a_statute(case: Case) -> Iterator[Fault]:
    """Yield the citations that print a longer period than the statute allows (told by `bounds.py`)."""
    for citing, duty in _duties(case):
        ceiling = duty.ceiling(case.on)
        long = ceiling and [length for length in citing.lengths
                            if all(is_longer(length, one) for one in _figures(duty, ceiling))]  # fmt: skip
        if long and ceiling:
            yield Fault(citing.place,
                msg("'{record}' is kept for {said}, and the most that the statute allows is {ceiling}",
                    record=citing.said, said=told(long[0]), ceiling=told(Period.from_iso(ceiling))),
                msg("what the statute names must be destroyed by then ({article})", article=case.cite(duty.id)),
                msg("write the statute's period or a shorter one"),
                citing.about, case.doubted(duty), (duty.id, "DS-01"))  # fmt: skip
