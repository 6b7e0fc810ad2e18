"""`jikim map --django`: what a project's models say is heard, by its own Python, and no database is asked for it."""

import csv
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from jikim.cli import run
from tests.testapps import oscar
from tests.testapps.installed import python_of

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SETTINGS = """
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "cards"]
AUTH_USER_MODEL = "cards.T1"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "nowhere/at/all.db"}}
SECRET_KEY = "for tests only"
USE_TZ = True
"""
APPS = """
from django.apps import AppConfig
from django.db.utils import OperationalError

class Cards(AppConfig):
    name = "cards"

    def ready(self):
        print("this project says something when it starts")
        try:
            self.get_model("T1").objects.count()
        except OperationalError:
            open("refused", "w").close()
"""
MODELS = """
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

class T1(AbstractBaseUser):
    f1 = models.CharField("이름", max_length=40, db_column="f1")
    f2 = models.EmailField(max_length=80, unique=True, db_column="f2")
    f3 = models.CharField(max_length=20, help_text="휴대폰번호, 숫자만", db_column="f3")
    f4 = models.CharField("상태", max_length=20, db_column="f4")
    USERNAME_FIELD = "f2"
    class Meta:
        db_table = "t1"

class T2(models.Model):
    g1 = models.ForeignKey(T1, models.DO_NOTHING, db_column="g1", db_constraint=False, related_name="things")
    g2 = models.CharField("배송지 주소", max_length=80, db_column="g2")
    class Meta:
        db_table = "t2"
"""
TABLES = """
CREATE TABLE t1 (id integer PRIMARY KEY, password varchar(128), last_login datetime, f1 varchar(40), f2 varchar(80),
    f3 varchar(20), f4 varchar(20));
CREATE TABLE t2 (id integer PRIMARY KEY, g1 integer NOT NULL, g2 varchar(80));
"""
Mapped = Callable[..., tuple[int, str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose columns say nothing, beside its database."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cards").mkdir()
    for name, text in {"settings": SETTINGS, "cards/__init__": "", "cards/apps": APPS, "cards/models": MODELS}.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    with sqlite3.connect("shop.db") as database:
        database.executescript(TABLES)
    database.close()
    return tmp_path


@pytest.fixture
def mapped(project: Path, capfd: pytest.CaptureFixture[str]) -> Mapped:
    """Run `jikim map` in the folder of the project; the exit code and what it says."""

    def ask(*more: str) -> tuple[int, str]:
        code = run(["map", "sqlite:///shop.db", "--json", "--language", "en", *more], dict(os.environ))
        said = capfd.readouterr()
        return code, said.out if code == 0 else said.err

    return ask


def items(out: str) -> dict[tuple[str, str], str]:
    return {(one["table"], one["column"]): one["item"] for one in json.loads(out)["columns"]}


@pytest.mark.testapps
def test_columns_whose_names_say_nothing_are_placed_by_what_their_models_say(mapped: Mapped, project: Path) -> None:
    _, alone = mapped()
    code, out = mapped("--django", "settings", "--python", str(python_of("oscar")))

    found = items(out)
    assert code == 0
    assert [one for one in items(alone) if one[1] != "password"] == []
    assert (found["t1", "f1"], found["t1", "f2"], found["t1", "f3"]) == ("name", "email", "mobile")
    assert "address" in found["t2", "g2"]
    assert ("t1", "f4") not in found
    told = json.loads(out)
    assert (told["people"][0]["table"], told["people"][0]["key"]) == ("t1", "id")
    assert [(one["table"], one["column"], one["people"]) for one in told["relations"]] == [("t2", "g1", "t1")]
    assert "the model calls it '이름'" in {one["why"] for one in told["columns"]}


@pytest.mark.testapps
def test_no_database_is_asked_though_the_project_asks_one_when_it_starts(mapped: Mapped, project: Path) -> None:
    code, _ = mapped("--django", "settings", "--python", str(python_of("oscar")))
    assert code == 0
    assert (project / "refused").exists()
    assert not (project / "nowhere").exists()


@pytest.mark.testapps
@pytest.mark.parametrize(
    ("settings", "python", "why"),
    [
        ("nosuch.settings", "", "it ended with: ModuleNotFoundError"),
        ("settings", "no-such-python", "there is no Python 'no-such-python'"),
    ],
)
def test_a_project_that_cannot_be_read_is_told(mapped: Mapped, settings: str, python: str, why: str) -> None:
    code, said = mapped("--django", settings, "--python", python or str(python_of("oscar")))
    assert code == 2
    assert "the models of the Django project cannot be read" in said
    assert why in said


@pytest.mark.testapps
def test_the_models_of_a_real_shop_add_what_is_personal_and_little_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/shop.sqlite"
    oscar.build(url, 60)
    monkeypatch.chdir(ROOT)
    nowhere = json.dumps({"ENGINE": "django.db.backends.sqlite3", "NAME": "none"})
    environment = {**os.environ, "SHOP_DB": url, "TESTAPP_DATABASE": nowhere}
    project = ("--django", "tests.testapps.oscar_settings", "--python", str(python_of("oscar")))
    assert run(["map", "env:SHOP_DB", "--json", *project], environment) == 0
    told = json.loads(capfd.readouterr().out)

    with (HERE / "personal_columns/oscar.csv").open(encoding="utf-8", newline="") as file:
        frozen = {(line["table"], line["column"]) for line in csv.DictReader(file)}
    found = {(one["table"], one["column"]) for one in told["columns"]}
    assert told["people"][0]["table"] == "auth_user"
    assert len(found & frozen) >= 0.95 * len(frozen)
    assert len(found - frozen) <= 0.1 * len(found)
