"""How long, where, and on whose word: the heart, pure and small.

Answers, for one strand of one record, where it may rest at an instant and every reason for it (`justify`), and
for a whole table the same as comparisons (`live_over`, `all_over`); says which items of a policy share a life
(`strands`) and what a later version changes (`shorter`). Values in, values out, *today* handed in. It never acts,
stores or reads a clock. Read `rule.py` (the words) and `ends.py` (the algebra) first, then `history.py` and `state.py`.
"""

from jikim.lifecycle.history import Known, Occurrences, gather, known
from jikim.lifecycle.keeps import rules_of
from jikim.lifecycle.predicate import AllOf, AnyOf, Before, Count, Predicate, all_over, holds, live_over, may_return
from jikim.lifecycle.rule import COLLECTED, Bound, Keeping, Occurs, Place, Rule, Term
from jikim.lifecycle.state import Justification, Justified, Stay, justify
from jikim.lifecycle.strands import ERASURE, WITHDREW, Collected, Strand, collected_items, strands
from jikim.lifecycle.versions import Later, Stage, not_before, shorter, stage_at, stages
from jikim.lifecycle.ways import MISSING, Way, ways
from jikim.lifecycle.written import read_keeping, write_keeping

__all__ = [
    "COLLECTED",
    "ERASURE",
    "MISSING",
    "WITHDREW",
    "AllOf",
    "AnyOf",
    "Before",
    "Bound",
    "Collected",
    "Count",
    "Justification",
    "Justified",
    "Keeping",
    "Known",
    "Later",
    "Occurrences",
    "Occurs",
    "Place",
    "Predicate",
    "Rule",
    "Stage",
    "Stay",
    "Strand",
    "Term",
    "Way",
    "all_over",
    "collected_items",
    "gather",
    "holds",
    "justify",
    "known",
    "live_over",
    "may_return",
    "not_before",
    "read_keeping",
    "rules_of",
    "shorter",
    "stage_at",
    "stages",
    "strands",
    "ways",
    "write_keeping",
]
