"""How long: every rule of the policy as a row, in one form; the statutory lines; sleepers; what stays destruction.

A row says of which items, until when, where, why and under which law (PIPA Art. 30 (1) 2, and 3-2: what is kept under
another law with its ground and items). How rules combine is said once, where there is more than one.
"""

from collections.abc import Iterator

from jikim.errors import Place
from jikim.lifecycle import rules_of
from jikim.messages import Message, msg
from jikim.policy import Activity, End, Keep, Policy, Statutory, Text, Then, Where
from jikim.policy.until import UntilError, read_length
from jikim.publish.document import Block, Cell, Grid, Line, Paragraph, Run, Section
from jikim.publish.wording import (
    Wording,
    cell,
    listed,
    printed,
    printed_if,
)

_HEADS = (msg("items kept"), msg("data subjects"), msg("activities"), msg("period of keeping"), msg("where it is kept"),
          msg("reason for keeping"), msg("legal basis"), msg("what it may be used for"),
          msg("applies to"))  # fmt: skip
_PLACES = {Where.LIVE: msg("with what is in use"), Where.SEPARATE: msg("apart from what is in use")}
_STATUTORY_HEADS = (msg("records preserved"), msg("items preserved"), msg("period of preserving"), msg("activities"),
                    msg("legal basis"), msg("where it is kept"))  # fmt: skip
_HOLD_HEADS = (msg("reason to put destruction off"), msg("activities"), msg("items concerned"), msg("until when"))


def kept(wording: Wording, activity: Activity) -> Iterator[Block | None]:
    """Yield the rules of an activity; where it has none, that the common ones hold."""
    if activity.keep:
        caption = msg("{activity}: how long it is kept", activity=wording.label(activity.id))
        yield wording.grid(wording.frame(caption, activity.label.place), _HEADS,
                           (_row(wording, keep, activity) for keep in activity.keep))  # fmt: skip
        joins = [keep for keep in wording.policy.keep if keep.adds and (not keep.of or activity.id in keep.of)]
        if joins:
            said = msg("the common periods that are marked so apply as well.")
            yield Paragraph(wording.frame(said, activity.place, *(keep.place for keep in joins), link="#keep"))
    elif activity.collect and wording.policy.keep:
        yield Paragraph(wording.frame(msg("the common periods apply."), activity.place, link="#keep"))


def _row(wording: Wording, keep: Keep, activity: Activity | None) -> tuple[Cell, ...]:
    phrase = wording.until(keep.ends, keep.place, by_law=keep.by_law)
    return (
        cell(_items(wording, keep)),
        cell(wording.roles(keep.roles)),
        cell(wording.activities(keep.of)),
        cell(wording.said_or(keep.says, phrase)),
        cell(_where(wording, keep.where, keep.store, keep.place)),
        cell(_why(wording.policy, keep.why, activity)),
        cell(printed_if(keep.cited), statute(wording, keep.law)),
        cell(printed_if(keep.use)),
        cell(_applies(wording, keep) if activity is None else ()),
    )


def _items(wording: Wording, keep: Keep) -> Iterator[Line]:
    every = msg("what is preserved under other laws") if keep.by_law and not keep.ends else msg("all items")
    yield from listed(keep.items) or (wording.frame(every, keep.place),)
    for line in listed(keep.leaves_out):
        yield wording.prefixed(msg("left out: "), line)


def _where(wording: Wording, where: Where | None, store: Text | None, place: Place) -> Iterator[Line]:
    if where is not None:
        yield wording.frame(_PLACES[where], place)
    if store is not None:
        yield wording.prefixed(msg("place: "), printed(store))


def _why(policy: Policy, why: Text | None, activity: Activity | None) -> Iterator[Line]:
    """Yield the purpose that carries a rule: of this activity, or of the first that has it."""
    purposes = [*(activity.purposes if activity else ()), *(one for each in policy.activities for one in each.purposes)]
    found = next((each.label for each in purposes if each.id == why), None)
    if why is not None and found is not None:
        yield Line((Run(str(found), (why.place, found.place)),))


def _applies(wording: Wording, keep: Keep) -> Iterator[Line]:
    if keep.adds:
        yield wording.frame(msg("also activities with periods of their own"), keep.place)


def statute(wording: Wording, law: Text | None) -> Iterator[Line]:
    """Yield the provision that a rule or line names; or that there is none."""
    if law is None:
        return
    found = wording.law.find_retention(law)
    if found is not None:
        yield wording.frame(msg("provision: {article}", article=wording.cite(found.fact)), law.place)
    else:
        yield wording.frame(msg("a period of the service's own, set by no law"), law.place)


def common(wording: Wording) -> Section | None:
    """Return the rules of the whole policy."""
    rows = (_row(wording, keep, None) for keep in wording.policy.keep)
    grid = wording.grid(msg("common periods of keeping"), _HEADS, rows)
    return wording.part("", "keep", msg("common periods of keeping"), [grid]) if grid else None


def preserved(wording: Wording) -> Section | None:
    """Return the statutory lines."""
    rows = (_statutory(wording, line) for line in wording.policy.statutory)
    grid = wording.grid(msg("records preserved under other laws"), _STATUTORY_HEADS, rows)
    return wording.part("", "statutory", msg("records preserved under other laws"), [grid]) if grid else None


def _statutory(wording: Wording, line: Statutory) -> tuple[Cell, ...]:
    length = wording.length(line.length.period, at_least=line.length.at_least)
    event = msg("{length} after ‘{event}’", length=length, event=wording.event(line.after))
    after = (line.after.place,) if isinstance(line.after, Text) else ()
    counted = wording.frame(event, line.place, line.said.place, *after, *wording.event_places(line.after))
    said = None if _same(wording, line) else line.said
    return (
        cell((printed(line.record),)),
        cell(listed(line.items)),
        cell(wording.said_or(said, counted)),
        cell(_bound(wording, line)),
        cell(printed_if(line.cited), statute(wording, line.law)),
        cell(_where(wording, line.where, None, line.place)),
    )


def preserved_until(line: Statutory) -> End:
    """Return the end of a statutory line, in the form that a rule has it."""
    return End(line.after, line.length.period, line.length.at_least, line.said)


def _same(wording: Wording, line: Statutory) -> bool:
    """Return whether the printed length says no more than the counted one: 5년 is, `5 years` is, 5년간 보관 is not."""
    plain = wording.frame(wording.length(line.length.period, at_least=line.length.at_least)).text
    if line.said == plain:
        return True
    try:
        return line.said.isascii() and read_length(line.said) == line.length
    except UntilError:
        return False


def _bound(wording: Wording, line: Statutory) -> tuple[Line, ...]:
    """Return the activities that a line binds; decided that it binds none; nothing where nobody said."""
    if line.of is None:
        return ()
    return wording.activities(line.of) or (wording.frame(msg("no activity of this service"), line.place),)


def sleeping(wording: Wording, end: End) -> Line:
    """Return when what lies unused moves apart."""
    places = (end.words.place, *wording.event_places(end.event))
    if end.bare:
        return wording.frame(msg("kept apart from what is in use on {end}.", end=wording.end(end)), *places)
    return wording.frame(msg("kept apart from what is in use once {end} has passed.", end=wording.end(end)), *places)


def afterwards(wording: Wording, activity: Activity) -> Iterator[tuple[Message, tuple[Line, ...]]]:
    """Yield what is said of sleepers and of the end, where an activity says it."""
    if activity.dormant:
        yield msg("while it lies unused"), (sleeping(wording, activity.dormant),)
    if activity.then is Then.ANONYMISE:
        made = wording.frame(msg("made into what identifies nobody, instead of destroyed"), activity.place)
        remains = (wording.prefixed(msg("what remains: "), line) for line in listed(activity.remains))
        yield msg("at the end of the period"), (made, *remains)


def dormancy(wording: Wording) -> Section | None:
    """Return what holds for the data of sleepers in the whole service."""
    end = wording.policy.dormant
    if end is None:
        return None
    return wording.part("", "dormant", msg("personal information that lies unused"),
                        [Paragraph(sleeping(wording, end))])  # fmt: skip


def combination(wording: Wording) -> Block | None:
    """Return how several rules combine; said only where something has several."""
    policy = wording.policy
    places = [keep.place for each in policy.activities if len(keeps := rules_of(policy, each)) > 1 for keep in keeps]
    if not places:
        return None
    return Paragraph(wording.frame(msg("where several periods cover an item, the one that ends last holds."), *places))


def holds(wording: Wording) -> Section | None:
    """Return the reasons that may stay destruction."""
    rows: list[tuple[Cell, ...]] = []
    for hold in wording.policy.holds:
        row = (cell((printed(hold.label),)), cell(wording.activities(hold.of)), cell(listed(hold.items)),
               cell(printed_if(hold.says)))  # fmt: skip
        rows.append(row)
    grid: Grid | None = wording.grid(msg("reasons that put destruction off"), _HOLD_HEADS, rows)
    return wording.part("", "holds", msg("reasons that put destruction off"), [grid]) if grid else None
