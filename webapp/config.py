"""The website's settings, read from the environment once; the atlas's own come with them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from atlas.errors import AtlasError
from atlas.settings import settings_from

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DEFAULT_WORKERS: Final = 2
MOST_WORKERS: Final = 64

_SET: Final = {"1", "true", "yes", "ja"}
_HOST: Final = re.compile(r"^(\*\.)?[a-z0-9.-]+(:[0-9]+)?$")


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """A raster tile server that an operator has chosen, with the words it wants to be named by."""

    url: str
    attribution: str

    @property
    def host(self) -> str:
        """The origin for the content security policy; `{s}` becomes a wildcard.

        Raises:
            AtlasError: where the address is no https or http address of a tile server.
        """
        address = urlsplit(self.url)
        host = address.netloc.lower().replace("{s}.", "*.")
        if address.scheme not in {"http", "https"} or not _HOST.match(host):
            raise AtlasError(
                f"TFI_ATLAS_TILES_URL is «{self.url}»; give an address like"
                " https://tiles.example/{z}/{x}/{y}.png."
            )
        return f"{address.scheme}://{host}"


@dataclass(frozen=True, kw_only=True)
class SiteConfig:
    """What an operator may set for the website; `docs/operating.md` says what each is for.

    `mailbox` receives "this is wrong"; `public_url` has no slash at its end; `tls` says that
    visitors reach the site by https only; `workers` is how many processes answer.
    """

    home: Path
    public_url: str = ""
    mailbox: str = ""
    tiles: Tiles | None = None
    tls: bool = False
    workers: int = DEFAULT_WORKERS


def site_config(environment: Mapping[str, str] | None = None) -> SiteConfig:
    """Return the website's settings of this process, or of a given environment.

    Raises:
        AtlasError: where a value cannot be used; the message names the variable.
    """
    env = os.environ if environment is None else environment
    settings = settings_from(env)
    return SiteConfig(
        home=settings.home,
        public_url=settings.public_url,
        mailbox=settings.mailbox,
        tiles=_tiles(env),
        tls=env.get("TFI_ATLAS_TLS", "").strip().lower() in _SET,
        workers=_workers(env.get("TFI_ATLAS_WORKERS", "").strip()),
    )


def _workers(stated: str) -> int:
    if not stated:
        return DEFAULT_WORKERS
    if not (stated.isascii() and stated.isdecimal() and 1 <= int(stated[:4]) <= MOST_WORKERS):
        raise AtlasError(
            f"TFI_ATLAS_WORKERS is «{stated}»; give how many processes are to answer,"
            f" 1 to {MOST_WORKERS}."
        )
    return int(stated)


def _tiles(env: Mapping[str, str]) -> Tiles | None:
    url = env.get("TFI_ATLAS_TILES_URL", "").strip()
    if not url:
        return None
    attribution = env.get("TFI_ATLAS_TILES_ATTRIBUTION", "").strip()
    if not attribution:
        raise AtlasError(
            "TFI_ATLAS_TILES_URL is set without TFI_ATLAS_TILES_ATTRIBUTION:"
            " say whose map it is, as its publisher asks."
        )
    tiles = Tiles(url=url, attribution=attribution)
    _ = tiles.host
    return tiles
