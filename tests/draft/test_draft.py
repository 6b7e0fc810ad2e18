"""A draft always parses, says what the facts say, and asks what it chose."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from jikim.document import Document, Format, Spot
from jikim.document import read as read_document
from jikim.draft import draft, page, sidecar
from jikim.draft.tree import values
from jikim.messages import Language
from jikim.policy import Policy, parse
from jikim.policy import read_document as read_yaml
from jikim.reader import Facts, Reading, Unread, read_facts
from jikim.reader.facts import Activity, Controller, Dates, End, Items, Need, Parts, Role, Rule, Source, Statutory
from tests.draft.any_facts import facts
from tests.draft.gold_facts import facts_of_label, labels, reading_of

HERE = Path(__file__).parent
SOURCE = Source("policy.txt", "꽃집 처리방침", True)
AT = Spot(7)


def written(facts: Facts) -> str:
    return draft(reading_of(facts)).text(Language.ENGLISH)


def policy_of(facts: Facts) -> Policy:
    return parse(written(facts).encode(), "policy.yaml")


def activity(items: tuple[str, ...], *rules: Rule, **more: object) -> Activity:
    group = Items("all", Need.REQUIRED, items, AT)
    return Activity(id="a", context="꽃 주문", spot=AT, items=(group,), retention=rules, **more)  # type: ignore[arg-type]


def rule(until: str, plus: str | None, **more: object) -> Rule:
    return Rule(id="r", until=until, plus=plus, phrase="적힌 말", spot=AT, **more)  # type: ignore[arg-type]


# Every draft can be read


@settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(found=facts())
def test_every_draft_parses_with_its_sidecar_and_its_page(found: Facts) -> None:
    reading = reading_of(found)
    made = draft(reading)
    text, beside = made.text(Language.KOREAN), sidecar(reading, made, Language.KOREAN)
    parse(text.encode(), "policy.yaml")
    read_yaml(beside.encode(), "policy.readings.yaml")
    assert isinstance(yaml.safe_load(text), dict)  # and other programs read them as well
    assert isinstance(yaml.safe_load(beside), dict)
    assert page(reading, made, Language.KOREAN).startswith("<!DOCTYPE html>")


@pytest.mark.reference
def test_the_draft_of_every_label_parses_and_has_an_end_for_everything(reference: Path) -> None:
    drafts = {name: policy_of(facts_of_label(path)) for name, path in labels(reference, HERE.parent / "reader").items()}
    endless = [f"{name}: {each.id}" for name, policy in drafts.items() for each in policy.activities
               if each.collect and not (each.keep or policy.keep)]  # fmt: skip
    assert len(drafts) >= 13
    assert endless == []


# Ends


@pytest.mark.parametrize(
    ("found", "until"),
    [
        (rule("withdrawal", "P0D"), "until: left"),
        (rule("withdrawal", "P1Y"), "until: 1 year after left"),
        (rule("record_made", "P18M"), "until: 18 months after collected"),
        (rule("statutory_term", None), "until: law"),
        (rule("payment_done", "P3M", at_least=True), "until: at least 3 months after paid"),
        (rule("withdrawal", "P0D", combine="earliest", alt=(End("destroy_request", "P0D"),)),
         "until: [left, erasure_requested]"),
    ],
)  # fmt: skip
def test_a_rule_becomes_the_expression_of_the_language(found: Rule, until: str) -> None:
    assert until in written(Facts(SOURCE, activities=(activity(("이름",), found),)))


def test_of_several_ends_the_latest_is_a_rule_for_each() -> None:
    found = rule("withdrawal", "P0D", combine="latest", alt=(End("payment_done", "P5Y"),))
    kept = policy_of(Facts(SOURCE, activities=(activity(("이름",), found),))).activities[0].keep
    assert kept is not None
    assert [str(one.ends[0].words) for one in kept] == ["left", "5 years after paid"]


def test_what_nobody_ends_gets_an_end_and_a_question() -> None:
    made = draft(reading_of(Facts(SOURCE, activities=(activity(("이름",)),))))
    assert "keep:\n  - {until: left}  # question 2" in made.text(Language.ENGLISH)
    assert "end" in {each.kind for each in made.questions}


def test_a_lawsuit_stays_destruction_and_is_no_period() -> None:
    policy = policy_of(Facts(SOURCE, retention_special=(rule("lawsuit_closed", "P0D", condition="소송이 있는 경우"),)))
    assert [str(hold.label) for hold in policy.holds] == ["소송이 있는 경우"]
    assert policy.keep == ()


# Items


def test_two_spellings_of_one_item_in_a_group_become_two_items() -> None:
    policy = policy_of(Facts(SOURCE, activities=(activity(("닉네임", "별명")),)))
    listed = policy.activities[0].collect[0].items
    assert [str(one.words) for one in listed] == ["닉네임", "별명"]
    assert len({one.item for one in listed}) == 2


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        (("성명(성/이름)", "성명"), ["성명(성/이름)"]),
        (("성명", "성명(성/이름)"), ["성명", "성명(성/이름)"]),
        (("화분 번호", "화분 번호(웹)", "화분 번호(앱)"), ["화분 번호", "화분 번호(웹)", "화분 번호(앱)"]),
    ],
)
def test_an_item_with_its_parts_and_without_is_never_the_same_twice(printed: tuple[str, ...], kept: list[str]) -> None:
    parts = (Parts("성명(성/이름)", "성명", ("성", "이름"), AT),)
    policy = policy_of(Facts(SOURCE, activities=(activity(printed),), item_parts=parts))
    listed = policy.activities[0].collect[0].items
    assert [str(one.words) for one in listed] == kept
    assert len({one.item for one in listed}) == len(kept)


def test_parts_that_are_the_same_are_one_and_the_words_as_printed_still_mean_the_item() -> None:
    parts = (Parts("색(0, 0, 0)", "색", ("0", "0", "0"), AT),)
    policy = policy_of(Facts(SOURCE, activities=(activity(("색(0, 0, 0)",)),), item_parts=parts))
    (listed,) = policy.activities[0].collect[0].items
    assert (str(listed.words), [list(map(str, one.parts)) for one in policy.items]) == ("색(0, 0, 0)", [["0"]])


def test_a_rule_about_words_that_nobody_lists_is_asked_about() -> None:
    found = activity(("이름",), rule("withdrawal", "P1Y", applies_to=("되돌아온 화분 정보",)))
    made = draft(reading_of(Facts(SOURCE, activities=(found,))))
    assert "되돌아온 화분 정보" in {each.about for each in made.questions}


# Activities


def test_an_activity_that_says_the_same_is_written_once() -> None:
    first = activity(("이름", "주소"), rule("withdrawal", "P0D"), purposes=("배달",))
    second = activity(("이름", "주소"), rule("withdrawal", "P0D"), purposes=("배달",))
    text = written(Facts(SOURCE, activities=(first, second)))
    assert text.count("required: [이름, 주소]") == 1
    assert "like: " in text


def test_an_activity_that_shares_its_rules_names_the_other() -> None:
    rules = (rule("withdrawal", "P0D"), rule("payment_done", "P5Y"))
    policy = policy_of(Facts(SOURCE, activities=(activity(("이름",), *rules), activity(("주소",), *rules))))
    assert [len(each.keep or ()) for each in policy.activities] == [2, 2]


def test_a_record_by_law_binds_the_activities_whose_names_speak_of_it() -> None:
    line = Statutory("s", "ecommerce", "전자상거래법", None, "payment", "대금결제 기록", "P5Y", "5년", AT)
    policy = policy_of(Facts(SOURCE, activities=(activity(("이름", "비밀번호")),), statutory_retention=(line,)))
    assert str(policy.statutory[0].law) == "ecommerce/payment"
    assert [str(name) for name in policy.statutory[0].of or ()] == [policy.activities[0].id]
    assert [str(item.words) for item in policy.statutory[0].items] == ["이름"]


def test_every_part_the_document_gave_keeps_its_line() -> None:
    found = Facts(SOURCE, controller=Controller("꽃집", ("회사",), AT), roles=(Role("member", "회원"),),
                  dates=Dates(effective="2026-03-01", spot=Spot(9)))  # fmt: skip
    spots = {path: each.spot for path, each in values(draft(reading_of(found)).tree)}
    assert spots["controller.name"] == AT
    assert spots["version.effective"] == Spot(9)
    assert spots["service.id"] is None


def test_the_sidecar_says_from_which_line_each_part_came() -> None:
    reading = read_facts(read_document("개인정보 처리방침\n시행일: 2026년 3월 1일\n".encode(), "꽃집.txt"))
    assert isinstance(reading.document, Document)
    text = sidecar(reading, draft(reading), Language.ENGLISH)
    assert "source: {file: 꽃집.txt, form: text}" in text
    assert "share: " in text


def test_a_document_that_says_nothing_gives_a_draft_that_says_so() -> None:
    document = Document("leer.txt", Format.TEXT, "utf-8", "", ())
    reading = Reading(document, Facts(SOURCE), (), (), (), Unread(1.0, (), (), ()))
    policy = parse(draft(reading).text(Language.KOREAN).encode(), "policy.yaml")
    assert policy.activities == ()
