"""Consent forms: what is told and asked follows from the policy, matter by matter, and nothing is invented."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from jikim.check import RULES
from jikim.consent import Form, Kind, Matter, Submission, What, admit, as_data, forms, fragment, matters
from jikim.errors import DocumentError, RefusedError
from jikim.law import catalogue
from jikim.messages import Language, Message, say
from jikim.period import instant_of_text
from jikim.policy import Policy, parse

HERE = Path(__file__).parent
TEXT = (HERE / "forms.yaml").read_text("utf-8")
POLICY = parse(TEXT.encode())
FORMS = {form.activity: form for form in forms(POLICY, catalogue())}
ASKED = {matter.id: matter for form in FORMS.values() for matter in form.matters}
KMONG = parse((HERE.parents[1] / "examples/kmong/policy.yaml").read_bytes())
NOW = instant_of_text("2026-11-22")
LANGUAGES = pytest.mark.parametrize("language", list(Language))


def lines(matter: Matter, what: What) -> list[str]:
    """What is told of a matter, in Korean."""
    told = [line for each in matter.told if each.what is what for line in each.lines]
    return [say(line, Language.KOREAN) if isinstance(line, Message) else str(line) for line in told]


def important(matter: Matter) -> set[What]:
    return {each.what for each in matter.told if each.important}


# Matters


@pytest.mark.parametrize(
    ("matter", "required", "kinds", "told"),
    [
        ("survey", True, {Kind.COLLECTION}, "purpose items period refusal"),
        ("성별의 수집 및 이용", False, {Kind.COLLECTION}, "purpose items period refusal"),
        ("signup/optional", False, {Kind.COLLECTION}, "purpose items period refusal"),
        ("health", True, {Kind.COLLECTION, Kind.SENSITIVE}, "purpose items period refusal"),
        ("rental", True, {Kind.COLLECTION, Kind.UNIQUE_IDENTIFIER}, "purpose items period refusal"),
        ("news", False, {Kind.COLLECTION, Kind.PROMOTION}, "purpose items period contacted refusal"),
        ("night", False, {Kind.COLLECTION, Kind.PROMOTION, Kind.NIGHT},
         "purpose items period contacted at_night refusal"),
        ("provided/나무택배", False, {Kind.PROVISION}, "recipient purpose items period refusal"),
        ("overseas/Example Cloud", False, {Kind.OVERSEAS}, "items country how recipient purpose period refusal"),
    ],
)  # fmt: skip
def test_each_matter_tells_what_the_law_wants_told_of_its_kind(
    matter: str, required: bool, kinds: set[Kind], told: str
) -> None:
    found = ASKED[matter]
    assert (found.required, set(found.kinds)) == (required, kinds)
    assert [each.what.value for each in found.told] == told.split()
    assert all(line for each in found.told for line in each.lines)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_asked_somewhere_and_stands_under_its_fact_of_law(kind: Kind) -> None:
    assert any(kind in matter.kinds for matter in ASKED.values())
    assert catalogue().fact(kind.value)


def test_the_matters_of_the_forms_are_those_that_are_taken() -> None:
    assert set(ASKED) <= matters(POLICY)
    assert {matter for matter in matters(POLICY) if matter.startswith(("provided/", "overseas/"))} <= set(ASKED)


def test_what_is_important_is_marked() -> None:
    assert important(ASKED["survey"]) == {What.PERIOD}
    assert important(ASKED["health"]) == important(ASKED["rental"]) == {What.ITEMS, What.PERIOD}
    assert important(ASKED["night"]) == {What.PERIOD, What.CONTACTED, What.AT_NIGHT}
    assert important(ASKED["provided/나무택배"]) == {What.RECIPIENT, What.PURPOSE, What.PERIOD}


def test_refusing_what_is_required_has_the_consequence_of_the_policy_and_of_what_is_optional_none() -> None:
    assert lines(ASKED["survey"], What.REFUSAL) == [
        "동의를 거부할 수 있습니다", "필수 항목의 동의를 거부하면 그 서비스를 이용할 수 없음"]  # fmt: skip
    assert lines(ASKED["news"], What.REFUSAL) == [
        "동의를 거부할 수 있으며, 거부하여도 서비스를 이용할 수 있습니다 (개인정보 보호법 제16조제3항, 제22조제5항)"
    ]


def test_a_period_says_of_which_items_and_of_whom_it_is() -> None:
    rules = [
        "{except: [이름], until: left}",
        "{items: [이름], until: withdrew}",
        "{roles: [expert], until: 1 year after left}",
    ]
    before = "    collect: [{optional: [이메일]}]\n    keep: [{until: [withdrew, left]}]"
    after = "    collect: [{optional: [이메일, 이름]}, {from: expert, optional: [이름]}]\n    keep: [%s]"
    changed = TEXT.replace(before, after % ", ".join(rules), 1)
    (form,) = forms(parse(changed.encode()), catalogue(), "news")
    told = ["이메일: ‘회원 탈퇴’까지", "이름: ‘동의 철회’까지", "‘회원 탈퇴’ 후 1년까지 (전문가)"]
    assert lines(form.matters[0], What.PERIOD) == told


def test_what_a_contract_needs_is_told_and_not_asked() -> None:
    (ground,) = FORMS["order"].grounds
    told = {each.what: [say(line, Language.KOREAN) if isinstance(line, Message) else line for line in each.lines]
            for each in ground.told}  # fmt: skip
    assert FORMS["order"].matters == ()
    assert told == {
        What.PURPOSE: ["결제", "세금계산서 발행"],
        What.ITEMS: ["이름, 주소"],
        What.PERIOD: ["‘회원 탈퇴’까지", "대금결제 기록: ‘대금 결제’ 후 5년"],
        What.GROUND: ["계약의 체결과 이행", "법령: 부가가치세법 제32조제1항제2호"],
    }


def test_items_say_of_whom_in_which_case_and_of_what_parts() -> None:
    (ground,) = FORMS["signup"].grounds
    items = next(each for each in ground.told if each.what is What.ITEMS)
    assert items.lines == ("이메일, 비밀번호", "휴대폰 번호 (전문가)", "카드 정보(카드사, 카드번호) (신용카드)")


def test_what_a_statute_demands_is_told_with_it_and_asks_for_no_consent() -> None:
    by_law = TEXT.replace("required: [이름, 주소]", "required: [이름, 주민등록번호]", 1)
    (form,) = forms(parse(by_law.encode()), catalogue(), "order")
    assert (len(form.grounds), form.matters) == (1, ())


def test_activities_that_ask_for_each_other_ask_each_matter_once() -> None:
    circle = TEXT.replace("collect: [{optional: [이메일]}]", "collect: [{optional: [이메일]}, {ask: night}]", 1)
    circle = circle.replace("[{optional: [휴대폰 번호]}]", "[{optional: [휴대폰 번호]}, {ask: news}, {ask: signup}]", 1)
    made = forms(parse(circle.encode()), catalogue())
    found = {form.activity: [matter.id for matter in form.matters] for form in made}
    assert found["news"] == ["news/optional", "night/optional", "signup/optional"]
    assert found["night"] == ["night/optional", "news/optional", "signup/optional"]


def test_a_consent_that_is_no_item_is_asked_where_it_is_asked_for() -> None:
    assert [matter.id for matter in FORMS["signup"].matters] == ["signup/optional", "news"]


def test_a_successor_and_a_transfer_by_contract_are_asked_of_nobody() -> None:
    assert [matter.id for matter in FORMS["provided"].matters] == ["provided/나무택배"]
    assert [matter.id for matter in FORMS["overseas"].matters] == ["overseas/Example Cloud"]


# Who receives items

TREE = next(line for line in TEXT.splitlines(keepends=True) if "나무택배" in line)


def recipients(*entries: str) -> dict[str, Matter]:
    """What is asked, by its id, where the policy has these entries for one third party."""
    lines = "".join(f"    - {{name: 나무택배, items: {entry}}}\n" for entry in entries)
    policy = parse(TEXT.replace(TREE, lines).encode())
    (form,) = forms(policy, catalogue(), "provided")
    assert {matter.id for matter in form.matters} <= matters(policy)
    assert len({matter.id for matter in form.matters}) == len(form.matters)
    return {matter.id: matter for matter in form.matters}


def test_sensitive_items_that_are_handed_on_have_a_consent_of_their_own_and_are_marked() -> None:
    asked = recipients("[이름], purpose: 배송, until: 1년", "[건강정보], purpose: 배송, until: 1년")
    assert list(asked) == ["provided/나무택배/배송/이름", "provided/나무택배/배송/건강정보"]
    own = asked["provided/나무택배/배송/건강정보"]
    assert set(own.kinds) == {Kind.PROVISION, Kind.SENSITIVE}
    assert important(own) == {What.RECIPIENT, What.PURPOSE, What.ITEMS, What.PERIOD}


def test_who_agrees_to_one_purpose_of_a_recipient_has_not_agreed_to_another() -> None:
    asked = recipients("[이름], purpose: 배송, until: 1년", "[이름], purpose: 통계 작성, until: 1년")
    assert list(asked) == ["provided/나무택배/배송", "provided/나무택배/통계 작성"]


def test_an_entry_written_twice_is_asked_once() -> None:
    assert list(recipients(*["[이름], purpose: 배송, until: 1년"] * 2)) == ["provided/나무택배"]


def test_who_receives_items_to_promote_says_that_people_may_be_contacted_at_night_too() -> None:
    (matter,) = recipients("[이름], purpose: 야간 보험 판매권유, until: 1년").values()
    assert set(matter.kinds) == {Kind.PROVISION, Kind.PROMOTION, Kind.NIGHT}
    assert {What.CONTACTED, What.AT_NIGHT} <= important(matter)


def test_items_that_an_entry_names_by_id_are_told_by_their_words() -> None:
    (matter,) = recipients("[mobile, card_kind, 우리만 아는 말], purpose: 배송, until: 1년").values()
    assert lines(matter, What.ITEMS) == ["휴대전화번호, 카드 정보, 우리만 아는 말"]
    assert matter.items == ("mobile", "card_kind")


def test_where_the_policy_names_no_consequence_of_refusing_the_law_says_that_there_is_none() -> None:
    (matter,) = recipients("[이름], purpose: 배송, until: 1년").values()
    assert lines(matter, What.REFUSAL) == lines(ASKED["news"], What.REFUSAL)


def test_an_activity_may_be_called_as_the_form_of_who_receives_items() -> None:
    policy = parse(TEXT.replace("  survey:\n", "  provided:\n").encode())
    made = forms(policy, catalogue(), "provided")
    assert [[matter.id for matter in form.matters] for form in made] == [
        ["provided", "성별의 수집 및 이용"], ["provided/나무택배"]]  # fmt: skip
    ids = [attributes["id"] for _, attributes in Page(fragment(made, Language.KOREAN)).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


# What is not stated


@pytest.mark.parametrize(
    ("without", "instead", "rule"),
    [
        ("    purposes: {diet: 식단 안내}\n", "", "purpose-missing"),
        ("    keep: [{until: [withdrew, 1 year after collected]}]\n", "", "retention-missing"),
        ("promises: {refusal_consequence: 필수 항목의 동의를 거부하면 그 서비스를 이용할 수 없음}\n", "",
         "refusing-unexplained"),
        ("required: [직업]", "items: [직업]", "need-unsaid"),
        ("consent: 성별의 수집 및 이용", "consent: survey", "optional-with-required"),
        ("[건강정보]", "[건강정보, 이름]", "sensitive-consent"),
        ("[운전면허번호]", "[운전면허번호, 이름]", "unique-identifier-consent"),
        ("required: [직업]", "required: [주민등록번호]", "resident-number-consent"),
        ("required: [직업]", "required: [직업], etc: true", "open-words"),
        ("purposes: {join: 회원 관리}", "purposes: {join: 회원 관리, ads: 마케팅}", "marketing-not-apart"),
        ("{study:", "{ads: 광고 전송, study:", "marketing-not-apart"),
        ("consent: 야간 광고성 정보 수신", "consent: 광고성 정보", "night-not-apart"),
        ("{join: 회원 관리}", "{join: {label: 추천, basis: consent}}", "grounds-mixed"),
        ("purposes: {diet: 식단 안내}", 'purposes: {diet: " "}', "purpose-missing"),
        ("refusal_consequence: 필수 항목의 동의를 거부하면 그 서비스를 이용할 수 없음", 'refusal_consequence: ""',
         "refusing-unexplained"),
        ("collect: [{optional: [이메일]}]\n    keep: [{until:",
         "collect: [{optional: [이메일, 이름]}]\n    keep: [{items: [이메일], until:", "retention-missing"),
        ("collect: [{optional: [이메일]}]\n    keep: [{until:",
         "collect: [{optional: [이메일, 이름]}]\n    keep: [{except: [이메일], until:", "retention-missing"),
        ("collect: [{optional: [이메일]}]\n    keep: [{until:",
         "collect: [{optional: [이메일]}]\n    keep: [{roles: [expert], until:", "retention-missing"),
        (", until: 배송 후 30일", "", "provided-incomplete"),
        ("purpose: 배송", 'purpose: " "', "provided-incomplete"),
        (", contact: privacy@cloud.example", "", "overseas-incomplete"),
        ("items: [이름, 주소], purpose", "items: [이름, 건강정보], purpose", "sensitive-consent"),
        ("items: [이름, 주소], purpose", "items: [이름, 여권번호], purpose", "unique-identifier-consent"),
        ("items: [이름, 주소], purpose", "items: [rrn], purpose", "resident-number-consent"),
        ("items: [이메일], purpose", "items: [이메일, 건강정보], purpose", "sensitive-consent"),
        ("배송 후 30일,", "배송 후 30일, country: US,", "overseas-incomplete"),
        ("required: [이메일, 비밀번호]", "required: [이메일, 건강정보]", "sensitive-consent"),
        ("required: [이메일, 비밀번호]", "required: [이메일, 여권번호]", "unique-identifier-consent"),
        ("required: [이메일, 비밀번호]", "required: [주민등록번호]", "resident-number-without-statute"),
    ],
)  # fmt: skip
def test_what_the_law_demands_and_the_policy_does_not_state_is_an_error(without: str, instead: str, rule: str) -> None:
    assert without in TEXT
    changed = TEXT.replace(without, instead, 1)
    changed = changed.replace("label: 야간 소식", "label: 소식지") if rule == "night-not-apart" else changed
    with pytest.raises(DocumentError) as caught:
        forms(parse(changed.encode()), catalogue())
    found = [fault for fault in caught.value.faults if fault.rule == rule]
    assert found
    assert all(fault.place.line > 1 and fault.law and fault.rule in RULES for fault in found)


def test_one_activity_is_made_although_another_is_wrong() -> None:
    (form,) = forms(KMONG, catalogue(), "marketing")
    assert [matter.id for matter in form.matters] == ["marketing"]
    with pytest.raises(DocumentError):
        forms(KMONG, catalogue())


def test_an_activity_that_nobody_knows_is_refused() -> None:
    with pytest.raises(RefusedError):
        forms(POLICY, catalogue(), "elsewhere")


# As HTML

VOID = {"input"}


class Page(HTMLParser):
    """Reads a fragment as a browser does: what is open, what is bound to what."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.legends: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(language: Language = Language.KOREAN, policy: Policy = POLICY, only: str | None = None) -> Page:
    return Page(fragment(forms(policy, catalogue(), only), language))


@LANGUAGES
def test_every_box_has_its_label_and_is_described_and_none_is_ticked(language: Language) -> None:
    found = page(language)
    ids = [str(attributes["id"]) for _, attributes in found.tags if "id" in attributes]
    boxes = found.all("input")
    assert found.open == []
    assert len(ids) == len(set(ids))
    assert {label["for"] for label in found.all("label")} == {box["id"] for box in boxes}
    assert all("checked" not in box for box in boxes)
    described = [box.get("aria-describedby") for box in boxes if box["name"] == "agreed"]
    labelled = [attributes["aria-labelledby"] for attributes in found.all("section")]
    assert set(described) | set(labelled) <= set(ids)
    assert all(section.get("lang") in (language.value, None) for section in found.all("section"))


def test_only_what_is_required_asks_the_browser_for_a_tick() -> None:
    wanted = {box["value"] for box in page().all("input") if "required" in box}
    assert wanted == {matter.id for matter in ASKED.values() if matter.required} == {"survey", "health", "rental"}


@pytest.mark.parametrize("some", ["from: expert", "when: card"])
def test_what_is_asked_of_some_asks_no_other_browser_for_a_tick(some: str) -> None:
    group = f"{{{some}, required: [주소], consent: 주소 수집}}"
    more = TEXT.replace("{required: [직업]}", f"{{required: [직업]}}, {group}", 1)
    made = forms(parse(more.encode()), catalogue(), "survey")
    found = {matter.id: matter.everybody for form in made for matter in form.matters}
    wanted = {box["value"] for box in Page(fragment(made, Language.KOREAN)).all("input") if "required" in box}
    assert (found["survey"], found["주소 수집"], wanted) == (True, False, {"survey"})


def test_the_boxes_carry_the_matters_that_are_taken() -> None:
    found = page().all("input")
    assert {box["value"] for box in found if box["name"] == "agreed"} == set(ASKED)
    assert {box["value"] for box in found if box["name"] == "guardian"} == {"true"}


@LANGUAGES
def test_there_is_no_script_and_the_policy_cannot_bring_one_along(language: Language) -> None:
    text = fragment(tuple(FORMS.values()), language)
    assert "이용 조사 &lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert {tag for tag, _ in Page(text).tags} == {
        "section", "h2", "h3", "dl", "dt", "dd", "strong", "u", "fieldset", "legend", "p", "input", "label",
        *(["span"] if language is Language.ENGLISH else []),
    }  # fmt: skip
    assert not any(name.startswith("on") for _, attributes in Page(text).tags for name in attributes)


def test_what_is_important_stands_out() -> None:
    text = fragment([FORMS["news"]], Language.KOREAN)
    said = "재화나 서비스의 홍보 또는 판매 권유를 위하여 연락드릴 수 있습니다"
    assert f'<strong class="jikim-important"><u>{said}</u></strong>' in text


def test_an_english_form_calls_korean_what_is_korean_and_nothing_else() -> None:
    text = fragment([FORMS["signup"]], Language.ENGLISH)
    assert 'Until ‘<span lang="ko">회원 탈퇴</span>’' in text
    assert 'Collecting and using optional items: <span lang="ko">회원가입</span>' in text


def test_where_children_are_refused_the_form_says_so() -> None:
    refused = parse(TEXT.replace("rule: guardian", "rule: refuse").encode())
    text = fragment(forms(refused, catalogue(), "survey"), Language.KOREAN)
    assert "만 14세 미만은 이용할 수 없습니다" in text
    assert 'name="guardian"' not in text


# As data, and back


def tree(node: Any) -> Iterator[Any]:
    yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from tree(inner)


@LANGUAGES
def test_the_data_say_what_the_page_says(language: Language) -> None:
    data = json.loads(json.dumps(as_data(POLICY, tuple(FORMS.values()), language)))
    assert (data["service"], data["version"], data["language"]) == ("shop", "1", language.value)
    found = [matter for form in data["forms"] for matter in form["matters"]]
    assert {matter["matter"] for matter in found} == set(ASKED)
    assert not any(matter["agreed"] for matter in found)
    assert all(each for each in tree(data) if isinstance(each, str))


@pytest.mark.parametrize("activity", ["survey", "health", "news"])
def test_who_fills_the_form_may_be_taken_in(activity: str) -> None:
    form = FORMS[activity]
    _taken(POLICY, form, "member")


def test_the_form_of_an_example_is_filled_and_its_matters_are_taken() -> None:
    (form,) = forms(KMONG, catalogue(), "signup_naver")
    assert [matter.id for matter in form.matters] == ["signup_naver/optional", "marketing"]
    _taken(KMONG, form, "client", leave_out={"name", "birth_date", "mobile", "ci"})


def _taken(policy: Policy, form: Form, role: str, leave_out: frozenset[str] | set[str] = frozenset()) -> None:
    """Tick every box and give every item of the form: it is taken; leave one box out, and it is refused."""
    own = [matter for matter in form.matters if set(matter.items)]
    told = [item for ground in form.grounds for item in ground.items if item not in leave_out]
    asked = [matter for matter in own if matter.id == form.activity or matter.id.startswith(f"{form.activity}/")]
    asked += [matter for matter in own if form.activity == "survey" and matter not in asked]
    values = dict.fromkeys((*told, *(item for matter in asked for item in matter.items)), "값")
    agreed = frozenset(matter.id for matter in form.matters)
    given = Submission(form.activity, role, NOW, person="p1", values=values, agreed=agreed)
    admitted = admit(policy, catalogue(), given, {})
    assert set(admitted.matters) == {matter.id for matter in asked}
    left = Submission(form.activity, role, NOW, person="p1", values=values, agreed=agreed - {asked[0].id})
    with pytest.raises(RefusedError):
        admit(policy, catalogue(), left, {})


# The guide


def test_the_guide_names_every_class_and_every_key() -> None:
    guide = (HERE.parents[1] / "docs/consent.md").read_text("utf-8")
    classes = {name for _, attributes in page().tags for name in (attributes.get("class") or "").split()}
    data = as_data(POLICY, tuple(FORMS.values()), Language.KOREAN)
    found = json.loads(json.dumps(data))["forms"][0]
    keys = {*found, *found["matters"][0], *found["matters"][0]["told"][0]} - {"what", "label"}
    assert {name for name in (*classes, *keys) if f"`{name}`" not in guide} == set()
