"""Ends that belong to one rule, and how they are joined: `A 또는 B`, `A, B까지`, `A와 B 중 먼저`, `A까지(2년)`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from jikim.reader.pieces import EXTENDING, UNSTATED, Piece

EARLIEST, LATEST = "earliest", "latest"
_OR = re.compile(r"또는|혹은|이나(?![가-힣])|거나|되면|[/·]|or")
_AND = re.compile(r"및|[와과](?![정])|그리고|하고|모두")
_FIRST = re.compile(r"(?:중|가운데)(?:더)?(?:먼저|빠른|이른|선도래|짧은)|먼저도[래달]")
_LAST = re.compile(r"(?:중|가운데)(?:더)?(?:나중|늦은|긴|마지막)")
_ANCHOR = re.compile(r"까지|즉시|지체없이|바로|파기|삭제|폐기|동안|기간|보[관유존]|한하여|처리")
_BARE = re.compile(r"^(?:한|된|되는|하는)?(?:일|시|때|날|후|이후)?[)\].,]*$")
_LEAD = re.compile(r"경우에?는?,?|[:：]|(?<![하되있없싶않같받많맞])[은는],?")
"""What stands between the data that a phrase is about and their end."""
_WISH = re.compile(r"(?:원하|고싶|바라)(?:는|은|시는)")
"""What somebody wants and how it is done (`삭제하고 싶은 이용자는 회원 탈퇴`), which ends nothing by itself."""
_COMPLETIONS = frozenset({"service_done", "payment_done", "purpose_done", "event_ended", "complaint_closed"})
_ASKED = frozenset({"consent_withdrawn", "destroy_request"})
"""What people ask for: in brackets behind a period it ends it early (`6개월 (동의 철회 시 파기)`)."""
_NO_ENDS = frozenset({UNSTATED, "inquiry_received"})
"""Events from which a length runs, and which end nothing by themselves."""


_NEED_A_TAIL = frozenset({"complaint_closed", "destroy_request", "suspend_request", "event_ended", "payment_done"})
"""Events that are works and purposes too (`분쟁 해결`): alone they end nothing."""


class Way(Enum):
    """Why ends were joined as they were: what a person may see otherwise."""

    PLAIN = "plain"
    CHOICE = "choice"  # `A 또는 B`: earliest or latest?
    EXTENDS = "extends"  # a lawsuit or a law beside another end
    BRACKET = "bracket"  # `까지(2년)`


@dataclass(frozen=True, slots=True)
class Group:
    """The ends of one rule, from letter `begin` (its words before) to `end` of a squeezed text."""

    ends: tuple[Piece, ...]
    begin: int
    end: int
    combine: str | None = None
    way: Way = Way.PLAIN
    condition: tuple[int, int] | None = None


def groups(found: Sequence[Piece], text: str) -> list[Group]:
    """Join the ends that a phrase names; an end that nothing makes an end (`탈퇴 후 부정거래 방지`) is left out."""
    kept = [one for one in found if one.timed or one.until not in _NO_ENDS]
    made: list[Group] = []
    for one in kept:
        if not made:
            made.append(Group((one,), 0, len(text)))
            continue
        last = made[-1]
        gap = text[last.ends[-1].end : one.begin]
        made[-1:] = _joined(last, one, gap)
    return [_told(one, text) for one in made if _ends(one, text)]


def _joined(last: Group, one: Piece, gap: str) -> list[Group]:
    """Join an end to a group, or begin another one."""
    before = last.ends[-1]
    if gap.count("(") > gap.count(")") and "(단" not in gap:
        if one.until in EXTENDING:
            return [_with(last, one, LATEST, Way.PLAIN)]
        if one.until in _ASKED and before.timed:
            return [_with(last, one, EARLIEST, Way.BRACKET)]
        return [last] if one.stated or before.timed else [_with(last, one, EARLIEST, Way.BRACKET)]
    if one.until == before.until and not before.timed and not _ANCHOR.search(gap):
        return [replace(last, ends=(*last.ends[:-1], replace(one, begin=before.begin)))]
    if one.until in EXTENDING or (before.until in EXTENDING and _OR.search(gap)):
        return [_with(last, one, LATEST, Way.EXTENDS)]
    if before.timed and one.timed and not _OR.search(gap):
        return _apart(last, one, gap)
    if _OR.search(gap):
        return [_with(last, one, last.combine or EARLIEST, Way.CHOICE)]
    if not before.timed and not _ANCHOR.search(gap):
        return [_tied(last, one, gap)]
    return _apart(last, one, gap)


def _tied(last: Group, one: Piece, gap: str) -> Group:
    """Tie an end to one that has no tail of its own: by `및`, by a comma, or as what only conditions the other."""
    if _AND.search(gap):
        done = {*(end.until for end in last.ends), one.until} <= _COMPLETIONS
        return _with(last, one, LATEST if done else EARLIEST, Way.CHOICE)
    if "," in gap:
        return _with(last, one, last.combine or EARLIEST, Way.CHOICE)
    return replace(last, ends=(one,), condition=(last.ends[0].begin, one.begin))


def _with(last: Group, one: Piece, combine: str, way: Way) -> Group:
    same = any(end.until == one.until and end.plus == one.plus for end in last.ends)
    return last if same else replace(last, ends=(*last.ends, one), combine=combine, way=way)


def _apart(last: Group, one: Piece, gap: str) -> list[Group]:
    """Begin another rule behind the last comma between the two, or where the end itself begins."""
    at = last.ends[-1].end + max(gap.rfind(","), gap.rfind(";")) + 1 if re.search("[,;]", gap) else one.begin
    return [replace(last, end=at), Group((one,), at, last.end)]


def _told(one: Group, text: str) -> Group:
    """Return a group joined as the words `중 먼저` and `중 나중` say, where they stand: then nothing is left open."""
    if len(one.ends) < 2:
        return replace(one, combine=None)
    words = text[one.ends[0].end : one.end]
    if _FIRST.search(words):
        return replace(one, combine=EARLIEST, way=Way.PLAIN)
    return replace(one, combine=LATEST, way=Way.PLAIN) if _LAST.search(words) else one


def _ends(one: Group, text: str) -> bool:
    """Whether something says that the data end there, or are kept so long."""
    if any(end.timed or end.plus is None for end in one.ends):
        return True
    inside = text[one.ends[0].begin : one.end]
    after = text[one.ends[-1].end : one.end]
    before = _LEAD.split(text[one.begin : one.ends[0].begin])[-1]
    alone = _BARE.match(after) and len(before) <= 8 and not _WISH.search(text, one.begin, one.ends[0].begin)
    only_named = not after.strip(").,]") and one.ends[-1].until in _NEED_A_TAIL
    return bool(_ANCHOR.search(inside) or (alone and not only_named))
