"""Parties: who else processes or receives items, and with what the document says of each (PIPA Arts. 17, 26, 27).

A party is named so that people know whom to ask; "our partners" is nobody. What a recipient is given is told by
recipient, purpose, items and period (Art. 17 (2)), what is entrusted by party and work (Art. 26 (2)). Transfers abroad
stand in `overseas.py`. What the law asks of the contract behind it no policy shows, and nothing here asks for it.
"""

import re
from collections.abc import Iterator

from jikim.check.case import Case, Fault
from jikim.check.said import speaks_of, texts_of
from jikim.law import normal
from jikim.messages import msg
from jikim.policy import Text
from jikim.policy.parties import Provided, Recipient

# A kind of party, and no party.
NOBODY = {normal(name) for name in (
    "제휴사", "제휴업체", "제휴 회사", "협력사", "협력업체", "협력 회사", "파트너", "파트너사", "관계사", "관계회사",
    "계열사", "외부업체", "외부 업체", "외부 전문업체", "전문업체", "수탁업체", "위탁업체", "택배사", "택배업체",
    "배송업체", "PG사", "광고주", "광고사", "제3자", "카드사", "은행", "금융기관", "보험사",
    "관련 업체", "관련 기관", "기타 업체",
)}  # fmt: skip
AND_OTHERS = re.compile(r"외 ?\d+ ?(?:개|곳|사|명|업체)|\s(?:등|등등|외)$")
ANY_WORK = {normal(words) for words in (
    "업무", "위탁업무", "위탁 업무", "업무 전반", "업무 일체", "각종 업무", "관련 업무", "일체의 업무", "개인정보 처리",
    "개인정보 처리 업무", "개인정보처리", "서비스 운영 전반", "필요한 업무",
)}  # fmt: skip
ANYTHING = {normal(words) for words in (
    "개인정보", "회원정보", "고객정보", "이용자 정보", "개인정보 일체", "일체의 정보", "모든 정보", "필요한 정보",
    "필요한 개인정보", "필요 최소한의 정보", "필요한 최소한의 정보", "최소한의 정보", "관련 정보", "수집한 정보",
    "수집한 개인정보",
)}  # fmt: skip
FURTHER = ("재위탁", "재수탁")
FORBIDDEN = re.compile("금지|제한|않|없|아니|못|불가|동의|승인|승낙")
CHOICE = ("거부", "동의하지", "철회", "원하지", "허용", "한하여", "선택")
PASSING = ("양도", "합병", "승계", "매각", "인수")
TELLS = ("고지", "통지", "알리", "알려", "안내", "공지")
# What Arts. 17 and 18 (2) know, in the words policies use; repealed ones are told by `stale.py`.
EXCEPTIONS = re.compile(
    "법|령|수사|재판|법원|동의|생명|신체|재산|이익|공공|공중|가명|통계|학술|연구|조약|국제|요금|정산|시장조사|익명|식별|조사"
    "|계약|알아 ?볼 수 없"
)


def parties_are_named(case: Case) -> Iterator[Fault]:
    """A party is somebody: a name, not a kind of business, and not the first of several.

    Source: PIPA Art. 26 (2), the entrusted party; Art. 17 (2) 1, who receives.

    Avoid:  entrusted: [{name: 택배사, work: 상품 배송}]
    Prefer: entrusted: [{name: 나무택배, work: 상품 배송}]
    """
    for name in _named(case):
        if normal(name) in NOBODY or AND_OTHERS.search(name):
            yield Fault(name.place,
                msg("'{party}' names a kind of party, and nobody can tell who it is", party=name),
                msg("a policy states the work entrusted and those entrusted with it ({article})",
                    article=case.cite("PP-26")),
                msg("write the name of the party; several parties are several entries"),
                (str(name),))  # fmt: skip


def _named(case: Case) -> Iterator[Text]:
    yield from (party.name for party in case.policy.entrusted)
    yield from (each.name for each in recipients(case) if each.name is not None)
    yield from (each.recipient for each in case.policy.overseas or () if each.recipient is not None)


def recipients(case: Case) -> tuple[Recipient, ...]:
    """Return the third parties to whom items are provided; none where the document says nothing of them."""
    return case.policy.provided.to if case.policy.provided else ()


def entrusted_work_says_something(case: Case) -> Iterator[Fault]:
    """The work that is entrusted is told so that people know what happens there.

    Source: PIPA Art. 26 (2), the content of the work entrusted.

    Avoid:  entrusted: [{name: 나무전산, work: 업무 전반}]
    Prefer: entrusted: [{name: 나무전산, work: [서버 운영, 백업]}]
    """
    for party in case.policy.entrusted:
        for work in party.work:
            if normal(work) in ANY_WORK:
                yield Fault(work.place,
                    msg("'{party}' is entrusted with '{work}', which may be anything", party=party.name, work=work),
                    msg("a policy states the work entrusted and those entrusted with it ({article})",
                        article=case.cite("PP-26")),
                    msg("say what the party does, as `work: [서버 운영, 백업]`"),
                    (str(party.name), str(work)))  # fmt: skip


def further_entrusted_are_named(case: Case) -> Iterator[Fault]:
    """Who is entrusted by an entrusted party is named too.

    Source: PIPA Art. 26 (2), further entrusted parties included; Art. 26 (6).

    Avoid:  entrusting: [수탁자는 업무의 일부를 재위탁함]
    Prefer: the same, and entrusted: [..., {name: 나무배달, work: 배송, from: 나무택배}]
    """
    if any(party.passed_on_by for party in case.policy.entrusted):
        return
    for said in case.texts:
        if said.section not in ("entrusted", "entrusting") or FORBIDDEN.search(said.text):
            continue
        if any(word in said.folded for word in FURTHER):
            yield Fault(said.text.place,
                msg("'{words}' speaks of entrusting further, and nobody further entrusted is named", words=said.text),
                msg("a policy states the work entrusted and those entrusted with it ({article})",
                    article=case.cite("PP-26")),
                msg("add the party under `entrusted:` with `from:` and the name of who passes the work on"),
                ("entrusted", str(said.text)))  # fmt: skip
            return


def further_entrusted_have_their_party(case: Case) -> Iterator[Fault]:
    """Work is passed on by somebody who has it.

    Source: PIPA Art. 26 (6), an entrusted party entrusts further with the controller's consent.

    Avoid:  entrusted: [{name: 나무배달, work: 배송, from: 나무택배}], and no 나무택배
    Prefer: entrusted: [{name: 나무택배, work: 배송}, {name: 나무배달, work: 배송, from: 나무택배}]
    """
    known = {normal(party.name) for party in case.policy.entrusted}
    for party in case.policy.entrusted:
        if party.passed_on_by is not None and normal(party.passed_on_by) not in known:
            yield Fault(party.passed_on_by.place,
                msg("'{party}' has its work from '{other}', who is not among the entrusted",
                    party=party.name, other=party.passed_on_by),
                msg("work is passed on by whoever was entrusted with it ({article})", article=case.cite("OS-04")),
                msg("add the party that passes the work on under `entrusted:`, or correct `from:`"),
                (str(party.name), str(party.passed_on_by)))  # fmt: skip


def provision_is_told_in_full(case: Case) -> Iterator[Fault]:
    """Of each third party the document says who it is, what for, what, and how long.

    Source: PIPA Art. 30 (1) 3; the matters of Art. 17 (2).

    Avoid:  provided: {to: [{name: 나무보험, items: [이름]}]}
    Prefer: provided: {to: [{name: 나무보험, items: [이름], purpose: 보험 가입, until: 보험 종료까지}]}
    """
    for each in recipients(case):
        if each.successor:
            continue
        stated = {"name": each.name or each.role, "purpose": each.purpose, "items": each.items, "until": each.until}
        missing = [key for key, value in stated.items() if not value]
        if missing:
            yield Fault(each.place,
                msg("of what '{party}' receives the document does not say: {missing}",
                    party=called(case, each), missing=", ".join(missing)),
                msg("a policy states recipient, purpose, items and period of what is provided ({article}, {consent})",
                    article=case.cite("PP-03"), consent=case.cite("CS-02")),
                msg("add to the recipient: {missing}", missing=", ".join(f"`{key}:`" for key in missing)),
                ("provided", called(case, each)))  # fmt: skip


def called(case: Case, recipient: Recipient) -> str:
    """Return what a recipient is called: its name, or the words of its role."""
    role = case.policy.role(str(recipient.role)) if recipient.role else None
    return str(recipient.name or (role.label if role else recipient.role) or "?")


def provision_can_be_refused(case: Case) -> Iterator[Fault]:
    """Who is asked before items are provided may refuse, and is told so; here too, or only where asked.

    Source: PIPA Art. 17 (2) 5, the right to refuse and what follows.

    Avoid:  to: [{name: 나무보험, items: [이름], purpose: 보험 가입, until: 보험 종료까지}]
    Prefer: the same, with refusal: 거부할 수 있으며 거부하면 보험에 가입되지 않음
    """
    provided = case.policy.provided
    for each in recipients(case):
        if not each.successor and each.items and provided and not _can_be_refused(provided, each):
            yield Fault(each.place,
                msg("the document does not say that people may refuse what '{party}' receives",
                    party=called(case, each)),
                msg("who consents to provision is told of the right to refuse ({article})",
                    article=case.cite("CS-02")),
                msg("add `refusal:` to the recipient, if it rests on consent"),
                ("provided", called(case, each)))  # fmt: skip


def _can_be_refused(provided: Provided, each: Recipient) -> bool:
    by_law = any("법" in text for text in texts_of((each.when, each.purpose, each.says)))
    return each.refusal is not None or by_law or speaks_of((each, provided.rule), *CHOICE)


def passed_items_are_named(case: Case) -> Iterator[Fault]:
    """What is handed on is named item by item.

    Source: PIPA Art. 17 (2) 3 and Art. 28-8 (2) 1, the items provided or transferred.

    Avoid:  to: [{name: 나무보험, items: [회원정보], purpose: 보험 가입, until: 보험 종료까지}]
    Prefer: to: [{name: 나무보험, items: [이름, 생년월일], purpose: 보험 가입, until: 보험 종료까지}]
    """
    for party, item in _passed(case):
        if normal(item) in ANYTHING:
            yield Fault(item.place,
                msg("'{party}' receives '{item}', which names no item", party=party, item=item),
                msg("a policy states recipient, purpose, items and period of what is provided ({article}, {consent})",
                    article=case.cite("PP-03"), consent=case.cite("CS-02")),
                msg("list the items, in the words under which they are collected"),
                (party, str(item)))  # fmt: skip


def passed_items_are_collected(case: Case) -> Iterator[Fault]:
    """What is handed on is collected somewhere; else its people never learned of it, or it has two names.

    Source: PIPA Decree Art. 31 (1) 1, the items processed.

    Avoid:  to: [{name: 나무보험, items: [병력], ...}], and 병력 is collected nowhere
    Prefer: to: [{name: 나무보험, items: [이름], ...}]
    """
    known = set(_collected(case))
    for party, item in _passed(case):
        if normal(item) not in known | ANYTHING and not any(one in normal(item) for one in known):
            yield Fault(item.place,
                msg("'{party}' receives '{item}', which no activity collects", party=party, item=item),
                msg("a policy states the items it processes ({article})", article=case.cite("PP-11")),
                msg("list it where it is collected, or write it as it is written there"),
                (party, str(item)))  # fmt: skip


def _passed(case: Case) -> Iterator[tuple[str, Text]]:
    yield from ((called(case, each), item) for each in recipients(case) for item in each.items)
    yield from ((str(each.recipient or "?"), item) for each in case.policy.overseas or () for item in each.items)


def _collected(case: Case) -> Iterator[str]:
    for each in case.gathered:
        yield from (normal(listed.words) for listed in each.line.items)
    for item in case.policy.items:
        yield from (normal(word) for word in (item.id, item.label, *item.parts, *item.also))


def exceptions_are_those_of_the_law(case: Case) -> Iterator[Fault]:
    """What is provided without consent is provided on a ground that the law knows.

    Source: PIPA Art. 17 (1), Art. 18 (2).

    Avoid:  provided: {except: {business: 회사가 업무상 필요하다고 판단한 경우}}
    Prefer: provided: {except: {law: 법률에 특별한 규정이 있는 경우}}
    """
    for name, words in case.policy.provided.exceptions if case.policy.provided else ():
        if not EXCEPTIONS.search(words):
            yield Fault(words.place,
                msg("'{words}' is no ground on which items may be provided without consent", words=words),
                msg("items are provided by consent, or where the law says so ({article})", article=case.cite("PP-03")),
                msg("take the exception out, or write the ground of the law that is meant"),
                ("provided", str(name)))  # fmt: skip


def successor_tells_beforehand(case: Case) -> Iterator[Fault]:
    """When the business passes to somebody else, people are told before, and may say no.

    Source: PIPA Art. 27: the fact, who takes over, and how to refuse.

    Avoid:  to: [{successor: true, when: 합병 또는 영업양도}]
    Prefer: to: [{successor: true, when: 합병 또는 영업양도, duties: [사전에 통지, 동의를 철회할 수 있음]}]
    """
    for each in recipients(case):
        promises = tuple(one for one in case.policy.promises if speaks_of(one, *PASSING))
        said = (each.duties, each.says, each.when, each.refusal, promises)
        if each.successor and not (speaks_of(said, *TELLS) and speaks_of(said, *CHOICE)):
            yield Fault(each.place,
                msg("the business may pass to somebody else, and the document does not say that people are told "
                    "before and may refuse"),
                msg("who hands a business on tells people before, and how to refuse ({article})",
                    article=case.cite("BT-01")),
                msg("add `duties: [사전에 통지, 원하지 않으면 동의를 철회할 수 있음]`"),
                ("provided", "successor"))  # fmt: skip
