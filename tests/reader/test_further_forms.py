"""Forms with tables, labels and questions: needs behind labels, titles in the first column, several things."""

import pytest

from tests.reader.told import ITEMS, KEPT, PURPOSE, told_under


@pytest.mark.parametrize(
    ("name", "title", "text", "expected"),
    [
        ("needs in brackets behind a label", ITEMS,
         "▶ 홈페이지 회원\n"
         "\n"
         "- 수집항목(필수): 성명, 아이디\n"
         "- 수집항목(선택): 관심 진료과목\n"
         "- 보유기간: 회원 탈퇴 시까지",
         ["홈페이지 회원 : 성명, 아이디 (required); 관심 진료과목 (optional); withdrawal+P0D"]),
        ("marks for everything before them", ITEMS,
         "- 기업 회원 : 회사명, 담당자 이메일(이상 필수), 회사 홈페이지(선택)",
         ["- : 회사명, 담당자 이메일 (required); 회사 홈페이지 (optional)"]),
        ("needs behind items of one kind of people", ITEMS,
         "- 회원가입 : 이름(필수), 생년월일(선택)\n"
         "- 학부모 : 이름(필수), 직업(선택)",
         [("- : 이름 [회원가입] (required); 생년월일 [회원가입] (optional); 이름 (required); 직업 (optio"
          "nal)")]),
        ("a name that is an item elsewhere", PURPOSE,
         "- 진료정보 : 진단 및 치료, 청구 및 수납\n"
         "- 온라인 예약 : 진료 예약 확인",
         ["진료정보 : 진단 및 치료; 청구 및 수납",
          "온라인 예약 : 진료 예약 확인"]),
        ("sentences that receive", "Q. 어떤 개인정보를 수집하나요?",
         "회원가입을 하실 때 이메일, 별명을 필수로 받습니다.\n"
         "프로젝트를 여는 창작자에게는 사업자등록번호, 계좌번호를 받습니다.",
         ["회원가입을 하실 때 : 이메일, 별명 (required)",
          "프로젝트를 여는 창작자 : 사업자등록번호, 계좌번호"]),
        ("titles in the first column", ITEMS,
         "| 수집 목적 | 본인 확인 |\n"
         "|---|---|\n"
         "| 수집 항목(필수) | 이름, 휴대전화번호 |\n"
         "| 수집 항목(선택) | 이메일, 주소 |\n"
         "| 보유 기간 | 회원 탈퇴 시까지 |",
         [("본인 확인 : 본인 확인; 이름, 휴대전화번호 (required); 이메일, 주소 (optional); withdrawal+P0"
          "D")]),
        ("titles in the first column, names in the first row", ITEMS,
         "| 구분 | 회원가입 | 주문 |\n"
         "|---|---|---|\n"
         "| 수집 목적 | 본인 확인 | 배송 |\n"
         "| 수집 항목 | 이름, 이메일 | 주소, 연락처 |\n"
         "| 보유 기간 | 회원 탈퇴 시까지 | 배송 완료 후 1년 |",
         ["회원가입 : 본인 확인; 이름, 이메일; withdrawal+P0D",
          "주문 : 배송; 주소, 연락처; service_done+P1Y"]),
        ("needs in a second column of titles", ITEMS,
         '<table><tr><th rowspan="2">수집 항목</th><th>필수</th><td>이름, 연락처</td></tr><tr><th>선택'
         '</th><td>주소</td></tr><tr><th colspan="2">보유 기간</th><td>이벤트 종료 후 1개월</td></tr><'
         "/table>",
         ["- : 이름, 연락처 (required); 주소 (optional); event_ended+P1M"]),
        ("a case over a line in the same paragraph", ITEMS,
         "필수항목: 아이디, 비밀번호, 이름\n"
         "비회원 구매 시에는 다음의 정보를 추가로 수집합니다.\n"
         "주문자 이름, 주문자 연락처, 배송지 주소",
         ["- : 아이디, 비밀번호, 이름 (required)",
          "비회원 구매 시 : 주문자 이름, 주문자 연락처, 배송지 주소"]),
        ("an item a row with its need", ITEMS,
         "### 예약 서비스\n"
         "\n"
         "| 필수 여부 | 항목 | 목적 |\n"
         "|---|---|---|\n"
         "| 필수 | 예약 일시, 인원 | 예약 관리 |\n"
         "| 선택 | 요청사항 | 매장 전달 |",
         ["예약 서비스 : 예약 관리; 매장 전달; 예약 일시, 인원 (required); 요청사항 (optional)"]),
        ("several things before a colon", KEPT,
         "- 회사의 재가입 제한 방침에 따라 아이디와 이메일: 탈퇴일로부터 3개월\n"
         "- 부정이용 방지를 위한 닉네임, 기기 정보 : 탈퇴 후 1년",
         ["rule [아이디, 이메일] withdrawal+P3M",
          "rule [닉네임, 기기 정보] withdrawal+P1Y"]),
        ("several things in a sentence", KEPT,
         "- 이름, 연락처는 행사 종료 후 1개월간 보관합니다.",
         ["rule [이름, 연락처] event_ended+P1M"]),
        ("records of doctors", KEPT,
         "- 환자 명부 : 5년\n"
         "- 수술기록 : 10년\n"
         "- 방사선사진 및 그 소견서 : 5년",
         ["law - medical P5Y",
          "law - medical P10Y",
          "law - medical P5Y"]),
        ("the end of a card", KEPT,
         "- 멤버십 카드 정보: 카드 해지 후 1년",
         ["rule [멤버십 카드 정보] contract_end+P1Y"]),
        ("one mark behind a whole list", ITEMS,
         "가. 일반 회원\n"
         "- 이름, 이메일, 연락처 (필수)\n"
         "- 주소, 전화번호 (선택)",
         ["일반 회원 : 이름, 이메일, 연락처 (required); 주소; 전화번호 (optional)"]),
        ("hollow squares under full ones", PURPOSE,
         "■ 개인정보의 수집·이용 목적, 수집항목, 보유기간\n"
         "\n"
         "□ 필수적 수집·이용에 관한 사항\n"
         "\n"
         "| 수집·이용 목적 | 수집 항목 | 보유·이용 기간 |\n"
         "|---|---|---|\n"
         "| 보험금 지급·심사 | 계좌번호, 연락처 | 보험금 지급 후 5년까지 |\n"
         "\n"
         "□ 선택적 수집·이용에 관한 사항\n"
         "\n"
         "| 수집·이용 목적 | 수집 항목 | 보유·이용 기간 |\n"
         "|---|---|---|\n"
         "| 상품 안내 | 이메일 | 동의일로부터 2년 |",
         ["보험금 지급·심사 : 보험금 지급·심사; 계좌번호, 연락처 (required); payment_done+P5Y",
          "상품 안내 : 상품 안내; 이메일 (optional); record_made+P2Y"]),
        ("boxes to tick", ITEMS,
         "- 필수: 성명, 연락처\n"
         "\n"
         "□ 동의함 □ 동의하지 않음",
         ["- : 성명, 연락처 (required)"]),
        ("a purpose below its name", PURPOSE,
         "1. 회원 가입 및 관리\n"
         ": 본인 확인, 부정 이용 방지",
         ["회원 가입 및 관리 : 본인 확인; 부정 이용 방지"]),
        ("a way of collecting behind a list", ITEMS,
         "1. 사고 접수\n"
         "- 필수 : 이름, 연락처\n"
         "\n"
         "② 회사는 다음과 같은 방법으로 개인정보를 수집합니다.\n"
         "\n"
         "- 홈페이지, 전화",
         ["사고 접수 : 이름, 연락처 (required)"]),
        ("what is given back, what is settled", KEPT,
         "- 예약 정보 : 반납 후 3년\n"
         "- 사고 접수 정보 : 사고 종결 후 5년",
         ["rule [예약 정보] service_done+P3Y",
          "rule [사고 접수 정보] complaint_closed+P5Y"]),
        ("cases one under the other", ITEMS,
         "회사는 다음의 개인정보를 수집합니다.\n"
         "- 회원가입: 이름, 이메일\n"
         "- 유료결제: 카드번호, 은행명\n"
         "- 문의: 이름, 연락처",
         ["회원가입 : 이름, 이메일",
          "유료결제 : 카드번호, 은행명",
          "문의 : 이름, 연락처"]),
        ("cases on lines", ITEMS,
         "회원가입 : 이름, 이메일\n"
         "유료결제 : 카드번호, 은행명",
         ["회원가입 : 이름, 이메일",
          "유료결제 : 카드번호, 은행명"]),
        ("kinds of data are no cases", ITEMS,
         "- 기본정보 : 이름, 이메일\n"
         "- 결제정보 : 카드번호, 은행명",
         ["- : 이름, 이메일 [기본정보]; 카드번호, 은행명 [결제정보]"]),
        ("ways to pay are no cases", ITEMS,
         "- 신용카드 : 카드사명, 카드번호\n"
         "- 계좌이체 : 은행명, 계좌번호",
         ["- : 카드사명, 카드번호 [신용카드]; 은행명, 계좌번호 [계좌이체]"]),
        ("needs stated", ITEMS,
         "회원가입: 필수항목은 아이디, 비밀번호이며, 선택항목은 이메일, 생일입니다.",
         ["회원가입 : 아이디, 비밀번호 (required); 이메일, 생일 (optional)"]),
        ("needs stated of what is not listed", ITEMS,
         "필수항목은 서비스 이용에 꼭 필요한 정보이며, 선택항목은 그렇지 않은 정보입니다.",
         []),
        ("ways to pay between slashes", ITEMS,
         "- 회원가입: 이름, 이메일\n"
         "- 유료결제: 신용카드 결제 시 카드사명, 카드번호 / 계좌이체 시 은행명, 계좌번호",
         ["회원가입 : 이름, 이메일",
          "유료결제 : 카드사명, 카드번호 [신용카드 결제 시]; 은행명, 계좌번호 [계좌이체 시]"]),
        ("ways of collecting below", ITEMS,
         "- 이름, 이메일\n"
         "\n"
         "수집 방법은 다음과 같습니다.\n"
         "\n"
         "- 홈페이지, 서면 양식",
         ["- : 이름, 이메일"]),
        ("told in sentences with cases", ITEMS,
         "회원가입 시 이름, 이메일을 수집합니다.\n"
         "사진을 주문하는 경우 받는 분 이름, 주소를 수집합니다.",
         ["회원가입 시 : 이름, 이메일",
          "사진을 주문하는 경우 : 받는 분 이름, 주소"]),
        ("told politely", ITEMS,
         "회원가입할 때 이름, 이메일을 수집해요. 사진을 주문하면 주소, 연락처를 받아요.",
         ["회원가입할 때 : 이름, 이메일",
          "사진을 주문하면 : 주소, 연락처"]),
    ],
)  # fmt: skip
def test_a_form_is_read(name: str, title: str, text: str, expected: list[str]) -> None:
    assert told_under(title, text) == expected, name
