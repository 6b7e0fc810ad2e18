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
    children,
    choosing,
    contents,
    dates,
    destroying,
    devices,
    disclosing,
    duties,
    effect,
    ends,
    officers,
    overseas,
    parties,
    promoting,
    rights,
    safeguards,
    stale,
    statutes,
    triggered,
    waivers,
    wanting,
    whose,
    words,
)
from jikim.check.case import Case, Fault
from jikim.errors import Severity


class Group(Enum):
    """What a rule is about, in the order in which they are shown."""

    COMPLETENESS = "completeness"
    RETENTION = "retention"
    CONSENT = "consent"
    PARTIES = "parties"
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
_HAS, _KEEP, _ASKS, _WHO = Group.COMPLETENESS, Group.RETENTION, Group.CONSENT, Group.PARTIES
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
    Rule("officer-unnamed", _HAS, contents.officer_has_a_name, _W, ("PP-09",), absence=True),
    Rule("safeguards-missing", _HAS, contents.safeguards_are_stated, _E, ("PP-13",), absence=True),
    Rule("title-not-policy", _HAS, contents.title_is_that_of_a_policy, _I, ("PP-TITLE",), absence=True),
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
    Rule("automatic-missing", _HAS, devices.automatic_is_stated, _I, ("PP-10",), absence=True),
    Rule("ground-missing", _HAS, triggered.ground_is_stated, _W, ("PP-20",), absence=True),
    Rule("ground-unknown", _HAS, triggered.ground_is_known, _I, ("PP-20",)),
    Rule("announced-late", _HAS, dates.announcing_comes_first, _W, ("PP-CHG", "PP-30-3")),
    # What only some services do.
    Rule("sensitive-publicness-missing", _HAS, disclosing.sensitive_items_stay_private, _I, ("PP-05",), absence=True),
    Rule("pseudonymised-missing", _HAS, disclosing.pseudonymised_data_are_told, _W, ("PP-07",), absence=True),
    Rule("further-use-missing", _HAS, disclosing.further_use_has_criteria, _W, ("PP-21",), absence=True),
    Rule("automated-missing", _HAS, disclosing.automated_decisions_are_told, _W, ("PP-24",), absence=True),
    Rule("location-missing", _HAS, disclosing.location_is_told, _W, ("PP-27",), absence=True),
    Rule("transmission-unexplained", _HAS, disclosing.transmission_is_explained, _I, ("PP-28",), absence=True),
    Rule("behaviour-missing", _HAS, disclosing.behaviour_is_told, _I, ("PP-31",), absence=True),
    Rule("cameras-missing", _HAS, disclosing.cameras_are_told, _I, ("PP-23",), absence=True),
    Rule("training-data-missing", _HAS, disclosing.training_data_are_told, _I, ("PP-33",), absence=True),
    Rule("disclosure-incomplete", _HAS, disclosing.disclosures_are_whole, _W),
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
    Rule("statute-misnamed", _KEEP, statutes.statute_is_called_so, _I, ("PP-04",)),
    Rule("statute-repealed", _KEEP, statutes.statute_is_in_force, _E, ("PP-04",)),
    Rule("dormancy-repealed", _KEEP, statutes.dormancy_is_own_rule, _I),
    Rule("statute-of-another-trade", _KEEP, statutes.statute_binds_this_business, _I),
    Rule("retention-below-floor", _KEEP, statutes.figure_reaches_the_floor, "PN-51"),
    Rule("statute-figure-other", _KEEP, statutes.figure_is_that_of_the_statute, _W, ("DS-01",)),
    Rule("law-items-missing", _KEEP, statutes.items_of_a_duty_are_listed, _W, ("PP-04",)),
    Rule("retention-above-ceiling", _KEEP, bounds.nothing_outlasts_a_ceiling, "PN-10"),
    Rule("floor-above-ceiling", _KEEP, bounds.floors_stay_below_ceilings, _E),
    Rule("period-vague", _KEEP, destroying.lengths_are_told, _W, ("PP-02",)),
    Rule("law-items-wide", _KEEP, duties.duty_keeps_its_record_only, _W, ("RT-EC-5",)),
    Rule("law-item-optional", _KEEP, duties.duty_keeps_what_was_needed, _I, ("DS-08", "DS-07")),
    Rule("ground-without-duty", _KEEP, duties.ground_of_law_keeps_too, _W),
    Rule("trade-without-records", _KEEP, duties.trade_keeps_its_records, _W, ("RT-EC-3",), absence=True),
    Rule("use-period-missing", _KEEP, duties.use_has_an_end_of_its_own, _W, ("PP-02",)),
    Rule("destruction-deadline-long", _KEEP, destroying.destruction_comes_in_time, _W, ("DS-02", "DS-01")),
    Rule(
        "destruction-officer-missing", _KEEP, destroying.officer_answers_for_destruction, _I, ("DS-14",), absence=True
    ),
    Rule("destruction-recoverable", _KEEP, destroying.files_are_beyond_recovery, _W, ("DS-03", "DS-04")),
    Rule("destruction-paper-method", _KEEP, destroying.paper_is_shredded_or_burnt, _W, ("DS-05",)),
    Rule(
        "destruction-method-partial", _KEEP, destroying.both_kinds_are_destroyed, _I, ("DS-04", "DS-05"), absence=True
    ),
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
    Rule("children-age-low", _ASKS, children.child_is_who_the_law_says, _W, ("CS-10", "PP-32")),
    Rule("guardian-way-missing", _ASKS, children.guardian_is_asked_in_a_way, _I, ("CS-10", "PP-32"), absence=True),
    Rule("children-refused-and-asked", _ASKS, children.refused_children_are_not_asked, _W, ("CS-10", "PP-32")),
    Rule("refusing-unexplained", _ASKS, choosing.refusing_is_explained, _I, ("CS-01",), absence=True),
    Rule("consent-not-free", _ASKS, choosing.consent_is_free, _I, ("CS-VALID",)),
    Rule("grounds-mixed", _ASKS, choosing.grounds_are_told_apart, _W, ("PP-20",)),
    Rule("contact-unsaid", _ASKS, promoting.contact_is_announced, _I, ("CS-08",)),
    Rule("night-not-apart", _ASKS, promoting.night_is_asked_apart, _W, ("CS-AD-3",)),
    Rule("advertising-period-long", _ASKS, promoting.advertising_keeps_its_periods, _W, ("CS-AD-5", "CS-AD-4")),
    # Who else.
    Rule("party-vague", _WHO, parties.parties_are_named, _W, ("PP-26", "PP-03")),
    Rule("work-vague", _WHO, parties.entrusted_work_says_something, _W, ("PP-26", "OS-02")),
    Rule("further-entrusted-missing", _WHO, parties.further_entrusted_are_named, _W, ("PP-26", "OS-04"), absence=True),
    Rule("further-entrusted-of-nobody", _WHO, parties.further_entrusted_have_their_party, _W, ("OS-04",)),
    Rule("provided-incomplete", _WHO, parties.provision_is_told_in_full, _W, ("PP-03", "CS-02")),
    Rule("provided-refusal-missing", _WHO, parties.provision_can_be_refused, _I, ("CS-02",), absence=True),
    Rule("passed-items-vague", _WHO, parties.passed_items_are_named, _W, ("PP-03", "PP-12")),
    Rule("passed-not-collected", _WHO, parties.passed_items_are_collected, _I, ("PP-11",), absence=True),
    Rule("exception-unknown", _WHO, parties.exceptions_are_those_of_the_law, _W, ("PP-03", "CS-03")),
    Rule("business-transfer-untold", _WHO, parties.successor_tells_beforehand, _W, ("BT-01",), absence=True),
    Rule("overseas-incomplete", _WHO, overseas.transfer_is_told_in_full, _E, ("PP-12",)),
    Rule("overseas-refusal-missing", _WHO, overseas.transfer_can_be_refused, _E, ("PP-12",)),
    Rule("overseas-ground-missing", _WHO, overseas.transfer_has_a_ground, _E, ("PP-12",)),
    Rule("overseas-contact-missing", _WHO, overseas.recipient_abroad_can_be_reached, _W, ("PP-12",)),
    Rule("overseas-at-home", _WHO, overseas.transfer_leaves_the_country, _W, ("PP-12", "OT-01")),
    Rule("overseas-of-nobody", _WHO, overseas.recipient_abroad_is_a_party, _I, ("PP-06", "PP-03"), absence=True),
    Rule("country-unsaid", _WHO, overseas.place_of_processing_is_told, _W, ("PP-12", "OT-01"), absence=True),
    Rule("officer-split", _WHO, officers.officer_is_named_and_reached, _W, ("PP-09",)),
    Rule("officer-rank", _WHO, officers.officer_has_the_rank, _I, ("CPO-01",)),
    Rule("complaints-desk-missing", _WHO, officers.complaints_have_a_desk, _I, ("PP-30",), absence=True),
    Rule("agent-incomplete", _WHO, officers.agent_is_told_in_full, _W, ("PP-22",)),
    Rule("agent-missing", _WHO, officers.agent_is_named, _I, ("PP-22",), absence=True),
    Rule("collecting-country-missing", _WHO, officers.country_of_collecting_is_told, _W, ("PP-14",), absence=True),
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
    Rule("safeguard-without-item", _SAFE, safeguards.measures_are_for_items, _I, ("PP-11",)),
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
    Rule("password-optional", _SAYS, wanting.key_is_given, _W, ("CS-NODENY",)),
    Rule("automatic-optional", _SAYS, devices.automatic_is_no_choice, _W, ("PP-10",)),
    Rule("device-item-elsewhere", _SAYS, devices.device_items_are_automatic, _I, ("PP-10",)),
    Rule("given-item-automatic", _SAYS, devices.automatic_items_come_by_themselves, _W, ("PP-10",)),
    Rule("party-uneven", _SAYS, wanting.party_is_told_like_the_next, _I, ("PP-06",)),
    Rule("optional-consent-unnamed", _SAYS, wanting.choice_has_its_consent, _I, ("PP-20",), absence=True),
    Rule("activity-of-nobody", _SAYS, whose.activity_is_of_somebody, _I, ("PP-11",)),
    Rule("group-of-strangers", _SAYS, whose.group_is_of_its_activity, _W, ("PP-11",)),
    Rule("item-unused", _SAYS, words.items_are_collected, _I),
    Rule("role-unused", _SAYS, whose.roles_have_activities, _I),
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
