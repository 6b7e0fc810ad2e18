"""Build a site with a shop: `python -m tests.testapps.wordpress --database URL --count 200`.

WordPress is taken out of Debian's package, unpacked and not installed; `php-cli` and `php-mysql` must be. It makes its
own 12 tables in the database, which must be empty, and `wordpress_seed.php` fills them. URL is a SQLAlchemy URL of
MariaDB. The shop plugin itself is not to be had from Debian: its orders are written as it writes them, into wp_posts,
wp_postmeta and wp_comments.
"""

import argparse
import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import URL, make_url

from tests.mariadb import run_sql
from tests.testapps.installed import HERE, made_once, run
from tests.testapps.people import Person, chance

LAST = datetime(2026, 11, 1, tzinfo=UTC)
FRIENDS = 1_010_000  # people who are sent a gift: nobody's customers


def build(url: str, count: int = 200, *, erase_inactive: bool = False) -> dict[str, int]:
    """Make the site with `count` members in an empty database; return the number of rows by table.

    `erase_inactive` deletes the accounts of those who left as the application itself would: their orders and
    comments stay.
    """
    people = [_told(Person(number), leaves=erase_inactive) for number in range(1, count + 1)]
    told = {"settings": _settings(make_url(url)), "people": people}
    run("php", str(HERE / "wordpress_seed.php"), words=json.dumps(told))
    return {table: int(run_sql(url, f"SELECT count(*) FROM {table}")[0][0]) for (table,) in run_sql(url, "SHOW TABLES")}


def _unpacked() -> Path:
    """Return the folder with WordPress as Debian packs it."""
    version = run("apt-cache", "show", "--no-all-versions", "wordpress").partition("\nVersion: ")[2].split()[0]

    def make(folder: Path) -> None:
        as_root = ("-o", "APT::Sandbox::User=root") if os.geteuid() == 0 else ()
        run("apt-get", "--quiet", "--quiet", *as_root, "download", f"wordpress={version}", cwd=folder)
        (package,) = folder.glob("wordpress_*.deb")
        run("dpkg-deb", "--extract", str(package), str(folder))
        package.unlink()

    return made_once(f"wordpress-{version.replace(':', '-')}", make) / "usr/share/wordpress"


def _settings(url: URL) -> dict[str, object]:
    """Return what a site says of itself in its settings."""
    host = f"localhost:{url.query['unix_socket']}" if "unix_socket" in url.query else f"{url.host}:{url.port or 3306}"
    return {
        "ABSPATH": f"{_unpacked()}/",
        "DB_NAME": url.database,
        "DB_USER": url.username,
        "DB_PASSWORD": url.password or "",
        "DB_HOST": host,
        "DB_CHARSET": "utf8mb4",
        "DB_COLLATE": "",
        "WP_HTTP_BLOCK_EXTERNAL": True,  # nothing leaves this machine
        "DISABLE_WP_CRON": True,
    }


def _told(person: Person, *, leaves: bool) -> dict[str, object]:
    """Return what the seed is told of `person`."""
    number = person.number
    joined = LAST - timedelta(days=30 + chance(3600, "wp joined", number))
    article = f"{person.name}입니다. 문의는 {person.mobile}로 주세요." if chance(10, "wp article", number) == 0 else ""
    said = f"{person.name}입니다. {person.mobile}로 연락 주세요."
    return _address(person) | {
        "login": person.login,
        "email": person.email,
        "nickname": f"{person.given}이네 {number}",
        "ip": person.ip,
        "agent": person.agent,
        "joined": f"{joined:%F %T}",
        "article": article,
        "leaves": leaves and chance(7, "wp leaves", number) == 0,
        "comments": [{"when": f"{joined:%F %T}", "text": said}] if chance(2, "wp comment", number) == 0 else [],
        "orders": [_order(person, joined, time) for time in range(chance(4, "wp orders", number))],
    }


def _order(person: Person, joined: datetime, time: int) -> dict[str, object]:
    number, paid = (
        person.number,
        joined + timedelta(days=chance(max(1, (LAST - joined).days), "wp paid", person.number, time)),
    )
    guest = chance(12, "wp guest", number, time) == 0
    receiver = Person(FRIENDS + number) if chance(5, "wp gift", number, time) == 0 else person
    return {
        "number": f"{number:06}-{time}",
        "guest": guest,
        "email": f"guest{number}@example.kr" if guest else person.email,
        "receiver": _address(receiver),
        "status": ("wc-completed", "wc-completed", "wc-cancelled")[chance(3, "wp status", number, time)],
        "note": f"부재 시 {person.name} {person.mobile}" if chance(6, "wp note", number, time) == 0 else "",
        "paid": f"{paid:%F %T}",
        "amount": 9900 * (1 + chance(9, "wp quantity", number, time)),
        "reference": f"PG{number:06}{time}",
        "call": f"{person.name} 고객({person.mobile}) 통화" if chance(10, "wp call", number, time) == 0 else "",
    }


def _address(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "family": person.family,
        "given": person.given,
        "street": person.street,
        "door": person.door,
        "city": person.city[1],
        "postcode": person.postcode,
        "mobile": person.mobile,
    }


def main() -> None:
    """Read the command line, build, and print the tables that have rows."""
    parser = argparse.ArgumentParser(description="Build a site with a shop for tests.")
    parser.add_argument("--database", required=True, help="SQLAlchemy URL of an empty database on MariaDB")
    parser.add_argument("--count", type=int, default=200, help="members (200)")
    parser.add_argument("--erase-inactive", action="store_true", help="delete who left as the site itself would")
    asked = parser.parse_args()
    rows = build(asked.database, asked.count, erase_inactive=asked.erase_inactive)
    sys.stdout.writelines(f"{count:8} {table}\n" for table, count in rows.items() if count)


if __name__ == "__main__":
    main()
