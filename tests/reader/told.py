"""Facts in short, as tests compare them."""

from collections.abc import Iterator

from jikim.document import read as document
from jikim.reader import Activity, Facts, Need, read_facts

ITEMS = "수집하는 개인정보 항목"
KEPT = "개인정보의 보유 및 이용기간"
PURPOSE = "개인정보의 처리 목적"


def told_under(title: str, text: str) -> list[str]:
    """Return the facts of a policy that has one section, in Markdown."""
    policy = f"# 개인정보 처리방침\n\n## 1. {title}\n\n{text}\n"
    return told(read_facts(document(policy.encode(), "policy.md")).facts)


def told(facts: Facts) -> list[str]:
    """Return activities, what a machine writes down, rules and records kept by law, a line each."""
    return [
        *(f"{one.context or '-'} : {'; '.join(_of(one))}" for one in facts.activities),
        *([f"machine: {', '.join(facts.auto_collected.items)}"] if facts.auto_collected else []),
        *(f"rule {_applies(one.applies_to)}{one.until}+{one.plus or 'law'}"
          for one in (*facts.retention_default, *facts.retention_special)),
        *(f"law {one.law or '-'} {one.record} {one.duration}" for one in facts.statutory_retention),
    ]  # fmt: skip


def _of(one: Activity) -> Iterator[str]:
    yield from one.purposes
    for some in one.items:
        when = f" [{some.when}]" if some.when else ""
        need = f" ({some.need.value})" if some.need is not Need.UNSPECIFIED else ""
        yield f"{', '.join(some.items)}{when}{need}"
    yield from (f"{rule.until}+{rule.plus or 'law'}" for rule in one.retention)


def _applies(to: str | tuple[str, ...]) -> str:
    return f"[{', '.join(to)}] " if isinstance(to, tuple) else ""
