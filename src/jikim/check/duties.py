"""Retention, sixth part: what a duty to keep covers, and what it does not say.

A duty to keep a record is a duty to keep that record: not the card number beside it, and not what people were free to
leave out. It says until when nothing is destroyed, and nothing of how long it is in use.
"""

import re
from collections.abc import Iterator

from jikim.check.case import AUTOMATIC, Case, Fault, labels, names
from jikim.errors import Place
from jikim.law import Direction, LegalClass, Retention, normal
from jikim.lifecycle import rules_of
from jikim.messages import msg
from jikim.policy import Activity, BasisKind, Listed, Need, Text

TRADE = re.compile("결제|구매|대금|주문")
TOO_MUCH = (LegalClass.RESIDENT_NUMBER, LegalClass.SENSITIVE, LegalClass.AUTHENTICATION, LegalClass.ENCRYPT_AT_REST)
TRADE_ACT = "ECA"


def duty_keeps_its_record_only(case: Case) -> Iterator[Fault]:
    """Under the E-Commerce Act a record of a trade is kept with what tells the parties apart, and no more.

    Source: E-Commerce Act Art. 6 (2): names, addresses, e-mail and the like; PIPA Art. 21 (3).

    Avoid:  {record: 대금결제 기록, for: 5 years, law: ecommerce/payment, of: [order], items: [이름, 카드번호]}
    Prefer: {record: 대금결제 기록, for: 5 years, law: ecommerce/payment, of: [order], items: [이름, 주문번호]}
    """
    for place, said, items, about in _kept_for_trade(case):
        much = [one for one in items if any(legal in TOO_MUCH for legal in case.classes(one.item))]
        if much:
            once = dict.fromkeys(str(one.words) for one in much)
            yield Fault(place,
                msg("'{record}' is kept under the act on trade together with '{items}'", record=said,
                    items=", ".join(once)),
                msg("with a record of trade only what identifies the parties is kept ({article})",
                    article=case.cite("RT-EC-5")),
                msg("leave these items out of the rule, with `items:` or `except:`"),
                (*about, *once))  # fmt: skip


def _kept_for_trade(case: Case) -> Iterator[tuple[Place, str, tuple[Listed, ...], tuple[str, ...]]]:
    """Yield what is kept on the words or the alias of the E-Commerce Act: where, what for, and which items."""
    for line in case.policy.statutory:
        if line.of and line.law.startswith("ecommerce/"):
            yield line.place, line.record, line.items, (str(line.record), str(line.law))
    for kept in case.kept:
        line_ = kept.line
        if (line_.law is not None and line_.law.startswith("ecommerce/")) or _cites_trade(case, line_.cited):
            left_out = {one.item for one in line_.leaves_out}
            all_of = tuple(one for each in kept.activities for group in each.collect for one in group.items)
            items = line_.items or tuple(one for one in all_of if one.item not in left_out)
            if line_.ends:
                yield line_.place, labels(kept.activities), items, names(*kept.activities)


def _cites_trade(case: Case, cited: Text | None) -> bool:
    act = case.catalogue.statute(TRADE_ACT)
    return cited is not None and any(normal(name) in normal(cited) for name in act.names)


def duty_keeps_what_was_needed(case: Case) -> Iterator[Fault]:
    """What is kept under a statute is what the record needs: an item that people may leave out is hardly that.

    Source: ISMS-P 3.4.2, keeping more than the statute needs is a defect; PIPA Art. 21 (3).

    Avoid:  order: {collect: [{optional: [배송 메모]}]}, statutory: [{..., of: [order], items: [배송 메모]}]
    Prefer: statutory: [{..., of: [order], items: [주문번호]}]
    """
    policy = case.policy
    lines = [(line.items, tuple(each for each in policy.activities if each.id in (line.of or ())))
             for line in policy.statutory]  # fmt: skip
    lines += [(kept.line.items, kept.activities) for kept in case.kept if kept.line.law not in (None, "none")]
    for items, activities in lines:
        free = [one for one in items if activities and all(_is_free(each, one.item) for each in activities)]
        if free:
            yield Fault(free[0].words.place,
                msg("'{items}' is kept under a law, and people may leave it out", items=", ".join(
                    one.words for one in free)),
                msg("apart is kept what the statute needs, and no more ({article})", article=case.cite("DS-07")),
                msg("take it out of the line, or make it `required:` if the record needs it"),
                (*names(*activities), *(name for one in free for name in (one.item, str(one.words)))))  # fmt: skip


def _is_free(activity: Activity, item: str) -> bool:
    needs = [group.need for group in activity.collect for one in group.items if one.item == item]
    return bool(needs) and all(need is Need.OPTIONAL for need in needs)


def ground_of_law_keeps_too(case: Case) -> Iterator[Fault]:
    """A statute that is the ground for an item usually says how long it stays; the line that says so is there.

    Source: the article of the duty, as Value-Added Tax Act Art. 71 (3) beside the tax invoice of Art. 32.

    Avoid:  invoice: {basis: {law: vat/32}, collect: [{required: [주민등록번호]}], keep: [{until: left}]}
    Prefer: the same with keep: [{until: 5 years after issued, law: vat/invoice, items: [주민등록번호]}]
    """
    for activity in case.policy.activities:
        duty = _duty_of_ground(case, activity)
        if duty is not None and not _is_bound(case, activity, duty):
            yield Fault(activity.place,
                msg("'{activity}' rests on a statute that also asks for '{record}', and no line keeps it",
                    activity=activity.label, record=duty.fact.ko),
                msg("the statute sets a period before which nothing is destroyed ({article})",
                    article=case.cite(duty.id)),
                msg("add a line or rule with `law: {alias}`", alias=duty.alias),
                (*names(activity), duty.alias), case.doubted(duty), (duty.id,))  # fmt: skip


def _duty_of_ground(case: Case, activity: Activity) -> Retention | None:
    bases = (activity.basis, *(purpose.basis for purpose in activity.purposes))
    for basis in bases:
        ground = case.catalogue.find_ground(basis.law) if basis and basis.kind is BasisKind.LAW and basis.law else None
        if ground is not None and ground.allows:
            for duty in case.catalogue.retentions(case.on):
                if duty.fact.statute == ground.statute and duty.direction is Direction.MIN:
                    return duty
    return None


def _is_bound(case: Case, activity: Activity, duty: Retention) -> bool:
    rules = (kept.line.law for kept in case.kept if activity in kept.activities)
    lines = (line.law for line in case.policy.statutory if activity.id in (line.of or ()))
    acts = {case.catalogue.retention(law).fact.statute for law in (*rules, *lines) if law and law != "none"}
    return duty.fact.statute in acts


def trade_keeps_its_records(case: Case) -> Iterator[Fault]:
    """A shop that takes money keeps the record of it for five years, and its policy says so somewhere.

    Source: E-Commerce Decree Art. 6 (1) 3.

    Avoid:  order: {purposes: {pay: 상품 결제}, keep: [{until: left}]}, and no line of the E-Commerce Act
    Prefer: the same, and statutory: [{record: 대금결제 기록, for: 5 years, law: ecommerce/payment, of: [order], ...}]
    """
    bound = {str(name) for line in case.policy.statutory if line.law.startswith("ecommerce/") for name in line.of or ()}
    bound |= {each.id for kept in case.kept for each in kept.activities
              if (kept.line.law or "").startswith("ecommerce/") or _cites_trade(case, kept.line.cited)}  # fmt: skip
    trades = [(each, purpose) for each in case.policy.activities for purpose in each.purposes
              if TRADE.search(purpose.label) and any(group.items for group in each.collect)]  # fmt: skip
    if not any(activity.id in bound for activity, _ in trades):
        for activity, purpose in trades[:1]:
            yield Fault(activity.place,
                msg("'{activity}' is about '{purpose}', and no line keeps the records of trade",
                    activity=activity.label, purpose=purpose.label),
                msg("who trades keeps the record of payment for five years ({article})", article=case.cite("RT-EC-3")),
                msg("add a line under `statutory:` with `law: ecommerce/payment`, if it sells to consumers"),
                names(activity))  # fmt: skip


def use_has_an_end_of_its_own(case: Case) -> Iterator[Fault]:
    """Beside the duty to keep a record the document says how long it is in use; a statute says nothing of that.

    Source: PIPA Art. 30 (1) 2, the period for processing and retaining.

    Avoid:  order: {collect: [{required: [이름]}]}, and only a statutory line of the order
    Prefer: order: {collect: [{required: [이름]}], keep: [{until: left}]}, and the line
    """
    bound = {str(name) for line in case.policy.statutory for name in line.of or ()}
    for activity in case.policy.activities:
        rules = rules_of(case.policy, activity)
        by_law = any(basis and basis.kind is BasisKind.LAW for basis in
                     (activity.basis, *(purpose.basis for purpose in activity.purposes)))  # fmt: skip
        own = any(rule.law is None and not rule.by_law for rule in rules)
        collects = any(group.items for group in activity.collect)
        if activity.id in bound and collects and not own and not by_law and activity.id != AUTOMATIC:
            yield Fault(activity.place,
                msg("'{activity}' is kept under a law, and the document does not say how long it is in use",
                    activity=activity.label),
                msg("a policy states the period for processing and retaining ({article})", article=case.cite("PP-02")),
                msg("add `keep: [{{until: left}}]`, or the event with which the use ends"),
                names(activity))  # fmt: skip
