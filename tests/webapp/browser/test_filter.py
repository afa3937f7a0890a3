"""Filters: list, marks, count and address as one without a reload, and the same without script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.webapp.browser.conftest import PHONE
from tests.webapp.browser.visiting import (
    POPUP,
    marks,
    names_in_list,
    query,
    records_on_markers,
    settled,
    tab_to,
)

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit


def choose(page: Page, theme: str, *, chosen: bool = True) -> None:
    """Sets one theme of the filter, and waits for what comes of it."""
    page.get_by_role("checkbox", name=re.compile(f"^{theme}")).set_checked(chosen)
    settled(page)


def counted(page: Page) -> str:
    """What the page says it shows."""
    return page.locator("[data-result-count]").inner_text()


def test_a_choice_acts_on_list_marks_count_and_address_without_a_reload(
    site: str, visit: Visit
) -> None:
    page = visit(f"{site}/noerrebro/")
    on_map = records_on_markers(page)
    page.evaluate("window.sameVisit = true")
    choose(page, "Bolig")
    assert query(page) == {"tema": ["bolig"]}
    items = page.locator("[data-record]")
    placed = page.locator("[data-record]:not([data-place-key=''])").count()
    assert 0 < records_on_markers(page) == placed < on_map
    assert re.match(rf"Viser {items.count()} af \d+", counted(page))
    stated = page.locator("label:has([value=bolig]) [data-count]").inner_text()
    assert int(stated) == items.count()
    expect(page.get_by_role("checkbox", name=re.compile("^Bolig"))).to_be_focused()
    expect(page.get_by_role("status").filter(has_text=counted(page))).to_have_count(1)
    assert page.evaluate("window.sameVisit")


def test_the_address_alone_brings_the_same_back_and_back_undoes_it(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    everything = names_in_list(page), records_on_markers(page), counted(page)
    choose(page, "Tryghed")
    chosen = names_in_list(page), records_on_markers(page), counted(page)
    assert chosen != everything
    page.go_back()
    expect(page.get_by_role("checkbox", name=re.compile("^Tryghed"))).not_to_be_checked()
    assert (names_in_list(page), records_on_markers(page), counted(page)) == everything
    page.go_forward()
    expect(page.get_by_role("checkbox", name=re.compile("^Tryghed"))).to_be_checked()
    assert (names_in_list(page), records_on_markers(page), counted(page)) == chosen
    page.reload()
    assert (names_in_list(page), records_on_markers(page), counted(page)) == chosen
    page.get_by_role("link", name=re.compile("Fjern Tryghed")).click()
    settled(page)
    assert query(page) == {}
    assert names_in_list(page) == everything[0]


def test_words_find_without_a_reload_what_they_find_with_one(site: str, visit: Visit) -> None:
    page = visit(f"{site}/soeg")
    field = page.locator("#q")
    field.fill("Mjølnerparken")
    field.press("Enter")
    settled(page)
    expect(page.get_by_role("heading", name="Områder")).to_be_visible()
    found = names_in_list(page), records_on_markers(page), page.title()
    page.reload()
    assert (names_in_list(page), records_on_markers(page), page.title()) == found


def test_a_server_that_fails_is_asked_for_the_page_itself(site: str, visit: Visit) -> None:
    page = visit("about:blank")
    page.route("**/*del=resultater*", lambda route: route.fulfill(status=200, body=""))
    page.goto(f"{site}/noerrebro/")
    page.get_by_role("checkbox", name=re.compile("^Bolig")).check()
    expect(page.get_by_role("link", name=re.compile("Fjern Bolig"))).to_be_visible()
    assert query(page) == {"tema": ["bolig"]}


def test_without_script_the_form_gives_the_same_list(site: str, visit: Visit) -> None:
    scripted = visit(f"{site}/noerrebro/")
    choose(scripted, "Bolig")
    plain = visit(f"{site}/noerrebro/", java_script_enabled=False)
    plain.get_by_role("checkbox", name=re.compile("^Bolig")).check()
    plain.locator(".facets__send").click()
    plain.wait_for_url("**/noerrebro/?**tema=bolig**")
    assert names_in_list(plain) == names_in_list(scripted)
    assert counted(plain) == counted(scripted)
    assert plain.locator("[data-show-on-map]:visible").count() == 0


def test_the_other_language_keeps_the_state(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/#kort=14/55.70000/12.55000")
    marks(page)
    choose(page, "Bolig")
    total = records_on_markers(page)
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/noerrebro/?tema=bolig#kort=14/55.70000/12.55000")
    expect(page.get_by_role("checkbox", name=re.compile("^Housing"))).to_be_checked()
    assert records_on_markers(page) == total


def test_the_list_leads_to_the_map_and_back(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    marks(page)
    item = page.locator("[data-record]:has([data-show-on-map]:visible)").nth(3)
    name = item.locator(".record__name").inner_text()
    item.hover()
    assert [one["lifted"] for one in marks(page)].count(True) == 1
    item.get_by_role("button", name="Vis på kortet").click()
    popup = page.locator(POPUP)
    expect(popup).to_be_in_viewport()
    expect(popup).to_contain_text(name)
    expect(item).to_have_class(re.compile("is-current"))
    page.keyboard.press("Escape")
    expect(item).not_to_have_class(re.compile("is-current"))


def test_who_chooses_on_a_phone_sees_how_many_are_left(site_of_today: str, visit: Visit) -> None:
    page = visit(f"{site_of_today}/soeg?sprog=tr", viewport=PHONE, reduced_motion="reduce")
    page.locator(".facets__head").click()
    left = page.locator(".facets__found")
    expect(left).to_be_in_viewport()
    choose(page, "Bolig")
    expect(page).to_have_url(re.compile("tema=bolig"))
    expect(left).to_be_in_viewport()
    expect(left).to_have_text(page.locator("#fundet").inner_text())
    tab_to(page, '[name="maalgruppe"]')
