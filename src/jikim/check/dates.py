"""The days of an edition: announced, then in force, as far apart as the document itself promises."""

from collections.abc import Iterator
from datetime import date

from jikim.check.case import Case, Fault
from jikim.check.length import is_longer
from jikim.messages import Message, msg
from jikim.period import Period


def announcing_comes_first(case: Case) -> Iterator[Fault]:
    """An edition is announced before it holds, and as long before as the document promises.

    Source: PIPA Art. 30 (2), (3), what is better for people holds; Standard Guideline Art. 21.

    Avoid:  version: {id: "2", announced: 2026-01-01, effective: 2026-01-02}, notice: {changes: 7 days}
    Prefer: version: {id: "2", announced: 2025-12-26, effective: 2026-01-02}, notice: {changes: 7 days}
    """
    version = case.policy.version
    if version.announced is None or version.effective is None:
        return
    if version.announced > version.effective:
        why = msg("changes are announced without delay ({article})", article=case.cite("PP-CHG"))
        yield _late(case, version.announced, version.effective, why)
    elif _promised(case) is not None and _is_short(case, (version.effective - version.announced).days):
        why = msg("the document promises '{promised}', and what is better for people holds ({article})",
            promised=_promised(case) or "", article=case.cite("PP-30-3"))  # fmt: skip
        yield _late(case, version.announced, version.effective, why)


def _promised(case: Case) -> str | None:
    return case.policy.notice.changes_says if case.policy.notice else None


def _is_short(case: Case, days: int) -> bool:
    promised = case.policy.notice.changes if case.policy.notice else None
    return promised is not None and is_longer(promised, Period(days=days))


def _late(case: Case, announced: date, effective: date, why: Message) -> Fault:
    return Fault(case.policy.version.place,
        msg("the document holds from {effective} and was announced on {announced}",
            effective=effective.isoformat(), announced=announced.isoformat()),
        why, msg("move `effective:`, or correct `announced:`"),
        ("version", "notice"))  # fmt: skip
