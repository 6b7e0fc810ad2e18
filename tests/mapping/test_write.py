"""A draft written as text says the same when it is read: every name, however it looks, and every reason beside it."""

from hypothesis import given
from hypothesis import strategies as st

from jikim.mapping import (
    Data,
    Draft,
    DraftChild,
    DraftPeople,
    DraftRecord,
    Held,
    Holding,
    Told,
    parse_data,
    write,
)

LETTERS = st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="*.")
NAMES = st.one_of(
    st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: bool(text.strip()) and text.isprintable()),
    st.sampled_from(
        ["null", "on", "123", "1.5", "a: b", "# c", "- d", "{e}", "~", "'", '"', "\\", "y", "가 나", "true", "<<"]
    ),
)
NOTES = st.text(max_size=30)
HELD = st.builds(Held, NAMES, NAMES, NOTES, st.none() | st.tuples(NAMES, NAMES))
TOLD = st.builds(
    Told, NAMES, NAMES, st.sampled_from(["", "Ymd", "unix"]), NOTES, st.sampled_from([(), ("0000-00-00",)])
)
MANY = {"held": st.lists(HELD, max_size=3).map(tuple), "events": st.lists(TOLD, max_size=2).map(tuple)}
CHILDREN = st.builds(DraftChild, NAMES, st.just("a_id -> id"), note=NOTES, **MANY)
RECORDS = st.builds(
    DraftRecord,
    NAMES,
    NAMES,
    person=NAMES,
    collected=st.none() | TOLD,
    children=st.lists(CHILDREN, max_size=2, unique_by=lambda child: child.table).map(tuple),
    note=NOTES,
    **MANY,
)
PEOPLE = st.builds(DraftPeople, NAMES, NAMES, st.just(()), st.just(()), NOTES)
DRAFTS = st.builds(
    Draft,
    st.just((("shop", "env:SHOP_DB"),)),
    st.sampled_from(["", "Asia/Seoul", "+09:00"]),
    PEOPLE,
    st.lists(RECORDS, max_size=3, unique_by=lambda record: record.table).map(tuple),
)


def read(text: str) -> Data:
    """Return the mapping that a text describes."""
    return parse_data({"data.yaml": text.encode()}, "data.yaml")


@given(DRAFTS)
def test_what_is_written_is_read_back(draft: Draft) -> None:
    found = read(write(draft))
    assert [(one.name, one.activity, one.owners[0].column) for one in found.records] == [
        (one.table, one.activity, one.person) for one in draft.records
    ]
    for record, drafted in zip(found.records, draft.records, strict=True):
        assert _held(record.contents.holdings) == sorted((one.item, one.column) for one in drafted.held)
        assert {str(event) for event, _ in record.contents.events} == {one.event for one in drafted.events}
        assert [child.contents.table.name for child in record.contents.children] == [
            one.table for one in drafted.children
        ]


def _held(holdings: tuple[Holding, ...]) -> list[tuple[str, str]]:
    return sorted((str(one.item), str(column)) for one in holdings for column in one.columns)


def test_each_line_has_its_reason_beside_it() -> None:
    record = DraftRecord(
        "orders",
        "order",
        "member_id",
        held=(Held("tel", "mobile", "98% named 'tel'\n# x"), Held("on", "memo")),
        plain=("y",),
    )
    text = write(Draft((("shop", "env:SHOP_DB"),), "", DraftPeople("members", "id"), (record,), (("jobs", "nothing"),)))
    assert text.split("records:\n")[1].splitlines() == [
        "  orders:",
        "    activity: order",
        "    person: member_id",
        "    items:",
        "      mobile: tel                                             # 98% named 'tel' # x",
        '      memo: "on"',
        "    plain:",
        '      - "y"',
        "unmanaged:",
        "  jobs: nothing",
    ]
    assert read(text).records[0].contents.plain == ("y",)


def test_a_name_that_cannot_be_written_is_left_out_with_a_remark() -> None:
    record = DraftRecord("or\u200ders", "order", "id")
    text = write(Draft((("shop", "env:A"),), records=(record,)))
    assert "left out" in text
    assert read(text).records == ()
