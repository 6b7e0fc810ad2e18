"""The words of officers: what a role is called, what a title is, what a department is, what a number looks like."""

import re

from jikim.reader.labelled import Labels, is_blank
from jikim.reader.letters import letters, single

ROLES: Labels = {
    "field_officer": re.compile(r"분야별.{0,2}책임자"),
    "cpo": re.compile(r"책임자|책임관|관리인$|보호인$|cpo"),
    "dept": re.compile(
        r"담당부서|처리부서|접수.{0,4}부서|고객센터|고객지원센터|서비스담당부서|열람청구|열람등요구|민원처리부서"
    ),
    "manager": re.compile(r"담당자|취급자$"),
}
FIELDS: Labels = {
    "name": re.compile(r"^(?:성명|이름|담당자명|책임자명|책임자성명|책임자이름|담당자성명|담당자이름|성함)$"),
    "dept": re.compile(r"^(?:소속|소속부서|부서|부서명|담당부서|담당부서명|접수처리부서|소속기관|담당팀)$"),
    "place": re.compile(r"^소속직[위책급]$"),
    "title": re.compile(r"^(?:직위|직책|직급|직함|소속직책|직위직책|직책직위|직위직급)$"),
    "fax": re.compile(r"팩스|^fax$|모사전송|^fax번호$|^fax"),
    "phone": re.compile(r"전화|연락처|^tel$|휴대폰|대표번호|^phone$|^유선$|^번호$"),
    "email": re.compile(r"메일|^email$|^mail$|^e메일$"),
    "files": re.compile(r"파일명?$"),
    "person": re.compile(r"^(?:담당자|책임자)$"),
}
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
PHONE = re.compile(
    r"(?<![\d.-])(?:\+?82[-.)\s]?\d{1,2}|\(?0\d{1,3}\)?)[-.)\s]{0,2}\d{3,4}[-.\s]\s?\d{4}(?!\d)|(?<![\d-])1\d{3}[-.\s]\d{4}(?!\d)|(?<![\d-])0\d{9,10}(?!\d)"
)
BODY = re.compile(
    r"침해\s?신고|분쟁\s?조정|사이버\s?(?:수사|안전|범죄|테러)|대검찰청|경찰청|인터넷\s?진흥원|행정\s?심판|마크\s?인증|인터넷범죄|보호위원회|1336"
)
_TITLE = re.compile(
    r"^(?:대표(?:이사)?|이사|상무(?:이사)?|전무(?:이사)?|부사장|사장|회장|[가-힣A-Za-z]{0,12}(?:실장|본부장|팀장|부장|차장|과장|센터장|국장|처장|원장|소장|교장|교감|총장|사무관|주무관|주임|대리|사원|매니저|교사|연구원|부팀장|책임)|C[A-Z]O|수석|선임|[가-힣]*관)(?:\s?[(（][A-Za-z]{2,5}[)）])?$"
)
_DEPT = re.compile(r"(?:팀|운영진|부|부서|실|과|국|센터|고객지원|지원|본부|처|담당|Team|사업부|운영|관리|경영지원)$")
_COMPANY = re.compile(r"주식회사|㈜|\(주\)|\(유\)|유한회사|학교$|협회$|재단$|법인$")
_NAME = re.compile(r"^[가-힣]{2,4}$|^[가-힣](?:\s[가-힣]){1,3}$|^[A-Z][a-z]+(?:\s[A-Z][a-z]+){1,2}$")
_HIDDEN = re.compile(r"^[가-힣]?[O○*ＯX]{1,3}[가-힣]?$|담당자명|직책명|성명$|부서명$")


def role_in(text: str) -> str | None:
    """Return the role that a title or label names."""
    said = letters(text)
    return next((role for role, form in ROLES.items() if form.search(said)), None) if said else None


def filled(text: str) -> str | None:
    """A value, or None where it is blank or a placeholder."""
    plain = single(text).strip("[] -–•*")
    return None if not plain or is_blank(single(text).strip()) or _HIDDEN.match(letters(plain)) else plain


def is_title(text: str) -> bool:
    """Whether a text is what people are by rank."""
    return bool(_TITLE.match(text.strip()))


def is_department(text: str) -> bool:
    """Whether a text is a team or an office, not a person."""
    return bool(_DEPT.search(text.strip())) and not is_title(text) and not _NAME_ONLY.match(text.strip())


_NAME_ONLY = re.compile(r"^[가-힣]{2,3}$")


def is_company(text: str) -> bool:
    """Whether a text is the whole organisation."""
    return bool(_COMPANY.search(text.strip()))


def is_name(text: str) -> bool:
    """Whether a text can be the name of a person."""
    return bool(_NAME.match(text.strip()))


def name_and_title(text: str) -> tuple[str | None, str | None, str | None]:
    """Take a value apart into name, title and department: `홍길동 이사`, `개발본부장 홍길동`, `정보팀 홍길동`.

    >>> name_and_title("가나다 이사")
    ('가나다', '이사', None)
    """
    words = text.split()
    if len(words) > 1 and is_department(text) and not is_title(words[-1]) and len(words[-1]) > 2:
        return None, None, text
    if is_name(text) or len(words) < 2:
        rest = text if is_department(text) else None
        return (None, None, rest) if rest else (text, None, None)
    if is_title(words[-1]) and is_name(" ".join(words[:-1])):
        return " ".join(words[:-1]), words[-1], None
    if is_name(words[-1]) and len(words[-1]) <= 4:
        before = words[:-1]
        title = before.pop() if is_title(before[-1]) else None
        return words[-1], title, " ".join(before) or None
    return (None, None, text) if is_department(text) else (text, None, None)
