"""The whole way on a real site, as it is typed: map, check, plan, approve, apply, verify, counted by hand.

Everything that only looks does so with a login that has SELECT and nothing else.
"""

import csv
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from jikim.cli import run
from tests.mariadb import run_sql
from tests.testapps import wordpress
from tests.testapps.people import Person

HERE = Path(__file__).parent
DAY = ("--as-of", "2026-11-09T09:00")
MEMBERS = 200
LEAVERS = range(7, MEMBERS + 2, 7)  # their numbers on the site, which gave its own counter the first
pytestmark = [pytest.mark.testapps, pytest.mark.mariadb]


@dataclass(frozen=True, slots=True)
class Site:
    """A site, the place beside it, a login of the site that reads alone, and what was counted before."""

    url: str
    looking: str
    beside: str
    before: dict[str, int]
    capsys: pytest.CaptureFixture[str]

    def typed(self, *words: str, looking: bool = True, ends: int = 0) -> str:
        """Type a command; return what it shows."""
        site = self.looking if looking else self.url
        ended = run(words, {"SITE_DB": site, "SEPARATE_DB": self.beside})
        shown = self.capsys.readouterr()
        assert ended == ends, shown.out + shown.err
        return shown.out

    def ask(self, statement: str) -> list[list[str]]:
        """Return the rows of a question to the site itself."""
        return run_sql(self.url, statement)


@pytest.fixture
def site(
    mariadb_url: str, mariadb_databases: Callable[[int], tuple[str, ...]], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> Iterator[Site]:  # fmt: skip
    """A site of 200 members, of which jikim knows nothing yet."""
    url, beside = mariadb_databases(2)
    before = wordpress.build(url, MEMBERS)
    login, password = f"l{secrets.token_hex(6)}", secrets.token_hex(12)
    database = make_url(url).database
    run_sql(mariadb_url, f"CREATE USER {login} IDENTIFIED BY '{password}'; GRANT SELECT ON {database}.* TO {login};")
    looking = make_url(url).set(username=login, password=password).render_as_string(hide_password=False)
    monkeypatch.chdir(tmp_path)
    found = Site(url, looking, beside, before, capsys)
    found.typed("init", "gaon_site")
    yield found
    run_sql(mariadb_url, f"DROP USER {login};")


def reported() -> Iterator[dict[str, object]]:
    """What the site reports: the vault knows its people by something they wrote, and that they left."""
    for number in LEAVERS:
        of: dict[str, object] = {"activity": "article", "role": "member", "person": f"{number}"}
        yield {"record": {**of, "at": "2026-11-08T10:00", "values": {"posts": "안녕히 계세요."}}}
        yield {"event": {"person": f"{number}", "name": "left", "at": "2026-11-08T11:00"}}


def planned(site: Site) -> dict[str, int]:
    """Make a plan and approve it; return how many rows it names, by table."""
    shown = json.loads(site.typed("plan", "--data", "data.yaml", "--json", "-o", "plan.json", *DAY))
    site.typed("approve", "--plan", "plan.json", "--data", "data.yaml", "--role", "cpo", *DAY)
    found: dict[str, int] = {}
    for count in shown["counts"]:
        found[count["table"]] = found.get(count["table"], 0) + count["rows"]
    return found


def expected() -> dict[str, tuple[int, int]]:
    """What goes and what is left, by table, as a person counted it."""
    with (HERE / "wordpress_expected.csv").open(encoding="utf-8", newline="") as file:
        return {line["table"]: (int(line["destroyed"]), int(line["left"])) for line in csv.DictReader(file)}


def in_force(site: Site, policy: str = "", data: str = "") -> None:
    """Put documents in force, and let every seventh member say that they leave."""
    for name, changed in (("policy", policy), ("data", data)):
        Path(f"{name}.yaml").write_text(changed or document(name), encoding="utf-8")
    site.typed("enact", "policy.yaml")
    Path("left.jsonl").write_text("".join(json.dumps(line) + "\n" for line in reported()), encoding="utf-8")
    site.typed("import", "left.jsonl")


def document(name: str) -> str:
    """Return a document of the site."""
    return (HERE / f"wordpress.{name}.yaml").read_text("utf-8")


def carried_out(site: Site) -> None:
    """Carry out the plan with the site's own login; nothing else needs more than SELECT."""
    site.typed("apply", "--plan", "plan.json", "--data", "data.yaml", looking=False)


def verified(site: Site, ends: int = 0) -> dict[str, Any]:
    """Look for what is left, with the login that reads alone."""
    [found] = json.loads(site.typed("verify", "--data", "data.yaml", "--json", ends=ends))
    return dict(found)


def residue(found: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Return where something is left, and of which item."""
    places = [place for place in found["places"] if place["residue"]]
    return {(place["table"], place["column"], place["item"]) for place in places}


def counts(site: Site) -> dict[str, int]:
    """Return how many rows the tables of the answer have."""
    return {table: int(site.ask(f"SELECT count(*) FROM {table}")[0][0]) for table in expected()}


def everywhere(site: Site, value: str) -> list[str]:
    """Return the tables in which a value stands, asked in plain SQL of every column that holds text."""
    columns = site.ask(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
        " AND data_type IN ('varchar', 'char', 'text', 'tinytext', 'mediumtext', 'longtext')"
    )
    found = [table for table, column in columns
             if site.ask(f"SELECT 1 FROM `{table}` WHERE LOCATE('{value}', `{column}`) LIMIT 1")]  # fmt: skip
    return sorted(set(found))


def test_what_is_due_goes_and_nothing_of_those_who_left_is_found(site: Site) -> None:
    site.typed("map", "env:SITE_DB", "-o", "proposed.yaml")
    in_force(site)
    site.typed("check", "--data", "data.yaml", "--live", "policy.yaml")
    assert planned(site) == {"wp_comments": 77, "wp_posts": 52, "wp_users": 28}
    assert counts(site) == {table: site.before[table] for table in expected()}
    carried_out(site)

    assert counts(site) == {table: left for table, (_, left) in expected().items()}
    assert {table: site.before[table] - count for table, count in counts(site).items()} == {
        table: gone for table, (gone, _) in expected().items()
    }
    due = site.ask((HERE / "wordpress_expected.sql").read_text("utf-8"))
    assert due == []
    found = verified(site)
    assert (found["status"], found["rows"], found["left"], found["people"]) == ("done", 157, [], len(LEAVERS))
    assert residue(found) == set()
    ordered = {int(key) for (key,) in site.ask("SELECT meta_value FROM wp_postmeta WHERE meta_key = '_customer_user'")}
    gone = [Person(number - 1).email for number in LEAVERS if number not in ordered]
    assert len(gone) > 5
    assert [everywhere(site, mail) for mail in gone] == [[]] * len(gone)


def test_what_a_plugin_keeps_in_an_option_is_found_and_fails(site: Site) -> None:
    in_force(site)
    mail = Person(6).email
    kept = f'a:1:{{i:0;a:1:{{s:4:"mail";s:{len(mail)}:"{mail}";}}}}'
    site.ask(f"INSERT INTO wp_options (option_name, option_value) VALUES ('_recent_visitors', '{kept}')")
    planned(site)
    carried_out(site)
    found = verified(site, ends=1)
    assert found["status"] == "failed"
    assert residue(found) == {("wp_options", "option_value", "email")}


LAW = """
statutory:
  - {record: 대금결제 및 재화 등의 공급에 관한 기록, for: 5년, law: ecommerce/payment, of: order, after: paid,
     items: [이름, 주소, payment_record]}
"""


def under_law(data: str) -> str:
    """Return the map with a separate database, and with what comes in place of what must not be empty."""
    changes = {
        "timezone: UTC}}": "timezone: UTC}, beside: {url: env:SEPARATE_DB, role: separate}}",
        "    others: {delivery_memo: post_excerpt}\n": "    columns: {post_excerpt: blank}\n",
        "        items: {inquiry_content: comment_content}\n": "        columns: {comment_content: blank}\n",
        '    columns: {"*": blank}\n': "    destroy: {anonymise: {comment_author: 떠난 회원, user_id: 0}}\n",
    }
    for before, more in changes.items():
        assert before in data
        data = data.replace(before, more if before.startswith("timezone") else before + more)
    return data


def test_what_a_law_keeps_moves_apart_and_comments_stay_without_anybody(site: Site) -> None:
    policy = document("policy").replace("5 years after paid", "1 year after paid")
    policy = policy.replace("    label: 댓글\n", "    label: 댓글\n    then: anonymise\n")
    in_force(site, policy + LAW, under_law(document("data")))
    paid = (
        "SELECT p.ID FROM wp_posts p JOIN wp_postmeta m ON m.post_id = p.ID AND m.meta_key = '_paid_date'"
        " WHERE p.post_type = 'shop_order' AND m.meta_value < '{before}' AND m.meta_value >= '{since}'"
    )
    # 7 and 8 November 2026 are a Saturday and a Sunday, and what a law demands ends on the Monday (Civil Act Art. 161)
    kept = {int(key) for (key,) in site.ask(paid.format(before="2025-11-10", since="2021-11-07"))}
    over = {int(key) for (key,) in site.ask(paid.format(before="2021-11-07", since="2000-01-01"))}
    assert len(kept) > 100
    site.typed("separate", "prepare", "--data", "data.yaml")
    site.typed("separate", "check", "--data", "data.yaml")
    planned(site)
    carried_out(site)

    found = verified(site)
    assert found["status"] == "kept"
    assert residue(found) == set()
    left = {int(key) for (key,) in site.ask("SELECT ID FROM wp_posts WHERE post_type = 'shop_order'")}
    assert not left & (kept | over)
    there = {int(key) for (key,) in run_sql(site.beside, "SELECT ID FROM wp_posts")}
    assert there == kept
    told = run_sql(site.beside, "SELECT meta_key, COUNT(*), COUNT(meta_value) FROM wp_postmeta GROUP BY meta_key")
    values = {key: int(filled) for key, _, filled in told}
    assert values["_transaction_id"] == values["_billing_last_name"] == len(kept)
    for name in ("_customer_ip_address", "_customer_user_agent", "_billing_phone", "_billing_email", "_shipping_phone"):
        assert values.get(name, 0) == 0, name
    comments = "comment_author = '떠난 회원' AND user_id = 0 AND comment_author_email = '' AND comment_content = ''"
    assert site.ask(f"SELECT COUNT(*) FROM wp_comments WHERE {comments}") == [["77"]]
