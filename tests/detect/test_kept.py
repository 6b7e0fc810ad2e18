"""Values kept under a name: the names are read like those of columns."""

from jikim.detect import Keeping, keeping, propose_columns, propose_keys
from tests.detect.tables import sample, schema, table

USERMETA = table("user_meta", "id:int", "user_id:int", "meta_key", "meta_value")
OPTIONS = table("site_options", "id:int", "option_name", "option_value")


def test_the_names_say_what_the_values_are() -> None:
    names = sample(
        "user_meta.meta_key", "first_name", "billing_phone", "shipping_address_1", "show_admin_bar", "nickname"
    )

    assert {one.key: one.item for one in propose_keys(schema(USERMETA), [names])} == {
        "first_name": "name",
        "billing_phone": "phone",
        "shipping_address_1": "delivery_address",
        "nickname": "nickname",
    }


def test_the_column_of_such_values_is_proposed_as_what_it_is_for() -> None:
    names = sample("user_meta.meta_key", "first_name", "billing_phone")

    assert [(one.column, one.item) for one in propose_columns(schema(USERMETA), [names])] == [("meta_value", "profile")]


def test_what_a_site_is_set_to_is_not_personal_save_for_somebodys_mail() -> None:
    names = sample("site_options.option_name", "admin_email", "mailserver_pass", "blog_address", "require_name_email")

    assert [(one.key, one.item) for one in propose_keys(schema(OPTIONS), [names])] == [("admin_email", "email")]


def test_a_name_and_a_value_side_by_side_are_recognised() -> None:
    assert keeping(schema(OPTIONS)) == (Keeping("site_options", "option_name", "option_value"),)
    assert keeping(schema(table("post", "id:int", "post_name", "post_content"))) == ()


def test_names_of_nothing_personal_propose_nothing() -> None:
    names = sample("user_meta.meta_key", "wp_capabilities", "rich_editing", "locale")

    assert propose_keys(schema(USERMETA), [names]) == ()
    assert propose_columns(schema(USERMETA), [names]) == ()
