"""A length of time as law and policies write it: five years, six months, thirty days, 72 hours, at once."""

import re
from dataclasses import dataclass, field
from typing import Self

_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A length in calendar months, in days, in business days or in hours; never in two of them.

    "One month and three days" has no single answer (which is added first?), so it cannot be built.
    A year is twelve months and a week is seven days: the Civil Act counts them alike (Art. 160).
    All zero is "at once". `code` is a number that no other length has: cheaper to look up by than four fields.
    """

    months: int = 0
    days: int = 0
    business_days: int = 0
    hours: int = 0
    code: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = (self.months, self.days, self.business_days, self.hours)
        if min(parts) < 0 or sum(part > 0 for part in parts) > 1:
            raise ValueError("a period has one unit, and is not negative")
        length = sum(parts)
        object.__setattr__(self, "code", length * len(parts) + parts.index(length))

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read an ISO 8601 duration of one unit, as the law catalogue writes them.

        >>> Period.from_iso("P5Y")
        Period(months=60, days=0, business_days=0, hours=0)
        >>> Period.from_iso("PT72H").hours
        72
        """
        found = _ISO.fullmatch(text)
        if found is None or text in {"P", "PT"}:
            raise ValueError(f"not an ISO 8601 duration: {text}")
        years, months, weeks, days, hours = (int(part or 0) for part in found.groups())
        return cls(months=years * 12 + months, days=weeks * 7 + days, hours=hours)

    def iso(self) -> str:
        """Return the ISO 8601 form; business days, which ISO does not know, as `P3BD`.

        >>> Period(months=60).iso(), Period(days=30).iso(), Period().iso()
        ('P5Y', 'P30D', 'P0D')
        """
        if self.months:
            years, rest = divmod(self.months, 12)
            return f"P{years}Y" if not rest else f"P{self.months}M"
        if self.hours:
            return f"PT{self.hours}H"
        return f"P{self.business_days}BD" if self.business_days else f"P{self.days}D"


AT_ONCE = Period()
