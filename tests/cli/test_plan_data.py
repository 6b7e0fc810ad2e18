"""`jikim plan --data` and `jikim approve --plan`: what they show, what they write, and what they leave alone."""

import json
import secrets
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import make_url

from jikim.cli import run
from jikim.plan import read_plan, write_plan
from jikim.tables import Product
from tests.cli.process import digest
from tests.connect.shop import Member, Order, Swap, filled
from tests.connect.small import Small
from tests.engine.tables import DATA_OF_TABLES, policy

Told = Callable[..., tuple[int, str, str]]
JOINED = datetime(2020, 3, 1, 10)


def fill(product: Product, url: str) -> None:
    """A shop: one member who left, one who is here, an order of the first and one of a guest."""
    members = [Member(1, JOINED, left=date(2025, 6, 1)), Member(2, JOINED)]
    orders = [Order(1, JOINED, 1, (date(2024, 1, 6),)), Order(2, JOINED, None, (date(2024, 1, 6),), guest=True)]
    filled(Small(product, lambda: url, []), members, orders, [Swap(1, JOINED, 1, 2)]).dispose()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A service with its policy in force, its data.yaml, and its shop in a folder beside it."""
    monkeypatch.chdir(tmp_path)
    Path("shop").mkdir()
    sqlite3.connect("shop/shop.db").close()
    fill(Product.SQLITE, f"sqlite:///{tmp_path}/shop/shop.db")
    Path("data.yaml").write_text(DATA_OF_TABLES, encoding="utf-8")
    Path("policy.yaml").write_bytes(policy())
    assert run(["init", "shop", "--language", "en"], {}) == 0
    assert run(["enact", "policy.yaml"], {}) == 0
    capsys.readouterr()
    return tmp_path


@pytest.fixture
def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command and return its exit code, what it says, and what it says beside."""

    def tell(*arguments: str, shop: str = f"sqlite:///{folder}/shop/shop.db") -> tuple[int, str, str]:
        code = run([*arguments, "--language", "en"], {"SHOP": shop})
        said = capsys.readouterr()
        return code, said.out, said.err

    return tell


# What is shown and written


def test_it_shows_what_is_due_whose_it_is_and_why(told: Told) -> None:
    code, out, _ = told("plan", "--data", "data.yaml")

    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "shop members destroy the period is over 1 members 1" in lines
    [orders] = [line for line in lines if line.startswith("shop orders put apart")]
    assert orders.endswith("2 members 1, guests 1")
    assert "nothing was approved so far: the first plan needs an approval" in lines
    assert any(line.startswith("no index begins with 'member_id' of 'orders' in 'shop'") for line in lines)
    assert lines[-1] == "next: `jikim approve --plan plan.json --data data.yaml --role ROLE`"


def test_no_whole_value_of_a_row_is_shown_or_written(told: Told) -> None:
    _, out, err = told("plan", "--data", "data.yaml", "--log", "run.log", "--debug")

    said = out + err + Path("plan.json").read_text("utf-8") + Path("run.log").read_text("utf-8")
    assert "김**" in said
    assert [value for value in ("김가온", "guest@example.kr", "a@example.kr", "가온로", "문 앞") if value in said] == []


def test_the_plan_is_for_its_owner_alone(told: Told) -> None:
    told("plan", "--data", "data.yaml", "-o", "today.json")

    assert stat.S_IMODE(Path("today.json").stat().st_mode) == 0o600
    plan = read_plan(Path("today.json").read_text("utf-8"))
    assert {(part.table, part.keys) for part in plan.parts} == {
        ("members", ((1,),)), ("orders", ((1,),)), ("orders", ((2,),))
    }  # fmt: skip
    assert not Path("plan.json").exists()


def test_for_a_script_it_answers_in_json_and_writes_only_where_it_is_told(told: Told) -> None:
    _, out, _ = told("plan", "--data", "data.yaml", "--json")
    found = json.loads(out)

    assert not Path("plan.json").exists()
    assert (found["due"], found["widened"], found["waits"], found["written"]) == (3, 3, True, None)
    assert {"database": "shop", "table": "members", "act": "destroy", "rows": 1} in found["counts"]
    assert {each["basis"] for part in found["parts"] for each in part["reasons"]} == {"", "ecommerce/payment"}
    _, out, _ = told("plan", "--data", "data.yaml", "--json", "-o", "plan.json")
    assert json.loads(out)["written"] == "plan.json"


def test_on_a_day_without_anything_due_nothing_is_written(told: Told) -> None:
    code, out, _ = told("plan", "--data", "data.yaml", "--as-of", "2020-04-01")

    assert (code, out.splitlines()[0]) == (0, "nothing is due on 2020-04-01")
    assert not Path("plan.json").exists()


def test_a_day_that_has_not_come_is_shown_and_never_written(told: Told) -> None:
    code, out, _ = told("plan", "--data", "data.yaml", "--as-of", "2090-01-01")
    assert code == 0
    assert "due on 2090-01-01" in out
    assert not Path("plan.json").exists()
    assert told("plan", "--data", "data.yaml", "--as-of", "2090-01-01", "-o", "plan.json")[0] == 2


# The file


def test_a_plan_that_still_holds_is_replaced_only_on_demand(told: Told) -> None:
    told("plan", "--data", "data.yaml")
    first = Path("plan.json").read_bytes()
    code, _, err = told("plan", "--data", "data.yaml")
    assert (code, "holds until" in err) == (2, True)
    assert Path("plan.json").read_bytes() == first

    assert told("plan", "--data", "data.yaml", "--replace")[0] == 0
    assert Path("plan.json").read_bytes() != first


def test_what_is_no_plan_is_never_replaced(told: Told) -> None:
    Path("plan.json").write_text("{}", encoding="utf-8")
    Path("link.json").symlink_to("data.yaml")
    for name in ("plan.json", "link.json"):
        assert told("plan", "--data", "data.yaml", "--replace", "-o", name)[0] == 2
    assert Path("plan.json").read_text("utf-8") == "{}"
    assert Path("data.yaml").read_text("utf-8") == DATA_OF_TABLES


def expired() -> None:
    """Let the plan that stands in plan.json be of last year."""
    plan = read_plan(Path("plan.json").read_text("utf-8"))
    year = 366 * 86_400_000_000
    Path("plan.json").write_text(
        write_plan(replace(plan, made=plan.made - year, expires=plan.expires - year)), encoding="utf-8"
    )


def test_an_expired_plan_gives_way_to_a_new_one(told: Told) -> None:
    told("plan", "--data", "data.yaml")
    expired()

    assert told("plan", "--data", "data.yaml")[0] == 0
    assert read_plan(Path("plan.json").read_text("utf-8")).rows == 3


@pytest.mark.parametrize("day", [(), ("--as-of", "2020-01-01")])
def test_an_expired_plan_is_refused_on_whatever_day_one_pretends_and_destroyed(
    told: Told, day: tuple[str, ...]
) -> None:
    told("plan", "--data", "data.yaml")
    expired()
    code, _, err = told("approve", "--plan", "plan.json", "--role", "cpo", *day)

    assert (code, "has expired" in err) == (1, True)
    assert not Path("plan.json").exists()


def test_a_plan_that_was_edited_is_refused(told: Told) -> None:
    told("plan", "--data", "data.yaml")
    text = Path("plan.json").read_text("utf-8")
    Path("plan.json").write_text(text.replace("        [1]", "        [2]", 1), encoding="utf-8")
    code, _, err = told("approve", "--plan", "plan.json", "--role", "cpo")

    assert (code, "is not what was once written" in err) == (1, True)


# Approving


def test_an_approval_names_the_plan_and_the_next_one_needs_none(told: Told) -> None:
    told("plan", "--data", "data.yaml")
    plan = read_plan(Path("plan.json").read_text("utf-8"))
    code, out, _ = told("approve", "--plan", "plan.json", "--role", "cpo")
    assert code == 0
    assert f"as 'cpo': 3 rows; digest {plan.digest.hex()}" in out

    _, out, _ = told("plan", "--data", "data.yaml", "--replace")
    assert out.splitlines()[-1].startswith("next: `jikim apply --plan plan.json --data data.yaml`")
    assert told("log", "verify")[0] == 0


REFUSED = {
    "neither a digest nor a file": (("approve", "--role", "cpo"), 2),
    "another role": (("approve", "--plan", "plan.json", "--role", "intern"), 1),
    "no such plan": (("approve", "--plan", "none.json", "--role", "cpo"), 2),
    "no such map": (("approve", "--plan", "plan.json", "--data", "none.yaml", "--role", "cpo"), 2),
    "a file without tables": (("plan", "-o", "plan.json"), 2),
    "replacing nothing": (("plan", "--replace"), 2),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_call_is_refused_that_names(told: Told, why: str) -> None:
    told("plan", "--data", "data.yaml")
    before = Path("plan.json").read_bytes()
    arguments, code = REFUSED[why]
    assert told(*arguments)[0] == code
    assert Path("plan.json").read_bytes() == before


def test_a_plan_is_refused_with_its_findings_where_the_map_is_wrong(told: Told) -> None:
    Path("data.yaml").write_text(DATA_OF_TABLES.replace("address: address", "address: adress"), encoding="utf-8")
    code, out, err = told("plan", "--data", "data.yaml")

    assert (code, out) == (2, "")
    assert "error  column-missing" in err
    assert "'data.yaml' cannot be carried out: " in err
    assert not Path("plan.json").exists()


# What is left alone


def test_the_shop_stays_as_it_was_to_the_byte(told: Told) -> None:
    before = digest(Path("shop"))
    told("plan", "--data", "data.yaml")
    told("approve", "--plan", "plan.json", "--role", "cpo")
    assert digest(Path("shop")) == before


@pytest.fixture
def reader(postgres_databases: Callable[[int], tuple[str, ...]], postgres_url: str) -> Iterator[tuple[str, str]]:
    """The shop on PostgreSQL: the address of its owner, and of a login that has SELECT and nothing else."""
    [owner] = postgres_databases(1)
    fill(Product.POSTGRESQL, owner)
    parts, login, password = make_url(owner), f"r{secrets.token_hex(6)}", secrets.token_hex(12)
    there = make_url(postgres_url).set(database=parts.database).render_as_string(hide_password=False)
    with psycopg.connect(there.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(
            f"CREATE ROLE {login} LOGIN PASSWORD '{password}'; GRANT CONNECT ON DATABASE {parts.database} TO {login};"
            f"GRANT USAGE ON SCHEMA public TO {login}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {login}".encode()
        )
        yield owner, parts.set(username=login, password=password).render_as_string(hide_password=False)
        server.execute(f"DROP OWNED BY {login}; DROP ROLE {login}".encode())


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, each with where it stands: written anew, it would stand elsewhere."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return {name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT ctid::text, xmin::text, * FROM {name}")))
                for name in sa.inspect(connection).get_table_names()}  # fmt: skip


@pytest.mark.postgres
def test_a_login_that_may_only_read_is_enough(told: Told, reader: tuple[str, str]) -> None:
    owner, address = reader
    before = rows(owner)
    code, out, err = told("plan", "--data", "data.yaml", shop=address)
    assert (code, "  error  " in err, "3 rows; digest" in out) == (0, False, True)
    assert told("approve", "--plan", "plan.json", "--role", "cpo", shop=address)[0] == 0
    assert rows(owner) == before != {}


def test_the_vaults_own_plan_does_not_wait_for_what_reads_tables(told: Told) -> None:
    code, out, _ = told("plan")
    assert (code, out.splitlines()[0][:14]) == (0, "nothing is due")


# Statements for another hand


def test_the_statements_of_a_plan_are_for_its_owner_and_leave_what_is_to_be_kept_to_jikim(told: Told) -> None:
    code, out, _ = told("plan", "--data", "data.yaml", "--sql", "plan.sql")
    said = Path("plan.sql").read_text("utf-8")

    assert (code, stat.S_IMODE(Path("plan.sql").stat().st_mode)) == (0, 0o600)
    assert "the statements stand in plan.sql, to be looked at and run by hand" in out
    assert "-- table 'members', destroy: 1 rows; the period is over" in said
    assert said.count("-- left to `jikim apply`: its rows must be kept apart before they may go") == 2
    assert "E-Commerce" in said or "Electronic Commerce" in said
    assert [line for line in said.splitlines() if "orders" in line and not line.startswith("--")] == []
    assert [value for value in ("김가온", "example.kr", "가온로") if value in said] == []
    assert told("plan", "--data", "data.yaml", "--replace", "--sql", "plan.sql")[0] == 2
    assert Path("plan.sql").read_text("utf-8") == said


def test_the_statements_take_what_is_due_and_not_what_was_paid_since(told: Told, folder: Path) -> None:
    Path("policy2.yaml").write_bytes(policy(2, floor=False))
    assert told("enact", "policy2.yaml")[0] == 0
    told("plan", "--data", "data.yaml", "--sql", "plan.sql")
    with sqlite3.connect("shop/shop.db", isolation_level=None) as database:
        database.execute("INSERT INTO payments VALUES (99, 1, date('now'))")
        database.executescript(Path("plan.sql").read_text("utf-8"))
    assert database.execute("SELECT id FROM members").fetchall() == [(2,)]
    assert database.execute("SELECT id FROM orders").fetchall() == [(1,)]
    assert sorted(row[0] for row in database.execute("SELECT order_id FROM payments")) == [1, 1]
    database.close()


def test_what_could_not_be_read_and_files_that_are_still_there_are_told_at_the_end(told: Told, tmp_path: Path) -> None:
    assert told("enact", str(_without_floor()))[0] == 0
    (tmp_path / "up/1.pdf").mkdir(parents=True)
    (tmp_path / "up/2.pdf").write_bytes(b"%PDF")
    blobs = (f"    destroy: clear\n    blobs: [{{files: '{tmp_path}/up/{{id}}.pdf', item: address}},"
             " {column: memo, path: [$.memo], item: delivery_memo}]\n")  # fmt: skip
    text = DATA_OF_TABLES.replace("    children:", f"{blobs}    children:").replace(" delivery_memo: memo,", "")
    text = text.replace(", apart: {url: env:APART, role: separate}", "")
    Path("data.yaml").write_text(text, encoding="utf-8")
    with sqlite3.connect("shop/shop.db", isolation_level=None) as database:
        database.execute("UPDATE orders SET memo = 'no JSON'")
    database.close()
    assert told("plan", "--data", "data.yaml")[0] == 0
    assert told("approve", "--plan", "plan.json", "--role", "cpo")[0] == 0
    code, out, _ = told("apply", "--plan", "plan.json")
    lines = [" ".join(line.split()) for line in out.splitlines()]

    assert code == 1
    assert "values that could not be read, and so were not searched; look at them, or mend them:" in lines
    assert "orders memo 2" in lines
    assert "files destroyed: 1" in lines
    assert f"{tmp_path}/up 1 a folder stands there" in lines


def _without_floor() -> Path:
    file = Path("policy2.yaml")
    file.write_bytes(policy(2, floor=False))
    return file
