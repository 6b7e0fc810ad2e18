"""Children: what is said of them agrees with the law and with the rest of the document (PIPA Art. 22-2).

Whether anything is said of them at all is asked in `triggered.py`.
"""

from collections.abc import Iterator

from jikim.check.case import Case, Fault
from jikim.check.said import speaks_of
from jikim.messages import msg
from jikim.policy.parties import ChildRule

OF_AGE = 14
# The ways in which a legal representative may be asked, in the words of policies.
WAYS = ("문자", "휴대전화", "휴대폰", "신용카드", "직불카드", "체크카드", "본인확인", "본인인증", "서면", "우편",
        "팩스", "메일", "전화", "아이핀")  # fmt: skip
GUARDIAN = ("법정대리인", "보호자", "부모")


def child_is_who_the_law_says(case: Case) -> Iterator[Fault]:
    """A child is whoever is under 14; a lower age leaves some of them out.

    Source: PIPA Art. 22-2 (1), under 14.

    Avoid:  children: {under: 13, rule: refuse}
    Prefer: children: {under: 14, rule: refuse}
    """
    children = case.policy.children
    if children and children.under < OF_AGE:
        yield Fault(children.place,
            msg("children are those under {age} here, and under 14 by law", age=children.under),
            msg("under 14 the legal representative consents ({article})", article=case.cite("CS-10")),
            msg("write `under: 14`"),
            ("children",))  # fmt: skip


def guardian_is_asked_in_a_way(case: Case) -> Iterator[Fault]:
    """Who asks the legal representative says in which way: by text message, card, phone, letter or mail.

    Source: PIPA Art. 22-2 (1), PIPA Decree Art. 17-2, the ways of confirming.

    Avoid:  children: {under: 14, rule: guardian}
    Prefer: children: {under: 14, rule: guardian, says: 법정대리인의 휴대전화 문자메시지로 동의를 확인함}
    """
    children = case.policy.children
    if children is None or children.rule is not ChildRule.GUARDIAN:
        return
    about = [said for said in case.texts if any(word in said.text for word in GUARDIAN) and said.section != "rights"]
    if not speaks_of((children, tuple(said.text for said in about)), *WAYS):
        yield Fault(children.place,
            msg("the document does not say how the consent of the legal representative is confirmed"),
            msg("the consent of the legal representative is asked and confirmed ({article})",
                article=case.cite("CS-10")),
            msg("say it in `says:`, as `법정대리인의 휴대전화 문자메시지로 동의를 확인함`"),
            ("children",))  # fmt: skip


def refused_children_are_not_asked(case: Case) -> Iterator[Fault]:
    """A service that refuses children collects nothing of their representatives.

    Source: PIPA Art. 22-2 (2), name and contact of the representative are collected to ask for consent only.

    Avoid:  children: {under: 14, rule: refuse}, and collect: [{required: [법정대리인의 성명]}]
    Prefer: children: {under: 14, rule: guardian}, with the same items
    """
    children = case.policy.children
    if children is None or children.rule is not ChildRule.REFUSE:
        return
    for each in case.gathered:
        for listed in each.line.items:
            if listed.item.startswith("guardian") or "법정대리인" in listed.words:
                yield Fault(listed.words.place,
                    msg("'{item}' is collected, and children are refused", item=listed.words),
                    msg("the consent of the legal representative is asked and confirmed ({article})",
                        article=case.cite("CS-10")),
                    msg("write `rule: guardian`, or leave the item out"),
                    ("children", listed.item, str(listed.words)))  # fmt: skip
                return
