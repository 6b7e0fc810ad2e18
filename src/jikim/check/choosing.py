"""Consent as a choice: whether it is needed, told apart, and what refusing entails (PIPA Arts. 15 and 22)."""

import re
from collections.abc import Iterator

from jikim.check.case import Case, Fault, names
from jikim.check.said import speaks_of
from jikim.consent import promotes
from jikim.messages import msg
from jikim.policy import Activity, BasisKind, Need

REFUSING = ("거부", "동의하지")
# What a contract carries by itself, where nothing of it is said to be more.
CARRIED = re.compile("결제|배송|정산|환불|본인 ?인증|회원 ?가입|회원 ?관리|주문|예약")
MORE = re.compile("마케팅|광고|홍보|분석|통계|추천|맞춤|이벤트|경품|설문")


def refusing_is_explained(case: Case) -> Iterator[Fault]:
    """Who is asked for a consent without which nothing goes on is told that they may refuse, and what follows.

    Source: PIPA Art. 15 (2) 4, the right to refuse and the disadvantage.

    Avoid:  signup: {basis: consent, collect: [{required: [이메일]}]}, and no word of refusing
    Prefer: the same, and promises: {refusal_consequence: 필수 항목의 동의를 거부하면 가입이 제한됨}
    """
    told = (case.policy.promises, case.policy.activities, case.policy.rights)
    kinds = {str(promise.kind) for promise in case.policy.promises}
    if kinds & {"refusal_consequence", "no_denial_for_refusing_optional"} or speaks_of(told, *REFUSING):
        return
    for activity in case.policy.activities:
        if _consents(activity) and _requires(activity) and not any(map(promotes, activity.purposes)):
            yield Fault(activity.place,
                msg("'{activity}' asks for consent, and the document does not say that people may refuse",
                    activity=activity.label),
                msg("who is asked for consent is told of the right to refuse and what follows ({article})",
                    article=case.cite("CS-01")),
                msg("add `promises: {{refusal_consequence: ...}}`; consent forms take the words from there"),
                names(activity))  # fmt: skip
            return


def _consents(activity: Activity) -> bool:
    return activity.basis is not None and activity.basis.kind is BasisKind.CONSENT


def _requires(activity: Activity) -> bool:
    return any(group.need is Need.REQUIRED and group.items for group in activity.collect)


def consent_is_free(case: Case) -> Iterator[Fault]:
    """What a contract needs is collected on the contract; a consent that nobody can refuse is none.

    Source: PIPA Decree Art. 17 (1), consent of one's own free will; since 2024-09-15.

    Avoid:  order: {basis: consent, purposes: {pay: 주문 상품의 결제}, collect: [{required: [이름, 주소]}]}
    Prefer: order: {basis: contract, purposes: {pay: 주문 상품의 결제}, collect: [{required: [이름, 주소]}]}
    """
    for activity in case.policy.activities:
        if not _consents(activity) or not _requires(activity) or not activity.purposes:
            continue
        labels = [each.label for each in activity.purposes]
        if all(CARRIED.search(label) and not MORE.search(label) for label in labels):
            yield Fault(activity.place,
                msg("'{activity}' asks for a consent that cannot be refused, for what a contract carries by itself",
                    activity=activity.label),
                msg("consent is given of one's own free will ({article})", article=case.cite("CS-VALID")),
                msg("write `basis: contract`, and ask for consent only where it may be refused"),
                names(activity))  # fmt: skip


def grounds_are_told_apart(case: Case) -> Iterator[Fault]:
    """Items by consent and items on another ground are two lists, so that people see which is which.

    Source: PIPA Art. 22 (3), since 2023-09-15.

    Avoid:  purposes: {join: {label: 회원 관리, basis: contract}, tailor: {label: 추천, basis: consent}}, and one list
    Prefer: two activities, signup with `basis: contract` and tailor with `basis: consent`, each with its items
    """
    for activity in case.policy.activities:
        bases = [each.basis or activity.basis for each in activity.purposes]
        kinds = {basis.kind for basis in bases if basis is not None}
        if BasisKind.CONSENT in kinds and len(kinds) > 1 and _one_list(activity):
            yield Fault(activity.place,
                msg("'{activity}' rests on consent and on another ground, and lists its items together",
                    activity=activity.label),
                msg("items processed without consent are shown with their ground ({article})",
                    article=case.cite("PP-20")),
                msg("make what rests on consent an activity of its own, with the items it needs"),
                names(activity))  # fmt: skip


def _one_list(activity: Activity) -> bool:
    """Return whether all groups of items fall under one matter; groups with a `consent:` of their own are apart."""
    matters = {group.matter for group in activity.collect if group.items}
    return len(matters) == 1 and any(group.need is not Need.OPTIONAL for group in activity.collect if group.items)
