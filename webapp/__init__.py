"""Shows a published release on the web, and holds the command line."""

from webapp.factory import create_app

__all__ = ["create_app"]
