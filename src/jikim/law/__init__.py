"""What the statutes say, as dated data; no opinion.

Answers which fact of law stands under a name (`ecommerce/payment`), whether it is in force on a day, which way a
period points (a floor, a ceiling, a promise), what an item is called and how the law classes it, and which days
are public holidays. Reads its own packaged tables (kr/*.toml), each when first asked for, and nothing else.
Never judges a policy, never reads the clock, and never words an unverified fact as law: ask `verified`.
Read kr/retention.toml first, then kr/SOURCES.md, then `catalogue.py`; `vocabulary.py` is the words for items.
"""

from jikim.law.catalogue import Catalogue, catalogue
from jikim.law.fact import Category, Confidence, Dated, Fact, Figure, Severeness, When
from jikim.law.glossary import Term, glossary
from jikim.law.holidays import holidays
from jikim.law.outdated import Dead, Outdated
from jikim.law.retention import Direction, Retention
from jikim.law.statute import Amendment, Ground, Statute
from jikim.law.vocabulary import Form, Item, LegalClass, Vocabulary, vocabulary
from jikim.law.words import normal

__all__ = [
    "Amendment",
    "Catalogue",
    "Category",
    "Confidence",
    "Dated",
    "Dead",
    "Direction",
    "Fact",
    "Figure",
    "Form",
    "Ground",
    "Item",
    "LegalClass",
    "Outdated",
    "Retention",
    "Severeness",
    "Statute",
    "Term",
    "Vocabulary",
    "When",
    "catalogue",
    "glossary",
    "holidays",
    "normal",
    "vocabulary",
]
