"""Times on pages: by the server's clock, in the viewer's zone."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from browser import sign_in

BERLIN = {"timezone_id": "Europe/Berlin", "locale": "en-GB"}
WRONG = {"fast": 3 * 60 * 60 * 1000, "slow": -3 * 60 * 60 * 1000}


def set_clock(tab, shift):
    """The browser's clock is `shift` milliseconds off, as that of a badly kept computer is."""
    tab.context.add_init_script(
        """{
            const Right = Date, shift = %d;
            globalThis.Date = class extends Right {
                constructor(...parts) { if (parts.length) super(...parts); else super(Right.now() + shift); }
                static now() { return Right.now() + shift; }
            };
        }""" % shift
    )


def moment(**ahead) -> str:
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**ahead)).isoformat()


def seconds(clock) -> int:
    hours, minutes, rest = (int(part) for part in clock.split(":"))
    return (hours * 60 + minutes) * 60 + rest


# The viewer's clock is wrong


@pytest.mark.parametrize("way", WRONG)
def test_a_wrong_clock_of_the_viewer_changes_no_elapsed_time(running, tabs, way):
    race, _, _ = running
    tab = tabs()
    set_clock(tab, WRONG[way])
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    first = seconds(page.locator("[data-clock]").text_content())
    expect(page.locator("[data-clock]")).not_to_have_text(page.locator("[data-clock]").text_content())
    assert first < 300 and seconds(page.locator("[data-clock]").text_content()) - first in range(1, 60)


@pytest.mark.parametrize("way", WRONG)
def test_a_wrong_clock_of_the_viewer_changes_no_planned_start(races, tabs, way):
    race = races.make("ann", scheduled_at=moment(minutes=100, seconds=30))
    tab = tabs()
    set_clock(tab, WRONG[way])
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("time[data-time=schedule]").first).to_have_text(re.compile(r"^In 1h (39|40)m$"))


# The viewer's zone


def new_race(tabs, **options):
    tab = tabs(**BERLIN)
    sign_in(tab, "TimeKeeper")
    page = tab.open("/race/new")
    page.fill("#name", "A race at a time")
    page.check("input[name=pool][value=tiny]", force=True)
    return tab, page


def test_the_time_typed_is_the_time_of_the_viewers_zone(tabs, server):
    _, page = new_race(tabs)
    page.fill("#schedule", "2031-07-01T20:00")
    page.click(".new-form button[type=submit]")
    expect(page.locator("[data-race]")).to_have_attribute("data-race-status", "setup")
    with server.client() as anyone:
        planned = anyone.get(f"/api/races/{page.url.rsplit('/', 1)[1]}").json()["scheduled_at"]
    assert planned == "2031-07-01T18:00:00.000+00:00"


@pytest.mark.parametrize("asks", ["the browser", "the server"])
def test_a_time_that_the_clocks_skip_is_refused_with_a_word(tabs, asks):
    """In Berlin the hour from 2:00 to 3:00 is left out on 30 March 2031."""
    tab, page = new_race(tabs)
    page.fill("#schedule", "2031-03-30T02:30")
    if asks == "the server":
        tab.allowed = {422}
        page.evaluate("document.querySelector('.new-form').noValidate = true")
        page.click(".new-form button[type=submit]")
        expect(page.locator("[data-error=schedule]")).to_contain_text("does not exist")
        expect(page.locator("#schedule")).to_have_value("2031-03-30T02:30")
    else:
        page.click(".new-form button[type=submit]")
        assert "does not exist" in page.evaluate("document.getElementById('schedule').validationMessage")
        assert page.url.endswith("/race/new")
    page.fill("#schedule", "2031-03-30T03:30")
    page.click(".new-form button[type=submit]")
    expect(page.locator("[data-race]")).to_have_attribute("data-race-status", "setup")


def test_what_was_refused_keeps_its_time(tabs):
    tab, page = new_race(tabs)
    tab.allowed = {422}
    page.fill("#name", " ")
    page.fill("#schedule", "2031-07-01T20:00")
    page.evaluate("document.querySelector('.new-form').noValidate = true")
    page.click(".new-form button[type=submit]")
    expect(page.locator("[data-error=name]")).to_be_visible()
    expect(page.locator("#schedule")).to_have_value("2031-07-01T20:00")


@pytest.mark.parametrize("planned", [
    # 2:30 comes twice in Berlin on 26 October 2031: in summer time, and an hour later.
    "2031-10-26T00:30:00.000+00:00", "2031-10-26T01:30:00.000+00:00",
    # A field shows minutes only.
    "2031-07-01T18:00:12.250+00:00",
])
def test_a_form_saved_unchanged_changes_nothing(races, tabs, planned):
    race = races.make("ann", scheduled_at=planned)
    tab = tabs(**BERLIN)
    sign_in(tab, race.organizer_name)
    page = tab.open(f"/race/{race.id}")
    page.click("summary[data-action=schedule]")
    with page.expect_navigation():
        page.click("form[action$='/schedule'] button[type=submit]")
    assert race.detail()["scheduled_at"] == planned

    page.click("summary[data-action=schedule]")
    page.fill("#schedule", "2031-11-01T20:00")
    with page.expect_navigation():
        page.click("form[action$='/schedule'] button[type=submit]")
    assert race.detail()["scheduled_at"] == "2031-11-01T19:00:00.000+00:00"


def test_a_date_in_another_year_shows_the_year(races, tabs):
    this, other = moment(days=2), "2031-07-01T18:00:00Z"
    year = datetime.datetime.now().year
    if datetime.datetime.fromisoformat(this).year != year:
        pytest.skip("Two days from now is another year")
    for planned, shown in ((this, None), (other, "2031")):
        race = races.make("ann", scheduled_at=planned)
        for scripts in (True, False):
            tab = tabs(java_script_enabled=scripts, **BERLIN)
            page = tab.open(f"/race/{race.id}")
            text = page.locator("time[data-time=schedule]").first.text_content()
            assert (shown in text) if shown else not re.search(r"20\d\d", text), (scripts, text)
