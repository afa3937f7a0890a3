"""The release that the website shows, held whole in memory and swapped whole for a new one."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from flask import current_app, g

from atlas.catalogue import Catalogue, read_catalogue
from atlas.connections import row_name
from atlas.errors import AtlasError, DamagedLayerError
from atlas.features import FeatureLayers
from atlas.finding.suggesting import Suggestions
from atlas.labels import COLLECTIONS, collection_name
from atlas.layer_store import LayerStore, Release
from atlas.neighbours import Neighbours
from atlas.search import SearchIndex
from webapp.drawing import Drawing, drawings
from webapp.payloads import Payload

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from atlas.efforts import Efforts

_LOG: Final = logging.getLogger(__name__)
_KEY: Final = "tfi_atlas.published"
_TOLD: Final = (
    *("initiatives", "plans", "events", "indicators"),
    *("tasks", "contradictions", "publications"),
)
"""The tables of the record of which a row has a page, or stands in one."""

State = tuple[int, int] | None
"""Inode and time of the pointer to the published release, None where there is none."""

_RETRY_S: Final = 5.0
_LAYER_SUFFIX: Final = ".geojson"
_GEOJSON: Final = "application/geo+json"


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One release in memory: its catalogue, its search index, its layers ready to send.

    `pages` keeps the pages that were made of it, by address and day; `kept` whatever else is made
    of it once, by a name of its maker's.
    """

    release: Release
    catalogue: Catalogue
    layers: dict[tuple[str, str], Payload]
    pages: dict[tuple[str, str], Payload] = field(default_factory=dict)
    ogc: dict[tuple[str, str], Payload] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    _printed: dict[str, Payload] = field(default_factory=dict)

    @cached_property
    def index(self) -> SearchIndex:
        """What the search looks in."""
        return SearchIndex(self.catalogue)

    @cached_property
    def features(self) -> FeatureLayers:
        """What the OGC API gives away, written once and found by place, time and property."""
        return FeatureLayers(self.catalogue)

    @cached_property
    def suggestions(self) -> Suggestions:
        """What a search field suggests while somebody types."""
        return Suggestions(self.index, self.catalogue)

    @cached_property
    def documents(self) -> dict[str, dict[str, str]]:
        """The documents that records stand in, by id."""
        return {one["id"]: one for one in self.release.manifest["sources"] if one.get("id")}

    @cached_property
    def neighbours(self) -> Neighbours:
        """Who works near whom, for the same people; and which faces are one effort."""
        return Neighbours(self.catalogue)

    @property
    def efforts(self) -> Efforts:
        """Which ids are faces of one effort, to be counted once."""
        return self.neighbours.efforts

    @cached_property
    def drawings(self) -> dict[str, Drawing]:
        """Each collection drawn on the outline of the city."""
        return drawings(self.catalogue)

    @cached_property
    def area_ids(self) -> dict[str, str]:
        """The id of each area that has a page, by every name it has, in lower case."""
        found: dict[str, str] = {}
        for area in self.catalogue.areas.values():
            for name in (area.name, *area.place.properties.get("alternate_names", ())):
                found.setdefault(name.casefold(), area.id)
        return found

    @cached_property
    def namesakes(self) -> dict[str, dict[str, str]]:
        """The names (in lower case) that several pages have: name → the id and table of each."""
        found: dict[str, dict[str, str]] = {}
        for one in self.catalogue.by_id.values():
            found.setdefault(one.name.casefold(), {})[one.id] = one.layer
        for area in self.catalogue.areas.values():
            for name in (area.name, *(one.name for one in area.lists)):
                found.setdefault(name.casefold(), {})[area.id] = "areas"
        for table in _TOLD:
            for row in self.catalogue.connections.rows(table):
                found.setdefault(row_name(row).casefold(), {})[row["id"]] = table
        for code in COLLECTIONS:
            found.setdefault(collection_name(code).casefold(), {})[code] = "collections"
        return {name: pages for name, pages in found.items() if len(pages) > 1}

    @cached_property
    def manifest_bytes(self) -> bytes:
        """The manifest as it is given away."""
        return json.dumps(self.release.manifest, ensure_ascii=False, indent=1).encode()

    def prepare(self) -> None:
        """Make what most visitors need, so that none of them waits for it."""
        _ = self.index, self.neighbours
        self.features.prepare()

    def document_title(self, stated: str) -> str:
        """Return a source in words: a document's title, with the place in it where one is given.

        `stated` is a document's id, with or without a place after a comma, or a source that
        is no document and names itself.
        """
        document, comma, place = stated.partition(", ")
        if document not in self.documents:
            return stated
        return f"{self.documents[document]['title']}{comma}{place}"

    def has_file(self, name: str) -> bool:
        """Return whether the release has a file of that name."""
        return name in self.release.manifest["files"]

    def size_of(self, name: str) -> int:
        """Return the size of a file of the release in bytes."""
        return int(self.release.manifest["files"][name]["bytes"])

    def printed(self, name: str, media_type: str) -> Payload:
        """Return a printed atlas or its cover, read at its first request and kept.

        Raises:
            DamagedLayerError: where the file on disk is not what the manifest says.
        """
        if name not in self._printed:
            content = self.release.read(name)
            self._printed[name] = Payload.of(content, media_type, compress=False)
        return self._printed[name]


class Published:
    """Gives each request the newest edition that could be read whole."""

    def __init__(self, home: Path) -> None:
        """Look for releases under an atlas home; nothing is read yet."""
        self._store = LayerStore(home)
        self._lock = threading.Lock()
        self._edition: Edition | None = None
        self._read_at: State = None
        self._refused: tuple[State, float] = (None, 0.0)

    def edition(self, *, patient: bool = False) -> Edition:
        """Return the published edition; a new release is noticed by one lstat(2).

        While one thread reads a new release, the others are given the old one; who is `patient`
        waits for the new one.

        Raises:
            NothingPublishedError: where nothing was ever published.
            DamagedLayerError: where its manifest cannot be read and no older one is in memory.
        """
        known = self._edition
        if known is not None and not (self._is_news() and self._lock.acquire(blocking=patient)):
            return known
        if known is None:
            self._lock.acquire()
        try:
            return self._read(self._edition)
        finally:
            self._lock.release()

    def _is_news(self) -> bool:
        """Return whether something was published since, be it the same release, mended."""
        now = self._state()
        refused, when = self._refused
        waits = now == refused and time.monotonic() - when < _RETRY_S
        return now not in {None, self._read_at} and not waits

    def _state(self) -> State:
        """Return what changes with every publication: the pointer is made anew each time."""
        try:
            found = os.lstat(self._store.pointer)
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _read(self, known: Edition | None) -> Edition:
        if known is not None and not self._is_news():
            return known
        state = self._state()
        try:
            made = read_edition(self._store.current())
            made.prepare()
        except AtlasError as fault:
            if known is None:
                raise
            _LOG.error("The new release cannot be shown, the old one stays: %s", fault)
            self._refused = (state, time.monotonic())
            return known
        self._edition, self._read_at = made, state
        return made


def read_edition(release: Release) -> Edition:
    """Read a release into memory; layers damaged on disk are left out and named."""
    layers: dict[tuple[str, str], Payload] = {}

    def read(name: str) -> bytes:
        content = release.read(name)
        if name.endswith(_LAYER_SUFFIX):
            collection, _, layer = name.removesuffix(_LAYER_SUFFIX).partition("/")
            layers[collection, layer] = Payload.of(content, _GEOJSON)
        return content

    catalogue = read_catalogue(read, release.manifest)
    for (collection, layer), fault in catalogue.damaged.items():
        _LOG.error("%s/%s: %s", collection, layer, fault)
    return Edition(release=release, catalogue=catalogue, layers=layers)


def register_published(app: Flask, home: Path) -> None:
    """Give the application the releases of an atlas home."""
    app.extensions[_KEY] = Published(home)


def edition() -> Edition:
    """Return this request's edition: the same one from its beginning to its end."""
    if "edition" not in g:
        published: Published = current_app.extensions[_KEY]
        g.edition = published.edition()
    found: Edition = g.edition
    return found


def newest_edition() -> Edition:
    """Return what is published now, waiting for it where it is just being read.

    Raises:
        AtlasError: as `Published.edition`.
    """
    published: Published = current_app.extensions[_KEY]
    return published.edition(patient=True)


def watch(app: Flask, every_s: float) -> None:
    """Read new releases as they come, for ever, so that no visitor has to wait for one."""
    published: Published = app.extensions[_KEY]
    while True:
        time.sleep(every_s)
        with suppress(AtlasError):  # told to whoever asks for a page
            published.edition()


def layer(collection: str, name: str) -> Payload:
    """Return a layer as it is sent.

    Raises:
        DamagedLayerError: where it was damaged on disk.
        KeyError: where the release has no such layer.
    """
    here = edition()
    if (collection, name) in here.catalogue.damaged:
        raise DamagedLayerError(here.catalogue.damaged[collection, name])
    return here.layers[collection, name]
