"""List, map, address and focus stay in step where answers come late and visitors go back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.webapp.browser.conftest import PHONE
from tests.webapp.browser.visiting import (
    CURSOR,
    POPUP,
    markers,
    names_in_list,
    number_of_marks,
    query,
    settled,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.webapp.browser.conftest import Visit
    from tests.webapp.browser.visiting import Faults

PIECE = "**/*del=resultater*"
SUGGESTED = "[role=listbox]:not([hidden]) [role=option]"


def held_back(page: Page, address: str) -> list[Route]:
    """Let the answers to an address wait, and return who asked for them."""
    waiting: list[Route] = []
    page.route(address, lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright takes no builtin
    return waiting


def choose(page: Page, theme: str) -> None:
    page.get_by_role("checkbox", name=re.compile(f"^{theme}")).check()


def test_back_empties_a_search_field_that_has_the_focus(site: str, visit: Visit) -> None:
    page = visit(f"{site}/soeg")
    field = page.locator("#q")
    field.fill("Mjølnerparken")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=Mj"))
    settled(page)
    expect(field).to_be_focused()
    page.go_back()
    settled(page)
    expect(field).to_have_value("")


def test_what_is_typed_before_an_answer_comes_is_still_there_after_it(
    site: str, visit: Visit
) -> None:
    page = visit(f"{site}/noerrebro/")
    waiting = held_back(page, PIECE)
    with page.expect_request(PIECE):
        choose(page, "Bolig")
    words, place = page.locator("#q"), page.locator("#naer")
    words.fill("klub")
    place.focus()
    page.keyboard.type("Blåg")
    waiting[0].continue_()
    settled(page)
    expect(place).to_be_focused()
    expect(place).to_have_value("Blåg")
    page.keyboard.type("årds")
    expect(place).to_have_value("Blågårds")
    expect(words).to_have_value("klub")
    assert query(page) == {"tema": ["bolig"]}


def test_the_field_for_a_place_suggests_after_an_answer_too(
    site_of_today: str, visit: Visit
) -> None:
    page = visit(f"{site_of_today}/noerrebro/")
    choose(page, "Bolig")
    settled(page)
    page.locator("#naer").focus()
    page.keyboard.type("Nørrebroh")
    expect(page.locator(SUGGESTED).first).to_contain_text("Nørrebrohallen")


def test_the_ways_on_from_nothing_go_when_something_is_found(site: str, visit: Visit) -> None:
    page = visit(f"{site}/soeg?q=Mj%C3%B8lnerparken")
    nobody = page.locator(".pick input:disabled").first
    name, value = nobody.get_attribute("name"), nobody.get_attribute("value")
    page.goto(f"{site}/soeg?q=Mj%C3%B8lnerparken&{name}={value}")
    ways_on = page.get_by_role("heading", name="Andre veje")
    expect(ways_on).to_be_visible()
    page.locator(".ways a[href*='q=']").first.click()
    settled(page)
    expect(page.locator("[data-record]").first).to_be_visible()
    expect(ways_on).to_have_count(0)
    page.go_back()
    expect(ways_on).to_be_visible()


def test_a_popup_that_was_closed_before_its_answer_marks_no_row(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    markers(page).first.wait_for(state="attached")
    waiting = held_back(page, "**/*nr=*")
    page.locator(CURSOR).focus()
    page.keyboard.press("Enter")
    expect(page.locator(POPUP)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(POPUP)).to_have_count(0)
    with page.expect_response("**/*nr=*"):
        waiting[0].continue_()
    expect(page.locator(CURSOR)).not_to_have_attribute("aria-label", re.compile("piletasterne"))
    expect(page.locator("[data-record].is-current")).to_have_count(0)


def test_a_popup_whose_place_is_gone_takes_no_focus(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    number_of_marks(page)
    choose(page, "Bolig")
    settled(page)
    rows = page.locator("[data-record]")
    chosen = set(rows.evaluate_all("all => all.map(one => one.dataset.placeKey)"))
    page.go_back()
    settled(page)
    places = rows.evaluate_all("all => all.map(one => one.dataset.placeKey)")
    gone = next(number for number, one in enumerate(places) if one and one not in chosen)
    rows.nth(gone).get_by_role("button", name="Vis på kortet").click()
    expect(page.locator(f"{POPUP} li > a").first).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.go_forward()
    settled(page)
    expect(page.locator(POPUP)).to_have_count(0)
    assert page.evaluate("document.activeElement === document.body")


def test_who_leaves_waits_for_nothing_and_who_comes_back_gets_it(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    everything = names_in_list(page)
    held_back(page, PIECE)
    with page.expect_request(PIECE):
        choose(page, "Bolig")
    page.evaluate("window.sameVisit = true")
    with page.expect_event("requestfailed"):
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    settled(page)
    expect(page.get_by_role("link", name=re.compile("Fjern Bolig"))).to_be_visible()
    assert names_in_list(page) != everything
    assert page.evaluate("window.sameVisit")


def test_the_cursor_says_how_many_marks_there_are_at_another_zoom(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    before = number_of_marks(page)
    cursor = page.locator(CURSOR)
    expect(cursor).to_have_attribute("aria-label", re.compile(rf"\b{before}\b"))
    page.get_by_role("button", name="Zoom ind").click()
    page.wait_for_url(re.compile("kort="))
    after = number_of_marks(page)
    assert after != before
    expect(cursor).to_have_attribute("aria-label", re.compile(rf"\b{after}\b"))


def test_back_shows_the_whole_place_again_where_nobody_had_moved_the_map(
    site: str, visit: Visit
) -> None:
    page = visit(f"{site}/noerrebro/")
    markers(page).first.wait_for()
    pane = page.locator("[data-map]")
    zoom = str(pane.get_attribute("data-zoom"))
    choose(page, "Bolig")
    settled(page)
    for _ in range(2):
        page.get_by_role("button", name="Zoom ind").click()
        expect(page).to_have_url(re.compile("kort="))
        page.wait_for_timeout(400)
    expect(pane).not_to_have_attribute("data-zoom", zoom)
    page.go_back()
    settled(page)
    expect(pane).to_have_attribute("data-zoom", zoom)
    assert urlsplit(page.url).fragment == ""


def test_the_way_down_to_the_list_leaves_the_map_where_it_is(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/?tema=bolig#kort=16/55.69500/12.55000", viewport=PHONE)
    markers(page).first.wait_for()
    page.locator(".facets__found a").click()
    expect(page).to_have_url(re.compile("#fundet$"))
    page.set_viewport_size({"width": 600, "height": 844})
    page.wait_for_timeout(500)
    expect(page.locator("[data-map]")).to_have_attribute("data-zoom", "16")


def test_a_browser_that_refuses_to_note_each_view_has_a_map_all_the_same(
    site: str, visit: Visit
) -> None:
    page = visit("about:blank")
    page.add_init_script(
        "history.replaceState = () => { throw new DOMException('Too often.', 'SecurityError'); };"
    )
    page.goto(f"{site}/noerrebro/")
    before = number_of_marks(page)
    page.get_by_role("button", name="Zoom ind").click()
    page.wait_for_function(
        "before => Number(document.querySelector('[data-map]').dataset.marks) !== before",
        arg=before,
    )


def test_the_other_languages_show_what_the_map_shows_after_the_way_to_the_list(
    site_of_today: str, visit: Visit
) -> None:
    page = visit(f"{site_of_today}/soeg?sprog=tr#kort=14/55.68600/12.55000", viewport=PHONE)
    markers(page)
    page.locator(".facets__found a").click()
    expect(page).to_have_url(re.compile("#fundet$"))
    english = page.locator(".switch [hreflang=en]")
    expect(english).to_have_attribute("href", re.compile(r"/en/soeg\?sprog=tr#kort=14/55\.68"))


def test_without_a_connection_the_list_stays_and_is_asked_for_again(
    site_of_today: str, visit: Visit, faults: Faults
) -> None:
    page = visit(f"{site_of_today}/valby/", viewport=PHONE)
    markers(page)
    before = names_in_list(page)
    faults.expected.add(f"{site_of_today}/valby/?tema=bolig&del=resultater")
    page.context.set_offline(True)
    page.locator(".facets__head").click()
    choose(page, "Bolig")
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Ingen forbindelse")
    expect(told).to_be_in_viewport(ratio=1)
    assert names_in_list(page) == before
    page.context.set_offline(False)
    expect(told).to_have_count(0)
    settled(page)
    assert query(page) == {"tema": ["bolig"]}
    assert 0 < len(names_in_list(page)) < len(before)
