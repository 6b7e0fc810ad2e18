"""The MariaDB that tests are given: apart from each other, and gone with whoever started it."""

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.mariadb import run_sql

pytestmark = pytest.mark.mariadb
ROOT = Path(__file__).resolve().parent.parent


def test_a_database_lets_in_its_own_user_only(mariadb_databases: Callable[[int], tuple[str, ...]]) -> None:
    shop, separate = mariadb_databases(2)
    run_sql(shop, "CREATE TABLE members (name text)")
    strange = make_url(shop).set(database=make_url(separate).database).render_as_string(hide_password=False)
    with pytest.raises(RuntimeError, match="Access denied"):
        run_sql(strange, "CREATE TABLE members (name text)")
    assert run_sql(shop, "SHOW DATABASES") == [["information_schema"], [make_url(shop).database]]


def test_a_table_without_transactions_stands_beside_one_with_them(
    mariadb_databases: Callable[[int], tuple[str, ...]],
) -> None:
    (shop,) = mariadb_databases(1)
    rows = run_sql(
        shop,
        "CREATE TABLE logs (word text) ENGINE=MyISAM; CREATE TABLE orders (word text) ENGINE=InnoDB;"
        "START TRANSACTION; INSERT INTO logs VALUES ('홍'); INSERT INTO orders VALUES ('길'); ROLLBACK;"
        "SELECT word FROM logs; SELECT word FROM orders;",
    )
    assert rows == [["홍"]]


def test_nobody_comes_in_without_a_password(mariadb_url: str) -> None:
    stranger = make_url(mariadb_url).set(username="root", password="")
    with pytest.raises(RuntimeError, match="Access denied"):
        run_sql(stranger.render_as_string(hide_password=False), "SELECT 1")


def test_a_server_ends_with_the_process_that_started_it_even_by_force() -> None:
    script = (
        "from sqlalchemy import make_url\n"
        "from tests.mariadb import running_server\n"
        "with running_server() as url:\n"
        "    print(make_url(url).query['unix_socket'], flush=True)\n"
        "    input()\n"
    )
    started = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with started:
        assert started.stdout is not None
        folder = Path(started.stdout.readline().decode().strip()).parent
        server = os.pidfd_open(int((folder / "pid").read_text()))
        started.send_signal(signal.SIGKILL)
    try:
        ended = select.poll()
        ended.register(server, select.POLLIN)
        assert ended.poll(30_000), "the server is still there after 30 seconds"
    finally:
        os.close(server)
        shutil.rmtree(folder)
