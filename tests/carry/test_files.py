"""The files of rows that go: destroyed and looked for again, in folders and in S3, and never one too many."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.carry.files import Fate, Files
from jikim.carry.files_left import Left
from jikim.connect import describe, open_read_only
from jikim.errors import OperatorError
from jikim.find import Question
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar, instant_of
from jikim.plan import Key, Part
from jikim.policy import parse
from jikim.tables import Schema
from tests.connect import s3
from tests.connect.small import Small
from tests.find.test_find_traps import POLICY
from tests.traps.databases import TrapDatabase

TABLES = """
CREATE TABLE photos (id integer NOT NULL PRIMARY KEY, member_id integer NOT NULL, path varchar(200));
INSERT INTO photos VALUES (1, 1, 'a/1.jpg'), (2, 1, 'a/2.jpg'), (3, 2, 'shared.jpg'), (4, 3, 'shared.jpg'),
    (5, 3, NULL), (6, 3, ''), (7, 3, '../outside.jpg'), (8, 3, 'away/outside.jpg'), (9, 3, 'link.jpg'), (10, 3, 'a'),
    (11, 3, 'twice.jpg'), (12, 3, '/1.jpg'), (13, 3, '한글 이름.jpg')
"""
DATA = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP}
people: {table: members, key: id}
records:
  photos: {activity: account, person: member_id, blobs: [{files: PATTERN, item: name}]}
"""


@pytest.fixture(scope="module")
def photos(small: Small) -> Iterator[tuple[Connection, Schema]]:
    """Rows that name files, and a way to write to them."""
    url = small.url()
    reading = replace(small, url=lambda: url).made("CREATE TABLE members (id integer NOT NULL PRIMARY KEY);" + TABLES)
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection, describe(reading)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of files, beside one that is none of its."""
    for name in ("up/a/1.jpg", "up/a/2.jpg", "up/shared.jpg", "up/real.jpg", "outside.jpg", "up/twice.jpg", "up/1.jpg",
                 "up/한글 이름.jpg"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"jpeg")
    (tmp_path / "up/away").symlink_to(tmp_path)
    (tmp_path / "up/link.jpg").symlink_to(tmp_path / "up/real.jpg")
    os.link(tmp_path / "up/twice.jpg", tmp_path / "up/other name.jpg")
    return tmp_path


def question(schema: Schema, pattern: str, document: str = DATA) -> Question:
    data = parse_data({"data.yaml": document.replace("PATTERN", f'"{pattern}"').encode()}, "data.yaml")
    return Question(data, parse(POLICY.encode()), schema, "shop", instant_of(date(2026, 1, 2)), Calendar(holidays()))


def part(table: str, keys: Sequence[Key]) -> Part:
    return Part("shop", table, table, (), (), (), True, (), tuple(keys))


Reasons = dict[int, Left]


def destroy(photos: tuple[Connection, Schema], pattern: str, *numbers: int) -> tuple[int, Reasons]:
    """How many files were destroyed after their rows had gone, and of which rows something is left."""
    connection, schema = photos
    keys: list[Key] = [(number,) for number in numbers]
    return counted(gone(connection, Files(question(schema, pattern), part("photos", keys)), "photos", keys))


def gone(connection: Connection, files: Files, table: str, keys: Sequence[Key]) -> tuple[Fate, ...]:
    """What becomes of the files of rows that go; the rows are put back, for the next test."""
    found = files.find(connection, keys)
    numbers = ", ".join(str(key[0]) for key in keys)
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE id IN ({numbers})")
    try:
        return files.destroy(connection, found)
    finally:
        connection.rollback()


def counted(fates: Sequence[Fate]) -> tuple[int, Reasons]:
    left = {int(str(fate.file.key[0])): fate.left for fate in fates if fate.left is not None}
    return sum(fate.there for fate in fates), left


def there(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if not one.is_dir()}


def test_the_files_of_rows_are_destroyed_once(photos: tuple[Connection, Schema], folder: Path) -> None:
    before = there(folder)
    pattern = f"{folder}/up/{{path}}"
    assert destroy(photos, pattern, 1, 2, 5, 6, 13) == (3, {})
    assert before - there(folder) == {"up/a/1.jpg", "up/a/2.jpg", "up/한글 이름.jpg"}
    assert destroy(photos, pattern, 1, 2, 5, 6, 13) == (0, {})


def test_a_file_on_which_another_row_hangs_goes_with_the_last(photos: tuple[Connection, Schema], folder: Path) -> None:
    pattern = f"{folder}/up/{{path}}"
    assert destroy(photos, pattern, 3) == (0, {3: Left.SHARED})
    assert (folder / "up/shared.jpg").exists()
    assert destroy(photos, pattern, 3, 4) == (1, {})
    assert not (folder / "up/shared.jpg").exists()


def test_nothing_outside_of_the_folder_is_touched(photos: tuple[Connection, Schema], folder: Path) -> None:
    count, left = destroy(photos, f"{folder}/up/{{path}}", 7, 8)
    assert (count, left) == (0, {7: Left.OUTSIDE, 8: Left.OUTSIDE})
    assert (folder / "outside.jpg").exists()
    assert destroy(photos, f"{folder}/up/a/{{path}}", 9)[0] == 0
    assert (folder / "up/real.jpg").exists()


def test_a_link_inside_the_folder_goes_with_the_file_it_leads_to(
    photos: tuple[Connection, Schema], folder: Path
) -> None:
    assert destroy(photos, f"{folder}/up/{{path}}", 9) == (1, {})
    assert not (folder / "up/real.jpg").exists()
    assert not (folder / "up/link.jpg").is_symlink()


def test_a_folder_and_a_file_with_two_names_are_named(photos: tuple[Connection, Schema], folder: Path) -> None:
    pattern = f"{folder}/up/{{path}}"
    assert destroy(photos, pattern, 10) == (0, {10: Left.FOLDER})
    assert destroy(photos, pattern, 11) == (1, {11: Left.LINKED})
    assert (folder / "up/other name.jpg").exists()


def test_a_value_that_looks_like_a_whole_path_stays_in_the_folder(
    photos: tuple[Connection, Schema], folder: Path
) -> None:
    assert destroy(photos, f"{folder}/up/{{path}}", 12) == (1, {})
    assert not (folder / "up/1.jpg").exists()


def test_a_pattern_that_is_no_whole_path_begins_at_the_folder_of_the_service(
    photos: tuple[Connection, Schema], folder: Path
) -> None:
    connection, schema = photos
    files = Files(question(schema, "up/{path}"), part("photos", [(1,)]), folder=folder)
    assert counted(gone(connection, files, "photos", [(1,)])) == (1, {})
    assert not (folder / "up/a/1.jpg").exists()


def test_a_file_that_cannot_be_destroyed_keeps_its_row(photos: tuple[Connection, Schema], tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file where a folder should be")
    with pytest.raises(OperatorError, match="could not be destroyed"):
        destroy(photos, f"{tmp_path}/a/b/{{path}}", 12)
    with pytest.raises(OperatorError, match="could not be destroyed"):
        destroy(photos, f"{tmp_path}/a disk not mounted/{{path}}", 12)


def test_nothing_of_an_address_is_shown(photos: tuple[Connection, Schema], folder: Path) -> None:
    connection, schema = photos
    files = Files(question(schema, f"{folder}/up/{{path}}"), part("photos", [(7,)]))
    fates = gone(connection, files, "photos", [(7,)])
    assert "outside" not in repr(fates).replace("Left.OUTSIDE: 'outside'", "")
    assert {fate.folder for fate in fates} == {f"{folder}/up"}


# Files that rows of several tables name

OTHERS = """
CREATE TABLE members (id integer NOT NULL PRIMARY KEY, face varchar(80));
INSERT INTO members VALUES (1, 'one.jpg'), (2, 'Two.jpg'), (3, NULL);
CREATE TABLE photos (id integer NOT NULL PRIMARY KEY, member_id integer NOT NULL, path varchar(80), place varchar(20),
    name varchar(40));
INSERT INTO photos VALUES (1, 1, 'a/one.jpg', 'a', 'one.jpg'), (2, 2, 'a/two.jpg', 'a', 'two.jpg'),
    (3, 3, 'a/7.jpg', 'a', '7.jpg'), (4, 3, '//a/8.jpg', NULL, NULL), (9, 3, 'a/none.jpg', NULL, NULL);
CREATE TABLE scans (id integer NOT NULL PRIMARY KEY, member_id integer NOT NULL, number integer, place varchar(20),
    name varchar(40));
INSERT INTO scans VALUES (1, 3, 7, 'x', 'x.jpg'), (2, 3, 8, 'a', 'none.jpg')
"""
SEVERAL = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP}
people: {table: members, key: id}
records:
  members: {activity: account, person: id, blobs: [{files: 'FOLDER/a/{face}'}]}
  photos: {activity: account, person: member_id, blobs: [{files: 'FOLDER/{path}', item: name}]}
  scans:
    activity: post
    person: member_id
    blobs: [{files: 'FOLDER/a/{number}.jpg'}, {files: 'FOLDER/{place}/{name}'}]
"""


@pytest.fixture(scope="module")
def several(small: Small) -> Iterator[tuple[Connection, Schema]]:
    """Three tables whose rows may name the same file."""
    url = small.url()
    reading = replace(small, url=lambda: url).made(OTHERS)
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection, describe(reading)


@pytest.mark.parametrize(
    ("number", "name", "why"),
    [
        (1, "a/one.jpg", Left.SHARED),  # the face of a member who stays
        (2, "a/two.jpg", None),  # a name in large letters is another file, whatever the product makes of it
        (3, "a/7.jpg", Left.SHARED),  # by a number
        (4, "a/8.jpg", Left.SHARED),  # by a number, and a path that is written otherwise
        (9, "a/none.jpg", Left.SHARED),  # by two columns
    ],
)
def test_a_file_that_a_row_of_another_table_names_is_left_and_told(
    several: tuple[Connection, Schema], tmp_path: Path, number: int, name: str, why: Left | None
) -> None:
    connection, schema = several
    (tmp_path / "a").mkdir()
    (tmp_path / name).write_bytes(b"jpeg")
    files = Files(question(schema, "", SEVERAL.replace("FOLDER", str(tmp_path))), part("photos", [(number,)]))
    [fate] = gone(connection, files, "photos", [(number,)])

    assert (fate.left, fate.there) == (why, why is None)
    assert (tmp_path / name).exists() == (why is not None)


def test_the_last_row_that_names_a_file_takes_it(several: tuple[Connection, Schema], tmp_path: Path) -> None:
    connection, schema = several
    (tmp_path / "a").mkdir()
    (tmp_path / "a/one.jpg").write_bytes(b"jpeg")
    files = Files(question(schema, "", SEVERAL.replace("FOLDER", str(tmp_path))), part("members", [(1,)]))
    connection.exec_driver_sql("DELETE FROM photos WHERE id = 1")
    assert counted(gone(connection, files, "members", [(1,)])) == (1, {})


# Shared attachments of the shop with the traps

ATTACHED = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP}
people: {table: members, key: id}
records:
  write_free:
    activity: post
    person: {column: login_id, matches: login_id}
    children:
      attachment_uses:
        by: row_id -> id
        where: {used_by: write_free}
        children:
          attachments: {by: id -> attachment_id, blobs: [{files: PATTERN}]}
"""


def test_an_attachment_of_two_boards_goes_with_the_last_post(trap_database: TrapDatabase, tmp_path: Path) -> None:
    (tmp_path / "board").mkdir()
    for number in (1, 2, 3):
        (tmp_path / f"board/{number}.jpg").write_bytes(b"jpeg")
    engine = open_read_only("shop", trap_database.reader)
    keys: list[Key] = [(1,), (2,)]
    asked = question(describe(engine), f"{tmp_path}/{{path}}", ATTACHED)
    writing = sa.create_engine(trap_database.owner, poolclass=sa.NullPool)
    files = Files(asked, part("write_free", keys))
    with writing.connect() as connection:
        found = files.find(connection, keys)
        connection.execute(sa.text("DELETE FROM attachment_uses WHERE used_by = 'write_free' AND row_id IN (1, 2)"))
        connection.execute(sa.text("DELETE FROM attachments WHERE id = 2"))
        fates = files.destroy(connection, found)
        connection.rollback()
    engine.dispose()
    assert {(fate.there, fate.left) for fate in fates} == {(True, None), (False, Left.SHARED)}
    assert there(tmp_path) == {"board/1.jpg", "board/3.jpg"}
    with writing.connect() as connection:
        found = files.find(connection, keys)
        connection.execute(sa.text("DELETE FROM attachment_uses WHERE used_by = 'write_qa' OR row_id IN (1, 2)"))
        connection.execute(sa.text("DELETE FROM attachments WHERE id IN (1, 2)"))
        assert sum(fate.there for fate in files.destroy(connection, found)) == 1
        connection.rollback()
    assert there(tmp_path) == {"board/3.jpg"}


# S3


@pytest.fixture(scope="module")
def bucket_url() -> Iterator[str]:
    """An S3 of our own on loopback."""
    with s3.running_s3() as url:
        yield url


@pytest.fixture
def bucket(bucket_url: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A bucket with files in it, for one test."""
    for name, value in s3.environment(bucket_url).items():
        monkeypatch.setenv(name, value)
    name = f"shop-{sha256(request.node.nodeid.encode()).hexdigest()[:12]}"
    client = s3.client()
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "ap-northeast-2"})
    for key in ("up/a/1.jpg", "up/a/2.jpg", "up/한글 이름.jpg", "outside.jpg"):
        client.put_object(Bucket=name, Key=key, Body=b"jpeg")
    client.close()
    return name


def names(bucket: str) -> set[str]:
    client = s3.client()
    found = client.list_objects_v2(Bucket=bucket).get("Contents", [])
    client.close()
    return {one["Key"] for one in found}


def test_objects_are_destroyed_once(photos: tuple[Connection, Schema], bucket: str) -> None:
    pattern = f"s3://{bucket}/up/{{path}}"
    assert destroy(photos, pattern, 1, 2, 5, 13) == (3, {})
    assert names(bucket) == {"outside.jpg"}
    assert destroy(photos, pattern, 1, 2, 5, 13) == (0, {})


def test_no_object_but_those_of_the_pattern_is_touched(photos: tuple[Connection, Schema], bucket: str) -> None:
    assert destroy(photos, f"s3://{bucket}/up/{{path}}", 7) == (0, {7: Left.OUTSIDE})
    assert "outside.jpg" in names(bucket)


def test_an_older_version_that_the_bucket_keeps_is_named(photos: tuple[Connection, Schema], bucket: str) -> None:
    client = s3.client()
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    client.put_object(Bucket=bucket, Key="up/a/1.jpg", Body=b"newer")
    client.close()
    assert destroy(photos, f"s3://{bucket}/up/{{path}}", 1) == (1, {1: Left.VERSION})
    assert "up/a/1.jpg" not in names(bucket)


def test_a_bucket_that_is_not_there_keeps_the_row(photos: tuple[Connection, Schema], bucket: str) -> None:
    with pytest.raises(OperatorError, match="in S3"):
        destroy(photos, f"s3://{bucket}-of-another-name/{{path}}", 1)
    assert "up/a/1.jpg" in names(bucket)
