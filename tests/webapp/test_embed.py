"""The embedded map: what may frame it, and what may not be framed; and the page that tells how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.labels import COLLECTIONS

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize("what", ["soeg", *COLLECTIONS])
def test_the_embedded_map_may_stand_in_any_frame(client: FlaskClient, what: str) -> None:
    answer = client.get(f"/indlejr/{what}?tema=bolig")
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert "data-shown" in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/noerrebro/", "/soeg", "/indlejring", "/om", "/indlejr/atlantis"]
)
def test_no_other_page_may(client: FlaskClient, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy


def test_the_lines_to_copy_carry_the_filter_and_the_language(client: FlaskClient) -> None:
    text = client.get("/en/indlejring?af=valby&tema=bolig&q=%22%3E%3Cscript%3E").text
    assert "/en/indlejr/valby?" in text
    assert "tema=bolig" in text
    assert "<script>" not in text.replace('<script type="module"', "")
    assert client.get("/indlejring?af=atlantis").status_code == 404
