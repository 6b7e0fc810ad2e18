"""A storage in memory, and the few values the ledger's tests share."""

from collections.abc import Mapping
from hashlib import sha256

from jikim.ledger import EMPTY_ROOT, Act, Book, Head, Kept, Leaf, Log

ORIGIN = "shop.example.kr/access"


class Memory:
    """Keeps a log in two dictionaries, which the tests may tamper with."""

    def __init__(self) -> None:
        self.tiles: dict[tuple[int, int], bytes] = {}
        self.bundles: dict[int, bytes] = {}
        self.now = Head(0, EMPTY_ROOT)
        self.written: list[int] = []

    def head(self) -> Head:
        return self.now

    def tile(self, level: int, index: int) -> bytes:
        return self.tiles.get((level, index), b"")

    def bundle(self, index: int) -> bytes:
        return self.bundles.get(index, b"")

    def write(self, tiles: Mapping[tuple[int, int], bytes], bundles: Mapping[int, bytes], head: Head) -> None:
        self.tiles.update(tiles)
        self.bundles.update(bundles)
        self.now = head
        self.written.append(len(tiles) + len(bundles))

    def copy(self) -> "Memory":
        twin = Memory()
        twin.tiles, twin.bundles, twin.now = dict(self.tiles), dict(self.bundles), self.now
        return twin


def entry(number: int) -> bytes:
    return b"entry %d" % number


def filled(size: int) -> tuple[Log, Memory]:
    """A log of `size` small entries."""
    storage = Memory()
    log = Log(ORIGIN, storage)
    log.append([entry(number) for number in range(size)])
    return log, storage


def reference_to(thing: str) -> str:
    """Sixteen bytes in hexadecimal that stand for something invented."""
    return sha256(thing.encode()).hexdigest()[:32]


def read_leaf(**changed: object) -> Leaf:
    """An officer reads two items of two people; any field may be changed."""
    said: dict[str, object] = {
        "t": Book.ACCESS,
        "ts": 1_795_000_000_000_000,
        "ep": "2026-11",
        "act": Act.READ,
        "st": Kept.LIVE,
        "cls": ("general",),
        "itm": ("address", "phone"),
        "n": 2,
        "ok": True,
        "pol": reference_to("policy"),
        "rid": reference_to("request"),
        "a": reference_to("officer"),
        "s": (reference_to("member 1"), reference_to("member 2")),
        "h": sha256(b"sealed").hexdigest(),
    }
    return Leaf(**(said | changed))  # type: ignore[arg-type]  # wrong types are handed in on purpose
