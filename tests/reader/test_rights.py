"""Rights and the bodies of remedy, from sections of our own wording."""

import pytest

from jikim.reader.facts import Rights
from jikim.reader.notes import Notes
from jikim.reader.remedies import remedies
from jikim.reader.rights import rights
from tests.reader.documents import cut

TITLE = "## 제6조 (정보주체의 권리와 행사방법)\n\n"


def said(text: str) -> Rights:
    found = rights(cut(TITLE + text), Notes())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("언제든지 열람, 정정, 삭제, 처리정지를 요구할 수 있습니다.", ["access", "correct", "erase", "suspend"]),
        ("조회하고 수정할 수 있으며 회원 탈퇴를 요청할 수 있습니다.", ["access", "correct", "leave"]),
        ("정정을 요청하는 경우 삭제를 완료할 때까지 이용하지 않습니다.", ["correct"]),
        ("법령에 따라 삭제를 요구할 수 없습니다.", []),
    ],
)
def test_a_right_counts_where_it_is_granted(text: str, ids: list[str]) -> None:
    assert [one.id for one in said(text).list] == ids


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("권리 행사는 회사에 대해 서면, 전화, 이메일 등을 통하여 하실 수 있습니다.", ("서면", "전화", "이메일")),
        ("앱 내 설정 메뉴, 또는 서면/이메일 통해 요청 가능", ("앱 내 설정 메뉴", "서면", "이메일")),
        ("권리 행사는 대리인을 통하여 하실 수 있습니다.", ()),
    ],
)
def test_ways_stand_before_the_word_through(text: str, channels: tuple[str, ...]) -> None:
    assert said(text).channels == channels


def test_who_may_act_and_with_what() -> None:
    found = said(
        "법정대리인이나 위임을 받은 자를 통하여 요구할 수 있으며 위임장을 "
        "제출합니다. 본인이거나 정당한 대리인인지를 확인합니다."
    )
    assert found.representative is not None
    assert (found.representative.legal, found.representative.agent) == ("법정대리인", "위임을 받은 자")
    assert found.poa_form is not None
    assert found.identity_check is not None


def test_limits_are_cut_to_the_law_that_sets_them() -> None:
    found = said("열람 요구는 개인정보 보호법 제35조 제4항에 따라 제한될 수 있습니다.")
    assert [one.text for one in found.limits] == ["개인정보 보호법 제35조 제4항"]
    assert found.list == ()


def test_bodies_of_remedy_with_number_and_address() -> None:
    text = (
        "## 제9조 (권익침해 구제방법)\n\n- 개인정보침해신고센터 : (국번없이) 118 (privacy.kisa.or.kr)\n"
        "- 대검찰청 사이버수사과(www.spo.go.kr) / 국번없이 1301\n"
    )
    assert [(one.name, one.phone, one.url) for one in remedies(cut(text), Notes())] == [
        ("개인정보침해신고센터", "118", "privacy.kisa.or.kr"),
        ("대검찰청 사이버수사과", "1301", "www.spo.go.kr"),
    ]


def test_the_sign_of_a_list_is_no_word_of_a_right() -> None:
    found = said("| 1) 언제든지 열람 요구<br>2) 법령이 정한 정보는 삭제 요구 불가 |\n|---|\n")
    assert [one.text for one in found.list] == ["언제든지 열람 요구"]
    assert [one.text for one in found.limits] == ["법령이 정한 정보는 삭제 요구 불가"]
