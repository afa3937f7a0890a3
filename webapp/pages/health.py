"""For whoever watches the server: does it show a release, and which."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from atlas.errors import AtlasError
from webapp.published import newest_edition

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> tuple[Response, int]:
    """Answer 200 with the release that is shown and its damaged layers, or 503 with the reason."""
    try:
        here = newest_edition()
    except AtlasError as fault:
        return _uncached({"status": "unavailable", "reason": type(fault).__name__}), 503
    damaged = sorted("/".join(key) for key in here.catalogue.damaged)
    return _uncached(
        {
            "status": "degraded" if damaged else "ok",
            "release": here.release.id,
            "built": here.release.manifest["built"],
            "damaged": damaged,
        }
    ), 200


def _uncached(content: dict[str, object]) -> Response:
    response = jsonify(content)
    response.headers["Cache-Control"] = "no-store"
    return response
