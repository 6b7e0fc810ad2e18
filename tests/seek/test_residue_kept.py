"""What may stand in a guest's order: what ends by its own age, and not what only somebody could end who is gone."""

from datetime import date, datetime

import pytest

from jikim.period import instant_of
from jikim.seek.kept import Keeping
from tests.connect.shop import Order, filled, question
from tests.connect.small import Small

TODAY = instant_of(date(2026, 1, 5))


@pytest.mark.parametrize(
    ("keep", "lawful"),
    [("[{until: [left, 1 year]}]", True), ("[{until: 6 months after paid}]", True), ("[{until: left}]", False)],
)
def test_an_order_that_ends_by_its_own_age_may_stand(small: Small, keep: str, lawful: bool) -> None:
    made = [Order(7, datetime(2025, 11, 1, 9), 12, (date(2025, 11, 2),))]
    engine = filled(small, [], made, [])
    asked = question(engine, TODAY, order=keep)
    with engine.connect() as connection:
        found = Keeping(asked).lawful(connection, "orders", [(7,)])

    statute = keep == "[{until: left}]"  # the statute's own five years run from the payment
    assert (((7,), "memo") in found) is (lawful or statute)
