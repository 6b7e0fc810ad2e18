"""A table that nothing hangs on, beside the shop of `shop.py`: complaints, kept apart for three years once settled.

On PostgreSQL its rows move whole: one COPY statement takes them and hands over what is kept (`connect/apart_whole.py`).
"""

from sqlalchemy.engine import Engine

from bench.tables.shop import DATA, POLICY, filled_by, table_of

TABLE = "disputes"
_MADE = """CREATE TABLE disputes (id {serial} PRIMARY KEY, member_id {serial}, detail varchar(120), note varchar(60),
                        opened_at {time} NOT NULL, settled_at {time}){tail}"""
_EVENT = "  settled: {label: 분쟁 처리 완료, of: record, else: collected}\n"
_ACTIVITY = """  dispute:
    label: 불만 처리
    roles: member
    purposes: {settle: 불만의 처리}
    basis: contract
    collect: [{required: [상담 내용]}]
    keep: [{until: 6 months after settled}]
"""
_STATUTE = """  - record: 소비자의 불만 또는 분쟁처리에 관한 기록
    for: 3년
    law: ecommerce/dispute
    of: dispute
    after: settled
    items: [상담 내용]
"""
_RECORD = """  disputes:
    activity: dispute
    person: member_id
    collected: opened_at
    events: {settled: settled_at}
    items: {inquiry_content: detail}
    plain: note
"""


def policy() -> bytes:
    """Return the promises of the shop with those of this table."""
    text = POLICY.decode().replace("\nevents:\n", f"\nevents:\n{_EVENT}", 1)
    return (text.replace("\nstatutory:\n", f"{_ACTIVITY}\nstatutory:\n", 1) + _STATUTE).encode()


def data() -> bytes:
    """Return where the shop and this table stand."""
    return DATA + _RECORD.encode()


def build(engine: Engine, members: int, *, storage: str = "") -> None:
    """Make the table and fill it, two rows a member: of fifty days some forty are to be kept apart, the oldest go."""
    made, say = table_of(engine, _MADE, storage=storage), filled_by(engine)
    detail, note = say.joined("상담 ", "n"), say.joined("메모 ", "n")
    opened = "1900 + n * 37 % 1150"
    filling = (f"INSERT INTO {TABLE} SELECT n, 1 + n % {members}, {detail}, {note}, "
               f"{say.day(opened)}, CASE WHEN n % 10 = 9 THEN NULL ELSE {say.day(f'{opened} + 3')} END "
               f"FROM {say.numbers(2 * members)}")  # fmt: skip
    with engine.begin() as connection:
        for statement in (made, filling):
            connection.exec_driver_sql(statement.replace("%", "%%") if engine.dialect.name != "sqlite" else statement)
