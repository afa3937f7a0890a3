"""The settings of one process, read from the environment once; everything else takes arguments."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from atlas.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_HOME: Final = Path("var/atlas")
DEFAULT_PRINT_LANGUAGES: Final = "da,en,ar"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator may set; `docs/operating.md` says what each is for."""

    home: Path
    reference: Path | None
    built: datetime
    public_url: str
    print_languages: tuple[str, ...]
    mailbox: str
    gsearch_token: str
    adressevaelger_token: str
    nominatim_domain: str


def settings_from(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of this process, or of a given environment.

    Raises:
        AtlasError: where a value cannot be used; the message names the variable.
    """
    env = os.environ if environment is None else environment
    reference = env.get("TFI_ATLAS_REFERENCE", "")
    return Settings(
        home=Path(env.get("TFI_ATLAS_HOME") or DEFAULT_HOME),
        reference=Path(reference) if reference else None,
        built=_built(env.get("SOURCE_DATE_EPOCH", "")),
        public_url=env.get("TFI_ATLAS_PUBLIC_URL", "").rstrip("/"),
        print_languages=_languages(env.get("TFI_ATLAS_PRINT_LANGUAGES") or DEFAULT_PRINT_LANGUAGES),
        mailbox=env.get("TFI_ATLAS_MAILBOX", ""),
        gsearch_token=env.get("TFI_ATLAS_GSEARCH_TOKEN", ""),
        adressevaelger_token=env.get("TFI_ATLAS_ADRESSEVAELGER_TOKEN", ""),
        nominatim_domain=env.get("TFI_ATLAS_NOMINATIM_DOMAIN", ""),
    )


def _languages(codes: str) -> tuple[str, ...]:
    """Return the languages in which a release prints its atlases, each once, in the given order."""
    found = tuple(dict.fromkeys(one.strip() for one in codes.split(",") if one.strip()))
    if not all(one.isalpha() and one.islower() for one in found) or not found:
        message = (
            f"TFI_ATLAS_PRINT_LANGUAGES er «{codes}»; skriv sprogkoder med komma imellem, fx da,en."
        )
        raise AtlasError(message)
    return found


def _built(epoch: str) -> datetime:
    """Return the time of this build: SOURCE_DATE_EPOCH where set (reproducible-builds.org)."""
    if not epoch:
        return datetime.now(UTC).replace(microsecond=0)
    if not epoch.isdecimal():
        message = f"SOURCE_DATE_EPOCH er »{epoch}«. Skriv sekunder siden 1970 som et helt tal."
        raise AtlasError(message)
    return datetime.fromtimestamp(int(epoch), UTC)
