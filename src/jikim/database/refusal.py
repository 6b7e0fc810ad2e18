"""Why a database refused, in words a person can act on; a table from the signs in what it said.

What it was asked is never repeated: a statement may hold personal values.
"""

from sqlalchemy.exc import DBAPIError

from jikim.errors import OperatorError
from jikim.messages import msg

_CAUSES = (
    ("no space left", msg("the disk is full"), msg("make room, then run it again: it goes on where it stopped")),
    ("disk is full", msg("the disk is full"), msg("make room, then run it again: it goes on where it stopped")),
    ("disk i/o", msg("the disk takes no more"), msg("make room or raise the limit, then look into the system log")),
    ("read-only", msg("it cannot be written to"), msg("give the user of this command write access to it")),
    ("readonly", msg("it cannot be written to"), msg("give the user of this command write access to it")),
    ("unable to open", msg("the file cannot be opened"), msg("make its folder, and give the user access to it")),
    ("not a database", msg("the file is no SQLite database"), msg("name the right folder; nothing was changed")),
    ("malformed", msg("the file is damaged"), msg("restore it from a backup, then run `jikim log verify`")),
    ("locked", msg("another process holds it"), msg("wait until the other command has ended")),
    ("password", msg("the server refused the login"), msg("mend the address in the settings")),
    ("permission denied", msg("the login may not do this"), msg("give the role of this database the rights it needs")),
    ("connect", msg("the server does not answer"), msg("start it, or mend the address in the settings")),
)


def refusal(name: str, error: DBAPIError) -> OperatorError:
    """Return what stopped us, without the statement and its values, which may be personal."""
    said = str(error.orig).lower()
    why, fix = next(
        ((why, fix) for sign, why, fix in _CAUSES if sign in said),
        (msg("it refused with {kind}", kind=type(error.orig).__name__), msg("look into the database's own log")),
    )
    return OperatorError(msg("database '{name}' cannot be used", name=name), why, fix)
