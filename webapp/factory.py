"""Puts the website together: settings, languages, releases, pages, errors, headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

from webapp import languages, words
from webapp.assets import register_assets
from webapp.config import SiteConfig, site_config
from webapp.documents import linked
from webapp.errors import register_errors
from webapp.languages import LANGUAGES, LanguagePrefix, current_language
from webapp.pages.about import about
from webapp.pages.areas import areas
from webapp.pages.collections import collections
from webapp.pages.downloads import downloads
from webapp.pages.front import front
from webapp.pages.health import health
from webapp.pages.records import records
from webapp.pages.search import search
from webapp.pages_out import register_pages_out
from webapp.published import register_published
from webapp.security import register_security
from webapp.texts import register_texts

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PAGES = (front, collections, records, areas, search, about)
ANSWERS = (downloads, health)


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
    register_assets(app)
    # What is registered first has the last word on an answer.
    register_security(app, site)
    register_pages_out(app, {one.name for one in PAGES})
    register_errors(app)
    for blueprint in (*PAGES, *ANSWERS):
        app.register_blueprint(blueprint)
    prefixed: WSGIApplication = LanguagePrefix(app.wsgi_app)
    app.wsgi_app = prefixed  # type: ignore[assignment, method-assign] # as Flask documents it
    return app


def _give_words(app: Flask, site: SiteConfig) -> None:
    app.jinja_env.filters.update(linked=linked, sentence=words.sentence)
    app.jinja_env.globals.update(
        site=site,
        languages=LANGUAGES,
        language=current_language,
        here_in=languages.here_in,
        page_in=languages.page_in,
        shared_url=languages.shared_url,
        term=words.term,
        place_name=words.place_name,
        language_name=words.language_name,
        day=words.day,
        membership_in_words=words.membership_in_words,
    )
