"""How much of a real schema is proposed rightly, before anybody edits it: `python -m bench.detect`.

The proposals of `jikim.detect` are held against the frozen lists of tests/testapps/personal_columns: which columns are
found, which of them with the right item (`phone` is right where the list says `mobile`), and which proposals stand in
no list. Targets: 90% right, at most 10% false. Builds the shop (django-oscar on SQLite), unless it is handed databases:
`--database LIST=URL`, with LIST `oscar` or `wordpress`. The names alone, without any value, are told beside it.

The rules were written by people who know how such applications name things, these two among them: the figures say that
nothing known is missed, not how an unknown schema fares.
"""

import argparse
import csv
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.machine import machine, seconds
from jikim.connect import describe, open_read_only, sample
from jikim.detect import propose_columns, propose_keys
from jikim.tables import Sample, Schema
from tests.testapps import oscar

LISTS = Path(__file__).resolve().parent.parent / "tests/testapps/personal_columns"
RIGHT, FALSE = 0.90, 0.10
Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What was wanted and what was proposed, by place: table and column, or table, column and key."""

    wanted: dict[Place, str]
    proposed: dict[Place, str]

    @property
    def missed(self) -> list[str]:
        return [f"{'.'.join(place)}: {item}" for place, item in self.wanted.items() if place not in self.proposed]

    @property
    def mistaken(self) -> list[str]:
        return [
            f"{'.'.join(place)}: {self.proposed[place]}, not {item}"
            for place, item in self.wanted.items()
            if place in self.proposed and not is_right(self.proposed[place], item)
        ]

    @property
    def false(self) -> list[str]:
        return [f"{'.'.join(place)}: {item}" for place, item in self.proposed.items() if place not in self.wanted]

    @property
    def found(self) -> float:
        """The share of the wanted columns that were proposed as anything."""
        return 1 - len(self.missed) / len(self.wanted)

    @property
    def right(self) -> float:
        """The share of the wanted columns that were proposed as what they are."""
        return self.found - len(self.mistaken) / len(self.wanted)

    @property
    def false_share(self) -> float:
        return len(self.false) / max(1, len(self.proposed))

    def told(self) -> Iterator[str]:
        yield (
            f"found {self.found:.1%}  right {self.right:.1%}  false {self.false_share:.1%}"
            f"  ({len(self.wanted)} wanted, {len(self.proposed)} proposed)"
        )
        yield from (f"  missed    {one}" for one in self.missed)
        yield from (f"  mistaken  {one}" for one in self.mistaken)
        yield from (f"  false     {one}" for one in self.false)


def is_right(proposed: str, wanted: str) -> bool:
    return proposed == wanted or (proposed, wanted) == ("phone", "mobile")


def seen(url: str) -> tuple[Schema, tuple[Sample, ...]]:
    """Read a live database as `jikim map` does."""
    engine = open_read_only("bench", url)
    try:
        with engine.connect() as connection:
            schema = describe(connection)
            return schema, sample(connection, schema)
    finally:
        engine.dispose()


def columns(name: str, schema: Schema, samples: Iterable[Sample]) -> Score:
    """Hold the proposed columns against a list."""
    wanted = {(line["table"], line["column"]): line["item"] for line in _list(name)}
    return Score(wanted, {(one.table, one.column): one.item for one in propose_columns(schema, samples)})


def keys(name: str, schema: Schema, samples: Iterable[Sample]) -> Score:
    """Hold the names under which values are kept against a list."""
    wanted = {(line["table"], line["column"], line["key"]): line["item"] for line in _list(name)}
    return Score(wanted, {(one.table, one.column, one.key): one.item for one in propose_keys(schema, samples)})


def _list(name: str) -> list[dict[str, str]]:
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def report(name: str, url: str) -> Iterator[str]:
    """Score one database in every way there is a list for."""
    schema, samples = seen(url)
    took = seconds(lambda: propose_columns(schema, samples))
    texts = sum(len(table.columns) for table in schema.tables)
    yield f"{name} on {schema.product.value}: {len(schema.tables)} tables, {texts} columns, {took:.2f} s"
    yield from columns(name, schema, samples).told()
    yield f"  by names alone: {next(columns(name, schema, ()).told())}"
    if (LISTS / f"{name}_keys.csv").is_file():
        yield "names under which values are kept:"
        yield from keys(f"{name}_keys", schema, samples).told()


def main() -> None:
    """Read the command line, build what was not handed over, and print the scores."""
    parser = argparse.ArgumentParser(description="Score the proposals of jikim.detect.")
    parser.add_argument("--database", action="append", default=[], metavar="LIST=URL")
    asked = [one.partition("=")[::2] for one in parser.parse_args().database]
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        if not asked:
            url = f"sqlite:///{folder}/shop.sqlite"
            oscar.build(url, 300)
            asked = [("oscar", url)]
        for name, url in asked:
            print("\n".join(report(name, url)))


if __name__ == "__main__":
    main()
