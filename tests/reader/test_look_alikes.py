"""Texts that look like a form the reader knows and say something else: nothing is lost, turned round or given away."""

import pytest

from jikim.document import read as document
from jikim.reader import read_facts
from tests.reader.told import ITEMS, KEPT, PURPOSE, told_under


@pytest.mark.parametrize(
    ("name", "title", "text", "expected"),
    [
        ("a list beside a told sentence", ITEMS,
         "가입 시 이름, 이메일을 필수항목으로 수집합니다. \n"
         "\n"
         "결제 정보 : 카드번호, 은행명\n"
         "수집방법 : 홈페이지, 전화",
         ["가입 시 : 이름, 이메일 (required)",
          "- : 카드번호, 은행명 [결제 정보]"]),
        ("labels below a told sentence", ITEMS,
         "가입 시 이름, 이메일을 필수항목으로 수집합니다. \n"
         "수집 목적 : 본인 확인\n"
         "보유기간 : 회원 탈퇴 시까지",
         ["가입 시 : 이름, 이메일 (required)",
          "- : 본인 확인; withdrawal+P0D"]),
        ("a machine below a told sentence", ITEMS,
         "가입 시 이름, 이메일을 필수항목으로 수집합니다. \n"
         "서비스 이용 과정에서 IP 주소, 쿠키가 자동으로 생성되어 수집될 수 있습니다.",
         ["가입 시 : 이름, 이메일 (required)",
          "machine: IP 주소, 쿠키"]),
        ("a sentence that denies in other words", ITEMS,
         "회원가입 시 이름, 이메일을 필수항목으로 수집합니다.\n"
         "회사는 주민등록번호, 계좌번호를 수집하지 아니합니다.",
         ["회원가입 시 : 이름, 이메일 (required)"]),
        ("needs that are denied", ITEMS,
         "회사는 사상, 종교를 필수항목으로 수집하는 일은 없습니다.",
         []),
        ("two needs in one sentence", ITEMS,
         "회원가입 시 필수항목으로 이름, 이메일을, 선택항목으로 주소, 생년월일을 수집합니다.",
         ["회원가입 시 : 이름, 이메일 (required); 주소, 생년월일 (optional)"]),
        ("people who are the subject", ITEMS,
         "회원가입 시 이름, 이메일을 필수항목으로 수집합니다.\n"
         "학부모는 이름, 휴대전화번호를 필수항목으로 수집합니다.\n"
         "회원은 생년월일, 주소를 추가로 수집합니다.",
         ["회원가입 시 : 이름, 이메일 (required)",
          "학부모 : 이름, 휴대전화번호 (required)",
          "회원 : 생년월일, 주소"]),
        ("items before a word for a case", ITEMS,
         "이름, 이메일, 생년월일 등 회원가입 시 입력한 정보와 주소를 선택항목으로 수집합니다.",
         []),
        ("leaving that is handled", KEPT,
         "회원 정보는 회원 탈퇴 처리 후 즉시 파기합니다.",
         ["rule withdrawal+P0D"]),
        ("a move of sleepers is no period", KEPT,
         "마지막 접속 후 1년이 지난 회원은 휴면 계정으로 전환합니다.",
         []),
        ("a status that is lost", KEPT,
         "회원 정보 : 자격 상실 시까지",
         ["rule [회원 정보] withdrawal+P0D"]),
        ("an order that is handled", KEPT,
         "주문 취소 내역은 처리 완료 후 6개월간 보관합니다.",
         ["rule [주문 취소 내역] service_done+P6M"]),
        ("a last use of a thing", KEPT,
         "쿠폰 정보는 마지막 사용일로부터 1년간 보관합니다.",
         ["rule [쿠폰 정보] record_made+P1Y"]),
        ("a word that holds another", KEPT,
         "회원 정보는 회원 탈퇴 시까지 보관합니다. 다만, 부정맥 진단을 위해 심전도 기록은 10년간 보관합니다.",
         ["rule withdrawal+P0D",
          "rule [심전도 기록] record_made+P10Y"]),
        ("before leaving", KEPT,
         "보존 항목 : 문의 내용\n"
         "보존 이유 : 탈퇴 전 문의에 대한 답변\n"
         "보존 기간 : 6개월",
         ["rule [문의 내용] record_made+P6M"]),
        ("everything is no record", KEPT,
         "- 보유하는 개인정보\n"
         "- 보유기간 : 회원 탈퇴 시까지",
         ["rule withdrawal+P0D"]),
        ("no thing that is kept", KEPT,
         "- 보존 항목 : 위 수집 항목과 같음\n"
         "- 보존 기간 : 1년",
         ["rule record_made+P1Y"]),
        ("two things with one period", KEPT,
         "- 회원 정보\n"
         "- 결제 정보\n"
         "- 보존기간 : 1년",
         ["rule [회원 정보, 결제 정보] record_made+P1Y"]),
        ("a reason before its items", KEPT,
         "- 보존 이유 : 분쟁 대비\n"
         "- 보존 항목 : 상담 기록\n"
         "- 보존 기간 : 1년",
         ["rule [상담 기록] record_made+P1Y"]),
        ("a case and what is kept of it", KEPT,
         "이벤트 응모를 위하여 전화번호를 수집한 경우, 이름과 주소는 6개월간 보관합니다.",
         ["rule [이름, 주소] record_made+P6M"]),
        ("kinds of people side by side", ITEMS,
         "- 신고자 보호 : 신고자 이름, 신고자 연락처\n"
         "- 팀원 초대 : 팀원 이메일, 팀원 이름\n"
         "- 기부 : 기부자 이름",
         ["신고자 보호 : 신고자 이름, 신고자 연락처", "팀원 초대 : 팀원 이메일, 팀원 이름", "기부 : 기부자 이름"]),
        ("same as, in a name", ITEMS,
         "- 필수 : 이름, 계좌번호(주문 정보와 동일한 예금주명), 여권 정보와 동일한 영문 이름",
         ["- : 이름, 계좌번호(주문 정보와 동일한 예금주명), 여권 정보와 동일한 영문 이름 (required)"]),
        ("purposes below items", "수집 목적",
         "- 이름, 아이디, 비밀번호 : 본인 식별\n"
         "- 고객 상담 : 불만 처리, 분쟁 조정\n"
         "- 마케팅 활용 : 신규 서비스 안내",
         ["- : 본인 식별; 이름, 아이디, 비밀번호",
          "고객 상담 : 불만 처리; 분쟁 조정",
          "마케팅 활용 : 신규 서비스 안내"]),
        ("a purpose that is denied", PURPOSE,
         "회사는 본인 확인은 물론 부정 이용 방지를 위해 개인정보를 처리하지 않습니다.",
         []),
        ("sentences behind labels", ITEMS,
         "- 수집방법 : 홈페이지 회원가입, 전화 상담을 통해 수집합니다.\n"
         "- 처리 항목 : 이름, 휴대전화번호 등을 처리하고 있습니다.",
         ["- : 이름, 휴대전화번호"]),
        ("a case that stands below", ITEMS,
         "- 필수 : 이름, 이메일\n"
         "- 회사는 아래의 경우 필요한 최소한의 정보만 수집하며 민감정보는 받지 않습니다.\n"
         "- 주소, 생년월일",
         ["- : 이름, 이메일, 주소, 생년월일 (required)"]),
        ("items under needs among purposes", PURPOSE,
         "회원 관리 : 본인 확인\n"
         "- 필수 : 가나다 계정 이름, 회사 주소지, 학번표\n"
         "- 선택 : 추천인 아이디",
         ["- : 회원 관리 : 본인 확인; 가나다 계정 이름, 회사 주소지, 학번표 (required); 추천인 아이디 (optional)"]),
        ("items in quotation marks", ITEMS,
         "회사는 회원가입 시 '이름', '이메일', '휴대전화번호'를 수집합니다.",
         ["회원가입 시 : 이름, 이메일, 휴대전화번호"]),
        ("what people want and how it is done", KEPT,
         "- 즉시 파기를 원하는 경우: 회원 탈퇴\n"
         "- 계정 정보를 삭제하고 싶은 이용자는 회원 탈퇴",
         []),
        ("items that a sentence leaves out", ITEMS,
         "회사가 처리하지 않는 항목은 주민등록번호, 여권번호입니다.",
         []),
        ("items with what each is for", ITEMS,
         "- 이름 : 본인 확인\n"
         "- 이메일 : 고지사항 전달\n"
         "- 주소, 연락처 : 상품 배송",
         ["- : 본인 확인; 고지사항 전달; 이름, 이메일", "- : 상품 배송; 주소, 연락처"]),
        ("a list of what data serve", ITEMS,
         "서비스 제공 및 운영, 본인 확인 및 인증, 부정 이용 방지와 대응, 통계 분석 및 개선, 고객 상담 및 응대",
         []),
        ("a length after the relation is over", KEPT,
         "회원 정보는 회원 탈퇴 시까지 보관합니다. 단, 탈퇴 이후에는 분쟁 해결을 위하여 1년간 보관합니다.",
         ["rule withdrawal+P0D", "rule withdrawal+P1Y"]),
    ],
)  # fmt: skip
def test_a_text_that_looks_alike_is_read_as_it_says(name: str, title: str, text: str, expected: list[str]) -> None:
    assert told_under(title, text) == expected, name


def test_what_stands_behind_a_told_sentence_counts_as_unread() -> None:
    text = "가입 시 이름, 이메일을 필수항목으로 수집합니다. 오늘의 날씨는 매우 맑고 따뜻한 편입니다"
    policy = f"# 개인정보 처리방침\n\n## 1. {ITEMS}\n\n{text}\n"
    assert 0.3 < read_facts(document(policy.encode(), "policy.md")).unread.share < 0.7
