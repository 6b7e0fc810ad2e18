"""What a document is as a whole: two languages, another one, another country's law, nothing collected."""

import pytest

from jikim.document import Spot, read
from jikim.reader import Reading, read_facts

KOREAN = """# 가람서점 개인정보 처리방침

가람서점(이하 '회사')은 개인정보 보호법에 따라 이용자의 개인정보를 다룹니다.

## 1. 수집하는 개인정보의 항목과 목적
- 회원 가입: 이름, 이메일

## 2. 보유 및 이용 기간
회원 탈퇴 시까지 보유합니다.

## 3. 개인정보 보호책임자
- 성명: 홍길동
- 이메일: privacy@garam.example.kr
"""
ENGLISH = """# Privacy Policy of Garam Books

Garam Books ("the Company") handles the personal information of its users as the law asks of it, and tells here what it
collects, what for, and how long it is kept.

## 1. Items we collect and why
- Joining: name, e-mail address, telephone number, date of birth

## 2. How long we keep them
We keep them until you leave the service, and destroy them without delay after that, unless a law asks for more.

## 3. Privacy officer
- Name: John Doe
- E-mail: officer@garam.example.kr
"""
KINDS = ("two-languages", "not-korean", "law-abroad", "nothing-collected")


def reading(text: str) -> Reading:
    return read_facts(read(text.encode(), "policy.md"))


def asked(found: Reading) -> dict[str, int]:
    """The lines asked about, by the kind of the question."""
    return {one.kind: one.spot.number for one in found.questions if one.kind in KINDS}


def test_of_a_document_in_two_languages_the_korean_text_is_read_and_the_other_told() -> None:
    found = reading(f"{KOREAN}\n{ENGLISH}")
    alone = reading(KOREAN)
    assert asked(found) == {"two-languages": KOREAN.count("\n") + 2}
    assert found.facts.activities == alone.facts.activities
    assert found.facts.officers == alone.facts.officers
    assert found.unread.share > 0.5


def test_the_other_language_may_stand_first() -> None:
    found = reading(f"{ENGLISH}\n{KOREAN}")
    assert asked(found) == {"two-languages": 1}
    assert [one.name for one in found.facts.officers] == ["홍길동"]


def test_a_document_in_another_language_gives_no_facts_and_says_so() -> None:
    found = reading(ENGLISH)
    assert asked(found) == {"not-korean": 1, "nothing-collected": 1}
    assert (found.facts.activities, found.facts.officers) == ((), ())
    assert found.unread.share == 1


def test_a_short_document_without_a_word_of_korean_says_so() -> None:
    assert asked(reading("# Privacy\n\nWe collect nothing.\n")) == {"not-korean": 1, "nothing-collected": 1}


@pytest.mark.parametrize("line", ["- Garam Books Co., Ltd. (garam.example.kr)", "> Copyright Garam Books"])
def test_few_words_of_another_language_belong_to_the_korean_text(line: str) -> None:
    assert asked(reading(f"{KOREAN}\n{line}\n")) == {}


def test_a_text_for_the_law_of_another_country_says_so() -> None:
    text = KOREAN.replace("개인정보 보호법에", "회사의 방침에")
    assert asked(reading(text)) == {}
    assert asked(reading(f"{text}\n이용자는 GDPR 제15조에 따라 열람을 요구할 수 있습니다.\n")) == {"law-abroad": 15}
    assert asked(reading(f"{KOREAN}\n이용자는 GDPR 제15조에 따라 열람을 요구할 수 있습니다.\n")) == {}


def test_a_stub_says_that_nothing_was_found_and_is_taken_for_a_part() -> None:
    found = reading("# 개인정보 처리방침\n\n이 앱은 개인정보를 수집하지 않습니다.\n")
    assert asked(found) == {"nothing-collected": 1}
    assert ("excerpt", Spot(1)) in {(one.kind, one.spot) for one in found.assumptions}
    assert not found.facts.source.complete


def test_a_text_that_never_speaks_of_personal_data_is_asked_about() -> None:
    found = reading("김치찌개 끓이기\n\n1. 재료\n- 김치, 두부\n\n2. 만드는 법\n① 김치를 볶습니다.\n")
    assert [one.kind for one in found.questions] == ["no-policy"]
    assert found.facts.activities == ()
