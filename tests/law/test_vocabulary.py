"""The words for items: what printed words mean, and what the law asks of an item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.law import Form, LegalClass, catalogue, normal, vocabulary

WORDS = vocabulary()
ITEMS = tuple(WORDS.items.values())
SPELLINGS = tuple((words, item.id) for item in ITEMS for words in item.spellings)


@pytest.mark.parametrize(
    ("printed", "item"),
    [
        ("이름(실명)", "name"),
        ("회원 성명", "name"),
        ("회원성명", "name"),
        ("이메일 주소", "email"),
        ("E-Mail", "email"),
        ("이메일(필수)", "email"),
        ("이메일(아이디)", "login_id"),
        ("휴대폰번호", "mobile"),
        ("휴대폰 번호 (선택)", "mobile"),
        ("휴대폰번호(발신번호)", "sender_no"),
        ("연계정보（CI）", "ci"),
        ("메시지 수ㆍ발신 내역", "messages"),
        ("카드 번호", "card_no"),
        ("email", "email"),
        ("card_no", "card_no"),
        ("여권 번호[외국인]", "passport_no"),
    ],
)
def test_printed_words_mean_an_item(printed: str, item: str) -> None:
    found = WORDS.resolve(printed)
    assert found is not None
    assert found.id == item


@pytest.mark.parametrize("printed", ["비즈니스 분야 값", "배송정보(이름)", "닉네임/프로필 사진", "", "등", "()"])
def test_words_that_are_not_listed_are_not_guessed(printed: str) -> None:
    assert WORDS.resolve(printed) is None


@pytest.mark.parametrize(
    ("printed", "item"),
    [
        ("거주지역", "region"),
        ("거래내역", "txn_record"),
        ("이용정지기록", "misuse_record"),
        ("설문내용", "survey"),
        ("진료기록", "medical_record"),
        ("가족관계", "family"),
    ],
)
def test_a_spelling_claimed_by_two_items_was_decided_once(printed: str, item: str) -> None:
    found = WORDS.resolve(printed)
    assert found is not None
    assert found.id == item


def test_no_spelling_means_two_items() -> None:
    spelled = [normal(words) for words, _ in SPELLINGS]
    assert len(spelled) == len(set(spelled))
    ids = {normal(item.id): item.id for item in ITEMS}
    assert all(ids.get(normal(words), item) == item for words, item in SPELLINGS)


@given(st.sampled_from(SPELLINGS), st.sampled_from([" ", "\t", "·", "ㆍ", "-", "　"]), st.integers(0, 20))
def test_spaces_and_dots_do_not_change_what_a_word_means(spelling: tuple[str, str], space: str, at: int) -> None:
    words, item = spelling
    found = WORDS.resolve(words[:at] + space + words[at:])
    assert found is not None
    assert found.id == item


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(words: str) -> None:
    assert normal(normal(words)) == normal(words)


# The law on items


@pytest.mark.parametrize(
    ("item", "legal"),
    [
        ("rrn", {LegalClass.RESIDENT_NUMBER, LegalClass.UNIQUE_IDENTIFIER, LegalClass.ENCRYPT_AT_REST}),
        ("passport_no", {LegalClass.UNIQUE_IDENTIFIER, LegalClass.ENCRYPT_AT_REST}),
        ("biometric", {LegalClass.SENSITIVE, LegalClass.ENCRYPT_AT_REST}),
        ("card_no", {LegalClass.ENCRYPT_AT_REST}),
        ("password", {LegalClass.AUTHENTICATION}),
        ("health", {LegalClass.SENSITIVE}),
        ("body", {LegalClass.ORDINARY}),
        ("email", {LegalClass.ORDINARY}),
    ],
)
def test_an_item_is_in_the_classes_the_law_puts_it_in(item: str, legal: set[LegalClass]) -> None:
    assert set(WORDS.items[item].legal) == legal


def test_the_seven_items_of_safe_7_2_are_encrypted_at_rest() -> None:
    named = catalogue().fact("SM-07b").texts("items")
    encrypted = {item.id for item in ITEMS if LegalClass.ENCRYPT_AT_REST in item.legal}
    assert encrypted == {"rrn", "passport_no", "driver_licence", "foreigner_no", "card_no", "account_no", "biometric"}
    assert len(named) == len(encrypted)


@pytest.mark.parametrize("legal", [each for each in LegalClass if each is not LegalClass.ORDINARY])
def test_a_class_names_the_article_of_its_fact(legal: LegalClass) -> None:
    assert legal.fact is not None
    assert legal.article is not None
    assert catalogue().cite(catalogue().fact(legal.fact)).startswith(legal.article)


def test_an_ordinary_item_has_no_article() -> None:
    assert LegalClass.ORDINARY.fact is None
    assert LegalClass.ORDINARY.article is None


def test_only_what_hardly_two_people_share_may_be_looked_up() -> None:
    lookup = {item.id for item in ITEMS if item.lookup}
    assert lookup == {"email", "mobile", "phone", "ci", "di", "member_no", "login_id", "business_no"}


def test_every_item_has_an_english_name_of_its_own_and_a_form() -> None:
    assert len({item.en for item in ITEMS}) == len(ITEMS)
    assert WORDS.items["voice_record"].form is Form.FILE
    assert WORDS.items["password"].form is Form.PASSWORD
    assert WORDS.items["access_log"].form is Form.RECORD
    assert WORDS.items["email"].form is Form.TEXT
