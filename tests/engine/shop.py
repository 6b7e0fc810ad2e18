"""A small shop at work: its policy, what people do in it, and what an auditor with every key can see."""

from collections import Counter
from collections.abc import Iterable

import sqlalchemy as sa

from bench.faults.facts import Noted, census, notes
from jikim.consent import Submission
from jikim.database import Database
from jikim.engine import Running, collect, enact, happen
from jikim.ledger import Act, Phase
from jikim.period import Instant, instant_of_text
from jikim.vault import KEYS, LEDGER, LIVE, SEPARATE

__all__ = ["Noted", "census", "notes"]

DAY = 86_400_000_000
OPENED = instant_of_text("2020-01-01")

POLICY = """
jikim: 1
service: {id: shop, name: 가게, url: https://shop.example}
version: {id: "2020-01-01", announced: 2019-12-25, effective: 2020-01-01}
roles: {member: 회원, expert: {label: 전문가, is: member}, guest: 비회원}
cases: {card: 신용카드, phone: 휴대폰}
items:
  field: 비즈니스 분야
  review: 후기 내용
events:
  left: {label: 회원 탈퇴, of: person, from: joined}
  paid: {label: 대금 결제, of: record, else: collected}
  last_active: {label: 마지막 이용, of: person, counts: last}
  due_day: {label: 예약일, of: record}
activities:
  signup:
    label: 회원가입
    roles: [member]
    purposes: {join: 회원 관리, abuse: 부정 이용 방지}
    basis: contract
    collect:
      - {required: [이메일 주소, CI]}
      - {optional: [닉네임]}
      - {ask: news}
    keep:
      - {until: left}
      - {in: separate, store: 탈퇴 DB, until: 1 year after left, items: [CI], why: abuse}
  login:
    label: 로그인 정보
    roles: [member]
    purposes: {join: 회원 관리}
    basis: contract
    collect: [{required: [비밀번호]}, {optional: [프로필 사진], consent: 사진 이용 동의}]
    keep: [{until: left}]
  order:
    label: 주문
    roles: [member, guest]
    purposes: {pay: 결제, deliver: 배송}
    basis: contract
    collect:
      - {required: [주소]}
      - {when: card, required: [카드번호]}
    keep:
      - {until: [left, 5 years after paid]}
      - {in: separate, until: 5 years after paid, law: ecommerce/payment, items: [주소]}
  booking:
    label: 예약
    roles: [member]
    purposes: {book: 예약 관리}
    basis: contract
    collect: [{required: [이름]}]
    keep: [{until: [left, 1 month after due_day]}]
  review:
    label: 후기
    roles: [member]
    purposes: {show: 후기 게시}
    basis: contract
    collect: [{required: [닉네임, review]}]
    keep: [{until: left}]
    then: anonymise
    remains: [review]
  course:
    label: 강의
    roles: [member]
    purposes: {teach: 강의 제공}
    basis: contract
    collect: [{required: [학력]}]
    keep: [{until: left}]
    dormant: 1 year after last_active
  news:
    label: 소식
    roles: [member]
    purposes: {ads: 소식 보내기}
    basis: consent
    consent: news
    collect: [{optional: [휴대폰 번호]}]
    keep: [{until: [withdrew, left]}]
  profile:
    label: 전문가 소개
    roles: [expert]
    purposes: {show: 소개}
    basis: contract
    collect: [{required: [field, 생년월일]}]
    keep: [{until: left}]
  tax:
    label: 세금계산서
    roles: [expert]
    purposes: {invoice: 세금계산서 발행}
    basis: {law: vat/32}
    collect: [{required: [주민등록번호]}]
    keep: [{until: left}]
  raffle:
    label: 경품
    roles: [expert]
    purposes: {raffle: 추첨}
    basis: contract
    collect: [{required: [주민등록번호]}]
    keep: [{until: left}]
holds: {lawsuit: {label: 관련 소송, of: [signup, order, review]}}
children: {under: 14, rule: guardian}
destruction: {within: 5 days}
"""


def at(text: str) -> Instant:
    """`2020-03-01T10:00`, in Korean time."""
    return instant_of_text(text)


def opened(running: Running, text: str = POLICY) -> Running:
    """The shop on its first day."""
    enact(running, text.encode(), "policy.yaml", OPENED)
    return running


def signup(person: str | None, day: str = "2020-03-01", role: str = "member") -> Submission:
    values = {"email": f"{person}@example.kr", "ci": f"ci-{person}"}
    return Submission("signup", role, at(day), person, values, events=(("joined", at(day)),))


def order(person: str | None, day: str = "2020-04-01", *, paid: str | None = None, role: str = "member") -> Submission:
    values = {"address": f"{person}의 주소", "card_no": "4000-0000-0000-0002"}
    events = (("paid", at(paid)),) if paid else ()
    return Submission("order", role, at(day), person, values, cases=("card",), events=events)


def given(activity: str, person: str, day: str = "2020-03-01", role: str = "member", **values: str) -> Submission:
    return Submission(activity, role, at(day), person, values)


def take(running: Running, *submissions: Submission) -> list[bytes]:
    """Collect each on its own day."""
    return [record for one in submissions for record in collect(running, [one], one.at)]


def left(running: Running, person: str, day: str, reported: str | None = None) -> None:
    happen(running, [(person, None, "left", at(day))], at(reported or day))


def tables(running: Running) -> dict[tuple[str, str], int]:
    """How many rows each table of each database has."""
    found = {}
    for name, database in databases(running).items():
        with database.transaction() as connection:
            for table in sorted(sa.inspect(connection).get_table_names()):
                count = sa.select(sa.func.count()).select_from(sa.table(table))
                found[name, table] = int(connection.execute(count).scalar_one())
    return found


def databases(running: Running) -> dict[str, Database]:
    vault = running.vault
    return {LIVE: vault.live, SEPARATE: vault.separate, KEYS: vault.keys, LEDGER: vault.ledger}


def column(running: Running, place: str, sql: str) -> list[object]:
    """The first column of what a database answers."""
    with databases(running)[place].transaction() as connection:
        return list(connection.execute(sa.text(sql)).scalars())


def kinds_in(running: Running, place: str) -> list[str]:
    """The activities of the strands in a place, with their items."""
    numbers = column(running, place, "SELECT kind FROM strand")
    kinds = [running.kinds.kinds[int(str(number))] for number in numbers]
    return sorted(f"{kind.activity}: {' '.join(kind.items)}" for kind in kinds)


def strands(running: Running) -> dict[bytes, str]:
    """Every strand with the place it rests in; one in both is a failure of whoever asks between two steps."""
    live = {bytes(each): LIVE for each in column(running, LIVE, "SELECT id FROM strand")}
    apart = {bytes(each): SEPARATE for each in column(running, SEPARATE, "SELECT id FROM strand")}
    assert not live.keys() & apart.keys(), "a strand rests in one place only"
    return live | apart


def contents(running: Running) -> dict[bytes, dict[str, str]]:
    """What every strand holds, opened with its own key."""
    return {strand: dict(texts) for strand, texts in census(running).texts.items()}


def phases(found: Iterable[Noted]) -> Counter[tuple[Act, Phase | None]]:
    return Counter((each.leaf.act, each.leaf.ph) for each in found)
