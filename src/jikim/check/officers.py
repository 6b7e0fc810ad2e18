"""Officers: who answers, for what, and how they are reached (PIPA Arts. 30 (1) 6, 31, 31-2).

Whether there is an officer at all, with a name and a phone number, is asked in `contents.py`. Here: that both belong
to one, that complaints have a desk, and what is asked of a controller abroad and its domestic agent. Whether a
controller is large enough to need an agent, no policy shows; that is told as information.
"""

from collections.abc import Iterator

from jikim.check.case import Case, Fault
from jikim.check.said import speaks_of
from jikim.consent import abroad
from jikim.law import normal
from jikim.messages import msg
from jikim.policy.parties import Officer

AGENT, LOCATION, COMPLAINTS = "agent", "location", "complaints"
DESK = ("고충", "접수", "민원", "열람")
# Below an executive in any company; a 팀장 or 과장 may head the department, which is enough where there are none.
JUNIOR = {"사원", "주임", "대리", "인턴", "계약직", "아르바이트"}


def officers(case: Case) -> tuple[Officer, ...]:
    """Return the privacy officers and persons in charge; agents and location officers answer for something else."""
    return tuple(each for each in case.policy.officers if each.role not in (AGENT, LOCATION))


def officer_is_named_and_reached(case: Case) -> Iterator[Fault]:
    """Whoever is named is the one who has the phone number.

    Source: PIPA Art. 30 (1) 6, the name or the department, and its phone number.

    Avoid:  officers: [{role: cpo, name: 김책임}, {role: manager, title: 담당자, phone: 02-0000-0000}]
    Prefer: officers: [{role: cpo, name: 김책임, phone: 02-0000-0000}]
    """
    named = [each for each in officers(case) if each.name or each.department]
    reached = [each for each in officers(case) if each.phone]
    if named and reached and not any(each.phone for each in named):
        yield Fault(named[0].role.place,
            msg("'{officer}' is named without a phone number, and '{other}' has one without a name",
                officer=called(named[0]), other=called(reached[0])),
            msg("a policy states a phone number or similar contact of the privacy officer ({article})",
                article=case.cite("PP-09")),
            msg("add `phone:` to the officer who answers"),
            ("officers", str(named[0].role)))  # fmt: skip


def called(officer: Officer) -> str:
    """Return what an officer is called without the name of a person: title, department, position or role."""
    return str(officer.title or officer.department or officer.position or officer.role)


def complaints_have_a_desk(case: Case) -> Iterator[Fault]:
    """Besides the officer, the document names the department that takes complaints and requests for access.

    Source: Standard Guideline Art. 19, the department for access; recommended.

    Avoid:  officers: [{role: cpo, name: 김책임, phone: 02-0000-0000}]
    Prefer: officers: [{role: cpo, name: 김책임, department: 고객지원팀, phone: 02-0000-0000}]
    """
    found = officers(case)
    desk = any(each.department or each.role == COMPLAINTS or speaks_of(each, *DESK) for each in found)
    if any(each.name for each in found if each.role == "cpo") and not desk:
        yield Fault(found[0].role.place,
            msg("no department is named that takes complaints and requests for access"),
            msg("it is recommended to name the department for requests of access ({article})",
                article=case.cite("PP-30")),
            msg("add `department:` to the officer, or an officer with `role: complaints`"),
            ("officers", "complaints"))  # fmt: skip


def officer_has_the_rank(case: Case) -> Iterator[Fault]:
    """The privacy officer is the owner, an executive, or else the head of the department.

    Source: PIPA Art. 31, PIPA Decree Art. 32: without executives, the head of the department in charge.

    Avoid:  officers: [{role: cpo, title: 개인정보 보호책임자, position: 대리, phone: 02-0000-0000}]
    Prefer: officers: [{role: cpo, title: 개인정보 보호책임자, position: 대표이사, phone: 02-0000-0000}]
    """
    for each in case.policy.officers:
        if each.role == "cpo" and each.position is not None and normal(each.position) in JUNIOR:
            yield Fault(each.position.place,
                msg("the privacy officer is '{position}', who is neither an executive nor the head of a department",
                    position=each.position),
                msg("the owner, an executive or the head of the department is privacy officer ({article})",
                    article=case.cite("CPO-01")),
                msg("name an officer of that rank, or correct `position:`"),
                ("officers", str(each.role)))  # fmt: skip


def agent_is_told_in_full(case: Case) -> Iterator[Fault]:
    """Of a domestic agent the document says name, address, phone number and e-mail address.

    Source: PIPA Art. 31-2 (4).

    Avoid:  officers: [{role: agent, title: 국내대리인, name: 나무대리 주식회사}]
    Prefer: officers: [{role: agent, name: 나무대리, address: 서울시, phone: 02-0000-0000, email: a@namu.example.kr}]
    """
    for each in case.policy.officers:
        stated = {"name": each.name, "address": each.address, "phone": each.phone, "email": each.email}
        missing = [key for key, value in stated.items() if not value]
        if each.role == AGENT and missing:
            yield Fault(each.role.place,
                msg("of the domestic agent the document does not say: {missing}", missing=", ".join(missing)),
                msg("a policy states name, address, phone and e-mail of the domestic agent ({article})",
                    article=case.cite("PP-22")),
                msg("add to the officer with `role: agent`: {missing}",
                    missing=", ".join(f"`{key}:`" for key in missing)),
                ("officers", AGENT))  # fmt: skip


def agent_is_named(case: Case) -> Iterator[Fault]:
    """A controller abroad names its domestic agent, if it is large enough to need one; that cannot be known here.

    Source: PIPA Art. 31-2.

    Avoid:  controller: {name: Namu Inc., country: US}
    Prefer: the same, and officers: [{role: agent, name: 나무대리, address: 서울시, ...}]
    """
    country = case.policy.controller.country
    agent = any(each.role == AGENT or speaks_of(each, "국내대리인") for each in case.policy.officers)
    if country is not None and abroad(country) and not agent:
        yield Fault(country.place,
            msg("the controller is in '{country}', and no domestic agent is named; whether one is needed cannot be "
                "known", country=country),
            msg("a large controller abroad names a domestic agent ({article})", article=case.cite("PP-22")),
            msg("add an officer with `role: agent`, if the controller is large enough to need one"),
            ("officers", AGENT))  # fmt: skip


def country_of_collecting_is_told(case: Case) -> Iterator[Fault]:
    """Who collects from abroad names the country where items are processed.

    Source: PIPA Decree Art. 31 (1) 4.

    Avoid:  officers: [{role: agent, ...}], and controller: {name: Namu Inc.}
    Prefer: the same, and controller: {name: Namu Inc., country: US}
    """
    agent = next((each for each in case.policy.officers if each.role == AGENT), None)
    if agent is not None and case.policy.controller.country is None:
        yield Fault(agent.role.place,
            msg("a domestic agent is named, and the document does not say in which country items are processed"),
            msg("who collects directly from abroad names the country ({article})", article=case.cite("PP-14")),
            msg("add `country:` to `controller:`"),
            ("controller", "country"))  # fmt: skip
