"""Whose data a text speaks of: kinds of people, by the nouns it uses for them.

A noun may carry a word that narrows it (`기업 회원`, `마스터 회원`); in brackets after another it stands under that one
(`회원 (의뢰인, 전문가)`). Where a context names nobody, it is about the one the document speaks of most.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jikim.reader.facts import Role
from jikim.reader.letters import letters, single, split

NOUNS = {
    "비회원": "nonmember", "회원": "member", "이용자": "user", "사용자": "user", "유저": "user", "고객": "customer",
    "주문자": "orderer", "구매자": "buyer", "판매자": "seller", "의뢰인": "client", "전문가": "expert",
    "민원인": "complainant", "지원자": "applicant", "입사지원자": "applicant", "신청자": "applicant",
    "학생": "student", "학부모": "parent", "보호자": "guardian", "법정대리인": "guardian",
    "임직원": "employee", "직원": "employee",
    "수강생": "learner", "환자": "patient", "기탁자": "donor", "상담자": "caller", "상담신청인": "caller",
    "상담사": "agent", "당사자": "party",
    "방문자": "visitor", "참가자": "participant", "참여자": "participant", "조합원": "member", "교사": "teacher",
    "정보주체": "data_subject", "중개사": "broker", "공인중개사": "broker", "소유자": "owner", "여행자": "traveller",
    "작업자": "worker", "구독자": "subscriber", "후원자": "supporter", "팀원": "team_member", "기부자": "donor",
    "봉사자": "volunteer", "응모자": "entrant", "예약자": "guest", "신고자": "reporter",
    "창작자": "creator", "튜터": "tutor", "강사": "instructor", "원아": "child", "수험생": "examinee",
}  # fmt: skip
"""Nouns for people, and the id each gets when it stands alone."""
_NARROWED = ("회원", "전문가", "고객", "이용자", "사용자")
_NO_NARROWING = (
    "서비스", "홈페이지", "인터넷", "기존", "당사", "모든", "해당", "일부", "불량", "다른", "신규",
    "및", "또는", "등", "본인", "맞춤형", "이상", "미만", "이하",
)  # fmt: skip
_ALL = "|".join(sorted(NOUNS, key=len, reverse=True))
_DESK = "문의|지원|상담|센터|응대|만족"
"""Words behind a noun for people that make a name of it (`고객 센터`, `회원 문의`)."""
_FOUND = re.compile(
    rf"(?P<narrow>[가-힣A-Za-z]{{2,6}})?(?P<gap>\s?)(?P<noun>{_ALL})"
    rf"(?![가-힣]?(?:가입|탈퇴|제|관리|정보|등급|번호|사명|명|ID|아이디|이름|식별|\s?(?:{_DESK})))"
)
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|에|와|과|도|들|만|로|께|님)$")
_JOINING = re.compile(r"(?<!비)회원\s?가입")
_MAIN = ("회원", "이용자", "사용자", "고객", "학생", "환자", "여행자", "조합원", "후원자", "수강생")
_MAIN_BUT_PUPILS = frozenset(_MAIN) - {"학생"}
_SERVED = re.compile(rf"(?<![가-힣])(?P<noun>{_ALL})(?:의|\s?및)\s")
_WHOSE = re.compile(r"^(?P<who>[가-힣 ]{2,16}?)의\s")
_MENTIONED = re.compile(rf"(?<!비)(?:{'|'.join(_MAIN)})(?!\s?(?:{_DESK}))|정보주체")
_MAINS = "|".join(_MAIN)
_ALONE = re.compile(
    rf"(?<![가-힣])(?<![하되드있]는 )(?<![한된할] )(?P<noun>{_MAINS})(?:님|들)?"
    r"(?=(?:은|는|이|가|을|를|의|에게|께서?는?|(?:으)?로부터|과|와|도|만)?"
    rf"(?:[^가-힣\s]|\s(?!가입|탈퇴|관리|등급|정보|{_DESK})|$))"
)
"""People in a sentence: no part of another word (`회원가입`, `회원 탈퇴`), nor some of them (`결제하는 회원`)."""
_WHOSE_DATA = re.compile(rf"(?<![가-힣])(?P<noun>{_MAINS})(?:님|들)?의\s(?:[가-힣]+\s)?개인\s?(?:신용)?정보")


@dataclass(slots=True)
class Subjects:
    """The kinds of people met so far, in order; ids are handed out once."""

    main: str
    roles: dict[str, Role] = field(default_factory=dict)

    def id_of(self, label: str, under: str | None = None) -> str:
        """Return the id of a label, new or known."""
        key = letters(label)
        if key not in self.roles:
            self.roles[key] = Role(self._free(_plain_id(label)), single(label), under)
        return self.roles[key].id

    def default(self) -> tuple[str, ...]:
        """Return the id of the one that the document speaks of most (`subjects`); nobody where it names nobody."""
        return (self.id_of(self.main),) if self.main else ()

    def within(self, name: str) -> tuple[str, ...]:
        """Return whose the name of a file says it is, also inside a word (`누리집회원정보`)."""
        found = re.search(_ALL, letters(name))
        return (self.id_of(found[0]),) if found else ()

    def told_by(self, purposes: str) -> tuple[str, ...]:
        """Return whose affairs purposes say they serve (`학생의 ...`), where that is somebody of their own."""
        found = _SERVED.search(purposes)
        return (self.id_of(found["noun"]),) if found and found["noun"] not in _MAIN_BUT_PUPILS else ()

    def who(self, label: str) -> str | None:
        """Return the id of the people that a label of items names, alone or as those whose case it is (`X의 ...`)."""
        said = single(label)
        if letters(said) in self.roles:
            return self.roles[letters(said)].id
        whose = _WHOSE.match(said)
        if whose and _is_person(whose["who"]):
            return self.id_of(whose["who"])
        return self.id_of(said) if _is_person(said) else None

    def of_group(self, text: str) -> tuple[str, ...]:
        """Return who a cell names: what stands in brackets stands under what is before them."""
        found = re.fullmatch(r"(?P<head>[^(（]+)[(（](?P<inner>[^)）]+)[)）]", single(text))
        if found and _is_person(found["head"]):
            over = self.id_of(found["head"].strip())
            named = [part for part in split(found["inner"], ",·/") if _is_person(part)]
            return tuple(self.id_of(part, over) for part in named) or (over,)
        named = [part for part in split(single(text), ",·/") if _is_person(part)]
        return tuple(self.id_of(part) for part in named)

    def _free(self, wanted: str) -> str:
        taken = {role.id for role in self.roles.values()}
        return next(name for name in (wanted, *(f"{wanted}_{count}" for count in range(2, 99))) if name not in taken)


def subjects(texts: Iterable[str], whole: Iterable[str] = ()) -> Subjects:
    """Count who a document speaks of: `texts` say what is collected, `whole` is all of it.

    A sentence on whose data they are (`이용자의 개인정보`) counts wherever it stands, and again where it says what is
    collected; people in other sentences only there. Where those name nobody, people anywhere count beside the parts of
    other words (`회원가입`) there, which else only decide where the rest is even.
    """
    said, everywhere = tuple(texts), tuple(whole)
    counted = _counted(_ALONE, said) + _counted(_WHOSE_DATA, everywhere)
    loose = _counted(_MENTIONED, said)
    counted = counted or _counted(_ALONE, everywhere) + loose
    main = max(_MAIN, key=lambda noun: (counted[noun], loose[noun], -_MAIN.index(noun)))
    known = counted[main] or loose[main]
    return Subjects(main if known else "정보주체" if loose["정보주체"] else "")


def _counted(form: re.Pattern[str], texts: Iterable[str]) -> Counter[str]:
    return Counter(found[form.groupindex.get("noun", 0)] for text in texts for found in form.finditer(text))


def named_in(text: str, known: Subjects) -> tuple[str, ...]:
    """Return the kinds of people that a context names, narrowed ones as they stand."""
    labels: list[str] = []
    if _JOINING.search(text) and not any(found["noun"] in _NARROWED for found in _FOUND.finditer(text)):
        labels.append("회원")
    for found in _FOUND.finditer(text):
        label = _label(found)
        if label not in labels:
            labels.append(label)
    return tuple(known.id_of(label) for label in labels)


def _label(found: re.Match[str]) -> str:
    narrow, noun = found["narrow"], found["noun"]
    wide = noun in _NARROWED and narrow and not _PARTICLE.search(narrow) and not narrow.endswith(_NO_NARROWING)
    return f"{narrow}{found['gap']}{noun}" if wide else noun


def _is_person(text: str) -> bool:
    said = single(text)
    return len(said) <= 16 and any(said.replace(" ", "").endswith(noun) for noun in NOUNS)


def _plain_id(label: str) -> str:
    said = single(label).replace(" ", "")
    noun = next((each for each in sorted(NOUNS, key=len, reverse=True) if said.endswith(each)), None)
    return NOUNS[noun] if noun else "person"


def together(found: Sequence[str]) -> tuple[str, ...]:
    """Return ids once, in order."""
    return tuple(dict.fromkeys(found))
