"""The invented people of the test applications: the same number is the same person, in every application and run.

Nobody lives in 가온구, 010-0000 numbers are given to nobody, example.kr belongs to nobody, and the addresses of
machines are those kept for documentation (RFC 5737). Chance is a hash of what is asked for, so that one more question
about one person changes nobody else.
"""

from dataclasses import dataclass
from hashlib import sha256

FAMILY = ("김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황")
GIVEN = ("가람", "나래", "다온", "라온", "미르", "바다", "보람", "새론", "슬기", "아름", "예슬", "지온", "찬별", "하람")
CITIES = (
    ("서울특별시", "서울", "06"),
    ("부산광역시", "부산", "46"),
    ("대전광역시", "대전", "34"),
    ("제주특별자치도", "제주", "63"),
)
STREETS = ("누리로", "다솜로", "마루길", "한울대로", "윤슬길")
AGENTS = (
    "Mozilla/5.0 (Linux; Android 15; TEST-1) AppleWebKit/537.36 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Safari/537.36",
)


def chance(sides: int, *about: object) -> int:
    """Return a number from 0 to `sides` - 1 that depends on `about` alone."""
    words = "|".join(map(str, about)).encode()
    return int.from_bytes(sha256(words).digest()[:8], "big") % sides


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: person 7 of any application is this one."""

    number: int

    @property
    def family(self) -> str:
        """The family name, which comes first."""
        return FAMILY[chance(len(FAMILY), "family", self.number)]

    @property
    def given(self) -> str:
        """The given name."""
        return GIVEN[chance(len(GIVEN), "given", self.number)]

    @property
    def name(self) -> str:
        """The whole name, as Koreans write it."""
        return self.family + self.given

    @property
    def login(self) -> str:
        """The login name."""
        return f"member{self.number:05}"

    @property
    def email(self) -> str:
        """The address for mail."""
        return f"{self.login}@example.kr"

    @property
    def mobile(self) -> str:
        """The mobile number with hyphens; the ten thousandth person after has the same."""
        return f"010-0000-{self.number % 10_000:04}"

    @property
    def city(self) -> tuple[str, str, str]:
        """The city in full, in short, and how its postcodes begin."""
        return CITIES[chance(len(CITIES), "city", self.number)]

    @property
    def street(self) -> str:
        """City, street and house."""
        street = STREETS[chance(len(STREETS), "street", self.number)]
        return f"{self.city[0]} 가온구 {street} {1 + chance(300, 'house', self.number)}"

    @property
    def door(self) -> str:
        """Building and flat."""
        return f"{101 + chance(12, 'building', self.number)}동 {101 + chance(1900, 'flat', self.number)}호"

    @property
    def postcode(self) -> str:
        """Five digits that begin as the city's do."""
        return f"{self.city[2]}{chance(1000, 'postcode', self.number):03}"

    @property
    def ip(self) -> str:
        """The address of the person's machine."""
        return f"{('198.51.100', '203.0.113')[self.number % 2]}.{1 + chance(254, 'ip', self.number)}"

    @property
    def agent(self) -> str:
        """What the person's browser says of itself."""
        return AGENTS[chance(len(AGENTS), "agent", self.number)]
