"""Forms by keyboard, and what they say when they refuse."""

import re

import pytest
from playwright.sync_api import expect

from browser import picture, sign_in


# Forms by keyboard


def test_a_race_is_made_and_run_by_keyboard_alone(tabs, server, artifacts):
    for name in ("Rosa", "Milo"):
        server.token(name)
    tab = tabs()
    page = tab.open("/")
    picture(page, artifacts, "home")
    tab.tab_to("[data-sign-in-link]")
    tab.press("Enter")
    expect(page).to_have_url(re.compile("/sign-in"))
    picture(page, artifacts, "sign-in")
    tab.tab_to("#username")
    page.keyboard.type("KeyboardKarl")
    tab.tab_to("input[name=role]")
    tab.press("ArrowRight", "ArrowLeft")
    tab.tab_to("form[data-sign-in=development] button[type=submit]")
    tab.press("Enter")
    expect(page.locator("[data-signed-in=KeyboardKarl]")).to_be_attached()

    tab.open("/race/new")
    picture(page, artifacts, "new-race")
    tab.tab_to("#name")
    page.keyboard.type("Race by keyboard")
    tab.tab_to("input[name=pool]")
    for _ in range(10):
        if page.evaluate("document.activeElement.value") == "tiny" and page.evaluate("document.activeElement.checked"):
            break
        tab.press("ArrowDown")
    tab.tab_to(".new-form button[type=submit]")
    tab.press("Enter")
    expect(page.locator("[data-race]")).to_have_attribute("data-race-status", "setup")
    expect(page.locator("h1")).to_have_text("Race by keyboard")
    race_id = page.url.rsplit("/", 1)[1]

    for name in ("Rosa", "Milo"):
        tab.tab_to("#add-name")
        page.keyboard.type(name)
        tab.press("Enter")
        expect(page.locator("[data-entrants] .entrant__name", has_text=name)).to_be_visible()
    picture(page, artifacts, "race-setup")
    tab.tab_to("[data-action=release]")
    tab.press("Enter")
    expect(page.locator("summary[data-action=start]")).to_be_visible()
    tab.tab_to("summary[data-action=start]")
    tab.press("Enter")
    tab.tab_to("[data-confirm=start]")
    picture(page, artifacts, "race-setup-confirm")
    tab.press("Enter")
    expect(page.locator("[data-race]")).to_have_attribute("data-race-status", "running")
    with server.client() as anyone:
        assert anyone.get(f"/api/races/{race_id}").json()["status"] == "running"
    tab.tab_to("summary[data-action=finish]")
    tab.press("Enter")
    tab.tab_to("[data-confirm=finish]")
    tab.press("Enter")
    expect(page.locator("[data-race]")).to_have_attribute("data-race-status", "finished")
    picture(page, artifacts, "race-nobody-finished")


def test_escape_closes_a_question(races, tabs):
    race = races.make("ann")
    tab = tabs()
    sign_in(tab, race.organizer_name)
    page = tab.open(f"/race/{race.id}")
    tab.tab_to("summary[data-action=delete]")
    tab.press("Enter")
    expect(page.locator("[data-confirm=delete]")).to_be_visible()
    tab.press("Escape")
    expect(page.locator("[data-confirm=delete]")).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.action") == "delete"


def test_what_is_typed_stays_while_the_page_changes(races, tabs, server):
    """A page in setup loads itself again when someone joins; that must not cost what the organizer types."""
    race = races.make("ann")
    server.token(race.name("bob"))
    tab = tabs()
    sign_in(tab, race.organizer_name)
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    page.click("#add-name")
    page.keyboard.type("half a na")
    race.add("bob")
    expect(page.locator("[data-entrants] .entrant__name", has_text=race.name("bob"))).to_be_visible()
    expect(page.locator("#add-name")).to_have_value("half a na")
    expect(page.locator("#add-name")).to_be_focused()


# Refused input


def test_words_stand_beside_the_field(races, tabs, artifacts):
    race = races.make("ann")
    tab = tabs()
    sign_in(tab, race.organizer_name)
    tab.allowed = {400, 422}

    page = tab.open(f"/race/{race.id}")
    page.fill("#add-name", race.name("ann"))
    page.press("#add-name", "Enter")
    error = page.locator("[data-error=username]")
    expect(error).to_contain_text("already in this race")
    expect(page.locator("#add-name")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#add-name")).to_have_value(race.name("ann"))
    assert page.evaluate("document.getElementById(document.getElementById('add-name').getAttribute('aria-describedby')) !== null")
    picture(page, artifacts, "race-setup-refused")

    page = tab.open("/race/new")
    page.evaluate("document.querySelector('.new-form').noValidate = true")
    page.fill("#name", "   ")
    page.fill("#schedule", "2020-01-01T10:00")
    page.click(".new-form button[type=submit]")
    expect(page.locator("[data-form-error]")).to_be_visible()
    expect(page.locator("[data-error=name], [data-error=schedule]").first).to_be_visible()
    picture(page, artifacts, "new-race-refused")


def test_a_refused_sign_in_says_why(tabs):
    tab = tabs()
    tab.allowed = {422}
    page = tab.open("/sign-in")
    page.evaluate("document.querySelector('form[data-sign-in]').noValidate = true")
    page.fill("#username", "  ")
    page.click("form[data-sign-in=development] button[type=submit]")
    expect(page.locator("#username-error")).to_be_visible()
    expect(page.locator("#username")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("path", ["/nothing", "/race/00000000-0000-0000-0000-000000000007"])
def test_a_page_that_is_not_there_leads_on(tabs, artifacts, path):
    tab = tabs()
    tab.allowed = {404}
    page = tab.open(path)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main a[href='/']")).to_be_visible()
    picture(page, artifacts, "error" + path[:5].replace("/", "-"))


def test_who_may_not_create_races_is_told(tabs):
    tab = tabs()
    tab.allowed = {403}
    sign_in(tab, "OnlyRunner", "user")
    page = tab.open("/race/new")
    expect(page.locator("main")).to_contain_text("organizers")
