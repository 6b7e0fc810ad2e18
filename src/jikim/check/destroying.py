"""Retention, fifth part: how what has ended is destroyed, and what a duty to keep covers (PIPA Art. 21).

The method must be beyond recovery, the deadline short, the officer answerable. A duty to keep a record is a duty to
keep that record: not the card number beside it, and not what people were free to leave out.
"""

import re
from collections.abc import Iterator

from jikim.check.case import Case, Fault, labels, names
from jikim.check.length import is_longer, told
from jikim.check.said import texts_of
from jikim.errors import Place
from jikim.law import Direction, LegalClass, Retention, normal
from jikim.messages import msg
from jikim.period import Period
from jikim.policy import Activity, BasisKind, Listed, Need, Text

BEYOND = re.compile("복구|복원|재생|영구|덮어|소자|완전|초기화|무작위|recover|irrever|wipe|shred", re.IGNORECASE)
PAPER = re.compile("분쇄|파쇄|소각|세절|세단|용해|shred|burn|incinerat", re.IGNORECASE)
OFFICER = ("책임자", "CPO")
TRADE = re.compile("결제|구매|대금|주문")
VAGUE = re.compile(
    "(?:필요한|일정한?|상당한?|소정의|적정한?|충분한) ?기간|당분간|준 ?영구"
    "|(?:관련|관계|해당) ?법령?(?:에|이|상| ).{0,12}기[간한]"
)
TOO_MUCH = (LegalClass.RESIDENT_NUMBER, LegalClass.SENSITIVE, LegalClass.AUTHENTICATION, LegalClass.ENCRYPT_AT_REST)
TRADE_ACT = "ECA"


def destruction_comes_in_time(case: Case) -> Iterator[Fault]:
    """Destruction follows the end within five days, unless there is a good reason.

    Source: Standard Guideline Art. 10 (1), five days unless justified; PIPA Art. 21 (1), without delay.

    Avoid:  destruction: {within: 30 days}
    Prefer: destruction: {within: 5 days}
    """
    how = case.policy.destruction
    most = Period.from_iso(case.catalogue.fact("DS-02").text("deadline"))
    said, within = (how.within_says, how.within) if how else (None, None)
    if said is not None and within and (is_longer(within, most) or within.business_days > most.days):
        yield Fault(said.place,
            msg("what has ended is destroyed within '{said}', and the guideline says {most}", said=said,
                most=told(most)),
            msg("destruction is without delay, which the guideline takes for five days ({article})",
                article=case.cite("DS-02")),
            msg("write `within: 5 days`, or say why it takes longer"),
            ("destruction",))  # fmt: skip


def officer_answers_for_destruction(case: Case) -> Iterator[Fault]:
    """Destruction is a duty of the privacy officer, and the document shows it.

    Source: PIPA Decree Art. 32 (5) 3, since 2026-09-11; Standard Guideline Art. 10 (3)-(4) before it.

    Avoid:  destruction: {steps: [대상 선정, 파기], electronic: 복구할 수 없게 삭제}
    Prefer: destruction: {approval: cpo, steps: [대상 선정, 보호책임자의 승인, 파기], electronic: 복구할 수 없게 삭제}
    """
    how = case.policy.destruction
    if how and not how.approval and not any(word in text for text in texts_of(how) for word in OFFICER):
        yield Fault(how.place,
            msg("the document does not say that the privacy officer answers for destruction"),
            msg("destroying what is no longer kept is a duty of the privacy officer ({article})",
                article=case.cite("DS-14")),
            msg("add `approval: cpo`, if it is so"),
            ("destruction",))  # fmt: skip


def files_are_beyond_recovery(case: Case) -> Iterator[Fault]:
    """An electronic file is destroyed so that nobody brings it back.

    Source: PIPA Art. 21 (2); PIPA Decree Art. 16 (1) 1.

    Avoid:  destruction: {electronic: 파일 삭제}
    Prefer: destruction: {electronic: 복구 또는 재생되지 않는 방법으로 영구 삭제}
    """
    said = case.policy.destruction.electronic if case.policy.destruction else None
    if said is not None and not BEYOND.search(said):
        yield Fault(said.place,
            msg("'{method}' does not say that files cannot be recovered", method=said),
            msg("what is destroyed is beyond recovery ({article})", article=case.cite("DS-03")),
            msg("say by which method files are destroyed beyond recovery"),
            ("destruction",))  # fmt: skip


def paper_is_shredded_or_burnt(case: Case) -> Iterator[Fault]:
    """Paper is shredded or burnt.

    Source: PIPA Decree Art. 16 (1) 2.

    Avoid:  destruction: {paper: 폐기}
    Prefer: destruction: {paper: 분쇄 또는 소각}
    """
    said = case.policy.destruction.paper if case.policy.destruction else None
    if said is not None and not PAPER.search(said):
        yield Fault(said.place,
            msg("'{method}' is no method by which paper is destroyed", method=said),
            msg("paper is shredded or burnt ({article})", article=case.cite("DS-05")),
            msg("write `paper: 분쇄 또는 소각`"),
            ("destruction",))  # fmt: skip


def lengths_are_told(case: Case) -> Iterator[Fault]:
    """A text that names a time names one that can be counted: not "for as long as needed".

    Source: PIPA Art. 30 (1) 2, the period for processing and retaining.

    Avoid:  holds: {pending: {label: 진행중인 사항, says: 종료처리를 위해 필요한 기간까지}}
    Prefer: holds: {pending: {label: 진행중인 사항, says: 그 사항이 끝난 날부터 30일까지}}
    """
    for said in case.texts:
        found = VAGUE.search(said.text) if said.section in _TIMED else None
        if found:
            yield Fault(said.text.place,
                msg("'{words}' names no time that can be counted", words=said.text),
                msg("a policy states the period for processing and retaining ({article})", article=case.cite("PP-02")),
                msg("write a figure, an event, or the statute with its period"),
                (str(said.text),))  # fmt: skip


_TIMED = ("activities", "keep", "statutory", "holds", "entrusted", "provided", "overseas", "destruction")


def duty_keeps_its_record_only(case: Case) -> Iterator[Fault]:
    """Under the E-Commerce Act a record of a trade is kept with what tells the parties apart, and no more.

    Source: E-Commerce Act Art. 6 (2): names, addresses, e-mail and the like; PIPA Art. 21 (3).

    Avoid:  {record: 대금결제 기록, for: 5 years, law: ecommerce/payment, of: [order], items: [이름, 카드번호]}
    Prefer: {record: 대금결제 기록, for: 5 years, law: ecommerce/payment, of: [order], items: [이름, 주문번호]}
    """
    for place, said, items, about in _kept_for_trade(case):
        much = [one for one in items if any(legal in TOO_MUCH for legal in case.classes(one.item))]
        if much:
            once = dict.fromkeys(str(one.words) for one in much)
            yield Fault(place,
                msg("'{record}' is kept under the act on trade together with '{items}'", record=said,
                    items=", ".join(once)),
                msg("with a record of trade only what identifies the parties is kept ({article})",
                    article=case.cite("RT-EC-5")),
                msg("leave these items out of the rule, with `items:` or `except:`"),
                (*about, *once))  # fmt: skip


def _kept_for_trade(case: Case) -> Iterator[tuple[Place, str, tuple[Listed, ...], tuple[str, ...]]]:
    """Yield what is kept on the words or the alias of the E-Commerce Act: where, what for, and which items."""
    for line in case.policy.statutory:
        if line.of and line.law.startswith("ecommerce/"):
            yield line.place, line.record, line.items, (str(line.record), str(line.law))
    for kept in case.kept:
        line_ = kept.line
        if (line_.law is not None and line_.law.startswith("ecommerce/")) or _cites_trade(case, line_.cited):
            left_out = {one.item for one in line_.leaves_out}
            all_of = tuple(one for each in kept.activities for group in each.collect for one in group.items)
            items = line_.items or tuple(one for one in all_of if one.item not in left_out)
            if line_.ends:
                yield line_.place, labels(kept.activities), items, names(*kept.activities)


def _cites_trade(case: Case, cited: Text | None) -> bool:
    act = case.catalogue.statute(TRADE_ACT)
    return cited is not None and any(normal(name) in normal(cited) for name in act.names)


def duty_keeps_what_was_needed(case: Case) -> Iterator[Fault]:
    """What is kept under a statute is what the record needs: an item that people may leave out is hardly that.

    Source: ISMS-P 3.4.2, keeping more than the statute needs is a defect; PIPA Art. 21 (3).

    Avoid:  order: {collect: [{optional: [배송 메모]}]}, statutory: [{..., of: [order], items: [배송 메모]}]
    Prefer: statutory: [{..., of: [order], items: [주문번호]}]
    """
    policy = case.policy
    lines = [(line.items, tuple(each for each in policy.activities if each.id in (line.of or ())))
             for line in policy.statutory]  # fmt: skip
    lines += [(kept.line.items, kept.activities) for kept in case.kept if kept.line.law not in (None, "none")]
    for items, activities in lines:
        free = [one for one in items if activities and all(_is_free(each, one.item) for each in activities)]
        if free:
            yield Fault(free[0].words.place,
                msg("'{items}' is kept under a law, and people may leave it out", items=", ".join(
                    one.words for one in free)),
                msg("apart is kept what the statute needs, and no more ({article})", article=case.cite("DS-07")),
                msg("take it out of the line, or make it `required:` if the record needs it"),
                (*names(*activities), *(name for one in free for name in (one.item, str(one.words)))))  # fmt: skip


def _is_free(activity: Activity, item: str) -> bool:
    needs = [group.need for group in activity.collect for one in group.items if one.item == item]
    return bool(needs) and all(need is Need.OPTIONAL for need in needs)


def ground_of_law_keeps_too(case: Case) -> Iterator[Fault]:
    """A statute that is the ground for an item usually says how long it stays; the line that says so is there.

    Source: the article of the duty, as Value-Added Tax Act Art. 71 (3) beside the tax invoice of Art. 32.

    Avoid:  invoice: {basis: {law: vat/32}, collect: [{required: [주민등록번호]}], keep: [{until: left}]}
    Prefer: the same with keep: [{until: 5 years after issued, law: vat/invoice, items: [주민등록번호]}]
    """
    for activity in case.policy.activities:
        duty = _duty_of_ground(case, activity)
        if duty is not None and not _is_bound(case, activity, duty):
            yield Fault(activity.place,
                msg("'{activity}' rests on a statute that also asks for '{record}', and no line keeps it",
                    activity=activity.label, record=duty.fact.ko),
                msg("the statute sets a period before which nothing is destroyed ({article})",
                    article=case.cite(duty.id)),
                msg("add a line or rule with `law: {alias}`", alias=duty.alias),
                (*names(activity), duty.alias), case.doubted(duty), (duty.id,))  # fmt: skip


def _duty_of_ground(case: Case, activity: Activity) -> Retention | None:
    bases = (activity.basis, *(purpose.basis for purpose in activity.purposes))
    for basis in bases:
        ground = case.catalogue.find_ground(basis.law) if basis and basis.kind is BasisKind.LAW and basis.law else None
        if ground is not None and ground.allows:
            for duty in case.catalogue.retentions(case.on):
                if duty.fact.statute == ground.statute and duty.direction is Direction.MIN:
                    return duty
    return None


def _is_bound(case: Case, activity: Activity, duty: Retention) -> bool:
    rules = (kept.line.law for kept in case.kept if activity in kept.activities)
    lines = (line.law for line in case.policy.statutory if activity.id in (line.of or ()))
    acts = {case.catalogue.retention(law).fact.statute for law in (*rules, *lines) if law and law != "none"}
    return duty.fact.statute in acts


def trade_keeps_its_records(case: Case) -> Iterator[Fault]:
    """A shop that takes money keeps the record of it for five years, and its policy says so somewhere.

    Source: E-Commerce Decree Art. 6 (1) 3.

    Avoid:  order: {purposes: {pay: 상품 결제}, keep: [{until: left}]}, and no line of the E-Commerce Act
    Prefer: the same, and statutory: [{record: 대금결제 기록, for: 5 years, law: ecommerce/payment, of: [order], ...}]
    """
    bound = {str(name) for line in case.policy.statutory if line.law.startswith("ecommerce/") for name in line.of or ()}
    bound |= {each.id for kept in case.kept for each in kept.activities
              if (kept.line.law or "").startswith("ecommerce/") or _cites_trade(case, kept.line.cited)}  # fmt: skip
    trades = [(each, purpose) for each in case.policy.activities for purpose in each.purposes
              if TRADE.search(purpose.label) and any(group.items for group in each.collect)]  # fmt: skip
    if not any(activity.id in bound for activity, _ in trades):
        for activity, purpose in trades[:1]:
            yield Fault(activity.place,
                msg("'{activity}' is about '{purpose}', and no line keeps the records of trade",
                    activity=activity.label, purpose=purpose.label),
                msg("who trades keeps the record of payment for five years ({article})", article=case.cite("RT-EC-3")),
                msg("add a line under `statutory:` with `law: ecommerce/payment`, if it sells to consumers"),
                names(activity))  # fmt: skip
