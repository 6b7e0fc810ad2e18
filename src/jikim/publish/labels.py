"""The labels at the head (주요 개인정보 처리 표시): the main matters in a few words, each leading to its section.

The six that nearly every published policy shows, and further ones that the guideline knows, where the policy speaks of
the matter. A card shows the first few of its words and how many more there are; the rest is where it leads. No icons:
the commission's set is not ours to draw.
"""

from collections.abc import Callable, Iterable, Iterator

from jikim.law import LegalClass
from jikim.messages import Message, msg
from jikim.policy import Listed, Text
from jikim.policy.parties import ChildRule
from jikim.publish.asking import called
from jikim.publish.document import Card, Line, Run
from jikim.publish.wording import Wording, printed

MOST_SHOWN, MOST_PHRASES = 6, 4
_SPECIAL = {LegalClass.SENSITIVE, LegalClass.UNIQUE_IDENTIFIER, LegalClass.RESIDENT_NUMBER}


def cards(wording: Wording) -> Iterator[Card]:
    """Yield the labels for which there is something to say."""
    for title, anchor, lines in _LABELS:
        found = tuple(lines(wording))
        if found:
            yield Card(wording.title(title), found, anchor)


def _first(wording: Wording, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield a few lines of different words in one, and how many more there are."""
    different: dict[str, Line] = {}
    for line in lines:
        different.setdefault(line.text, line)
    shown, rest = list(different.values())[:MOST_SHOWN], list(different.values())[MOST_SHOWN:]
    runs = [run for line in shown for run in (Run(", "), *line.runs)][1:]
    if rest:
        places = (place for line in rest for place in line.places)
        more = wording.frame(msg("and {count} more", count=len(rest)), *places, inner=True)
        runs += [Run(" "), *more.runs]
    if runs:
        yield Line(tuple(runs))


def _collected(wording: Wording) -> Iterator[Listed]:
    for activity in wording.policy.activities:
        for group in activity.collect:
            yield from group.items


def _words(items: Iterable[Listed]) -> Iterator[Line]:
    return (printed(each.words) for each in items)


def _items(wording: Wording) -> Iterator[Line]:
    return _first(wording, _words(_collected(wording)))


def _special(wording: Wording) -> Iterator[Line]:
    legal = {item.id: set(item.legal) for item in wording.policy.items}
    return _first(wording, _words(each for each in _collected(wording) if legal.get(each.item, set()) & _SPECIAL))


def _purposes(wording: Wording) -> Iterator[Line]:
    return _first(wording, (printed(each.label) for one in wording.policy.activities for each in one.purposes))


def _periods(wording: Wording) -> Iterator[Line]:
    policy = wording.policy
    keeps = [*(keep for activity in policy.activities for keep in activity.keep or ()), *policy.keep]
    phrases = (wording.until(keep.ends, keep.place, by_law=keep.by_law) for keep in keeps)
    different = {line.text: line for line in phrases if line}
    shown, rest = list(different.values())[:MOST_PHRASES], list(different.values())[MOST_PHRASES:]
    yield from shown
    if rest:
        places = (place for line in rest for place in line.places)
        yield wording.frame(msg("and {count} more", count=len(rest)), *places)


def _provided(wording: Wording) -> Iterator[Line]:
    provided = wording.policy.provided
    if provided is not None and provided.nobody:
        yield wording.frame(msg("to nobody"), provided.place)
    elif provided is not None:
        names = (line for to in provided.to for line in ((printed(to.name),) if to.name else wording.roles(
            [to.role]) if to.role else (wording.frame(msg("whoever takes over the business"), to.place),)))  # fmt: skip
        yield from _first(wording, names)


def _entrusted(wording: Wording) -> Iterator[Line]:
    return _first(wording, (printed(party.name) for party in wording.policy.entrusted))


def _abroad(wording: Wording) -> Iterator[Line]:
    overseas = wording.policy.overseas
    if overseas is not None and not overseas:
        yield wording.frame(msg("nowhere"), wording.policy.place_of("overseas"))
    yield from _first(wording, (printed(each.country or each.recipient or Text.at("", each.place))
                                for each in overseas or () if each.country or each.recipient))  # fmt: skip


def _children(wording: Wording) -> Iterator[Line]:
    child = wording.policy.children
    if child is not None:
        yield wording.frame(
            msg("not under {age}", age=child.under)
            if child.rule is ChildRule.REFUSE
            else msg("under {age} with the consent of the legal representative", age=child.under),
            child.place,
        )


def _devices(wording: Wording) -> Iterator[Line]:
    found = wording.policy.activity("automatic")
    return _first(wording, _words(each for group in (found.collect if found else ()) for each in group.items))


def _rights(wording: Wording) -> Iterator[Line]:
    rights = wording.policy.rights
    return _first(wording, (called(wording, *each) for each in (rights.list if rights else ())))


def _desk(wording: Wording) -> Iterator[Line]:
    officers = wording.policy.officers
    desk = [officer for officer in officers if officer.role == "complaints"] or officers[:1]
    for officer in desk:
        for text in (officer.department, officer.phone, officer.email):
            if text is not None:
                yield printed(text)


_Says = Callable[[Wording], Iterator[Line]]
_LABELS: tuple[tuple[Message, str, _Says], ...] = (
    (msg("collection of personal information"), "processing", _items),
    (msg("sensitive information and unique identifiers"), "processing", _special),
    (msg("purposes of processing"), "processing", _purposes),
    (msg("period of keeping personal information"), "processing", _periods),
    (msg("children"), "children", _children),
    (msg("provision to third parties"), "provided", _provided),
    (msg("entrusted processing"), "entrusted", _entrusted),
    (msg("transfer abroad"), "overseas", _abroad),
    (msg("automatic collection"), "automatic", _devices),
    (msg("rights of data subjects"), "rights", _rights),
    (msg("complaints desk"), "officers", _desk),
)
