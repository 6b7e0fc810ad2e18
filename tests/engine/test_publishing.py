"""A service publishes what it enacted, and the log says so."""

import hashlib

import pytest

from jikim.engine import Running, enact, note_published, publication, seal_logs, verify_logs
from jikim.errors import RefusedError
from jikim.ledger import Act, Book
from jikim.period import instant_of_text
from jikim.publish import RENDERERS
from tests.running import running, server, settings

__all__ = ["running", "server", "settings"]

POLICY = """jikim: 1
document: {{title: 가게 처리방침}}
service: {{id: shop}}
version: {{id: "{version}", announced: {day}, effective: {day}}}
events: {{left: {{label: 탈퇴, of: person, from: joined}}}}
activities: {{a: {{label: 가입, collect: [{{required: [이름]}}], keep: [{{until: left}}]}}}}
"""
NOW = instant_of_text("2026-06-01")


def policy(version: str, day: str) -> bytes:
    return POLICY.format(version=version, day=day).encode()


@pytest.fixture
def shop(running: Running) -> Running:
    """A shop with three editions, of which the third is yet to come."""
    for version, day in (("1", "2025-01-01"), ("2", "2026-01-01"), ("3", "2027-01-01")):
        enact(running, policy(version, day), "policy.yaml", instant_of_text("2025-01-01"))
    return running


def test_the_edition_in_force_is_published_with_those_before_it(shop: Running) -> None:
    found = publication(shop, NOW)
    assert found.policy.version.id == "2"
    assert [(each.policy.version.id, str(each.start), str(each.until)) for each in found.earlier] == [
        ("1", "2025-01-01", "2025-12-31")
    ]
    files = {file.name: file.content.decode() for file in found.files(RENDERERS, machines=True)}
    assert "2025년 12월 31일" in files["index.md"]
    assert {"policy-1.html", "compare-1.html"} <= set(files)


def test_nothing_is_published_before_a_policy_is_in_force(running: Running) -> None:
    with pytest.raises(RefusedError):
        publication(running, NOW)


def test_the_log_speaks_of_the_bytes_that_were_sealed(shop: Running) -> None:
    files = publication(shop, NOW).files(RENDERERS, machines=True)
    seal_logs(shop)
    before = verify_logs(shop)[Book.EVIDENCE]
    note_published(shop, files, NOW)
    seal_logs(shop)
    assert verify_logs(shop)[Book.EVIDENCE] == before + 1
    told = [each for each in shop.vault.journal.told(Book.EVIDENCE) if each.leaf.act is Act.EXPORT]
    assert [each.leaf.ref for each in told] == [hashlib.sha256(policy("2", "2026-01-01")).hexdigest()]
    assert told[0].leaf.why == ("PP-PUB",)
    hashed = hashlib.sha256(next(file.content for file in files if file.name == "index.html")).hexdigest()
    assert f"{hashed}  index.html" in told[0].detail
