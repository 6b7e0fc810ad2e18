"""What every test may ask for, and what none may do: talk to the network, or be skipped without a word."""

import os
import re
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings

from tests import mariadb
from tests.postgres import Databases, running_server

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

settings.register_profile("ci", derandomize=True, max_examples=100, deadline=None)
settings.register_profile("dev", max_examples=300, deadline=None)
settings.load_profile(os.environ.get("JIKIM_HYPOTHESIS", "ci"))


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference texts named by JIKIM_REFERENCE; without it, what is held against them is skipped."""
    folder = os.environ.get("JIKIM_REFERENCE")
    if not folder:
        pytest.skip("JIKIM_REFERENCE names no folder")
    assert Path(folder).is_dir(), f"JIKIM_REFERENCE names {folder!r}, which is no folder"
    return Path(folder)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The superuser's URL of a PostgreSQL server: JIKIM_TEST_POSTGRES, else one of our own for this session."""
    named = os.environ.get("JIKIM_TEST_POSTGRES")
    if named:
        yield named.replace("postgresql://", "postgresql+psycopg://", 1)
        return
    with running_server() as url:
        yield url


@pytest.fixture(scope="module")
def durable_postgres_url() -> Iterator[str]:
    """The same with fsync on, always of our own: for tests of what a crash leaves behind."""
    with running_server(durable=True) as url:
        yield url


@pytest.fixture(scope="module")
def postgres_databases(postgres_url: str) -> Iterator[Callable[[int], tuple[str, ...]]]:
    """Make so many empty databases, each with a role of its own; all dropped when the module ends.

    `shop, separate = postgres_databases(2)`: URLs in SQLAlchemy form.
    """
    databases = Databases.on(postgres_url)
    yield databases.make
    databases.drop()


@pytest.fixture(scope="session")
def mariadb_url() -> Iterator[str]:
    """The superuser's URL of a MariaDB server: JIKIM_TEST_MARIADB, else one of our own for this session."""
    named = os.environ.get("JIKIM_TEST_MARIADB")
    if named:
        yield named
        return
    with mariadb.running_server() as url:
        yield url


@pytest.fixture(scope="module")
def mariadb_databases(mariadb_url: str) -> Iterator[Callable[[int], tuple[str, ...]]]:
    """Make so many empty databases on MariaDB, each with a user of its own; all dropped when the module ends."""
    databases = mariadb.Databases.on(mariadb_url)
    yield databases.make
    databases.drop()


def _loopback_only(event: str, details: tuple[object, ...]) -> None:
    """Refuse a socket that leaves the machine, whoever opens it (an audit hook of the interpreter)."""
    if event in {"socket.connect", "socket.sendto"}:
        address = details[1]
    elif event == "socket.getaddrinfo":
        address = details
    else:
        return
    host = address[0] if isinstance(address, tuple) and address else None  # a path is a socket of this machine
    if isinstance(host, bytes):
        host = host.decode()
    if isinstance(host, str) and host not in {"", "::1", "localhost"} and not re.fullmatch(r"127(\.\d+){3}", host):
        raise RuntimeError(f"a test reached for the network: {event} {host}")


sys.addaudithook(_loopback_only)


# What needs more than `make test` installs. Left out, and counted as deselected, unless JIKIM_TEST_APPS is set.
ASKED_FOR = {
    "mariadb": "needs Debian's MariaDB, started by the tests themselves, or one named by JIKIM_TEST_MARIADB",
    "testapps": "installs a real application, from the package index or from Debian, and fills it",
}


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers of ASKED_FOR."""
    for marker, what in ASKED_FOR.items():
        config.addinivalue_line("markers", f"{marker}: {what}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked with one of ASKED_FOR, unless it was asked for."""
    if os.environ.get("JIKIM_TEST_APPS"):
        return
    left_out = {item for item in items if any(item.get_closest_marker(marker) for marker in ASKED_FOR)}
    if left_out:
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def _failed_if_skipped(report: Report, *, allowed: bool) -> Report:
    if report.outcome == "skipped" and not hasattr(report, "wasxfail") and not allowed:
        report.outcome, report.longrepr = "failed", f"skipped: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test has failed, unless it asks for reference texts that are not here."""
    without = item.get_closest_marker("reference") is not None and not os.environ.get("JIKIM_REFERENCE")
    return _failed_if_skipped((yield), allowed=without)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that skips itself has failed too."""
    return _failed_if_skipped((yield), allowed=False)
