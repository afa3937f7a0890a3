"""The command line of the atlas: build, check, geocode, pdf, export, sources, releases.

`webapp.cli` adds `serve` and is what the console script calls. Exit status: 0 good, 1 findings,
2 wrong use, 3 failed (`atlas.errors.EXIT_CODES`). A command imports what it needs when it runs, so
that `--help` and `releases list` do not wait for the libraries of a build.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from actors.errors import ActorsError
from atlas.addresses_cli import addresses_group
from atlas.basemap_cli import basemap_group
from atlas.cli_options import FILE, FOLDER
from atlas.errors import AtlasError, FindingsError, exit_code
from atlas.printing_cli import pdf_command
from atlas.settings import Settings, settings_from
from geodata.collection import Collection
from geodata.errors import GeodataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actors.validation import Validated
    from atlas.catalogue import Catalogue
    from geodata.geocoding.protocol import Geocoder

KINDS: Final = ("actors", "projects")
FORMATS: Final = ("csv", "xlsx", "geojson", "gpkg")
"""What `atlas.pipeline` reads and `atlas.exports` writes; help waits for neither."""


class FailureWithAdvice(click.ClickException):
    """An error of the atlas as a person at the command line sees it."""

    def __init__(self, error: Exception) -> None:
        """Take the error's message and its exit code from the table."""
        super().__init__(str(error))
        self.exit_code = exit_code(error)  # type: ignore[misc] # click reads it per instance


class AtlasGroup(click.Group):
    """A group of commands that turns the atlas's own errors into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command; an error of the atlas ends it with its message."""
        try:
            return super().invoke(ctx)
        except (ActorsError, AtlasError, GeodataError, OSError) as error:
            raise FailureWithAdvice(error) from error


class ManyFiles(click.Command):
    """A command whose repeatable options also take several files after one name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `--actors a b` as `--actors a --actors b`."""
        repeatable = {
            name for one in self.params if getattr(one, "multiple", False) for name in one.opts
        }
        spread: list[str] = []
        option = ""
        for argument in args:
            if argument.startswith("-"):
                option = argument if argument in repeatable else ""
            elif option and spread[-1] != option:
                spread.append(option)
            spread.append(argument)
        return super().parse_args(ctx, spread)


@click.group(cls=AtlasGroup, help="TFI-atlas: hvem arbejder med integration, hvor, for hvem.")
@click.version_option(package_name="tfi-atlas")
@click.pass_context
def cli(context: click.Context) -> None:
    """Read the settings once and hand them to the command."""
    context.obj = settings_from()


cli.add_command(addresses_group)
cli.add_command(basemap_group)
cli.add_command(pdf_command)


@cli.command(
    "build", cls=ManyFiles, help="Byg og udgiv atlasset: lag, rapport og PDF i én samlet udgivelse."
)
@click.option("--out", type=FOLDER, help="Atlassets hjem (ellers TFI_ATLAS_HOME).")
@click.option("--reference", type=FOLDER, help="Mappe med kommunens officielle geometri.")
@click.option("--actors", type=FILE, multiple=True, help="Tabel med aktører; må gentages.")
@click.option("--projects", type=FILE, multiple=True, help="Tabel med projekter; må gentages.")
@click.option("--without-record", is_flag=True, help="Uden den trykte liste fra 2007.")
@click.option("--strict", is_flag=True, help="Slut med 1, hvis noget skal ses efter.")
@click.option("--without-pdf", is_flag=True, help="Uden PDF: hurtigere, mens man retter.")
@click.pass_obj
def build_command(  # noqa: PLR0913 - one parameter per option of the contract
    settings: Settings,
    *,
    out: Path | None,
    reference: Path | None,
    actors: tuple[Path, ...],
    projects: tuple[Path, ...],
    without_record: bool,
    strict: bool,
    without_pdf: bool,
) -> None:
    """Build and publish one release, and say what became of every record.

    Raises:
        FindingsError: with `--strict`, where something wants a person's eye.
    """
    from atlas.basemap import print_store
    from atlas.pipeline import BuildOrder, build
    from atlas.printing import print_collections
    from atlas.quality import summary

    home = out or settings.home

    def print_all(catalogue: Catalogue) -> Mapping[str, bytes]:
        return print_collections(
            catalogue,
            built=settings.built,
            languages=settings.print_languages,
            public_url=settings.public_url,
            basemap=print_store(home),
            with_covers=True,
            progress=lambda code: click.echo(f"  · {code}"),
        )

    built = build(
        BuildOrder(
            home=home,
            built=settings.built,
            reference=reference or settings.reference,
            actors=actors,
            projects=projects,
            with_record=not without_record,
            addresses=_addresses(settings, home),
            printer=None if without_pdf else print_all,
            say=lambda stage: click.echo(f"· {stage}"),
        )
    )
    click.echo(summary(built.findings))
    click.echo(f"Udgivet: {built.release.folder}")
    if built.findings.need_a_person:
        found = f"{built.findings.need_a_person} steder skal ses efter: se report.md i udgivelsen."
        if strict:
            raise FindingsError(found)
        click.echo(found)


@cli.command("check", help="Kontrollér en tabel: alt, der skal rettes, på én gang.")
@click.argument("file", type=FILE)
@click.option("--as", "kind", type=click.Choice(KINDS), required=True, help="Hvad tabellen er.")
@click.option(
    "--marked",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Skriv det samme som et regneark med markeringer (XLSX).",
)
@click.pass_context
def check_command(context: click.Context, file: Path, kind: str, marked: Path | None) -> None:
    """Say everything that is wrong in a table and what would be right; exit 1 if anything is."""
    from actors.checking import report

    validated = _validated(context.obj, file, kind)
    click.echo(report(validated))
    if marked:
        from actors.marked_workbook import write_marked_workbook

        write_marked_workbook(validated, marked)
        click.echo(f"Det samme står i {marked}.")
    context.exit(1 if validated.rejections else 0)


@cli.command("geocode", help="Find stederne i en tabel og skriv dem ud med præcision og kilde.")
@click.argument("file", type=FILE)
@click.option("--as", "kind", type=click.Choice(KINDS), default="actors", show_default=True)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="CSV-fil.")
@click.pass_context
def geocode_command(context: click.Context, file: Path, kind: str, out: Path | None) -> None:
    """Locate every record of a table; exit 1 where a record has no place or a service failed."""
    from actors.checking import report
    from atlas.location import Locator
    from atlas.tables import write_located
    from geodata.gazetteer import load_gazetteer

    settings: Settings = context.obj
    validated = _validated(settings, file, kind)
    locator = Locator(load_gazetteer(), _addresses(settings, settings.home))
    located = list(locator.locate_all(validated.records))
    with click.open_file(str(out or "-"), "w", encoding="utf-8", atomic=out is not None) as stream:
        write_located(located, stream)
    lacking = sum(one.location.lat is None for one in located)
    click.echo(f"{len(located)} poster, {lacking} uden punkt.", err=True)
    if validated.rejections:
        click.echo(report(validated), err=True)
    context.exit(1 if lacking or validated.rejections else 0)


@cli.command("export", help="Skriv det udgivne ud som CSV, Excel, GeoJSON og GeoPackage.")
@click.argument("collections", nargs=-1, type=click.Choice([code.value for code in Collection]))
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="Kun dette format; må gentages. Uden: alle fire.",
)
@click.option("--release", "release_id", help="En tidligere udgivelse (se releases list).")
@click.option(
    "-o",
    "--out",
    type=FOLDER,
    default=Path("tfi-atlas-eksport"),
    show_default=True,
    help="Mappe til filerne.",
)
@click.pass_obj
def export_command(
    settings: Settings,
    *,
    collections: tuple[str, ...],
    formats: tuple[str, ...],
    release_id: str | None,
    out: Path,
) -> None:
    """Write the record of a release, whole or of some collections, into a folder.

    Raises:
        ExportError: where the files cannot be written.
    """
    from atlas.catalogue import read_catalogue
    from atlas.exports import content_of, steps, write_files
    from atlas.layer_store import LayerStore

    store = LayerStore(settings.home)
    release = store.release(release_id) if release_id else store.current()
    content = content_of(release, read_catalogue(release.read, release.manifest), collections)
    with click.progressbar(
        steps(content, formats or FORMATS),
        label="Eksporterer",
        item_show_func=lambda step: step.name if step else None,
    ) as shown:
        files = {step.name: step.make() for step in shown}
    write_files(out, files)
    click.echo(f"{len(files)} filer i {out}; begynd med LAES-MIG.md.")


@cli.group("sources", help="Kilderne til steder og omrids.")
def sources_group() -> None:
    """Hold the commands about outside geodata."""


@sources_group.command("list", help="Vis kilderne med udgiver, licens og henvisning.")
def sources_list() -> None:
    """Print every source with publisher, licence and attribution."""
    from geodata.sources import load_sources

    for source in load_sources():
        click.echo(f"{source.id}\n  {source.title} · {source.publisher} · {source.licence}")
        click.echo(f"  {source.file or '-'} · {source.vintage} · {source.url or 'ingen adresse'}")


@sources_group.command("fetch", help="Hent kilder, der kan hentes, til en mappe.")
@click.argument("ids", nargs=-1)
@click.option("-o", "--out", type=FOLDER, required=True, help="Mappe til filerne.")
def sources_fetch(ids: tuple[str, ...], out: Path) -> None:
    """Fetch sources from their publishers into a folder that `--reference` reads."""
    from geodata.sources import fetch_sources, load_sources

    for path in fetch_sources(load_sources(), ids, out):
        click.echo(str(path))


@cli.group("releases", help="Udgivelser: se dem, og gå tilbage til en tidligere.")
def releases_group() -> None:
    """Hold the commands about published releases."""


@releases_group.command("list", help="Vis udgivelserne, den udgivne mærket med *.")
@click.pass_obj
def releases_list(settings: Settings) -> None:
    """Print every release, oldest first."""
    from atlas.layer_store import LayerStore

    store = LayerStore(settings.home)
    current = store.current_id()
    for release_id in store.list():
        click.echo(f"{'*' if release_id == current else ' '} {release_id}")


@releases_group.command("rollback", help="Udgiv en tidligere udgivelse igen (ellers den forrige).")
@click.argument("release_id", required=False)
@click.pass_obj
def releases_rollback(settings: Settings, release_id: str | None) -> None:
    """Point at an earlier release again."""
    from atlas.layer_store import LayerStore

    click.echo(f"Udgivet: {LayerStore(settings.home).rollback(release_id).folder}")


def _validated(settings: Settings, file: Path, kind: str) -> Validated:
    """Return a table of one kind, every row a record or a rejection."""
    from actors.readers import read_table
    from actors.validation import validate
    from atlas.opening import hours_problem
    from geodata.crs import coordinate_problem

    return validate(
        read_table(file, kind),
        default_document=file.name,
        today=settings.built.date(),
        position_problem=coordinate_problem,
        hours_problem=hours_problem,
    )


def _addresses(settings: Settings, home: Path) -> Geocoder | None:
    """Return who is asked for addresses: the home's own register first, then what is configured.

    A street of the register comes last, so that it does not stand in the way of a door.
    """
    from geodata.addresses.geocoder import RegisterDoors, RegisterStreets
    from geodata.addresses.register import current_register
    from geodata.geocoding.chain import Chain
    from geodata.geocoding.configured import GeocodingConfig, geocoders_from

    register = current_register(home)
    online = geocoders_from(
        GeocodingConfig(
            gsearch_token=settings.gsearch_token,
            adressevaelger_token=settings.adressevaelger_token,
            nominatim_domain=settings.nominatim_domain,
            contact=settings.mailbox,
            cache_path=settings.home / "geocoding.sqlite",
        )
    )
    if register is None:
        return Chain(online) if online else None
    return Chain([RegisterDoors(register), *online, RegisterStreets(register)])
