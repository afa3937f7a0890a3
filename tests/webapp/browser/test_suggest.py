"""Suggestions under the search field: by keyboard, by screen reader, by finger, right to left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, Route, expect

from tests.webapp.browser.conftest import PHONE

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit

OPTIONS = "[role=listbox]:not([hidden]) [role=option]"


def field(page: Page) -> Locator:
    return page.locator("main input[name=q]")


def selected(page: Page) -> str:
    """The text of the option that the field says is active."""
    active: str = field(page).evaluate(
        """one => document.getElementById(one.getAttribute('aria-activedescendant'))
            ?.querySelector('bdi').textContent ?? ''"""
    )
    return active


def test_a_need_is_chosen_by_keyboard(site_of_today: str, visit: Visit) -> None:
    page = visit(f"{site_of_today}/")
    box = field(page)
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.focus()
    page.keyboard.type("lek")
    options = page.locator(OPTIONS)
    expect(options.first).to_contain_text("Lektiehjælp")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox", name="Forslag, mens du skriver")).to_be_visible()
    assert selected(page) == ""
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^\d+ forslag$"))).to_have_count(
        1
    )
    page.keyboard.press("ArrowUp")
    assert selected(page) == options.last.locator("bdi").inner_text()
    page.keyboard.press("ArrowDown")
    assert selected(page) == ""
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("lek")
    page.keyboard.press("ArrowDown")
    assert selected(page) == "Lektiehjælp"
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?q=Lektiehj**")
    expect(page.locator("[data-record=a-lektiecafe-kompasset]")).to_be_visible()


def test_enter_without_a_choice_asks_what_was_typed(site_of_today: str, visit: Visit) -> None:
    page = visit(f"{site_of_today}/")
    field(page).focus()
    page.keyboard.type("lek")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?q=lek")


def test_a_language_is_ticked_where_the_visitor_is(site_of_today: str, visit: Visit) -> None:
    page = visit(f"{site_of_today}/noerrebro/")
    page.evaluate("() => { window.same = true; }")
    field(page).focus()
    page.keyboard.type("tyrki")
    expect(page.locator(OPTIONS).first).to_contain_text("tyrkisk")
    page.locator(OPTIONS).first.click()
    page.wait_for_url("**/noerrebro/?sprog=tr")
    expect(page.locator("[name=sprog][value=tr]")).to_be_checked()
    expect(field(page)).to_have_value("")
    assert page.evaluate("() => window.same") is True


def test_an_older_answer_never_comes_late(site_of_today: str, visit: Visit) -> None:
    page = visit(f"{site_of_today}/")
    held: list[Route] = []
    # Playwright takes no method of a built-in type.
    page.route("**/soeg/forslag?q=sund", lambda route: held.append(route))  # noqa: PLW0108
    field(page).focus()
    with page.expect_request("**/soeg/forslag?q=sund"):
        page.keyboard.type("sund")
    with page.expect_event("requestfailed"):  # it is ended by what is typed next
        field(page).fill("lek")
    expect(page.locator(OPTIONS).first).to_contain_text("Lektiehjælp")
    assert len(held) == 1


def test_in_arabic_on_a_phone(site_of_today: str, visit: Visit) -> None:
    page = visit(f"{site_of_today}/ar/", viewport=PHONE, has_touch=True, locale="ar")
    field(page).tap()
    page.keyboard.type("واجب")
    option = page.locator(OPTIONS).first
    expect(option).to_contain_text("الواجبات المدرسية")
    place = option.bounding_box()
    assert place is not None
    assert place["height"] >= 44
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= PHONE["width"]
    words, kind = (option.locator(one).bounding_box() for one in ("bdi", "span"))
    assert words is not None
    assert kind is not None
    ends = [one["x"] + one["width"] for one in (words, kind)]
    assert ends[0] >= ends[1] - 1, "the words begin at the right"
    option.tap()
    page.wait_for_url("**/ar/soeg?q=*")
    expect(page.locator("[data-record=a-lektiecafe-kompasset]")).to_be_visible()


def test_a_field_for_places_suggests_places(site_of_today: str, visit: Visit) -> None:
    page = visit(f"{site_of_today}/")
    page.locator("main input[name=naer]").focus()
    page.keyboard.type("Nørrebroh")
    expect(page.locator(OPTIONS).first).to_contain_text("Nørrebrohallen")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?naer=N%C3%B8rrebrohallen*")


def test_a_keyboard_that_composes_its_words_gets_suggestions(
    site_of_today: str, visit: Visit
) -> None:
    page = visit(f"{site_of_today}/")
    field(page).focus()
    wire = page.context.new_cdp_session(page)
    # As the keyboards of most phones do, from the first letter to the end of the word.
    for end in (1, 2, 3):
        word = "lek"[:end]
        wire.send(
            "Input.imeSetComposition", {"text": word, "selectionStart": end, "selectionEnd": end}
        )
    expect(page.locator(OPTIONS).first).to_contain_text("Lektiehjælp")
    expect(field(page)).to_have_value("lek")


def test_a_choice_that_the_form_has_switched_off_is_opened_by_its_address(
    site_of_today: str, visit: Visit
) -> None:
    page = visit(f"{site_of_today}/noerrebro/")
    page.locator("[name=sprog][value=tr]").evaluate("one => { one.disabled = true; }")
    field(page).focus()
    page.keyboard.type("tyrki")
    page.locator(OPTIONS).first.click()
    page.wait_for_url("**sprog=tr**")
    expect(page.locator("[name=sprog][value=tr]")).to_be_checked()
