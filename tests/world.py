"""A small world for stories: a service that lives by one of the example policies, and a clock that we turn.

    with World(tmp_path, "kmong") as world:
        world.on("2020-03-01").gives("kim", "client", "signup_email", "joined")
        world.on("2021-03-10").happens("kim", "left")
        world.on("2021-03-11")
        assert world.where("kim", "signup_email") == NOWHERE

Whoever turns the clock to a day comes after that night's sweep, at ten in the morning. What was invented for an item
is its own name. A guest's name is only known to the world: the service keeps none.
"""

from pathlib import Path
from typing import Self

from jikim.consent import Submission
from jikim.engine import (
    Outcome,
    Running,
    apply,
    approve,
    collect,
    enact,
    freeze,
    happen,
    hold,
    open_running,
    overview,
    read_record,
    release,
    thaw,
    withdraw,
)
from jikim.engine.explain import explain_person, person_of
from jikim.law import Form
from jikim.lifecycle import collected_items
from jikim.messages import Language
from jikim.period import Instant, instant_of_text
from jikim.policy import Activity, Item, Need, Policy
from jikim.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "examples"
LIVE, SEPARATE, NOWHERE = {"live"}, {"separate"}, set[str]()
BEGINS = "2020-01-01"
HASHED = "$argon2id$v=19$m=19456,t=2,p=1$amlraW0gZGVtbyBzYWx0$tklyV1tZB2wVhaRkZIxqQ2Lcnf5UmHJEFb3MvoOb1QE"


class World:
    """A service at work, and the day it is."""

    def __init__(self, folder: Path, example: str) -> None:
        settings = Settings(folder / "vault", folder / "vault" / "kek.key", Language.KOREAN)
        self.running: Running = open_running(settings, example, "tester", create=True, durable=False)
        source = (EXAMPLES / example / "policy.yaml").read_bytes()
        begins = instant_of_text(BEGINS)
        self.policy: Policy = enact(self.running, source, "policy.yaml", begins, begins, begins).policy
        self.now: Instant = begins
        self.night = Outcome()
        self._records: dict[str, list[tuple[bytes, str]]] = {}
        self._guests: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.running.vault.close()

    # The clock

    def on(self, day: str) -> Self:
        """Turn the clock to ten in the morning of a day, after the sweep of its first hour."""
        self.night = apply(self.running, instant_of_text(f"{day}T00:30"))
        self.now = instant_of_text(f"{day}T10:00")
        return self

    # What people do

    def gives(self, who: str, role: str, activity: str, *events: str, case: str = "", also: str = "") -> bytes:
        """Give everything an activity requires, and optional items by the words `also`; return the record."""
        doing = self._activity(activity)
        items = [item for item in collected_items(self.policy, doing, role) if item.case in (None, case)]
        given = {item.item: item for item in items if item.need is not Need.OPTIONAL or item.words in also.split(", ")}
        values, files, hashed = self._invented(tuple(given))
        submission = Submission(
            activity, role, self.now, None if role == "guest" else who, values, files, hashed,
            cases=(case,) if case else (),
            agreed=frozenset(item.matter for item in given.values() if item.matter is not None),
            events=tuple((event, self.now) for event in events),
        )  # fmt: skip
        (record,) = collect(self.running, [submission], self.now)
        self._records.setdefault(who, []).append((record, activity))
        if role == "guest":
            self._guests.add(who)
        return record

    def happens(self, who: str, event: str) -> Self:
        """Let something happen to a person."""
        happen(self.running, [(who, None, event, self.now)], self.now, leaving=True)
        return self

    def happens_to(self, record: bytes, event: str) -> Self:
        """Let something happen to a record."""
        happen(self.running, [("", record, event, self.now)], self.now)
        return self

    def withdraws(self, who: str, matter: str) -> Self:
        """Withdraw a consent."""
        withdraw(self.running, who, matter, self.now, self.now)
        return self

    # What the service does

    def approves(self, role: str) -> int:
        """Let an officer approve what is due; return how many acts the plan names."""
        return approve(self.running, overview(self.running, self.now).digest, role, self.now)

    def holds(self, who: str, reason: str) -> bytes:
        """Open a hold."""
        return hold(self.running, who, reason, self.now)

    def releases(self, held: bytes) -> Self:
        """Close a hold."""
        release(self.running, held, self.now)
        return self

    def freezes(self, who: str, activity: str) -> Self:
        """Suspend the use of somebody's records of an activity."""
        freeze(self.running, who, activity, self.now)
        return self

    def thaws(self, who: str, activity: str) -> Self:
        """Let them be used again."""
        thaw(self.running, who, activity, self.now)
        return self

    def reads(self, record: bytes, purpose: str) -> dict[str, str]:
        """Read a record for a purpose."""
        return dict(read_record(self.running, record, purpose, self.now).texts)

    # Who is where

    def where(self, who: str, activity: str, item: str = "") -> set[str]:
        """Return the places where anything of somebody's activity rests, or one item of it; empty when nowhere."""
        wanted = self._item(activity, item) if item else ""
        records = {record for record, doing in self._records.get(who, []) if doing == activity}
        return {
            each.place
            for person in {person_of(self.running, record) for record in records} - {None}
            for each in explain_person(self.running, person or b"", self.now)
            if each.row.record in records and (not wanted or wanted in each.kind.items)
        }

    def of_record(self, record: bytes) -> set[str]:
        """Return the places where anything of one record rests."""
        person = person_of(self.running, record)
        strands = explain_person(self.running, person, self.now) if person else []
        return {each.place for each in strands if each.row.record == record}

    def is_known(self, who: str) -> bool:
        """Return whether anything leads to a person: a row of ours counts."""
        return any(person_of(self.running, record) is not None for record, _ in self._records.get(who, []))

    def _item(self, activity: str, words: str) -> str:
        listed = [one for group in self._activity(activity).collect for one in group.items]
        found = next((one.item for one in listed if words in (one.item, one.words)), None)
        assert found is not None, f"{activity} does not list {words}"
        return found

    def _activity(self, name: str) -> Activity:
        found = self.policy.activity(name)
        assert found is not None, f"the policy has no activity {name}"
        return found

    def _invented(self, names: tuple[str, ...]) -> tuple[dict[str, str], dict[str, bytes], dict[str, str]]:
        items: list[Item] = [item for item in map(self.policy.item, names) if item is not None]
        values = {item.id: _value(item) for item in items if item.form in (Form.TEXT, Form.RECORD)}
        files = {item.id: b"RIFF nothing to be heard" for item in items if item.form is Form.FILE}
        return values, files, {item.id: HASHED for item in items if item.form is Form.PASSWORD}


def _value(item: Item) -> str:
    return "1990-05-05" if item.id == "birth_date" else f"{item.label}@example.kr" if "email" in item.id else item.label
