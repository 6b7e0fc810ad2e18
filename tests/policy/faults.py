"""What is wrong with a document, line by line, as the tests of the language show it."""

from textwrap import dedent

from jikim.errors import DocumentError, Finding
from jikim.policy import Policy, parse

# What every policy needs to run. It ends a document, so that the lines shown in a test count from 1.
REST = '\njikim: 1\nservice: {id: shop}\nversion: {id: "1"}\n'


def policy(document: str) -> Policy:
    """Return the policy that a test shows, completed by REST."""
    return parse((dedent(document).strip("\n") + REST).encode())


def findings(document: str) -> tuple[Finding, ...]:
    """Return the faults of a policy that a test shows, completed by REST."""
    return refused((dedent(document).strip("\n") + REST).encode())


def refused(source: bytes) -> tuple[Finding, ...]:
    """Return the faults of a document that cannot be read; none when it can."""
    try:
        parse(source)
    except DocumentError as error:
        return error.faults
    return ()


def by_line(faults: tuple[Finding, ...]) -> list[str]:
    """Return faults as `line:column rule what`."""
    return [f"{fault.place.line}:{fault.place.column} {fault.rule} {fault.what}" for fault in faults]


def rules(faults: tuple[Finding, ...]) -> list[str]:
    """Return faults as `line:column rule`."""
    return [f"{fault.place.line}:{fault.place.column} {fault.rule}" for fault in faults]
