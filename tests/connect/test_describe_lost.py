"""A server that goes while it is asked about its tables is told for what it is, at whatever question it goes."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from jikim.connect import describe, open_read_only
from jikim.connect.catalogue import statements
from jikim.errors import OperatorError
from tests.connect.acting import writing

QUESTIONS = ("relations", "checks_mariadb", "columns", "triggers")


@pytest.mark.mariadb
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_connection_that_is_lost_at_a_question_ends_the_look(
    question: str, mariadb_databases: Callable[[int], list[str]]
) -> None:
    [url] = mariadb_databases(1)
    with writing(url) as other:
        engine = open_read_only("shop", url)

        def lose(connection: sa.Connection, _: object, statement: str, *__: object) -> None:
            if statement.split() == str(statements("mysql")[question]).split():
                own = connection.connection.driver_connection.thread_id()  # type: ignore[union-attr]  # PyMySQL's
                with other.connect() as killing:
                    killing.exec_driver_sql(f"KILL {own}")

        sa.event.listen(engine, "before_cursor_execute", lose)
        with pytest.raises(OperatorError):
            describe(engine, "shop")
        engine.dispose()
