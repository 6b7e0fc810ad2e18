"""Why a service's database could not be read, in words a person can act on; a table from the signs in what it said.

Neither what it was asked nor where it is stands in a sentence: statements hold values, addresses hold passwords.
"""

from sqlalchemy.exc import DBAPIError

from jikim.errors import OperatorError
from jikim.messages import msg

_RIGHT = msg("give it SELECT, and nothing else: jikim only reads here")
_CAUSES = (
    (
        "startup parameter",
        msg("a pooler stands in between, and does not let it be opened read only"),
        msg("name the server itself, or best a replica of it"),
    ),
    ("read-only", msg("it was opened to be read only"), msg("this is a fault of jikim: please report it")),
    ("readonly", msg("it was opened to be read only"), msg("this is a fault of jikim: please report it")),
    ("read only", msg("it was opened to be read only"), msg("this is a fault of jikim: please report it")),
    ("statement timeout", msg("a statement took longer than it may"), msg("name a replica, or allow more time")),
    ("lock timeout", msg("a statement took longer than it may"), msg("name a replica, or allow more time")),
    ("interrupted", msg("a statement took longer than it may"), msg("name a replica, or allow more time")),
    ("unable to open", msg("the file cannot be opened"), msg("give the user of this command the right to read it")),
    ("not a database", msg("the file is no SQLite database"), msg("name the right file; nothing was changed")),
    ("malformed", msg("the file is damaged"), msg("name a sound copy of it; nothing was changed")),
    ("locked", msg("another process holds it"), msg("wait until it is done, or name a copy")),
    ("password", msg("the server refused the login"), msg("mend the name or the password in its address")),
    ("access denied", msg("the server refused the login"), msg("mend the name or the password in its address")),
    ("does not exist", msg("the server has no such database or login"), msg("mend the name in its address")),
    ("unknown database", msg("the server has no such database or login"), msg("mend the name in its address")),
    ("permission denied", msg("the login may not read it"), _RIGHT),
    ("command denied", msg("the login may not read it"), _RIGHT),
    ("connect", msg("the server does not answer"), msg("start it, or mend the host and the port in its address")),
)


def refusal(name: str, error: Exception) -> OperatorError:
    """Return what stopped us, without the statement and its values."""
    orig = error.orig if isinstance(error, DBAPIError) else error
    said = str(orig).lower()
    why, fix = next(
        ((why, fix) for sign, why, fix in _CAUSES if sign in said),
        (msg("it refused with {kind}", kind=type(orig).__name__), msg("look into the database's own log")),
    )
    return OperatorError(msg("the connected database '{name}' cannot be read", name=name), why, fix)


def no_address(name: str) -> OperatorError:
    """Return what to say of an address that is none."""
    return OperatorError(
        msg("the address of the connected database '{name}' is not a URL", name=name),
        msg("it must name the product, the host and the database"),
        msg("write it as postgresql://user@host/database, mysql://user@host/database or sqlite:///file"))  # fmt: skip


def unknown_product(name: str, product: str) -> OperatorError:
    """Return what to say of a product that we do not know."""
    return OperatorError(
        msg("the connected database '{name}' is of a product that jikim does not read: {product}",
            name=name, product=product),
        msg("it reads PostgreSQL, MariaDB, MySQL and SQLite"),
        msg("name one of these; for others, let a person carry the policy out and note it"))  # fmt: skip


def no_file(name: str) -> OperatorError:
    """Return what to say of a SQLite file that is not there; opening it would make an empty one."""
    return OperatorError(
        msg("the connected database '{name}' is not there", name=name),
        msg("its address names no file"),
        msg("mend the path; a full one begins with four slashes, sqlite:////"))  # fmt: skip


def missing_driver(name: str, product: str) -> OperatorError:
    """Return what to say of a driver that is not installed."""
    what = msg("the driver for the connected database '{name}' is not installed", name=name)
    why = msg("the base install reads SQLite only")
    if product == "postgresql":
        return OperatorError(what, why, msg("run pip install 'jikim[postgres]'"))
    return OperatorError(what, why, msg("run pip install 'jikim[mysql]'"))
