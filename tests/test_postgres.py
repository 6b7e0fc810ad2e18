"""The PostgreSQL that tests are given: apart from each other, and gone with whoever started it."""

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import NullPool, create_engine, make_url, text

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).resolve().parent.parent


def test_a_database_lets_in_its_own_role_only(postgres_databases: Callable[[int], tuple[str, ...]]) -> None:
    shop, separate = postgres_databases(2)
    with create_engine(shop, poolclass=NullPool).begin() as connection:
        connection.execute(text("CREATE TABLE members (name text)"))
    strange = make_url(shop).set(database=make_url(separate).database, drivername="postgresql")
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(strange.render_as_string(hide_password=False))


def test_a_durable_server_writes_through_to_the_disk(durable_postgres_url: str) -> None:
    with create_engine(durable_postgres_url, poolclass=NullPool).connect() as connection:
        assert connection.execute(text("SHOW fsync")).scalar_one() == "on"


def test_a_server_ends_with_the_process_that_started_it_even_by_force() -> None:
    script = (
        "from tests.postgres import running_server\n"
        "with running_server() as url:\n"
        "    print(url.partition('host=')[2], flush=True)\n"
        "    input()\n"
    )
    started = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with started:
        assert started.stdout is not None
        folder = Path(started.stdout.readline().decode().strip())
        server = os.pidfd_open(int((folder / "data/postmaster.pid").read_text().split()[0]))
        started.send_signal(signal.SIGKILL)
    try:
        ended = select.poll()
        ended.register(server, select.POLLIN)
        assert ended.poll(30_000), "the server is still there after 30 seconds"
    finally:
        os.close(server)
        shutil.rmtree(folder)
