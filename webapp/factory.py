"""Puts the website together: settings, languages, releases, pages, errors, headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

from webapp import languages, words
from webapp.assets import register_assets
from webapp.basemap import basemap_url, known_basemap, register_basemap
from webapp.belongings import belongings_of, belongings_of_area
from webapp.config import SiteConfig, site_config
from webapp.dates import date_in_words
from webapp.documents import linked
from webapp.errors import register_errors
from webapp.faces import face
from webapp.guard import Guard
from webapp.hangers_on import HangersOn
from webapp.hyphens import softly
from webapp.languages import AWAITING_A_READER, LANGUAGES, LanguagePrefix, current_language
from webapp.named import linked_ids
from webapp.pages.about import about
from webapp.pages.alphabet import alphabet
from webapp.pages.areas import areas
from webapp.pages.barometer import barometer
from webapp.pages.basemap import tiles
from webapp.pages.cards import cards
from webapp.pages.collections import collections
from webapp.pages.contradictions import contradictions
from webapp.pages.downloads import downloads
from webapp.pages.embed import embed, embedding
from webapp.pages.events import events
from webapp.pages.front import front
from webapp.pages.ground import ground
from webapp.pages.health import health
from webapp.pages.initiatives import initiatives
from webapp.pages.news import news
from webapp.pages.ogc import ogc
from webapp.pages.pictures import pictures
from webapp.pages.plans import plans
from webapp.pages.points import points
from webapp.pages.records import records
from webapp.pages.register import register
from webapp.pages.search import search
from webapp.pages.subjects import subjects
from webapp.pages.suggestions import suggestions
from webapp.pages.tasks import tasks
from webapp.pages_out import register_pages_out
from webapp.published import register_published
from webapp.security import register_security, security_headers
from webapp.texts import register_texts
from webapp.tile_pieces import TilePieces

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

RECORD = (register, initiatives, plans, events, barometer, tasks, contradictions)
"""The pages of the record's own tables."""

PAGES = (
    front,
    collections,
    records,
    areas,
    subjects,
    alphabet,
    news,
    search,
    embed,
    embedding,
    about,
    *RECORD,
)
ANSWERS = (cards, downloads, ground, pictures, points, suggestions, tiles, ogc, health)


def create_app(config: SiteConfig | None = None) -> Flask:
    """Return the website over the releases of `config.home`; settings of the process by default.

    Raises:
        AtlasError: where a setting cannot be used.
        FileNotFoundError: where the front end is not built.
    """
    site = config or site_config()
    app = Flask("webapp", static_folder=None)
    app.config["SITE"] = site
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    register_texts(app)
    _give_words(app, site)
    register_published(app, site.home)
    register_basemap(app, site.home)
    register_assets(app)
    # What is registered first has the last word on an answer.
    register_security(app, site)
    register_pages_out(app, {one.name for one in PAGES})
    register_errors(app)
    for blueprint in (*PAGES, *ANSWERS):
        app.register_blueprint(blueprint)
    app.wsgi_app = _wrapped(app, site)  # type: ignore[assignment, method-assign] # as Flask documents it
    return app


def _wrapped(app: Flask, site: SiteConfig) -> WSGIApplication:
    """Return the application within its doors: faults first, then tiles, queries, the language."""
    headers = security_headers(site)
    within: WSGIApplication = HangersOn(LanguagePrefix(app.wsgi_app))
    if site.tiles is None:
        within = TilePieces(within, known_basemap(app), headers)
    return Guard(within, headers)


def _give_words(app: Flask, site: SiteConfig) -> None:
    app.jinja_env.filters.update(
        linked=linked,
        sentence=words.sentence,
        softly=softly,
        with_names=linked_ids,
        edtf=date_in_words,
        figure=words.figure,
        file_size=words.file_size,
    )
    app.jinja_env.globals.update(
        site=site,
        languages=LANGUAGES,
        basemap_url=basemap_url,
        awaiting_a_reader=AWAITING_A_READER,
        language=current_language,
        direction=languages.direction,
        here_in=languages.here_in,
        page_in=languages.page_in,
        shared_url=languages.shared_url,
        term=words.term,
        place_name=words.place_name,
        language_name=words.language_name,
        day=words.day,
        membership_in_words=words.membership_in_words,
        belongings_of=belongings_of,
        belongings_of_area=belongings_of_area,
        face=face,
        record_pages={one.name for one in RECORD},
    )
