"""The table of who keeps which kind of promise. A promise may be called executed only if a duty named here does it.

`duties` are functions of jikim, as `module:name`; `commands` are what an operator runs. A test resolves both: a row
that names what is not there fails. To claim a promise for jikim, write the code first, then its row.
"""

from dataclasses import dataclass

from jikim.coverage.promise import Matter, State
from jikim.messages import Message, msg


@dataclass(frozen=True, slots=True)
class Rule:
    """How promises of one matter are kept."""

    matter: Matter
    state: State
    how: Message
    commands: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


_DO, _SHOW, _HAND = State.EXECUTED, State.EVIDENCED, State.MANUAL
_SWEEP, _ADMIT = "jikim.engine.sweep:apply", "jikim.consent:admit"
_BY_HAND = msg("a person does it; jikim neither does it nor sees it")

ROWS = (
    Rule(Matter.COLLECT, _DO, msg("what the policy does not list is refused when it is handed in"),
         ("collect", "import"), (_ADMIT, "jikim.engine.collect:collect")),
    Rule(Matter.COLLECT_TABLES, _SHOW, msg("the service collects; a column of which the policy says nothing is found"),
         ("check",), ("jikim.mapping:ties", "jikim.engine.survey:live_findings")),
    Rule(Matter.CONSENT, _DO, msg("what stands on this consent is refused without it"),
         ("collect", "consent"), (_ADMIT, "jikim.engine.happen:agree")),
    Rule(Matter.CONSENT_TABLES, _HAND, msg("the service asks, and keeps what was agreed; jikim does not see it")),
    Rule(Matter.PURPOSE, _DO, msg("a record opens for the purposes of its activity, and each opening is written down"),
         ("read-record",), ("jikim.engine.reading:read_record",)),
    Rule(Matter.PURPOSE_TABLES, _HAND, msg("who reads the tables, and what for, jikim does not see")),
    Rule(Matter.KEEP, _DO, msg("the daily run destroys it when nothing keeps it any more, and confirms it"),
         ("plan", "apply"), (_SWEEP, "jikim.engine.carrying:carry_plan")),
    Rule(Matter.SEPARATE, _DO, msg("the daily run puts it apart, and destroys it there when its time is over"),
         ("plan", "apply", "separate"), (_SWEEP, "jikim.engine.carrying:carry_plan")),
    Rule(Matter.STATUTORY, _DO, msg("what the statute names is kept until its end, apart where nothing else keeps it"),
         ("plan", "apply"), (_SWEEP, "jikim.lifecycle:strands")),
    Rule(Matter.DORMANT, _DO, msg("the daily run puts apart what belongs to sleepers"),
         ("apply", "event"), (_SWEEP, "jikim.engine.happen:happen")),
    Rule(Matter.ANONYMISE, _DO, msg("the daily run leaves the items that remain, under nobody"), ("apply",), (_SWEEP,)),
    Rule(Matter.HOLD, _DO, msg("a hold stays destruction until it is closed"), ("hold",),
         ("jikim.engine.holds:hold", "jikim.engine.holds:release")),
    Rule(Matter.DEADLINE, _DO, msg("what is past the deadline is told as overdue, and ends the run with an error"),
         ("plan", "apply"), ("jikim.engine.sweep:overdue",)),
    Rule(Matter.APPROVAL, _DO, msg("without this officer's approval nothing is destroyed"), ("approve",),
         ("jikim.engine.sweep:approve", "jikim.engine.approving:approve_tables")),
    Rule(Matter.ERASED, _DO, msg("its key is destroyed, or its columns are overwritten, and looked at again"),
         ("apply", "verify"), (_SWEEP, "jikim.engine.verifying:verify_tables")),
    Rule(Matter.PAPER, _HAND, msg("paper is destroyed by people")),
    Rule(Matter.STEP, _HAND, msg("a step in words: a person follows it")),
    Rule(Matter.REFUSAL, _HAND, msg("the person's own device refuses; whether the words are right, a person must try")),
    Rule(Matter.TOOL, _HAND, msg("a tool on the pages collects by itself; jikim does not see it")),
    Rule(Matter.ENTRUSTED, _HAND, msg("what is handed on is destroyed by whom it was handed to")),
    Rule(Matter.PROVIDED, _HAND, msg("what is handed on is destroyed by whom it was handed to")),
    Rule(Matter.OVERSEAS, _HAND, msg("what is sent abroad is destroyed by whom it was sent to")),
    Rule(Matter.CHILDREN, _DO, msg("a child is refused, or taken in with a guardian's consent only"), ("collect",),
         (_ADMIT,)),
    Rule(Matter.CHILDREN_TABLES, _HAND, msg("the service asks for the age; jikim does not see it")),
    Rule(Matter.RIGHT_ACCESS, _DO, msg("what is held of a person is handed out"), ("person", "why", "export"),
         ("jikim.engine.persons:hand_out", "jikim.engine.explain:explain")),
    Rule(Matter.RIGHT_ERASE, _DO, msg("asking for erasure ends every promise to keep; statutes keep apart"),
         ("person", "event"), ("jikim.engine.persons:ask_erasure", "jikim.engine.happen:happen")),
    Rule(Matter.RIGHT_SUSPEND, _DO, msg("what is frozen opens for nobody"), ("freeze",),
         ("jikim.engine.holds:freeze", "jikim.engine.holds:thaw")),
    Rule(Matter.SUSPEND_TABLES, _HAND, msg("the service stops using its own rows; jikim does not see it")),
    Rule(Matter.RIGHT_WITHDRAW, _DO, msg("a withdrawal ends what stands on that consent"), ("consent",),
         ("jikim.engine.happen:withdraw",)),
    Rule(Matter.RIGHT_OTHER, _HAND, _BY_HAND),
    Rule(Matter.CHANNEL, _HAND, msg("somebody must sit where people ask")),
    Rule(Matter.ANSWER, _HAND, msg("no clock of jikim runs for requests")),
    Rule(Matter.FREEZE, _DO, msg("what is frozen opens for nobody"), ("freeze",), ("jikim.engine.holds:freeze",)),
    Rule(Matter.TRAINING, _HAND, _BY_HAND),
    Rule(Matter.SAFEGUARD, _HAND, msg("a measure in words: a person must see to it")),
    Rule(Matter.OFFICER, _HAND, msg("somebody must answer there")),
    Rule(Matter.NOTICE, _DO, msg("a version announced with less notice is not put in force"), ("enact", "diff"),
         ("jikim.change:dates_of", "jikim.engine.enact:enact")),
    Rule(Matter.VERSIONS, _DO, msg("each version is kept as it was, and what was collected under it lives by it"),
         ("enact", "apply"), ("jikim.engine.enact:enact", "jikim.engine.engage:engage")),
    Rule(Matter.PROMISE, _HAND, msg("a promise in words: a person must see to it")),
)  # fmt: skip
RULES = {rule.matter: rule for rule in ROWS}
