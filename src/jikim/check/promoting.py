"""Promotion: what is told and asked of whoever gets it (PIPA Art. 22 (1) 7, Network Act Art. 50).

Whether promotion has a consent of its own is asked in `asking.py`. Here: that people learn they will be contacted,
that the night is asked for apart, and that the periods promised are no longer than those of the law.
"""

import re
from collections.abc import Iterator

from jikim.check.case import Case, Fault, names
from jikim.check.length import told
from jikim.check.said import Said, texts_of
from jikim.consent import NIGHT, promotes
from jikim.law import normal
from jikim.messages import msg
from jikim.period import Period
from jikim.policy import Activity, BasisKind, Need

CONTACT = re.compile(
    "수신|전송|발송|연락|안내|전달|알림|알려|문자|SMS|LMS|메일|전화|우편|푸시|push|소식|권유|배너"
    "|정보 ?(?:서비스 ?)?제공|contact|send",
    re.IGNORECASE,
)
REACHED_BY = {"email", "mobile", "phone", "address", "push_token"}
SENT = re.compile("광고|홍보|마케팅|수신|전송|발송|알림")
NOT_AT_NIGHT = re.compile("제외|않|금지|없|별도|동의")
RECONFIRMED = re.compile(r"(?:재확인|재동의|의사를? ?확인|여부를? ?확인|동의 ?확인)")
YEARS, DAYS = re.compile(r"(\d+) ?년"), re.compile(r"(\d+) ?일")
ANSWERED = re.compile("처리 ?결과")


def contact_is_announced(case: Case) -> Iterator[Fault]:
    """Who consents to promotion knows that it comes to them: by mail, by phone, to their door.

    Source: PIPA Art. 22 (1) 7, the fact that they may be contacted.

    Avoid:  news: {basis: consent, purposes: {ads: 마케팅}, collect: [{optional: [휴대폰 번호]}]}
    Prefer: news: {basis: consent, purposes: {ads: 문자로 할인 행사를 안내}, collect: [{optional: [휴대폰 번호]}]}
    """
    for activity in case.policy.activities:
        purpose = next((each for each in activity.purposes if promotes(each)), None)
        if purpose is None or not _asks(activity) or not _reaches(activity):
            continue
        if not any(CONTACT.search(text) for text in _said(activity)):
            yield Fault(purpose.label.place,
                msg("'{activity}' is about promotion, and does not say that people may be contacted",
                    activity=activity.label),
                msg("promotion needs a consent of its own, and people are told that they may be contacted ({article})",
                    article=case.cite("CS-08")),
                msg("say in the purpose how people are contacted, as `ads: 문자로 할인 행사를 안내`"),
                (*names(activity), purpose.id, str(purpose.label)))  # fmt: skip


def _asks(activity: Activity) -> bool:
    consent = activity.basis is not None and activity.basis.kind is BasisKind.CONSENT
    return consent or any(group.need is Need.OPTIONAL for group in activity.collect)


def _reaches(activity: Activity) -> bool:
    return any(listed.item in REACHED_BY for group in activity.collect for listed in group.items)


def _said(activity: Activity) -> Iterator[str]:
    purposes = tuple(purpose.label for purpose in activity.purposes)
    yield from texts_of((activity.label, activity.consent, purposes, activity.methods))
    yield from texts_of(tuple(group.says for group in activity.collect))


def night_is_asked_apart(case: Case) -> Iterator[Fault]:
    """Advertising between nine in the evening and eight in the morning has a consent of its own; mail is free of it.

    Source: Network Act Art. 50 (3).

    Avoid:  purposes: {ads: 야간 광고 문자 발송}, and no consent that names the night
    Prefer: the same, in an activity with consent: 야간 광고성 정보 수신
    """
    for activity in case.policy.activities:
        night = next((text for text in texts_of((activity.label, *(each.label for each in activity.purposes)))
                      if NIGHT.search(text) and SENT.search(text) and not NOT_AT_NIGHT.search(text)), None)  # fmt: skip
        if night is not None and not any(NIGHT.search(matter) for matter in _consents(activity)):
            yield Fault(night.place,
                msg("'{words}' sends advertising at night, and no consent of its own is asked for it", words=night),
                msg("advertising between 21:00 and 08:00 needs a consent of its own ({article})",
                    article=case.cite("CS-AD-3")),
                msg("make it an activity with `consent: 야간 광고성 정보 수신`"),
                (*names(activity), str(night)))  # fmt: skip


def _consents(activity: Activity) -> Iterator[str]:
    yield from (group.matter for group in activity.collect)
    if activity.consent is not None:
        yield activity.consent


def advertising_keeps_its_periods(case: Case) -> Iterator[Fault]:
    """Consent to advertising is confirmed every two years, and who agrees or refuses hears of it in 14 days.

    Source: Network Act Decree Art. 62-3 and Art. 62-2.

    Avoid:  promises: {ads: 광고 수신 동의 여부를 3년마다 재확인}
    Prefer: promises: {ads: 광고 수신 동의 여부를 2년마다 재확인}
    """
    for said in case.texts:
        if "수신" not in said.text or said.section not in ("promises", "activities", "notice"):
            continue
        yield from _too_late(case, said, "CS-AD-5", "cycle", bool(RECONFIRMED.search(said.text)), YEARS)
        yield from _too_late(case, said, "CS-AD-4", "deadline", bool(ANSWERED.search(said.text)), DAYS)


def _too_late(case: Case, said: Said, fact: str, figure: str, meant: bool, pattern: re.Pattern[str]) -> Iterator[Fault]:
    found, most = pattern.search(said.text), Period.from_iso(case.catalogue.fact(fact).text(figure))
    if meant and found and int(found.group(1)) > (most.months // 12 or most.days):
        yield Fault(said.text.place,
            msg("'{words}' is later than the law allows: {most}", words=said.text, most=told(most)),
            msg("consent to advertising is confirmed every two years, and answered within 14 days ({article})",
                article=case.cite(fact)),
            msg("write the period of the law, or a shorter one"),
            (said.section, str(said.text), normal(said.text)), law=(fact,))  # fmt: skip
