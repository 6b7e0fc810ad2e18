"""Items told in sentences that say their need, as large services write them:

    가입 시 ‘이름, 이메일’을 필수항목으로 수집합니다. 그리고 선택항목으로 주소를 수집합니다.

The sentences may run over lines and points: a page that breaks its lines by hand makes a block of each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jikim.document import Block, Line, ListItem, Paragraph
from jikim.reader.context_names import need_of
from jikim.reader.contexts import Context, Given
from jikim.reader.facts import Need
from jikim.reader.letters import single
from jikim.reader.lexicon import known_share
from jikim.reader.prose import sentence_of

_END = re.compile(r"(?<=다)\s?[.。]\s*|$")
_LEAD = re.compile(
    r"^(?:[-–•*]\s*)?(?:(?:(?P<if>만약|만일)|또한|그리고|단|다만|아울러|추가로)[,\s]\s*)?(?:[^,.\s]{1,16}[은는]\s+(?=.{0,200}(?:필수|선택)))?"
)
_CASE = re.compile(
    r"^(?P<case>[^.]{2,70}?(?:시|경우|때))(?:에는|에|는)?,?\s+(?:[^,‘'\s]{1,16}[은는이가]\s+(?=[‘'“\"]))?"
)
_NEED = re.compile(r"\s?(?P<need>필수|선택)\s?(?:항목|정보|사항)(?:으)?로\s?")
_COLLECTS = re.compile(r"[을를]\s*(?:(?:추가로|추가|함께|각각)\s*)?(?:수집|입력\s?받)[^.않]{0,12}(?:니다|한다)$")
_ANNOUNCED = re.compile(r"아래|다음|개인\s?정보$|않|아니")
_QUOTES = "'\"‘’“”「」 "
_LEAST = 0.5  # share of words that are items
_LONGEST = 4000  # letters of blocks that are read as one text


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence: the case it begins with, whether that only narrows what came before, the need, and the list."""

    case: str
    narrows: bool
    need: Need
    items: Line


def run_at(blocks: Sequence[Block], at: int) -> Sequence[Paragraph | ListItem]:
    """Return the block at a place with the paragraphs that go on its text, as far as one text is read."""
    run: list[Paragraph | ListItem] = []
    letters = 0
    for block in blocks[at:]:
        goes_on = isinstance(block, Paragraph) or (isinstance(block, ListItem) and not run)
        if not goes_on or not isinstance(block, (Paragraph, ListItem)) or letters > _LONGEST:
            break
        run.append(block)
        letters += len(block.text)
    return run


def told_items(run: Sequence[Paragraph | ListItem], place: int) -> list[Context]:
    """Return the contexts that sentences tell; none where no sentence says that its items must or may be given."""
    whole = _joined([line for block in run for line in block.lines]) if run else None
    if whole is None or len(whole.text) > 2 * _LONGEST:
        return []
    said = list(_sentences(whole.text))
    found = [told for begin, text in said if (told := _told(whole, begin, text))]
    if not any(one.need is not Need.UNSPECIFIED for one in found):
        return []
    contexts: list[Context] = []
    for one in found:
        if not contexts or (one.case and not one.narrows):
            name = "" if one.narrows else one.case
            contexts.append(Context(name, one.items.spot, place=place))
        given = Given((one.items,), one.need, one.case if one.narrows else None)
        contexts[-1] = replace(contexts[-1], items=(*contexts[-1].items, given))
    return [*contexts, *(one for begin, text in said for one in _made(Line(text, whole.spot_at(begin)), place))]


def _made(line: Line, place: int) -> Iterator[Context]:
    """Yield what a sentence beside them says that a machine writes down."""
    told = sentence_of(line)
    if told and told.automatic:
        yield Context("", told.items.spot, items=(Given((told.items,)),), automatic=True, place=place)


def _joined(lines: Sequence[Line]) -> Line:
    """Return lines as one that knows where each of its letters stands."""
    text, turns = "", []
    for line in lines:
        begin = len(text) + 1 if text else 0
        turns += [(begin, line.spot), *((begin + at, spot) for at, spot in line.turns)]
        text = f"{text} {line.text}" if text else line.text
    return Line(text, turns[0][1], tuple(turns[1:]))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, each with the letter where it begins."""
    begin = 0
    for end in _END.finditer(text):
        yield begin, text[begin : end.start()]
        begin = end.end()


def _told(whole: Line, at: int, sentence: str) -> Told | None:
    """Read one sentence; None where it collects nothing, or announces a list that stands elsewhere."""
    said = _COLLECTS.search(_NEED.sub(lambda hit: " " * len(hit[0]), sentence))
    if said is None:
        return None
    lead = _LEAD.match(sentence)
    begin = lead.end() if lead else 0
    case = _CASE.match(sentence[begin:])
    begin += case.end() if case else 0
    need = _NEED.search(sentence, begin)
    if need and need.start() <= begin:
        begin = need.end()
    end = said.start()
    items = sentence[begin:end]
    if not items.strip(_QUOTES) or _ANNOUNCED.search(items) or known_share(items) < _LEAST:
        return None
    begin += len(items) - len(items.lstrip(_QUOTES))
    line = whole.after(at + begin)
    text = line.text[: at + end - at - begin].rstrip(_QUOTES)
    said_need = need_of(need["need"]) if need else Need.UNSPECIFIED
    narrows = bool(lead and lead["if"])
    return Told(single(case["case"]) if case else "", narrows, said_need, Line(text, line.spot, line.turns))
