"""The diary and the counts of a witness as months, to be drawn."""

from collections import Counter
from datetime import date

from jikim.demo.audit_rows import Month
from jikim.demo.diary import Diary
from jikim.period import day_of
from jikim.timeline import Decade


def decade_of(begins: date, diary: Diary, months: list[Month]) -> Decade:
    """Return the series by month; the acts are those of the diary, the rest what the witness counted."""
    acts = Counter((done.act, _month(begins, day_of(done.at))) for done in diary.done)
    numbers = range(len(months))

    def of(act: str) -> tuple[int, ...]:
        return tuple(acts[act, number] for number in numbers)

    destroyed = of("destroy")
    return Decade(
        begins=begins,
        people=tuple(month.people for month in months),
        live=tuple(month.live for month in months),
        separate=tuple(month.separate for month in months),
        destroyed=tuple(sum(destroyed[: number + 1]) for number in numbers),
        moved=of("preserve"),
        returned=of("return"),
        anonymised=of("anonymise"),
        held=tuple(month.held for month in months),
    )


def _month(begins: date, day: date) -> int:
    return (day.year - begins.year) * 12 + day.month - begins.month
