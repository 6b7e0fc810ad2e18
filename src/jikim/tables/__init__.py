"""Somebody else's database as values: its tables, columns, keys and rules, and samples of what stands in them.

Answers what a service's own tables look like (`Schema`), whichever product they rest in, and gives that look a
fingerprint, so that a plan can be refused when it has changed since. It reaches no database (that is `connect`),
guesses nothing (`detect`), and knows no policy (`mapping`). Read `model.py` first.
"""

from jikim.tables.model import (
    Check,
    Column,
    ForeignKey,
    Index,
    OnDelete,
    Product,
    Sample,
    Schema,
    Shape,
    Sort,
    Trigger,
)

__all__ = [
    "Check",
    "Column",
    "ForeignKey",
    "Index",
    "OnDelete",
    "Product",
    "Sample",
    "Schema",
    "Shape",
    "Sort",
    "Trigger",
]
