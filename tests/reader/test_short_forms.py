"""Forms of short policies: of apps, of notices, of lists under labels."""

import pytest

from tests.reader.told import ITEMS, KEPT, PURPOSE, told_under


@pytest.mark.parametrize(
    ("name", "title", "text", "expected"),
    [
        ("a table that explains its items", ITEMS,
         "| 항목 | 내용 | 수집 시점 | 저장 위치 |\n"
         "|---|---|---|---|\n"
         "| 이메일 | 로그인 식별자 | 회원가입 시 | 서버 |\n"
         "| 닉네임 (선택) | 화면 표시 이름 | 프로필 작성 시 | 서버 |\n"
         "| 기기 식별자 | 중복 방지 | 앱 실행 시 | 기기 |",
         ["회원가입 시 : 이메일",
          "프로필 작성 시 : 닉네임 (optional)",
          "앱 실행 시 : 기기 식별자"]),
        ("a need, a case and a machine in one column", ITEMS,
         "| 구분 | 항목 | 비고 |\n"
         "|---|---|---|\n"
         "| 필수 | 이름, 휴대폰 번호, 이메일 | 회원가입 시 |\n"
         "| 선택 | 생년월일, 성별 | 맞춤 추천 |\n"
         "| 결제 | 카드사, 승인번호 | PG사 처리 |\n"
         "| 자동 | IP, 쿠키, 접속 로그 | 이용 중 생성 |",
         ["결제 : 카드사, 승인번호",
          "- : 이름, 휴대폰 번호, 이메일 (required); 생년월일, 성별 (optional)",
          "machine: IP, 쿠키, 접속 로그"]),
        ("what is not collected", ITEMS,
         "본 앱은 어떠한 개인정보도 수집하지 않습니다.\n"
         "\n"
         "다음 정보를 수집하지 않습니다:\n"
         "\n"
         "- 이름, 이메일, 전화번호\n"
         "- 위치 정보",
         []),
        ("what is not collected, then what is", ITEMS,
         "다음 정보는 수집하지 않습니다.\n"
         "\n"
         "- 이름, 전화번호\n"
         "\n"
         "다음 정보만 수집합니다.\n"
         "\n"
         "- 이메일, 닉네임",
         ["- : 이메일, 닉네임"]),
        ("files in lines among periods", "개인정보의 처리 및 보유기간",
         "1. 개인정보 파일명 : 도서관 이용자 명부\n"
         "- 처리목적 : 도서 대출 관리\n"
         "- 처리항목 : 성명, 생년월일, 연락처\n"
         "- 보유기간 : 3년\n"
         "- 관련법령 : 도서관법 제4조",
         ["도서관 이용자 명부 : 도서 대출 관리; 성명, 생년월일, 연락처; record_made+P3Y"]),
        ("values below their labels", "개인정보의 처리목적, 항목 및 보유기간",
         "가. 온라인 상담\n"
         "처리목적:\n"
         "상담 신청 접수 및 회신\n"
         "처리항목:\n"
         "이름, 연락처, 이메일\n"
         "이용 및 보유기간:\n"
         "상담 종료 후 1년",
         ["온라인 상담 : 상담 신청 접수 및 회신; 이름, 연락처, 이메일; complaint_closed+P1Y"]),
        ("a name, a dash and needs", ITEMS,
         "1) 회원 가입 및 관리 — 필수: 성명, 아이디 / 선택: 휴대전화번호\n"
         "2) 상품 배송 — 필수: 성명, 주소",
         ["회원 가입 및 관리 : 성명, 아이디 (required); 휴대전화번호 (optional)",
          "상품 배송 : 성명, 주소 (required)"]),
        ("needs before dashes", ITEMS,
         "필수 - 이름, 연락처\n"
         "선택 - 생년월일, 거주지역",
         ["- : 이름, 연락처 (required); 생년월일, 거주지역 (optional)"]),
        ("a colon between figures", PURPOSE,
         "회사는 1:1 문의 내역의 확인을 위해 수집하고 있습니다.",
         ["- : 1:1 문의 내역의 확인"]),
        ("items that a sentence states", ITEMS,
         "1. 당사는 필요한 최소한의 개인정보만을 수집합니다.\n"
         "2. 수집하는 항목은 이름, 이메일, 휴대전화번호입니다.",
         ["- : 이름, 이메일, 휴대전화번호"]),
        ("a sentence over two lines", KEPT,
         "1. 당사는 개인정보를 보관하는 기간은 개인정보의 수집 및 이용목적이 달성되는\n"
         "시점까지로 합니다.",
         ["rule purpose_done+P0D"]),
        ("a case in the midst of a list", ITEMS,
         "이름, 이메일, 14세 미만 가입자의 경우 법정대리인의 정보",
         ["- : 이름, 이메일; 법정대리인의 정보 [14세 미만 가입자의 경우]"]),
        ("notes and choices that say no need", ITEMS,
         "- 웹 회원가입\n"
         "이름, e-mail 주소, 휴대폰번호(휴대폰 인증 선택시), 부서\n"
         "※ 부서는 우편물수령지를 직장으로 선택한 경우에만 수집 및 이용",
         ["웹 회원가입 : 휴대폰번호 [휴대폰 인증 선택시]; 이름, e-mail 주소, 부서"]),
        ("a label that says why", KEPT,
         "### 가. 회사 내부 방침에 의한 정보보유 사유\n"
         "\n"
         "- 부정거래 방지 및 쇼핑몰 운영방침에 따른 보관: 5년",
         ["rule record_made+P5Y"]),
        ("from receipt to the end", KEPT,
         "문의 접수 ~ 처리 완료 후 3년",
         ["rule complaint_closed+P3Y"]),
        ("something that runs out", KEPT,
         "- 예약의 경우, 예약에 따른 검진 및 처리가 만료된 때",
         ["rule [예약] service_done+P0D"]),
        ("needs said as words", ITEMS,
         "회사는 이용자의 이름, 아이디, 비밀번호를 필수적으로 수집합니다.",
         ["- : 이름, 아이디, 비밀번호 (required)"]),
        ("items and what they are for", "개인정보 수집 항목 및 목적",
         "- **성명, 연락처, 이메일:** 지원 접수 및 선발 결과 안내\n"
         "- **학교, 학과, 학번:** 지원 자격 확인\n"
         "- **포트폴리오, 경력 사항:** 팀 역량 평가",
         ["- : 지원 접수 및 선발 결과 안내; 성명, 연락처, 이메일",
          "- : 지원 자격 확인; 학교, 학과, 학번",
          "- : 팀 역량 평가; 포트폴리오, 경력 사항"]),
        ("items and what they are for behind dashes", "수집 항목 및 목적",
         "- 카카오 OAuth ID, 이메일 — 인증·로그인\n"
         "- 닉네임, 기본 출발지 — 추천 개인화\n"
         "- 반려견 정보(이름·견종) — 적합도 판정",
         ["- : 인증·로그인; 카카오 OAuth ID, 이메일",
          "- : 추천 개인화; 닉네임, 기본 출발지",
          "- : 적합도 판정; 반려견 정보(이름·견종)"]),
        ("a case beside needs", ITEMS,
         "- 필수 항목: 이메일 주소, 닉네임\n"
         "- 구독 신청 시: 이름, 구독 플랜 식별자",
         ["- : 이메일 주소, 닉네임 (required); 이름, 구독 플랜 식별자 [구독 신청 시]"]),
        ("days after a request", KEPT,
         "삭제 요청을 하는 경우 3일 이내 파기됩니다.",
         ["rule destroy_request+P3D"]),
        ("a law behind a period of its own", KEPT,
         "- 결제 정보: 5년 (전자상거래법)\n"
         "- 고객 상담 기록: 3년\n"
         "- 후원 내역: 관련 법령에 따라 보관",
         ["rule [결제 정보] record_made+P5Y",
          "rule [고객 상담 기록] record_made+P3Y",
          "rule [후원 내역] statutory_term+law"]),
        ("a title of keeping and destroying", "개인정보의 보유 및 파기 기간",
         "회원 탈퇴 시 지체 없이 파기합니다.",
         ["rule withdrawal+P0D"]),
        ("laws that only announce the list below", KEPT,
         "아래와 같은 법령이 정한 기간 동안 보존할 필요가 있는 경우를 제외하고는 목적이 달성된 후 파기"
         "합니다.\n"
         "\n"
         "가. 계약 또는 청약철회 등에 관한 기록 : 5년(전자상거래 등에서의 소비자보호에 관한 법률)",
         ["rule purpose_done+P0D",
          "law ecommerce contract P5Y"]),
        ("rows named with the signs of a list", ITEMS,
         "| 수집 목적 | 수집 항목 | 보유 및 이용 기간 |\n"
         "|---|---|---|\n"
         "| - 비회원 주문시 | (필수) 주문조회 비밀번호, 수령인 | 목적이 달성된 후에는 지체 없이 파기합"
         "니다. (단, 관계 법령에 따라 일정 기간 보관해야 하는 항목은 해당 기간 보관 후 파기합니다.) |\n"
         "| - 간편 가입시 (이용자 식별 목적) | [카카오] (필수) 생일, 이름<br>(선택) 연령대<br>[네이버]"
         " (필수) 이메일 주소 | 회원 탈퇴 시까지 |",
         [("비회원 주문시 : 비회원 주문시; 주문조회 비밀번호, 수령인 (required); purpose_done+P0D; statu"
          "tory_term+law"),
          ("간편 가입시 : 간편 가입시 (이용자 식별 목적); 생일, 이름 [카카오] (required); 연령대 [카카오"
          "] (optional); 이메일 주소 [네이버] (required); withdrawal+P0D")]),
        ("rules that name their purpose", PURPOSE,
         "### 회원 관리\n"
         "\n"
         "본인 확인, 고지 전달을 목적으로 개인정보를 처리합니다.\n"
         "\n"
         "## 2. 개인정보의 보유 및 이용기간\n"
         "\n"
         "① 회원 관리 목적으로 수집된 개인정보는 회원 탈퇴일까지 보유합니다. 단, 회원 탈퇴일 이후에는 "
         "분쟁 해결, 법령상 의무이행만을 위하여 보유합니다.",
         ["회원 관리 : 본인 확인; 고지 전달; withdrawal+P0D; withdrawal+law"]),
        ("a period under the name of an activity", ITEMS,
         "| 구분 | 수집 항목 |\n"
         "|---|---|\n"
         "| 홈페이지 회원 관리 | 이름, 이메일 |\n"
         "\n"
         "## 2. 개인정보의 보유 및 이용기간\n"
         "\n"
         "### 홈페이지 회원 관리\n"
         "\n"
         "홈페이지 탈퇴 시까지",
         ["홈페이지 회원 관리 : 이름, 이메일; withdrawal+P0D"]),
        ("what is said of an item", ITEMS,
         "위치정보 : 실제 위치에 대한 정보, 사용자의 위치정보는 메모리에서 처리되며 사용 후 즉시 삭제",
         ["- : 실제 위치에 대한 정보 [위치정보]"]),
        ("a list of what nobody knows", ITEMS,
         "보안정책 수립 : 운영체제 종류, 운영체제 주요 보안패치 여부, 방화벽 설정, 원격접속 설정, 키보"
         "드 타입, 화면 밝기",
         [("- : 운영체제 종류, 운영체제 주요 보안패치 여부, 방화벽 설정, 원격접속 설정, 키보드 타입, 화"
          "면 밝기 [보안정책 수립]")]),
        ("a register laid out as a form", "도서관 관련 개인정보 수집 및 보유 안내",
         "| 파일명 | 도서관대출관리 |\n"
         "|---|---|\n"
         "| 보유근거 | 도서관법 제35조 |\n"
         "| 보유목적 | 도서대출반납 관리 |\n"
         "| 주요항목 | 성명, 전화번호, 주소, 학과 |\n"
         "| 보유기간 | 준영구 |",
         ["도서관대출관리 : 도서대출반납 관리; 성명, 전화번호, 주소, 학과; semi_permanent+law"]),
        ("names over paragraphs of items", ITEMS,
         "수집하는 개인신용정보 항목\n"
         "\n"
         "서비스 이용\n"
         "\n"
         "이름, 생년월일, 성별, 직업\n"
         "\n"
         "본인인증(휴대폰 등)\n"
         "\n"
         "이름, 생년월일, 휴대전화번호",
         ["서비스 이용 : 이름, 생년월일, 성별, 직업",
          "본인인증(휴대폰 등) : 이름, 생년월일, 휴대전화번호"]),
        ("grounds and purposes in one column", "개인정보파일 등록 현황",
         "<table><tr><th>파일의 명칭</th><th>운영근거/처리목적</th><th>개인정보의 항목</th><th>보유기"
         "간</th></tr><tr><td rowspan=\"2\">포털 회원정보</td><td>개인정보 보호법 제15조제1항제1호</td><"
         "td rowspan=\"2\">(필수) 이름, 주소</td><td rowspan=\"2\">회원 탈퇴시까지</td></tr><tr><td>봉사활"
         "동실적 정보 처리</td></tr></table>",
         ["포털 회원정보 : 봉사활동실적 정보 처리; 이름, 주소 (required); withdrawal+P0D"]),
        ("the end of a period is no event", KEPT,
         "다음의 사유에 해당하는 경우에는 해당 기간 종료 시까지",
         []),
        ("articles of one law", PURPOSE,
         "시행규칙 제53조제3항제2호, 제3호에 따른 신청 관리, 고지 전달",
         ["- : 시행규칙 제53조제3항제2호, 제3호에 따른 신청 관리; 고지 전달"]),
        ("people who only enter items", ITEMS,
         "연 소득, 직업, 사용자가 입력한 정보, 사용자가 고른 금융상품\n"
         "\n"
         "회사는 고객의 개인정보를 수집합니다.",
         ["- : 연 소득, 직업, 사용자가 입력한 정보, 사용자가 고른 금융상품"]),
        ("a case that lists", ITEMS,
         "공연, 공개방송 등 현장 행사: 이메일, 성명",
         ["- : 이메일, 성명 [공연, 공개방송 등 현장 행사]"]),
        ("needs behind lists", ITEMS,
         "- 이름, 연락처 : 필수\n"
         "- 생년월일, 성별 : 선택",
         ["- : 이름, 연락처 (required); 생년월일, 성별 (optional)"]),
        ("periods behind lists", ITEMS,
         "- 이름, 이메일 : 회원 탈퇴 시까지\n"
         "- 결제 정보, 배송지 : 5년",
         ["- : 이름, 이메일; withdrawal+P0D",
          "- : 결제 정보, 배송지; record_made+P5Y"]),
        ("cases behind lists", ITEMS,
         "- 이름, 이메일 : 회원가입 시\n"
         "- 주소, 연락처 : 주문 시",
         ["회원가입 시 : 이름, 이메일",
          "주문 시 : 주소, 연락처"]),
        ("needs with cases behind lists", ITEMS,
         "- 이름, 연락처 (회원가입 시 필수)\n"
         "- 생일, 취미 (이벤트 응모 시 선택)",
         ["- : 이름, 연락처 (required); 생일, 취미 (optional)"]),
        ("needs with nothing behind them", ITEMS,
         "- 필수 이름, 이메일\n"
         "- 선택 주소",
         ["- : 이름, 이메일 (required); 주소 (optional)"]),
        ("names before dashes", ITEMS,
         "- 회원가입 — 이름, 이메일, 비밀번호\n"
         "- 주문 — 주소, 연락처",
         ["회원가입 : 이름, 이메일, 비밀번호", "주문 : 주소, 연락처"]),
    ],
)  # fmt: skip
def test_a_short_form_is_read(name: str, title: str, text: str, expected: list[str]) -> None:
    assert told_under(title, text) == expected, name
