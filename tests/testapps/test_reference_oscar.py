"""The shop of the reference folder, filled by the reference's own script: its numbers, and whether jikim sees them.

The script is run where it lies. It counts from the moment it runs, so the question is asked of a day on which every
period of its orders is over, whenever that was: none is left out of the count for being young.
"""

import os
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jikim.connect import describe, open_read_only
from jikim.find import Owned, Question, find
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, instant_of
from jikim.policy import parse
from tests.testapps.installed import python_of, run

HERE = Path(__file__).parent
ALL_OVER = datetime(2100, 1, 1, tzinfo=UTC)
ERASE = "from django.contrib.auth.models import User; User.objects.filter(is_active=False).delete()"
pytestmark = [pytest.mark.testapps, pytest.mark.reference]

Due = Counter[tuple[str, Owned]]


@dataclass(frozen=True, slots=True)
class Built:
    """What is due in the shop, rows by table and whose they are: as it runs, and after its own deletion of leavers."""

    running: Due
    erased: Due


def due(database: Path) -> Due:
    """Ask jikim what is due when all is over."""
    data = parse_data({"data.yaml": (HERE / "oscar.data.yaml").read_bytes()}, "data.yaml")
    policy = parse((HERE / "oscar.policy.yaml").read_bytes())
    engine = open_read_only("shop", f"sqlite:///{database}")
    day = instant_of(ALL_OVER)
    question = Question(data, policy, describe(engine), "shop", day, Calendar(holidays()))
    with engine.connect() as connection:
        found = Counter((row.table, row.owned) for row in find(connection, question))
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def built(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build it as the reference says; N is what its numbers are for."""
    scripts, folder = reference / "testapps/django-oscar", tmp_path_factory.mktemp("reference")
    database = folder / "shop.sqlite"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "DATABASE_", "PYTHON"))}
    env |= {"DJANGO_SETTINGS_MODULE": "oscar_mini_settings", "PYTHONPATH": str(scripts), "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1", "DATABASE_NAME": str(database), "N": "1000"}  # fmt: skip
    django = (str(python_of("oscar")), "-W", "ignore", "-m", "django")
    run(*django, "migrate", "--verbosity=0", "--skip-checks", cwd=folder, env=env)
    run(*django, "shell", cwd=folder, env=env, words=(scripts / "seed_oscar.py").read_text("utf-8"))
    running = due(database)
    run(*django, "shell", "-c", ERASE, cwd=folder, env=env)
    return Built(running, due(database))


def test_165_members_have_left(built: Built) -> None:
    assert built.running["auth_user", Owned.MEMBER] == 165


def test_of_2576_orders_196_are_of_guests_while_the_accounts_are_there(built: Built) -> None:
    assert (built.running["order_order", Owned.GUEST], built.running["order_order", Owned.MEMBER]) == (196, 2380)
    assert built.running["order_order", Owned.ORPHAN] == 0


def test_405_orders_that_its_own_deletion_made_look_like_guests_are_told_from_the_196(built: Built) -> None:
    assert built.erased["auth_user", Owned.MEMBER] == 0
    assert (built.erased["order_order", Owned.GUEST], built.erased["order_order", Owned.ORPHAN]) == (196, 405)
    assert built.erased["order_order", Owned.MEMBER] == 2380 - 405
