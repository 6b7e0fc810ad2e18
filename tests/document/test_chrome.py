"""The site around a policy is set aside, and said; a clause never is."""

from jikim.document import Document, Heading, Reason, flat, read

POLICY = """<h2>개인정보 처리방침</h2>
<p>나라상점(이하 '회사')은 이용자의 개인정보를 소중히 여기며 관련 법령을 지키고 있습니다.</p>
<h3>제1조 (수집 항목)</h3><p>회사는 가입하는 이용자의 개인정보 가운데 이름과 이메일 주소를 수집합니다.</p>
<h3>제2조 (파기)</h3><p>회사는 탈퇴한 이용자의 개인정보를 지체 없이 파기하고 다시 살리지 않습니다.</p>"""
MENU = "<ul>" + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("상품", "행사", "고객센터")) + "</ul>"
FOOT = "<p>나라상점 | 대표 홍길동 | 사업자등록번호 000-00-00000 | Copyright 나라상점 All rights reserved</p>"


def site(body: str, before: str = "", after: str = "") -> Document:
    return read(
        f"<html><head><title>나라상점</title></head><body>{before}{body}{after}</body></html>".encode(), "a.html"
    )


def set_aside(document: Document, reason: Reason) -> str:
    return " ".join(gap.text for gap in document.left_out if gap.reason is reason)


def test_menus_and_the_foot_of_a_site_are_set_aside_and_said() -> None:
    document = site(POLICY, f"<div>{MENU}</div><p>로그인</p>", FOOT)
    read_alone = site(POLICY)
    assert document.blocks == read_alone.blocks
    for word in ("상품", "행사", "고객센터", "로그인", "사업자등록번호"):
        assert word in set_aside(document, Reason.MENU)
    assert 0 < sum(gap.share for gap in document.left_out) < 0.5


def test_elements_that_are_menus_by_name_are_set_aside() -> None:
    document = site(POLICY, "<nav>처음으로</nav>", "<footer>오시는 길</footer>")
    assert set_aside(document, Reason.MENU).split() == ["처음으로", "오시는", "길"]


def test_a_long_clause_in_a_footer_is_kept() -> None:
    document = site(POLICY, after="<footer><p>" + "회사는 개인정보를 파기합니다. " * 30 + "</p></footer>")
    assert flat(document).count("회사는 개인정보를 파기합니다.") == 30


def test_a_list_of_contents_is_no_menu() -> None:
    contents = "<ul>" + "".join(f"<li><a href='#c{at}'>제{at}조 수집과 파기</a></li>" for at in range(1, 6)) + "</ul>"
    first, rest = POLICY.split("\n", 1)
    assert flat(site(f"{first}{contents}{rest}")).count("수집과 파기") == 5


def test_what_a_browser_does_not_show_is_set_aside_and_said() -> None:
    document = site(POLICY + "<p style='display: none'>시험 문구</p><span class='blind'>가려진 제목</span>")
    assert "시험 문구" not in flat(document)
    assert {"시험 문구", "가려진 제목"} <= {gap.text for gap in document.left_out if gap.reason is Reason.HIDDEN}


def test_a_section_that_opens_by_a_button_is_read() -> None:
    hidden = "<p>회사는 배송을 위하여 이용자의 개인정보 가운데 주소와 전화번호를 택배 회사에 제공하고 있습니다.</p>"
    document = site(POLICY + f"<button>제3조 (제공)</button><div style='display:none'>{hidden}</div>")
    assert flat(document).endswith("택배 회사에 제공하고 있습니다.")
    assert "제3조 (제공)" in flat(document)


def test_a_page_without_a_policy_is_read_whole() -> None:
    assert flat(site("<p>어서 오십시오</p>")) == "어서 오십시오"


def test_a_heading_that_is_the_title_of_the_page_begins_the_policy_however_far_above_the_first_sentence() -> None:
    summary = "".join(f"<p>요약 {number}</p>" for number in range(80))
    title = "나라상점 개인정보 수집 및 사용"
    body = f"<p>로그인</p><h1>{title}</h1>{summary}{POLICY}"
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    document = read(page.encode(), "a.html")
    assert isinstance(document.blocks[0], Heading)
    assert document.blocks[0].text == title
    assert "로그인" in set_aside(document, Reason.MENU)
