"""How long reading a document takes and how much memory: `python -m bench.document`.

Each input is read in a process of its own; the peak is that of the process, what Python and the readers take alone
told first. Targets: a page of 50 KB in under 0.1 s, a Word export of 1 MB in under 2 s, 100 MB refused or read in
under 512 MiB.

`--fuzz 10000` reads so many damaged documents instead: pieces of the reference texts that JIKIM_REFERENCE names, and
of documents of our own in every form and of the published examples, with bytes changed, cut out, doubled and
swapped, and lines shuffled; bytes by chance; deep nesting.
It prints what was neither read nor refused with a JikimError, keeps it in the folder for temporary files, and
tells the slowest; it ends with 1 if there was any, or one that took longer than 5 s. `--seed` makes another run.

`--whole` goes the whole way of `jikim read`: facts, draft, sidecar and page, with what was written read again. Targets
there: a page of 50 KB in under 1 s, a Word export of 1 MB in under 5 s.
"""

import argparse
import io
import os
import resource
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from random import Random  # noqa: TID251  (a seed makes a failure repeatable)
from tempfile import gettempdir
from time import perf_counter

from bench.machine import machine, table
from bench.whole_read import whole
from jikim.document import read
from jikim.errors import JikimError
from jikim.law import catalogue
from jikim.paper import docx as docx_of
from jikim.policy import parse
from jikim.publish import compose, markdown
from jikim.publish import page as page_of
from tests.document.forms import SAYS, cell, docx, hangul, hangul_cell, hwpx, pdf, word, zipped

EXAMPLES = Path(__file__).parents[1] / "examples"
TOO_LONG = 5.0
PIECE = 30_000
"""Bytes of a long document that are damaged at a time: fewer bytes, more damage."""
PAGE = (
    f"<h2>제2조 (항목)</h2><p>{SAYS}</p>"
    "<table><tr><td rowspan=2>배송</td><td>주소</td></tr><tr><td>이름</td></tr></table>\n"
)
EXPORTED = (
    "<p class=MsoNormal style='margin-top:0cm;mso-margin-bottom-alt:auto;text-align:justify'><span lang=KO "
    f"style='font-size:10.0pt;font-family:\"맑은 고딕\";mso-bidi-font-family:굴림'>{SAYS}<o:p></o:p></span></p>\n"
)
MARKS = [
    b"<", b">", b"</", b"<table>", b"<td rowspan=9999 colspan=9999>", b"<!--", b"<![CDATA[", b"'", b'"', b"|", b"\n",
    b"---|---", b"#", b"**", b"&#", b"{{", b"<textarea>", b"<script>", b"\0", b"\xff", b"%PDF-", b"PK\x03\x04",
]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--fuzz", type=int, default=0, metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true", help="the whole way of `jikim read`")
    asked = parser.parse_args()
    if asked.fuzz:
        return fuzz(asked.fuzz, asked.seed, whole if asked.whole else blocks)
    return measure(whole=asked.whole)


# Time and memory


def measure(*, whole: bool) -> int:
    print(machine())
    table([(name, one_alone(name, whole=whole)) for name in INPUTS])
    return 0


def one_alone(name: str, *, whole: bool) -> str:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(one, (name, whole))


def blocks(data: bytes, name: str) -> str:
    """Read the blocks of a document alone."""
    found = read(data, name)
    return f"{found.format.value}, {len(found.blocks)} blocks"


def one(name: str, far: bool) -> str:
    data = INPUTS[name]()
    before = peak()
    started = perf_counter()
    try:
        said = (whole if far else blocks)(data, name)
    except JikimError as refused:
        said = f"refused: {refused.what}"
    taken = perf_counter() - started
    return f"{len(data) / 1e6:7.2f} MB  {taken:7.3f} s  {peak() - before:6.1f} MiB more than {before:6.1f}  {said}"


def peak() -> float:
    """Return the most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def page(of: str, size: int) -> bytes:
    head = "<!DOCTYPE html><html><body><h1>개인정보 처리방침</h1>\n"
    return (head + of * (size // len(of.encode()) + 1) + "</body></html>").encode()


INPUTS: dict[str, Callable[[], bytes]] = {
    "a sentence": SAYS.encode,
    "HTML of 50 KB": lambda: page(PAGE, 50_000),
    "a Word export of 1 MB": lambda: page(EXPORTED, 1_000_000),
    "HTML of 10 MB": lambda: page(EXPORTED, 10_000_000),
    "text of 1 MB": lambda: (SAYS + "\n\n").encode() * 5_000,
    "DOCX of 2000 paragraphs": lambda: docx(word(SAYS) * 2_000),
    "HWPX of 2000 paragraphs": lambda: hwpx(hangul(SAYS) * 2_000),
    "PDF of 20 pages": lambda: pdf("#pagebreak()\n".join([f"{SAYS}\n\n" * 10] * 20)),
    "text of 100 MB": lambda: SAYS.encode() * (100_000_000 // len(SAYS.encode())),
    "HTML of 100 MB": lambda: page(EXPORTED, 100_000_000),
    "DOCX with a picture of 100 MB": lambda: pictured(),
    "zip bomb of 1 GB": lambda: zipped(word__document___xml=b" " * 1_000_000_000),
    "more than is opened": lambda: b"a" * (101 * 2**20),
}


def pictured() -> bytes:
    noise = Random(1).randbytes(99_000_000)  # noise cannot be packed
    body = f'<w:document xmlns:w="x"><w:body>{word(SAYS)}</w:body></w:document>'
    return zipped(word__document___xml=body, word__media__a___png=noise)


# Damage


def fuzz(number: int, seed: int, way: Callable[[bytes, str], str]) -> int:
    print(machine())
    chance = Random(seed)
    ends: Counter[str] = Counter()
    slowest: list[tuple[float, str, int]] = []
    kept = Path(gettempdir(), "fuzz-documents")
    for at, (name, data) in zip(range(number), damaged(chance), strict=False):
        started = perf_counter()
        end = outcome(data, way)
        taken = perf_counter() - started
        ends[end.partition("\n")[0]] += 1
        slowest = sorted([*slowest, (taken, name, len(data))], reverse=True)[:5]
        if end.startswith("CRASH") or taken > TOO_LONG:
            kept.mkdir(exist_ok=True)
            (kept / f"{seed}-{at}").write_bytes(data)
            print(f"{name} ({len(data)} bytes, {taken:.1f} s): {end}")
    table([(end, str(count)) for end, count in ends.most_common()])
    table([(f"{taken:.2f} s", f"{name}, {size} bytes") for taken, name, size in slowest])
    return int(any(end.startswith("CRASH") for end in ends) or slowest[0][0] > TOO_LONG)


def outcome(data: bytes, way: Callable[[bytes, str], str]) -> str:
    try:
        found = way(data, "policy")
    except JikimError as refused:
        return "refused: " + str(refused.what)[:50]
    except (Exception, RecursionError, MemoryError) as crash:  # noqa: BLE001  (what this program looks for)
        return f"CRASH {type(crash).__name__}\n{traceback.format_exc(limit=-4)}"
    return f"read as {found.partition(',')[0]}"


def damaged(chance: Random) -> Iterator[tuple[str, bytes]]:
    """Give damaged documents without end; each in its turn, so that every form gets its share."""
    whole = list(undamaged())
    while True:
        yield "bytes by chance", chance.randbytes(chance.randrange(5_000))
        yield "nesting", nested(chance)
        for name, data in whole:
            start = chance.randrange(max(len(data) - PIECE, 1)) if not data.startswith((b"PK", b"%PDF")) else 0
            piece = data[start : start + PIECE] if start else data[:PIECE] if len(data) > PIECE * 9 else data
            inside = piece.startswith(b"PK") and chance.randrange(3)  # a damaged archive is refused as a whole
            yield name, damage_inside(chance, piece) if inside else damage(chance, piece)


def undamaged() -> Iterator[tuple[str, bytes]]:
    row = f"<w:tbl><w:tr>{cell('목적')}{cell('항목')}</w:tr></w:tbl>"
    address = f"<hp:p><hp:run><hp:tbl><hp:tr>{hangul_cell('목적', 0, 2, 2)}</hp:tr></hp:tbl></hp:run></hp:p>"
    for _ in range(4):
        yield "docx", docx(word(SAYS) + row)
        yield "hwpx", hwpx(hangul(SAYS) + address)
        yield "pdf", pdf(f"{SAYS}\n#table(columns: 2, [목적], [항목], [배송], [주소])")
    for path in sorted(EXAMPLES.glob("*/policy.yaml")):
        document = compose(parse(path.read_bytes(), path.name), catalogue())
        yield f"{path.parent.name}, published", page_of(document).encode()
        yield f"{path.parent.name}, published", markdown(document).encode()
        yield f"{path.parent.name}, published", docx_of(document)
    folder = os.environ.get("JIKIM_REFERENCE")
    for path in sorted([*Path(folder, "seeds").iterdir(), *Path(folder, "corpus/docs").iterdir()]) if folder else ():
        yield path.name, path.read_bytes()


def damage_inside(chance: Random, data: bytes) -> bytes:
    """Damage one of the parts of an archive, and pack it again."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = chance.choice(sorted(parts, key=lambda name: -len(parts[name]))[:2])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for each, body in parts.items():
            file.writestr(each, damage(chance, body) if each == name else body)
    return made.getvalue()


def damage(chance: Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice([1, 2, 5, 20])):
        at = chance.randrange(len(made) + 1)
        to = min(at + chance.choice([1, 3, 40, 2_000]), len(made))
        change = chance.randrange(7)
        if change == 0:
            del made[at:to]
        elif change == 1:
            made[at:to] = chance.randbytes(to - at)
        elif change == 2:
            made[at:at] = chance.choice(MARKS) * chance.choice([1, 1, 2, 50])
        elif change == 3:
            made[at:at] = made[at:to] * chance.choice([1, 3, 20])
        elif change == 4:
            del made[to:]
        elif change == 5:
            lines = bytes(made[at:to]).split(b"\n")
            made[at:to] = b"\n".join(chance.sample(lines, len(lines)))
        elif to > at:
            made[at] ^= 1 << chance.randrange(8)
    return bytes(made)


def nested(chance: Random) -> bytes:
    """Return elements inside each other, closed or not, in a page or in an XML part."""
    name = chance.choice(["div", "table><tr><td", "ul><li", "b", "span", "font", "p", "select><option", "blockquote"])
    deep = chance.choice([50, 99, 101, 1_000, 20_000])
    opened, closed = f"<{name}>" * deep, f"</{name.rpartition('<')[2]}>" * chance.choice([0, deep])
    if chance.randrange(4) == 0:
        return docx(f"<w:tbl><w:tr><w:tc>{'<w:p>' * deep}{word('목적')}{'</w:p>' * deep}</w:tc></w:tr></w:tbl>")
    return f"<html><body>{opened}{SAYS}{closed}</body></html>".encode()


if __name__ == "__main__":
    sys.exit(main())
