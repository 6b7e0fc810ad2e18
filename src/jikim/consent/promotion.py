"""Promotion by its words: which purposes promote goods or services, and which do so at night."""

import re

from jikim.policy import Purpose

PROMOTION = re.compile("마케팅|광고|홍보|판매 ?권유|프로모션|판촉|marketing|promotion|advertis", re.IGNORECASE)
NO_PROMOTION = re.compile("광고주|방지|차단|심사|적발")  # whoever places, or polices, advertisements
NIGHT = re.compile(r"야간|심야|밤 ?9 ?시|오후 ?9 ?시|21 ?시|21:00|24 ?시간 ?(?:발송|전송)")


def promotes(purpose: Purpose) -> bool:
    """Return whether a purpose is promotion, by its words."""
    return promotes_in(purpose.label)


def promotes_in(words: str) -> bool:
    """Return whether words speak of promotion."""
    return bool(PROMOTION.search(words)) and not NO_PROMOTION.search(words)
