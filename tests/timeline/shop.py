"""A small shop whose policy holds every shape of a life, and one person in it."""

from datetime import date

from jikim.law import catalogue, holidays
from jikim.period import Calendar
from jikim.policy import Policy, parse
from jikim.timeline import Life, Story, example, lives

BEGINS = date(2026, 11, 22)
CALENDAR = Calendar(holidays())

POLICY = """
jikim: 1
service: {id: shop, name: 가게, url: https://shop.example}
version: {id: "2026-11-01"}
roles: {member: 회원, expert: 전문가}
events:
  left: {label: 회원 탈퇴, of: person, from: joined}
  paid: {label: 대금 결제, of: record, else: collected}
  last_active: {label: 마지막 이용, of: person, counts: last}
activities:
  signup:
    label: 회원가입
    roles: [member, expert]
    purposes: {join: 회원 관리, abuse: 부정 이용 방지}
    basis: contract
    collect: [{required: [이메일 주소, 비밀번호, CI]}]
    keep:
      - {until: left}
      - {in: separate, store: 탈퇴 DB, until: 1 year after left, items: [CI], why: abuse}
  order:
    label: 주문
    roles: [member]
    purposes: {pay: 결제}
    basis: contract
    collect: [{required: [주소, 카드번호]}]
    keep:
      - {until: [left, 5 years after paid]}
      - {in: separate, until: 5 years after paid, law: ecommerce/payment, items: [주소]}
  review:
    label: 후기
    roles: [member]
    purposes: {show: 후기 게시}
    basis: contract
    collect: [{required: [닉네임]}]
    keep: [{until: left}]
    then: anonymise
  course:
    label: 강의
    roles: [member]
    purposes: {teach: 강의 제공}
    basis: contract
    collect: [{required: [학력]}]
    keep: [{until: left}]
    dormant: 1 year after last_active
"""


def policy(text: str = POLICY) -> Policy:
    return parse(text.encode(), "policy.yaml")


def told(text: str = POLICY) -> tuple[Story, tuple[Life, ...]]:
    """The default story of a policy, and the lives in it."""
    read = policy(text)
    story = example(read, BEGINS)
    return story, lives(read, catalogue(), CALENDAR, story)
