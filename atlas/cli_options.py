"""What several commands ask for in the same way: files, folders, the atlas home."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER: Final = click.Path(file_okay=False, path_type=Path)

home_option = click.option(
    "-o", "--out", type=FOLDER, help="Atlassets hjem (ellers TFI_ATLAS_HOME)."
)
"""Which atlas home a command writes to, where that of the settings is not meant."""
