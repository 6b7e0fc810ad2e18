"""Transfer abroad: on what ground, and the five matters of each (PIPA Art. 28-8, Decree Art. 31 (1) 2).

Looking items up from abroad is a transfer too, so a party whose service is run abroad is asked about even where the
document names no country. Which parties those are is a list of well-known services, no law; a cloud that has
regions in Korea may well stand there, and is told as what cannot be known.
"""

import re
from collections.abc import Iterator

from jikim.check.case import Case, Fault
from jikim.check.parties import recipients
from jikim.consent import abroad
from jikim.errors import Severity
from jikim.law import normal
from jikim.messages import Message, msg
from jikim.policy import Text
from jikim.policy.parties import Gateway, Overseas

# Services whose servers stand abroad, by the beginnings of their names (normal form).
ABROAD = re.compile(
    "mixpanel|믹스패널|amplitude|앰플리튜드|braze|브레이즈|sendgrid|센드그리드|mailchimp|메일침프|mailgun|twilio|트윌리오"
    "|zendesk|젠데스크|hubspot|허브스팟|salesforce|세일즈포스|slack|stripe|paypal|페이팔|cloudflare|클라우드플레어|datadog"
    "|데이터독|hotjar|facebook|페이스북|googleanalytics|구글애널리틱스|구글어낼리틱스|firebase|파이어베이스|openai|github"
    "|appsflyer|앱스플라이어|snowflake"
)
CLOUD = re.compile(
    "amazonwebservices|아마존웹서비스|^aws|googlecloud|구글클라우드|^gcp|azure|애저|oraclecloud|오라클클라우드"
)
SUBSIDIARY = re.compile("코리아|korea|한국")


def transfer_is_told_in_full(case: Case) -> Iterator[Fault]:
    """Of each transfer abroad the document says who, where, what, what for, how long, and when and how.

    Source: PIPA Decree Art. 31 (1) 2, the matters of PIPA Art. 28-8 (2).

    Avoid:  overseas: [{recipient: Example Cloud, country: US}]
    Prefer: the same, with items: [이메일], purpose: 서버 운영, until: 회원 탈퇴까지, how: 가입할 때 전용망으로 전송
    """
    for each in case.policy.overseas or ():
        stated = {"recipient": each.recipient, "country": each.country, "items": each.items,
                  "purpose": each.purpose, "until": each.until, "how": each.how}  # fmt: skip
        missing = [key for key, value in stated.items() if not value]
        if missing:
            yield Fault(each.place,
                msg("of the transfer abroad to '{party}' the document does not say: {missing}",
                    party=_called(each), missing=", ".join(missing)),
                msg("a policy states the ground and the matters of a transfer abroad ({article})",
                    article=case.cite("PP-12")),
                msg("add to the transfer: {missing}", missing=", ".join(f"`{key}:`" for key in missing)),
                ("overseas", _called(each)))  # fmt: skip


def transfer_can_be_refused(case: Case) -> Iterator[Fault]:
    """People may refuse a transfer abroad, and are told how and what follows.

    Source: PIPA Art. 28-8 (2) 5, how to refuse and the effect.

    Avoid:  overseas: [{recipient: Example Cloud, country: US, items: [이메일], ...}] without `refusal:`
    Prefer: the same, with refusal: 고객센터에 거부를 알릴 수 있으며 거부하면 알림이 오지 않음
    """
    for each in case.policy.overseas or ():
        if each.refusal is None:
            yield Fault(each.place,
                msg("the document does not say how to refuse the transfer abroad to '{party}'", party=_called(each)),
                msg("a policy states the ground and the matters of a transfer abroad ({article})",
                    article=case.cite("PP-12")),
                msg("add `refusal:` with how to refuse, and what follows"),
                ("overseas", _called(each)))  # fmt: skip


def recipient_abroad_can_be_reached(case: Case) -> Iterator[Fault]:
    """Who receives items abroad is named with a contact.

    Source: PIPA Art. 28-8 (2) 3, the recipient and its contact.

    Avoid:  overseas: [{recipient: Example Cloud, country: US, ...}] without `contact:`
    Prefer: the same, with contact: privacy@cloud.example
    """
    for each in case.policy.overseas or ():
        if each.contact is None and "@" not in (each.recipient or ""):
            yield Fault(each.place,
                msg("the document does not say how to reach '{party}', who receives items abroad", party=_called(each)),
                msg("a policy states the ground and the matters of a transfer abroad ({article})",
                    article=case.cite("PP-12")),
                msg("add `contact:` with an address that answers"),
                ("overseas", _called(each)))  # fmt: skip


def transfer_has_a_ground(case: Case) -> Iterator[Fault]:
    """A transfer abroad rests on one of five grounds, and the document says on which.

    Source: PIPA Decree Art. 31 (1) 2; the grounds of PIPA Art. 28-8 (1).

    Avoid:  overseas: [{recipient: Example Cloud, country: US, ...}] without `basis:`
    Prefer: the same, with basis: contract
    """
    for each in case.policy.overseas or ():
        if each.basis is None:
            yield Fault(each.place,
                msg("the document does not say on what ground items go abroad to '{party}'", party=_called(each)),
                msg("items go abroad on one of five grounds, and the policy states which ({article}, {grounds})",
                    article=case.cite("PP-12"), grounds=case.cite("OT-01")),
                msg("add `basis: contract`, `consent`, `law`, `certified` or `adequate`"),
                ("overseas", _called(each)))  # fmt: skip


def transfer_leaves_the_country(case: Case) -> Iterator[Fault]:
    """A transfer abroad goes abroad.

    Source: PIPA Art. 28-8 (1), transfer to another country.

    Avoid:  overseas: [{recipient: 나무전산, country: 대한민국, ...}]
    Prefer: overseas: []
    """
    for each in case.policy.overseas or ():
        if each.country is not None and not abroad(each.country):
            yield Fault(each.country.place,
                msg("the transfer abroad to '{party}' goes to '{country}'", party=_called(each), country=each.country),
                msg("a policy states the ground and the matters of a transfer abroad ({article})",
                    article=case.cite("PP-12")),
                msg("correct the country, or take the transfer out"),
                ("overseas", _called(each)))  # fmt: skip


def recipient_abroad_is_a_party(case: Case) -> Iterator[Fault]:
    """Who receives items abroad is entrusted with something, or provided with them: the policy says which.

    Source: PIPA Art. 28-8 (1), provision, entrusting and storing abroad; Art. 30 (1) 3 and 4.

    Avoid:  overseas: [{recipient: Example Cloud, basis: contract, ...}], and nobody of that name is entrusted
    Prefer: the same, and entrusted: [{name: Example Cloud, work: 서버 운영, country: US}]
    """
    known = [normal(name) for name in (*(party.name for party in case.policy.entrusted),
             *(each.name or "" for each in recipients(case))) if name]  # fmt: skip
    for each in case.policy.overseas or ():
        if each.recipient is None or each.basis is Gateway.LAW:
            continue
        name = normal(each.recipient)
        if not any(one in name or name in one for one in known):
            yield Fault(each.recipient.place,
                msg("'{party}' receives items abroad, and is neither among the entrusted nor among the recipients",
                    party=each.recipient),
                msg("a policy states the work entrusted and those entrusted with it ({article})",
                    article=case.cite("PP-06")),
                msg("name it under `entrusted:` with its work, or under `provided:`"),
                ("overseas", str(each.recipient)))  # fmt: skip


def place_of_processing_is_told(case: Case) -> Iterator[Fault]:
    """Where a well-known service from abroad is used, the document says in which country the items are.

    A cloud with regions in Korea is told as information: whether items leave the country cannot be known.

    Source: PIPA Decree Art. 31 (1) 2; PIPA Art. 28-8, looking up from abroad included.

    Avoid:  entrusted: [{name: Mixpanel, work: 이용 통계}]
    Prefer: entrusted: [{name: Mixpanel, work: 이용 통계, country: US}], and `overseas:` with its matters
    """
    told = [normal(each.recipient or "") for each in case.policy.overseas or ()]
    for name in _without_a_country(case):
        folded = normal(name)
        if any(one and (one in folded or folded in one) for one in told):
            continue
        if CLOUD.search(folded) and case.policy.overseas != ():
            what = msg(
                "'{party}' has servers in several countries, and where the items are cannot be known", party=name
            )
            yield _unplaced(case, name, what, Severity.INFO)
        elif ABROAD.search(folded) and not SUBSIDIARY.search(folded):
            what = msg("'{party}' is a service from abroad, and the document says nothing of a transfer abroad",
                party=name)  # fmt: skip
            yield _unplaced(case, name, what, None)


def _without_a_country(case: Case) -> Iterator[Text]:
    """Yield the parties and tools whose country the document does not say, each once."""
    parties = [party.name for party in case.policy.entrusted if not (party.country or party.location)]
    parties += [each.name for each in recipients(case) if each.name is not None and each.country is None]
    placed = {normal(party.name) for party in case.policy.entrusted}
    tools = case.policy.automatic.analytics if case.policy.automatic else ()
    yield from parties
    yield from (tool for tool, _ in tools
                if not any(normal(tool) in one or one in normal(tool) for one in placed))  # fmt: skip


def _unplaced(case: Case, name: Text, what: Message, severity: Severity | None) -> Fault:
    return Fault(name.place, what,
        msg("where items go abroad, a policy states the ground and the matters of the transfer ({article})",
            article=case.cite("PP-12")),
        msg("add `country:`; if it is not Korea, `overseas:` with the matters of the transfer"),
        (str(name), "overseas"), severity)  # fmt: skip


def _called(each: Overseas) -> str:
    return str(each.recipient or each.country or "?")
