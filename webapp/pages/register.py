"""The whole record at a glance: how many of each kind, and the way to each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from atlas.labels import THEMES
from webapp.pages.front import age_of
from webapp.published import Edition, edition
from webapp.tallies import groups_of
from webapp.texts import gettext

register = Blueprint("register", __name__)


@dataclass(frozen=True, kw_only=True)
class Drawer:
    """One kind of thing that the record holds; `count` is how many."""

    name: str
    what: str
    url: str
    count: int


@register.get("/registret")
def index() -> str:
    """Answer with each kind of thing in the record and how many there are."""
    here = edition()
    return render_template(
        "register.html",
        groups=[(name, found) for name, drawers in _groups(here) if (found := _filled(drawers))],
        age=age_of(here.catalogue.by_id.values()),
    )


def _filled(drawers: list[Drawer]) -> list[Drawer]:
    return [one for one in drawers if one.count]


def _groups(here: Edition) -> list[tuple[str, list[Drawer]]]:
    return [
        (gettext("Hvem og hvor"), _who(here)),
        (gettext("Efter emne eller navn"), _by_subject(here)),
        (gettext("Hvad og hvornår"), _what(here)),
        (gettext("Hvad der kom ud af det"), _results(here)),
    ]


def _who(here: Edition) -> list[Drawer]:
    records = here.catalogue.by_id.values()
    return [
        Drawer(
            name=gettext("Aktører"),
            what=gettext("Foreninger, skoler, klubber, boligorganisationer og forvaltninger"),
            url=url_for("search.results", art="actors"),
            count=sum(one.layer == "actors" for one in records),
        ),
        Drawer(
            name=gettext("Projekter"),
            what=gettext("Én bestemt opgave i en afgrænset periode"),
            url=url_for("search.results", art="projects"),
            count=sum(one.layer == "projects" for one in records),
        ),
        Drawer(
            name=gettext("Områder"),
            what=gettext("Kvarterer, boligområder og gader"),
            url=url_for("areas.index"),
            count=len(here.catalogue.areas),
        ),
    ]


def _by_subject(here: Edition) -> list[Drawer]:
    records = here.catalogue.by_id.values()
    return [
        Drawer(
            name=gettext("Indsatsområder"),
            what=gettext("Politikkens seks emner, hvem der arbejder med dem, og hvor"),
            url=url_for("subjects.themes"),
            count=len(THEMES),
        ),
        Drawer(
            name=gettext("Målgrupper"),
            what=gettext("Hvem der er der for hvem: børn, unge, kvinder, jobsøgende og flere"),
            url=url_for("subjects.target_groups"),
            count=len({code for one in records for code in groups_of(one)}),
        ),
        Drawer(
            name=gettext("Alle navne fra A til Å"),
            what=gettext("Aktører og projekter i alfabetisk orden, også under deres andre navne"),
            url=url_for("alphabet.index"),
            count=len(records),
        ),
    ]


def _what(here: Edition) -> list[Drawer]:
    return [
        Drawer(
            name=gettext("Indsatser"),
            what=gettext("Udvalgenes varige arbejde, med mål, økonomi og opfølgning"),
            url=url_for("initiatives.index"),
            count=_count(here, "initiatives"),
        ),
        Drawer(
            name=gettext("Planer"),
            what=gettext("Helhedsplaner, områdeløft, kvarterløft og partnerskaber"),
            url=url_for("plans.index"),
            count=_count(here, "plans"),
        ),
        Drawer(
            name=gettext("Begivenheder"),
            what=gettext("Møder, seminarer, fester, beslutninger og frister, år for år"),
            url=url_for("events.index"),
            count=_count(here, "events"),
        ),
        Drawer(
            name=gettext("TFI's opgaver"),
            what=gettext("Hvem der bad om hjælp, hvad der blev lovet, og hvad der blev leveret"),
            url=url_for("tasks.index"),
            count=_count(here, "tasks"),
        ),
    ]


def _results(here: Edition) -> list[Drawer]:
    return [
        Drawer(
            name=gettext("Integrationsbarometret"),
            what=gettext("Indikatorerne under politikkens syv mål"),
            url=url_for("barometer.index"),
            count=_count(here, "indicators"),
        ),
        Drawer(
            name=gettext("Modstrid og ulæselige steder"),
            what=gettext("Hvor dokumenterne er uenige, og hvad der ikke kan læses"),
            url=url_for("contradictions.index"),
            count=_count(here, "contradictions") + _count(here, "unreadable"),
        ),
        Drawer(
            name=gettext("Data og kilder"),
            what=gettext("Dokumenterne bag det hele, og alt at tage med"),
            url=url_for("about.data"),
            count=len(here.documents),
        ),
    ]


def _count(here: Edition, table: str) -> int:
    return len(here.catalogue.connections.rows(table))
