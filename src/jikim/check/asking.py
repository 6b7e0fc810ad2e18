"""Consent: what may not be asked, what is asked apart, and what may be refused (PIPA Arts. 16, 22 to 24-2).

Words decide where the policy has nothing better: an activity is about promotion when its purpose says so. Where
the words leave a doubt, the finding is a warning and says what it saw.
"""

import re
from collections.abc import Iterator

from jikim.check.case import AUTOMATIC, Case, Fault, labels, names
from jikim.consent import PROMOTION, promotes
from jikim.errors import Severity
from jikim.law import LegalClass
from jikim.lifecycle import WITHDREW
from jikim.messages import Message, msg
from jikim.policy import Activity, Basis, BasisKind, Collect, Listed, Need, Purpose

DENIES = re.compile("불가|제한|못|수 없|cannot|denied")
DENIES_NOTHING = re.compile("(불이익|제한|제약)[은는이가도]? *없")
CHOICE, NEEDED = ("선택", "optional"), ("필수", "required")


def _bases(activity: Activity) -> Iterator[Basis]:
    for basis in (activity.basis, *(purpose.basis for purpose in activity.purposes)):
        if basis is not None:
            yield basis


def _by_law(activity: Activity) -> bool:
    return any(basis.kind is BasisKind.LAW for basis in _bases(activity))


def _by_consent(activity: Activity, group: Collect) -> bool:
    """Return whether a group stands on consent: an optional one does, and everything of an activity by consent."""
    return group.need is Need.OPTIONAL or bool(activity.basis and activity.basis.kind is BasisKind.CONSENT)


def _of_class(case: Case, legal: LegalClass) -> Iterator[tuple[Collect, Listed, tuple[Activity, ...]]]:
    for each in case.gathered:
        for listed in each.line.items:
            if legal in case.classes(listed.item):
                yield each.line, listed, each.activities


def resident_number_is_never_asked(case: Case) -> Iterator[Fault]:
    """Consent is never a ground for the resident number; only a statute is.

    Source: PIPA Art. 24-2.

    Avoid:  pay: {basis: consent, collect: [{required: [주민등록번호]}]}
    Prefer: invoice: {basis: {law: vat/32}, collect: [{required: [주민등록번호]}]}
    """
    for group, listed, activities in _of_class(case, LegalClass.RESIDENT_NUMBER):
        asking = [activity for activity in activities if _by_consent(activity, group) and not _by_law(activity)]
        if asking:
            yield Fault(listed.words.place,
                msg("'{item}' is asked by consent in '{activity}'", item=listed.words, activity=asking[0].label),
                msg("consent is never a ground for the resident number ({article})", article=case.cite("CS-07")),
                msg("collect it on the statute that demands it, as `basis: {{law: vat/32}}`, or not at all"),
                (*names(*asking), listed.item, str(listed.words)))  # fmt: skip


def resident_number_has_its_statute(case: Case) -> Iterator[Fault]:
    """The resident number is processed only where a statute allows it, and the statute is named.

    Source: PIPA Art. 24-2.

    Avoid:  receipt: {basis: contract, collect: [{required: [주민등록번호]}]}
    Prefer: invoice: {basis: {law: vat/32}, collect: [{required: [주민등록번호]}]}
    """
    for group, listed, activities in _of_class(case, LegalClass.RESIDENT_NUMBER):
        bare = [activity for activity in activities
                if not _by_consent(activity, group) and not _allowed(case, activity)]  # fmt: skip
        if bare:
            yield Fault(listed.words.place,
                msg("'{item}' is collected in '{activity}', and no statute that allows it is named",
                    item=listed.words, activity=bare[0].label),
                msg("the resident number is processed only where a statute allows it ({article})",
                    article=case.cite("CS-07")),
                msg("name the statute, as `basis: {{law: vat/32}}`, or do not collect it"),
                (*names(*bare), listed.item, str(listed.words)))  # fmt: skip


def _allowed(case: Case, activity: Activity) -> bool:
    """Return whether a ground of law allows the resident number; one that the catalogue lacks cannot be known."""
    allowing = {ground.id for ground in case.catalogue.grounds_for("rrn")}
    laws = [basis.law for basis in _bases(activity) if basis.kind is BasisKind.LAW]
    return any(law is not None and (law in allowing or case.catalogue.find_ground(law) is None) for law in laws)


def identifiers_have_their_own_consent(case: Case) -> Iterator[Fault]:
    """Passport, licence and alien numbers are consented to apart, or a law demands them.

    Source: PIPA Art. 24 (1) 1, Art. 22 (1) 6.

    Avoid:  rent: {basis: contract, collect: [{required: [이름, 운전면허번호]}]}
    Prefer: licence: {basis: consent, consent: 고유식별정보 수집, collect: [{required: [운전면허번호]}]}
    """
    why = msg("unique identifiers need a consent of their own or a law ({article})", article=case.cite("CS-06"))
    yield from _own_consent(case, LegalClass.UNIQUE_IDENTIFIER, why)


def sensitive_items_have_their_own_consent(case: Case) -> Iterator[Fault]:
    """Health, beliefs, biometrics and their like are consented to apart, or a law demands them.

    Source: PIPA Art. 23 (1) 1, Art. 22 (1) 5.

    Avoid:  care: {basis: contract, collect: [{required: [이름, 건강정보]}]}
    Prefer: health: {basis: consent, consent: 민감정보 수집, collect: [{required: [건강정보]}]}
    """
    why = msg("sensitive information needs a consent of its own or a law ({article})", article=case.cite("CS-05"))
    yield from _own_consent(case, LegalClass.SENSITIVE, why)


def _own_consent(case: Case, legal: LegalClass, why: Message) -> Iterator[Fault]:
    for group, listed, activities in _of_class(case, legal):
        if LegalClass.RESIDENT_NUMBER in case.classes(listed.item):
            continue
        activity = next((each for each in activities if not _by_law(each)), None)
        if activity is None:
            continue
        about = (*names(activity), listed.item, str(listed.words))
        fix = msg("collect it in an activity or group with a `consent:` of its own")
        if not _by_consent(activity, group):
            yield Fault(listed.words.place,
                msg("'{item}' is collected in '{activity}' without consent", item=listed.words,
                    activity=activity.label),
                why, fix, about)  # fmt: skip
        elif any(legal not in case.classes(other) for other in _with(activity, group)):
            yield Fault(listed.words.place,
                msg("'{item}' shares its consent in '{activity}' with other items", item=listed.words,
                    activity=activity.label),
                why, fix, about, case.sanction("PN-31"))  # fmt: skip


def _with(activity: Activity, group: Collect) -> set[str]:
    """Return the items that share the consent of a group."""
    groups = [one for one in activity.collect if one.matter == group.matter and _by_consent(activity, one)]
    return {listed.item for one in groups for listed in one.items}


def optional_items_are_asked_apart(case: Case) -> Iterator[Fault]:
    """Who may refuse an item is asked for it apart from what must be given.

    Source: PIPA Art. 16 (2), (3), Art. 22 (1), (5).

    Avoid:  collect: [{required: [이메일], optional: [생일], consent: 회원정보 수집}]
    Prefer: collect: [{required: [이메일]}, {optional: [생일], consent: 생일 수집}]
    """
    for each in case.gathered:
        activity = each.activities[0]
        if each.line.need is not Need.OPTIONAL:
            continue
        beside = [one for one in activity.collect if one.matter == each.line.matter and one.need is Need.REQUIRED
                  and one.items and _asks(activity, one)]  # fmt: skip
        if beside:
            yield Fault(each.line.place,
                msg("'{activity}' asks for required and optional items by one consent", activity=activity.label),
                msg("consents are asked apart, and optional items may be refused ({article})",
                    article=case.cite("CS-NODENY")),
                msg("give the optional items a group with a `consent:` of its own"),
                names(activity))  # fmt: skip


def _asks(activity: Activity, group: Collect) -> bool:
    """Return whether a required group asks for a consent: by its own words, or with its activity."""
    return _by_consent(activity, group) or not group.matter.startswith(f"{activity.id}/")


def need_is_stated(case: Case) -> Iterator[Fault]:
    """People are told which items they may refuse. What is collected automatically nobody chooses.

    Source: PIPA Art. 16 (2), (3), Art. 22 (5).

    Avoid:  collect: [{items: [이메일, 생일]}]
    Prefer: collect: [{required: [이메일], optional: [생일]}]
    """
    told: set[str] = set()
    for each in case.gathered:
        activity = each.activities[0]
        items = tuple(one for group in activity.collect if group.need is Need.UNSAID for one in group.items)
        if each.line.need is Need.UNSAID and items and activity.id not in (AUTOMATIC, *told):
            told.add(activity.id)
            yield Fault(each.line.place,
                msg("'{activity}' does not say which of '{items}' may be refused",
                    activity=activity.label, items=_first(items)),
                msg("items that are not needed may be refused, and people are told so ({article})",
                    article=case.cite("CS-NODENY")),
                msg("write `required:` and `optional:` instead of `items:`"),
                names(*each.activities))  # fmt: skip


def _first(items: tuple[Listed, ...]) -> str:
    more = f" +{len(items) - 3}" if len(items) > 3 else ""
    return ", ".join(str(listed.words) for listed in items[:3]) + more


def promotion_is_asked_apart(case: Case) -> Iterator[Fault]:
    """Promotion is an activity with a consent of its own; a contract does not carry it.

    Source: PIPA Art. 22 (1) 7.

    Avoid:  signup: {basis: contract, purposes: {join: 회원 관리, ads: 마케팅}}
    Prefer: marketing: {basis: consent, consent: 마케팅 정보 수신, purposes: {ads: 마케팅}}
    """
    for activity in case.policy.activities:
        purpose = next((each for each in activity.purposes if promotes(each)), None)
        if purpose is None or not any(group.items for group in activity.collect) or _apart(activity, purpose):
            continue
        yield Fault(purpose.label.place,
            msg("'{purpose}' is a purpose of '{activity}', and no consent of its own is asked for it",
                purpose=purpose.label, activity=activity.label),
            msg("promotion needs a consent of its own, and people are told that they may be contacted ({article})",
                article=case.cite("CS-08")),
            msg("make promotion an activity with `basis: consent` and the items it needs"),
            (*names(activity), purpose.id, str(purpose.label)))  # fmt: skip


def _apart(activity: Activity, purpose: Purpose) -> bool:
    """Return whether a purpose of promotion has a consent to itself, as far as the document shows."""
    basis = purpose.basis or activity.basis
    if basis is None or basis.kind is not BasisKind.CONSENT:
        return all(group.need is Need.OPTIONAL for group in activity.collect if group.items)
    others = [one for one in activity.purposes if not promotes(one) and one.basis is None]
    return purpose.basis is not None or not others or bool(PROMOTION.search(activity.label))


def withdrawal_ends_it(case: Case) -> Iterator[Fault]:
    """What stands on consent goes with it: who leaves or withdraws is not kept longer without a reason.

    Source: PIPA Art. 37 (3), destruction after withdrawal.

    Avoid:  marketing: {basis: consent, keep: [{until: left}, {in: separate, until: 30 days after left}]}
    Prefer: marketing: {basis: consent, keep: [{until: [withdrew, left]}]}
    """
    for kept in case.kept:
        line = kept.line
        consented = [each for each in kept.activities if each.basis and each.basis.kind is BasisKind.CONSENT]
        after = bool(line.ends) and all(end.event in ("left", WITHDREW) and not end.bare for end in line.ends)
        if consented and after and line.law is None and line.why is None:
            yield Fault(line.place,
                msg("'{activities}' stands on consent and is kept '{period}', with no reason",
                    activities=labels(consented), period=line.says or ", ".join(end.words for end in line.ends)),
                msg("what was collected by consent is destroyed when the consent ends ({article})",
                    article=case.cite("DS-12")),
                msg("end it with `until: [withdrew, left]`, or say `why:` with a purpose that does not need consent"),
                names(*consented))  # fmt: skip


def refusing_denies_nothing(case: Case) -> Iterator[Fault]:
    """Refusing what may be refused does not cost the service.

    Source: PIPA Art. 16 (3), Art. 22 (5).

    Avoid:  promises: {refusal_consequence: 동의 거부 시 서비스의 전부 또는 일부 이용 불가}
    Prefer: promises: {refusal_consequence: "필수 항목의 동의 거부 시 회원가입 불가, 선택 항목은 거부하여도 제한 없음"}
    """
    kinds = {str(promise.kind) for promise in case.policy.promises}
    if "no_denial_for_refusing_optional" in kinds:
        return
    for promise in case.policy.promises:
        said = " ".join(promise.says)
        denies = DENIES.search(said) and not DENIES_NOTHING.search(said)
        if promise.kind != "refusal_consequence" or not denies or any(word in said for word in NEEDED):
            continue
        yield Fault(promise.kind.place,
            msg("'{words}' denies the service to whoever refuses, whatever is refused", words=said),
            msg("refusing optional items does not deny the service ({article})", article=case.cite("CS-NODENY")),
            msg("limit the consequence to required items, and say that optional ones may be refused"),
            ("promises", str(promise.kind)),
            None if any(word in said for word in CHOICE) else Severity.WARNING)  # fmt: skip
