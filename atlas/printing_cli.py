"""The command line of the printed atlas: `tfi-atlas pdf`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from actors.taxonomy import TargetGroup, Theme
from atlas.cli_options import FOLDER
from geodata.collection import Collection

if TYPE_CHECKING:
    from atlas.settings import Settings

Box = tuple[float, float, float, float]


VARIANTS: Final = ("book", "poster", "leaflet")
"""What `atlas.printing.variants` can set, told here so that help does not wait for it."""

_NO_BOX: Final = (0.0, 0.0, 0.0, 0.0)


class BoxOfDegrees(click.ParamType[Box]):
    """A box as four numbers with commas: west, south, east, north in degrees (WGS84)."""

    name = "VEST,SYD,ØST,NORD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Box:
        """Return the four numbers; refuse what is no box around anything."""
        if isinstance(value, tuple):
            return value
        try:
            west, south, east, north = (float(one) for one in str(value).split(","))
        except ValueError:
            west, south, east, north = _NO_BOX
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004 - degrees of the globe
            self.fail(
                f"«{value}» er ingen ramme. Skriv fire tal i grader med komma imellem:"
                " vest, syd, øst, nord, fx 12.53,55.68,12.57,55.71.",
                param,
                ctx,
            )
        return west, south, east, north


@click.command("pdf", help="Sæt PDF-atlas af det udgivne: alle samlinger eller de nævnte.")
@click.argument("collections", nargs=-1, type=click.Choice([code.value for code in Collection]))
@click.option(
    "--as",
    "variant",
    type=click.Choice(VARIANTS),
    default="book",
    show_default=True,
    help="Bog, plakat på ét ark eller folder til at folde.",
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "a3", "a2"]),
    help="Uden: a4; plakater a3. a2 er kun til plakater, a4 ikke.",
)
@click.option("--scale", type=click.IntRange(500, 200_000), help="Målforhold 1:N.")
@click.option("--lang", default="da", show_default=True, help="Sprogkode.")
@click.option(
    "--theme",
    "themes",
    type=click.Choice([code.value for code in Theme]),
    multiple=True,
    help="Kun poster med dette indsatsområde; må gentages.",
)
@click.option(
    "--target-group",
    "target_groups",
    type=click.Choice([code.value for code in TargetGroup]),
    multiple=True,
    help="Kun poster for denne målgruppe; må gentages.",
)
@click.option("--area", default="", help="Kun et område, som i adressen /omraader/NAVN.")
@click.option("--bbox", "box", type=BoxOfDegrees(), help="Kun hvad der ligger i en ramme (grader).")
@click.option("-o", "--out", type=FOLDER, default=Path(), help="Mappe til filerne.")
@click.pass_obj
def pdf_command(  # noqa: PLR0913 - one for each option
    settings: Settings,
    *,
    collections: tuple[str, ...],
    variant: str,
    paper: str | None,
    scale: int | None,
    lang: str,
    themes: tuple[str, ...],
    target_groups: tuple[str, ...],
    area: str,
    box: Box | None,
    out: Path,
) -> None:
    """Print collections of the published release into a folder.

    Without a collection an area is printed as a part of its district, a box as one of the city.
    """
    from atlas.basemap import print_store
    from atlas.catalogue import read_catalogue
    from atlas.layer_store import LayerStore
    from atlas.printing import print_collections, unprintable
    from atlas.printing.selection import Selection

    release = LayerStore(settings.home).current()
    catalogue = read_catalogue(release.read, release.manifest)
    selection = Selection(themes=themes, target_groups=target_groups, area=area, box=box)
    for gap in unprintable(catalogue):
        click.echo(f"Findes ikke i skrifterne: {gap.named}, i {gap.where}", err=True)
    files = print_collections(
        catalogue,
        collections or selection.collections(catalogue),
        built=settings.built,
        variant=variant,
        paper=paper,
        scale=scale,
        languages=(lang,),
        selection=selection,
        public_url=settings.public_url,
        basemap=print_store(settings.home),
    )
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        target = out / Path(name).name
        target.write_bytes(content)
        click.echo(str(target))
