"""Differences and what follows, in words and as data: what widens first, then what must be announced and asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jikim.change import Again, Consequence, Difference, Duty, Kind, Subject, cited, compare, consequence, dates_of
from jikim.cli.face import Face
from jikim.errors import Place, RefusedError
from jikim.law import catalogue
from jikim.messages import Language, Message, msg
from jikim.policy import Policy

KINDS = {
    Kind.WIDENED: msg("widened"),
    Kind.MOVED: msg("moved"),
    Kind.ADDED: msg("added"),
    Kind.REMOVED: msg("removed"),
    Kind.NARROWED: msg("narrowed"),
    Kind.REWORDED: msg("reworded"),
}
SUBJECTS = {
    Subject.SERVICE: msg("document"),
    Subject.ACTIVITY: msg("activity"),
    Subject.ROLE: msg("role"),
    Subject.ITEM: msg("item"),
    Subject.PURPOSE: msg("purpose"),
    Subject.BASIS: msg("ground"),
    Subject.CONSENT: msg("consent"),
    Subject.PERIOD: msg("period"),
    Subject.PLACE: msg("place"),
    Subject.STATUTE: msg("statute"),
    Subject.HOLD: msg("hold"),
    Subject.PARTY: msg("entrusted party"),
    Subject.RECIPIENT: msg("third party"),
    Subject.OVERSEAS: msg("abroad"),
    Subject.AUTOMATIC: msg("automatic collection"),
    Subject.CHILDREN: msg("children"),
    Subject.RIGHT: msg("rights"),
    Subject.DESTRUCTION: msg("destruction"),
    Subject.OFFICER: msg("officer"),
    Subject.SAFEGUARD: msg("safeguard"),
    Subject.TRAINING: msg("training"),
    Subject.NOTICE: msg("notice"),
    Subject.PROMISE: msg("promise"),
    Subject.REMEDY: msg("remedy"),
}
TELLS = {
    "purpose": msg("the purpose"),
    "items": msg("the items"),
    "retention_period": msg("how long they are kept"),
    "retention": msg("how long they are kept"),
    "right_to_refuse_and_disadvantage": msg("that one may refuse, and what follows"),
    "recipient": msg("who receives them"),
    "recipient_purpose": msg("what the recipient does with them"),
    "recipient_retention": msg("how long the recipient keeps them"),
    "recipient_and_contact": msg("who receives them, and how to reach them"),
    "recipient_purpose_and_retention": msg("what the recipient does with them, and how long"),
    "country_time_method": msg("to which country, when and how"),
    "how_to_refuse_and_effect": msg("how to refuse, and what follows"),
    "may_contact": msg("that they may be contacted"),
    "guardian_name_and_contact_may_be_collected": msg("that the guardian's name and contact may be collected"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """Two policies with their differences and what follows; `refused` says why the days of the new one do not hold."""

    old: Policy
    new: Policy
    differences: tuple[Difference, ...]
    consequence: Consequence
    refused: RefusedError | None


def told_of(old: Policy, new: Policy, today: date) -> Told:
    """Return the differences of two policies, and what follows, by the law of the day the new one counts."""
    on = new.version.effective or today
    differences = compare(old, new, catalogue(), on)
    return Told(old, new, differences, consequence(old, new, differences, catalogue(), on), _refused(old, new))


def _refused(old: Policy, new: Policy) -> RefusedError | None:
    """Return why the version could not be enacted as it stands, as far as its days go."""
    try:
        dates_of(new, before=old)
    except RefusedError as error:
        return error
    return None


def show(face: Face, told: Told) -> None:
    """Print differences in groups, then the duties, then the consents."""
    for line in lines(face, told):
        face.show(line)


def lines(face: Face, told: Told) -> Iterator[str]:
    """Yield the lines of a comparison."""
    versions = {"old": told.old.version.id, "new": told.new.version.id}
    if not told.differences:
        yield face.say(msg("versions '{old}' and '{new}' say the same", **versions))
        return
    yield face.say(msg("from version '{old}' to '{new}': {count} differences", count=len(told.differences), **versions))
    yield from differences_in_words(face, told.differences)
    yield ""
    yield face.say(msg("what must be announced:"))
    for duty in told.consequence.duties:
        yield f"  {duty_in_words(face, duty)}"
    yield from refused_in_words(face, told)
    yield ""
    if not told.consequence.again:
        yield face.say(msg("no consent is needed again"))
        return
    yield face.say(msg("whose consent is needed again:"))
    for again in told.consequence.again:
        yield from again_in_words(face, told.new, again)


def differences_in_words(face: Face, differences: tuple[Difference, ...]) -> Iterator[str]:
    """Yield differences by kind, what widens first."""
    for kind in Kind:
        found = [one for one in differences if one.kind is kind]
        if found:
            yield ""
            yield f"{face.say(KINDS[kind])} ({len(found)})"
        for one in found:
            yield f"  {_places(one)}  {face.say(SUBJECTS[one.subject])}  {face.say(one.what)}"


def duty_in_words(face: Face, duty: Duty) -> str:
    """Return what must be done, until when, and under which article."""
    article = _articles(face, duty.law) or face.say(msg("the service's own promise"))
    if duty.by is None:
        return f"{face.say(duty.what)} ({article})"
    return face.say(msg("{what}, by {day} ({article})", what=duty.what, day=duty.by, article=article))


def refused_in_words(face: Face, told: Told) -> Iterator[str]:
    """Yield why the new version cannot be enacted as it stands, and what mends it."""
    if told.refused is not None:
        yield face.say(msg("it cannot be enacted as it stands: {what}", what=told.refused.what))
        yield f"  {face.say(told.refused.fix)}"


def again_in_words(face: Face, new: Policy, again: Again, people: int | None = None) -> Iterator[str]:
    """Yield a consent: of whom (in numbers where they were counted), why, and what must be told."""
    roles = [str(role.label) for role in new.roles if role.id in again.roles]
    whose = f" [{', '.join(roles)}]" if roles else ""
    count = f": {face.say(msg('{count} people', count=people))}" if people is not None else ""
    doubt = "" if again.sure else f" - {face.say(msg('if it rests on consent: the policy does not say'))}"
    yield f"  {_word(face, again.label)}{whose}{count} ({_articles(face, again.law)}){doubt}"
    for why in again.because:
        yield f"    {face.say(why)}"
    said = ", ".join(face.say(TELLS[each]) if each in TELLS else each for each in again.tells)
    yield f"    {face.say(msg('to be told: {what}', what=said))}"


def _word(face: Face, text: str | Message) -> str:
    return face.say(text) if isinstance(text, Message) else text


def _articles(face: Face, law: tuple[str, ...]) -> str:
    korean = face.language is Language.KOREAN
    return ", ".join(_word(face, cited(catalogue(), name, korean=korean)) for name in law)


def _places(one: Difference) -> str:
    return " -> ".join(str(place) for place in (one.was, one.now) if place is not None)


# For scripts


def as_data(face: Face, told: Told) -> dict[str, object]:
    """Return a comparison for a script."""
    return {
        "service": told.new.service.id,
        "old": str(told.old.version.id),
        "new": str(told.new.version.id),
        "announced": _day(told.new.version.announced),
        "effective": _day(told.new.version.effective),
        "differences": [difference_as_data(face, one) for one in told.differences],
        "duties": [{"what": face.say(duty.what), "law": list(duty.law), "by": _day(duty.by),
                    "article": _articles(face, duty.law)} for duty in told.consequence.duties],
        "again": [again_as_data(face, one) for one in told.consequence.again],
        "refused": None if told.refused is None else face.say(told.refused.what),
    }  # fmt: skip


def difference_as_data(face: Face, one: Difference) -> dict[str, object]:
    """Return a difference for a script."""
    return {"kind": one.kind.value, "subject": one.subject.value, "what": face.say(one.what),
            "was": _place(one.was), "now": _place(one.now), "activities": list(one.activities),
            "roles": list(one.roles), "items": list(one.items),
            "asks": [ask.matter for ask in one.asks]}  # fmt: skip


def again_as_data(face: Face, one: Again) -> dict[str, object]:
    """Return a consent that is needed again, for a script."""
    return {"matter": one.matter, "label": _word(face, one.label), "roles": list(one.roles),
            "activities": list(one.activities), "law": list(one.law), "tells": list(one.tells), "sure": one.sure,
            "because": [face.say(why) for why in one.because]}  # fmt: skip


def _place(place: Place | None) -> dict[str, object] | None:
    return None if place is None else {"file": place.file, "line": place.line, "column": place.column}


def _day(day: object) -> str | None:
    return None if day is None else str(day)
