"""Completeness, first part: what a privacy policy always says (PIPA Art. 30 (1), Decree Art. 31 (1)).

Whether a missing part is *missing* or cannot be known depends on the document alone: an excerpt
(`document: {complete: false}`) proves nothing by what it lacks. That is decided once, in `checking.py`, for
every rule that is marked as an absence in the table.
"""

from collections.abc import Iterator

from jikim.check.case import AUTOMATIC, Case, Fault, names
from jikim.check.officers import officers
from jikim.errors import Severity
from jikim.law import normal
from jikim.lifecycle import collected_items
from jikim.messages import msg
from jikim.policy import Activity, Need
from jikim.policy.parties import Officer

POLICY = "개인정보처리방침"


def purpose_is_stated(case: Case) -> Iterator[Fault]:
    """An activity says why its items are processed.

    A document that lists purposes in one place and items in another states both and ties neither: a warning.

    Source: PIPA Art. 30 (1) 1, the purposes of processing.

    Avoid:  order: {collect: [{required: [주소]}]}
    Prefer: order: {purposes: {deliver: 상품 배송}, collect: [{required: [주소]}]}
    """
    yield from _without_purpose(case, (activity for activity in case.policy.activities if activity.id != AUTOMATIC))


def automatic_purpose_is_stated(case: Case) -> Iterator[Fault]:
    """What is collected by itself has a purpose too; it is forgotten most often.

    Source: PIPA Art. 30 (1) 1, the purposes of processing.

    Avoid:  automatic: {collect: [{required: [접속 IP, 쿠키]}]}
    Prefer: automatic: {purposes: {secure: 부정 이용 방지}, collect: [{required: [접속 IP, 쿠키]}]}
    """
    automatic, extra = case.policy.activity(AUTOMATIC), case.policy.automatic
    if automatic and not (extra and extra.purpose):
        yield from _without_purpose(case, (automatic,))


def _without_purpose(case: Case, activities: Iterator[Activity] | tuple[Activity, ...]) -> Iterator[Fault]:
    for activity in activities:
        if not activity.purposes and any(group.items for group in activity.collect):
            untied = any(each.purposes and not each.collect for each in case.policy.activities)
            yield Fault(activity.place,
                msg("'{activity}' collects items without a purpose", activity=activity.label),
                msg("a policy states the purposes of processing ({article})", article=case.cite("PP-01")),
                msg("add `purposes:`, as `purposes: {{join: 회원 관리}}`"),
                names(activity), Severity.WARNING if untied else None)  # fmt: skip


def items_are_stated(case: Case) -> Iterator[Fault]:
    """Every activity, and every kind of person it concerns, has its items listed.

    Somebody whose items are listed under another activity is not reported: one list may serve both, unless all that
    is listed there is optional. A document that lists items in one place and purposes in another ties neither: a
    warning.

    Source: PIPA Decree Art. 31 (1) 1, the items processed.

    Avoid:  pay: {purposes: {pay: 요금 결제}}
    Prefer: pay: {purposes: {pay: 요금 결제}, collect: [{required: [카드번호]}]}
    """
    why = msg("a policy states the items it processes ({article})", article=case.cite("PP-11"))
    untied = any(each.collect and not each.purposes and each.id != AUTOMATIC for each in case.policy.activities)
    for activity in case.policy.activities:
        if not any(group.items or group.ask for group in activity.collect):
            yield Fault(activity.place,
                msg("'{activity}' lists no items", activity=activity.label), why,
                msg("add `collect:` with the items, or put the purposes under the activity that lists them"),
                names(activity), Severity.WARNING if untied else None)  # fmt: skip
    yield from _roles_without_items(case)


def _roles_without_items(case: Case) -> Iterator[Fault]:
    activities = [each for each in case.policy.activities if any(group.items for group in each.collect)]
    served = {str(role) for each in activities for role in each.roles
              if each.id != AUTOMATIC and _needs_items(case, each, str(role))}  # fmt: skip
    for activity in activities:
        for role in activity.roles:
            label = next((one.label for one in case.policy.roles if one.id == role), role)
            if role not in served and not collected_items(case.policy, activity, str(role)):
                yield Fault(role.place,
                    msg("'{activity}' concerns '{role}' and lists no items of theirs",
                        activity=activity.label, role=label),
                    msg("a policy states the items it processes ({article})", article=case.cite("PP-11")),
                    msg("add a group `{{from: {role}, required: [...]}}`, or take the role out", role=role),
                    (*names(activity), str(role), str(label)))  # fmt: skip


def _needs_items(case: Case, activity: Activity, role: str) -> bool:
    return any(one.need is not Need.OPTIONAL for one in collected_items(case.policy, activity, role))


def destruction_is_stated(case: Case) -> Iterator[Fault]:
    """The document says how what is no longer kept is destroyed.

    Source: PIPA Art. 30 (1) 3-2, the procedure and method of destruction.

    Avoid:  no `destruction:` at all
    Prefer: destruction: {within: 5 days, approval: cpo, electronic: 복구할 수 없는 방법으로 삭제, paper: 분쇄}
    """
    how = case.policy.destruction
    if how is None or not (how.electronic or how.paper):
        yield Fault(how.place if how else case.start,
            msg("the document does not say how personal information is destroyed"),
            msg("a policy states the procedure and method of destruction ({article})", article=case.cite("PP-04")),
            msg("add `destruction:` with `electronic:` and `paper:`, and who approves it"),
            ("destruction",))  # fmt: skip


def destruction_has_a_procedure(case: Case) -> Iterator[Fault]:
    """Besides the method, the document says by what steps it comes to that: who selects, who approves, what is moved.

    Source: PIPA Art. 30 (1) 3-2, the procedure of destruction.

    Avoid:  destruction: {electronic: 삭제, paper: 분쇄}
    Prefer: destruction: {approval: cpo, steps: [대상 선정, 보호책임자의 승인], electronic: 삭제, paper: 분쇄}
    """
    how = case.policy.destruction
    moved = how is not None and any(key != "within" for key, _ in how.separate)
    if how and not (how.steps or how.approval or moved):
        yield Fault(how.place,
            msg("the document does not say by what procedure personal information is destroyed"),
            msg("a policy states the procedure and method of destruction ({article})", article=case.cite("PP-04")),
            msg("add `approval: cpo`, or `steps:` with how it is selected and who approves"),
            ("destruction",))  # fmt: skip


def destruction_has_a_deadline(case: Case) -> Iterator[Fault]:
    """Destruction follows the end without delay, and the document says within how many days.

    Source: PIPA Art. 21 (1); five days by the Standard Guideline Art. 10 (1).

    Avoid:  destruction: {electronic: 일정 기간 저장된 후 삭제, paper: 분쇄}
    Prefer: destruction: {within: 5 days, electronic: 삭제, paper: 분쇄}
    """
    how = case.policy.destruction
    if how and how.within_says is None:
        yield Fault(how.place,
            msg("the document does not say how soon personal information is destroyed after its end"),
            msg("what is no longer needed is destroyed without delay ({article})", article=case.cite("DS-01")),
            msg("add `within: 5 days`"),
            ("destruction",))  # fmt: skip


def rights_are_stated(case: Case) -> Iterator[Fault]:
    """The document names the rights of the data subject and of the legal representative.

    Source: PIPA Art. 30 (1) 5, the rights and duties and how to exercise them.

    Avoid:  no `rights:` at all
    Prefer: rights: {list: [access, correct, erase, suspend, withdraw], channels: [전자우편]}
    """
    rights = case.policy.rights
    if rights is None or not rights.list:
        yield Fault(rights.place if rights else case.start,
            msg("the document names no rights of the data subject"),
            msg("a policy states the rights of the data subject and the legal representative ({article})",
                article=case.cite("PP-08")),
            msg("add `rights:` with `list: [access, correct, erase, suspend, withdraw]`"),
            ("rights",))  # fmt: skip


def rights_have_a_way(case: Case) -> Iterator[Fault]:
    """Who wants to exercise a right is told where and how.

    Source: PIPA Art. 38 (4)-(5), how to ask and how to object; Art. 30 (1) 5.

    Avoid:  rights: {list: [access, correct]}
    Prefer: rights: {list: [access, correct], channels: [서면, 전자우편], within: 10 days}
    """
    rights = case.policy.rights
    if rights and not rights.channels:
        yield Fault(rights.place,
            msg("the document does not say how rights are exercised"),
            msg("a policy states how rights are exercised ({article})", article=case.cite("PP-25")),
            msg("add `channels:`, at least the one by which the items were collected"),
            ("rights",))  # fmt: skip


def officer_is_stated(case: Case) -> Iterator[Fault]:
    """The document names who answers for personal information.

    Source: PIPA Art. 30 (1) 6, the privacy officer or the department in charge.

    Avoid:  officers: []
    Prefer: officers: [{role: cpo, title: 개인정보 보호책임자, department: 개인정보보호팀, phone: 02-0000-0000}]
    """
    if not any(_answers(officer) for officer in officers(case)):
        yield Fault(case.start,
            msg("the document names no privacy officer"),
            msg("a policy states the privacy officer or the department in charge, with contact ({article})",
                article=case.cite("PP-09")),
            msg("add `officers:` with a role, a name or department, and a phone number"),
            ("officers",))  # fmt: skip


def _answers(officer: Officer) -> bool:
    return officer.role == "cpo" or officer.department is not None or "보호책임자" in normal(officer.title or "")


def officer_can_be_reached(case: Case) -> Iterator[Fault]:
    """At least one officer has a phone number; whether an e-mail address alone is enough is not settled.

    Source: PIPA Art. 30 (1) 6, "phone number or similar contact".

    Avoid:  officers: [{role: cpo, email: privacy@shop.example.kr}]
    Prefer: officers: [{role: cpo, phone: 02-0000-0000, email: privacy@shop.example.kr}]
    """
    found = officers(case)
    if found and not any(officer.phone for officer in found):
        mail = any(officer.email for officer in found)
        what = msg("no officer has a phone number, only an e-mail address") if mail else msg("no officer has a contact")
        yield Fault(found[0].role.place, what,
            msg("a policy states a phone number or similar contact of the privacy officer ({article})",
                article=case.cite("PP-09")),
            msg("add `phone:` to the officer who answers"),
            ("officers",))  # fmt: skip


def officer_has_a_name(case: Case) -> Iterator[Fault]:
    """An officer is named, or the department is.

    Source: PIPA Art. 30 (1) 6, the name of the officer or of the department.

    Avoid:  officers: [{role: cpo, title: 개인정보 보호책임자, phone: 02-0000-0000}]
    Prefer: officers: [{role: cpo, title: 개인정보 보호책임자, department: 개인정보보호팀, phone: 02-0000-0000}]
    """
    found = officers(case)
    if found and not any(officer.name or officer.department for officer in found):
        yield Fault(found[0].role.place,
            msg("the document names neither an officer nor a department"),
            msg("a policy states the name of the privacy officer or of the department in charge ({article})",
                article=case.cite("PP-09")),
            msg("add `department:`, or `name:`"),
            ("officers",))  # fmt: skip


def safeguards_are_stated(case: Case) -> Iterator[Fault]:
    """The document says what keeps personal information safe.

    Source: PIPA Decree Art. 31 (1) 3, the measures for safety.

    Avoid:  no `safeguards:` at all
    Prefer: safeguards: {managerial: [내부 관리계획], technical: [암호화, 접근 통제], physical: [출입 통제]}
    """
    found = case.policy.safeguards
    if found is None or not (found.managerial or found.technical or found.physical or found.other):
        yield Fault(case.start,
            msg("the document says nothing of measures for safety"),
            msg("a policy states the measures taken for safety ({article})", article=case.cite("PP-13")),
            msg("add `safeguards:` with `managerial:`, `technical:` and `physical:`"),
            ("safeguards",))  # fmt: skip


def title_is_that_of_a_policy(case: Case) -> Iterator[Fault]:
    """The document is called 개인정보 처리방침, so that people find it. Recommended; an excerpt is not asked.

    Source: Standard Guideline Art. 20, the title.

    Avoid:  title: 개인정보 수집 및 이용 안내
    Prefer: title: 크몽 개인정보 처리방침
    """
    title = case.policy.document.title
    if case.policy.document.complete and (title is None or POLICY not in normal(title)):
        said = msg("the document has no title") if title is None else msg("the title is '{title}'", title=title)
        yield Fault(title.place if title is not None else case.start, said,
            msg("it is recommended to call it 개인정보 처리방침 and to set it apart from other notices ({article})",
                article=case.cite("PP-TITLE")),
            msg("write `title:` with the words 개인정보 처리방침"),
            ("title",))  # fmt: skip


def controller_is_named(case: Case) -> Iterator[Fault]:
    """The document says whose policy it is.

    Source: PIPA Art. 30 (1), the policy is that of a controller.

    Avoid:  controller: {alias: 회사}
    Prefer: controller: {name: 주식회사 크몽, alias: 회사}
    """
    if case.policy.controller.name is None:
        yield Fault(case.start,
            msg("the document does not name the controller"),
            msg("a policy is the policy of a controller, who answers for it (PIPA Art. 30 (1))"),
            msg("add `controller: {{name: ...}}`"),
            ("controller",))  # fmt: skip


def effective_date_is_stated(case: Case) -> Iterator[Fault]:
    """The document says since when it holds; without it nobody can tell which edition bound whom.

    Source: PIPA Art. 30 (2), publication so that people can easily see it.

    Avoid:  version: {id: "2"}
    Prefer: version: {id: "2023-04-18", announced: 2023-04-11, effective: 2023-04-18}
    """
    if case.policy.version.effective is None:
        yield Fault(case.policy.version.place,
            msg("the document does not say from which day it holds"),
            msg("a policy and its changes are published so that people can easily see them (PIPA Art. 30 (2))"),
            msg("add `effective:` with the day"),
            ("version",))  # fmt: skip


def notice_of_changes_is_stated(case: Case) -> Iterator[Fault]:
    """The document says how its changes are announced. Recommended; no statute sets a number of days.

    Source: Standard Guideline Art. 21, changes are announced without delay.

    Avoid:  no `notice:` at all
    Prefer: notice: {changes: 7 days, by: 홈페이지 공지사항}
    """
    if case.policy.notice is None:
        yield Fault(case.start,
            msg("the document does not say how its changes are announced"),
            msg("it is recommended to say how changes are announced ({article})", article=case.cite("PP-CHG")),
            msg("add `notice: {{changes: 7 days, by: ...}}`"),
            ("notice",))  # fmt: skip


def remedies_are_named(case: Case) -> Iterator[Fault]:
    """The document names the bodies to which people can turn. Recommended.

    Source: Standard Guideline Art. 19, remedies.

    Avoid:  no `remedies:` at all
    Prefer: remedies: [{name: 개인정보 침해신고센터, phone: "118"}, {name: 개인정보 분쟁조정위원회, phone: 1833-6972}]
    """
    if not case.policy.remedies:
        yield Fault(case.start,
            msg("the document names no body to which people can turn"),
            msg("it is recommended to name remedies ({article})", article=case.cite("PP-30")),
            msg("add `remedies:`, as `- {{name: 개인정보 침해신고센터, phone: \"118\"}}`"),
            ("remedies",), Severity.INFO)  # fmt: skip
