"""What only some services do, and must then tell: matters that a policy states where it has them.

Nobody can read in a policy that a service uses pseudonymised data and is silent about it: that cannot be known, and
nothing here says so. What is asked is the rest: a matter that another clause speaks of and that has no clause of its
own (`disclosures:`), and a clause that leaves out what belongs to it. Words decide, so a sentence that says "we do
not" is passed over, and what the commission only recommends is information.
"""

import re
from collections.abc import Iterator

from jikim.check.case import Case, Fault, names
from jikim.check.officers import LOCATION
from jikim.check.said import Said, speaks_of, texts_of
from jikim.law import LegalClass, normal
from jikim.messages import Message, msg
from jikim.policy import Activity, Text
from jikim.policy.parties import Disclosure, Matter

NOT = re.compile("않|없|아니|금지|못")
CLAUSES = ("activities", "promises", "automatic", "provided", "entrusted", "entrusting", "service", "statutory", "keep")
SHOWN = ("공개", "게시", "프로필", "커뮤니티", "노출", "후기", "리뷰", "매칭", "이력서")
PSEUDONYMISED = ("가명정보", "가명처리하여", "가명처리한")
FURTHER = ("추가적인 이용", "추가적 이용", "추가적으로 이용", "추가로 이용하거나 제공", "합리적으로 관련된 범위")
AUTOMATED = ("자동화된 결정", "자동화된 의사결정", "완전히 자동화")
LOCATED = ("위치기반서비스", "개인위치정보", "위치정보의 보호 및 이용")
TRANSMITTED = ("전송요구", "전송을 요구", "본인전송")
BEHAVIOUR = ("맞춤형 광고", "맞춤 광고", "행태정보", "리타겟", "리마케팅", "통계학적 특성에 따른 광고")
CAMERAS = ("영상정보처리기기", "CCTV", "폐쇄회로")
LEARNING = ("AI 학습", "인공지능 학습", "학습데이터", "학습용 데이터", "기계학습", "모델 학습", "머신러닝")
# Matter: the fact, and the keys that belong to it.
PARTS = {
    Matter.SENSITIVE: ("PP-05", ("items", "refusal")),
    Matter.PSEUDONYMISED: ("PP-07", ("purpose", "items")),
    Matter.FURTHER_USE: ("PP-21", ("criteria",)),
    Matter.AUTOMATED: ("PP-24", ("purpose", "items", "criteria", "refusal")),
    Matter.LOCATION: ("PP-27", ("purpose", "until")),
    Matter.TRANSMISSION: ("PP-28", ("how",)),
    Matter.BEHAVIOUR: ("PP-31", ("items", "purpose", "refusal")),
    Matter.CAMERAS: ("PP-23", ("purpose", "until")),
    Matter.TRAINING_DATA: ("PP-33", ("items",)),
}


def sensitive_items_stay_private(case: Case) -> Iterator[Fault]:
    """Where sensitive items may come to be seen by others, the document says so, and how to keep them private.

    Source: PIPA Art. 30 (1) 3-3, Art. 23 (3); since 2023-09-15.

    Avoid:  profile: {label: 프로필 공개, collect: [{optional: [건강정보]}]}
    Prefer: the same, and disclosures: {sensitive: {items: [건강정보], refusal: 프로필 설정에서 비공개}}
    """
    if _disclosed(case, Matter.SENSITIVE):
        return
    for each in case.gathered:
        listed = next((one for one in each.line.items if LegalClass.SENSITIVE in case.classes(one.item)), None)
        shown = next((one for one in each.activities if _shows(one)), None)
        if listed and shown:
            yield Fault(listed.words.place,
                msg("'{item}' is collected for '{activity}', where others may see it", item=listed.words,
                    activity=shown.label),
                msg("a policy states that sensitive information may become public, and how to keep it private "
                    "({article})", article=case.cite("PP-05")),
                _fix(Matter.SENSITIVE),
                (*names(shown), listed.item, str(listed.words)))  # fmt: skip


def _shows(activity: Activity) -> bool:
    said = texts_of((activity.label, activity.consent, tuple(purpose.label for purpose in activity.purposes)))
    return any(word in normal(text) and not NOT.search(text) for text in said for word in map(normal, SHOWN))


def pseudonymised_data_are_told(case: Case) -> Iterator[Fault]:
    """Who makes and uses pseudonymised data says what for and of which items.

    Source: PIPA Art. 30 (1) 4-2, since 2023-09-15.

    Avoid:  purposes: {study: 가명정보를 이용한 통계작성}, and no clause on it
    Prefer: the same, and disclosures: {pseudonymised: {purpose: 통계작성, items: [주문번호]}}
    """
    why = msg("a policy states what is done with pseudonymised information ({article})", article=case.cite("PP-07"))
    yield from _spoken_of(case, Matter.PSEUDONYMISED, PSEUDONYMISED, why)


def further_use_has_criteria(case: Case) -> Iterator[Fault]:
    """Who goes on using items beyond their purpose, without consent, says by what it judges that it may.

    Source: PIPA Decree Art. 14-2 (2), where the further use or provision goes on.

    Avoid:  promises: {further: 당초 수집 목적과 합리적으로 관련된 범위에서 계속 이용}, and no criteria
    Prefer: the same, and disclosures: {further_use: {criteria: [관련성, 예측 가능성, 이익의 침해, 안전조치]}}
    """
    why = msg("a policy states by what further use without consent is judged ({article})", article=case.cite("PP-21"))
    yield from _spoken_of(case, Matter.FURTHER_USE, FURTHER, why)


def automated_decisions_are_told(case: Case) -> Iterator[Fault]:
    """Who decides about people by machine alone says about what, from which items and by what.

    Source: PIPA Decree Art. 44-4 (1), since 2024-03-15.

    Avoid:  purposes: {score: 자동화된 결정으로 가입 심사}, and no clause on it
    Prefer: the same, and disclosures: {automated: {purpose: 가입 심사, items: [...], criteria: [...], refusal: ...}}
    """
    why = msg("automated decisions are made known: purpose, items, criteria and the right to refuse ({article})",
        article=case.cite("PP-24"))  # fmt: skip
    yield from _spoken_of(case, Matter.AUTOMATED, AUTOMATED, why)


def location_is_told(case: Case) -> Iterator[Fault]:
    """A service built on locations has a clause on them, and somebody in charge.

    Source: Location Information Act Art. 21-2.

    Avoid:  purposes: {near: 위치기반서비스 제공}, and no clause on it
    Prefer: the same, and disclosures: {location: {purpose: 주변 매장 안내, until: 이용 목적 달성까지}}
    """
    why = msg("a service of locations states purpose and period, and who is in charge ({article})",
        article=case.cite("PP-27"))  # fmt: skip
    if not _disclosed(case, Matter.LOCATION):
        line = next((one for one in case.policy.statutory if one.of and one.law.startswith("location/")), None)
        if line is not None:
            yield _untold(Matter.LOCATION, line.record, why)
            return
    yield from _spoken_of(case, Matter.LOCATION, LOCATED, why)


def transmission_is_explained(case: Case) -> Iterator[Fault]:
    """Where people may have their items transmitted, the document says how, and where to see what was.

    Source: PIPA Decree Art. 42-6 (6), since 2026-08-20; whether the service is bound by it cannot be known.

    Avoid:  rights: {list: {access: 열람, transmit: 전송요구}}
    Prefer: the same, and disclosures: {transmission: {how: "설정 > 내 정보 보내기, 내역은 같은 화면에서 확인"}}
    """
    rights = case.policy.rights
    if rights is None or _disclosed(case, Matter.TRANSMISSION):
        return
    named = next((right for right, _ in rights.list if right == "transmit"), None)
    words = [text for text in texts_of(rights) if any(word in normal(text) for word in map(normal, TRANSMITTED))]
    found = next((text for text in (named, *words) if text is not None), None)
    if found is not None:
        why = msg("how transmission is asked for and followed is made known ({article})", article=case.cite("PP-28"))
        yield _untold(Matter.TRANSMISSION, found, why)


def behaviour_is_told(case: Case) -> Iterator[Fault]:
    """Who lets tools watch what people do says which items they take, what for, and how to refuse.

    Source: the commission's writing guideline of 2025-04, recommended.

    Avoid:  automatic: {collect: [{required: [광고 ID]}], ...}, and no clause on behavioural data
    Prefer: the same, and disclosures: {behaviour: {items: [방문 이력], purpose: 맞춤형 광고, refusal: 휴대전화 설정}}
    """
    why = msg("it is recommended to say which behavioural data are collected, and what for ({article})",
        article=case.cite("PP-31"))  # fmt: skip
    if _disclosed(case, Matter.BEHAVIOUR):
        return
    tools = [name for name, _ in case.policy.automatic.analytics] if case.policy.automatic else []
    advertising = [one.words for each in case.gathered for one in each.line.items if one.item == "ad_id"]
    if found := next(iter((*tools, *advertising)), None):
        yield _untold(Matter.BEHAVIOUR, found, why)
    else:
        yield from _spoken_of(case, Matter.BEHAVIOUR, BEHAVIOUR, why)


def cameras_are_told(case: Case) -> Iterator[Fault]:
    """Who films has a policy for it; this one may hold it, or it stands elsewhere, which cannot be known.

    Source: PIPA Art. 25 (7).

    Avoid:  collect: [{required: [CCTV 영상]}], and no clause on it
    Prefer: the same, and disclosures: {cameras: {purpose: 시설 안전, until: 30일}}
    """
    why = msg("who runs cameras has a policy for them, which this one may hold ({article})", article=case.cite("PP-23"))
    yield from _spoken_of(case, Matter.CAMERAS, CAMERAS, why)


def training_data_are_told(case: Case) -> Iterator[Fault]:
    """Who teaches machines with what people wrote says so.

    Source: the commission's writing guideline of 2025-04, recommended; unverified.

    Avoid:  purposes: {learn: 상담 기록의 AI 학습}, and no clause on it
    Prefer: the same, and disclosures: {training_data: {items: [상담 기록], refusal: 설정에서 제외}}
    """
    why = msg("it is recommended to say which data machines learn from ({article})", article=case.cite("PP-33"))
    yield from _spoken_of(case, Matter.TRAINING_DATA, LEARNING, why)


def disclosures_are_whole(case: Case) -> Iterator[Fault]:
    """A clause on one of these matters says what belongs to it; one in prose alone is not taken apart.

    Source: PIPA Art. 23 (3), Art. 30 (1), PIPA Decree Arts. 14-2, 42-6, 44-4; Location Information Act Art. 21-2.

    Avoid:  disclosures: {automated: {purpose: 가입 심사}}
    Prefer: disclosures: {automated: {purpose: 가입 심사, items: [소득], criteria: [연체], refusal: 고객센터에 요구}}
    """
    for each in case.policy.disclosures:
        fact, keys = PARTS[each.matter]
        found = case.catalogue.fact(fact)
        missing = _missing(each, keys) if found.is_in_force(case.on) else []
        if each.matter is Matter.LOCATION and not _location_officer(case, each):
            missing.append("officers")
        if missing:
            yield Fault(each.place,
                msg("of '{matter}' the document does not say: {missing}", matter=each.matter.value,
                    missing=", ".join(missing)),
                msg("who does this tells what belongs to it ({article})", article=case.cite(fact)),
                msg("add to `disclosures:`, or for a person in charge to `officers:`: {missing}",
                    missing=", ".join(f"`{key}:`" for key in missing)),
                ("disclosures", each.matter.value), law=(fact,))  # fmt: skip


def _missing(each: Disclosure, keys: tuple[str, ...]) -> list[str]:
    """Return the keys left out; none of a clause in prose alone, which may say it all."""
    stated = {"purpose": each.purpose, "items": each.items, "until": each.until, "to": each.to, "how": each.how,
              "criteria": each.criteria, "refusal": each.refusal}  # fmt: skip
    return [key for key in keys if not stated[key]] if any(stated.values()) else []


def _location_officer(case: Case, each: Disclosure) -> bool:
    prose = bool(each.says) and not (each.purpose or each.until)
    return prose or any(one.role == LOCATION or speaks_of(one, "위치정보") for one in case.policy.officers)


def _disclosed(case: Case, matter: Matter) -> bool:
    return any(each.matter is matter for each in case.policy.disclosures)


def _spoken_of(case: Case, matter: Matter, words: tuple[str, ...], why: Message) -> Iterator[Fault]:
    """Yield the first clause that speaks of a matter for which there is no disclosure."""
    if not _disclosed(case, matter) and (said := _first(case, words)):
        yield _untold(matter, said.text, why)


def _first(case: Case, words: tuple[str, ...]) -> Said | None:
    wanted = [normal(word) for word in words]
    return next((said for said in case.texts if said.section in CLAUSES and not NOT.search(said.text)
                 and any(word in said.folded for word in wanted)), None)  # fmt: skip


def _untold(matter: Matter, words: Text, why: Message) -> Fault:
    return Fault(words.place,
        msg("'{words}' calls for a clause of its own, and there is none", words=words),
        why, _fix(matter), ("disclosures", matter.value, str(words)))  # fmt: skip


def _fix(matter: Matter) -> Message:
    keys = ", ".join(f"{key}: ..." for key in PARTS[matter][1])
    return msg("add to `disclosures:`: {clause}", clause=f"`{matter.value}: {{{keys}}}`")
