"""The part of a policy that runs: activities, what they collect and how long it is kept."""

from dataclasses import dataclass, replace

from jikim.messages import msg
from jikim.policy.model import (
    Activity,
    Automatic,
    Basis,
    BasisKind,
    Collect,
    End,
    Keep,
    Listed,
    Need,
    Purpose,
    Statutory,
    Then,
    Where,
)
from jikim.policy.node import Node, Table, Text
from jikim.policy.reading import Faults, Reader
from jikim.policy.until import AT_ONCE_LENGTH, LAW, Length, Term, UntilError, read_length, read_term
from jikim.policy.words import Events, Items

AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of this policy resolve to."""

    items: Items
    events: Events
    faults: Faults


def read_end(words: Words, text: Text | None) -> End | None:
    """Return one end, or None when it is absent, `law`, or no end at all (which is reported)."""
    if text is None:
        return None
    try:
        term = read_term(text)
    except UntilError as error:
        words.faults.add(text.place, "until-form", error.what,
            msg("the end of a period must be computed, not guessed"), error.fix)  # fmt: skip
        return None
    if term.event == LAW and term.length is None:
        return None
    return _end(words, text, term)


def _end(words: Words, text: Text, term: Term) -> End:
    length = term.length or AT_ONCE_LENGTH
    return End(words.events.resolve(text, term.event), length.period, length.at_least, text)


def read_keep(words: Words, reader: Reader) -> Keep:
    """Return one keep rule."""
    until = reader.texts("until")
    if not until:
        words.faults.add(reader.place_of("until"), "until-missing",
            msg("a keep rule without an end"),
            msg("a period for processing and retaining is stated (PIPA Art. 30 (1) 2)"),
            msg("add `until:`, as `until: left` or `until: 5 years after paid`"))  # fmt: skip
    ends = tuple(end for end in (read_end(words, text) for text in until) if end is not None)
    keep = Keep(
        place=reader.place,
        where=reader.choice("in", Where),
        ends=ends,
        by_law=any(text.strip() == LAW for text in until),
        law=reader.text("law"),
        items=words.items.all(reader.texts("items")),
        leaves_out=words.items.all(reader.texts("except")),
        roles=reader.texts("roles"),
        of=reader.texts("of"),
        adds=reader.flag("add", otherwise=False),
        store=reader.text("store"),
        why=reader.text("why"),
        says=reader.text("says"),
        cited=reader.text("cited"),
        use=reader.text("use"),
        note=reader.text("note"),
    )
    reader.close()
    return keep


def read_keeps(words: Words, reader: Reader, key: str) -> tuple[Keep, ...]:
    """Return the keep rules of a list."""
    return tuple(read_keep(words, inner) for inner in reader.series(key))


def read_activities(words: Words, reader: Reader) -> tuple[Activity, ...]:
    """Return the activities, those with `like:` completed from the one they name."""
    readers = ((name, reader.as_table(node, name)) for name, node in reader.entries("activities"))
    tables = {str(name): (name, inner.table) for name, inner in readers if inner}
    merged = ((name, _merged(words.faults, tables, node)) for name, node in tables.values())
    return tuple(_activity(words, name, Reader(table, words.faults)) for name, table in merged)


def _merged(faults: Faults, tables: dict[str, tuple[Text, Table]], table: Table) -> Table:
    """Take every key not given from the activity named by `like`, and `keep` from one named in its place."""
    given = dict(table.entries)
    like, keep = given.get(Text("like")), given.get(Text("keep"))
    if isinstance(keep, Text) and keep:
        taken = _key_of(faults, tables, keep, "keep")
        given = {key: node for key, node in given.items() if key != "keep"}
        if taken is not None:
            given[Text.at("keep", keep.place)] = taken
    if isinstance(like, Text):
        for key, node in _base(faults, tables, like).entries:
            given.setdefault(key, node)
    return Table(table.place, tuple((key, node) for key, node in given.items()))


def _base(faults: Faults, tables: dict[str, tuple[Text, Table]], name: Text) -> Table:
    base = tables.get(str(name))
    if base is None or any(key == "like" for key, _ in base[1].entries):
        faults.add(name.place, "like-unknown",
            msg("'{name}' is no activity that another can be like", name=name),
            msg("`like:` goes one step, so that a reader finds the rest in one place"),
            msg("name an activity that is written out itself"))  # fmt: skip
        return Table(name.place, ())
    return base[1]


def _key_of(faults: Faults, tables: dict[str, tuple[Text, Table]], name: Text, key: str) -> Node | None:
    return next((node for other, node in _base(faults, tables, name).entries if other == key), None)


def _activity(words: Words, name: Text, reader: Reader) -> Activity:
    activity = replace(_core(words, name, reader), like=reader.text("like"))
    reader.close()
    return activity


def _core(words: Words, name: Text, reader: Reader) -> Activity:
    basis = _basis(reader)
    return Activity(
        id=str(name),
        place=name.place,
        label=reader.text("label") or Text.at(str(name), name.place),
        roles=reader.texts("roles"),
        purposes=_purposes(reader),
        basis=basis,
        consent=reader.text("consent"),
        collect=_collects(words, str(name), basis, reader),
        keep=read_keeps(words, reader, "keep") if reader.has("keep") else None,
        then=reader.choice("then", Then) or Then.DESTROY,
        remains=words.items.all(reader.texts("remains")),
        dormant=read_end(words, reader.text("dormant")),
        methods=reader.texts("methods"),
        note=reader.text("note"),
        group=reader.text("group"),
    )


def _purposes(reader: Reader) -> tuple[Purpose, ...]:
    purposes = []
    for name, node in reader.entries("purposes"):
        if isinstance(node, Text):
            purposes.append(Purpose(str(name), reader.check_text(node, name)))
        elif inner := reader.as_table(node, name):
            purposes.append(Purpose(str(name), inner.need("label"), _basis(inner)))
            inner.close()
    return tuple(purposes)


def _basis(reader: Reader) -> Basis | None:
    node = reader.node("basis")
    if isinstance(node, Table):
        inner = Reader(node, reader.faults)
        law = inner.need("law")
        inner.close()
        return Basis(BasisKind.LAW, str(law))
    kind = reader.choice("basis", BasisKind)
    if kind is BasisKind.LAW:
        reader.faults.add(reader.place_of("basis"), "basis-law",
            msg("a statute as ground must be named"),
            msg("items processed by law are shown with their ground (PIPA Art. 22 (3))"),
            msg("write `basis: {{law: vat/32}}`"))  # fmt: skip
    return Basis(kind) if kind else None


def _collects(words: Words, activity: str, basis: Basis | None, reader: Reader) -> tuple[Collect, ...]:
    """Return what is collected; each optional group gets the name of the consent it needs."""
    groups: list[Collect] = []
    optional = 0
    for inner in reader.series("collect"):
        needs = [need for need in Need if inner.has(_KEYS[need])]
        for need in needs or ([Need.REQUIRED] if inner.has("ask") else []):
            optional += need is Need.OPTIONAL
            alone = basis is not None and basis.kind is BasisKind.CONSENT and need is not Need.OPTIONAL
            fallback = activity if alone else f"{activity}/{'optional' if optional < 2 else f'optional{optional}'}"
            groups.append(_collect(words, inner, need, fallback))
        if not needs and not inner.has("ask"):
            inner.need("required")
        inner.close()
    if basis and basis.kind is BasisKind.CONSENT and all(group.need is Need.OPTIONAL for group in groups):
        groups = [_with_matter(group, activity) if group.matter.startswith(f"{activity}/") else group
                  for group in groups]  # fmt: skip
    return tuple(groups)


_KEYS = {Need.REQUIRED: "required", Need.OPTIONAL: "optional", Need.UNSAID: "items"}


def _collect(words: Words, reader: Reader, need: Need, fallback: str) -> Collect:
    matter = reader.text("consent")
    return Collect(
        place=reader.place,
        roles=reader.texts("from"),
        case=reader.text("when"),
        need=need,
        items=words.items.all(reader.texts(_KEYS[need])),
        matter=str(matter) if matter else fallback,
        ask=reader.text("ask"),
        etc=reader.flag("etc", otherwise=False),
        note=reader.text("note"),
        says=reader.text("says"),
    )


def _with_matter(group: Collect, matter: str) -> Collect:
    return Collect(group.place, group.roles, group.case, group.need, group.items, matter, group.ask, group.etc,
                   group.note, group.says)  # fmt: skip


def read_automatic(words: Words, reader: Reader) -> tuple[Activity | None, Automatic | None]:
    """Return the automatic collection as an activity, and what it adds to one."""
    inner = reader.inner("automatic")
    if inner is None:
        return None, None
    name = Text.at(AUTOMATIC, reader.place_of("automatic"))
    activity = _core(words, name, inner)
    extra = Automatic(
        refusal=inner.words("refusal"),
        purpose=inner.text("cookies"),
        consequence=inner.text("consequence"),
        analytics=tuple(_analytics(each) for each in inner.series("analytics")),
        etc=inner.flag("etc", otherwise=False),
        says=inner.text("says"),
    )
    inner.close()
    return activity, extra


def _analytics(reader: Reader) -> tuple[Text, Text | None]:
    pair = reader.need("name"), reader.text("opt_out")
    reader.close()
    return pair


def read_statutory(words: Words, reader: Reader) -> Statutory:
    """Return a line that quotes a law."""
    said = reader.need("for")
    after = reader.text("after")
    line = Statutory(
        place=reader.place,
        record=reader.need("record"),
        length=_length(words, said),
        said=reader.text("said") or said,
        law=reader.need("law"),
        cited=reader.text("cited"),
        of=reader.texts("of") if reader.has("of") else None,
        after=words.events.resolve(after, after) if after else "collected",
        items=words.items.all(reader.texts("items")),
        where=reader.choice("in", Where),
        note=reader.text("note"),
    )
    reader.close()
    return line


def _length(words: Words, text: Text) -> Length:
    try:
        return read_length(text) if text else AT_ONCE_LENGTH
    except UntilError as error:
        words.faults.add(text.place, "until-form", error.what,
            msg("the end of a period must be computed, not guessed"), error.fix)  # fmt: skip
        return AT_ONCE_LENGTH


def listed_twice(activity: Activity) -> list[tuple[Listed, Listed]]:
    """Return items that one group lists twice under one id: their values could not be told apart."""
    pairs = []
    for group in activity.collect:
        seen: dict[str, Listed] = {}
        for listed in group.items:
            if listed.item in seen:
                pairs.append((seen[listed.item], listed))
            seen.setdefault(listed.item, listed)
    return pairs
