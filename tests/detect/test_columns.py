"""Names, comments and values heard together: what is proposed, what is not, what is left for a person to see."""

from hypothesis import given
from hypothesis import strategies as st

from jikim.detect import propose_columns, unplaced
from jikim.messages import Language, say
from jikim.tables import Column, Sample, Schema, Shape, Sort
from tests.detect.numbers import registered
from tests.detect.tables import sample, schema, table

MAILS = tuple(f"member{number}@example.kr" for number in range(10))
NAMES = ("정하람", "김가온", "이누리", "박마루", "최도담", "한아라")
MEMBER = table("member", "id:int", "email", "password", "name", "tel", "nick_no:int", "created_at:time")


def items(some: Schema, *samples: Sample) -> dict[str, str]:
    return {f"{one.table}.{one.column}": one.item for one in propose_columns(some, samples)}


def test_a_member_table_is_understood_by_its_names_alone() -> None:
    assert items(schema(MEMBER)) == {
        "member.email": "email",
        "member.password": "password",
        "member.name": "name",
        "member.tel": "phone",
    }


def test_a_telephone_column_full_of_mobile_numbers_is_mobile() -> None:
    numbers = sample("member.tel", *(f"010-0000-{number:04}" for number in range(9)))

    assert items(schema(MEMBER), numbers)["member.tel"] == "mobile"


def test_values_of_a_rare_form_need_no_name() -> None:
    shop = schema(table("x1", "id:int", "c1", "c2"))

    assert items(
        shop,
        sample("x1.c1", *MAILS),
        sample("x1.c2", *(registered(f"8501{day:02}-199{day:03}") for day in range(1, 9))),
    ) == {"x1.c1": "email", "x1.c2": "rrn"}


def test_one_value_of_a_rare_form_among_others_is_not_enough() -> None:
    shop = schema(table("x1", "id:int", "c1"))

    assert items(shop, sample("x1.c1", "member@example.kr", "a-1", "a-2", "a-3")) == {}


def test_values_contradict_a_name() -> None:
    shop = schema(table("device", "id:int", "phone"))

    assert items(shop, sample("device.phone", "iOS 18", "Android 14", "Android 15", "iOS 17")) == {}


def test_encrypted_values_contradict_nothing() -> None:
    sealed = ("q1Wz8Xv2Lk0PaYt7RrE4==", "Zz91kLmQw82XcVbN0aPp==", "Pq73jKsL0aXcVbN19aZz==")

    assert items(schema(MEMBER), sample("member.tel", *sealed))["member.tel"] == "phone"


def test_a_comment_in_korean_speaks_where_the_name_is_silent() -> None:
    shop = schema(
        table("tb_a", "a_id:int", "a_01:text#휴대폰번호", "a_02:text#성별(M/F)", "a_03:text#비고", primary="a_id")
    )

    assert items(shop) == {"tb_a.a_01": "mobile", "tb_a.a_02": "gender"}


def test_the_three_fields_of_a_telephone_are_proposed() -> None:
    shop = schema(table("member", "id:int", "hp1", "hp2", "hp3", "email"))
    values = (sample("member.hp1", "010", "011", "016"), sample("member.hp3", "1234", "0001", "0002", "0003"))

    assert items(shop, *values) == {
        "member.hp1": "mobile",
        "member.hp2": "mobile",
        "member.hp3": "mobile",
        "member.email": "email",
    }


def test_a_resident_number_without_a_check_digit_is_believed_where_it_is_named() -> None:
    numbers = [registered(f"8501{day:02}-199{day:03}") for day in range(1, 9)]
    changed = sample("member.jumin", *(f"{one[:-1]}{(int(one[-1]) + 1) % 10}" for one in numbers))
    shop = schema(table("member", "id:int", "email", "jumin", "jumin1", "jumin2"))
    parts = (sample("member.jumin1", "850101", "850102"), sample("member.jumin2", "1990010", "1990020"))

    assert {place for place, item in items(shop, changed, *parts).items() if item == "rrn"} == {
        "member.jumin",
        "member.jumin1",
        "member.jumin2",
    }
    assert items(schema(table("entry", "id:int", "etc")), sample("entry.etc", *changed.values)) == {}


def test_a_name_in_a_delivery_is_the_recipients_and_in_a_partners_address_the_contacts() -> None:
    shop = schema(
        table("delivery_address", "id:int", "name", "line1"), table("partner_address", "id:int", "name", "line1")
    )

    assert items(shop) == {
        "delivery_address.name": "recipient_name",
        "delivery_address.line1": "delivery_address",
        "partner_address.name": "contact_person",
        "partner_address.line1": "business_address",
    }


def test_a_name_without_context_needs_values_that_are_names_of_people() -> None:
    shop = schema(table("entry", "id:int", "name"))

    assert items(shop) == {}
    assert items(shop, sample("entry.name", *NAMES)) == {"entry.name": "name"}
    assert items(shop, sample("entry.name", "사과 세트", "한라봉 5kg", "고구마", "감자")) == {}


def test_goods_kinds_and_templates_hold_nobodys_name() -> None:
    shop = schema(
        table("product", "id:int", "name", "title", "description"),
        table("order_type", "id:int", "name"),
        table("email_template", "id:int", "subject", "body"),
    )

    assert items(shop) == {}


def test_keys_days_numbers_and_views_are_no_items() -> None:
    shop = schema(
        MEMBER,
        table("orders", "id:int", "member_id:int", "paid_at:time", "amount:decimal", "is_gift:bool"),
        table("member_view", "email", "name", primary="", view=True),
    )

    assert {place.partition(".")[0] for place in items(shop)} == {"member"}


def test_a_login_name_is_an_item_where_the_people_are_and_a_key_everywhere_else() -> None:
    shop = schema(
        table("g_member", "mb_no:int", "mb_id", "mb_password", "mb_name", "mb_hp", primary="mb_no"),
        table("g_order", "od_id:int", "mb_id", "od_hp", primary="od_id"),
    )

    assert "g_member.mb_id" in items(shop)
    assert "g_order.mb_id" not in items(shop)


def test_a_key_of_another_table_with_the_same_name_hides_no_item() -> None:
    shop = schema(
        table("g_member", "mb_no:int", "mb_id", "mb_password", "email", primary="mb_no"),
        table("newsletter", "email", primary="email"),
        table("g_member_photo", "mb_id", "path", primary="mb_id"),
    )

    assert set(items(shop)) >= {"g_member.mb_id", "g_member.email", "newsletter.email"}


def test_a_birthday_is_an_item_though_it_is_a_day() -> None:
    assert items(schema(table("member", "id:int", "birth_date:date", "email"))) == {
        "member.birth_date": "birth_date",
        "member.email": "email",
    }


def test_a_password_of_a_page_is_nobodys() -> None:
    assert items(schema(table("page_content", "id:int", "slug", "page_password"))) == {}


def test_titles_of_what_nobody_wrote_are_no_posts() -> None:
    assert items(schema(table("board", "id:int", "title"))) == {}
    assert items(schema(table("board", "id:int", "title", "content"))) == {
        "board.title": "posts",
        "board.content": "posts",
    }


def test_a_text_that_names_people_is_proposed_as_what_its_table_is_about() -> None:
    told = sample(
        "orders.etc", "정하람님 010-0000-1234 로 연락", "부재 시 010-0000-0002 전화", "빠른 배송 부탁드립니다"
    )

    assert items(schema(table("orders", "id:int", "etc")), told) == {"orders.etc": "order_info"}


def test_what_nothing_placed_is_listed_unless_it_is_a_machines() -> None:
    shop = schema(table("entry", "id:int", "etc", "kind", "ref"))
    samples = (
        sample("entry.etc", "봄맞이 행사에 다녀왔습니다", "가을 행사가 좋았습니다", "여름에는 못 갔습니다"),
        sample("entry.kind", "봄", "가을", rows=200),
        sample("entry.ref", "a-1", "a-2", "a-3"),
    )

    assert [(one.table, one.column, one.naming) for one in unplaced(shop, samples)] == [("entry", "etc", 0)]


def test_no_value_stands_in_a_reason() -> None:
    samples = [sample("member.email", *MAILS), sample("member.name", *NAMES)]
    said = " ".join(say(one.why, language) for one in propose_columns(schema(MEMBER), samples) for language in Language)

    assert not any(value in said for value in (*MAILS, *NAMES))
    assert "100%" in said


@given(st.lists(st.text(max_size=60), max_size=8), st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_whatever_stands_in_a_database_a_confidence_is_between_a_half_and_one(
    values: list[str], table_name: str, column_name: str
) -> None:
    shop = schema(Shape(table_name, (Column(column_name, Sort.TEXT, "text"),)))
    found = propose_columns(shop, [Sample(table_name, column_name, tuple(values), len(values))])

    assert all(0.5 <= one.confidence < 1 for one in found)
