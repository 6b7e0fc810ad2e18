"""Activities: what one may take from another, and what it may not be without."""

from tests.policy.faults import by_line, findings


def test_like_goes_one_step_to_an_activity_that_exists() -> None:
    found = findings("""
        activities:
          signup: {collect: [{required: [이메일]}]}
          kakao: {like: signup}
          naver: {like: kakao}
          apple: {like: missing}
          loop: {like: loop}
          news: {keep: kakao, collect: []}
    """)
    assert by_line(found) == [
        "4:17 like-unknown 'kakao' is no activity that another can be like",
        "5:17 like-unknown 'missing' is no activity that another can be like",
        "6:16 like-unknown 'loop' is no activity that another can be like",
        "7:16 like-unknown 'kakao' is no activity that another can be like",
    ]


def test_a_fault_that_others_take_over_by_like_is_said_once() -> None:
    found = findings("""
        activities:
          signup: {collect: [{required: [없는 항목]}]}
          kakao: {like: signup}
          naver: {like: signup}
    """)
    assert by_line(found) == ["2:34 item-unknown no item is called '없는 항목'"]


def test_an_activity_without_a_body_is_not_passed_over() -> None:
    found = findings("""
        activities:
          signup: 회원가입
          order:
    """)
    assert by_line(found) == [
        "2:11 value-form the value of 'signup' has the wrong form",
        "3:9 value-form the value of 'order' has the wrong form",
    ]


def test_the_automatic_collection_is_like_no_other() -> None:
    found = findings("""
        activities: {signup: {collect: [{required: [이메일]}]}}
        automatic: {like: signup}
    """)
    assert by_line(found) == ["2:13 key-unknown the key 'like' is not known here"]
