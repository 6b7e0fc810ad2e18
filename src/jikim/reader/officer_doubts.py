"""What the officers leave open, asked on the line of the value in question."""

from collections.abc import Sequence

from jikim.messages import msg
from jikim.reader.letters import letters
from jikim.reader.notes import Notes
from jikim.reader.officer_person import Person
from jikim.reader.officer_words import PHONE, filled, is_company, is_department, is_title, role_in
from jikim.reader.sections import Section


def about(found: Sequence[Person], parts: Sequence[Section], notes: Notes) -> None:
    """Ask what a person has to decide about them."""
    for one in found:
        _about_values(one, notes)
        _about_roles(one, parts, notes)
    _about_all(found, notes)


def _about_values(one: Person, notes: Notes) -> None:
    name, title, dept = (one.raw.get(key) for key in ("name", "title", "dept"))
    person = one.raw.get("person") or name
    if name and filled(name.text) is None and name.text:
        notes.ask("officer-placeholder", name.text, msg("'{value}' was never filled in: who is it?", value=name.text),
                  (msg("missing"), msg("as printed")), name.spot)  # fmt: skip
    if title and role_in(title.text):
        notes.ask("officer-title-is-role", title.text, msg("'{value}' is the role: which title has the person?",
                  value=title.text), (msg("title missing"), msg("title as printed")), title.spot)  # fmt: skip
    if dept and is_company(dept.text) and not is_department(dept.text):
        notes.ask("officer-dept-is-company", dept.text, msg("'{value}' is the company itself: a department?",
                  value=dept.text), (msg("department missing"), msg("department as printed")), dept.spot)  # fmt: skip
    if dept and is_title(dept.text) and "name" not in one.raw:
        notes.ask("officer-dept-is-title", dept.text, msg("'{value}' stands where a department stands: is it one?",
                  value=dept.text), (msg("department as printed"), msg("missing")), dept.spot)  # fmt: skip
    if person and is_department(person.text) and one.role != "dept":
        notes.ask("officer-name-is-team", person.text, msg("'{value}' stands where a name stands: a department?",
                  value=person.text), (msg("a department"), msg("a name")), person.spot)  # fmt: skip
    phone, fax = one.raw.get("phone"), one.raw.get("fax")
    if phone and fax and "email" in one.fields and "email" not in one.raw and not PHONE.sub("", fax.text).strip():
        notes.ask("officer-second-number", phone.text, msg("One label holds two numbers: is the second a fax?"),
                  (msg("phone, then fax"), msg("two phones")), phone.spot)  # fmt: skip


def _about_roles(one: Person, parts: Sequence[Section], notes: Notes) -> None:
    said = letters(one.role_text)
    if "책임자및담당자" in said and "name" in one.fields:
        notes.ask("officer-two-roles", one.role_text, msg("One contact stands for '{roles}': is it one person?",
                  roles=one.role_text), (msg("one person in both roles"), msg("only the privacy officer")),
                  one.spot)  # fmt: skip
    headless = any(part.heading is None and part.texts() and part.spot == one.spot and part.order for part in parts)
    if headless and "책임자" in said:
        notes.ask("officer-without-title", one.role_text, msg("The officer stands without a title: was it lost?"),
                  (msg("the title was lost"), msg("a part of the section above")), one.spot)  # fmt: skip


def _about_all(found: Sequence[Person], notes: Notes) -> None:
    _without_contact(found, notes)
    managers = [one for one in found if one.role == "manager"]
    if managers and not any(one.role == "cpo" for one in found):
        last = managers[-1]
        notes.ask("officer-only-manager", last.role_text, msg("Only a '{role}' is named: is that the officer the law "
                  "asks for?", role=last.role_text), (msg("a person in charge"), msg("the privacy officer")),
                  last.spot)  # fmt: skip
    for at, one in enumerate(found):
        _same_as_before(one, found[:at], notes)


def _without_contact(found: Sequence[Person], notes: Notes) -> None:
    reached = any({"phone", "email"} & one.fields.keys() for one in found)
    for one in found:
        if reached and one.role == "cpo" and "name" in one.fields and not {"phone", "email"} & one.fields.keys():
            notes.ask("officer-without-contact", one.role_text, msg("The officer has no contact: does another's hold?"),
                      (msg("missing"), msg("the same contact")), one.spot)  # fmt: skip


def _same_as_before(one: Person, before: Sequence[Person], notes: Notes) -> None:
    phone, dept = one.raw.get("phone"), one.raw.get("dept")
    for other in before:
        held, office = other.raw.get("phone"), other.raw.get("dept")
        if phone and held and phone.lines and phone.lines[0] is held.lines[0]:
            notes.ask("officer-shared-number", phone.text, msg("One number stands for two officers: is it of each?"),
                      (msg("number of each"), msg("missing")), phone.spot)  # fmt: skip
        if dept and office and dept.text != office.text and letters(dept.text) == letters(office.text):
            notes.ask("officer-dept-spelled", dept.text, msg("'{one}' and '{other}': the same department?",
                      one=office.text, other=dept.text), (msg("the same"), msg("another")), office.spot)  # fmt: skip
