"""What machines and accounts leave behind: mail and network addresses, browsers, hashes, tokens, places.

Patterns are anchored or start at a boundary, and every repetition in them is bounded, so that a text of a million
characters takes a million steps.
"""

import re
from ipaddress import ip_address

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_IP = re.compile(r"[0-9A-Fa-f:.]{3,45}")
_AGENT = re.compile(
    r"(?:Mozilla|Opera|Dalvik|okhttp|curl|PostmanRuntime|Wget|python-requests)/\d|\S{1,40}/\d\S{0,20} CFNetwork"
)
_ADAPTIVE = re.compile(
    r"\$2[abxy]?\$\d\d\$|\$argon2(?:id|i|d)\$|argon2\$argon2|\$P\$|\$H\$|\$[156]\$|\$s0\$|\$wp\$|\$pbkdf2"
    r"|pbkdf2_sha\d{1,3}\$|pbkdf2[:$]|scrypt[:$]|bcrypt(?:_sha256)?\$|\{bcrypt\}|\{SSHA\}|sha256:\d{4,6}:"
)
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_HEX = re.compile(r"[0-9a-fA-F]{16,128}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,4096}={0,2}")
_CI = re.compile(r"[A-Za-z0-9+/]{86}==")
_DI = re.compile(r"[A-Za-z0-9+/]{64}")
_PLACE = re.compile(r"-?\d{1,2}\.\d{3,16}\s{0,3},\s{0,3}-?\d{1,3}\.\d{3,16}")
_SOCIAL = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:instagram|facebook|twitter|x|linkedin|youtube|tiktok|threads|brunch|pf\.kakao|"
    r"blog\.naver|cafe\.naver|velog|github|tistory)\.(?:com|net|co\.kr|io)/@?[\w.-]{1,80}",
    re.IGNORECASE,
)
_WEB = re.compile(r"https?://[^\s\"'<>]{3,500}")
_MAC = re.compile(r"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}")
_SESSION = re.compile(r"[\w.+/=-]{8,4096}:[\w-]{4,12}:[\w-]{20,128}|eyJ[\w-]{8,4096}\.[\w-]{4,4096}\.[\w-]{4,1024}")
_LONGEST = 8192


def is_mail(value: str) -> bool:
    """Say whether this is an e-mail address, some letters of which may be hidden."""
    return 6 <= len(value) <= 254 and bool(MAIL.fullmatch(value.strip().replace("*", "x")))


def is_ip(value: str) -> bool:
    """Say whether this is an IP address, alone or with a prefix length; a version such as 1.2.3 is none."""
    alone = value.strip().partition("/")[0] if len(value) <= 64 else ""
    if not _IP.fullmatch(alone) or ("." not in alone and alone.count(":") < 2):
        return False
    try:
        ip_address(alone)
    except ValueError:
        return False
    return True


def is_agent(value: str) -> bool:
    """Say whether this is what a browser says of itself."""
    return 6 <= len(value) <= _LONGEST and bool(_AGENT.match(value))


def is_password_hash(value: str) -> bool:
    """Say whether this is a password made unreadable in a way that names itself (bcrypt, Argon2, PBKDF2, phpass...)."""
    return 20 <= len(value) <= 512 and bool(_ADAPTIVE.match(value))


def is_digest(value: str) -> bool:
    """Say whether this is the hex of an MD5 or a SHA, or MySQL's own: a password only where a name says so."""
    return (len(value) in {32, 40, 56, 64, 96, 128} and bool(_HEX.fullmatch(value))) or (
        len(value) == 41 and value[0] == "*" and bool(_HEX.fullmatch(value[1:]))
    )


def is_token(value: str) -> bool:
    """Say whether this is random: a UUID, hex, or base64 in which letters of both cases meet digits."""
    if len(value) > 4100 or len(value) < 16 or " " in value:
        return False
    if _UUID.fullmatch(value) or (_HEX.fullmatch(value) and not value.isdigit()):
        return True
    mixed = any(c.isdigit() for c in value) and any(c.islower() for c in value) and any(c.isupper() for c in value)
    return mixed and bool(_BASE64.fullmatch(value))


def is_ci(value: str) -> bool:
    """Say whether this has the form of connecting information (연계정보): 88 characters of base64."""
    return len(value) == 88 and bool(_CI.fullmatch(value))


def is_di(value: str) -> bool:
    """Say whether this has the form of duplicate registration information (중복가입확인정보): 64 characters."""
    return len(value) == 64 and bool(_DI.fullmatch(value))


def is_session(value: str) -> bool:
    """Say whether this is signed data or a token that carries a session."""
    return 24 <= len(value) <= _LONGEST and bool(_SESSION.fullmatch(value))


def is_social(value: str) -> bool:
    """Say whether this is the address of somebody's page at a social service."""
    return len(value) <= 300 and bool(_SOCIAL.match(value.strip()))


def is_web(value: str) -> bool:
    """Say whether this is an address of the web."""
    return len(value) <= 600 and bool(_WEB.fullmatch(value.strip()))


def is_mac(value: str) -> bool:
    """Say whether this is the address of a network card."""
    return len(value) == 17 and bool(_MAC.fullmatch(value))


def is_place(value: str) -> bool:
    """Say whether this is a latitude and a longitude in Korea or near it."""
    if len(value) > 64 or not _PLACE.fullmatch(value.strip()):
        return False
    north, east = (float(part) for part in value.split(","))
    return 32 <= north <= 44 and 122 <= east <= 133
