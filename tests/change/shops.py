"""Two versions of one small policy: what a test shows is what was changed."""

from datetime import date

from jikim.change import Difference, compare
from jikim.law import catalogue
from jikim.policy import Policy, parse

DAY = date(2026, 11, 22)
POLICY = """
jikim: 1
service: {id: shop, name: 가게}
controller: {name: 가게}
version: {id: "1", announced: 2026-01-01, effective: 2026-01-08}
roles: {member: 회원, expert: 전문가, guest: 비회원}
items: {review: 후기 내용}
events:
  left: {label: 회원 탈퇴, of: person, from: joined}
  paid: {label: 대금 결제, of: record, else: collected}
activities:
  signup:
    label: 회원가입
    roles: [member]
    purposes: {join: 회원 관리}
    basis: contract
    collect:
      - {required: [이메일 주소]}
      - {optional: [닉네임], consent: 닉네임 이용 동의}
    keep:
      - {until: left}
  order:
    label: 주문
    roles: [member, guest]
    purposes: {pay: 결제}
    basis: contract
    collect: [{required: [주소]}]
    keep: [{until: [left, 1 year after paid]}]
  news:
    label: 소식
    roles: [member]
    purposes: {ads: 소식 보내기}
    basis: consent
    consent: news
    collect: [{optional: [휴대폰 번호]}]
    keep: [{until: [withdrew, left]}]
holds: {lawsuit: {label: 관련 소송, of: [signup]}}
entrusted: [{name: 배송사, work: [배송], country: KR}]
provided: {to: [{name: 카드사, items: [주소], purpose: 결제 확인}]}
overseas: [{recipient: Cloud, country: US, items: [주소], purpose: 보관}]
children: {under: 14, rule: refuse}
destruction: {within: 5 days, approval: cpo, steps: [선정]}
rights: {list: {access: 열람, erase: 삭제}, channels: [이메일], within: 10 days, limits: [법률의 규정]}
officers: [{role: cpo, title: 개인정보 보호책임자, phone: 02-0000-0000}]
training: {every: FREQ=YEARLY, for: 1 hour}
safeguards: {managerial: [내부관리계획], technical: [암호화]}
remedies: [{name: 개인정보분쟁조정위원회}]
notice: {changes: 7 days}
promises: {minimum_collection: 최소한만 수집합니다}
"""


def policy(*edits: tuple[str, str], version: str = "1", file: str = "new.yaml") -> Policy:
    """The policy with pieces of its text replaced; each must be there."""
    text = POLICY.replace('id: "1"', f'id: "{version}"')
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return parse(text.encode(), file)


def changed(*edits: tuple[str, str]) -> tuple[Difference, ...]:
    """The differences of the policy and its second version."""
    return compare(policy(file="old.yaml"), policy(*edits, version="2"), catalogue(), DAY)
