"""A service's vault and its connected databases, opened for one command and closed after it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jikim.cli.face import Face
from jikim.cli.mapped import read_sources
from jikim.cli.opened import opened
from jikim.engine import Connected, Mapped, mapped
from jikim.errors import OperatorError
from jikim.mapping import Url, UrlKind, Use
from jikim.settings import database_address

READ = (Use.LIVE,)
PLANNED = (Use.LIVE, Use.SEPARATE)
EVERY = tuple(Use)


@contextmanager
def connected(
    face: Face, data: Path, uses: tuple[Use, ...] = READ, *, acts: bool = True, may_lack: tuple[Use, ...] = ()
) -> Iterator[Connected]:
    """Yield the databases that a data.yaml names for these uses, with the service; paths start from its folder.

    Those whose use `may_lack` an address are left out without one.
    """
    known = mapped(read_sources(data), data.name)
    addresses = _addresses(face, known, data.parent, tuple(use for use in uses if use not in may_lack))
    for use in may_lack:
        with suppress(OperatorError, OSError):
            addresses |= _addresses(face, known, data.parent, (use,))
    with opened(face, acts=acts) as running, Connected(running, known, addresses) as found:
        yield found


def _addresses(face: Face, known: Mapped, folder: Path, uses: tuple[Use, ...]) -> dict[str, str]:
    return {str(one.name): database_address(_written(one.url), face.environment, folder)
            for one in known.data.databases if one.use in uses}  # fmt: skip


def _written(url: Url) -> str:
    return url.value if url.kind is UrlKind.LITERAL else f"{url.kind.value}:{url.value}"
