"""Builds stores for the tests: of small extracts written for them alone, and of any input."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from geodata.basemap.build import BasemapOrder, build_store
from geodata.basemap.store import BasemapStore, open_store

if TYPE_CHECKING:
    from pathlib import Path

Tags = dict[str, str]

CITY = (12.55, 55.69)
"""Nørrebro in degrees (lon, lat): where the small extracts lie unless they say otherwise."""


@dataclass
class SmallExtract:
    """An .osm file made up for a test; positions are thousandths of a degree from `corner`."""

    corner: tuple[float, float] = CITY
    nodes: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    bounds: str = ""

    def node(self, number: int, x: float, y: float, **tags: str) -> int:
        lon, lat = self.corner[0] + x / 1000, self.corner[1] + y / 1000
        self.nodes.append(
            f'<node id="{number}" lat="{lat:.7f}" lon="{lon:.7f}">{_xml(tags)}</node>'
        )
        return number

    def way(self, number: int, *nodes: int, **tags: str) -> int:
        inner = "".join(f'<nd ref="{one}"/>' for one in nodes)
        self.ways.append(f'<way id="{number}">{inner}{_xml(tags)}</way>')
        return number

    def square(self, number: int, x: float, y: float, size: float, **tags: str) -> int:
        """A closed way of four nodes with its south-western corner at x, y."""
        corners = ((x, y), (x + size, y), (x + size, y + size), (x, y + size))
        nodes = [self.node(number * 10 + n, *one) for n, one in enumerate(corners)]
        return self.way(number, *nodes, nodes[0], **tags)

    def relation(self, number: int, members: dict[int, str], **tags: str) -> None:
        inner = "".join(
            f'<member type="way" ref="{ref}" role="{role}"/>' for ref, role in members.items()
        )
        self.relations.append(f'<relation id="{number}">{inner}{_xml(tags)}</relation>')

    def write(self, path: Path) -> Path:
        rows = [self.bounds, *self.nodes, *self.ways, *self.relations]
        content = "\n".join(
            ["<?xml version='1.0' encoding='UTF-8'?>", '<osm version="0.6">', *rows]
        )
        path.write_text(content + "\n</osm>\n", encoding="utf-8")
        return path


def built(origin: Path, folder: Path, mapping: Path | None = None) -> BasemapStore:
    """The store of an input, built into a folder of its own."""
    folder.mkdir()
    build_store(
        BasemapOrder(origin=origin, mapping=mapping, say=lambda _stage, _share: None), folder
    )
    return open_store(folder)


def _xml(tags: Tags) -> str:
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
