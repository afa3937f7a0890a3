"""Shows a published release on the web, and holds the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from webapp.config import SiteConfig

__all__ = ["create_app"]


def create_app(config: SiteConfig | None = None) -> Flask:
    """Return the website, as `webapp.factory.create_app` makes it.

    It is imported when it is called: the command line lies in this package too, and most of its
    commands show nothing.
    """
    from webapp import factory

    return factory.create_app(config)
