"""What the bytes are and which letters they spell, told by the content: names and labels lie.

Korean files come as UTF-8, UTF-16 with a mark, and as what is called EUC-KR and is CP949. A `meta charset` is believed
when the bytes agree with it. Bytes that spell nothing become U+FFFD and are told.
"""

import re

from jikim.document.limits import unreadable
from jikim.document.model import Format
from jikim.messages import msg

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{1,30})", re.I)
KOREAN = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "korean": "cp949", "ms949": "cp949"}
HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]|<(?:table|div|section|main)[\s>]|<p[\s>].{0,5000}?</p>",
    re.I | re.S,
)
PAGE = re.compile(r"^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html[\s>])", re.I)
MARKDOWN = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]+\S|^[ \t]*+\|[^\n]*\|[ \t]*$|\*\*[^*\n]{1,200}\*\*|\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)",
    re.M,
)
ATX = re.compile(r"\s*#{1,6}[ \t]")
TAGS = re.compile(r"</?(?:p|div|span|td|tr|li|table|ul|h[1-6]|b|strong|section|main)\b", re.I)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(data: bytes) -> Format | None:
    """Say whether the bytes are a PDF or a zip of XML; None for text of any kind."""
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return Format.HWPX if b"hwpml" in data[:4096] or b"application/hwp+zip" in data[:200] else Format.DOCX
    return None


def refuse_old(data: bytes, name: str) -> None:
    """Refuse what no reader here understands, and say into what to save it."""
    if data.startswith((OLD_OFFICE, b"HWP Document File")):
        raise unreadable(
            name,
            msg("HWP 5 and DOC keep their text in a form of their own"),
            msg("open it in its program and save it as HWPX, DOCX or PDF"),
        )
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise unreadable(
            name, msg("a picture holds no text"), msg("hand in the text of the policy, as HTML, Markdown, DOCX or PDF")
        )


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return the letters and the name of the encoding; U+FFFD stands for what is no letter."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _even(data.removeprefix(mark), encoding), encoding
    wide = _wide(data)
    if wide:
        return _even(data, wide), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if data.count(0) > len(data) // 100:
        raise unreadable(
            name,
            msg("the bytes are neither text nor a form known here"),
            msg("hand in HTML, Markdown, text, DOCX, PDF or HWPX"),
        )
    guesses = (_named(data), "utf-8", "cp949")
    return min(((_text(data, one), one) for one in guesses if one), key=lambda guess: guess[0].count("�"))


def form(text: str) -> Format:
    """Tell HTML, Markdown and plain text apart."""
    head = text[:200_000]
    if PAGE.search(head[:20_000]):
        return Format.HTML
    if (
        HTML.search(head[:20_000])
        and len(TAGS.findall(head)) > 4
        and not ATX.match(head)
        and not head.lstrip().startswith("|")
    ):
        return Format.HTML
    if len(TAGS.findall(head)) > 20 + 2 * len(MARKDOWN.findall(head)):
        return Format.HTML
    marked = ATX.match(head) or len(MARKDOWN.findall(head)) > 2
    return Format.MARKDOWN if marked else Format.TEXT


def _named(data: bytes) -> str | None:
    found = CHARSET.search(data[:4096])
    name = found[1].decode("ascii", "replace").lower() if found else ""
    return KOREAN.get(name)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its spaces and digits is 0."""
    head = data[:4096]
    if head.count(0) * 5 < len(head) or len(head) < 4:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _text(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace")


def _even(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace")
