"""Short words for schemas in tests: `table("member", "id:int", "email", primary="id")`."""

from jikim.tables import Column, ForeignKey, Product, Sample, Schema, Shape, Sort

SORTS = {
    "int": Sort.INTEGER,
    "text": Sort.TEXT,
    "date": Sort.DATE,
    "time": Sort.NAIVE,
    "bool": Sort.BOOLEAN,
    "json": Sort.JSON,
    "bytes": Sort.BYTES,
    "decimal": Sort.DECIMAL,
    "list": Sort.ARRAY,
}


def column(told: str) -> Column:
    """Make a column of `name`, `name:sort` or `name:sort:length`, with `#` before a comment."""
    told, _, comment = told.partition("#")
    name, sort, length = (*told.split(":"), "", "")[:3]
    return Column(name, SORTS[sort or "text"], sort, length=int(length) if length else None, comment=comment)


def table(name: str, *columns: str, primary: str = "id", refers: str = "", view: bool = False) -> Shape:
    """Make a table; `refers` is `column>table.column`, several with spaces between."""
    keys = (each.partition(">") for each in refers.split())
    return Shape(
        name,
        tuple(map(column, columns)),
        primary=(primary,) if primary else (),
        foreign=tuple(ForeignKey((key,), to.partition(".")[0], (to.partition(".")[2],)) for key, _, to in keys),
        view=view,
    )


def schema(*tables: Shape) -> Schema:
    return Schema(Product.POSTGRESQL, "15", tables)


def sample(place: str, *values: str, rows: int = 0) -> Sample:
    """Make the sample of `table.column`."""
    name, _, column_name = place.partition(".")
    return Sample(name, column_name, values, rows or len(values))
