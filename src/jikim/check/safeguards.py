"""Measures for safety, as far as a text can show them (PIPA Art. 29, SAFE).

A policy states its measures (Decree Art. 31 (1) 3); which ones, no article says. So a kind that SAFE demands and the
text does not speak of is told as information; it may well be there. A warning is only what contradicts: an item that
must be encrypted and no word of encryption, a log that is promised to go before the law allows.
"""

import re
from collections.abc import Iterator

from jikim.check.case import Case, Fault
from jikim.check.length import is_longer, told
from jikim.check.said import speaks_of
from jikim.law import LegalClass
from jikim.messages import Message, msg
from jikim.period import Period
from jikim.policy.until import UntilError, read_length

# The fact of law, what it asks for, and the words by which a text shows it.
KINDS = (
    ("SM-04a", msg("an internal plan"), ("내부관리계획", "내부 관리 계획")),
    ("SM-04b", msg("training"), ("교육",)),
    ("SM-05a", msg("access rights"), ("권한", "접근제한", "담당인원을 최소")),
    ("SM-05c", msg("authentication of whoever logs in"), ("인증", "로그인", "비밀번호", "계정", "OTP")),
    ("SM-06a", msg("access control"), ("접근통제", "접근을 통제", "침입", "방화벽", "차단")),
    ("SM-07a", msg("encryption"), ("암호", "SSL", "TLS", "HTTPS")),
    ("SM-08a", msg("access logs"), ("접속기록", "접근기록", "로그기록", "접속로그", "로그 관리", "로그를")),
    ("SM-09", msg("protection from malware"), ("백신", "악성", "보안프로그램", "바이러스")),
    ("SM-10", msg("physical measures"), ("출입", "잠금", "물리", "무단 접근", "보관시설", "시건")),
)
UNIQUE = ("고유식별정보", "주민등록번호", "여권번호", "운전면허")
PLAN = "internal_plan_exemption"
ENCRYPTED = (LegalClass.AUTHENTICATION, LegalClass.ENCRYPT_AT_REST)
LOG = re.compile("(?:접속|접근) ?기록[^,;]*?(\\d+ ?(?:년|개월|일))[^,;]*?(?:보관|보존)")
TWICE = re.compile(r"FREQ=YEARLY.*INTERVAL=(?:[2-9]|\d\d)")


def kinds_are_told(case: Case) -> Iterator[Fault]:
    """The measures that everybody takes are spoken of, each kind with a word.

    Source: SAFE Arts. 4 to 10, the measures; PIPA Decree Art. 31 (1) 3, that a policy states them.

    Avoid:  safeguards: {technical: [암호화]}
    Prefer: safeguards: {managerial: [내부 관리계획, 정기 교육], technical: [접근 권한 관리, 접근 통제, 인증, 암호화,
            접속기록 보관, 백신], physical: [출입 통제]}
    """
    told_of = case.policy.safeguards
    if told_of is None or not (told_of.managerial or told_of.technical or told_of.physical or told_of.other):
        return
    missing = [(fact, kind) for fact, kind, words in KINDS
               if case.catalogue.in_force(fact, case.on) and not _shown(case, fact, words)]  # fmt: skip
    if missing:
        first = next(text for part in (told_of.managerial, told_of.technical, told_of.physical, told_of.other)
                     for text in part)  # fmt: skip
        yield Fault(first.place,
            msg("the measures for safety do not speak of {kinds}", kinds=_listed([kind for _, kind in missing])),
            msg("a policy states the measures taken for safety ({article})", article=case.cite("PP-13")),
            msg("add the measures that are taken; what is not taken is not written"),
            ("safeguards", *(fact for fact, _ in missing)),
            law=("PP-13", *(fact for fact, _ in missing)))  # fmt: skip


def _shown(case: Case, fact: str, words: tuple[str, ...]) -> bool:
    policy = case.policy
    exempt = fact == "SM-04a" and any(promise.kind == PLAN for promise in policy.promises)
    physical = fact == "SM-10" and bool(policy.safeguards and policy.safeguards.physical)
    trained = fact == "SM-04b" and policy.training is not None
    return exempt or physical or trained or speaks_of(policy.safeguards, *words)


def _listed(kinds: list[Message]) -> Message:
    whole = kinds[0]
    for kind in kinds[1:]:
        whole = msg("{first}, {second}", first=whole, second=kind)
    return whole


def encrypted_items_are_told(case: Case) -> Iterator[Fault]:
    """Who collects what must be encrypted says that it is.

    Source: SAFE Art. 7 (1), (2): passwords, unique identifiers, card and account numbers, biometrics.

    Avoid:  collect: [{required: [계좌번호]}], safeguards: {technical: [접근 통제]}
    Prefer: collect: [{required: [계좌번호]}], safeguards: {technical: [접근 통제, 계좌번호의 암호화]}
    """
    if case.policy.safeguards is None or speaks_of(case.policy.safeguards, "암호", "SSL", "TLS", "HTTPS"):
        return
    for each in case.gathered:
        for listed in each.line.items:
            if any(legal in ENCRYPTED for legal in case.classes(listed.item)):
                yield Fault(listed.words.place,
                    msg("'{item}' must be encrypted, and the measures for safety do not speak of encryption",
                        item=listed.words),
                    msg("passwords, unique identifiers, card and account numbers are encrypted ({article})",
                        article=case.cite("SM-07b")),
                    msg("add encryption (암호화) to `technical:`, if it is done"),
                    ("safeguards", listed.item, str(listed.words)))  # fmt: skip
                return


def measures_are_for_items(case: Case) -> Iterator[Fault]:
    """A measure for unique identifiers or resident numbers speaks of items that the document lists.

    Source: PIPA Decree Art. 31 (1) 1, the items processed.

    Avoid:  safeguards: {technical: [고유식별정보의 암호화]}, and no activity that collects one
    Prefer: safeguards: {technical: [비밀번호와 계좌번호의 암호화]}
    """
    classes = {legal for each in case.gathered for listed in each.line.items for legal in case.classes(listed.item)}
    for said in case.texts:
        spoken_of = said.section == "safeguards" and any(word in said.folded for word in UNIQUE)
        if spoken_of and LegalClass.UNIQUE_IDENTIFIER not in classes:
            yield Fault(said.text.place,
                msg("'{words}' speaks of unique identifiers, and no activity lists one", words=said.text),
                msg("a policy states the items it processes ({article})", article=case.cite("PP-11")),
                msg("list them where they are collected, or say what is encrypted"),
                ("safeguards", str(said.text)))  # fmt: skip
            return


def logs_are_kept_long_enough(case: Case) -> Iterator[Fault]:
    """A period that is printed for access logs is no shorter than the law's: one year, two with sensitive items.

    Source: SAFE Art. 8 (1).

    Avoid:  safeguards: {technical: [접속기록을 6개월간 보관]}
    Prefer: safeguards: {technical: [접속기록을 1년 이상 보관]}
    """
    duty = case.catalogue.retention("RT-SF-1")
    grave = any(legal in case.classes(listed.item) for each in case.gathered for listed in each.line.items
                for legal in (LegalClass.UNIQUE_IDENTIFIER, LegalClass.SENSITIVE))  # fmt: skip
    least = Period.from_iso((duty.longer if grave else duty.floor(case.on)) or "P1Y")
    for said in case.texts:
        found = LOG.search(said.text) if said.section == "safeguards" else None
        length = _length(found[1]) if found else None
        if length and is_longer(least, length):
            yield Fault(said.text.place,
                msg("'{words}': access logs are kept for {said}, and the law asks for {least}", words=said.text,
                    said=told(length), least=told(least)),
                msg("access logs are kept for a year, for two with unique identifiers or sensitive items ({article})",
                    article=case.cite("SM-08a")),
                msg("write the period of the law or a longer one"),
                ("safeguards", str(said.text)))  # fmt: skip


def _length(text: str) -> Period | None:
    try:
        return read_length(text).period
    except UntilError:
        return None


def training_comes_every_year(case: Case) -> Iterator[Fault]:
    """Handlers are trained regularly; what an auditor expects is once a year.

    Source: SAFE Art. 4 (2), which names no figure; ISMS-P 2.2.4 expects a year's plan.

    Avoid:  training: {every: "FREQ=YEARLY;INTERVAL=3", who: 개인정보취급자, what: 개인정보 보호법}
    Prefer: training: {every: FREQ=YEARLY, who: 개인정보취급자, what: 개인정보 보호법}
    """
    training = case.policy.training
    if training and training.every and TWICE.search(training.every):
        yield Fault(training.every.place,
            msg("training comes less often than once a year"),
            msg("handlers are trained regularly ({article}); a year is what an auditor expects",
                article=case.cite("SM-04b")),
            msg("write `every: FREQ=YEARLY`"),
            ("training",))  # fmt: skip


def training_says_whom_and_what(case: Case) -> Iterator[Fault]:
    """A plan of training says whom it is for, what it teaches, and when.

    Source: SAFE Art. 4 (2), purpose and target, content, schedule and method.

    Avoid:  training: {every: FREQ=YEARLY}
    Prefer: training: {every: FREQ=YEARLY, who: 개인정보취급자, what: [개인정보 보호법, 유출 대응]}
    """
    training = case.policy.training
    lacking = [key for key, given in (("every", training.every), ("who", training.who), ("what", training.what))
               if not given] if training else []  # fmt: skip
    if training and lacking:
        yield Fault(training.place,
            msg("the training does not say '{keys}'", keys=", ".join(lacking)),
            msg("training is planned with its target, content and schedule ({article})", article=case.cite("SM-04b")),
            msg("add to `training:`: {missing}", missing=", ".join(lacking)),
            ("training",))  # fmt: skip


def exemption_is_read_narrowly(case: Case) -> Iterator[Fault]:
    """Small services need no internal plan; every other measure binds them too.

    Source: SAFE Art. 4 (1), fewer than 10,000 people and a small business, a person or a group.

    Avoid:  promises: {internal_plan_exemption: 내부 관리계획을 수립하지 아니할 수 있음}
    Prefer: safeguards: {managerial: [내부 관리계획]}, or the exemption with its conditions and a waiver of this note
    """
    for promise in case.policy.promises:
        if promise.kind == PLAN:
            yield Fault(promise.kind.place,
                msg("the document says that it needs no internal plan; whether that holds cannot be known"),
                msg("the exemption is for small services and lifts the plan alone ({article})",
                    article=case.cite("SM-04a")),
                msg("hold the number of people and the kind of business against the article"),
                ("promises", str(promise.kind)))  # fmt: skip
