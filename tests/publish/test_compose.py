"""The document says what the policy says: all of it, and nothing else."""

import re
from pathlib import Path

import pytest

from jikim.errors import Place
from jikim.law import catalogue
from jikim.messages import Language, Message, say
from jikim.policy import Policy
from jikim.publish import Document, Line, Run, compose, headings, sections, statements
from tests.publish.said import ALL, EXAMPLES, WHOLE, composed, named, read, texts

# Not for the public: how the file is written (keys, ids, `like`), notes of whoever read the document, waivers.
UNPUBLISHED = re.compile(
    r"keys|cases|.*\.note|.*\.like|waivers\..*|promises\.kind|provided\.exceptions|.*\.(separate|list|delegates)"
)
# Ids stand for words: what is printed is the label, and the place of the id is traced.
IDS = re.compile(r".*(roles|of|case|ask|why|law|until|approval|role|freeze|freeze_until|within|within_says|changes_says"
                 r"|every|words|said|when|after|label)$")  # fmt: skip


def lines(document: Document) -> list[Line]:
    return [*headings(document), *statements(document)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("path", ALL, ids=named)
def test_no_sentence_is_without_a_place_in_the_policy(path: Path, language: Language) -> None:
    untraced = [line.text for line in statements(compose(read(path), catalogue(), language)) if not line.places]
    assert untraced == []


@pytest.mark.parametrize("path", ALL, ids=named)
def test_what_is_not_the_authors_is_a_message_of_the_catalogue(path: Path) -> None:
    """A run is the author's word for word, or a message; one that holds a value of the policy knows its place."""
    policy = read(path)
    written = {normal(text) for _, text in texts(policy)} | {normal(item.label) for item in policy.items}
    written |= {normal(event.label) for event in policy.events}
    for line in lines(compose(policy, catalogue())):
        for run in line.runs:
            assert is_ours(run) or is_theirs(run, written), run


def is_ours(run: Run) -> bool:
    if run.frame is None:
        return not re.search(r"\w", run.text) and not run.places  # a comma, brackets
    said = say(run.frame)
    return run.text == said[:1].upper() + said[1:] or (
        run.text == said and (bool(run.places) or not holds_text(run.frame))
    )


def holds_text(message: Message) -> bool:
    return any(holds_text(value) if isinstance(value, Message) else isinstance(value, str)
               for _, value in message.values)  # fmt: skip


def is_theirs(run: Run, written: set[str]) -> bool:
    return (
        bool(run.places)
        and normal(run.text.removeprefix("‘").removesuffix("’")) in written | {normal(run.text)} & written
    )


def normal(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", ALL, ids=named)
def test_a_word_of_the_author_is_traced_to_a_line_on_which_it_stands(path: Path) -> None:
    policy = read(path)
    source = path.read_text(encoding="utf-8").splitlines()
    ids = {item.id for item in policy.items}
    for line in lines(compose(policy, catalogue())):
        for run in line.runs:
            if run.frame is None and run.places:
                told = [after(source, place) for place in run.places]
                word = normal(run.text.removeprefix("‘").removesuffix("’"))[:12]
                assert any(word in each or each.split(":")[0].strip(" [{-,]}") in ids or starts_with_id(each, ids)
                           for each in told), (run, told)  # fmt: skip


def starts_with_id(text: str, ids: set[str]) -> bool:
    return re.split(r"[\s,\]}:]", text.strip())[0] in ids


def after(source: list[str], place: Place) -> str:
    """What stands in the file from a place on, with the lines that follow."""
    return normal(" ".join([source[place.line - 1][place.column - 1 :], *source[place.line : place.line + 6]]))


@pytest.mark.parametrize("path", ALL, ids=named)
def test_every_word_of_the_policy_is_published(path: Path) -> None:
    """The author's words stand in the document; what is an id is printed by its label, and its place is traced."""
    policy = read(path)
    document = compose(policy, catalogue())
    text = "\n".join(line.text for line in lines(document))
    places = {place for line in lines(document) for place in line.places}
    missing = [
        (way, word)
        for way, word in texts(policy)
        if not UNPUBLISHED.fullmatch(way) and word not in text and not (IDS.fullmatch(way) and word.place in places)
    ]
    assert missing == []


def test_the_policy_that_says_everything_says_everything() -> None:
    """Every field of the model that can be empty is filled in whole.yaml, so that the tests above miss nothing."""
    policy = read(WHOLE)
    empty = [name for name, value in vars(policy).items() if not name.startswith("_") and value in (None, (), "")]
    assert empty == []
    assert {way.rpartition(".")[2] for way, _ in texts(policy)} >= {"store", "use", "cited", "contact", "passed_on_by"}


def test_the_sections_come_in_the_order_of_the_writing_guideline() -> None:
    order = [section.anchor for section in compose(read(WHOLE), catalogue()).sections]
    assert order == ["processing", "children", "provided", "entrusted", "overseas", "destruction", "safeguards",
                     "further-use", "sensitive", "pseudonymised", "automatic", "behaviour", "automated",
                     "training-data", "location", "transmission", "rights", "officers", "remedies", "cameras",
                     "promises", "changes"]  # fmt: skip


@pytest.mark.parametrize("path", ALL, ids=named)
def test_each_section_has_a_number_and_an_anchor_of_its_own(path: Path) -> None:
    found = [*sections(compose(read(path), catalogue()).sections)]
    assert len({section.anchor for section in found}) == len(found)
    assert len({section.number for section in found}) == len(found)
    assert all(section.blocks for section in found)


def test_a_policy_that_says_nothing_of_a_matter_has_no_section_for_it() -> None:
    assert [section.anchor for section in composed("").sections] == ["changes"]


def test_an_empty_list_says_that_there_is_none() -> None:
    told = "\n".join(line.text for line in statements(composed("provided: {to: []}\noverseas: []\n")))
    assert "개인정보를 제3자에게 제공하지 않습니다." in told
    assert "개인정보를 국외로 이전하지 않습니다." in told
    silent = "\n".join(line.text for line in statements(composed("provided: {rule: 함부로 주지 않음}\n")))
    assert "제공하지 않습니다" not in silent


def test_rights_without_words_of_their_own_are_on_the_label_too() -> None:
    card = composed("rights: {list: [access, erase]}\n").cards[0]
    assert [line.text for line in card.lines] == ["열람, 삭제"]


def test_a_name_that_nothing_explains_gives_way_to_the_words_printed() -> None:
    made = "provided: {to: [{name: 은행, items: [이름], when: allowed, says: 허용한 때에 한하여}]}\n"
    told = [line.text for line in statements(composed(made))]
    assert "허용한 때에 한하여" in told
    assert "allowed" not in told
    assert "allowed" in [line.text for line in statements(composed(made.replace(", says: 허용한 때에 한하여", "")))]


def test_the_sentence_as_printed_comes_before_what_is_counted() -> None:
    document = composed("""
        events: {left: {label: 탈퇴, of: person, from: joined}}
        activities:
          a: {collect: [{required: [이름]}], keep: [{until: left, says: 회원으로 있는 동안}]}
    """.replace("\n        ", "\n"))  # fmt: skip
    told = [line.text for line in statements(document)]
    assert told.index("회원으로 있는 동안") + 1 == told.index("기준: ‘탈퇴’까지")


def test_that_the_last_period_holds_is_said_where_a_common_one_joins_an_activitys_own() -> None:
    made = """events: {left: {label: 탈퇴, of: person, from: joined}}
activities: {a: {collect: [{required: [이름]}], keep: [{until: left}]}}
keep: [{until: 1 year after left, WHICH}]
"""
    said = "한 항목에 보유 기간이 여럿이면 가장 늦게 끝나는 기간까지 보유합니다."
    joined, apart = (composed(made.replace("WHICH", f"add: {flag}")) for flag in ("true", "false"))
    assert said in [line.text for line in statements(joined)]
    assert said not in [line.text for line in statements(apart)]


def test_items_without_consent_stand_apart_from_those_with_it() -> None:
    """PIPA Art. 22 (3)."""
    document = composed("""
        activities:
          a: {label: 주문, basis: contract, collect: [{required: [이름], optional: [성별]}]}
          b: {label: 광고, basis: consent, collect: [{optional: [이메일]}]}
    """.replace("\n        ", "\n"))  # fmt: skip
    captions = [line.text for line in headings(document) if line.text.startswith("‘")]
    assert captions == ["‘주문’에서 동의 없이 수집하는 항목", "‘주문’에서 동의를 받아 수집하는 항목",
                        "‘광고’에서 동의를 받아 수집하는 항목"]  # fmt: skip


@pytest.mark.parametrize("path", EXAMPLES, ids=named)
def test_the_same_policy_gives_the_same_document(path: Path) -> None:
    def made(policy: Policy) -> Document:
        return compose(policy, catalogue())

    assert made(read(path)) == made(read(path))
