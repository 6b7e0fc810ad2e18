"""Months of an invented service, as long as the longest series given; the others are filled up."""

from datetime import date

from jikim.timeline import Decade


def decade(**series: tuple[int, ...]) -> Decade:
    names = ("people", "live", "separate", "destroyed", "moved", "returned", "anonymised", "held")
    months = len(next(iter(series.values()), (0,) * 120))
    made = {name: tuple(10 + month for month in range(months)) for name in names}
    return Decade(begins=date(2026, 11, 1), **{**made, **series})
