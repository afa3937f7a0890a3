"""What a district page weighs on the wire: script, styles, letters and layers with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.webapp.browser.conftest import DESK, PHONE
from tests.webapp.browser.visiting import markers

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit

MOST_BYTES = 170_000


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("district", ["noerrebro", "valby", "amager", "tingbjerg"])
def test_a_district_page_is_light(
    site: str, visit: Visit, district: str, viewport: dict[str, int]
) -> None:
    page = visit("about:blank", viewport=viewport)
    wire = page.context.new_cdp_session(page)
    received: list[int] = []

    def note(event: dict[str, Any]) -> None:
        received.append(int(event["encodedDataLength"]))

    wire.on("Network.loadingFinished", note)
    wire.send("Network.enable")
    page.goto(f"{site}/{district}/", wait_until="networkidle")
    markers(page).first.wait_for(state="attached")
    assert len(received) > 5
    assert sum(received) <= MOST_BYTES
