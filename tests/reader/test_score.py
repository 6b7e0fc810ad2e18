"""The scorer of the reader, held against itself: a label is perfect against itself, one change lowers one kind."""

import copy
import json
from pathlib import Path

import pytest
import yaml

from bench.reader.__main__ import labels, main
from bench.reader.document import Row, row
from bench.reader.kinds import KINDS, TARGETS
from bench.reader.score import Score, score
from bench.reader.table import detail

OURS = Path(__file__).parent / "gold"

LABEL = """
roles: [{id: m, label: 회원}, {id: n, label: 비회원}]
dates: {announced: null, effective: "2024-01-01", line: 90}
controller: {name: 주식회사 가나, aliases: [회사]}
activities:
  - id: signup
    line: 10
    roles: [m, n]
    context: 회원 가입
    purposes: [가입의사 확인]
    items:
      - {role: m, need: required, items: [이름, 이메일 주소, 직업 및 관심사], line: 11}
      - {role: all, need: optional, when: 행사, items: [생일], consents: [광고 수신], line: 12}
    retention:
      - {id: r1, until: withdrawal, plus: P1Y, store: separate, statute: null, applies_to: [CI], action: destroy}
  - id: order
    line: 20
    roles: [m]
    context: 주문
    purposes: [배송]
    items: [{role: m, need: unspecified, items: [이름, 주소], line: 20}]
    retention:
      - {id: r2, until: service_done, plus: P0D, combine: latest, alt: [{until: statutory_term, plus: null}], line: 21}
item_parts: [{item: 경력(회사), head: 경력, parts: [회사], line: 22}]
auto_collected: {items: [쿠키, IP 주소], purposes: [통계], line: 23}
retention_default: [{id: r3, until: purpose_done, plus: P0D, statute: ecommerce, line: 30}]
retention_special: [{id: r2, ref: order.retention}]
statutory_retention:
  - {id: s1, law: ecommerce, record: payment, record_text: 대금 기록, duration: P5Y, line: 40}
  - {id: s2, law: null, law_expected: comm-secrets, record: login, record_text: 로그인 기록, duration: P3M, line: 41}
processors:
  - {name: 나라택배, work: 배송, line: 50}
  - {name: Cloud Inc., work: 보관, overseas: true, location: 미국, line: 51}
processing_terms: [재위탁 제한]
third_party:
  rule: none_except
  line: 55
  exceptions: [{id: law, text: 법령에 따라 요구되는 경우, line: 56}]
  provisions:
    - {recipient: 다라카드, purpose: 결제, items: [카드번호], retention: {until: purpose_done, plus: P0D}, line: 57}
rights:
  list: [{id: access, text: 열람, line: 60}, {id: erase, text: 삭제, line: 61}]
  channels: [서면]
  limits: [{text: 법 제35조 제4항, line: 62}]
destruction:
  triggers: [목적 달성]
  deadline: {text: 지체 없이, max: P5D, line: 70}
  methods: {electronic: 재생할 수 없도록, paper: 분쇄}
  lines: [70, 72]
officers: [{role: cpo, name: present, title: 이사, dept: null, phone: present, email: null, lines: [80, 83]}]
safeguards: {technical: [{text: 암호화, line: 85}]}
cookies: {uses: true, refusal: 브라우저 설정, line: 86}
children: {rule: no_children, age: 14, line: 87}
training: {who: [취급자], rule: {rrule: "FREQ=YEARLY"}, lines: [88, 88]}
remedies: [{name: 침해신고센터, line: 89}]
change_notice: {method: 공지사항, days_before: 7, line: 91}
promises: [{id: p, kind: purpose_limit, line: 92}]
ambiguities:
  - {id: a1, line: 20, question: need not said, options: [required, optional], gold: unspecified}
  - {id: a2, line: 21, question: joined how, options: [earliest, latest], gold: latest}
  - {id: a3, line: 11, question: "'직업 및 관심사': how many", options: [one, two], gold: one}
  - {id: a4, line: 21, question: which term, options: [statutory, own], gold: statutory}
  - {id: a5, line: 3, question: which day, options: ["2024-01-01", "2024-01-02"], gold: "2024-01-01"}
"""
Path_ = tuple[str | int, ...]


def label() -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load(LABEL)
    return loaded


def at(document: object, path: Path_) -> object:
    for step in path:
        document = document[step]  # type: ignore[index]  # the path is ours
    return document


def changed(path: Path_, value: object) -> Row:
    """The label with one value put in its place."""
    document = copy.deepcopy(label())
    at(document, path[:-1])[path[-1]] = value  # type: ignore[index]
    return document


def without(path: Path_) -> Row:
    """The label without one value."""
    document = copy.deepcopy(label())
    del at(document, path[:-1])[path[-1]]  # type: ignore[attr-defined]
    return document


def more(path: Path_, value: object) -> Row:
    """The label with one more value in a list."""
    document = copy.deepcopy(label())
    at(document, path).append(value)  # type: ignore[attr-defined]
    return document


def lowered(found: Score) -> set[str]:
    """The kinds that are not perfect."""
    return {kind for kind, count in found.counts.items() if count.missed or count.false}


SIGNUP, ORDER = ("activities", 0), ("activities", 1)
EXCEPT = ("third_party", "provisions", 0)

ALTERED: list[tuple[Path_, object, set[str]]] = [
    ((*SIGNUP, "items", 0, "items", 0), "성명", {"items"}),
    ((*SIGNUP, "items", 0, "need"), "optional", {"items"}),
    ((*SIGNUP, "items", 0, "role"), "n", {"items"}),
    ((*SIGNUP, "items", 1, "role"), "m", {"items"}),
    ((*SIGNUP, "items", 1, "when"), "경품", {"conditions"}),
    ((*SIGNUP, "items", 1, "consents", 0), "홍보", {"consents"}),
    ((*SIGNUP, "purposes", 0), "본인 확인", {"purposes"}),
    ((*SIGNUP, "context"), "가입", {"collections"}),
    ((*SIGNUP, "retention", 0, "until"), "contract_end", {"retention"}),
    ((*SIGNUP, "retention", 0, "plus"), "P6M", {"retention"}),
    ((*SIGNUP, "retention", 0, "store"), "live", {"retention"}),
    ((*SIGNUP, "retention", 0, "applies_to"), ["DI"], {"retention"}),
    ((*SIGNUP, "retention", 0, "action"), "keep", {"retention details"}),
    (("retention_default", 0, "statute"), "commercial", {"retention"}),
    ((*ORDER, "retention", 0, "alt", 0, "until"), "withdrawal", {"retention"}),
    (("statutory_retention", 0, "law"), "commercial", {"statutory lines"}),
    (("statutory_retention", 0, "law"), None, {"statutory lines"}),
    (("statutory_retention", 0, "duration"), "P3Y", {"statutory lines"}),
    (("statutory_retention", 0, "record"), "contract", {"statutory lines"}),
    (("statutory_retention", 1, "law"), "ecommerce", {"statutory lines"}),
    (("processors", 0, "name"), "나라 물류", {"entrusted parties"}),
    (("processors", 0, "work"), "포장", {"entrusted parties"}),
    (("processors", 1, "location"), "일본", {"entrusted details", "overseas"}),
    (("officers", 0, "title"), "부장", {"officers"}),
    (("officers", 0, "name"), None, {"officers"}),
    (("officers", 0, "email"), "a@example.kr", {"officers"}),
    (("dates", "effective"), "2024-01-03", {"dates"}),
    (("rights", "list", 0, "id"), "correct", {"rights"}),
    (("rights", "channels", 0), "전화", {"rights"}),
    (("rights", "limits", 0, "text"), "다른 법령", {"rights"}),
    (("destruction", "deadline", "max"), "P3D", {"destruction"}),
    (("destruction", "methods", "paper"), "소각", {"destruction"}),
    (("third_party", "rule"), "consent_or_law", {"third-party rule"}),
    (("third_party", "exceptions", 0, "text"), "동의한 경우", {"third-party exceptions"}),
    ((*EXCEPT, "recipient"), "마바카드", {"third parties"}),
    ((*EXCEPT, "items", 0), "계좌번호", {"third-party items"}),
    ((*EXCEPT, "retention", "plus"), "P1Y", {"third-party retention"}),
    (("auto_collected", "items", 0), "광고 ID", {"automatic items"}),
    (("cookies", "refusal"), "없음", {"cookies"}),
    (("children", "age"), 13, {"children"}),
    (("change_notice", "days_before"), 30, {"notice of change"}),
    (("training", "rule", "rrule"), "FREQ=MONTHLY", {"training"}),
    (("promises", 0, "kind"), "minimum_collection", {"promises"}),
    (("safeguards", "technical", 0, "text"), "백신", {"safeguards"}),
    (("remedies", 0, "name"), "분쟁조정위원회", {"remedies"}),
    (("controller", "name"), "가나", {"names"}),
    (("roles", 1, "label"), "손님", {"roles", "items", "collections"}),
    (("item_parts", 0, "parts"), ["부서"], {"item parts"}),
    (("processing_terms", 0), "손해배상", {"entrusting terms"}),
]

DROPPED: list[tuple[Path_, set[str]]] = [
    ((*SIGNUP, "items", 0, "items", 1), {"items"}),
    ((*SIGNUP, "items", 1, "when"), {"conditions"}),
    ((*ORDER, "retention", 0), {"retention"}),
    (("retention_default", 0), {"retention"}),
    (("statutory_retention", 1), {"statutory lines"}),
    (("processors", 0), {"entrusted parties"}),
    (("officers", 0), {"officers"}),
    (("dates", "effective"), {"dates"}),
    (("rights", "list", 1), {"rights"}),
    (("destruction", "triggers", 0), {"destruction"}),
    (("promises", 0), {"promises"}),
    (("auto_collected",), {"automatic items", "automatic purposes"}),
    (("activities", 1), {"collections", "purposes", "items", "retention"}),
]

ADDED: list[tuple[Path_, object, str]] = [
    ((*SIGNUP, "items", 0, "items"), "성별", "items"),
    ((*SIGNUP, "retention"), {"until": "no_login", "plus": "P1Y"}, "retention"),
    (("statutory_retention",), {"law": "eft", "record": "eft", "record_text": "거래", "duration": "P5Y"},
     "statutory lines"),
    (("processors",), {"name": "나라택배", "work": "배송"}, "entrusted parties"),
    (("officers",), {"role": "manager", "name": "홍길동"}, "officers"),
    (("rights", "list"), {"id": "suspend"}, "rights"),
    (("destruction", "triggers"), "동의 철회", "destruction"),
    (("promises",), {"kind": "legal_hold"}, "promises"),
]  # fmt: skip


def test_a_label_held_against_itself_is_perfect_in_every_kind():
    found = score(label(), label())

    assert lowered(found) == set()
    assert all(found.counts[kind].f1 == 1.0 for kind in TARGETS)
    assert found.questions.recall == 1.0
    assert not found.questions.needless


@pytest.mark.parametrize("of", sorted(OURS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_eight_labels_are_perfect_against_themselves(of):
    one = labels([OURS])[of.stem]

    assert_perfect(score(one, json.loads(json.dumps(one, default=str))))


@pytest.mark.reference
def test_the_five_labels_are_perfect_against_themselves(reference):
    five = labels([reference / "gold"])

    assert len(five) == 5
    for one in five.values():
        assert_perfect(score(one, json.loads(json.dumps(one, default=str))))


def assert_perfect(found: Score) -> None:
    assert {kind: count.f1 for kind, count in found.counts.items() if count.f1 not in (None, 1.0)} == {}
    assert {kind: count.off for kind, count in found.counts.items() if count.off} == {}
    assert found.questions.recall == 1.0
    assert list(detail(found)) == []


def named(value: object) -> str:
    """Name a case the same in every process: the order of a set is not."""
    return str(sorted(value) if isinstance(value, set) else value)[:60]


@pytest.mark.parametrize(("path", "value", "kinds"), ALTERED, ids=named)
def test_an_altered_fact_lowers_its_own_kind_only(path, value, kinds):
    found = score(label(), changed(path, value))

    assert lowered(found) == kinds


@pytest.mark.parametrize(("path", "kinds"), DROPPED, ids=named)
def test_a_dropped_fact_lowers_the_recall_of_its_own_kind_only(path, kinds):
    found = score(label(), without(path))

    assert lowered(found) == kinds
    assert not any(count.false for count in found.counts.values())


@pytest.mark.parametrize(("path", "value", "kind"), ADDED, ids=named)
def test_an_added_fact_lowers_precision_only(path, value, kind):
    count = score(label(), more(path, value)).counts[kind]

    assert lowered(score(label(), more(path, value))) == {kind}
    assert count.recall == 1.0
    assert count.precision is not None
    assert count.precision < 1.0


SAME: list[tuple[str, Path_, object]] = [
    ("white space is no difference", (*SIGNUP, "items", 0, "items", 1), "이메일주소"),
    ("identifiers are the reader's own", (*SIGNUP, "id"), "x1"),
    ("a year is twelve months", (*SIGNUP, "retention", 0, "plus"), "P12M"),
    ("all roles may be left to the collection", (*ORDER, "items", 0, "role"), "all"),
    ("a hidden name agrees with any", ("officers", 0, "name"), "홍길동"),
    ("a cut may be longer", ("rights", "limits", 0, "text"), "개인정보 보호법 제35조 제4항에 의하여"),
    ("a rule pointed at may be repeated", ("retention_special", 0),
     {"until": "service_done", "plus": "P0D", "combine": "latest", "alt": [{"until": "statutory_term"}]}),
    ("a bare rule is the pointer left out", ("retention_special",), []),
    ("need, where an ambiguity asks", (*ORDER, "items", 0, "need"), "required"),
    ("combine, where an ambiguity asks", (*ORDER, "retention", 0, "combine"), "earliest"),
    ("one or two, where an ambiguity asks", (*SIGNUP, "items", 0, "items"), ["이름", "이메일 주소", "직업", "관심사"]),
    ("a day that an ambiguity offers", ("dates", "effective"), "2024-01-02"),
    ("the law a lawyer would name", ("statutory_retention", 1, "law"), "comm-secrets"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), [one[1:] for one in SAME], ids=[one[0] for one in SAME])
def test_these_differences_are_none(path, value):
    assert lowered(score(label(), changed(path, value))) == set()


@pytest.mark.parametrize(
    ("path", "value", "kind"),
    [
        ((*SIGNUP, "items", 0, "need"), "unspecified", "items"),
        ((*SIGNUP, "items", 0, "items"), ["이름", "이메일", "주소", "직업 및 관심사"], "items"),
        ((*ORDER, "items", 0, "items"), ["이름", "주", "소"], "items"),
        ((*ORDER, "items", 0, "need"), "unknown", "items"),
        ((*ORDER, "retention", 0, "store"), "live", "retention"),
        (("dates", "effective"), "2024-01-04", "dates"),
    ],
)
def test_no_ambiguity_pardons_what_its_options_do_not_say(path, value, kind):
    assert lowered(score(label(), changed(path, value))) == {kind}


def test_a_line_is_told_apart_and_is_no_part_of_the_fact():
    near = score(label(), changed((*SIGNUP, "items", 0, "line"), 12))
    far = score(label(), changed((*SIGNUP, "items", 0, "line"), 40))

    assert (lowered(near), near.counts["items"].off) == (set(), 0)
    assert (lowered(far), far.counts["items"].off) == (set(), 3)


def test_a_fact_in_another_collection_is_false_there_and_missed_here():
    document = copy.deepcopy(label())
    at(document, (*ORDER, "items", 0, "items")).remove("주소")
    at(document, (*SIGNUP, "items", 0, "items")).append("주소")

    count = score(label(), document).counts["items"]

    assert (count.missed, count.false) == (1, 1)


def test_collections_told_in_another_order_are_the_same_collections():
    document = copy.deepcopy(label())
    at(document, ("activities",)).reverse()

    assert lowered(score(label(), document)) == set()


def test_nothing_read_is_nothing_found():
    found = score(label(), {})

    assert all(found.counts[kind].f1 == 0.0 for kind in TARGETS)
    assert found.questions.recall == 0.0


def test_one_question_asks_one_ambiguity_though_three_stand_at_its_line():
    document = row(changed(("ambiguities",), [{"line": 21, "question": "?"}, {"lines": [60, 12], "question": "?"}]))
    found = score(label(), document).questions

    assert [one["id"] for one, _ in found.asked] == ["a1", "a3"]
    assert [one["id"] for one in found.missed] == ["a2", "a4", "a5"]
    assert found.needless == ()


def test_a_question_at_no_ambiguity_is_needless():
    found = score(label(), more(("ambiguities",), {"line": 77, "question": "?"})).questions

    assert [one["line"] for one in found.needless] == [77]
    assert found.recall == 1.0


def test_the_table_names_every_kind_and_the_detail_every_wrong_fact(tmp_path, capsys):
    gold, told = tmp_path / "gold", tmp_path / "told"
    gold.mkdir()
    told.mkdir()
    (gold / "shop.yaml").write_text(LABEL, encoding="utf-8")
    altered = changed((*SIGNUP, "items", 0, "items", 0), "성명")
    (told / "shop.json").write_text(json.dumps(altered, ensure_ascii=False), encoding="utf-8")

    status = main(["--gold", str(gold), "--facts", str(told), "--detail", "shop"])
    printed = capsys.readouterr()

    assert status == 1
    assert "items: F1 0.833 < 0.97" in printed.err
    assert all(f"\n| {kind} |" in printed.out for kind in KINDS)
    assert "missed   line 11: (회원 가입) item 이름; roles 회원; need required  [read as item: 성명]" in printed.out
    assert "false    line 11: (회원 가입) item 성명; roles 회원; need required" in printed.out


def test_perfect_facts_meet_every_target(tmp_path, capsys):
    (tmp_path / "shop.yaml").write_text(LABEL, encoding="utf-8")
    (tmp_path / "shop.json").write_text(json.dumps(label()), encoding="utf-8")

    assert main(["--gold", str(tmp_path), "--facts", str(tmp_path)]) == 0
    assert "| all kinds | 1.000 |" in capsys.readouterr().out


def test_a_document_without_facts_is_told_and_counts_as_read_badly(tmp_path, capsys):
    (tmp_path / "shop.yaml").write_text(LABEL, encoding="utf-8")

    assert main(["--gold", str(tmp_path), "--facts", str(tmp_path)]) == 1
    assert "unread: shop: shop.json is not in the folder" in capsys.readouterr().err
