"""Where tiles and bundles stand, and what they hold."""

import pytest

from jikim.errors import TamperedError
from jikim.ledger import bundle_path, tile_path, tile_width
from jikim.ledger.tiles import bundle_of, entries_of, tile_root
from tests.ledger import model
from tests.ledger.memory import entry, filled


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 999, 256, "tile/0/999"),
        (0, 1000, 256, "tile/0/x001/000"),
        (0, 1_234_067, 256, "tile/0/x001/x234/067"),
        (1, 5, 1, "tile/1/005.p/1"),
        (63, 0, 255, "tile/63/000.p/255"),
    ],
)
def test_a_tile_has_the_path_of_the_standard(level: int, index: int, width: int, path: str) -> None:
    assert tile_path(level, index, width) == path


def test_a_bundle_has_the_path_of_the_standard() -> None:
    assert bundle_path(1_234_067) == "tile/entries/x001/x234/067"
    assert bundle_path(0, 3) == "tile/entries/000.p/3"


def test_a_log_of_seventy_thousand_leaves_has_the_tiles_the_standard_counts() -> None:
    _, storage = filled(70_000)
    widths = {key: len(tile) // 32 for key, tile in storage.tiles.items()}
    assert sum(level == 0 and width == 256 for (level, _), width in widths.items()) == 273
    assert {key: width for key, width in widths.items() if width < 256} == {(0, 273): 112, (1, 1): 17, (2, 0): 1}
    assert all(width == tile_width(70_000, *key) for key, width in widths.items())


def test_a_full_tile_is_hashed_into_the_one_above() -> None:
    _, storage = filled(256)
    assert set(storage.tiles) == {(0, 0), (1, 0)}
    assert storage.tiles[1, 0] == tile_root(storage.tiles[0, 0]) == model.root(tuple(entry(n) for n in range(256)))


def test_a_bundle_gives_back_its_entries() -> None:
    entries = [b"", b"\x00", b"one", b"x" * 65_535]
    assert list(entries_of(4, bundle_of(entries), 0)) == entries


@pytest.mark.parametrize("bundle", [b"", b"\x00", b"\x00\x03on", b"\x00\x03one\x00", b"\x00\x03one\x00\x00"])
def test_a_bundle_that_is_cut_or_too_long_is_found(bundle: bytes) -> None:
    with pytest.raises(TamperedError, match="tile/entries/000"):
        list(entries_of(1, bundle, 0))
