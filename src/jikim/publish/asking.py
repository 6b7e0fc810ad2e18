"""How people ask, whom, and where else they can turn (PIPA Arts. 30 (1) 5 and 6, 31, 35 to 38)."""

from collections.abc import Iterator

from jikim.messages import msg
from jikim.policy import Text
from jikim.policy.parties import Officer, Remedy, Rights
from jikim.publish.document import Cell, Line, Run, Section
from jikim.publish.wording import Wording, cell, printed, printed_all, printed_if

RIGHTS = {
    "access": msg("access"),
    "correct": msg("correction"),
    "erase": msg("erasure"),
    "suspend": msg("suspension of processing"),
    "withdraw": msg("withdrawal of consent"),
    "transmit": msg("transmission"),
    "object": msg("objection to automated decisions"),
    "explain": msg("explanation of automated decisions"),
}
_DELEGATES = {"legal": msg("legal representative"), "agent": msg("authorised agent")}
_DELEGATE_HEADS = (msg("representative"), msg("in the words of the policy"))
_OFFICER_HEADS = (msg("officer"), msg("name"), msg("position"), msg("department"), msg("telephone"), msg("e-mail"),
                  msg("address"))  # fmt: skip
_REMEDY_HEADS = (msg("body"), msg("run by"), msg("what it does"), msg("telephone"), msg("website"), msg("address"))


def rights(wording: Wording) -> Section | None:
    """Return how people ask, and what is promised to them."""
    found = wording.policy.rights
    if found is None:
        return None
    heads = (msg("right"), msg("in the words of the policy"))
    return wording.part("", "rights", msg("rights of data subjects and how to exercise them"), [
        wording.grid(msg("rights"), heads, (_right(wording, key, words) for key, words in found.list)),
        wording.definitions([
            (msg("where and how to ask"), printed_all(found.channels)),
            (msg("answered within"), wording.deadline(found.within)),
            (msg("form to use"), printed_if(found.form)),
            (msg("how identity is checked"), printed_if(found.identity)),
            (msg("grounds for refusing"), printed_all(found.limits)),
            (msg("correcting by oneself"), printed_if(found.self_correct)),
            (msg("legal basis"), printed_all(found.cited)),
        ]),
        wording.grid(msg("who may ask for another"), _DELEGATE_HEADS,
                     (_delegate(wording, *each) for each in found.delegates)),
        *_freeze(wording, found),
    ])  # fmt: skip


def called(wording: Wording, key: Text, words: Text | None) -> Line:
    """Return a right in the words of the policy; by its name where it has none."""
    if words is None and key in RIGHTS:
        return wording.frame(RIGHTS[key], key.place)
    return printed(words or key)


def _right(wording: Wording, key: Text, words: Text | None) -> tuple[Cell, ...]:
    name = wording.frame(RIGHTS[key], key.place) if key in RIGHTS else None
    if name is None:
        return cell((printed(words or key),)), cell()
    return cell((name,)), cell(printed_if(words) if words is not None and words != name.text else ())


def _delegate(wording: Wording, key: Text, words: Text) -> tuple[Cell, ...]:
    name = wording.frame(_DELEGATES[key], key.place) if key in _DELEGATES else None
    if name is None:
        return cell((printed(words),)), cell()
    return cell((name,)), cell((printed(words),) if words != name.text else ())


def _freeze(wording: Wording, found: Rights) -> Iterator[Section]:
    during = (_named(wording, found, key) for key in found.freeze)
    pairs = wording.definitions([
        (msg("words of the policy"), printed_if(found.freeze_says)),
        (msg("during which requests"), during),
        (msg("stands still until"), _until(wording, found.freeze_until)),
    ])  # fmt: skip
    if pairs:
        yield wording.part("", "freeze", msg("processing stands still while a request is open"), [pairs])


def _named(wording: Wording, found: Rights, key: Text) -> Line:
    words = next((words for right, words in found.list if right == key and words is not None), None)
    if key in RIGHTS:
        return wording.frame(RIGHTS[key], key.place)
    return Line((Run(str(words or key), (key.place, (words or key).place)),))


def _until(wording: Wording, until: Text | None) -> tuple[Line, ...]:
    if until is None:
        return ()
    return (wording.frame(msg("the request is closed"), until.place) if until == "closed" else printed(until),)


def officers(wording: Wording) -> Section | None:
    """Return the officers and persons in charge."""
    rows = (_officer(wording, officer) for officer in wording.policy.officers)
    grid = wording.grid(msg("privacy officer and persons in charge"), _OFFICER_HEADS, rows)
    return wording.part("", "officers", msg("privacy officer and persons in charge"), [grid]) if grid else None


def _officer(wording: Wording, officer: Officer) -> tuple[Cell, ...]:
    return (
        cell(_office(wording, officer)),
        cell(printed_if(officer.name)),
        cell(printed_if(officer.position)),
        cell(printed_if(officer.department)),
        cell(printed_if(officer.phone)),
        cell(printed_if(officer.email)),
        cell(printed_if(officer.address)),
    )


def _office(wording: Wording, officer: Officer) -> Iterator[Line]:
    """Yield the title, and the role where it has a name of its own that the title does not give."""
    role = wording.officer_role(officer.role)
    if officer.title is None:
        yield role
        return
    yield Line((Run(str(officer.title), (officer.title.place, officer.role.place)),))
    if role.runs[0].frame is not None and role.text != officer.title:
        yield role


def remedies(wording: Wording) -> Section | None:
    """Return the bodies to which people can turn."""
    grid = wording.grid(msg("bodies that help"), _REMEDY_HEADS, (_remedy(each) for each in wording.policy.remedies))
    return wording.part("", "remedies", msg("remedies for infringement"), [grid]) if grid else None


def _remedy(body: Remedy) -> tuple[Cell, ...]:
    return (
        cell((printed(body.name),)),
        cell(printed_if(body.by)),
        cell(printed_if(body.work)),
        cell(printed_if(body.phone)),
        cell(printed_if(body.url)),
        cell(printed_if(body.address)),
    )
