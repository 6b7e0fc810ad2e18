"""What is claimed is there: every rule names functions and commands that exist, and every matter has its rule."""

import importlib

import pytest

from jikim.cli.coverage import MATTERS
from jikim.cli.table import TABLE
from jikim.coverage import RULES, Matter, Rule, State

COMMANDS = {row.name for rows in TABLE.values() for row in rows}


def test_every_matter_has_its_rule_and_its_word() -> None:
    assert set(RULES) == set(MATTERS) == set(Matter)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.matter.value)
def test_a_rule_names_what_is_there(rule: Rule) -> None:
    for duty in rule.duties:
        module, _, name = duty.partition(":")
        assert callable(getattr(importlib.import_module(module), name)), duty
    assert set(rule.commands) <= COMMANDS


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.matter.value)
def test_only_what_a_duty_does_is_called_executed(rule: Rule) -> None:
    claimed = rule.state in (State.EXECUTED, State.EVIDENCED)
    assert claimed is bool(rule.duties) is bool(rule.commands)
    assert rule.state is not State.OPEN
