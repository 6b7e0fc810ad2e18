"""A list of items in words as facts: cut at its points and commas, under its marks, each item in its own spelling.

`및`, `·` and `/` join two items only where both halves are items by themselves; what stands in brackets stays with its
item. A comma that is missing between two known items is put in, and asked about.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from jikim.document import Line, Spot
from jikim.messages import msg
from jikim.reader.facts import Items, Need, Parts
from jikim.reader.item_tails import bare, is_consent, is_said, parts_of, without_clause, without_tail
from jikim.reader.letters import letters, single, split
from jikim.reader.lexicon import is_like_an_item, item_of, kind_of_item
from jikim.reader.needs import case_of, marks, pieces_behind, trailing_case
from jikim.reader.notes import Notes

_POINT = re.compile(r"^\s*(?:[-–•*▷▶○◦·]|[①-⑳]|\d{1,2}[.)](?=\s))\s*")
_HEADED = re.compile(r"^\s*\[(?P<case>(?!필수|선택)[^\[\],:：]{1,20})\]\s*(?=$|[(（]\s?(?:필수|선택))")
"""The name of a case over marks of need, which holds until the next (`[카카오] (필수) 이름`, `(선택) 생일`)."""
_GROUPS = re.compile(r"\s+(?=[▷▶]\s?)|\s+[-–•]\s+(?=\S)|\s*(?=[①-⑳])|(?<=\S)\s+•\s*|\s/\s(?=[가-힣 ]{2,14}\s시\s)")
_DEFINES = re.compile(
    r"^\s*(?:[-–*•※]\s*)?['‘\"“]?(?:필수|선택)?\s?(?:개인)?(?:정보|항목)['’\"”]?(?:이)?란\s*[?:：]?\s"
    r"|동의(?:함|합니다)\s*[□☐]?\s*(?:[/·,]\s*)?동의하지"
)
"""What a word means (`필수정보란? ...`), or boxes to tick (`□ 동의함 □ 동의하지 않음`), and no item."""
_NOTE = re.compile(r"\s*※\s*(?P<note>.*)$")
_FORCED = re.compile(r"필수|반드시")
_WHERE = re.compile(r"^(?P<case>[^,]{2,30}?(?:경우|때|시))\s*[,，]?")
_EMPTY = re.compile(
    r"^(?:[-–—.]+|없음|해당\s?(?:사항\s?)?없음|해당없음)$|[^,(]*(?:정보|항목|내용)[와과]\s?동일(?:함|합니다|하다)?[.\s]*$"
)
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{0,200}[)）\]]")
_BOXED = re.compile(r"^[\[［(（]([^\[\]［］()（）]*,[^\[\]［］()（）]*)[\]］)）]$")
"""A list in brackets of its own, as forms print what is to be filled in."""
_LONGEST = 400
"""Letters between two commas that may still be an item with all its parts; more is prose, or meant to tire us."""
_JOINTS = re.compile(r"\s+및\s+|\s*[·ㆍ/]\s*")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list said; `notes` are its `※` lines."""

    items: tuple[Items, ...] = ()
    parts: tuple[Parts, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """What holds now."""

    role: str
    need: Need
    when: str | None = None


def listed(
    lines: Sequence[Line],
    notes: Notes,
    *,
    role: str = "all",
    need: Need = Need.UNSPECIFIED,
    who: Callable[[str], str | None] = lambda label: None,
) -> Listed:
    """Read the lines of one list; `who` gives the id of the people that a label or a mark names."""
    reader = _Reader(notes, who, _State(role, need))
    for line in lines:
        reader.line(line)
    return Listed(tuple(reader.found), tuple(dict.fromkeys(reader.parts)), tuple(reader.said))


class _Reader:
    """Reads line by line; a mark holds until the next, a case until its group ends."""

    def __init__(self, notes: Notes, who: Callable[[str], str | None], state: _State) -> None:
        self._notes, self._who, self._state, self._first = notes, who, state, state
        self._case: str | None = None
        self.found: list[Items] = []
        self.parts: list[Parts] = []
        self.said: list[str] = []

    def line(self, line: Line) -> None:
        """Read one line: its note, its marks, its groups."""
        text = line.text
        if _DEFINES.search(text):
            return
        note = _NOTE.search(text)
        if note:
            text = text[: note.start()]
        headed = _HEADED.match(text)
        if headed and not self._who(headed["case"]):
            self._case, text = headed["case"], " " * headed.end() + text[headed.end() :]
        for state, begin, end in self._under_marks(text):
            self._state = state
            for at, group in _groups(text[begin:end]):
                self._group(group, line, begin + at)
        if note:
            self._note(note["note"], line)

    def _under_marks(self, text: str) -> Iterator[tuple[_State, int, int]]:
        before = self._state
        if apart := pieces_behind(text):
            said, _ = case_of(_POINT.sub("", text))
            case = None if said and self._who(said) else said
            for need, begin, end in apart:  # all of the people, or in the case, that the first names
                yield replace(self._state, need=need or before.need, when=case if begin else None), begin, end
            yield before, len(text), len(text)  # for that line alone
            return
        found = marks(text)
        begin, state = 0, before
        for mark in found:
            role = self._who(mark.who) if mark.who else None
            # words before a mark that name nobody end the items before it: `이름, 주소 선택: 생일`
            until = (
                mark.begin if role or not mark.who or not begin else text.index(mark.who, mark.begin) + len(mark.who)
            )
            if text[begin:until].strip(" -–•*/"):
                yield state, begin, until
            state = _State(role or self._first.role, mark.need)
            begin = mark.end
        yield state, begin, len(text)

    def _group(self, group: str, line: Line, at: int) -> None:
        """Read one group: perhaps a case, then items."""
        bare = _POINT.sub("", group)
        begin = at + len(group) - len(bare)
        when, skip = case_of(bare)
        rest, spot = _BOXED.sub(r"\1", bare[skip:].strip()), line.spot_at(begin)
        names: list[str] = []
        etc = False
        named = self._who(when) if when else None
        if named:
            self._state, when = replace(self._state, role=named), None
        rest, whole = self._cases(rest, line, spot)
        when = when or whole
        pieces = split(rest.strip().rstrip(".。"))
        for piece in pieces:
            inner, inner_skip = case_of(piece) if not when else (None, 0)
            if inner:
                self._put(names, etc, when, spot, line)
                names, etc, when, piece = [], False, inner, piece[inner_skip:]
            found, more = self._items(piece, spot, alone=len(pieces) == 1)
            names += found
            etc = etc or more
        self._put(names, etc, when, spot, line)

    def _cases(self, rest: str, line: Line, spot: Spot) -> tuple[str, str | None]:
        """Put away the items with a case of their own; one case at the end of a list holds for all of it."""
        pieces = split(rest.strip())
        told = [trailing_case(piece) for piece in pieces]
        if not any(case for _, case in told):
            return rest, None
        if not any(one.kind == "trailing-case" for one in self._notes.questions):
            case = next(case for _, case in told if case)
            what = msg("to which items does the case '{case}' belong?", case=case)
            options = (msg("to the whole list where it stands at its end"), msg("to the item before it"))
            self._notes.ask("trailing-case", pieces[0], what, options, spot)
        if [case for _, case in told if case] == [told[-1][1]]:
            return ", ".join(name for name, _ in told), told[-1][1]
        for name, own in told:
            if own:
                self._put([name], False, own, spot, line)
        return ", ".join(name for name, own in told if not own), None

    def _put(self, names: Sequence[str], etc: bool, when: str | None, spot: Spot, line: Line) -> None:
        """Put items to those before them, where all that holds is the same."""
        consents = tuple(name for name in names if is_consent(name))
        items = tuple(name for name in names if name not in consents)
        if not items and not consents:
            return
        for name in (*items, *consents):
            self._notes.use(line, "item", name)
        self._ask_consents(consents, spot)
        self.parts += [part for name in items for part in [parts_of(name, spot)] if part]
        one = Items(
            self._state.role, self._state.need, items, spot, when or self._state.when or self._case, consents, etc
        )
        last = self.found[-1] if self.found else None
        if last and (last.role, last.need, last.when) == (one.role, one.need, one.when):
            self.found[-1] = replace(last, items=last.items + items, consents=last.consents + consents,
                                     etc=last.etc or etc)  # fmt: skip
        else:
            self.found.append(one)

    def _items(self, piece: str, spot: Spot, *, alone: bool) -> tuple[list[str], bool]:
        """Return the items of one piece between commas, and whether the list goes on (`등`)."""
        if len(piece) > _LONGEST:
            return [], False
        said = bare(piece)
        whole = without_tail(said, alone=alone)
        cut, etc = without_clause(whole), whole != said
        if not cut or _EMPTY.match(cut) or not letters(cut) or is_said(cut):
            return [], etc
        apart = self._two(cut, spot)
        names = list(apart) if apart else list(_joined(cut))
        self._ask_joined(cut, len(names), spot)
        return names, etc

    def _two(self, text: str, spot: Spot) -> tuple[str, str] | None:
        """Return two items that stand side by side without a comma, each one known."""
        if item_of(text):
            return None
        words = text.split(" ")
        for at in range(1, len(words)):
            one, other = " ".join(words[:at]), " ".join(words[at:])
            if item_of(one) and item_of(other) and _are_two(one, other):
                what = msg("'{one}' and '{other}' are taken for two items: the comma between them is missing", one=one,
                           other=other)  # fmt: skip
                self._notes.assume("comma", what, spot)
                self._notes.ask("comma", text, msg("is '{text}' one item or two?", text=text),
                                (msg("two"), msg("one")), spot)  # fmt: skip
                return one, other
        return None

    def _ask_joined(self, text: str, count: int, spot: Spot) -> None:
        """Ask, once for what was cut and once for what was left, whether joined words are one item or several."""
        kind = "joined-cut" if count > 1 else "joined-whole"
        bare = _BRACKETS.sub("", text)
        halves = [half for half in _JOINTS.split(bare) if half.strip()]
        open_ = count > 1 or (len(halves) > 1 and not item_of(text) and all(_whole(half) for half in halves))
        if not open_ or not _JOINTS.search(bare) or any(one.kind == kind for one in self._notes.questions):
            return
        several, one = msg("several"), msg("one")
        options = (several, one) if count > 1 else (one, several)
        self._notes.ask(kind, text, msg("is '{text}' one item or several?", text=text), options, spot)

    def _ask_consents(self, consents: Sequence[str], spot: Spot) -> None:
        if consents and not any(each.about == consents[0] for each in self._notes.questions):
            what = msg("is '{text}' an item, or something to agree to?", text=consents[0])
            self._notes.ask("consent", consents[0], what, (msg("something to agree to"), msg("an item")), spot)

    def _note(self, note: str, line: Line) -> None:
        """Keep a note; one that asks for items by necessity in some cases adds those of before it."""
        said = single(note)
        self.said.append(said)
        self._notes.use(line, "note", said)
        last = self.found[-1] if self.found else None
        case = _WHERE.match(said)
        if last and last.need is Need.OPTIONAL and case and _FORCED.search(said):
            spot = line.spot
            self.found.append(replace(last, need=Need.REQUIRED, when=case["case"], spot=spot, consents=()))
            options = (msg("optional, and required in those cases"), msg("optional"), msg("required"))
            what = msg("may these items be left out, where some cases ask for them?")
            self._notes.ask("forced", said, what, options, spot)


_WHOLE_KINDS = {"identity", "contact", "demographic"}


def _are_two(one: str, other: str) -> bool:
    """Whether two listed items side by side are no compound: brackets close the first, or both are single words."""
    plain = {kind_of_item(one), kind_of_item(other)} <= _WHOLE_KINDS
    return one.endswith((")", "）")) or (plain and " " not in one + other)


def _groups(text: str) -> Iterator[tuple[int, str]]:
    """Cut a line at its points."""
    begin = 0
    for cut in [*_GROUPS.finditer(text), None]:
        end = cut.start() if cut else len(text)
        if text[begin:end].strip():
            yield begin, text[begin:end].rstrip()
        begin = cut.end() if cut else end


def _joined(text: str) -> Iterator[str]:
    """Cut where two items are joined, both items by themselves."""
    if item_of(text):
        yield text
        return
    depth_free = re.sub(r"[(（\[].*?[)）\]]", lambda hit: "x" * len(hit[0]), text)
    cuts = list(_JOINTS.finditer(depth_free))
    pieces = [text[(cuts[at - 1].end() if at else 0) : (cuts[at].start() if at < len(cuts) else len(text))]
              for at in range(len(cuts) + 1)]  # fmt: skip
    # A dot or slash without spaces joins single words: in `카드사 이름/번호` the first word belongs to both.
    tight = any(hit[0] == hit[0].strip() for hit in cuts) and any(" " in piece.strip() for piece in pieces)
    if (len(pieces) > 2 and all(item_of(piece) for piece in pieces)) or (
        len(pieces) > 1 and not tight and all(_whole(piece) for piece in pieces)
    ):
        yield from (piece.strip() for piece in pieces)
    else:
        yield text


def _whole(piece: str) -> bool:
    return item_of(piece) is not None or (is_like_an_item(piece) and len(letters(piece)) >= 4)
