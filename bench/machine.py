"""What the measurements ran on, without a host's name or a path."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

import psutil

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


class Stolen:
    """How much of this machine's time its host gives to others, from when it is made."""

    def __init__(self) -> None:
        """Begin to count."""
        self._before = psutil.cpu_times()

    def share(self) -> float:
        """Return the part of all cores' time since then, 0 to 1; 0 where no host tells."""
        now = psutil.cpu_times()
        whole = sum(now) - sum(self._before)
        stolen = getattr(now, "steal", 0.0) - getattr(self._before, "steal", 0.0)
        return stolen / whole if whole > 0 else 0.0


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "unnamed processor")
