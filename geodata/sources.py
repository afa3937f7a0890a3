"""Where outside geodata comes from: publisher, licence, attribution, and how to fetch it.

The registry is `geodata/data/sources.csv`. What is fetched lies in a folder of the operator's,
never in the project, and is what `--reference` reads.
"""

from __future__ import annotations

import csv
import os
import tempfile
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import geopandas

from geodata.crs import UTM32, WGS84
from geodata.errors import GeodataError
from geodata.outlines import MAX_OUTLINE_BYTES, read_outlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable

TIMEOUT_S: Final = 60


@dataclass(frozen=True, kw_only=True)
class Source:
    """One outside data set. `url` is its publisher's WFS where it can be fetched, else empty."""

    id: str
    title: str
    publisher: str
    url: str
    layer: str
    licence: str
    attribution: str
    vintage: str
    file: str
    note: str
