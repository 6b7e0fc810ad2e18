"""The whole way on a real site, as it is typed: map, check, plan, approve, apply, verify, counted by hand.

Everything that only looks does so with a login that has SELECT and nothing else.
"""

import csv
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from jikim.cli import run
from tests.mariadb import run_sql
from tests.testapps import wordpress

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
    """A site of 200 members, whose every seventh has said that they leave; its policy is in force."""
    url, beside = mariadb_databases(2)
    before = wordpress.build(url, MEMBERS)
    login, password = f"l{secrets.token_hex(6)}", secrets.token_hex(12)
    database = make_url(url).database
    run_sql(mariadb_url, f"CREATE USER {login} IDENTIFIED BY '{password}'; GRANT SELECT ON {database}.* TO {login};")
    looking = make_url(url).set(username=login, password=password).render_as_string(hide_password=False)
    monkeypatch.chdir(tmp_path)
    found = Site(url, looking, beside, before, capsys)
    found.typed("init", "gaon_site")
    for name in ("policy", "data"):
        Path(f"{name}.yaml").write_text((HERE / f"wordpress.{name}.yaml").read_text("utf-8"), encoding="utf-8")
    found.typed("enact", "policy.yaml")
    Path("left.jsonl").write_text("".join(json.dumps(line) + "\n" for line in reported()), encoding="utf-8")
    found.typed("import", "left.jsonl")
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


def test_what_is_due_goes_and_nothing_of_those_who_left_is_found(site: Site) -> None:
    site.typed("map", "env:SITE_DB", "-o", "proposed.yaml")
    site.typed("check", "--data", "data.yaml", "--live", "policy.yaml")
    planned(site)
    site.typed("apply", "--plan", "plan.json", "--data", "data.yaml", looking=False)
    counts = {table: int(site.ask(f"SELECT count(*) FROM {table}")[0][0]) for table in expected()}
    assert counts == {table: left for table, (_, left) in expected().items()}
    assert {table: site.before[table] - count for table, count in counts.items()} == {
        table: gone for table, (gone, _) in expected().items()
    }
    print(site.typed("verify", "--data", "data.yaml"))
