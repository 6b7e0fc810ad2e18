"""The table of rules: code, the function that asks, how grave, and the facts of law behind it.

A code never dies: old waivers and old reports carry it. A rule that is no longer wanted keeps its row and asks
`nothing`. To add a rule: write a generator with a page for docstring (first sentence, Source, Avoid, Prefer) in the
file it belongs to, add a row here, break it in tests/check/most_faults.yaml, and give its sentences their Korean.

severity  a `Severity`, or the id of the penalty in the catalogue that gives it (`PN-12`)
law       facts of the catalogue; while none of them is in force the rule is not asked
absence   the rule tells what is not there: of an excerpt that cannot be known
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from jikim.check import (
    asking,
    bounds,
    contents,
    destroying,
    effect,
    ends,
    rights,
    safeguards,
    stale,
    statutes,
    triggered,
    waivers,
    wanting,
    words,
)
from jikim.check.case import Case, Fault
from jikim.errors import Severity


class Group(Enum):
    """What a rule is about, in the order in which they are shown."""

    COMPLETENESS = "completeness"
    RETENTION = "retention"
    CONSENT = "consent"
    RIGHTS = "rights"
    SAFEGUARDS = "safeguards"
    STALENESS = "staleness"
    WORDS = "words"
    WAIVERS = "waivers"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row; see the head of this file."""

    code: str
    group: Group
    ask: Callable[[Case], Iterator[Fault]]
    severity: Severity | str
    law: tuple[str, ...] = ()
    absence: bool = False

    @property
    def page(self) -> str:
        """The page of the rule: what it asks, its source, Avoid and Prefer."""
        return inspect.cleandoc(self.ask.__doc__ or "")


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_HAS, _KEEP, _ASKS = Group.COMPLETENESS, Group.RETENTION, Group.CONSENT
_MAY, _SAFE, _OLD, _SAYS = Group.RIGHTS, Group.SAFEGUARDS, Group.STALENESS, Group.WORDS

ROWS = (
    # What every policy says.
    Rule("purpose-missing", _HAS, contents.purpose_is_stated, _E, ("PP-01",), absence=True),
    Rule("automatic-purpose-missing", _HAS, contents.automatic_purpose_is_stated, _W, ("PP-01",), absence=True),
    Rule("items-missing", _HAS, contents.items_are_stated, _E, ("PP-11",), absence=True),
    Rule("destruction-missing", _HAS, contents.destruction_is_stated, _E, ("PP-04",), absence=True),
    Rule("destruction-procedure-missing", _HAS, contents.destruction_has_a_procedure, _I, ("PP-04",), absence=True),
    Rule("destruction-deadline-missing", _HAS, contents.destruction_has_a_deadline, _W, ("DS-01",), absence=True),
    Rule("rights-missing", _HAS, contents.rights_are_stated, _E, ("PP-08",), absence=True),
    Rule("rights-method-missing", _HAS, contents.rights_have_a_way, _E, ("PP-25", "PP-08"), absence=True),
    Rule("officer-missing", _HAS, contents.officer_is_stated, _E, ("PP-09",), absence=True),
    Rule("officer-contact-missing", _HAS, contents.officer_can_be_reached, _E, ("PP-09",)),
    Rule("officer-unnamed", _HAS, contents.officer_has_a_name, _W, ("PP-09",)),
    Rule("safeguards-missing", _HAS, contents.safeguards_are_stated, _E, ("PP-13",), absence=True),
    Rule("title-not-policy", _HAS, contents.title_is_that_of_a_policy, _W, ("PP-TITLE",), absence=True),
    Rule("controller-missing", _HAS, contents.controller_is_named, _W, (), absence=True),
    Rule("effective-date-missing", _HAS, contents.effective_date_is_stated, _W, (), absence=True),
    Rule("notice-missing", _HAS, contents.notice_of_changes_is_stated, _I, ("PP-CHG",), absence=True),
    Rule("remedies-missing", _HAS, contents.remedies_are_named, _I, ("PP-30",), absence=True),
    # What another clause asks for.
    Rule("refusal-missing", _HAS, triggered.devices_can_be_refused, _E, ("PP-10",), absence=True),
    Rule("overseas-missing", _HAS, triggered.transfer_abroad_is_stated, _E, ("PP-12", "OT-01"), absence=True),
    Rule("entrusted-missing", _HAS, triggered.entrusted_are_named, _E, ("PP-06", "PP-26"), absence=True),
    Rule("analytics-not-entrusted", _HAS, triggered.tools_have_a_party, _W, ("PP-06", "PP-26"), absence=True),
    Rule("provided-missing", _HAS, triggered.provision_is_stated, _I, ("PP-03",), absence=True),
    Rule("ground-missing", _HAS, triggered.ground_is_stated, _W, ("PP-20",), absence=True),
    Rule("ground-unknown", _HAS, triggered.ground_is_known, _I, ("PP-20",)),
    # How long.
    Rule("retention-missing", _KEEP, ends.period_is_stated, _E, ("PP-02",)),
    Rule("automatic-retention-missing", _KEEP, ends.automatic_period_is_stated, _E, ("PP-02",)),
    Rule("retention-by-unnamed-law", _KEEP, ends.law_has_a_line, _W, ("PP-04", "PP-02")),
    Rule("retention-open-ended", _KEEP, ends.period_is_a_figure, _W, ("PP-02",)),
    Rule("retention-endless", _KEEP, ends.end_will_come, _W, ("PP-02", "DS-01")),
    Rule("at-once-beside-kept", _KEEP, ends.at_once_is_meant, _I, ("PP-02",)),
    Rule("rule-without-effect", _KEEP, effect.rule_has_an_effect, _W, ("PP-02",)),
    Rule("kept-not-collected", _KEEP, effect.kept_items_are_collected, _W, ("PP-11",)),
    Rule("separate-store-empty", _KEEP, effect.separate_store_holds_something, _W, ("PP-04", "DS-07")),
    Rule("event-unused", _KEEP, effect.event_is_used, _I),
    Rule("event-of-nobody", _KEEP, effect.event_can_be_reported, _W, ("DS-01",)),
    Rule("statutory-unbound", _KEEP, statutes.line_is_bound, _E, ("PP-04",)),
    Rule("own-rule-as-law", _KEEP, statutes.own_rule_is_told_as_such, _W, ("PP-04", "DS-01")),
    Rule("statute-unnamed", _KEEP, statutes.statute_is_named, _W, ("PP-04",)),
    Rule("statute-repealed", _KEEP, statutes.statute_is_in_force, _E, ("PP-04",)),
    Rule("dormancy-repealed", _KEEP, statutes.dormancy_is_own_rule, _I),
    Rule("statute-of-another-trade", _KEEP, statutes.statute_binds_this_business, _I),
    Rule("retention-below-floor", _KEEP, statutes.figure_reaches_the_floor, "PN-51"),
    Rule("statute-figure-other", _KEEP, statutes.figure_is_that_of_the_statute, _W, ("DS-01",)),
    Rule("law-items-missing", _KEEP, statutes.items_of_a_duty_are_listed, _W, ("PP-04",)),
    Rule("retention-above-ceiling", _KEEP, bounds.nothing_outlasts_a_ceiling, "PN-10"),
    Rule("floor-above-ceiling", _KEEP, bounds.floors_stay_below_ceilings, _E),
    Rule("period-vague", _KEEP, destroying.lengths_are_told, _W, ("PP-02",)),
    Rule("law-items-wide", _KEEP, destroying.duty_keeps_its_record_only, _W, ("RT-EC-5",)),
    Rule("law-item-optional", _KEEP, destroying.duty_keeps_what_was_needed, _I, ("DS-08", "DS-07")),
    Rule("ground-without-duty", _KEEP, destroying.ground_of_law_keeps_too, _W),
    Rule("trade-without-records", _KEEP, destroying.trade_keeps_its_records, _W, ("RT-EC-3",), absence=True),
    Rule("destruction-deadline-long", _KEEP, destroying.destruction_comes_in_time, _W, ("DS-02", "DS-01")),
    Rule(
        "destruction-officer-missing", _KEEP, destroying.officer_answers_for_destruction, _I, ("DS-14",), absence=True
    ),
    Rule("destruction-recoverable", _KEEP, destroying.files_are_beyond_recovery, _W, ("DS-03", "DS-04")),
    Rule("destruction-paper-method", _KEEP, destroying.paper_is_shredded_or_burnt, _W, ("DS-05",)),
    # Consent.
    Rule("resident-number-consent", _ASKS, asking.resident_number_is_never_asked, "PN-12", ("CS-07",)),
    Rule("resident-number-without-statute", _ASKS, asking.resident_number_has_its_statute, "PN-12", ("CS-07",)),
    Rule("unique-identifier-consent", _ASKS, asking.identifiers_have_their_own_consent, "PN-03", ("CS-06",)),
    Rule("sensitive-consent", _ASKS, asking.sensitive_items_have_their_own_consent, "PN-03", ("CS-05",)),
    Rule("optional-with-required", _ASKS, asking.optional_items_are_asked_apart, "PN-31", ("CS-NODENY",)),
    Rule("need-unsaid", _ASKS, asking.need_is_stated, _W, ("CS-NODENY",)),
    Rule("marketing-not-apart", _ASKS, asking.promotion_is_asked_apart, "PN-31", ("CS-08",)),
    Rule("kept-after-withdrawal", _ASKS, asking.withdrawal_ends_it, _W, ("DS-12",)),
    Rule("children-missing", _ASKS, triggered.children_are_stated, _I, ("PP-32", "CS-10"), absence=True),
    Rule("guardian-items-missing", _ASKS, triggered.guardian_has_items, _W, ("PP-32", "CS-10"), absence=True),
    Rule("refusal-denies-service", _ASKS, asking.refusing_denies_nothing, "PN-13", ("CS-NODENY",)),
    # What people may ask.
    Rule("right-missing", _MAY, rights.rights_are_all_listed, _W, ("PP-08",), absence=True),
    Rule("automated-right-missing", _MAY, rights.automated_decisions_can_be_refused, _W, ("DR-AUTO", "PP-24")),
    Rule("transmission-missing", _MAY, rights.transmission_is_offered, _I, ("DR-PORT",), absence=True),
    Rule("delegate-missing", _MAY, rights.delegates_are_stated, _W, ("DR-AGENT", "PP-08"), absence=True),
    Rule("mandate-form-missing", _MAY, rights.mandate_has_a_form, _I, ("DR-AGENT",), absence=True),
    Rule("rights-deadline-missing", _MAY, rights.answer_has_a_deadline, _I, ("DR-ACC",), absence=True),
    Rule("rights-deadline-long", _MAY, rights.answer_comes_in_time, "PN-18", ("DR-ACC", "DR-COR", "DR-SUS")),
    Rule("refusal-ground-unknown", _MAY, rights.refusals_have_a_ground, _W, ("DR-ACC", "DR-SUS")),
    Rule("fee-beyond-cost", _MAY, rights.fee_is_at_cost, _W, ("DR-FEE",)),
    Rule("rights-harder-than-collecting", _MAY, rights.asking_is_as_easy_as_giving, _W, ("DR-EASE",)),
    Rule("objection-missing", _MAY, rights.objection_is_told, _I, ("DR-OBJ", "PP-25"), absence=True),
    # What keeps it safe.
    Rule("safeguard-kind-missing", _SAFE, safeguards.kinds_are_told, _I, ("PP-13",), absence=True),
    Rule("encryption-unsaid", _SAFE, safeguards.encrypted_items_are_told, _W, ("SM-07a", "SM-07b"), absence=True),
    Rule("access-log-short", _SAFE, safeguards.logs_are_kept_long_enough, "PN-11", ("SM-08a", "RT-SF-1")),
    Rule("training-seldom", _SAFE, safeguards.training_comes_every_year, _I, ("SM-04b", "ISMSP-2.2.4")),
    Rule("training-incomplete", _SAFE, safeguards.training_says_whom_and_what, _I, ("SM-04b",)),
    Rule("plan-exemption-scope", _SAFE, safeguards.exemption_is_read_narrowly, _I, ("SM-04a",)),
    # What was right once.
    Rule("law-moved", _OLD, stale.law_still_governs, _I),
    Rule("form-moved", _OLD, stale.forms_are_those_of_today, _I, ("DR-AGENT",)),
    Rule("article-other", _OLD, stale.articles_still_say_so, _W),
    Rule("exception-repealed", _OLD, stale.exceptions_still_exist, _W),
    Rule("term-old", _OLD, stale.terms_are_those_of_today, _I),
    Rule("body-renamed", _OLD, stale.bodies_are_called_so, _I, ("PP-30",)),
    Rule("way-out-old", _OLD, stale.ways_out_still_exist, _I, ("PP-10",)),
    # How it is said.
    Rule("open-words", _SAYS, words.nothing_is_left_open, _W, ("PP-01", "PP-11")),
    Rule("item-vague", _SAYS, words.items_name_something, _W, ("PP-11",)),
    Rule("purpose-without-its-item", _SAYS, wanting.purpose_has_its_items, _W, ("PP-11",)),
    Rule("need-twofold", _SAYS, wanting.need_is_one, _W, ("CS-NODENY",)),
    Rule("item-unused", _SAYS, words.items_are_collected, _I),
    Rule("role-unused", _SAYS, words.roles_have_activities, _I),
    Rule("case-unused", _SAYS, words.cases_are_met, _I),
    Rule("spelling-varies", _SAYS, words.spelling_is_one, _I),
    Rule("said-twice", _SAYS, words.nothing_is_said_twice, _I),
    Rule("remedy-unreachable", _SAYS, words.bodies_can_be_reached, _I, ("PP-30",)),
    Rule("notice-incomplete", _SAYS, words.notice_says_how_and_when, _I, ("PP-CHG",), absence=True),
    # Of the waivers themselves.
    Rule("waiver-ended", Group.WAIVERS, waivers.waiver_has_not_ended, _W),
    Rule("waiver-endless", Group.WAIVERS, waivers.waiver_names_its_end, _W),
    Rule("waiver-unused", Group.WAIVERS, waivers.waiver_waives_something, _W),
)
RULES = {rule.code: rule for rule in ROWS}


def nothing(case: Case) -> Iterator[Fault]:
    """Ask nothing any more; the code stays so that old waivers do not break."""
    yield from ()
