"""Addresses as they stand outside the site: in a square code, a contact, a feed."""

from __future__ import annotations

from flask import current_app


def public_address(path: str) -> str:
    """Return the whole address of a path of this site, "" where its own address is not set.

    It is never read from a request: what is kept for the next visitor must not hold whatever name
    the first one called the site by.
    """
    public_url = current_app.config["SITE"].public_url
    return f"{public_url}{path}" if public_url else ""
