"""The program: arguments in, exit code out.

1. the flags that every command shares are taken out, wherever they stand
2. the command is found in the table, loaded and called
3. whatever goes wrong is said in three lines, without a personal value
"""

import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from jikim import __version__
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, FOUND, misused, show_error, unexpected
from jikim.cli.files import appended, trouble
from jikim.cli.spoken import SpokenOption
from jikim.cli.table import Program
from jikim.errors import JikimError, OperatorError
from jikim.messages import Language, msg
from jikim.settings import read_settings

_SHARED = {
    "--language": msg("ko or en; also JIKIM_LANGUAGE, or `language` in jikim.toml"),
    "--settings": msg("the settings file, by default jikim.toml in this folder; also JIKIM_SETTINGS"),
    "--log": msg("write the program's own log there, as JSON lines of codes and counts; - is standard error"),
    "--debug": msg("say where the program failed, without values"),
    "--version": msg("show the version"),
}
_WITHOUT_VALUE = ("--debug", "--version")
_METAVARS = {"--language": "ko|en", "--settings": "FILE", "--log": "FILE"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """Arguments, divided into those of the program and those of the command."""

    shared: Mapping[str, str]
    rest: tuple[str, ...]


def main() -> int:
    """Run the program for the process it is in."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    return run(sys.argv[1:], os.environ)


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command and return its exit code; results go to standard output, everything else to standard error."""
    face = Face(_language_of(environment), environment)
    with ExitStack() as stack:
        try:
            asked = _divided(arguments)
            _set_up(face, asked.shared, stack)
            return _call(face, asked)
        except JikimError as error:
            return show_error(face, error)
        except click.UsageError as error:
            return show_error(face, misused(error))
        except BrokenPipeError:
            # Whoever read our output has had enough; Python would complain again when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FOUND
        except OSError as error:
            return unexpected(face, error) if error.errno is None else show_error(face, trouble(error))
        except (KeyboardInterrupt, click.Abort):
            return show_error(face, _stopped())
        except Exception as error:  # noqa: BLE001  (the outermost edge: a traceback would show values)
            return unexpected(face, error)


def _call(face: Face, asked: _Asked) -> int:
    if "--version" in asked.shared:
        face.show(f"jikim {__version__}")
        return CLEAN
    face.command = asked.rest[0] if asked.rest and not asked.rest[0].startswith("-") else ""
    program = _program()
    if face.command and program.get_command(click.Context(program), face.command) is None:
        face.command = ""
        raise OperatorError(
            msg("there is no such command"),
            msg("known are: {known}", known=", ".join(program.list_commands(click.Context(program)))),
            msg("see `{command} --help`", command="jikim"))  # fmt: skip
    face.note("begin")
    # Click counts letters, and a Korean letter takes two columns.
    width = 54 if face.language is Language.KOREAN else None
    answer = program.main(
        list(asked.rest) or ["--help"], "jikim", standalone_mode=False, obj=face, terminal_width=width
    )
    code = answer if isinstance(answer, int) else CLEAN
    face.note("end", code=code)
    sys.stdout.flush()
    return code


def _program() -> Program:
    """Return the group; its own options are shown here and were read before."""
    shown = [
        SpokenOption([name], says=says, expose_value=False, is_flag=name in _WITHOUT_VALUE, metavar=_METAVARS.get(name))
        for name, says in _SHARED.items()
    ]
    return Program("jikim", params=list(shown), no_args_is_help=False)


def _divided(arguments: Sequence[str]) -> _Asked:
    """Take the shared flags out of the arguments, wherever they stand before a bare `--`."""
    shared: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        name, given, value = waiting.pop(0).partition("=")
        if name == "--" and not given:
            return _Asked(shared, (*rest, "--", *waiting))
        if name not in _SHARED or (given and name in _WITHOUT_VALUE):
            rest.append(name + given + value)
        elif given or name in _WITHOUT_VALUE:
            shared[name] = value
        elif waiting:
            shared[name] = waiting.pop(0)
        else:
            raise OperatorError(
                msg("'{name}' is missing", name=name),
                msg("the option stands without its value"),
                msg("see `{command} --help`", command="jikim"))  # fmt: skip
    return _Asked(shared, tuple(rest))


def _set_up(face: Face, shared: Mapping[str, str], stack: ExitStack) -> None:
    """Fill the face from the shared flags and the settings."""
    face.debug = "--debug" in shared
    face.settings_file = Path(shared["--settings"]) if "--settings" in shared else None
    face.language = read_settings(face.environment, {"language": shared.get("--language")}, face.settings_file).language
    log = shared.get("--log")
    if log == "-":
        face.log = sys.stderr
    elif log is not None:
        face.log = stack.enter_context(appended(Path(log)))


def _language_of(environment: Mapping[str, str]) -> Language:
    """Return the language for saying that the settings themselves are broken."""
    return Language.ENGLISH if environment.get("JIKIM_LANGUAGE") == "en" else Language.KOREAN


def _stopped() -> OperatorError:
    return OperatorError(
        msg("stopped before the end"),
        msg("somebody asked for it"),
        msg("run the command again: what was begun is taken up where it stopped"))  # fmt: skip
