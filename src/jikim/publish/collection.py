"""What is processed, on what ground and why: one part an activity, those without consent apart from the others.

The writing guideline puts this first, by legal ground (PIPA Art. 30 (1) 1, 2; Decree Art. 31 (1) 1), and what needs no
consent is shown apart from what does (PIPA Art. 22 (3)). Within an activity that needs none, the items that a person
agrees to stand in a table of their own.
"""

from collections.abc import Iterable, Iterator

from jikim.errors import Place
from jikim.messages import Message, msg
from jikim.policy import Activity, Basis, BasisKind, Collect, Need, Purpose, Text
from jikim.publish.document import Block, Cell, Grid, Line, Run, Section
from jikim.publish.retention import afterwards, kept
from jikim.publish.wording import AUTOMATICALLY, Wording, cell, listed, printed, printed_all, printed_if

AUTOMATIC = "automatic"

GROUNDS = {
    BasisKind.CONTRACT: msg("making and carrying out a contract"),
    BasisKind.CONSENT: msg("consent of the data subject"),
    BasisKind.INTEREST: msg("legitimate interest of the controller"),
}
_NEEDS = {Need.REQUIRED: msg("required items"), Need.OPTIONAL: msg("optional items")}
_HEADS = (msg("items collected"), msg("required or optional"), msg("data subjects"), msg("in which case"),
          msg("consent asked"), msg("described as"))  # fmt: skip


def collection(wording: Wording) -> Iterator[Section]:
    """Yield the parts for activities without consent, with consent, and of unstated ground, if there are any."""
    activities = [each for each in wording.policy.activities if each.id != AUTOMATIC]
    kinds = {each.id: _kind(each) for each in activities}
    for anchor, title in _PARTS:
        found = [each for each in activities if kinds[each.id] == anchor]
        if found:
            yield wording.part("", anchor, title, (activity_part(wording, each) for each in found))


_PARTS = (
    ("without-consent", msg("personal information processed without consent")),
    ("by-consent", msg("personal information processed by consent")),
    ("ground-unstated", msg("personal information for which no ground is stated")),
)


def _kind(activity: Activity) -> str:
    bases = [basis for basis in (activity.basis, *(each.basis for each in activity.purposes)) if basis]
    if not bases:
        return "ground-unstated"
    asked = activity.basis.kind is BasisKind.CONSENT if activity.basis else all(
        basis.kind is BasisKind.CONSENT for basis in bases)  # fmt: skip
    return "by-consent" if asked else "without-consent"


def activity_part(wording: Wording, activity: Activity) -> Section:
    """Return the part for one activity: why, from whom, what, how long."""
    return wording.part("", f"activity-{activity.id}", activity_title(wording, activity), _blocks(wording, activity))


def activity_title(wording: Wording, activity: Activity) -> Line:
    """Return what an activity is called; the automatic collection has a name of ours where it has none."""
    nameless = activity.id == AUTOMATIC == activity.label
    return wording.frame(AUTOMATICALLY, activity.label.place) if nameless else printed(activity.label)


def _blocks(wording: Wording, activity: Activity) -> Iterator[Block | None]:
    place = activity.place
    yield wording.definitions([
        (msg("belongs to"), printed_if(activity.group)),
        (msg("data subjects"), wording.roles(activity.roles)),
        (msg("purposes"), (_purpose(wording, each) for each in activity.purposes)),
        (msg("ground for processing"), (ground(wording, activity.basis, place),) if activity.basis else ()),
        (msg("name of the consent"), printed_if(activity.consent)),
        (msg("how it is collected"), printed_all(activity.methods)),
    ])  # fmt: skip
    yield from _collected(wording, activity)
    yield from kept(wording, activity)
    yield wording.definitions(afterwards(wording, activity))


def _purpose(wording: Wording, purpose: Purpose) -> Line:
    line = printed(purpose.label)
    if purpose.basis is None:
        return line
    own = ground(wording, purpose.basis, purpose.label.place, inner=True)
    return Line((*line.runs, Run(" ("), *own.runs, Run(")")))


def ground(wording: Wording, basis: Basis, place: Place, *, inner: bool = False) -> Line:
    """Return a ground for processing; a statute by its article."""
    if basis.kind is not BasisKind.LAW:
        return wording.frame(GROUNDS[basis.kind], place, inner=inner)
    found = wording.law.find_ground(basis.law or "")
    cited = wording.cite(found) if found else basis.law or ""
    return wording.frame(msg("required or allowed by law: {article}", article=cited), place, inner=inner)


def _collected(wording: Wording, activity: Activity) -> Iterator[Grid | None]:
    """Yield one table; two where some of the items stand on a consent and the others do not."""
    apart = [group for group in activity.collect if _needs_consent(activity, group)]
    rest = [group for group in activity.collect if not _needs_consent(activity, group)]
    stated = activity.basis is not None
    called = wording.label(activity.id)
    without = msg("{activity}: items processed without consent", activity=called)
    with_it = msg("{activity}: items processed by consent", activity=called)
    yield _grid(wording, activity, without if stated else msg("{activity}: items processed", activity=called), rest)
    yield _grid(wording, activity, with_it, apart)


def _needs_consent(activity: Activity, group: Collect) -> bool:
    by_consent = activity.basis is not None and activity.basis.kind is BasisKind.CONSENT
    return by_consent or group.need is Need.OPTIONAL or bool(_matter(activity, group)) or group.ask is not None


def _matter(activity: Activity, group: Collect) -> str:
    """Return the consent that the author named for this group; "" for one that only follows from the activity."""
    made = group.matter == activity.id or group.matter.startswith(f"{activity.id}/optional")
    return "" if made else group.matter


def _grid(wording: Wording, activity: Activity, caption: Message, groups: Iterable[Collect]) -> Grid | None:
    rows = (_row(wording, activity, group) for group in groups)
    return wording.grid(wording.frame(caption, activity.label.place), _HEADS, rows)


def _row(wording: Wording, activity: Activity, group: Collect) -> tuple[Cell, ...]:
    need = group.ask is None and _NEEDS.get(group.need)
    return (
        cell(_items(wording, group)),
        cell((wording.frame(need, group.place),) if need else ()),
        cell(wording.roles(group.roles)),
        cell(_case(wording, group.case)),
        cell(_consent(wording, activity, group)),
        cell(printed_if(group.says)),
    )


def _items(wording: Wording, group: Collect) -> Iterator[Line]:
    lines = wording.etc(listed(group.items), group.place, etc=group.etc)
    yield from lines
    if group.ask is not None:
        called = wording.label(str(group.ask))
        yield wording.frame(msg("whether to agree to ‘{activity}’", activity=called), group.ask.place)
    elif not lines:
        yield wording.frame(msg("none"), group.place)


def _case(wording: Wording, case: Text | None) -> tuple[Line, ...]:
    words = dict(wording.policy.cases).get(str(case)) if case else None
    return () if case is None or words is None else (Line((Run(str(words), (case.place, words.place)),)),)


def _consent(wording: Wording, activity: Activity, group: Collect) -> Iterator[Line]:
    """Yield the consent of a group: by its name, or that it is one of its own."""
    matter = _matter(activity, group)
    by_consent = activity.basis is not None and activity.basis.kind is BasisKind.CONSENT
    if matter:
        yield wording.frame(msg("‘{consent}’", consent=matter), group.place)
    elif group.need is Need.OPTIONAL and not (by_consent and group.matter == activity.id):
        yield wording.frame(msg("a consent of its own"), group.place)
