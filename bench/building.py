"""How long a build with PDFs takes, and what it needs, beside the usual way to the same output."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.processes import ATLAS, Run, measured, middle

if TYPE_CHECKING:
    from collections.abc import Sequence

RUNS: Final = 3
WITHOUT_REFERENCE: Final = {"TFI_ATLAS_REFERENCE": ""}
"""Whatever the machine has, what is measured is what a fresh clone builds."""


@dataclass(frozen=True, kw_only=True)
class Builds:
    """Medians of whole processes: the atlas with and without PDFs, and the peer."""

    runs: int
    with_pdf: Run
    without_pdf: Run
    peer: Run


def measure_builds(home: Path) -> Builds:
    """Build into `home` and into passing folders, atlas and peer by turns; the last one stays.

    Raises:
        BenchError: where a build fails.
    """
    taken: dict[str, list[Run]] = {"with_pdf": [], "without_pdf": [], "peer": []}
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as passing:
            plain = [*ATLAS, "build", "--without-pdf", "--out", f"{passing}/atlas"]
            taken["without_pdf"].append(measured(plain, WITHOUT_REFERENCE))
            taken["peer"].append(measured(_peer(Path(passing, "peer"))))
        whole = [*ATLAS, "build", "--out", str(home)]
        taken["with_pdf"].append(measured(whole, WITHOUT_REFERENCE))
    return Builds(runs=RUNS, **{name: middle(runs) for name, runs in taken.items()})


def _peer(folder: Path) -> Sequence[str]:
    return [sys.executable, "-m", "bench.peers.usual_build", str(folder)]
