"""What is collected: activities with their purposes, items and periods, however the document lays them out.

Contexts are found (`context_tables.py`, `context_texts.py`), brought together (`joins.py`), and read here: whose data
they are (`subjects.py`), the purposes, the lists of items (`item_lists.py`) and the periods (`ends.py`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from jikim.document import Line
from jikim.messages import msg
from jikim.reader import ends, guardians
from jikim.reader.collecting import WHERE, WITHOUT, asks_the_device, is_notice, lists_files, says_purpose, strayed
from jikim.reader.context_texts import of_section, untitled
from jikim.reader.contexts import Context, Given
from jikim.reader.cuts import Originals, carry_over, originals
from jikim.reader.facts import Activity, Automatic, Basis, Items, Need, Parts, Role, Rule, Tie
from jikim.reader.item_lists import listed
from jikim.reader.joins import joined
from jikim.reader.letters import letters, single, split
from jikim.reader.machine_made import Made, made
from jikim.reader.notes import Notes
from jikim.reader.purposes import purposes
from jikim.reader.sections import Kind, Section
from jikim.reader.statutes import laws
from jikim.reader.subjects import NOUNS, Subjects, named_in, subjects, together

_FILES = 3  # names with their grounds that make a section a register of files
_FILE = {"purposes", "items", "retention"}
_GIVEN = re.compile(r"[가는은]|이(?=입력|제공|선택|작성|등록)")
_FILED = re.compile(r"개인\s?정보\s?(?:처리\s?)?파일")
"""What public bodies call the data they hold (article 32 of the act has them register it)."""
_LAW = re.compile(r"[가-힣]법(?:시행|제|[^가-힣]|$)|법률|법령|조례|규정|학칙")
_AGREED = re.compile(r"정보\s?주체의?\s?동의")


@dataclass(frozen=True, slots=True)
class Collected:
    """What was found; `taken` are the `id()` of lines whose periods are already rules of an activity.

    `named` gives the name over a line of a period by its `id()`, where no activity has that name.
    """

    roles: tuple[Role, ...] = ()
    activities: tuple[Activity, ...] = ()
    item_parts: tuple[Parts, ...] = ()
    automatic: Automatic | None = None
    methods: tuple[str, ...] = ()
    taken: frozenset[int] = frozenset()
    named: Mapping[int, str] = field(default_factory=dict)


def read(parts: Sequence[Section], notes: Notes) -> Collected:
    """Read the sections that say what is collected and why."""
    where = [part for part in parts if part.kind in WHERE and not asks_the_device(part) and not strayed(part)]
    where += [replace(part, kind=Kind.PURPOSE) for part in parts if says_purpose(part)]
    where = where or [replace(part, kind=Kind.COLLECTION, heading=None) for part in parts if is_notice(part)]
    found = [one for part in where for one in of_section(part, notes)]
    found += [one for part in parts if part.kind in WITHOUT for one in untitled(part, notes)]
    kept = [part for part in parts if part.kind is Kind.RETENTION]
    periods = [one for part in kept for one in of_section(part, notes)]
    files = {part.order for part in kept if lists_files(part)}
    found += [one for one in periods if one.place in files and one.holding() == _FILE]
    periods = [one for one in periods if not (one.place in files and one.holding() == _FILE)]
    found.sort(key=lambda one: one.place)
    methods = tuple(line for one in found for line in one.methods)
    contexts = [one for one in found if one.holding()]
    said = [part for part in parts if part.kind in WHERE or part.kind in WITHOUT]
    known = subjects(_texts(said), _texts(parts))
    is_public = known.main == "정보주체" or any(_FILED.search(text) for text in _texts(parts))
    lines = originals(line for part in parts for line in part.lines())
    collected = _Reader(known, lines, notes, public=is_public).read(joined(contexts, periods, notes, where), methods)
    carry_over(notes, lines)
    named = {id(lines.of(line)): one.name for one in periods if one.name for line in one.periods}
    return replace(collected, named=named)


def _texts(parts: Sequence[Section]) -> list[str]:
    return [line.text for part in parts for line in part.lines()] + [part.title for part in parts]


class _Reader:
    """Reads contexts one after the other; a row that shares the periods of another shares its rules."""

    def __init__(self, known: Subjects, lines: Originals, notes: Notes, *, public: bool) -> None:
        self._public = public
        self._known, self._lines, self._notes = known, lines, notes
        self._made: list[Automatic] = []
        self._rules: dict[tuple[int, ...], tuple[Rule, ...]] = {}
        self._parts: list[Parts] = []
        self._taken: set[int] = set()
        self._ids: set[str] = set()
        self._registers: frozenset[int] = frozenset()

    def read(self, contexts: Sequence[Context], methods: Sequence[Line]) -> Collected:
        """Read them all; what a machine writes down by itself is no activity."""
        self._registers = _registers(contexts) if self._public else frozenset()
        activities = [self._activity(one) for one in contexts if not one.automatic]
        automatic = [self._automatic(one) for one in contexts if one.automatic and one.items]
        self._ask_needs(activities)
        for line in methods:
            self._notes.use(line, "method")
        said = tuple(one for line in methods for one in split(single(line.text.strip(" -–•*"))))
        return Collected(tuple(self._known.roles.values()), tuple(activities), tuple(dict.fromkeys(self._parts)),
                         _merged(automatic or self._made), said, frozenset(self._taken))  # fmt: skip

    def _activity(self, one: Context) -> Activity:
        roles = self._roles(one)
        items, told = self._items(one, roles)
        own = tuple(dict.fromkeys(some.role for some in items))
        if len(roles) == 1 and own and not set(own) <= {*roles, "all"}:
            roles = own
        self._notes.use_all(one.lines, "context")
        said = purposes(one.purposes)
        self._notes.use_all(one.purposes, "purpose")
        basis = tuple(_basis(text) for line in one.basis for text in split(line.text))
        self._notes.use_all(one.basis, "basis")
        return Activity(
            self._id(one), one.name or None, one.spot, group=one.group or None, roles=roles, purposes=said,
            items=items, retention=self._retention(one), inherits=one.inherits, tie=one.tie,
            legal_basis=basis, notes=told, need=one.need if one.need is not Need.UNSPECIFIED and not items else None,
        )  # fmt: skip

    def _roles(self, one: Context) -> tuple[str, ...]:
        if one.group:
            named = self._known.of_group(one.group)
            if named:
                return named
        named = named_in(one.name, self._known)
        if named:
            return together(named)
        telling = _told_by_items(one.items)
        if telling:
            return (self._known.id_of(telling),)
        told = " ".join(line.text for line in one.purposes) if one.tie is not Tie.ORDER else ""
        named = self._known.told_by(told)
        # A register of files with their legal grounds holds people of every kind: its silence names nobody.
        named = named or (self._known.within(one.name) if one.basis else ())
        by_law = self._public and any(_LAW.search(line.text) for line in one.basis)
        of_files = one.place in self._registers or by_law
        return named if named or of_files else self._known.default()

    def _items(self, one: Context, roles: Sequence[str]) -> tuple[tuple[Items, ...], tuple[str, ...]]:
        found: list[Items] = []
        told: list[str] = []
        role = roles[0] if len(roles) == 1 else "all"
        for given in one.items:
            need = given.need if given.need is not Need.UNSPECIFIED else one.need
            by_machine = made(given.lines) if not one.automatic else Made((), ())
            self._keep_apart(by_machine, given.lines)
            own = [line for line in given.lines if line not in by_machine.lines]
            read = listed(own, self._notes, role=role, need=need, who=self._known.who)
            told_here = [replace(each, when=each.when or given.when) for each in read.items]
            found += [part for each in told_here for part in guardians.apart(each, self._known)]
            self._parts += read.parts
            told += read.notes
        return tuple(found), tuple(told)

    def _keep_apart(self, by_machine: Made, lines: Sequence[Line]) -> None:
        """Keep what a machine makes, from lines of its own or beside what they say else."""
        found = listed(by_machine.lines, self._notes).items if by_machine.lines else ()
        names = (*(name for some in found for name in some.items), *by_machine.also)
        if names:
            spot = (*by_machine.lines, *lines)[0].spot
            self._made.append(Automatic(names, spot))

    def _retention(self, one: Context) -> tuple[Rule, ...]:
        found = list(self._rules_of(one.periods, one.reasons))
        for kept in one.kept:
            names = tuple(name for some in listed(kept.items, Notes()).items for name in some.items)
            rules = self._rules_of(kept.periods, one.reasons)
            found += [replace(rule, applies_to=names) if rule.applies_to == "all" and names else rule for rule in rules]
            self._notes.use_all(kept.items, "retention")
            self._taken |= {id(self._lines.of(line)) for line in kept.items} if rules else set()
        return tuple(found)

    def _rules_of(self, periods: tuple[Line, ...], reasons: tuple[Line, ...]) -> tuple[Rule, ...]:
        if not periods:
            return ()
        key = tuple(id(line) for line in periods)
        if key not in self._rules:
            read = ends.rules(periods, f"r{periods[0].spot.number}", self._notes)
            self._rules[key] = tuple(_for(rule, reasons) for rule in read)
            self._notes.use_all(reasons if read else (), "retention")
            if self._rules[key]:
                self._taken |= {id(self._lines.of(line)) for line in periods}
        return self._rules[key]

    def _automatic(self, one: Context) -> Automatic:
        items, _ = self._items(one, self._known.default())
        named = tuple(each for some in items for each in some.items)
        spot = items[0].spot if items else one.spot
        said = purposes(one.purposes)
        self._notes.use_all(one.purposes, "purpose")
        return Automatic(named, spot, said, self._retention(one), one.name or None, any(some.etc for some in items))

    def _id(self, one: Context) -> str:
        key = f"a{one.spot.number}"
        wanted = next(name for name in chain((key,), (f"{key}_{number}" for number in count(2)))
                      if name not in self._ids)  # fmt: skip
        self._ids.add(wanted)
        return wanted

    def _ask_needs(self, activities: Iterable[Activity]) -> None:
        """Ask once where a document never says what has to be given and what may be left out."""
        open_ = [some for one in activities for some in one.items]
        if open_ and all(some.need is Need.UNSPECIFIED for some in open_):
            options = (msg("the document does not say"), msg("required"), msg("optional"))
            about = open_[0].items[0] if open_[0].items else ""
            self._notes.ask("need", about, msg("must people give these items?"), options, open_[0].spot)


def _registers(contexts: Sequence[Context]) -> frozenset[int]:
    """Return the sections that are registers of files: several names, each with the ground it is collected on."""
    places: dict[int, list[bool]] = {}
    for one in contexts:
        if one.name and not one.automatic:
            places.setdefault(one.place, []).append(bool(one.basis))
    return frozenset(place for place, grounds in places.items() if len(grounds) >= _FILES and all(grounds))


def _told_by_items(items: Sequence[Given]) -> str | None:
    """Return whose data items are that begin with the noun itself (`주문자이름, 주문자휴대전화`), of one kind alone."""
    pieces = [letters(piece) for given in items for line in given.lines for piece in split(line.text)]
    told: list[str] = []
    for noun in NOUNS:
        begin = sum(piece.startswith(noun) and not _GIVEN.match(piece, len(noun)) for piece in pieces)
        few = begin * 2 < len(pieces)
        beside = few and noun in ("보호자", "학부모")  # named with the child whose data they are
        beside = beside or (few and not pieces[0].startswith(noun))  # a list of somebody else goes before
        if noun not in ("회원", "비회원", "소유자") and begin >= 2 and not beside:  # `소유자명` is that of a card
            told.append(noun)
    return told[0] if len({NOUNS[noun] for noun in told}) == 1 else None


def _for(rule: Rule, reasons: Sequence[Line]) -> Rule:
    """Give a rule the reason that stands beside it, or the law where the reason is one."""
    if not reasons:
        return rule
    said = single(reasons[0].text)
    named = next((one for one in laws(said) if one.law != "pipa"), None)
    if named and not rule.statute:
        return replace(rule, statute=named.law, statute_text=said)
    return replace(rule, reason=rule.reason or said)


def _basis(text: str) -> Basis:
    """Return the law that a text names; `consent` where it is what the person agreed to."""
    named = next(iter(laws(text)), None)
    agreed = "consent" if _AGREED.search(text) else None
    return Basis(named.law if named else agreed, single(text.strip(" -–•*")))


def _merged(found: Sequence[Automatic]) -> Automatic | None:
    if not found:
        return None
    items = tuple(dict.fromkeys(each for one in found for each in one.items))
    said = tuple(dict.fromkeys(each for one in found for each in one.purposes))
    kept = tuple(rule for one in found for rule in one.retention)
    return replace(found[0], items=items, purposes=said, retention=kept, etc=any(one.etc for one in found))
