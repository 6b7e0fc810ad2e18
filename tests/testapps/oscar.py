"""Build a real shop: `python -m tests.testapps.oscar --database URL --count 1000`.

django-oscar is installed once (`installed.py`), its own migrations make its 94 tables in the database, which must be
empty, and `oscar_seed.py` fills them. URL is a SQLAlchemy URL of SQLite or PostgreSQL. The same count gives the same
people, orders and texts; only random tokens differ.
"""

import argparse
import json
import os
import shutil
import sys
from hashlib import sha256
from pathlib import Path

from sqlalchemy import URL, make_url

from tests.testapps.installed import made_once, python_of, run

ROOT = Path(__file__).resolve().parent.parent.parent


def build(url: str, count: int = 1000, *, erase_inactive: bool = False) -> dict[str, int]:
    """Make the shop with `count` customers in an empty database; return the number of rows by table.

    `erase_inactive` deletes the accounts that are no longer active as the application itself would: what is left of
    those people is what a destruction must find.
    """
    quietly = (str(python_of("oscar")), "-W", "ignore", "-m")
    _migrate(make_url(url))
    asked = ["--erase-inactive"] if erase_inactive else []
    env = _environment(make_url(url))
    printed = run(*quietly, "tests.testapps.oscar_seed", str(count), *asked, cwd=ROOT, env=env)
    rows: dict[str, int] = json.loads(printed.splitlines()[-1])
    return rows


def _migrate(url: URL) -> None:
    """Make the 94 tables; on SQLite once for all tests, as a file that is copied: migrations take most of the time."""
    if url.get_backend_name() != "sqlite":
        _migrated(url)
        return
    python = python_of("oscar")
    settings = sha256((ROOT / "tests/testapps/oscar_settings.py").read_bytes()).hexdigest()[:8]
    name = f"empty-{python.parent.parent.name}-{settings}"
    empty = made_once(name, lambda folder: _migrated(make_url(f"sqlite:///{folder / 'shop.sqlite'}")))
    shutil.copyfile(empty / "shop.sqlite", url.database or "")


def _migrated(url: URL) -> None:
    quietly = (str(python_of("oscar")), "-W", "ignore", "-m")
    run(*quietly, "django", "migrate", "--verbosity=0", "--skip-checks", cwd=ROOT, env=_environment(url))


def _environment(url: URL) -> dict[str, str]:
    """Return what Django finds in its environment."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PG", "PYTHON"))}
    env |= {
        "DJANGO_SETTINGS_MODULE": "tests.testapps.oscar_settings",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "TESTAPP_DATABASE": json.dumps(_for_django(url)),
    }
    return env


def _for_django(url: URL) -> dict[str, object]:
    """Return what Django calls a database."""
    if url.get_backend_name() == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(url.database or "").resolve())}
    if url.get_backend_name() == "postgresql":
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.database,
            "USER": url.username,
            "PASSWORD": url.password,
            "HOST": url.query.get("host", url.host),
            "PORT": url.port or "",
        }
    raise ValueError(f"the shop runs on SQLite and PostgreSQL, not on {url.get_backend_name()}")


def main() -> None:
    """Read the command line, build, and print the tables that have rows."""
    parser = argparse.ArgumentParser(description="Build a real shop for tests.")
    parser.add_argument("--database", required=True, help="SQLAlchemy URL of an empty database, SQLite or PostgreSQL")
    parser.add_argument("--count", type=int, default=1000, help="customers (1000)")
    parser.add_argument(
        "--erase-inactive", action="store_true", help="delete inactive accounts as the shop itself would"
    )
    asked = parser.parse_args()
    rows = build(asked.database, asked.count, erase_inactive=asked.erase_inactive)
    sys.stdout.writelines(f"{count:8} {table}\n" for table, count in rows.items() if count)


if __name__ == "__main__":
    main()
