"""Rights: what the document tells people they may ask, of whom, how soon, and when it says no (PIPA Arts. 35 to 38).

A right counts as named when it is listed by its id or when its Korean word stands anywhere in the clause; a policy
words its rights as it likes. What only some services must offer (transmission, automated decisions) is asked where
the policy itself shows that it is one of them, and otherwise cannot be known.
"""

import re
from collections.abc import Iterator

from jikim.check.case import Case, Fault, names
from jikim.check.length import is_longer, told
from jikim.check.said import speaks_of
from jikim.errors import Severity
from jikim.law import normal
from jikim.messages import Message, msg
from jikim.period import Period
from jikim.policy import BasisKind, Text
from jikim.policy.parties import Matter, Rights
from jikim.policy.until import UntilError, read_length

# Right: the words that name it.
BASIC = {
    "access": ("열람", "조회"),
    "correct": ("정정", "수정"),
    "erase": ("삭제", "파기"),
    "suspend": ("처리정지", "처리의 정지", "이용정지"),
}
WITHDRAW = ("동의철회", "동의의 철회", "동의를 철회", "동의 취소")
OBJECT = ("이의",)
AUTOMATED = ("자동화된 결정", "자동화된 의사결정", "완전히 자동화")
TRANSMIT = ("전송요구", "전송을 요구", "이동권")
OFFLINE = ("서면", "우편", "방문", "내방", "팩스", "FAX")
ONLINE = ("홈페이지", "누리집", "온라인", "앱", "웹", "인터넷", "서비스 이용")
# What Arts. 35 (4), 36 (1) and 37 (2) know as grounds, in the words policies use for them.
KNOWN = re.compile(
    "법|령|타인|다른 ?사람|제 ?3 ?자|생명|신체|재산|이익|공공|조세|시험|보상금|감사|계약|약정|정당한|본인|대리인"
)
FEE, AT_COST = re.compile("수수료|유료|유상"), re.compile("실비|무료|없|실제")


def _listed(rights: Rights) -> set[str]:
    return {str(right) for right, _ in rights.list}


def rights_are_all_listed(case: Case) -> Iterator[Fault]:
    """Each of the rights that everybody has is named: access, correction, erasure, suspension, withdrawal.

    Withdrawal is asked where something stands on consent, and anywhere in the document it counts as named.

    Source: PIPA Art. 30 (1) 5, the rights of the data subject; Arts. 35 to 37.

    Avoid:  rights: {list: [access, correct], channels: [전자우편]}
    Prefer: rights: {list: [access, correct, erase, suspend, withdraw], channels: [전자우편]}
    """
    rights = case.policy.rights
    if rights is None or not rights.list:
        return
    missing = [
        right for right, words in BASIC.items() if right not in _listed(rights) and not speaks_of(rights, *words)
    ]
    if missing:
        yield _missing(case, rights, missing, None)
    elif _needs_withdrawal(case, rights):
        yield _missing(case, rights, ["withdraw"], Severity.INFO)


def _needs_withdrawal(case: Case, rights: Rights) -> bool:
    grounds = [basis for each in case.policy.activities
               for basis in (each.basis, *(purpose.basis for purpose in each.purposes))]  # fmt: skip
    asks = any(basis is not None and basis.kind is BasisKind.CONSENT for basis in grounds)
    wanted = [normal(word) for word in WITHDRAW]
    return asks and "withdraw" not in _listed(rights) and not any(one in said.folded for said in case.texts
                                                                  for one in wanted)  # fmt: skip


def _missing(case: Case, rights: Rights, missing: list[str], severity: Severity | None) -> Fault:
    words = {"access": "열람", "correct": "정정", "erase": "삭제", "suspend": "처리정지", "withdraw": "동의 철회"}
    return Fault(rights.place,
        msg("the rights do not name '{rights}'", rights=", ".join(words[right] for right in missing)),
        msg("a policy states the rights of the data subject and the legal representative ({article})",
            article=case.cite("PP-08")),
        msg("add to `list:` of `rights:`: {missing}", missing=", ".join(missing)),
        ("rights", *missing), severity)  # fmt: skip


def automated_decisions_can_be_refused(case: Case) -> Iterator[Fault]:
    """Who decides about people by machine alone says that they may refuse, and ask why.

    Where nothing tells of the decisions, `automated-missing` speaks of both; a clause on them may say how to refuse.

    Source: PIPA Art. 37-2, PIPA Decree Art. 44-4 (1); since 2024-03-15.

    Avoid:  purposes: {score: 자동화된 결정으로 가입 심사}, and rights that say nothing of it
    Prefer: the same, and rights: {list: {access: 열람, automated: 자동화된 결정의 거부와 설명 요구}}
    """
    rights, wanted = case.policy.rights, [normal(word) for word in AUTOMATED]
    clause = next((one for one in case.policy.disclosures if one.matter is Matter.AUTOMATED), None)
    if clause is None or clause.refusal:
        return
    if rights is not None and ("automated" in _listed(rights) or speaks_of(rights, *AUTOMATED)):
        return
    for said in case.texts:
        if said.section in ("activities", "promises") and any(word in said.folded for word in wanted):
            yield Fault(said.text.place,
                msg("'{words}' speaks of automated decisions, and the rights do not say how to refuse them",
                    words=said.text),
                msg("people may refuse an automated decision and ask for its reasons ({article})",
                    article=case.cite("DR-AUTO")),
                msg("add to `list:` of `rights:`: {missing}", missing="automated: 자동화된 결정의 거부와 설명 요구"),
                ("rights", "automated", str(said.text)))  # fmt: skip
            return


def transmission_is_offered(case: Case) -> Iterator[Fault]:
    """Who keeps medical records may have to transmit them on request; whether it must, nobody can read in the policy.

    Source: PIPA Art. 35-2, since 2025-03-13 for health and telecommunications.

    Avoid:  statutory: [{record: 진료기록부, for: 10 years, law: medical/chart, of: [care]}], and no word of it
    Prefer: the same, and rights: {list: {access: 열람, transmit: 전송요구}}
    """
    rights = case.policy.rights
    if rights is None or "transmit" in _listed(rights) or speaks_of(rights, *TRANSMIT):
        return
    for line in case.policy.statutory:
        if line.of and line.law.startswith("medical/"):
            yield Fault(rights.place,
                msg("'{record}' is kept by those who may have to transmit it on request; whether this service must "
                    "cannot be known", record=line.record),
                msg("some controllers transmit personal information on request ({article})",
                    article=case.cite("DR-PORT")),
                msg("add `transmit: 전송요구` to `list:` of `rights:` if the service is one of them"),
                ("rights", "transmit"))  # fmt: skip
            return


def delegates_are_stated(case: Case) -> Iterator[Fault]:
    """Rights are exercised in person or by somebody else: the legal representative, or whoever has a mandate.

    Source: PIPA Art. 38 (1)-(2), Art. 30 (1) 5.

    Avoid:  rights: {list: [access, correct, erase, suspend], channels: [전자우편]}
    Prefer: the same, and delegates: {legal: 법정대리인, agent: 위임을 받은 자}
    """
    rights = case.policy.rights
    if rights and rights.list and not rights.delegates and not speaks_of(rights, "대리인"):
        yield Fault(rights.place,
            msg("the document does not say that a representative may exercise the rights"),
            msg("rights may be exercised by a representative ({article})", article=case.cite("DR-AGENT")),
            msg("add `delegates: {{legal: 법정대리인, agent: 위임을 받은 자}}` to `rights:`"),
            ("rights", "delegates"))  # fmt: skip


def mandate_has_a_form(case: Case) -> Iterator[Fault]:
    """Who acts for somebody else shows a power of attorney; the document says in which form.

    Source: PIPA Art. 38 (1), PIPA Decree Art. 45; the notice on methods has the form.

    Avoid:  delegates: {agent: 위임을 받은 자}
    Prefer: delegates: {agent: 위임을 받은 자}, form: 개인정보 처리 방법에 관한 고시 별지 제11호 서식에 따른 위임장
    """
    rights = case.policy.rights
    agents = [words for _, words in rights.delegates if "법정" not in words] if rights else []
    if rights and agents and rights.form is None:
        yield Fault(agents[0].place,
            msg("'{agent}' may act for somebody, and the document does not say with which paper", agent=agents[0]),
            msg("a delegate shows a power of attorney ({article})", article=case.cite("DR-AGENT")),
            msg("add `form: 개인정보 처리 방법에 관한 고시 별지 제11호 서식에 따른 위임장` to `rights:`"),
            ("rights", "delegates"))  # fmt: skip


def answer_has_a_deadline(case: Case) -> Iterator[Fault]:
    """Who asks is told within how many days the answer comes.

    Source: PIPA Art. 35 and PIPA Decree Art. 41: ten days; PIPA Art. 30 (1) 5, how rights are exercised.

    Avoid:  rights: {list: [access], channels: [전자우편]}
    Prefer: rights: {list: [access], channels: [전자우편], within: 10 days}
    """
    rights = case.policy.rights
    if rights and (rights.list or rights.delegates) and rights.within is None:
        yield Fault(rights.place,
            msg("the document does not say how soon a request is answered"),
            msg("a request is answered within ten days ({article})", article=case.cite("DR-ACC")),
            msg("add `within: 10 days` to `rights:`"),
            ("rights", "within"))  # fmt: skip


def answer_comes_in_time(case: Case) -> Iterator[Fault]:
    """The deadline that is promised is no later than that of the law.

    Source: PIPA Arts. 35 to 37 with PIPA Decree Arts. 41 to 44: ten days from receipt.

    Avoid:  rights: {list: [access], within: 30 days}
    Prefer: rights: {list: [access], within: 10 days}
    """
    said = case.policy.rights.within if case.policy.rights else None
    promised = _length(said)
    least = Period.from_iso(case.catalogue.fact("DR-ACC").text("deadline"))
    # Ten business days are never over before ten days.
    if said is not None and promised and (is_longer(promised, least) or promised.business_days >= least.days):
        yield Fault(said.place,
            msg("requests are answered within '{said}', and the law says {deadline}", said=said,
                deadline=told(least)),
            msg("a request is answered within ten days ({article})", article=case.cite("DR-ACC")),
            msg("write `within: 10 days` or less"),
            ("rights", "within"))  # fmt: skip


def _length(said: Text | None) -> Period | None:
    try:
        return read_length(said.removesuffix("이내").removesuffix("안에")).period if said else None
    except UntilError:
        return None


def refusals_have_a_ground(case: Case) -> Iterator[Fault]:
    """A request is refused only on a ground that the law knows.

    Source: PIPA Art. 35 (4), Art. 36, Art. 37 (2).

    Avoid:  rights: {limits: [회사의 업무에 지장이 있는 경우]}
    Prefer: rights: {limits: [법률에 따라 열람이 금지되는 경우, 다른 사람의 생명·신체를 해할 우려가 있는 경우]}
    """
    for limit in case.policy.rights.limits if case.policy.rights else ():
        if not KNOWN.search(limit):
            yield Fault(limit.place,
                msg("requests are refused for '{limit}', which is no ground that the law knows", limit=limit),
                msg("access and suspension are refused on the grounds of the law only ({articles})",
                    articles=_articles(case, "DR-ACC", "DR-SUS")),
                msg("take the limit out, or write the ground of the law that is meant"),
                ("rights", "limits", str(limit)))  # fmt: skip


def _articles(case: Case, *facts: str) -> Message:
    first, second = (case.cite(fact) for fact in facts)
    return msg("{first}; {second}", first=first, second=second)


def fee_is_at_cost(case: Case) -> Iterator[Fault]:
    """A request costs at most what it costs; nothing where the controller was the cause of it.

    Source: PIPA Art. 38 (3), PIPA Decree Art. 47.

    Avoid:  rights: {channels: [우편 (수수료 5천원)]}
    Prefer: rights: {channels: [우편 (우송료는 실비)]}
    """
    for said in case.texts:
        if said.section == "rights" and FEE.search(said.text) and not AT_COST.search(said.text):
            yield Fault(said.text.place,
                msg("'{words}' asks for a fee and does not say that it is at cost", words=said.text),
                msg("a fee covers the actual cost and no more ({article})", article=case.cite("DR-FEE")),
                msg("say that it is at cost (실비), or take it out"),
                ("rights", str(said.text)))  # fmt: skip


def asking_is_as_easy_as_giving(case: Case) -> Iterator[Fault]:
    """What was given on the web can be asked for there: not only by letter or in person.

    Source: PIPA Art. 38 (4), PIPA Decree Art. 41 (2): not harder than collecting, and by the same channel.

    Avoid:  signup: {methods: [홈페이지]}, rights: {channels: [방문, 서면]}
    Prefer: signup: {methods: [홈페이지]}, rights: {channels: [홈페이지, 서면, 전자우편]}
    """
    rights = case.policy.rights
    if rights is None or not rights.channels or not all(_is_offline(one) for one in rights.channels):
        return
    for activity in case.policy.activities:
        method = next((one for one in activity.methods if any(word in one for word in ONLINE)), None)
        if method is not None and not any(word in one for one in rights.channels for word in ONLINE):
            yield Fault(rights.channels[0].place,
                msg("'{activity}' collects by '{method}', and rights are exercised only by '{channels}'",
                    activity=activity.label, method=method, channels=", ".join(rights.channels)),
                msg("exercising a right is no harder than giving the items was ({article})",
                    article=case.cite("DR-EASE")),
                msg("add the channel by which the items were collected to `channels:`"),
                ("rights", "channels", *names(activity)))  # fmt: skip
            return


def _is_offline(channel: str) -> bool:
    return any(word in channel for word in OFFLINE) and "전자" not in channel


def objection_is_told(case: Case) -> Iterator[Fault]:
    """Who is refused is told how to object.

    Source: PIPA Art. 38 (5), the procedure for objections is set up and made known.

    Avoid:  rights: {list: [access, correct, erase, suspend]}
    Prefer: rights: {list: {access: 열람, correct: 정정, erase: 삭제, suspend: 처리정지, object: 거절에 대한 이의제기}}
    """
    rights = case.policy.rights
    if rights is None or not rights.list or "object" in _listed(rights):
        return
    if not speaks_of((rights, case.policy.promises), *OBJECT):
        yield Fault(rights.place,
            msg("the document does not say how to object to a refusal"),
            msg("a procedure for objecting is set up and made known ({article})", article=case.cite("DR-OBJ")),
            msg("add `object: 거절에 대한 이의제기` to `list:` of `rights:`"),
            ("rights", "object"))  # fmt: skip
