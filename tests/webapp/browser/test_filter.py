"""The theme filter: list, markers, count and address as one, with and without script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.webapp.browser.visiting import (
    POPUP,
    markers,
    names_in_list,
    query,
    records_on_markers,
)

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit


def choose(page: Page, theme: str, *, chosen: bool = True) -> None:
    """Sets one theme of the filter."""
    page.get_by_role("checkbox", name=re.compile(f"^{theme}")).set_checked(chosen)


def counted(page: Page) -> str:
    """What the page says it shows."""
    return page.locator("[data-result-count]").inner_text()


def test_the_filter_acts_on_list_markers_count_and_address(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    everything, on_map = len(names_in_list(page)), records_on_markers(page)
    choose(page, "Bolig")
    assert query(page) == {"tema": ["bolig"]}
    items = page.locator("[data-record]:visible")
    assert 0 < items.count() < everything
    assert all("bolig" in (one.get_attribute("data-themes") or "").split() for one in items.all())
    placed = page.locator("[data-record]:visible:not([data-place-key=''])").count()
    assert 0 < records_on_markers(page) == placed < on_map
    assert counted(page) == f"Viser {items.count()} af {everything}"
    stated = page.locator("label:has([value=bolig]) [data-count]").inner_text()
    assert int(stated) == items.count()


def test_two_themes_show_what_has_either(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    seen = set()
    for theme in ("Bolig", "Uddannelse"):
        choose(page, theme)
        seen |= set(names_in_list(page))
        choose(page, theme, chosen=False)
    choose(page, "Bolig")
    choose(page, "Uddannelse")
    assert query(page) == {"tema": ["uddannelse", "bolig"]}
    assert set(names_in_list(page)) == seen


def test_the_address_alone_brings_the_same_back(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    choose(page, "Tryghed")
    before = names_in_list(page), records_on_markers(page), counted(page)
    page.reload()
    assert (names_in_list(page), records_on_markers(page), counted(page)) == before
    expect(page.get_by_role("checkbox", name=re.compile("^Tryghed"))).to_be_checked()


def test_back_and_forward_undo_and_redo(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    everything = names_in_list(page)
    choose(page, "Tryghed")
    chosen = names_in_list(page)
    page.go_back()
    expect(page.get_by_role("checkbox", name=re.compile("^Tryghed"))).not_to_be_checked()
    assert names_in_list(page) == everything
    page.go_forward()
    assert names_in_list(page) == chosen


def test_without_script_the_form_gives_the_same_list(site: str, visit: Visit) -> None:
    scripted = visit(f"{site}/noerrebro/")
    choose(scripted, "Bolig")
    plain = visit(f"{site}/noerrebro/", java_script_enabled=False)
    choose(plain, "Bolig")
    plain.locator("[data-filter] [type=submit]").click()
    plain.wait_for_url("**/noerrebro/?tema=bolig")
    assert query(plain) == query(scripted)
    assert names_in_list(plain) == names_in_list(scripted)
    assert counted(plain) == counted(scripted)


def test_without_script_nothing_is_missing_but_the_map(site: str, visit: Visit) -> None:
    scripted = visit(f"{site}/valby/")
    plain = visit(f"{site}/valby/", java_script_enabled=False)
    assert names_in_list(plain) == names_in_list(scripted)
    assert plain.locator("[data-show-on-map]:visible").count() == 0


def test_the_other_language_keeps_the_state(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/#kort=14/55.70000/12.55000")
    markers(page).first.wait_for(state="attached")
    choose(page, "Bolig")
    danish = names_in_list(page)
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/noerrebro/?tema=bolig#kort=14/55.70000/12.55000")
    english = [re.sub(r" \((actor|project)\)$", "", one) for one in names_in_list(page)]
    assert english == [re.sub(r" \((aktør|projekt)\)$", "", one) for one in danish]
    expect(page.get_by_role("checkbox", name=re.compile("^Housing"))).to_be_checked()


def test_the_list_leads_to_the_map_and_back(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    item = page.locator("[data-record]:has([data-show-on-map]:visible)").nth(3)
    name = item.locator(".record__name").inner_text()
    item.get_by_role("button", name="Vis på kortet").click()
    popup = page.locator(POPUP)
    expect(popup).to_be_in_viewport()
    expect(popup).to_contain_text(name)
    expect(item).to_have_class(re.compile("is-current"))
    page.keyboard.press("Escape")
    expect(item).not_to_have_class(re.compile("is-current"))


def test_a_place_in_the_list_lifts_its_marker(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    markers(page).first.wait_for()
    page.locator("[data-record]:has([data-show-on-map]:visible)").first.hover()
    expect(page.locator(".marker.is-lifted")).to_have_count(1)


def test_what_has_no_point_is_counted_and_found(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    without = page.locator("[data-record][data-place-key='']")
    assert without.count() > 0
    note = page.locator(".map-note")
    expect(note).to_contain_text(str(without.count()))
    note.get_by_role("link").click()
    expect(without.first.locator("a").first).to_be_focused()
