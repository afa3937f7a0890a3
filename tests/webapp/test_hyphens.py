"""Long words of headings break at their seams, and no others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webapp.markup import read
from webapp.hyphens import softly

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SEAM = "\N{SOFT HYPHEN}"


@pytest.mark.parametrize(
    "seamed",
    [
        "Beskæftigelses- og Integrations|forvaltningen",
        "Job- og uddannelses|søgnings|værksted",
        "Projektbanks|sekretariatet",
        "Program|bestyrelsen",
        "Haraldsgade|kvarterets Områdeløft",
    ],
)
def test_long_words_break_at_their_seams(seamed: str) -> None:
    assert softly(seamed.replace("|", "")) == seamed.replace("|", SEAM)


@pytest.mark.parametrize("text", ["Integrationsråd", "Mødestedet for kvinder", "<b>&amp;</b>", ""])
def test_short_words_stay_whole(text: str) -> None:
    assert softly(text) == text


def test_a_heading_of_a_record_has_them(client: FlaskClient) -> None:
    answer = client.get("/aktoerer/a-integrationsministeriet")
    assert read(answer.text).one("h1").text == f"Integrations{SEAM}ministeriet"
