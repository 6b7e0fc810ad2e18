"""Items told in sentences that say their need, as large services write them:

    가입 시 ‘이름, 이메일’을 필수항목으로 수집합니다. 그리고 선택항목으로 주소를 수집합니다.

The sentences may run over lines and points: a page that breaks its lines by hand makes a block of each. Lines that
no such sentence stands on are left to be read as all others are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from jikim.document import Block, Line, ListItem, Paragraph
from jikim.reader.context_names import need_of
from jikim.reader.contexts import Context, Given
from jikim.reader.facts import Need
from jikim.reader.letters import single
from jikim.reader.lexicon import ITEMS, known_share
from jikim.reader.prose import sentence_of
from jikim.reader.subjects import NOUNS

_END = re.compile(r"(?<=[다요])\s?[.。]\s*|$")
_LEAD = re.compile(
    r"^(?:[-–•*]\s*)?(?:제\s?\d{1,2}\s?조\s?:\s)?(?:(?:(?P<if>만약|만일)|또한|그리고|단|다만|아울러|추가로)[,\s]\s*)?"
)
_TOPIC = re.compile(r"(?P<who>[^,.\s‘'“\"]{1,16})(?<![받하되있])[은는]\s+(?=\S)")
_FROM = re.compile(r"(?P<who>[^,.‘'“\"]{2,30}?)(?:에게는|에게서는?|께는|(?:으)?로부터는?)\s+(?=\S)")
_SUBJECT = re.compile(r"(?P<who>[^,.\s‘'“\"]{1,16})(?<![받하되있])[은는이가]\s+(?=\S)")
_CASE = re.compile(r"(?P<case>[^.]{2,70}?(?:시|경우|때|(?<=[하되])면))(?:에는|에|는)?,?\s+")
_NEED = re.compile(r"\s?(?P<need>필수|선택)(?:\s?(?:항목|정보|사항)?(?:으)?로|적으로)\s?")
_COLLECTS = re.compile(
    r"[을를]\s*(?:(?:추가로|추가|함께|각각)\s*)?(?:수집|(?:입력\s?)?받)(?:(?!않|아니|없|못|말)[^.]){0,12}(?:니다|한다|요)$"
    r"|[을를]\s*(?:추가로\s*)?수집(?:하[고며]|하여),?\s(?P<kept>[^.]{2,60}(?:보관|보유|파기)[^.]{0,12}(?:니다|한다|요))$"
)
_STATED = re.compile(
    r"(?P<need>필수|선택)\s?(?:수집\s?)?(?:항목|정보|사항)[은는]\s(?P<list>[^.]{2,200}?)(?:\s?등)?"
    r"(?:이며|이고|입니다|이에요|예요)(?:,\s*|\s+|$)"
)
_ANNOUNCED = re.compile(r"아래|다음|개인\s?정보$|않|아니|[:：]|\s[—–]\s")
_QUOTES, _GAPS = "'\"‘’“”「」", ",， "
_OWNER = re.compile(r"^(?:이용자|회원|고객|정보주체|귀하)(?:님|들)?의\s")
_OBJECT = re.compile(r"[을를]$")
_LONGEST_CASE = 40
_LONGEST = 4000  # letters of blocks that are read as one text


@dataclass(frozen=True, slots=True)
class Told:
    """What sentences told, with the numbers of the lines that they stand on and their words on each."""

    contexts: tuple[Context, ...]
    words: tuple[tuple[int, str], ...]

    @property
    def lines(self) -> frozenset[int]:
        """The numbers of the lines."""
        return frozenset(at for at, _ in self.words)


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence: the case it begins with, whether that only narrows what came before, and its lists."""

    case: str
    narrows: bool
    given: tuple[Given, ...]
    periods: tuple[Line, ...] = ()


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


def told_items(run: Sequence[Paragraph | ListItem], place: int) -> Told | None:
    """Return what sentences tell; None where no sentence says that its items must or may be given."""
    lines = [line for block in run for line in block.lines]
    if not lines or sum(len(line.text) for line in lines) > 2 * _LONGEST:
        return None
    whole = lines[0].with_further(*lines[1:])
    begins = list(accumulate((len(line.text) + 1 for line in lines[:-1]), initial=0))
    said = list(_sentences(whole.text))
    found = [(begin, text, one) for begin, text in said if (one := _said(whole, begin, text))]
    if not any(one.case or given.need is not Need.UNSPECIFIED for _, _, one in found for given in one.given):
        return None
    made = [(begin, text, new) for begin, text in said if (new := _made(Line(text, whole.spot_at(begin)), place))]
    spans = [(begin, begin + len(text)) for begin, text, _ in [*found, *made]]
    on = tuple(
        (at, lines[at].text[max(0, begin - begins[at]) : end - begins[at]])
        for begin, end in spans
        for at in _lines_of(begins, begin, end)
    )
    contexts = (*_contexts([one for _, _, one in found], place), *(one for _, _, one in made))
    return Told(contexts, on)


def _contexts(found: Sequence[_Said], place: int) -> Iterator[Context]:
    """Yield a context for each case; what only narrows stands in the one before it."""
    now: Context | None = None
    for one in found:
        if now is None or (one.case and not one.narrows):
            if now:
                yield now
            now = Context("" if one.narrows else one.case, one.given[0].lines[0].spot, periods=one.periods, place=place)
        given = tuple(replace(each, when=one.case if one.narrows else None) for each in one.given)
        now = replace(now, items=(*now.items, *given))
    if now:
        yield now


def _made(line: Line, place: int) -> Context | None:
    """Return what a sentence beside them says that a machine writes down."""
    told = sentence_of(line)
    if told is None or not told.automatic:
        return None
    return Context("", told.items.spot, items=(Given((told.items,)),), automatic=True, place=place)


def _lines_of(begins: Sequence[int], begin: int, end: int) -> Iterator[int]:
    """Yield the numbers of the lines that letters of a text stand on."""
    for at, start in enumerate(begins):
        following = begins[at + 1] if at + 1 < len(begins) else end + 1
        if start < end and begin < following - 1:
            yield at


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, each with the letter where it begins."""
    begin = 0
    for end in _END.finditer(text):
        yield begin, text[begin : end.start()]
        begin = end.end()


def _said(whole: Line, at: int, sentence: str) -> _Said | None:
    """Read one sentence; None where it collects nothing, or announces a list that stands elsewhere."""
    collects = _COLLECTS.search(_NEED.sub(lambda hit: " " * len(hit[0]), sentence))
    if collects is None:
        return _stated(whole, at, sentence)
    lead = _LEAD.match(sentence)
    narrows = bool(lead and lead["if"])
    begin, case = _begin(sentence, lead.end() if lead else 0)
    end = collects.start()
    if known_share(case) >= ITEMS and "," in case:
        return None  # items before a word for a case (`이름, 이메일 등 가입 시 입력한 ...`)
    given = []
    for need, start, stop in _lists(sentence, begin, end):
        items = sentence[start:stop]
        bare = _OWNER.sub("", _unquoted(_OBJECT.sub("", items.strip(_GAPS)).strip(_GAPS)))
        if not bare or _ANNOUNCED.search(items) or known_share(bare) < ITEMS:
            return None
        first = at + sentence.index(bare, start)
        given.append(Given((whole.between(first, first + len(bare)),), need))
    kept = (whole.between(at + collects.start("kept"), at + collects.end("kept")),) if collects["kept"] else ()
    return _Said(case, narrows, tuple(given), kept) if given else None


def _unquoted(items: str) -> str:
    """Return a list without the quotation marks around all of it; those around each of its items stay."""
    inside = items[1:-1]
    around = items[:1] in _QUOTES and items[-1:] in _QUOTES and not any(each in inside for each in _QUOTES)
    return inside.strip(_GAPS) if around else items


def _stated(whole: Line, at: int, sentence: str) -> _Said | None:
    """Read a sentence that states its lists (`필수항목은 이름이며, 선택항목은 주소입니다`)."""
    lists = list(_STATED.finditer(sentence))
    if not lists or any(_ANNOUNCED.search(one["list"]) or known_share(one["list"]) < ITEMS for one in lists):
        return None
    case = single(sentence[: lists[0].start()].strip(" :：,"))
    given = [
        Given((whole.between(at + one.start("list"), at + one.end("list")),), need_of(one["need"])) for one in lists
    ]
    return _Said(case if 1 < len(case) <= _LONGEST_CASE else "", False, tuple(given))


def _begin(sentence: str, begin: int) -> tuple[int, str]:
    """Return where the lists of a sentence begin, and its case: when, or of whom (`학부모는 ...`)."""
    begin, case = _subject(sentence, begin, _FROM if _FROM.match(sentence, begin) else _TOPIC)
    when = _CASE.match(sentence, begin)
    if when:
        begin, case = when.end(), single(when["case"])
        begin, _ = _subject(sentence, begin, _SUBJECT)
    return begin, case


def _subject(sentence: str, begin: int, form: re.Pattern[str]) -> tuple[int, str]:
    """Return what stands behind the subject of a sentence, and whom it names as the people it is about."""
    found = form.match(sentence, begin)
    if found is None or known_share(found["who"]) >= ITEMS:
        return begin, ""
    return found.end(), found["who"] if found["who"].endswith(tuple(NOUNS)) else ""


def _lists(sentence: str, begin: int, end: int) -> Iterator[tuple[Need, int, int]]:
    """Yield the lists of a sentence, each with the need that stands before it, or else behind it."""
    needs = list(_NEED.finditer(sentence, begin))
    if not needs:
        yield Need.UNSPECIFIED, begin, end
        return
    leads = needs[0].start() <= begin
    for number, need in enumerate(needs):
        if leads:
            following = needs[number + 1].start() if number + 1 < len(needs) else end
            yield need_of(need["need"]), need.end(), min(following, end)
        elif need.start() >= end or number == len(needs) - 1:
            yield need_of(need["need"]), begin, min(need.start(), end)
        else:
            yield need_of(need["need"]), begin, need.start()
            begin = need.end()
