"""Lines that hold a record kept by law: `기록 : N년`, a pair `보존 이유`, `보존 기간`, several in a sentence."""

import re
from dataclasses import replace

from jikim.document import Line
from jikim.reader.kept_items import is_list_of_items
from jikim.reader.legal_context import Context, context_of
from jikim.reader.lengths import Length
from jikim.reader.letters import letters
from jikim.reader.records import records
from jikim.reader.statutes import laws
from jikim.reader.statutory_facts import Kept, State, fact, found, length_of, own_context, plain, says_record

_WITH_COLON = re.compile(r"^(?P<record>[^:：]{2,140}?)\s*[:：]\s*(?P<rest>[^:：]{1,80})$")
_WITHOUT = re.compile(r"^(?P<record>.{2,100}?(?:기록|자료)(?:\s?[(（][^()]{1,60}[)）])?)\s+(?P<rest>.{2,40})$")
_PERIOD = re.compile(r"^(?:보존|보유|보관)(?:및이용)?기간$")
_REASON = re.compile(r"^(?:보존|보유|보관)?(?:이유|근거|사유|근거법령|관련법령)$")
_WHAT = re.compile(r"^(?:보존|보유|보관)(?:항목|정보|대상)$")
_REASONS = re.compile(r"사유$")
_BEHIND_LAW = re.compile(
    r"^(?P<record>[^:：]{4,80}?)\s*[(（]?(?P<length>\d{1,2}\s?(?:년|개월))(?:간)?\s?(?:보관|보존)?[)）]?$"
)
"""What stands behind a law and a colon (`전자상거래법: 계약에 관한 기록 (5년)`)."""
_LAW_AROUND = 4  # letters beside the name of a law
_MARK = re.compile(r"^\s*(?:[-–*•●○◦▪■□▶▷◆ㆍ·①-⑳]|[(（]?\d{1,2}[.)]|[가-하][.)])\s*")
_BULLETS = re.compile(r"\s*[•●▪◦]\s*")
_LAWS = re.compile(r"^\s*[-–*•]?\s*(?:관련|근거|관계)\s?(?:법령|법률)\s*[:：]\s*(?=\S.*[:：])")
_NUMBERS = re.compile(r"\s*[•●▪◦]\s*|(?<!\S)\d{1,2}\)\s*|(?<=[년월일간])\s*,\s*")
_ROW = re.compile(
    r"(?P<record>[^,，.:：]{4,90}?(?:기록|자료))\s?(?:은|는)?\s?(?P<rest>\d{1,2}\s?(?:년|개월|월))(?!\s?\d)"
)
_BOTH = re.compile(r"(?<=기록)[과와]\s")
_BEFORE = re.compile(r"^.*?(?:법률|법|령|규칙)(?:에|에서)?\s(?:따라|따른|의거하여|의하여|의해)\s")
_OF_ITS_OWN = re.compile(r"\d\s?(?:년|개월|일)(?:간)?\s?[(（][^()（）]{2,40}법[^()（）]{0,16}[)）]\s*$")
"""A period with its law behind it (`결제 정보: 5년 (전자상거래법)`), which is none of the lines below."""
_FEW_IN_A_ROW = 2
_LONGEST = 60  # letters of a record that stands alone on its line


def read_line(line: Line, state: State) -> bool:
    """Read one line, or the bullets run together on it; say whether it held a record with its period."""
    pieces = [piece for piece in _pieces(line.text) if piece.strip()]
    held = [_piece(piece, line, state) for piece in pieces] if not _in_a_row(line, state) else [True]
    if not any(held):
        said = context_of(line.text, line.spot)
        if (not said.is_empty or said.own) and not _OF_ITS_OWN.search(line.text):
            state.context = said
    state.before = line if state.found and state.found[-1].line is line else None
    return any(held)


def _in_a_row(line: Line, state: State) -> bool:
    """Read a sentence that gives several records their periods (`계약 기록과 결제 기록은 5년, 분쟁 기록은 3년`)."""
    context = own_context(line.text, line.spot)
    hits = list(_ROW.finditer(line.text)) if context else []
    if context is None or len(hits) < _FEW_IN_A_ROW:
        return False
    read = False
    for hit in hits:
        for name in _BOTH.split(hit["record"]):
            length = length_of(hit["rest"])
            kinds = records(name)
            if length is None or not kinds:
                continue
            at = line.spot_at(hit.start())
            state.found += [Kept(fact(kind, _BEFORE.sub("", name), hit["rest"], length, context, at), line, context)
                            for kind in kinds]  # fmt: skip
            read = True
    return read


def _pieces(text: str) -> list[str]:
    """Cut a line at its bullets; behind a label for laws, at its numbers and commas too."""
    label = _LAWS.match(text)
    if label is None:
        return _BULLETS.split(text)
    return _NUMBERS.split(text[label.end() :])


def _piece(text: str, line: Line, state: State) -> bool:
    """Read `기록 : N년` or one line of a pair `보존 이유`, `보존 기간`."""
    text = _MARK.sub("", text, count=1)
    split = _WITH_COLON.match(text) or _WITHOUT.match(text)
    if not split:
        if _is_record(text):
            state.record = (text.strip(), line)
        elif not laws(text) and letters(text):
            state.record = None  # what stands below belongs to something else
        return False
    head, rest = split["record"], split["rest"]
    if (behind := _BEHIND_LAW.match(rest)) and _is_law(head):
        length = length_of(behind["length"])
        return length is not None and found(f"{behind['record']} ({head})", behind["length"], length, line, state)
    if _REASONS.search(letters(head)) and _is_record(rest):
        state.record = (rest.strip(), line)
        return False
    said = letters(head)
    if _REASON.match(said) and not (named := context_of(rest, line.spot)).is_empty:
        if _is_of_line_before(named, line, state):
            return True
        state.context = named
        return False
    if _WHAT.match(said):
        state.record = (rest, line) if records(rest) and not is_list_of_items(rest) else None
        return False
    length = length_of(rest)
    if length is None:
        return False
    if _PERIOD.match(said):
        return _awaited(rest, length, line, state)
    return found(head, rest, length, line, state)


def _is_law(text: str) -> bool:
    """Whether a text names a law and nothing else."""
    named = laws(text)
    return len(named) == 1 and len(letters(text)) - len(letters(named[0].text)) <= _LAW_AROUND


def _is_of_line_before(named: Context, line: Line, state: State) -> bool:
    """Give the records of the line before the law that stands below them, where nothing named one for them alone."""
    of = [kept for kept in state.found if kept.line is state.before] if state.before and not state.record else []
    if not of or not all(kept.context.is_empty or kept.context.others for kept in of):
        return False
    for kept in of:
        one = replace(kept.fact, law=named.law_for(kept.fact.law_expected or kept.fact.law), law_text=named.text)
        state.found[state.found.index(kept)] = replace(kept, fact=one, context=named, basis=line)
    return True


def _is_record(text: str) -> bool:
    """Whether a line is the name of a record and nothing else."""
    return len(text) <= _LONGEST and bool(says_record(plain(text))) and bool(records(text))


def _awaited(rest: str, length: Length, line: Line, state: State) -> bool:
    """Close a pair: the record stood above."""
    if state.record is None:
        return False
    head, at = state.record
    state.record = None
    return found(head, rest, length, at, state, used=line)
