"""«Near me»: asked for by a press alone, rounded, and met kindly when refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.webapp.browser.visiting import query, settled

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit

AT_THE_SQUARE = {"latitude": 55.6867891, "longitude": 12.5557891}


def test_where_i_am_goes_into_the_address_rounded_and_orders_the_list(
    site: str, visit: Visit
) -> None:
    page = visit(f"{site}/noerrebro/", geolocation=AT_THE_SQUARE, permissions=["geolocation"])
    assert query(page) == {}
    page.get_by_role("button", name="Find nær mig").click()
    expect(page.get_by_role("status").filter(has_text="gemmes ikke")).to_be_visible()
    settled(page)
    assert query(page)["naer"] == ["55.6868,12.5558"]
    expect(page.locator("[data-record]").first).to_contain_text("m")


def test_who_says_no_is_told_another_way(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    page.get_by_role("button", name="Find nær mig").click()
    expect(page.get_by_role("status").filter(has_text="skrive en adresse")).to_be_visible()
    assert query(page) == {}
