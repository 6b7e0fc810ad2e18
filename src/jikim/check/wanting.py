"""What a purpose cannot be served without, and what is asked for in two ways at once.

The table is no law but sense: PIPA Decree Art. 31 (1) 1 wants every item named, and those that the purpose itself
presupposes (an address where goods are delivered) are forgotten most often. Only what hardly anybody could do
otherwise stands in it; in doubt nothing is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jikim.check.case import Case, Fault, names
from jikim.law import normal
from jikim.messages import msg
from jikim.policy import BasisKind, Collect, Need, Text

PASSWORD = "password"  # noqa: S105  (the id of an item)


@dataclass(frozen=True, slots=True)
class Presupposed:
    """Words of a purpose or of entrusted work, and the items of which one is needed; what they are called.

    `own`: the activity itself lists one, and not as optional; else one anywhere in the policy will do.
    """

    words: tuple[str, ...]
    items: tuple[str, ...]
    called: str
    own: bool


NEEDS = (
    Presupposed(("출금이체", "자동이체", "CMS"), ("account_no", "card_no"), "계좌번호", own=False),
    Presupposed(("수익금 출금", "정산금 지급", "환불금 지급"), ("account_no",), "계좌번호", own=True),
    Presupposed(
        ("상품 배송", "물품 배송", "배송 업무", "경품 배송", "결제와 배송"),
        ("address", "delivery_address"),
        "주소",
        own=True,
    ),
    Presupposed(
        ("회원 가입", "회원 관리", "회원 식별"),
        ("login_id", "email", "mobile", "phone", "social_account", "member_no", "ci", "name"),
        "회원을 알아볼 항목",
        own=True,
    ),
)


def purpose_has_its_items(case: Case) -> Iterator[Fault]:
    """An item without which the purpose cannot be served is listed, and is not left to people's choice.

    Source: PIPA Decree Art. 31 (1) 1, the items processed.

    Avoid:  order: {purposes: {ship: 상품 배송}, collect: [{required: [이름], optional: [주소]}]}
    Prefer: order: {purposes: {ship: 상품 배송}, collect: [{required: [이름, 주소]}]}
    """
    everything = {listed.item for each in case.gathered for listed in each.line.items}
    for activity in case.policy.activities:
        needed = {
            listed.item for group in activity.collect if group.need is not Need.OPTIONAL for listed in group.items
        }
        if any(group.items for group in activity.collect):
            for purpose in activity.purposes:
                for need in _presupposed(purpose.label):
                    if not set(need.items) & (needed if need.own else everything):
                        yield _wanting(case, activity.label, purpose.label, need, names(activity))
    for party in case.policy.entrusted if everything else ():
        wanting = {need: work for work in reversed(party.work) for need in _presupposed(work)
                   if not set(need.items) & everything}  # fmt: skip
        for need, work in wanting.items():
            yield _wanting(case, party.name, work, need, (str(party.name),))


def _presupposed(words: str) -> Iterator[Presupposed]:
    said = normal(words)
    return (need for need in NEEDS if any(normal(word) in said for word in need.words))


def _wanting(case: Case, who: Text, words: Text, need: Presupposed, about: tuple[str, ...]) -> Fault:
    return Fault(words.place,
        msg("'{words}' of '{who}' needs '{item}', which is not listed or may be left out", words=words, who=who,
            item=need.called),
        msg("a policy states the items it processes ({article})", article=case.cite("PP-11")),
        msg("list it under `required:`, or say the purpose as it is"),
        (*about, str(words)))  # fmt: skip


def key_is_given(case: Case) -> Iterator[Fault]:
    """A password is asked of everybody or of nobody: an account whose password may be left out cannot be entered.

    Source: PIPA Art. 16 (2), only what is not needed may be refused.

    Avoid:  signup: {collect: [{required: [이메일], optional: [비밀번호]}]}
    Prefer: signup: {collect: [{required: [이메일, 비밀번호]}]}
    """
    for each in case.gathered:
        for listed in each.line.items if each.line.need is Need.OPTIONAL else ():
            if listed.item == PASSWORD:
                yield Fault(listed.words.place,
                    msg("'{item}' of '{activity}' may be left out, and nobody signs in without it", item=listed.words,
                        activity=each.activities[0].label),
                    msg("items that are not needed may be refused, and people are told so ({article})",
                        article=case.cite("CS-NODENY")),
                    msg("list it under `required:`"),
                    (*names(*each.activities), listed.item))  # fmt: skip


def need_is_one(case: Case) -> Iterator[Fault]:
    """One item of an activity is required or optional, not both for the same people.

    Source: PIPA Art. 16 (2), (3); people are told which items they may refuse.

    Avoid:  collect: [{optional: [자격증]}, {when: some, required: [자격증]}]
    Prefer: two activities, each with the items it needs
    """
    for activity in case.policy.activities:
        for free in (group for group in activity.collect if group.need is Need.OPTIONAL):
            asked = [one for group in activity.collect if group.need is Need.REQUIRED
                     and _concerns_all_of(group, free) for one in group.items]  # fmt: skip
            both = [one for one in free.items if any(one.item == other.item for other in asked)]
            if both:
                yield Fault(both[0].words.place,
                    msg("'{items}' of '{activity}' is optional here and required in another group",
                        items=", ".join(one.words for one in both), activity=activity.label),
                    msg("items that are not needed may be refused, and people are told so ({article})",
                        article=case.cite("CS-NODENY")),
                    msg("say for whom or in which case it is needed, or make it an activity of its own"),
                    (*names(activity), *(one.item for one in both)))  # fmt: skip


def _concerns_all_of(group: Collect, other: Collect) -> bool:
    """Return whether a group is asked of everybody whom another one concerns: what only some must give is no riddle."""
    return not group.roles or (bool(other.roles) and set(group.roles) >= set(other.roles))


def party_is_told_like_the_next(case: Case) -> Iterator[Fault]:
    """What is told of the other entrusted parties (the country, the period) is told of each.

    Source: PIPA Art. 30 (1) 4, entrustment; the document's own habit.

    Avoid:  entrusted: [{name: 나무전산, work: 서버 운영, country: KR}, {name: 들꽃택배, work: 배송}]
    Prefer: entrusted: [{name: 나무전산, work: 서버 운영, country: KR}, {name: 들꽃택배, work: 배송, country: KR}]
    """
    parties = case.policy.entrusted
    for key, given in (
        ("country", [bool(party.country or party.location) for party in parties]),
        ("until", [bool(party.until) for party in parties]),
    ):
        for party in (one for one, told in zip(parties, given, strict=True) if not told and any(given)):
            yield Fault(party.place,
                msg("'{party}' has no '{key}', and other entrusted parties have one", party=party.name, key=key),
                msg("a policy states the work entrusted and those entrusted with it ({article})",
                    article=case.cite("PP-06")),
                msg("add `{key}:` to the party", key=key),
                (str(party.name), key))  # fmt: skip


def choice_has_its_consent(case: Case) -> Iterator[Fault]:
    """What people may leave out stands on consent; where the rest stands on another ground, the consent is named.

    Source: PIPA Art. 22 (3), items by consent are shown apart from those without.

    Avoid:  order: {basis: contract, collect: [{required: [주소]}, {optional: [배송 메모]}]}
    Prefer: order: {basis: contract, collect: [{required: [주소]}, {optional: [배송 메모], consent: 배송 메모의 수집}]}
    """
    if any(promise.kind == "separate_consent" for promise in case.policy.promises):
        return
    for each in case.gathered:
        activity = each.activities[0]
        by_consent = activity.basis is None or activity.basis.kind is BasisKind.CONSENT or activity.consent
        unnamed = each.line.matter.startswith(f"{activity.id}/")
        if each.line.need is Need.OPTIONAL and each.line.items and unnamed and not by_consent:
            yield Fault(each.line.items[0].words.place,
                msg("'{items}' of '{activity}' may be left out, and the consent it stands on is not named",
                    items=", ".join(listed.words for listed in each.line.items), activity=activity.label),
                msg("items processed without consent are shown with their ground ({article})",
                    article=case.cite("PP-20")),
                msg("give the group a `consent:` with the words by which it is asked"),
                names(*each.activities))  # fmt: skip
