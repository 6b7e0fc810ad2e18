"""Click in the language of the reader: commands, options and help whose words are messages.

The words are looked up when help is shown and not when a module is loaded, so that one process can speak both.
"""

from collections.abc import Callable
from typing import TypeVar

import click

from jikim.cli.face import Face
from jikim.messages import Language, Message, msg, say

F = TypeVar("F", bound=Callable[..., object])
C = TypeVar("C", bound=Callable[..., object] | click.Command)


def language_of(context: click.Context) -> Language:
    """Return the language of a call; Korean where nobody chose."""
    face = context.find_object(Face)
    return face.language if face is not None else Language.KOREAN


class SpokenOption(click.Option):
    """An option whose help is a message."""

    def __init__(self, *args: object, says: Message, **attributes: object) -> None:
        super().__init__(*args, **attributes)  # type: ignore[arg-type]  # handed on as they came
        self.says = says

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help in the language of the call."""
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], say(self.says, language_of(ctx)))


class Speaking(click.Command):
    """What commands and the group of them share: the headings of a help page."""

    says = Message("")
    more = Message("")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{say(msg('usage:'), language_of(ctx))} ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the line of usage; options stand for all that follow below."""
        pieces = super().collect_usage_pieces(ctx)
        return [say(msg("[options]"), language_of(ctx)) if piece == "[OPTIONS]" else piece for piece in pieces]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        for message in (self.says, self.more):
            if message.text:
                formatter.write_paragraph()
                with formatter.indentation():
                    formatter.write_text(say(message, language_of(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for each in options if (record := each.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(say(msg("options"), language_of(ctx))):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`, in the language of the call."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = say(msg("show this page"), language_of(ctx))
        return found


class Family(Speaking, click.Group):
    """A command of several acts, each with arguments and options of its own."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the acts."""
        Speaking.format_options(self, ctx, formatter)
        acts = [(name, act) for name, act in self.commands.items() if isinstance(act, Speaking)]
        with formatter.section(say(msg("acts"), language_of(ctx))):
            formatter.write_dl([(name, say(act.says, language_of(ctx))) for name, act in acts])

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the line of usage."""
        return ["|".join(self.commands)]


def family(**acts: tuple[Speaking, Message]) -> Family:
    """Make a command of acts, each with its sentence."""
    made = Family(no_args_is_help=False)
    for name, (act, says) in acts.items():
        act.name, act.says = name, says
        made.add_command(act, name)
    return made


def command(more: Message | None = None) -> Callable[[Callable[..., object]], Speaking]:
    """Make a command of a function; its name and sentence stand in the table, `more` is for its own help page."""

    def make(function: Callable[..., object]) -> Speaking:
        made = click.command(cls=Speaking)(function)
        made.more = more or Message("")
        return made

    return make


def option(*names: str, says: Message, **attributes: object) -> Callable[[F], F]:
    """Declare an option whose help is a message."""
    return click.option(*names, cls=SpokenOption, says=says, **attributes)


def argument(name: str, **attributes: object) -> Callable[[F], F]:
    """Declare an argument; never one for a personal value."""
    return click.argument(name, **attributes)  # type: ignore[arg-type]  # handed on as they came
