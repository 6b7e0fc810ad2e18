"""What differs in who else sees it: those entrusted, third parties, abroad, tools that collect by themselves."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from jikim.change.difference import PROVISION, TRANSFER, Ask, Difference, Kind, Subject
from jikim.law import normal
from jikim.messages import msg
from jikim.policy import Policy
from jikim.policy.parties import Entrusted, Gateway, Overseas, Recipient

PROVIDING, TRANSFERRING = "CS-02", "CS-09"
HOME = ("KR", "")
PROMOTES = re.compile("마케팅|광고|홍보|판매|프로모션|판촉|marketing|promotion|advertis", re.IGNORECASE)

Named = TypeVar("Named", Entrusted, Recipient, Overseas)


def party_differences(old: Policy, new: Policy) -> Iterator[Difference]:
    """Yield parties that came, went, or do or get something else."""
    yield from _entrusted(old, new)
    yield from _recipients(old, new)
    yield from _overseas(old, new)
    yield from _automatic(old, new)


def _by_name(parties: Iterable[Named]) -> dict[str, Named]:
    return {normal(_name(party)): party for party in parties}


def _name(party: Entrusted | Recipient | Overseas) -> str:
    if isinstance(party, Overseas):
        return str(party.recipient or party.country or "-")
    if isinstance(party, Recipient):
        return str(party.name or party.role or party.when or "-")
    return str(party.name)


# Entrusted


def _entrusted(old: Policy, new: Policy) -> Iterator[Difference]:
    before, after = _by_name(old.entrusted), _by_name(new.entrusted)
    for name, party in after.items():
        if name not in before:
            yield Difference(Kind.WIDENED, Subject.PARTY,
                msg("'{party}' is entrusted with '{work}'", party=party.name, work=", ".join(party.work)),
                None, party.place)  # fmt: skip
            yield from _abroad(None, party)
        else:
            yield from _work(before[name], party)
            yield from _abroad(before[name], party)
    for name, party in before.items():
        if name not in after:
            yield Difference(Kind.NARROWED, Subject.PARTY,
                msg("'{party}' is no longer entrusted with anything", party=party.name), party.place, None)  # fmt: skip


def _work(was: Entrusted, now: Entrusted) -> Iterator[Difference]:
    more = [work for work in now.work if normal(work) not in map(normal, was.work)]
    fewer = [work for work in was.work if normal(work) not in map(normal, now.work)]
    if more:
        yield Difference(Kind.WIDENED, Subject.PARTY,
            msg("'{party}' is entrusted with '{work}' too", party=now.name, work=", ".join(more)),
            was.place, now.place)  # fmt: skip
    if fewer:
        yield Difference(Kind.NARROWED, Subject.PARTY,
            msg("'{party}' is no longer entrusted with '{work}'", party=now.name, work=", ".join(fewer)),
            was.place, now.place)  # fmt: skip
    if was.until != now.until:
        yield Difference(Kind.MOVED, Subject.PARTY,
            msg("how long '{party}' keeps it is said otherwise: '{new}', before '{old}'", party=now.name,
                new=", ".join(now.until) or "-", old=", ".join(was.until) or "-"),
            was.place, now.place)  # fmt: skip


def _abroad(was: Entrusted | None, now: Entrusted) -> Iterator[Difference]:
    before, after = str(was.country or "") if was else "", str(now.country or "")
    if before == after:
        return
    place = was.place if was else None
    if after not in HOME:
        yield Difference(Kind.WIDENED, Subject.OVERSEAS,
            msg("'{party}' works abroad, in '{country}'", party=now.name, country=after), place, now.place,
            asks=(Ask(TRANSFER, (TRANSFERRING,), sure=False),))  # fmt: skip
    elif before not in HOME:
        yield Difference(Kind.NARROWED, Subject.OVERSEAS,
            msg("'{party}' no longer works abroad", party=now.name), place, now.place)  # fmt: skip


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
        else:
            yield from _given(was, party)
    for name, party in before.items():
        if name not in after:
            yield Difference(Kind.NARROWED, Subject.RECIPIENT,
                msg("'{party}' is given nothing any more", party=_name(party)), party.place, None)  # fmt: skip


def _given(was: Recipient, now: Recipient) -> Iterator[Difference]:
    places = was.place, now.place
    more = [item for item in now.items if normal(item) not in map(normal, was.items)]
    fewer = [item for item in was.items if normal(item) not in map(normal, now.items)]
    if more:
        yield Difference(Kind.WIDENED, Subject.RECIPIENT,
            msg("'{party}' is given '{items}' too", party=_name(now), items=", ".join(more)), *places,
            asks=(_provision(),))  # fmt: skip
    if fewer:
        yield Difference(Kind.NARROWED, Subject.RECIPIENT,
            msg("'{party}' is no longer given '{items}'", party=_name(now), items=", ".join(fewer)),
            *places)  # fmt: skip
    told = ((was.purpose, now.purpose), (was.until, now.until), (was.when, now.when))
    for before, after in told:
        if normal(before or "") != normal(after or ""):
            yield Difference(Kind.WIDENED, Subject.RECIPIENT,
                msg("of what '{party}' is given it is said '{new}', before '{old}'", party=_name(now),
                    new=after or "-", old=before or "-"),
                *places, asks=(_provision(),))  # fmt: skip


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
    told = (
        (", ".join(was.items), ", ".join(now.items)),
        (was.country, now.country),
        (was.purpose, now.purpose),
        (was.until, now.until),
        (was.how, now.how),
        (was.refusal, now.refusal),
    )
    for before, after in told:
        if normal(before or "") != normal(after or ""):
            yield Difference(Kind.WIDENED, Subject.OVERSEAS,
                msg("of what is sent to '{party}' it is said '{new}', before '{old}'", party=_name(now),
                    new=after or "-", old=before or "-"),
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
