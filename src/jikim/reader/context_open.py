"""The context that lines go to while a section is read from top to bottom."""

from dataclasses import dataclass, field

from jikim.document import Line, Spot
from jikim.reader.context_labels import says_automatic
from jikim.reader.context_names import bare_need, name_of
from jikim.reader.contexts import Context, Given, Kept
from jikim.reader.facts import Need
from jikim.reader.sections import Kind, Section

_HELD = ("purposes", "periods", "methods", "reasons", "kept", "basis")


@dataclass(slots=True)
class Open:
    """A context that is not closed yet.

    `column` is where lines without a label go; `need` holds now, `own` for the whole of it; `labelled` is the number
    of the item of a list that said the need, `told` the column of the last label that stood alone;
    `marker` is the mark of the item that is its name; `aside` is whether its purposes only stand in a sentence over it;
    `row` is the mark of the item that is a case among others, where it is one.
    """

    name: str
    spot: Spot
    column: str
    need: Need = Need.UNSPECIFIED
    own: Need = Need.UNSPECIFIED
    when: str | None = None
    automatic: bool = False
    line: tuple[Line, ...] = ()
    held: dict[str, list[Line]] = field(default_factory=dict)
    items: list[Given] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    labelled: str = ""
    told: str = ""
    marker: str = ""
    aside: bool = False
    row: str = ""

    def add(self, column: str, line: Line) -> None:
        """Put a line into a column."""
        if column == "purposes" and self.aside:
            self.held[column], self.aside = [], False  # what says the purposes itself counts
        if column != "items":
            self.held.setdefault(column, []).append(line)
        elif self.items and self.items[-1].need is self.need and self.items[-1].when == self.when:
            self.items[-1] = Given((*self.items[-1].lines, line), self.need, self.when)
        else:
            self.items.append(Given((line,), self.need, self.when))

    def take(self, one: Context, *, narrowed: bool = False) -> None:
        """Take over what a row of a table without a name holds; `narrowed`: its periods are those of its items."""
        for given in one.items:
            need = given.need if given.need is not Need.UNSPECIFIED else self.need
            self.items.append(Given(given.lines, need, given.when or self.when))
        for column, lines in (("purposes", one.purposes), ("periods", one.periods), ("methods", one.methods)):
            if column == "purposes" and lines and self.aside:
                self.held[column], self.aside = [], False
            if not (narrowed and column == "periods"):
                self.held.setdefault(column, []).extend(lines)
        if narrowed and one.periods:
            self._keep(one)
        if not self.name:
            self.spot = one.spot

    def _keep(self, one: Context) -> None:
        """Keep the periods of a row for its items; a cell over several rows says one rule."""
        items = tuple(line for given in one.items for line in given.lines)
        last = self.kept[-1] if self.kept else None
        if last and [id(line) for line in last.periods] == [id(line) for line in one.periods]:
            self.kept[-1] = Kept(last.periods, (*last.items, *items))
        else:
            self.kept.append(Kept(one.periods, items))

    def closed(self, place: int) -> Context | None:
        """Return what was gathered; None where nothing was, and no name was given."""
        if self.aside and not self.items:
            self.held.pop("purposes")
        if self.name and self.column == "purposes" and not self.items and not any(self.held.values()):
            self.held["purposes"] = list(self.line)  # a title that says the purpose itself
        if not (self.items or any(self.held.values()) or self.name):
            return None
        purposes, periods, methods, reasons, kept, basis = (tuple(self.held.get(name, ())) for name in _HELD)
        apart = tuple(self.kept)
        if kept and periods:
            apart, periods = (*apart, Kept(periods, kept)), ()
        return Context(
            self.name, self.spot, self.line, purposes=purposes, items=tuple(self.items), periods=periods,
            basis=basis, methods=methods, reasons=reasons, kept=apart, need=self.own, automatic=self.automatic,
            place=place,
        )  # fmt: skip


def begun(section: Section, column: str) -> Open:
    """Return the context that the title of a section opens."""
    automatic = section.kind is Kind.AUTOMATIC or says_automatic(section.title)
    if section.heading is None:
        return Open("", section.spot, column, automatic=automatic)
    name = name_of(section.title)
    named = section.heading.lines if name.text else ()
    above = (bare_need(one.text) for one in reversed(section.path))
    need = next((one for one in (name.need, *above) if one is not Need.UNSPECIFIED), Need.UNSPECIFIED)
    return Open(name.text, section.spot, column, need, need, name.when, automatic, named)
