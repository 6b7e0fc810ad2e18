"""A service's vault, opened for one command and closed after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from jikim.cli.face import Face, actor
from jikim.cli.faults import in_words
from jikim.cli.options import present
from jikim.engine import Running, open_running, refuse_restored, seal_logs
from jikim.errors import OperatorError
from jikim.messages import msg
from jikim.settings import FILE, read_settings


@contextmanager
def opened(face: Face, *, acts: bool = True) -> Iterator[Running]:
    """Yield the service that the settings name; after a command that `acts`, its notes are taken into the log."""
    settings = read_settings(face.environment, file=face.settings_file)
    if not settings.service:
        raise OperatorError(
            msg("the settings name no service"),
            msg("a vault is opened by the id of the service it belongs to"),
            msg("begin one with `jikim init ID`, or write `service = \"...\"` at the top of {file}", file=FILE),
        )  # fmt: skip
    running = open_running(settings, settings.service, actor())
    try:
        if acts:
            refuse_restored(running, present())
        yield running
        if acts:
            _take_into_log(face, running)
    finally:
        running.vault.close()


def _take_into_log(face: Face, running: Running) -> None:
    """Seal the log; where it cannot be written the notes wait beside what they speak of, and the act stands."""
    try:
        seal_logs(running)
    except OperatorError as error:
        face.warn(face.say(msg("done; but the log could not take it over yet, and will with the next command")))
        face.warn(in_words(face, error))
