"""What differs in who else sees it: those entrusted, third parties, abroad, tools that collect by themselves."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from jikim.change.difference import PROVISION, TRANSFER, Ask, Difference, Kind, Subject
from jikim.change.lengths import is_shortened
from jikim.consent import PROMOTION
from jikim.law import normal
from jikim.messages import msg
from jikim.policy import Policy, Text
from jikim.policy.parties import Entrusted, Gateway, Overseas, Recipient

PROVIDING, TRANSFERRING = "CS-02", "CS-09"
HOME = ("KR", "")

Named = TypeVar("Named", Entrusted, Recipient, Overseas)


def party_differences(old: Policy, new: Policy) -> Iterator[Difference]:
    """Yield parties that came, went, or do or get something else."""
    yield from _entrusted(old, new)
    yield from _recipients(old, new)
    yield from _overseas(old, new)
    yield from _automatic(old, new)


def _by_name(parties: Iterable[Named]) -> dict[str, Named]:
    """Return parties by name; of several under one name, with their number."""
    found: dict[str, Named] = {}
    for party in parties:
        name = key = normal(_name(party))
        number = 1
        while key in found:
            number += 1
            key = f"{name} ({number})"
        found[key] = party
    return found


def _name(party: Entrusted | Recipient | Overseas) -> str:
    if isinstance(party, Overseas):
        return str(party.recipient or party.country or "-")
    if isinstance(party, Recipient):
        return str(party.name or party.role or party.when or "-")
    return str(party.name)


def _without(texts: Iterable[Text], others: Iterable[Text]) -> list[Text]:
    known = [normal(other) for other in others]
    return [text for text in texts if normal(text) not in known]


# Entrusted


def _entrusted(old: Policy, new: Policy) -> Iterator[Difference]:
    before, after = _by_name(old.entrusted), _by_name(new.entrusted)
    for name, party in after.items():
        if name not in before:
            yield Difference(Kind.WIDENED, Subject.PARTY,
                msg("'{party}' is entrusted with '{work}'", party=party.name, work=", ".join(party.work)),
                None, party.place)  # fmt: skip
            yield from _abroad(new, None, party)
        else:
            told = [*_work(before[name], party), *_abroad(new, before[name], party)]
            yield from told or _rest_of(before[name], party)
    for name, party in before.items():
        if name not in after:
            yield Difference(Kind.NARROWED, Subject.PARTY,
                msg("'{party}' is no longer entrusted with anything", party=party.name), party.place, None)  # fmt: skip


def _work(was: Entrusted, now: Entrusted) -> Iterator[Difference]:
    more, fewer = _without(now.work, was.work), _without(was.work, now.work)
    if more:
        yield Difference(Kind.WIDENED, Subject.PARTY,
            msg("'{party}' is entrusted with '{work}' too", party=now.name, work=", ".join(more)),
            was.place, now.place)  # fmt: skip
    if fewer:
        yield Difference(Kind.NARROWED, Subject.PARTY,
            msg("'{party}' is no longer entrusted with '{work}'", party=now.name, work=", ".join(fewer)),
            was.place, now.place)  # fmt: skip
    if normal(was.passed_on_by or "") != normal(now.passed_on_by or ""):
        yield Difference(Kind.MOVED, Subject.PARTY,
            msg("'{party}' is entrusted by '{new}', before by '{old}'", party=now.name, new=now.passed_on_by or "-",
                old=was.passed_on_by or "-"),
            was.place, now.place)  # fmt: skip
    if was.until != now.until:
        yield Difference(Kind.MOVED, Subject.PARTY,
            msg("how long '{party}' keeps it is said otherwise: '{new}', before '{old}'", party=now.name,
                new=", ".join(now.until) or "-", old=", ".join(was.until) or "-"),
            was.place, now.place)  # fmt: skip


def _rest_of(was: Entrusted, now: Entrusted) -> Iterator[Difference]:
    told = ((was.location, now.location), (was.says, now.says), (_and_others(was), _and_others(now)))
    for before, after in told:
        if normal(before or "") != normal(after or ""):
            yield Difference(Kind.REWORDED, Subject.PARTY,
                msg("what is said of '{name}' is worded otherwise", name=now.name), was.place, now.place)  # fmt: skip


def _and_others(party: Entrusted) -> str:
    return "etc" if party.etc else ""


def promoting(old: Policy, new: Policy) -> bool:
    """Return whether somebody newly promotes or sells on the service's behalf (PIPA Art. 26 (3)), by the work named."""
    before, after = (
        {(normal(party.name), normal(work)) for party in policy.entrusted for work in party.work
         if PROMOTION.search(work)}
        for policy in (old, new)
    )  # fmt: skip
    return bool(after - before)


def _abroad(new: Policy, was: Entrusted | None, now: Entrusted) -> Iterator[Difference]:
    before, after = str(was.country or "") if was else "", str(now.country or "")
    if before == after:
        return
    place = was.place if was else None
    if after not in HOME:
        yield Difference(Kind.WIDENED, Subject.OVERSEAS,
            msg("'{party}' works abroad, in '{country}'", party=now.name, country=after), place, now.place,
            asks=_unless_listed(new, now.name))  # fmt: skip
    elif before not in HOME:
        yield Difference(Kind.NARROWED, Subject.OVERSEAS,
            msg("'{party}' no longer works abroad", party=now.name), place, now.place)  # fmt: skip


def _unless_listed(new: Policy, name: str) -> tuple[Ask, ...]:
    """Return the consent to a transfer; none for what is listed as one, for that names its own ground."""
    listed = normal(name) in {normal(_name(one)) for one in new.overseas or ()}
    return () if listed else (Ask(TRANSFER, (TRANSFERRING,), sure=False),)


# Third parties


def _recipients(old: Policy, new: Policy) -> Iterator[Difference]:
    before = _by_name(old.provided.to if old.provided else ())
    after = _by_name(new.provided.to if new.provided else ())
    for name, party in after.items():
        was = before.get(name)
        if was is None:
            yield Difference(Kind.WIDENED, Subject.RECIPIENT,
                msg("'{party}' is given '{items}', for '{purpose}'", party=_name(party),
                    items=", ".join(party.items) or "-", purpose=party.purpose or "-"),
                old.provided.place if old.provided else None, party.place, asks=(_provision(),))  # fmt: skip
            yield from _given_abroad(new, None, party)
        else:
            told = [*_given(was, party), *_given_abroad(new, was, party)]
            yield from told or _otherwise(was, party)
    for name, party in before.items():
        if name not in after:
            yield Difference(Kind.NARROWED, Subject.RECIPIENT,
                msg("'{party}' is given nothing any more", party=_name(party)), party.place, None)  # fmt: skip


def _given(was: Recipient, now: Recipient) -> Iterator[Difference]:
    places = was.place, now.place
    more, fewer = _without(now.items, was.items), _without(was.items, now.items)
    if more:
        yield Difference(Kind.WIDENED, Subject.RECIPIENT,
            msg("'{party}' is given '{items}' too", party=_name(now), items=", ".join(more)), *places,
            asks=(_provision(),))  # fmt: skip
    if fewer:
        yield Difference(Kind.NARROWED, Subject.RECIPIENT,
            msg("'{party}' is no longer given '{items}'", party=_name(now), items=", ".join(fewer)),
            *places)  # fmt: skip
    told = ((was.purpose, now.purpose), (was.until, now.until), (was.when, now.when), (was.refusal, now.refusal))
    for before, after in told:
        if normal(before or "") != normal(after or ""):
            kind = _said_otherwise(was, before, after)
            yield Difference(kind, Subject.RECIPIENT,
                msg("of what '{party}' is given it is said '{new}', before '{old}'", party=_name(now),
                    new=after or "-", old=before or "-"),
                *places, asks=() if kind is Kind.NARROWED else (_provision(),))  # fmt: skip


def _said_otherwise(was: Recipient | Overseas, before: Text | None, after: Text | None) -> Kind:
    """Return how what was told bears on the person: a shorter period narrows, other words of refusing are words."""
    if is_shortened(before, after):
        return Kind.NARROWED
    return Kind.REWORDED if before is was.refusal and after is not None else Kind.WIDENED


def _given_abroad(new: Policy, was: Recipient | None, now: Recipient) -> Iterator[Difference]:
    """Yield a provision that goes abroad, or no longer; its country is something people are told (PIPA Art. 28-8)."""
    before, after = str(was.country or "") if was else "", str(now.country or "")
    place = was.place if was else None
    if before == after:
        return
    if after not in HOME:
        yield Difference(Kind.WIDENED, Subject.OVERSEAS,
            msg("what '{party}' is given goes abroad, to '{country}'", party=_name(now), country=after), place,
            now.place, asks=_unless_listed(new, _name(now)))  # fmt: skip
    elif before not in HOME:
        yield Difference(Kind.NARROWED, Subject.OVERSEAS,
            msg("what '{party}' is given no longer goes abroad", party=_name(now)), place, now.place)  # fmt: skip


def _otherwise(was: Recipient, now: Recipient) -> Iterator[Difference]:
    told = (was.role, was.says, *was.duties), (now.role, now.says, *now.duties)
    flags = (was.ongoing, was.successor), (now.ongoing, now.successor)
    if told[0] != told[1] or flags[0] != flags[1]:
        yield Difference(Kind.REWORDED, Subject.RECIPIENT,
            msg("what is said of '{name}' is worded otherwise", name=_name(now)), was.place, now.place)  # fmt: skip


def _provision() -> Ask:
    return Ask(PROVISION, (PROVIDING,))


# Abroad


def _overseas(old: Policy, new: Policy) -> Iterator[Difference]:
    before, after = _by_name(old.overseas or ()), _by_name(new.overseas or ())
    for name, party in after.items():
        was, asks = before.get(name), _transfer(party)
        if was is None:
            yield Difference(Kind.WIDENED, Subject.OVERSEAS,
                msg("'{party}' in '{country}' is sent '{items}'", party=_name(party), country=party.country or "-",
                    items=", ".join(party.items) or "-"),
                None, party.place, asks=asks)  # fmt: skip
        else:
            yield from _sent(was, party, asks)
    for name, party in before.items():
        if name not in after:
            yield Difference(Kind.NARROWED, Subject.OVERSEAS,
                msg("nothing is sent to '{party}' any more", party=_name(party)), party.place, None)  # fmt: skip


def _transfer(party: Overseas) -> tuple[Ask, ...]:
    """Return the consent to a transfer: none where it rests on another ground (PIPA Art. 28-8 (1))."""
    if party.basis not in (None, Gateway.CONSENT):
        return ()
    return (Ask(TRANSFER, (TRANSFERRING,), sure=party.basis is not None),)


def _sent(was: Overseas, now: Overseas, asks: tuple[Ask, ...]) -> Iterator[Difference]:
    places = was.place, now.place
    more, fewer = _without(now.items, was.items), _without(was.items, now.items)
    if more:
        yield Difference(Kind.WIDENED, Subject.OVERSEAS,
            msg("'{party}' abroad is sent '{items}' too", party=_name(now), items=", ".join(more)), *places,
            asks=asks)  # fmt: skip
    if fewer:
        yield Difference(Kind.NARROWED, Subject.OVERSEAS,
            msg("'{party}' abroad is no longer sent '{items}'", party=_name(now), items=", ".join(fewer)),
            *places)  # fmt: skip
    yield from _ground(was, now, asks)
    told = ((was.country, now.country), (was.purpose, now.purpose), (was.until, now.until), (was.how, now.how),
            (was.refusal, now.refusal), (was.contact, now.contact))  # fmt: skip
    for before, after in told:
        if normal(before or "") != normal(after or ""):
            reached = (before or after) in (was.contact, now.contact)
            kind = Kind.REWORDED if reached else _said_otherwise(was, before, after)
            yield Difference(kind, Subject.OVERSEAS,
                msg("of what is sent to '{party}' it is said '{new}', before '{old}'", party=_name(now),
                    new=after or "-", old=before or "-"),
                *places, asks=() if kind is Kind.NARROWED else asks)  # fmt: skip


def _ground(was: Overseas, now: Overseas, asks: tuple[Ask, ...]) -> Iterator[Difference]:
    """Yield another ground of a transfer; whoever now needs consent has not asked for it."""
    if was.basis is now.basis:
        return
    lost, won = was.basis is Gateway.CONSENT, now.basis is Gateway.CONSENT
    kind = Kind.WIDENED if lost else Kind.NARROWED if won else Kind.MOVED
    yield Difference(kind, Subject.OVERSEAS,
        msg("what is sent to '{party}' rests on '{new}', no longer on '{old}'", party=_name(now),
            new=now.basis.value if now.basis else "-", old=was.basis.value if was.basis else "-"),
        was.place, now.place, asks=asks)  # fmt: skip


# Tools


def _automatic(old: Policy, new: Policy) -> Iterator[Difference]:
    before = old.automatic.analytics if old.automatic else ()
    after = new.automatic.analytics if new.automatic else ()
    was, now = ({normal(name): name for name, _ in tools} for tools in (before, after))
    for key in now.keys() - was.keys():
        yield Difference(Kind.WIDENED, Subject.AUTOMATIC,
            msg("the tool '{tool}' collects by itself", tool=now[key]), None, now[key].place)  # fmt: skip
    for key in was.keys() - now.keys():
        yield Difference(Kind.NARROWED, Subject.AUTOMATIC,
            msg("the tool '{tool}' is no longer used", tool=was[key]), was[key].place, None)  # fmt: skip
    ways = dict(old.automatic.refusal if old.automatic else ())
    left = {name for name, _ in (new.automatic.refusal if new.automatic else ())}
    for name, how in ways.items():
        if name not in left:
            yield Difference(Kind.WIDENED, Subject.AUTOMATIC,
                msg("how to refuse in '{where}' is no longer said", where=name), how.place, None)  # fmt: skip
