"""The only room that both acts and writes down; one file a duty.

`enact` puts a policy in force, `collect` takes in what a person gives, `happen` takes in events and consents, `holds`
stays destruction and suspends use, `reading` hands out for a purpose, `sweep` begins what is due and `closing` carries
it to its end, `rotation` replaces the key that wraps all others, `explain` says why something is still there,
`evidence` is what an auditor takes away, `publishing` what the public reads. Each takes a `Running` service and the
instant as arguments; only `wiring` chooses implementations and reads settings. `survey` stands apart: it looks at a
database of the service's own, and needs no vault. Read `running.py`, then `sweep.py`.
"""

from jikim.carry import Left, Script
from jikim.connect import DjangoProject
from jikim.engine.announcing import Moved, Reached, reached
from jikim.engine.apart import check_separate, prepare_separate, reach_apart, statements_separate
from jikim.engine.approving import approve_tables
from jikim.engine.carrying import Work, carry_plan, take_up
from jikim.engine.closing import Outcome
from jikim.engine.collect import collect, import_password, refused_submissions
from jikim.engine.connected import Connected
from jikim.engine.enact import enact
from jikim.engine.evidence import Evidence, export_all, seal_logs, verify_logs
from jikim.engine.explain import Explained, explain
from jikim.engine.happen import agree, happen, refused_consents, refused_events, withdraw
from jikim.engine.holds import freeze, hold, open_holds, release, thaw
from jikim.engine.mapped import Mapped, mapped
from jikim.engine.persons import Erasure, ask_erasure, find_people, hand_out, plan_erasure
from jikim.engine.planning import Drawn, plan_tables, remember
from jikim.engine.publishing import note_published, publication
from jikim.engine.reading import read_record
from jikim.engine.replaying import Replayed, replay
from jikim.engine.restored import refuse_restored
from jikim.engine.rotation import Rotation, rewrap_keys, rotate_keys
from jikim.engine.running import Enacted, Running
from jikim.engine.scripting import Scripted, scripted, unscripted
from jikim.engine.shadow import Shadowed, shadow, unshadowed
from jikim.engine.showing import Shown, show_apart
from jikim.engine.survey import Survey, live_findings, survey
from jikim.engine.sweep import Overview, apply, approve, overdue, overview, plan_due, recover
from jikim.engine.told import happen_tables, hold_tables, release_tables
from jikim.engine.trace import trace
from jikim.engine.verifying import Status, Verified, verify_tables
from jikim.engine.widening import Between, between
from jikim.engine.wiring import open_running
from jikim.seek import Alike, Held

__all__ = [
    "Alike",
    "Between",
    "Connected",
    "DjangoProject",
    "Drawn",
    "Enacted",
    "Erasure",
    "Evidence",
    "Explained",
    "Held",
    "Left",
    "Mapped",
    "Moved",
    "Outcome",
    "Overview",
    "Reached",
    "Replayed",
    "Rotation",
    "Running",
    "Script",
    "Scripted",
    "Shadowed",
    "Shown",
    "Status",
    "Survey",
    "Verified",
    "Work",
    "agree",
    "apply",
    "approve",
    "approve_tables",
    "ask_erasure",
    "between",
    "carry_plan",
    "check_separate",
    "collect",
    "enact",
    "explain",
    "export_all",
    "find_people",
    "freeze",
    "hand_out",
    "happen",
    "happen_tables",
    "hold",
    "hold_tables",
    "import_password",
    "live_findings",
    "mapped",
    "note_published",
    "open_holds",
    "open_running",
    "overdue",
    "overview",
    "plan_due",
    "plan_erasure",
    "plan_tables",
    "prepare_separate",
    "publication",
    "reach_apart",
    "reached",
    "read_record",
    "recover",
    "refuse_restored",
    "refused_consents",
    "refused_events",
    "refused_submissions",
    "release",
    "release_tables",
    "remember",
    "replay",
    "rewrap_keys",
    "rotate_keys",
    "scripted",
    "seal_logs",
    "shadow",
    "show_apart",
    "statements_separate",
    "survey",
    "take_up",
    "thaw",
    "trace",
    "unscripted",
    "unshadowed",
    "verify_logs",
    "verify_tables",
    "withdraw",
]
