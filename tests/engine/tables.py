"""A small shop whose tables are connected: its vault, its policy in force, its rows, and plans over them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa

from jikim.consent import Submission
from jikim.engine import Connected, Drawn, Running, collect, enact, mapped, plan_tables, remember
from jikim.period import Instant, instant_of_text
from tests.connect.shop import DATA, PLAIN, POLICY, Member, Order, Swap, filled
from tests.connect.small import Small

OFFICER = "officers: [{role: cpo, title: 개인정보 보호책임자}]\n"
TODAY = instant_of_text("2026-01-05T09:00")
DAY = 86_400_000_000


def policy(version: int = 1, *, more: str = OFFICER, floor: bool = True, **keeps: str) -> bytes:
    """The policy of the shop, with other `keep`s and more at its end; `floor`: with the statute that keeps payments."""
    text = POLICY.format(**{**PLAIN, **keeps})
    text = text.replace("label: 교환\n    roles: member", "label: 교환\n    roles: [member, guest]")
    first, year = 'id: "1", announced: 2019-01-01, effective: 2019-01-08', 2018 + version
    text = text.replace(first, f'id: "{version}", announced: {year}-01-01, effective: {year}-01-08')
    return ((text if floor else text[: text.index("statutory:")]) + more).encode()


DATA_OF_TABLES = DATA + "    columns: {memo: blank}\nunmanaged: []\n"


@dataclass(frozen=True, slots=True)
class Shop:
    """A running service with its connected tables."""

    running: Running
    url: str

    def connected(self, data: str = DATA_OF_TABLES, **more: str) -> Connected:
        """The service with its databases, under a mapping."""
        return Connected(self.running, mapped({"data.yaml": data.encode()}, "data.yaml"), {"shop": self.url, **more})

    def drawn(self, data: str = DATA_OF_TABLES, now: Instant = TODAY) -> Drawn:
        """A plan that was made, and written down."""
        with self.connected(data) as connected:
            found = plan_tables(connected, now, now)
            remember(connected, found)
            return found

    def run(self, statement: str) -> None:
        """Change the shop's own database."""
        engine = sa.create_engine(self.url, poolclass=sa.NullPool)
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)

    def rows(self) -> Mapping[str, list[tuple[object, ...]]]:
        """Every row of every table."""
        engine = sa.create_engine(self.url, poolclass=sa.NullPool)
        with engine.connect() as connection:
            tables = sa.inspect(connection).get_table_names()
            return {name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr)
                    for name in tables}  # fmt: skip


def shop(running: Running, small: Small, *, source: bytes | None = None, orders: int = 4) -> Shop:
    """The shop: one member who left (1), one who is here (2), and so many paid orders of the first and of a guest."""
    enact(running, source or policy(), "policy.yaml", TODAY - 1)
    url = small.url()
    joined = datetime(2020, 3, 1, 10)
    members = [Member(1, joined, left=date(2025, 6, 1)), Member(2, joined)]
    made = [Order(number, datetime(2024, 1, 5, 9), 1 if number % 2 else None, (date(2024, 1, 6),), guest=not number % 2)
            for number in range(1, orders + 1)]  # fmt: skip
    filled(replace(small, url=lambda: url), members, made, [Swap(1, joined, 1, 2)]).dispose()
    return Shop(running, url)


def known(running: Running, person: str) -> None:
    """Let the vault know somebody by the key they have in the people table."""
    day = instant_of_text("2020-03-01")
    collect(running, [Submission("account", "member", day, person, {"name": "김가온", "email": "a@example.kr"},
                                 events=(("joined", day),))], TODAY)  # fmt: skip
