"""A new release while readers read: each of them sees the old one or the new one, never both."""

from __future__ import annotations

import re
import threading
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from atlas.layer_store import LayerStore
from tests.webapp.releases import published_with
from tests.webapp.serving import served
from webapp.config import SiteConfig
from webapp.factory import create_app
from webapp.published import Published

if TYPE_CHECKING:
    from pathlib import Path

RELEASES = 6
READERS = 4
PATHS = ("/noerrebro/", "/soeg?q=bolig", "/en/hele-byen/", "/lag/noerrebro/projects.geojson")


def publish_version(home: Path, original: Path, version: int) -> str:
    """Publishes the record with every text of it marked by a version."""
    return published_with(
        home,
        original,
        lambda text: f"{text} version{version}",
        built=f"2026-11-02T00:00:{version:02}Z",
    ).id


def test_no_reader_sees_half(record_home: Path, tmp_path: Path) -> None:
    publish_version(tmp_path, record_home, 0)
    done, mixed, seen = threading.Event(), [], set()

    def read_on(address: str, path: str) -> None:
        while not done.is_set():
            with urllib.request.urlopen(f"{address}{path}", timeout=60) as response:  # noqa: S310
                text = response.read().decode()
            versions = set(re.findall(r"version(\d+)", text))
            seen.update(versions)
            if len(versions) != 1:
                mixed.append((path, versions))

    with served(tmp_path) as address:
        readers = [
            threading.Thread(target=read_on, args=(address, PATHS[number % len(PATHS)]))
            for number in range(READERS)
        ]
        for reader in readers:
            reader.start()
        newest = ""
        for version in range(1, RELEASES + 1):
            newest = publish_version(tmp_path, record_home, version)
            time.sleep(0.3)
        done.set()
        for reader in readers:
            reader.join()
        with urllib.request.urlopen(f"{address}/healthz", timeout=60) as response:  # noqa: S310
            assert newest in response.read().decode()
    assert mixed == []
    assert len(seen) > 2


def test_a_rollback_is_shown_at_once(record_home: Path, tmp_path: Path) -> None:
    first = publish_version(tmp_path, record_home, 1)
    second = publish_version(tmp_path, record_home, 2)
    client = create_app(SiteConfig(home=tmp_path)).test_client()
    assert client.get("/healthz").json["release"] == second  # type: ignore[index]
    LayerStore(tmp_path).rollback()
    assert client.get("/healthz").json["release"] == first  # type: ignore[index]
    assert "version1" in client.get("/noerrebro/").text


def test_a_new_release_that_cannot_be_read_leaves_the_old_one(
    record_home: Path, tmp_path: Path
) -> None:
    first = publish_version(tmp_path, record_home, 1)
    client = create_app(SiteConfig(home=tmp_path)).test_client()
    assert client.get("/").status_code == 200
    second = publish_version(tmp_path, record_home, 2)
    manifest = LayerStore(tmp_path).releases / second / "manifest.json"
    whole = manifest.read_bytes()
    manifest.write_bytes(b"{")
    for _ in range(3):
        assert client.get("/healthz").json["release"] == first  # type: ignore[index]
    manifest.write_bytes(whole)
    LayerStore(tmp_path).pointer.unlink()
    assert client.get("/").status_code == 200, "what is in memory stays"


def test_a_release_is_read_once_for_all(record_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    release = type(LayerStore(record_home).current())
    original = release.read

    def counted(self: object, name: str) -> bytes:
        reads.append(name)
        time.sleep(0.002)
        return original(self, name)  # type: ignore[arg-type] # the release itself

    monkeypatch.setattr(release, "read", counted)
    published = Published(record_home)
    editions: list[object] = []
    threads = [
        threading.Thread(target=lambda: editions.append(published.edition())) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(editions) == 8
    assert len({id(one) for one in editions}) == 1
    assert len(reads) == len(set(reads))


def test_the_server_picks_up_the_first_release(record_home: Path, tmp_path: Path) -> None:
    with served(tmp_path) as address:
        with pytest.raises(urllib.error.HTTPError, match="503"):
            urllib.request.urlopen(f"{address}/", timeout=60)  # noqa: S310 - our own server
        publish_version(tmp_path, record_home, 1)
        with urllib.request.urlopen(f"{address}/", timeout=60) as response:  # noqa: S310
            assert response.status == 200
