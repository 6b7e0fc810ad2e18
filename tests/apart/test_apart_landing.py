"""A copy that is still being committed by the server for a run that was killed: the next run waits for it."""

import threading

from sqlalchemy.engine import Engine

from jikim.apart.apart import Apart
from tests.connect.apart_shop import MOVED, Pair, asked_at, carried, pair, parts, rows

__all__ = ["pair"]


def test_a_copy_that_lands_late_is_waited_for_and_stands_once(pair: Pair) -> None:
    live = pair.shop()
    asked = asked_at(live, MOVED)
    separate = pair.separate(asked)
    [part] = parts(live, asked)
    with live.connect() as connection:
        Apart(asked, part, separate, policy="p1").copy(connection, part.keys)
    first = rows(separate, "orders"), rows(separate, "jikim_kept", "row_key")
    landing = separate.connect()
    with separate.begin() as connection:
        for table in ("payments", "orders", "jikim_kept"):
            connection.exec_driver_sql(f"CREATE TABLE was_{table} AS SELECT * FROM {table}")
            connection.exec_driver_sql(f"DELETE FROM {table}")
    for table in ("orders", "payments", "jikim_kept"):
        landing.exec_driver_sql(f"INSERT INTO {table} SELECT * FROM was_{table}")
    done: list[object] = []

    def again(live: Engine, separate: Engine) -> None:
        done.append(carried(live, separate, asked, part).done)

    run = threading.Thread(target=again, args=(live, separate))
    run.start()
    run.join(0.3)
    waited = run.is_alive()
    landing.commit()
    landing.close()
    run.join(20)

    assert waited
    assert done == [part.keys]
    assert (rows(separate, "orders"), rows(separate, "jikim_kept", "row_key")) == first
