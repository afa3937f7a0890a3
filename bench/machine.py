"""What the measurements ran on, without a host's name or a path."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

LIBRARIES: Final = (
    "tfi-atlas",
    "geopandas",
    "shapely",
    "pyogrio",
    "typst",
    "matplotlib",
    "flask",
    "gunicorn",
    "playwright",
)
_GIB: Final = 2**30


@dataclass(frozen=True, kw_only=True)
class Machine:
    """Cores, memory and versions, the day, and how busy the machine was before the run."""

    date: str
    cores: int
    processor: str
    memory_gib: float
    system: str
    python: str
    libraries: dict[str, str]
    load_before: float


def this_machine() -> Machine:
    """Return what there is to say of this machine, now."""
    return Machine(
        date=datetime.now(UTC).date().isoformat(),
        cores=len(os.sched_getaffinity(0)),
        processor=_processor(),
        memory_gib=os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / _GIB,
        system=f"{platform.system()} {platform.release()}, {platform.machine()}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
        libraries={name: version(name) for name in LIBRARIES},
        load_before=os.getloadavg()[0],
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "unnamed processor")
