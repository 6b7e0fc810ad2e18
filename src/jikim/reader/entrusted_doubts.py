"""What the names of entrusted parties leave open, each asked once a document, at the first line that raises it."""

from collections.abc import Iterator, Sequence

from jikim.document import Spot
from jikim.messages import Message, msg
from jikim.reader.facts import Processor
from jikim.reader.labelled import Value
from jikim.reader.letters import letters
from jikim.reader.notes import Notes
from jikim.reader.parties import holds_two_unmarked, in_two_scripts, is_foreign

Named = Sequence[tuple[Processor, Value]]


def about(found: Named, notes: Notes) -> None:
    """Ask what a person has to decide about them."""
    for kind, party, what, options in (*_names(found), *_whole(found)):
        notes.ask(kind, party.name, what, options, party.spot)


def about_again(found: Sequence[Processor], notes: Notes) -> None:
    """Ask about the parties entrusted again by another party."""
    for party in found:
        notes.ask("party-entrusted-again", party.name, msg("'{name}' is entrusted again by another party: is it "
                  "entrusted by the controller?", name=party.name), (msg("entrusted again"), msg("entrusted")),
                  party.spot)  # fmt: skip


_One = tuple[str, Processor, Message, tuple[Message, ...]]


def _names(found: Named) -> Iterator[_One]:
    seen: set[Spot] = set()
    for party, cell in found:
        if party.spot in seen:
            continue
        seen.add(party.spot)
        if holds_two_unmarked(cell.text):
            yield "names-unseparated", party, msg("No comma stands in '{names}': one party or two?", names=cell.text), (
                msg("two parties"), msg("one party"),
            )  # fmt: skip
        elif " / " in party.name:
            yield "name-with-slash", party, msg("'{name}': one party or two?", name=party.name), (
                msg("one party"), msg("two parties"),
            )  # fmt: skip
        elif in_two_scripts(party.name):
            yield "name-in-two-scripts", party, msg("'{name}': one party or two?", name=party.name), (
                msg("one party"), msg("two parties"),
            )  # fmt: skip
        elif party.location and party.work and party.location in party.work:
            yield "work-or-place", party, msg("'{work}': is '{place}' a place or a work?", work=party.work,
                                              place=party.location), (msg("a place"), msg("a work"))  # fmt: skip


def _whole(found: Named) -> Iterator[_One]:
    unnamed = [party for party, _ in found if not party.named]
    foreign = [party for party, _ in found if is_foreign(party.name) and not party.location]
    if unnamed:
        yield "party-unnamed", unnamed[0], msg("The entrusted party is not named: who is it?"), (
            msg("a party whose name is missing"), msg("no entrustment"),
        )  # fmt: skip
    if foreign:
        yield "party-abroad", foreign[0], msg("'{name}' has no place: do the data go abroad?", name=foreign[0].name), (
            msg("unknown"), msg("abroad"),
        )  # fmt: skip
    double = next((one for at, (one, _) in enumerate(found) if one.name and _stood_before(one, found[:at])), None)
    if double and len(found) < 12:
        yield "party-twice", double, msg("'{name}' stands twice: one party or two?", name=double.name), (
            msg("one party with two works"), msg("two parties"),
        )  # fmt: skip


def _stood_before(party: Processor, before: Named) -> bool:
    return any(letters(one.name) == letters(party.name) and one.work != party.work for one, _ in before)
