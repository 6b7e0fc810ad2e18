"""The vault that is stopped: a shop with some hundred strands due for a move, for destruction and for anonymising."""

import shutil
from collections.abc import Callable
from pathlib import Path

from jikim.consent import Submission
from jikim.engine import Running, apply, collect, enact, happen, open_running
from jikim.messages import Language
from jikim.period import instant_of_text
from jikim.settings import Settings

OPENED = instant_of_text("2020-01-01")
JOINED = instant_of_text("2020-03-01")
AWAY = instant_of_text("2021-03-10")
LEFT = instant_of_text("2021-03-20")
NOW = instant_of_text("2021-04-01")
FILES = ("live.db", "separate.db", "keys.db", "ledger.db", "kek.key")

POLICY = """
jikim: 1
service: {id: shop, name: 가게, url: https://shop.example}
version: {id: "2020-01-01", announced: 2019-12-25, effective: 2020-01-01}
roles: {member: 회원}
items: {review: 후기 내용}
events:
  left: {label: 회원 탈퇴, of: person, from: joined}
  paid: {label: 대금 결제, of: record, else: collected}
  last_active: {label: 마지막 이용, of: person, counts: last}
activities:
  signup:
    label: 회원가입
    purposes: {join: 회원 관리, abuse: 부정 이용 방지}
    basis: contract
    collect: [{required: [이메일 주소, CI]}]
    keep: [{until: left}, {in: separate, until: 1 year after left, items: [CI], why: abuse}]
  order:
    label: 주문
    purposes: {pay: 결제}
    basis: contract
    collect: [{required: [주소, 카드번호]}]
    keep:
      - {until: [left, 5 years after paid]}
      - {in: separate, until: 5 years after paid, law: ecommerce/payment, items: [주소]}
  review:
    label: 후기
    purposes: {show: 후기 게시}
    basis: contract
    collect: [{required: [review]}]
    keep: [{until: left}]
    then: anonymise
    remains: [review]
  course:
    label: 강의
    purposes: {teach: 강의 제공}
    basis: contract
    collect: [{required: [학력]}]
    keep: [{until: left}]
    dormant: 1 year after last_active
"""


def settings_of(folder: Path) -> Settings:
    """Return where a vault of four files is."""
    return Settings(folder, folder / "kek.key", Language.ENGLISH)


def opened(folder: Path, *, durable: bool = True) -> Running:
    """Return the shop on a vault that is there."""
    return open_running(settings_of(folder), "shop", "bench", durable=durable)


def filled(folder: Path, people: int, *, durable: bool = True) -> None:
    """Make a vault in which, for every person, six strands will be due at NOW."""
    running = open_running(settings_of(folder), "shop", "bench", create=True, durable=durable)
    enact(running, POLICY.encode(), "policy.yaml", OPENED)
    collect(running, [one for number in range(people) for one in _submissions(f"p{number}")], JOINED)
    apply(running, AWAY)
    happen(running, [(f"p{number}", None, "left", LEFT) for number in range(people)], LEFT)
    happen(running, [(f"q{number}", None, "last_active", LEFT) for number in range(people)], LEFT)
    close(running)


def _submissions(person: str) -> list[Submission]:
    other = f"q{person[1:]}"
    return [
        Submission("signup", "member", JOINED, person, {"email": f"{person}@example.kr", "ci": f"ci-{person}"},
                   events=(("joined", JOINED),)),
        Submission("order", "member", JOINED, person, {"address": f"주소 {person}", "card_no": "4000-0000-0000-0002"}),
        Submission("review", "member", JOINED, person, {"review": f"후기 {person}"}),
        Submission("course", "member", JOINED, other, {"education": f"학력 {person}"}),
    ]  # fmt: skip


def close(running: Running) -> None:
    """Close a vault with its write-ahead logs emptied into the files, so that copying the files copies the vault."""
    for database in (running.vault.live, running.vault.separate, running.vault.keys, running.vault.ledger):
        database.checkpoint()
    running.vault.close()


def copied(template: Path, folder: Path) -> Path:
    """Return a fresh copy of a closed vault."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(template / name, folder / name)
    (folder / "kek.key").chmod(0o600)
    return folder


Task = Callable[[Path], None]


def swept(folder: Path) -> None:
    """Carry out what is due, in small batches, so that a stop finds every step."""
    running = opened(folder)
    apply(running, NOW)
    running.vault.close()
