"""The map of a page: the right markers, popups that work by keyboard, layers, the page's scroll."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.webapp.browser.conftest import PHONE
from tests.webapp.browser.visiting import (
    CURSOR,
    POPUP,
    markers,
    marks,
    names_in_popups,
    number_of_marks,
    press_mark,
    query,
    records_on_markers,
    view,
)

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit

LISTED = ".area-udsatte_boligomraader"


def layer(site: str, path: str) -> list[dict[str, Any]]:
    """The features of a published layer, as anybody can download them."""
    with urllib.request.urlopen(f"{site}/lag/{path}.geojson") as answer:  # noqa: S310 - our own
        features: list[dict[str, Any]] = json.load(answer)["features"]
    return features


def with_point(site: str, collection: str) -> list[dict[str, Any]]:
    """The actors and projects of a collection that have a point."""
    records = layer(site, f"{collection}/actors") + layer(site, f"{collection}/projects")
    return [one for one in records if one["geometry"]]


def test_every_record_with_a_point_is_on_the_map_once(site: str, visit: Visit) -> None:
    expected = with_point(site, "noerrebro")
    page = visit(f"{site}/noerrebro/")
    assert len(expected) > 10
    assert records_on_markers(page) == len(expected)
    assert names_in_popups(page) == sorted(one["properties"]["name"] for one in expected)


def test_a_phone_shows_the_whole_city_and_goes_no_further_out(site: str, visit: Visit) -> None:
    page = visit(f"{site}/soeg?q=kvinder", viewport=PHONE)
    found = marks(page)
    room = page.locator("[data-map]").bounding_box()
    assert room
    assert len(found) > 3
    for one in found:
        assert one["side"] <= one["x"] <= room["width"] - one["side"]
        assert one["up"] <= one["y"] <= room["height"] - one["down"]
    expect(page.locator(".leaflet-control-zoom-out")).to_have_attribute("aria-disabled", "true")


def test_close_up_every_place_has_its_own_mark(site: str, visit: Visit) -> None:
    points = (one["geometry"]["coordinates"] for one in with_point(site, "noerrebro"))
    places = {(round(lon, 5), round(lat, 5)) for lon, lat in points}
    page = visit(f"{site}/noerrebro/#kort=17/55.70/12.545")
    assert number_of_marks(page) == len(places)


def test_an_approximate_place_says_so(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/#kort=16/55.7027/12.5416")
    box = page.locator("[data-map]").bounding_box()
    assert box is not None
    middle = box["width"] / 2, box["height"] / 2
    mark = min(marks(page), key=lambda one: abs(one["x"] - middle[0]) + abs(one["y"] - middle[1]))
    assert mark["form"] == "approximate"
    page.locator("[data-map]").click(position={"x": mark["x"], "y": mark["y"]})
    popup = page.locator(POPUP)
    expect(popup).to_contain_text("Mjølnerparken")
    expect(popup).to_contain_text("omtrentligt: ")
    expect(popup).to_contain_text("ikke bekræftet siden 2007")


def test_the_record_of_a_page_is_in_the_middle_of_its_map(site: str, visit: Visit) -> None:
    page = visit(f"{site}/projekter/p-boligsocial-indsats-mjoelnerparken")
    [subject] = [one for one in marks(page) if one["lifted"]]
    pane = page.locator("[data-map]").bounding_box()
    assert pane is not None
    assert abs(subject["x"] - pane["width"] / 2) < 30
    assert abs(subject["y"] - pane["height"] / 2) < 30


def test_lists_of_areas_are_off_until_somebody_asks_and_the_address_keeps_it(
    site: str, visit: Visit
) -> None:
    assert layer(site, "noerrebro/udsatte_boligomraader")
    page = visit(f"{site}/noerrebro/")
    drawn = page.locator(f".leaflet-pane {LISTED}")
    markers(page).first.wait_for()
    switch = page.get_by_role("checkbox", name=re.compile("Udsatte boligområder"))
    expect(switch).not_to_be_checked()
    expect(drawn).to_have_count(0)
    switch.check()
    expect(drawn.first).to_be_attached()
    assert "udsatte_boligomraader" in query(page)["lag"]
    page.reload()
    expect(switch).to_be_checked()
    expect(drawn.first).to_be_attached()
    page.go_back()
    expect(switch).not_to_be_checked()
    expect(drawn).to_have_count(0)


def test_the_legend_names_the_list_and_its_year(site: str, visit: Visit) -> None:
    listed = layer(site, "noerrebro/udsatte_boligomraader")[0]["properties"]
    switch = visit(f"{site}/noerrebro/").get_by_role("group", name="Vis på kortet")
    expect(switch).to_contain_text(str(listed["list_year"]))
    expect(switch).to_contain_text(listed["list"])


def test_a_link_to_a_view_opens_there(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/#kort=15.5/55.70270/12.54160")
    markers(page).first.wait_for(state="attached")
    page.get_by_role("button", name="Zoom ind").click()
    page.wait_for_url(re.compile("kort=16.5/"))
    zoom, lat, lon = view(page)
    assert (zoom, round(lat, 3), round(lon, 3)) == (16.5, 55.703, 12.542)


def test_without_its_layers_the_page_still_works(site: str, visit: Visit) -> None:
    page = visit("about:blank")
    page.route("**/lag/**", lambda route: route.fulfill(status=200, body="{", headers={}))
    page.goto(f"{site}/noerrebro/")
    expect(page.locator(".map-status")).to_contain_text("kunne ikke hentes")
    assert records_on_markers(page) == len(with_point(site, "noerrebro"))


def test_the_wheel_scrolls_the_page_until_the_map_was_clicked(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    markers(page).first.wait_for()
    pane = page.locator("[data-map]")
    pane.scroll_into_view_if_needed()
    pane.hover(position={"x": 30, "y": 60})
    before, zoom = page.evaluate("scrollY"), pane.get_attribute("data-zoom")
    page.mouse.wheel(0, 200)
    page.wait_for_function("before => scrollY > before", arg=before)
    assert pane.get_attribute("data-zoom") == zoom
    expect(page.locator(".map-hint")).to_have_class(re.compile("is-shown"))
    pane.click(position={"x": 30, "y": 200})
    page.mouse.wheel(0, -600)
    expect(pane).not_to_have_attribute("data-zoom", str(zoom))


def test_one_finger_scrolls_the_page_until_the_map_was_tapped(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/", viewport=PHONE, has_touch=True, is_mobile=True)
    markers(page).first.wait_for()
    pane = page.locator("[data-map]")
    expect(pane).to_have_css("touch-action", "pan-x pan-y")
    pane.tap(position={"x": 20, "y": 60})
    expect(pane).to_have_css("touch-action", "none")
    page.locator("h1").tap()
    expect(pane).to_have_css("touch-action", "pan-x pan-y")


def test_the_map_fits_a_window_enlarged_four_times(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/", viewport={"width": 320, "height": 256})
    markers(page).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    box = page.locator("[data-map]").bounding_box()
    assert box is not None
    assert box["height"] <= 256


def test_who_wants_less_motion_gets_none(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/", reduced_motion="reduce")
    markers(page).first.wait_for()
    assert page.locator(".leaflet-zoom-anim, .leaflet-fade-anim").count() == 0
    page.get_by_role("button", name="Zoom ind").click()
    # Moved at once: nothing is left to come.
    page.wait_for_url(re.compile("kort="))


def test_who_wants_less_motion_is_not_moved_slowly_by_keyboard(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/#kort=15/55.69500/12.55000", reduced_motion="reduce")
    markers(page).first.wait_for()
    page.evaluate("""() => {
        window.moved = [];
        const note = ([{target}]) => window.moved.push(target.className);
        const pane = document.querySelector('.leaflet-map-pane');
        new MutationObserver(note).observe(pane, {attributes: true, attributeFilter: ['class']});
    }""")
    page.locator("[data-map]").focus()
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(re.compile("12.55000$"))
    assert page.evaluate("window.moved") == []


def test_a_layer_that_comes_after_all_is_not_said_to_be_missing(site: str, visit: Visit) -> None:
    page = visit("about:blank")
    areas = "**/lag/**/udsatte_boligomraader.geojson*"
    page.route(areas, lambda route: route.fulfill(status=200, body="{"))
    page.goto(f"{site}/noerrebro/")
    switch = page.get_by_role("checkbox", name=re.compile("Udsatte boligområder"))
    switch.check()
    status = page.locator(".map-status")
    expect(status).to_contain_text("kunne ikke hentes")
    page.unroute(areas)
    switch.uncheck()
    switch.check()
    expect(page.locator(f".leaflet-pane {LISTED}").first).to_be_attached()
    expect(status).to_be_empty()


def test_on_a_finer_screen_the_map_is_as_fine_once_it_was_moved(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/#kort=15/55.69500/12.55000")
    markers(page).first.wait_for()
    page.wait_for_load_state("networkidle")
    wire = page.context.new_cdp_session(page)
    finer = {"width": 1280, "height": 800, "deviceScaleFactor": 2, "mobile": False}
    wire.send("Emulation.setDeviceMetricsOverride", finer)
    page.locator("[data-map]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("""() => [...document.querySelectorAll('canvas.map-canvas')].every(
        one => Math.abs(one.width - 2 * parseFloat(one.style.width)) <= 2)""")


def test_a_pen_takes_hold_of_the_map_like_a_finger(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    markers(page).first.wait_for()
    pane = page.locator("[data-map]")
    pane.scroll_into_view_if_needed()
    box = pane.bounding_box()
    assert box is not None
    wire = page.context.new_cdp_session(page)
    pen = {"x": box["x"] + 20, "y": box["y"] + 200, "button": "left", "pointerType": "pen"}
    for kind in ("mousePressed", "mouseReleased"):
        wire.send("Input.dispatchMouseEvent", {"type": kind, "clickCount": 1, **pen})
    expect(pane).to_have_class(re.compile("is-held"))


def test_in_arabic_a_popup_begins_at_the_right_beside_its_button(site: str, visit: Visit) -> None:
    page = visit(f"{site}/ar/noerrebro/")
    press_mark(page)
    words, button, popup = page.evaluate("""() => {
        const words = document.createRange();
        words.selectNodeContents(document.querySelector('.popup-place-name'));
        const others = ['.leaflet-popup-close-button', '.popup'];
        const all = [words, ...others.map(one => document.querySelector(one))];
        return all.map(one => one.getBoundingClientRect().toJSON());
    }""")
    assert words["right"] <= button["left"]
    assert popup["right"] - words["right"] < 24


def test_a_mark_that_is_alone_is_not_spoken_of_as_several(site_of_today: str, visit: Visit) -> None:
    page = visit(f"{site_of_today}/aktoerer/a-lektiecafe-kompasset")
    assert number_of_marks(page) == 1
    expect(page.locator(CURSOR)).to_have_attribute("aria-label", re.compile("^Et mærke"))


def test_who_is_named_with_a_licence_is_not_named_twice(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    markers(page)
    named = page.locator(".map-attribution").inner_text().split("; ")
    assert "Københavns Kommune, opendata.dk (CC BY 4.0)" in named
    assert "Københavns Kommune, opendata.dk" not in named
