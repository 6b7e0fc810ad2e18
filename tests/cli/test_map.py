"""`jikim map`: what it proposes of a shop, what it never shows, and what it says when it cannot look."""

import json
import sqlite3
from pathlib import Path

import pytest

from jikim.cli import run
from jikim.mapping import UrlKind, parse_data
from jikim.tables import Product
from tests.cli.process import digest, jikim
from tests.testapps.people import Person
from tests.traps.databases import TrapDatabase, fill
from tests.traps.shop import GUESTS, MEMBERS


@pytest.fixture(autouse=True)
def an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def sqlite_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop in a file, not to be written to."""
    file = tmp_path_factory.mktemp("shop") / "shop.db"
    fill(Product.SQLITE, f"sqlite:///{file}")
    return file


# What it proposes


def test_with_a_login_that_may_only_read_it_writes_a_map_that_parses(trap_database: TrapDatabase) -> None:
    assert run(["map", "env:SHOP_DB"], {"SHOP_DB": trap_database.reader}) == 0
    data = parse_data({"data.yaml": Path("data.yaml").read_bytes()})
    assert [(one.name, one.url.kind, one.url.value) for one in data.databases] == [("live", UrlKind.ENV, "SHOP_DB")]
    assert data.people is not None
    assert (data.people.table.name, data.people.key) == ("members", "id")
    owned = {str(record.name) for record in data.records if record.owners or record.via}
    assert owned >= {
        "members",
        "addresses",
        "orders",
        "order_lines",
        "payments",
        "inquiries",
        "write_free",
        "login_log",
    }


def test_each_column_comes_with_its_item_how_sure_and_why(
    trap_database: TrapDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["map", "env:SHOP_DB", "--json", "--language", "en"], {"SHOP_DB": trap_database.reader}) == 0
    found = json.loads(capsys.readouterr().out)
    items = {(one["table"], one["column"]): one["item"] for one in found["columns"]}
    assert {
        ("members", "mobile"): "mobile",
        ("members", "email"): "email",
        ("members", "birth"): "birth_date",
        ("orders", "recipient_name"): "recipient_name",
    }.items() <= items.items()
    assert all(0.5 <= one["confidence"] <= 1 and one["why"] for one in found["columns"])
    assert ("member_meta", "billing_phone", "phone") in {(o["table"], o["key"], o["item"]) for o in found["keys"]}
    assert ("members", "left_on", "left") in {(one["table"], one["column"], one["event"]) for one in found["events"]}
    assert {"table": "boards", "column": "title", "naming": 0} in found["unplaced"]


def test_a_table_without_a_foreign_key_is_tied_by_the_values_it_shares(
    trap_database: TrapDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["map", "env:SHOP_DB", "--json", "--language", "en"], {"SHOP_DB": trap_database.reader}) == 0
    tied = {one["table"]: one for one in json.loads(capsys.readouterr().out)["relations"]}
    for table, column in (("inquiries", "login_id"), ("write_free", "login_id"), ("login_log", "login_key")):
        assert (tied[table]["column"], tied[table]["people"]) == (column, "members")
        assert tied[table]["why"].startswith("the same values stand in both")


def test_for_a_script_nothing_is_written_unless_it_says_where(sqlite_shop: Path) -> None:
    assert run(["map", f"sqlite:///{sqlite_shop}", "--json"], {}) == 0
    assert list(Path().iterdir()) == []
    assert run(["map", f"sqlite:///{sqlite_shop}", "--json", "-o", "map.yaml"], {}) == 0
    assert [path.name for path in Path().iterdir()] == ["map.yaml"]


def test_a_path_in_the_map_starts_from_the_maps_own_folder(sqlite_shop: Path) -> None:
    Path("address").write_text(f"sqlite:///{sqlite_shop}\n", encoding="utf-8")
    Path("maps").mkdir()
    assert run(["map", "file:address", "-o", "maps/data.yaml"], {}) == 0
    data = parse_data({"data.yaml": Path("maps/data.yaml").read_bytes()})
    assert [(one.url.kind, one.url.value) for one in data.databases] == [(UrlKind.FILE, "../address")]


def test_tables_in_which_nobody_is_named_are_left_alone_with_that_reason() -> None:
    with sqlite3.connect("rates.db") as database:
        database.execute("CREATE TABLE rates (id integer PRIMARY KEY, percent integer)")
    database.close()
    assert run(["map", "sqlite:///rates.db", "--language", "en"], {}) == 0
    data = parse_data({"data.yaml": Path("data.yaml").read_bytes()})
    assert data.people is None
    assert [(one.table.name, one.why) for one in data.unmanaged] == [("rates", "nothing personal was found")]


# What it leaves alone


def test_nobody_is_shown_or_written(trap_database: TrapDatabase, capfd: pytest.CaptureFixture[str]) -> None:
    environment = {"SHOP_DB": trap_database.reader}
    assert run(["map", "env:SHOP_DB", "--log", "run.log", "--debug"], environment) == 0
    assert run(["map", "env:SHOP_DB", "--log", "run.log", "--json"], environment) == 0
    said = "".join([*capfd.readouterr(), Path("data.yaml").read_text("utf-8"), Path("run.log").read_text("utf-8")])
    people = [Person(number) for number in (*range(1, MEMBERS + 1), *GUESTS)]
    values = [value for one in people for value in (one.name, one.email, one.mobile, one.login, one.street)]
    assert [value for value in values if value in said] == []
    assert trap_database.reader not in said or trap_database.product is Product.SQLITE


def test_the_database_stays_as_it_was_to_the_byte(sqlite_shop: Path) -> None:
    before = digest(sqlite_shop.parent)
    assert run(["map", f"sqlite:///{sqlite_shop}"], {}) == 0
    assert digest(sqlite_shop.parent) == before


def test_a_map_that_is_there_is_never_overwritten(sqlite_shop: Path) -> None:
    Path("data.yaml").write_text("confirmed", encoding="utf-8")
    assert run(["map", f"sqlite:///{sqlite_shop}"], {}) == 2
    assert Path("data.yaml").read_text(encoding="utf-8") == "confirmed"


# What cannot be looked at

SECRET = "s3cret"  # nobody's
ADDRESSES = {
    f"postgresql://shop:{SECRET}@127.0.0.1/shop": "a password stands in the address of the database",
    f"postgresql://shop:{SECRET}/@127.0.0.1/shop": "a password stands in the address of the database",
    f"postgresql://shop@127.0.0.1/shop?password={SECRET}": "a password stands in the address of the database",
    f"env:postgresql://shop:{SECRET}@127.0.0.1/shop": "what follows 'env:' is not the name of an environment variable",
    "env:NOWHERE": "the environment variable 'NOWHERE' is not set",
    "env:BLANK": "the environment variable 'BLANK' is not set",
    "env:": "what follows 'env:' is not the name of an environment variable",
    "file:nowhere": "'nowhere' cannot be used",
    "file:": "'.' cannot be used",
    "file:blank": "no address of a database stands in 'blank'",
    "file:picture": "no address of a database stands in 'picture'",
    "shop.db": "the address of the connected database 'live' is not a URL",
    "oracle://host/shop": "the connected database 'live' is of a product that jikim does not read: oracle",
    "sqlite:///my shop.db": "a blank stands in the address of the database",
    "sqlite:///nowhere.db": "the connected database 'live' is not there",
    "sqlite:///picture": "the connected database 'live' cannot be read",
    "sqlite:///empty.db": "no table is seen in the connected database",
    "postgresql://shop@127.0.0.1:9/shop": "the connected database 'live' cannot be read",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_cannot_be_looked_at_is_said_in_three_lines(address: str, capfd: pytest.CaptureFixture[str]) -> None:
    Path("blank").write_text("\n", encoding="utf-8")
    Path("picture").write_bytes(b"\xff\xd8\xff\xe0" * 2000)
    sqlite3.connect("empty.db").close()
    before = digest(Path())
    assert run(["map", address, "--language", "en"], {"BLANK": " "}) == 2
    out, err = capfd.readouterr()
    assert out == ""
    what, why, fix = err.splitlines()
    assert what == ADDRESSES[address]
    assert why.startswith("  why  ")
    assert fix.startswith("  fix  ")
    assert SECRET not in err
    assert digest(Path()) == before


def test_the_password_of_a_login_that_is_refused_is_not_repeated(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["map", "env:SHOP_DB"], {"SHOP_DB": f"postgresql://shop:{SECRET}@127.0.0.1:9/shop"}) == 2
    assert SECRET not in "".join(capfd.readouterr())


def test_a_place_that_cannot_be_written_to_is_said_before_anything_is_read(sqlite_shop: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    found = jikim(tmp_path, "--language", "en", "map", "sqlite:///nowhere.db", as_a_user=True)
    tmp_path.chmod(0o755)
    assert found.returncode == 2
    assert found.stderr.splitlines()[1] == "  why  access is denied"
    found = jikim(tmp_path, "--language", "en", "map", f"sqlite:///{sqlite_shop}", "-o", "nowhere/data.yaml")
    assert found.returncode == 2
    assert found.stderr.splitlines()[0] == "'nowhere' cannot be used"


def test_off_a_terminal_nothing_is_said_beside_the_answer(sqlite_shop: Path, tmp_path: Path) -> None:
    found = jikim(tmp_path, "map", f"sqlite:///{sqlite_shop}")
    assert (found.returncode, found.stderr) == (0, "")
    assert "members" in found.stdout
