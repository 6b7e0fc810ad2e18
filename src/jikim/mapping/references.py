"""What the parts of a mapping say of each other: each name must lead to something that is there, once."""

from collections.abc import Iterable

from jikim.errors import Place
from jikim.mapping.conditions import TableName
from jikim.mapping.model import Contents, Data, Record, Unmanaged, Use
from jikim.messages import msg
from jikim.policy import Faults, Text


def look_up(data: Data, faults: Faults) -> None:
    """Report what contradicts itself, and paths that lead to nobody."""
    _databases(data, faults)
    if data.people is None and any(record.owners for record in data.records):
        faults.add(Place(data.file, 1, 1), "people-missing",
            msg("the key '{key}' is missing here", key="people"),
            msg("records name people, and nothing says which table they are in"),
            msg("add `people:` with `table:` and `key:`"))  # fmt: skip
    for record in data.records:
        _leads(data, record, faults)
        for contents in record.contents.all():
            _columns_once(contents, faults)
    _records_once(data.records, faults)
    _left_alone(data, faults)


def _databases(data: Data, faults: Faults) -> None:
    if data.databases and not data.live:
        faults.add(data.databases[0].place, "database-live",
            msg("no database is live"),
            msg("the rows to plan for are those of the database that the service works with"),
            msg("leave `role:` out for that database"))  # fmt: skip
    for database in data.databases:
        if database.use is Use.LIVE and database.of is not None:
            faults.add(database.of.place, "database-of",
                msg("`of:` stands at a live database"),
                msg("it names the live database whose rows another one keeps or shows"),
                msg("write `role: separate` or `role: verify`, or take `of:` out"))  # fmt: skip
        elif database.of is not None and database.of not in {one.name for one in data.live}:
            _unknown(faults, database.of, {str(one.name) for one in data.live})


def _unknown(faults: Faults, database: Text, known: set[str]) -> None:
    faults.add(database.place, "database-unknown",
        msg("no live database is called '{name}'", name=database),
        msg("a name ties this line to another, and the other is not there"),
        msg("known are: {known}", known=", ".join(sorted(known)) or "-"))  # fmt: skip


def _leads(data: Data, record: Record, faults: Faults) -> None:
    """Report a path without a column of its own that ends where nothing says whose the rows are."""
    if not record.via or any(owner.column for owner in record.owners):
        return
    passed, waiting = {record.name}, [record.via[-1].table]
    while waiting:
        table = waiting.pop()
        if data.people is not None and table == data.people.table:
            return
        ends = [one for one in data.records if one.table == table and one.name not in passed]
        if any(owner.column for one in ends for owner in one.owners):
            return
        passed |= {one.name for one in ends}
        waiting += [one.via[-1].table for one in ends if one.via]
    faults.add(record.via[-1].place, "via-nobody",
        msg("the path of '{record}' ends at '{table}', where nothing says whose the rows are",
            record=record.name, table=record.via[-1].table.name),
        msg("a path leads to the people, or to a record that names its person"),
        msg("go on to such a table, or add `person:` with a column of the last one"))  # fmt: skip


def _columns_once(contents: Contents, faults: Faults) -> None:
    """Report a column that is said to hold an item and to be plain."""
    held = {str(column) for holding in contents.holdings for column in holding.columns}
    held |= {str(column) for blob in contents.blobs if (column := getattr(blob, "column", None))}
    for column in contents.plain:
        if column in held:
            faults.add(column.place, "column-twice",
                msg("the column '{column}' is personal and plain at once", column=column),
                msg("only one of the two can be true"),
                msg("take it out of `plain:`, or out of `items:` and `blobs:`"))  # fmt: skip


def _records_once(records: Iterable[Record], faults: Faults) -> None:
    seen: dict[tuple[object, ...], Record] = {}
    for record in records:
        key = (record.table, record.activity, record.contents.where)
        if key in seen:
            faults.add(record.place, "record-twice",
                msg("'{record}' and '{other}' are the same rows of the same activity",
                    record=record.name, other=seen[key].name),
                msg("two entries would end the same rows in two ways"),
                msg("merge the two, or tell their rows apart with `where:`"))  # fmt: skip
        seen.setdefault(key, record)


def _left_alone(data: Data, faults: Faults) -> None:
    mapped = {contents.table for record in data.records for contents in record.contents.all()}
    mapped |= {data.people.table} if data.people else set()
    for entry in data.unmanaged:
        found = next((table for table in mapped if _covers(entry, table)), None)
        if found is not None:
            faults.add(entry.table.place, "unmanaged-mapped",
                msg("the table '{table}' is mapped and left alone at once", table=found.name),
                msg("only one of the two can be true"),
                msg("take it out of `unmanaged:`"))  # fmt: skip


def _covers(entry: Unmanaged, table: TableName) -> bool:
    return entry.table.database == table.database and entry.table.stands_for(table.name) and bool(table.name)
