"""Real applications, held against lists that were frozen before there was a program (personal_columns/README.md)."""

from collections.abc import Callable

import pytest

from bench.detect import FALSE, RIGHT, columns, keys, seen
from jikim.detect import people_tables, propose_events, relations
from tests.testapps import oscar, wordpress

pytestmark = pytest.mark.testapps


@pytest.mark.parametrize("product", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_nine_tenths_of_the_shop_are_proposed_rightly_and_hardly_anything_falsely(
    product: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = f"sqlite:///{tmp_path_factory.mktemp('detect') / 'shop.sqlite'}"
    if product == "postgresql":
        make: Callable[[int], tuple[str, ...]] = request.getfixturevalue("postgres_databases")
        (url,) = make(1)
    oscar.build(url, 60)
    schema, samples = seen(url)
    score = columns("oscar", schema, samples)
    people = people_tables(schema)
    events = {(one.table, one.event) for one in propose_events(schema, samples, people)}

    assert score.right >= RIGHT, [*score.missed, *score.mistaken]
    assert score.false_share <= FALSE, score.false
    assert people[0].table == "auth_user"
    assert {one.table for one in relations(schema, people)} >= {"order_order", "order_line", "reviews_productreview"}
    assert events >= {("auth_user", "joined"), ("auth_user", "last_active"), ("order_order", "collected")}


@pytest.mark.mariadb
def test_the_site_and_what_it_keeps_under_names_too(mariadb_databases: Callable[[int], tuple[str, ...]]) -> None:
    (url,) = mariadb_databases(1)
    wordpress.build(url, 60)
    schema, samples = seen(url)
    scores = columns("wordpress", schema, samples), keys("wordpress_keys", schema, samples)
    people = people_tables(schema)

    for score in scores:
        assert score.right >= RIGHT, [*score.missed, *score.mistaken]
        assert score.false_share <= FALSE, score.false
    assert people[0].table == "wp_users"
    assert {one.table for one in relations(schema, people)} >= {"wp_usermeta", "wp_posts", "wp_comments", "wp_postmeta"}
