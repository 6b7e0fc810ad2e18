"""The plans that were made for connected databases, in our own store: their numbers, their approval, their end.

The keys of a plan stand in its file and nowhere here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from jikim.database import Queries, queries
from jikim.engine.running import Running
from jikim.period import Instant
from jikim.plan import LAST_PLANS, Count, Plan, counts


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan as it is remembered: digests of its documents, its numbers, and who said yes to it when.

    `whole`: it names all that was due. One that names rows of certain people only (an erasure) says nothing of what is
    usual, and to approve it approves no documents.
    """

    digest: bytes
    made: Instant
    now: Instant
    expires: Instant
    policy: bytes
    data: bytes
    whole: bool
    rows: int
    widened: int
    unusual: bool
    approved: Instant | None
    approver: str | None
    carried: Instant | None


@dataclass(frozen=True, slots=True)
class Approved:
    """Under which documents destruction was last approved; `source` is the mapping as `Mapped.written` wrote it.

    `law` is what the catalogue said of each statute, as `statutes.said_by_law`; None where nobody wrote it down.
    """

    policy: bytes
    data: bytes
    source: bytes
    at: Instant
    law: Mapping[str, str] | None = None


class PlanShelf:
    """The plans of one service."""

    def __init__(self, running: Running) -> None:
        self._place = running.vault.live

    @property
    def _sql(self) -> Queries:
        return queries("connected", self._place.dialect)

    def put(self, connection: Connection, plan: Plan, widened: int, *, unusual: bool, whole: bool = True) -> None:
        """Remember a plan that was made; what expired without coming to anything is forgotten."""
        head = {"digest": plan.digest, "made": plan.made, "now": plan.now, "expires": plan.expires,
                "policy": bytes.fromhex(plan.policy), "data": bytes.fromhex(plan.data), "whole": int(whole),
                "rows": plan.rows, "widened": widened, "unusual": int(unusual)}  # fmt: skip
        rows = [{"plan": plan.digest, "database": each.database, "tbl": each.table, "act": each.act, "rows": each.rows}
                for each in counts(plan.parts)]  # fmt: skip
        self._forget(connection, plan.made)
        connection.execute(self._sql["put_plan"], head)
        if rows:
            connection.execute(self._sql["put_count"], rows)

    def _forget(self, connection: Connection, now: Instant) -> None:
        aged = [bytes(row.digest) for row in connection.execute(self._sql["aged_plans"], {"now": now})]
        for statement in ("remove_counts", "remove_plans"):
            connection.execute(self._sql[statement], {"plans": aged})

    def find(self, digest: bytes) -> Planned | None:
        """Return a plan that was made here."""
        with self._place.transaction() as connection:
            row = connection.execute(self._sql["plan"], {"digest": digest}).one_or_none()
        return None if row is None else _planned(row)

    def newest(self) -> tuple[Planned, tuple[Count, ...]] | None:
        """Return the plan that was made last, with its counts."""
        with self._place.transaction() as connection:
            row = connection.execute(self._sql["newest_plan"]).one_or_none()
            return None if row is None else (_planned(row), self._counts(connection, [bytes(row.digest)])[0])

    def usual(self) -> list[tuple[Count, ...]]:
        """Return the counts of the newest plans that were approved or carried out."""
        with self._place.transaction() as connection:
            rows = connection.execute(self._sql["accepted_plans"], {"most": LAST_PLANS}).all()
            return self._counts(connection, [bytes(row.digest) for row in rows])

    def _counts(self, connection: Connection, plans: list[bytes]) -> list[tuple[Count, ...]]:
        rows = connection.execute(self._sql["counts"], {"plans": plans}).all()
        return [tuple(Count(row.database, row.tbl, row.act, row.rows) for row in rows if bytes(row.plan) == plan)
                for plan in plans]  # fmt: skip

    def last_approved(self) -> Approved | None:
        """Return under which documents destruction was last approved, if it ever was."""
        with self._place.transaction() as connection:
            row = connection.execute(self._sql["approved"]).one_or_none()
        if row is None:
            return None
        law = None if row.law is None else json.loads(bytes(row.law))
        return Approved(bytes(row.policy), bytes(row.data), bytes(row.source), row.approved, law)

    def approve(
        self, connection: Connection, plan: Plan, source: bytes | None, law: Mapping[str, str], role: str, now: Instant
    ) -> None:
        """Remember that a plan was approved, and with it its documents, and what the law says of them.

        `source` is the mapping as written; without it the documents are not approved with the plan.
        """
        connection.execute(self._sql["approve_plan"], {"digest": plan.digest, "approved": now, "approver": role})
        if source is not None:
            documents = {"policy": bytes.fromhex(plan.policy), "data": bytes.fromhex(plan.data), "source": source,
                         "law": json.dumps(law, sort_keys=True).encode()}  # fmt: skip
            connection.execute(self._sql["put_approved"], {**documents, "approved": now})

    def carried(self, digest: bytes, now: Instant) -> None:
        """Remember that a plan was carried out to its end."""
        with self._place.transaction() as connection:
            connection.execute(self._sql["carry_plan"], {"digest": digest, "carried": now})


def _planned(row: Any) -> Planned:  # noqa: ANN401  (a row of connected_plan)
    return Planned(bytes(row.digest), row.made, row.now, row.expires, bytes(row.policy), bytes(row.data),
                   bool(row.whole), row.rows, row.widened, bool(row.unusual), row.approved, row.approver,
                   row.carried)  # fmt: skip
