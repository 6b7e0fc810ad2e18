"""The commands, as a table: name, where it is written, and what it does in one sentence.

Nothing is loaded to show the table. A command's module is loaded when that command is called.
"""

import importlib
from typing import NamedTuple

import click

from jikim.cli.spoken import Speaking, language_of
from jikim.messages import Message, msg, say


class Row(NamedTuple):
    """A command: its name, module and variable below `jikim.cli`, and its sentence."""

    name: str
    module: str
    variable: str
    says: Message


_POLICY = msg("the policy")
_PEOPLE = msg("people and what they give")
_DUE = msg("what is due")
_EVIDENCE = msg("evidence")

TABLE: dict[Message, tuple[Row, ...]] = {
    _POLICY: (
        Row("init", "init", "init", msg("begin a service: settings, a vault with its key, a policy to start from")),
        Row("read", "read", "read", msg("read a published policy: write a draft of policy.yaml, and its questions")),
        Row(
            "check",
            "check",
            "check",
            msg("hold a policy against the law, or data.yaml against a policy and the database"),
        ),
        Row(
            "map",
            "mapping",
            "propose_map",
            msg("propose data.yaml: which tables and columns of your database hold what"),
        ),
        Row("rules", "rules", "rules", msg("say what a rule of the check asks, why, and how to waive it")),
        Row("schema", "schema", "schema", msg("print the JSON Schema of policy.yaml or data.yaml, for editors")),
        Row("timeline", "timeline", "timeline", msg("draw how long each item is kept, where, and on whose word")),
        Row("demo", "demo", "demo", msg("let invented people live ten years under a policy, and show the result")),
        Row(
            "publish", "publish", "publish", msg("write the privacy policy that the public reads, as pages and as data")
        ),
        Row("diff", "diff", "diff", msg("say what a change of a policy or of the law means: to whom, in numbers")),
        Row("coverage", "coverage", "coverage", msg("say which promises of a policy are carried out, and by what")),
        Row("enact", "enact", "enact", msg("put a policy in force")),
    ),
    _PEOPLE: (
        Row("import", "importing", "bring_in", msg("take in the people of a service that is running, from JSON lines")),
        Row("collect", "collect", "collect", msg("take in what one person gives")),
        Row("consent", "consent", "consent", msg("take in a consent, or its withdrawal; make the form for it")),
        Row("event", "event", "event", msg("take in what happened: joined, paid, left")),
        Row(
            "read-record",
            "read_record",
            "read",
            msg("hand out what a record holds, for a purpose, and write it down"),
        ),
        Row("why", "why", "why", msg("say why something of a person is still here, and until when")),
        Row("person", "person", "person", msg("hand out or erase what your databases hold of people who ask")),
        Row("freeze", "freeze", "freeze", msg("suspend the use of a person's records, or end the suspension")),
        Row("hold", "hold", "hold", msg("stay the destruction of a person's records, or end the stay")),
    ),
    _DUE: (
        Row("plan", "plan", "plan", msg("show what is due, in numbers and by reason; nothing is carried out")),
        Row("approve", "plan", "approve", msg("approve a plan as the officer the policy names")),
        Row("apply", "plan", "carry_out", msg("carry out what is due: put apart, return, destroy; and confirm it")),
        Row("verify", "verify", "verify", msg("look at what a plan over your databases left behind, value by value")),
        Row("replay", "replay", "again", msg("after a restore: destroy again what had gone since the backup")),
        Row("separate", "separate", "separate", msg("make ready, check, or read what is kept apart of your databases")),
        Row("keys", "keys", "keys", msg("replace the key that every other key is wrapped under; once a day")),
    ),
    _EVIDENCE: (
        Row("log", "log", "log", msg("verify that the log is what was once written")),
        Row("export", "export", "export", msg("hand back everything that was handed in")),
    ),
}
_ROWS = {row.name: row for rows in TABLE.values() for row in rows}


def loaded(module: str, variable: str) -> object:
    """Return what a module below `jikim.cli` calls so, loading it only now."""
    return getattr(importlib.import_module(f"jikim.cli.{module}"), variable)


class Program(Speaking, click.Group):
    """The group of all commands."""

    says = msg("jikim runs a privacy policy: it keeps, sets apart and destroys what the policy says, and proves it")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the table."""
        return list(_ROWS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        row = _ROWS.get(cmd_name)
        if row is None:
            return None
        found = loaded(row.module, row.variable)
        if not isinstance(found, Speaking):
            raise TypeError(row.variable)
        found.name, found.says = row.name, row.says
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands from the table."""
        Speaking.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands; nothing is loaded."""
        language = language_of(ctx)
        width = max(len(name) for name in _ROWS)
        for heading, rows in TABLE.items():
            with formatter.section(say(heading, language)):
                formatter.write_dl([(row.name.ljust(width), say(row.says, language)) for row in rows])
