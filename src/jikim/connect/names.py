"""How a table of somebody else's is called: plainly in the connection's own schema, else with its schema before it.

A name that itself holds a dot or a quotation mark is quoted as SQL quotes, so that the two cannot be taken for each
other: `"a.b"` is one table, `a.b` the table b of schema a.
"""

import re

_PARTS = re.compile(r'"((?:[^"]|"")*)"|([^."]+)')


def name_of(schema: str | None, table: str, own: str | None) -> str:
    """Return the name of a table; `own` is the connection's own schema.

    >>> name_of("public", "orders", "public"), name_of("audit", "log", "public"), name_of("public", "a.b", "public")
    ('orders', 'audit.log', '"a.b"')
    """
    return _quoted(table) if schema is None or schema == own else f"{_quoted(schema)}.{_quoted(table)}"


def place_of(name: str) -> tuple[str | None, str]:
    """Return schema (None for the connection's own) and table of a name.

    >>> place_of("orders"), place_of("audit.log"), place_of('"a.b"')
    ((None, 'orders'), ('audit', 'log'), (None, 'a.b'))
    """
    parts = [quoted.replace('""', '"') or plain for quoted, plain in _PARTS.findall(name)]
    return (parts[0], parts[1]) if len(parts) == 2 else (None, parts[0])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if re.search(r'[."]', name) else name
