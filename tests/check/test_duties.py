"""What a duty to keep covers: a shop, its lines, and what is wrong with them."""

import pytest

from tests.check.judged import judged

SHOP = """
events:
  left: {label: 탈퇴, of: person, from: joined}
  paid: {label: 결제, of: record, else: collected}
activities:
  order:
    label: 주문
    purposes: {pay: 대금 결제}
    basis: BASIS
    collect: [{required: [이름, 카드번호, 카드사명]}, {optional: [배송 메모], consent: 메모}]
    keep: KEEP
"""
LINE = "statutory: [{record: 결제, for: 5 years, law: ecommerce/payment, of: [order], after: paid, items: ITEMS}]\n"
OWN = "[{until: left}]"


def rules(keep: str = OWN, items: str = "[이름]", basis: str = "contract", line: str = LINE) -> list[str]:
    document = SHOP.replace("KEEP", keep).replace("BASIS", basis) + line.replace("ITEMS", items)
    return [rule for _, rule in judged(document, whole=True) if rule != "event-unused"]


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ("[이름, 카드사명]", []),
        ("[이름, 카드번호]", ["law-items-wide"]),
        ("[이름, 배송 메모]", ["law-item-optional"]),
    ],
)
def test_a_line_keeps_what_its_record_needs(items: str, found: list[str]) -> None:
    assert rules(items=items) == found


def test_words_of_the_act_cover_no_more_than_its_alias() -> None:
    apart = "{in: separate, until: 5 years after paid, cited: 전자상거래법EXCEPT}"
    assert rules(f"[{{until: left}}, {apart.replace('EXCEPT', '')}]") == ["law-items-wide"]
    assert rules(f"[{{until: left}}, {apart.replace('EXCEPT', ', except: 카드번호')}]") == []


def test_a_statute_says_nothing_of_use() -> None:
    assert "use-period-missing" in rules("[]")
    assert "use-period-missing" not in rules()


def test_a_ground_of_law_comes_with_its_period() -> None:
    assert "ground-without-duty" in rules(basis="{law: vat/32}")
    kept = "[{until: left}, {until: 5 years after paid, law: vat/invoice, cited: 부가가치세법, items: 이름}]"
    assert "ground-without-duty" not in rules(kept, basis="{law: vat/32}")


def test_who_takes_money_keeps_the_record_of_it() -> None:
    assert rules(line="") == ["trade-without-records"]
    assert rules() == []
