"""What lists of items leave open though they can be read; each is asked once, at the first line that raises it."""

import re
from collections.abc import Iterator, Sequence

from jikim.document import Line, Spot
from jikim.messages import msg
from jikim.reader.facts import Facts
from jikim.reader.letters import letters, single
from jikim.reader.notes import Notes
from jikim.reader.sections import Kind, Section

_COLLECTING = (Kind.COLLECTION, Kind.ITEMS, Kind.PURPOSE, Kind.AUTOMATIC, Kind.PREAMBLE, Kind.OTHER)
_SOME_REQUIRED = re.compile(
    r"(?:일부|특정)\s?[가-힣]{2,10}(?:의 경우|에 한해|에서)?[^.]{0,40}(?:필수로|반드시|필수적으로)"
)
_EITHER = re.compile(r"[가-힣]\s?\((?P<one>[가-힣 ]{2,12})/(?P<other>[가-힣 ]{2,12})\)")
_CATEGORY = re.compile(
    r"(?P<items>[^,:(–-]{2,20},[^:()–-]{2,60}?) 등 (?P<noun>[가-힣ㆍ·/ ]{2,16}(?:정보|기록|자료))(?=$|\s|,)"
)
_SPOKEN = ("통화", "녹취", "대화", "채팅", "음성")
_CONTENT = re.compile(rf"(?:{'|'.join(_SPOKEN)})\s?(?:기록|내용|내역)[가-힣]?")
_DASHED = re.compile(r"[-–]\s(?P<text>[^,]+,.+)")


def about(facts: Facts, parts: Sequence[Section], notes: Notes) -> None:
    """Ask what a person has to decide about items."""
    lines = [line for part in parts if part.kind in _COLLECTING for line in part.lines()]
    _ask_about_some(lines, notes)
    _ask_about_either(lines, notes)
    _ask_about_category(facts, lines, notes)
    _ask_about_content(facts, lines, notes)
    _ask_about_dashes(facts, lines, notes)
    _ask_about_alike(facts, notes)


def _matches(pattern: re.Pattern[str], lines: Sequence[Line]) -> Iterator[tuple[re.Match[str], Spot]]:
    for line in lines:
        found = pattern.search(line.text)
        if found:
            yield found, line.spot_at(found.start())


def _ask_about_some(lines: Sequence[Line], notes: Notes) -> None:
    for found, spot in _matches(_SOME_REQUIRED, lines):
        what = msg("'{words}': in which cases do these items have to be given?", words=single(found[0]))
        options = (msg("optional, and required in those cases"), msg("required"), msg("optional"))
        notes.ask("need-of-some", found[0], what, options, spot)
        return


def _ask_about_either(lines: Sequence[Line], notes: Notes) -> None:
    for found, spot in _matches(_EITHER, lines):
        what = msg("'{one}/{other}': both, or one of the two?", one=found["one"].strip(), other=found["other"].strip())
        notes.ask("parts-or-either", found[0], what, (msg("both"), msg("one of the two")), spot)
        return


def _ask_about_category(facts: Facts, lines: Sequence[Line], notes: Notes) -> None:
    """Ask where several things are called by one word after `등`, and were taken for several items."""
    known = {letters(name) for each in facts.activities for group in each.items for name in group.items}
    for found, spot in _matches(_CATEGORY, lines):
        if letters(found["items"].split(",")[0].rpartition(")")[2]) in known and "위한" not in found["noun"]:
            what = msg("'{items}' are called '{noun}': several items, or one?", items=single(found["items"]),
                       noun=single(found["noun"]))  # fmt: skip
            notes.ask("items-of-category", found["noun"], what, (msg("several"), msg("one item")), spot)
            return


def _ask_about_content(facts: Facts, lines: Sequence[Line], notes: Notes) -> None:
    """Ask whether a record that a machine makes holds what people said."""
    machine = [letters(name) for name in facts.auto_collected.items] if facts.auto_collected else []
    for found, spot in _matches(_CONTENT, lines):
        if any(letters(found[0]) in name for name in machine):
            what = msg("'{item}': only that it happened, or what was said as well?", item=single(found[0]))
            options = (msg("only that it happened"), msg("what was said as well"))
            notes.ask("record-or-content", found[0], what, options, spot)
            return


def _ask_about_dashes(facts: Facts, lines: Sequence[Line], notes: Notes) -> None:
    told = {letters(text) for each in facts.activities for text in each.purposes if "," in text}
    for found, spot in _matches(_DASHED, lines):
        if letters(found["text"]) in told:
            what = msg("purposes are set apart by dashes and hold commas: which of them divide?")
            notes.ask("dash-or-comma", found[0], what, (msg("only the dashes"), msg("the commas as well")), spot)
            return


def _ask_about_alike(facts: Facts, notes: Notes) -> None:
    """Ask about two names of which one has a word more in the middle (`X 번호`, `X 계정 번호`)."""
    known: dict[str, Spot] = {}
    for group in (group for each in facts.activities for group in each.items):
        for name in group.items:
            known.setdefault(single(name), group.spot)
    for name, spot in known.items():
        longer = next((other for other in known if _has_a_word_more(name, other)), None)
        if longer:
            what = msg("'{one}' and '{other}': the same item?", one=name, other=longer)
            notes.ask("items-alike", name, what, (msg("the same item"), msg("two items")), spot)
            return


def _has_a_word_more(short: str, long: str) -> bool:
    one, other = short.split(), long.split()
    longer = len(one) >= 2 and len(other) == len(one) + 1
    return longer and any(other[:at] + other[at + 1 :] == one for at in range(1, len(other) - 1))
