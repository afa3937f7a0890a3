"""«Near me»: asked for by a press alone, rounded, and met kindly when refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.webapp.browser.conftest import PHONE
from tests.webapp.browser.visiting import markers, marks, query, settled, view

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


def test_the_map_looks_where_distances_are_measured_from_and_back_again(
    site: str, visit: Visit
) -> None:
    page = visit(f"{site}/noerrebro/")
    everywhere = {(one["x"], one["y"]) for one in marks(page)}
    page.locator("#naer").fill("Mjølnerparken")
    page.keyboard.press("Enter")
    spot = page.get_by_text("Afstande måles herfra")
    expect(spot).to_be_in_viewport()
    frame, ring = page.locator("[data-map]").bounding_box(), spot.bounding_box()
    assert frame
    assert ring
    assert abs(ring["x"] + ring["width"] / 2 - frame["x"] - frame["width"] / 2) < 2
    height = "one => Number(getComputedStyle(one.closest('.leaflet-pane')).zIndex)"
    over_marks = spot.evaluate(height) > markers(page).first.evaluate(height)
    assert over_marks
    assert {(one["x"], one["y"]) for one in marks(page)} != everywhere
    page.go_back()
    expect(spot).to_have_count(0)
    assert {(one["x"], one["y"]) for one in marks(page)} == everywhere


def test_a_link_to_a_place_keeps_what_its_map_was_moved_to(site: str, visit: Visit) -> None:
    page = visit(f"{site}/soeg?naer=Mj%C3%B8lnerparken&afstand=500#kort=13/55.66000/12.60000")
    marks(page)
    assert view(page) == (13, 55.66, 12.6)
    page.locator("#afstand").select_option("1000")
    settled(page)
    expect(page.get_by_text("Afstande måles herfra")).to_be_in_viewport()
    assert view(page)[1:] != (55.66, 12.6)


def test_a_phone_says_at_once_that_nobody_is_found(site: str, visit: Visit) -> None:
    page = visit(f"{site}/soeg?q=xyzzyq", viewport=PHONE)
    expect(page.get_by_role("link", name="Intet fundet")).to_be_in_viewport()


def test_who_says_no_is_told_another_way(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    page.get_by_role("button", name="Find nær mig").click()
    expect(page.get_by_role("status").filter(has_text="skrive en adresse")).to_be_visible()
    assert query(page) == {}
