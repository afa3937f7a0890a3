"""What the atlas is, what it is made of, and how well everybody can use it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, render_template

from atlas.labels import COLLECTIONS
from webapp.basemap import basemap, basemap_url
from webapp.pages.front import age_of
from webapp.printed import all_printed
from webapp.published import edition
from webapp.words import layer_title

about = Blueprint("about", __name__)


@about.get("/om")
def about_page() -> str:
    """Answer with what the atlas is and how to read it."""
    here = edition()
    return render_template(
        "about.html", age=age_of(here.catalogue.by_id.values()), edition=here, basemap=basemap()
    )


@about.get("/tilgaengelighed")
def accessibility() -> str:
    """Answer with the accessibility statement."""
    return render_template("accessibility.html")


@about.get("/data")
def data() -> str:
    """Answer with the accounting, the layers to take away, and the sources."""
    here = edition()
    manifest = here.release.manifest
    layers: dict[str, dict[str, Any]] = {code: {} for code in COLLECTIONS}
    for name, stated in manifest["layers"].items():
        collection, _, layer = name.partition("/")
        layers[collection][layer] = stated
    return render_template(
        "data.html",
        manifest=manifest,
        built=datetime.fromisoformat(manifest["built"]).date(),
        collections=COLLECTIONS,
        layer_names=list(dict.fromkeys(layer for counted in layers.values() for layer in counted)),
        layer_title=layer_title,
        title_of=here.document_title,
        layers=layers,
        damaged=here.catalogue.damaged,
        documents=list(here.documents.values()),
        geometry=[one for one in manifest["sources"] if not one.get("id")],
        printed=all_printed(here),
        basemap=basemap(),
        basemap_url=basemap_url,
    )
