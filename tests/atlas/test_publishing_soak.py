"""Publishing in full counts: 200 kills and 10,000 reads, 100 rounds of 8 publishers."""

from pathlib import Path

import pytest

from atlas.layer_store import LayerStore
from tests.atlas.publishing import LAYER_NAMES, build, crowd, leftovers, snapshot, torment

pytestmark = pytest.mark.soak


def test_200_kills_and_10_000_reads(tmp_path: Path) -> None:
    outcome = torment(tmp_path, "layer_store", kills=200, reads=10_000, seed=2011)
    assert outcome.faults == []
    assert outcome.kills == 200
    assert outcome.reads >= 10_000
    assert outcome.versions > 100


def test_100_rounds_of_8_publishers(tmp_path: Path) -> None:
    assert crowd(tmp_path, "layer_store", publishers=8, rounds=100).faults == []
    store = LayerStore(tmp_path)
    assert len(store.list()) == 800
    assert all(store.release(one).read(name) for one in store.list() for name in LAYER_NAMES)
    assert leftovers(tmp_path) == []


def test_the_whole_build_gives_the_same_bytes_pdfs_too(tmp_path: Path) -> None:
    homes = [tmp_path / "one", tmp_path / "other"]
    for seed, home in enumerate(homes, start=1):
        built = build(home, seed=seed)
        assert built.returncode == 0, built.stderr
    one, other = map(snapshot, homes)
    assert one == other
    assert any(name.endswith(".pdf") for name in one)
