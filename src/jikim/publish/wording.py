"""How values become lines: the author's words as they are, ours around them from the catalogue of messages.

One form for each thing said, so that what is published can be read back: an event stands in ‘ ’, a period is
`‘대금 결제’ 후 5년`, several ends are joined by 또는 and closed by 가운데 먼저 오는 때까지. A list is set apart
by commas, and an entry that holds one itself stands in ‘ ’ too. Where the policy has a sentence as printed (`says`), it
comes first and what is counted follows on a line of its own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jikim.errors import Place
from jikim.law import Catalogue, Fact, Ground
from jikim.messages import Language, Message, msg, say
from jikim.period import Period
from jikim.policy import End, Listed, Policy, Text, phrases
from jikim.policy.phrases import EVENTS
from jikim.policy.until import UntilError, read_length
from jikim.publish.document import Block, Bullets, Cell, Definitions, Grid, Line, Paragraph, Run, Section

_COMMA_OUTSIDE_BRACKETS = re.compile(r",(?![^()]*\))")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SAFE_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wording:
    """What lines are made with: the language of the frame, the policy, the law whose articles it names."""

    language: Language
    policy: Policy
    law: Catalogue

    def frame(self, message: Message, *places: Place, link: str = "", inner: bool = False) -> Line:
        """Return words of ours; `places` are those of the values that they hold or stand for.

        They begin with a capital letter, but for a value of the policy or `inner` words, which go on a line.
        """
        text = say(message, self.language)
        if message.text[:1].isalpha() and not inner:
            text = text[:1].upper() + text[1:]
        return Line((Run(text, tuple(dict.fromkeys(places)), message, link),))

    def title(self, message: Message) -> Line:
        """Return a heading, which holds no value."""
        return self.frame(message)

    def part(self, number: str, anchor: str, title: Message | Line, blocks: Iterable[Block | None]) -> Section:
        """Return a section of the blocks that are there."""
        line = title if isinstance(title, Line) else self.title(title)
        return Section(number, anchor, line, tuple(block for block in blocks if block is not None))

    def grid(self, caption: Message | Line, heads: Iterable[Message], rows: Iterable[tuple[Cell, ...]]) -> Grid | None:
        """Return a table without the columns in which no row says anything; None where there is no row."""
        all_rows, all_heads = tuple(rows), tuple(self.title(head) for head in heads)
        if not all_rows:
            return None
        kept = [column for column in range(len(all_heads)) if column == 0 or any(row[column].lines for row in all_rows)]
        return Grid(
            caption if isinstance(caption, Line) else self.title(caption),
            tuple(all_heads[column] for column in kept),
            tuple(tuple(row[column] for column in kept) for row in all_rows),
        )

    def definitions(self, pairs: Iterable[tuple[Message | Line, Iterable[Line]]]) -> Definitions | None:
        """Return terms with what is said of each; a term of which nothing is said is left out."""
        kept = tuple(
            (term if isinstance(term, Line) else self.title(term), found)
            for term, lines in pairs
            if (found := tuple(lines))
        )
        return Definitions(kept) if kept else None

    # The parts of a policy by their words

    def roles(self, names: Iterable[Text]) -> tuple[Line, ...]:
        """Return roles as one line, by their labels."""
        found = ((self.policy.role(name), name.place) for name in names)
        return joined((str(role.label), place, role.label.place) for role, place in found if role)

    def activities(self, names: Iterable[Text]) -> tuple[Line, ...]:
        """Return activities as one line, by their labels."""
        found = ((self.policy.activity(name), name) for name in names)
        return joined((self.label(activity.id), name.place, activity.place) for activity, name in found if activity)

    def label(self, activity: str) -> str:
        """Return what an activity is called; the automatic collection has a name of ours where it has none."""
        found = self.policy.activity(activity)
        if found is None or (found.label == found.id == "automatic"):
            return say(AUTOMATICALLY, self.language)
        return str(found.label)

    def event(self, name: str) -> str:
        """Return what an event is called."""
        found = self.policy.event(name)
        if found is None:
            return name
        return say(EVENTS[name], self.language) if found.place is None and name in EVENTS else found.label

    def event_places(self, name: str) -> tuple[Place, ...]:
        """Return where an event was declared; nowhere if it is built in."""
        found = self.policy.event(name)
        return (found.place,) if found and found.place else ()

    # Until when

    def length(self, period: Period, *, at_least: bool = False) -> Message:
        """Return a length of time: 5년, 6개월, 30일, 3영업일, 72시간, 즉시, 3개월 이상."""
        return phrases.length(period, at_least=at_least)

    def end(self, end: End) -> Message:
        """Return one end without its closing words: ‘탈퇴’, ‘대금 결제’ 후 5년."""
        return phrases.end(self.event(end.event), end.period, at_least=end.at_least)

    def until(self, ends: tuple[End, ...], place: Place, *, by_law: bool = False) -> Line | None:
        """Return the phrase for the ends of a rule, the one form there is for each."""
        said = [self.end(end) for end in ends]
        if by_law:
            said.append(msg("the period set by law"))
        if not said:
            return None
        places = [place, *(end.words.place for end in ends), *(p for end in ends for p in self.event_places(end.event))]
        open_ended = bool(ends) and ends[0].at_least
        return self.frame(phrases.until(said, open_ended=open_ended), *places)

    def deadline(self, text: Text | None) -> tuple[Line, ...]:
        """Return a deadline as printed; one written as a length of the language comes in words of ours."""
        if text is None:
            return ()
        try:
            length = read_length(text)
        except UntilError:
            return (printed(text),)
        if length.period == Period():
            return (self.frame(msg("at once"), text.place) if text.isascii() else printed(text),)
        return (self.frame(msg("within {length}", length=self.length(length.period)), text.place),)

    def cite(self, fact: Fact | Ground) -> str:
        """Return the article of a fact of law or a ground, as the language of the document cites it."""
        return self.law.cite(fact) if self.language is Language.ENGLISH else self.law.cite_in_korean(fact)

    def officer_role(self, role: Text) -> Line:
        """Return the role of an officer who has no title."""
        return self.frame(_OFFICERS[role], role.place) if role in _OFFICERS else printed(role)

    def said_or(self, says: Text | None, generated: Line | None) -> tuple[Line, ...]:
        """Return the sentence as printed, then what is counted; what is generated alone where there is no sentence."""
        if says is None:
            return (generated,) if generated else ()
        if generated is None:
            return (printed(says),)
        return (printed(says), self.prefixed(msg("counted: "), generated))

    def prefixed(self, head: Message, line: Line) -> Line:
        """Return a line with a short head before it."""
        return Line((*self.frame(head).runs, *line.runs))

    def day(self, day: date, place: Place) -> Line:
        """Return a day."""
        return self.frame(msg("{year}/{month}/{day}", year=day.year, month=day.month, day=day.day), place)

    def explains_nothing(self, when: Text | None) -> bool:
        """Return whether a `when` is a name alone, of no case or event of this policy."""
        return when is not None and bool(_NAME.fullmatch(when)) and not (
            str(when) in dict(self.policy.cases) or self.policy.event(when))  # fmt: skip

    def occasion(self, when: Text | None) -> tuple[Line, ...]:
        """Return when something holds: an event or a case of this policy by its words, or as printed."""
        if when is None:
            return ()
        case = dict(self.policy.cases).get(str(when))
        if case is not None:
            return (Line((Run(str(case), (when.place, case.place)),)),)
        if self.policy.event(when) is None:
            return (printed(when),)
        return (self.frame(msg("‘{event}’", event=self.event(when)), when.place, *self.event_places(when)),)

    def etc(self, lines: tuple[Line, ...], place: Place, *, etc: bool) -> tuple[Line, ...]:
        """Return a list that the policy leaves open, with the word for it."""
        if not etc:
            return lines
        open_end = self.frame(msg("and others"), place, inner=True)
        return (Line((*lines[-1].runs, Run(" "), *open_end.runs)),) if lines else (open_end,)


_OFFICERS = {
    "cpo": msg("privacy officer"),
    "agent": msg("domestic agent"),
    "location": msg("officer for location information"),
    "complaints": msg("desk for complaints and access"),
}
AUTOMATICALLY = msg("what is collected automatically")


def printed(text: Text) -> Line:
    """Return the author's words; an address becomes a link if it is of a kind that can do nothing but lead there."""
    return Line((Run(str(text), (text.place,), None, _link(text)),))


def _link(text: str) -> str:
    if _SAFE_LINK.fullmatch(text):
        return text
    return f"mailto:{text}" if _MAIL.fullmatch(text) else ""


def printed_if(text: Text | None) -> tuple[Line, ...]:
    """Return the author's words, if there are any."""
    return (printed(text),) if text else ()


def printed_all(texts: Iterable[Text]) -> tuple[Line, ...]:
    """Return each text on a line of its own."""
    return tuple(printed(text) for text in texts)


def listed(items: Iterable[Listed]) -> tuple[Line, ...]:
    """Return items as one line, in the words printed."""
    return joined((str(each.words), each.words.place) for each in items)


def texts(found: Iterable[Text]) -> tuple[Line, ...]:
    """Return texts as one line, set apart by commas."""
    return joined((str(text), text.place) for text in found)


def joined(parts: Iterable[tuple[str, *tuple[Place, ...]]]) -> tuple[Line, ...]:
    """Return words with their places as one line set apart by commas, or no line; each entry can be told again."""
    runs = list(_with_commas(parts))
    return (Line(tuple(runs)),) if runs else ()


def _with_commas(parts: Iterable[tuple[str, *tuple[Place, ...]]]) -> Iterator[Run]:
    for number, (text, *places) in enumerate(parts):
        if number:
            yield Run(", ")
        yield Run(f"‘{text}’" if _COMMA_OUTSIDE_BRACKETS.search(text) else text, tuple(dict.fromkeys(places)))


def cell(*lines: Iterable[Line]) -> Cell:
    """Return a cell of lines from several places."""
    return Cell(tuple(line for group in lines for line in group))


def paragraphs(lines: Iterable[Line]) -> Iterator[Block]:
    """Yield each line as a paragraph."""
    return (Paragraph(line) for line in lines)


def bullets(lines: Iterable[Line], *, ordered: bool = False) -> Bullets | None:
    """Return a list, or None where it would be empty."""
    found = tuple(lines)
    return Bullets(found, ordered) if found else None
