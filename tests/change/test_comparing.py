"""Each difference is found, and nothing else is: edits.csv is read by people and extended by hand."""

import csv
from pathlib import Path

import pytest

from jikim.change import compare
from jikim.errors import RefusedError
from jikim.law import catalogue
from jikim.policy import parse
from tests.change.shops import DAY, POLICY, changed, policy

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*/policy.yaml"))
with (HERE / "edits.csv").open(encoding="utf-8", newline="") as table:
    EDITS = tuple(csv.DictReader(table))


@pytest.mark.parametrize("row", EDITS, ids=lambda row: row["why"])
def test_an_edit_is_told_for_what_it_is(row: dict[str, str]) -> None:
    found = {(one.kind.value, one.subject.value) for one in changed((row["old"], row["new"]))}
    if row["kind"] == "none":
        assert found == set()
    else:
        assert (row["kind"], row["subject"]) in found


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_policy_does_not_differ_from_itself(file: Path) -> None:
    one, other = (parse(file.read_bytes(), "policy.yaml") for _ in range(2))
    assert compare(one, other, catalogue(), DAY) == ()


def test_what_widens_comes_first_and_both_places_are_told() -> None:
    first, second = changed(("1 year after paid", "6 months after paid"), ("이메일 주소]", "이메일 주소, 성별]"))
    assert [first.kind.value, second.kind.value] == ["widened", "narrowed"]
    assert (str(second.was), str(second.now)) == ("old.yaml:28:12", "new.yaml:28:12")


def test_what_is_required_in_two_activities_by_one_line_is_one_difference() -> None:
    more = "  second: {like: signup, label: 회원가입 (간편)}\nholds:"
    old = parse(POLICY.replace("holds:", more).encode(), "old.yaml")
    new = (
        POLICY.replace("holds:", more)
        .replace('id: "1"', 'id: "2"')
        .replace("until: left}", "until: 1 month after left}")
    )
    found = compare(old, parse(new.encode(), "new.yaml"), catalogue(), DAY)
    assert {one.items: one.activities for one in found} == {
        ("email",): ("signup", "second"), ("nickname",): ("signup", "second"),
    }  # fmt: skip


def test_an_item_that_another_activity_takes_has_moved() -> None:
    found = changed(
        ("      - {optional: [닉네임], consent: 닉네임 이용 동의}\n", ""),
        ("optional: [휴대폰 번호]", "optional: [휴대폰 번호, 닉네임]"),
    )
    [moved] = [one for one in found if one.subject.value == "item"]
    assert (moved.kind.value, moved.items, moved.activities) == ("moved", ("nickname",), ("news", "signup"))
    assert [ask.matter for ask in moved.asks] == ["news"]


def test_a_renamed_activity_is_matched_by_its_label_and_that_is_told() -> None:
    found = changed(("\n  order:", "\n  purchase:"))
    assert [one.subject.value for one in found] == ["activity"]
    assert "matched by their label" in str(found[0].what)


def test_what_is_put_apart_where_it_was_in_use_has_moved() -> None:
    one = policy(("until: left}", "until: left}\n      - {until: 1 year after left}"))
    other = policy(("until: left}", "until: left}\n      - {in: separate, until: 1 year after left}"), version="2")
    assert one.activities[0].keep != other.activities[0].keep
    old = policy(("[left, 1 year after paid]", "1 year after paid"))
    new = policy(("[{until: [left, 1 year after paid]}]",
                  "[{until: left}, {in: separate, until: 1 year after paid}]"), version="2")  # fmt: skip
    assert {found.kind.value for found in compare(old, new, catalogue(), DAY)} <= {"moved", "widened"}


REFUSED = {
    "of another service": (("service: {id: shop", "service: {id: cafe"), "of the service 'shop'"),
    "of one id": (("1 year after paid", "2 years after paid"), "both call themselves version '1'"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_policies_are_not_compared_that_are(why: str) -> None:
    edit, told = REFUSED[why]
    with pytest.raises(RefusedError, match=told) as refused:
        compare(policy(file="old.yaml"), policy(edit), catalogue(), DAY)
    assert "nothing was written" in str(refused.value.fix) or "new `version:" in str(refused.value.fix)
