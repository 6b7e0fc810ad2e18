"""Labels in lists and lines on collecting: of columns, of files, of records by law, of what a machine writes down."""

import re

from jikim.reader.letters import letters

PAIR = re.compile(
    r"^\s*[-–•*▶▷○◦ο◎·]?\s*(?P<label>(?:[^:：(（]|(?<=\d)[:：](?=\d)|[(（][^()（）:：]*[)）]){1,40}?)(?:\s*(?:[:：](?!\d)|(?<!\d)[:：])\s*|\s[—–]\s(?=\S))(?P<value>.*)$"
)
POINT = re.compile(r"^(?:[-–•*▶▷○◦ο◎·]|[①-⑳]|\d{1,2}[.)]|[가-하][.)])\s*")
SENTENCE = re.compile(r"(?:니다|한다|된다|있다|까요|[해돼줘여려워게아어에예네죠져]요|세요|바랍니다)\s*[.。:]*\s*$")
LONGEST_NAME = 40
LONGEST_LABEL = 12  # letters of a label that stands alone
_KEYS = (
    (
        "purposes",
        re.compile(r"^(?:수집(?:한|된)?)?(?:개인정보)?(?:의)?(?:수집|이용|처리|수집및이용|수집이용|활용)*목적$"),
    ),
    ("periods", re.compile(r"(?:보유|이용|보존|보관|처리).{0,8}기간$|^기간$")),
    ("methods", re.compile(r"수집(?:하는)?방법$")),
    ("reasons", re.compile(r"^(?:보유|보존)(?:근거|이유|사유)$")),
    ("basis", re.compile(r"^(?:수집|처리|운영|법적)(?:의)?(?:법적)?근거$")),
    ("kept", re.compile(r"^(?:보유|보존|보관)(?:하는)?(?:개인정보)?(?:의)?항목$")),
    (
        "items",
        re.compile(
            r"^(?:필수|선택)?(?:수집및이용|수집이용|수집|처리|이용)?(?:하는)?(?:개인정보)?(?:의)?(?:수집)?(?:항목|정보|범위)$"
            r"|^(?:수집|처리|이용)하는개인정보$"
        ),
    ),
)
_FILE = re.compile(r"^(?:개인정보)?파일(?:의)?명칭?$|^구분(?:업무명)?$|^업무(?:명|구분)$|^처리업무$")
_LAWS = re.compile(r"^(?:관련|근거|관계)(?:법령|법률)$")
_AUTOMATIC = (
    "자동수집",
    "자동생성",
    "자동으로",
    "생성되어수집",
    "생성되는정보",
    "자동기록",
    "이용중발생",
    "과정에서발생",
    "과정에서생성",
)


def key_of(label: str) -> str | None:
    """Return the column that a label names, by letters only.

    >>> key_of("보유 및 이용 기간"), key_of("결제 정보")
    ('periods', None)
    """
    said = letters(label).replace("신용정보", "정보")
    return next((column for column, form in _KEYS if form.search(said)), None)


def names_a_file(label: str) -> bool:
    """Whether a label stands before the name of a file of personal data."""
    return bool(_FILE.search(letters(POINT.sub("", label))))


def names_laws(label: str) -> bool:
    """Whether a label stands before records kept by law, which are read by `statutory.py`."""
    return bool(_LAWS.search(letters(label)))


def says_automatic(text: str) -> bool:
    """Whether a text speaks of what a machine writes down by itself."""
    said = letters(text)
    return any(word in said for word in _AUTOMATIC)
