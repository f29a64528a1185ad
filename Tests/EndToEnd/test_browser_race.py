"""The page of a race: what it shows of each message, and how it is worked."""

import time

from playwright.sync_api import expect

from browser import Tab, sign_in, until
from playing import cross
from seeds import BOSS_FLAG, CAVE, FINISH, HALL_FLAG, KEEP_FLAG, START


def test_rows_and_dots_follow_each_message(under_way, tabs):
    race, ann, bob = under_way
    page = tabs().open(f"/race/{race.id}")
    row = lambda player: page.locator(f"[data-leaderboard] [data-player='{race.participants[player]}']")
    dot = lambda player: page.locator(f"[data-dot='{race.participants[player]}']")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    expect(row("ann").locator("[data-field=rank]")).to_have_text("1")
    expect(dot("ann")).to_have_attribute("data-at", CAVE)

    ann.send("status_update", igt_ms=25_000, death_count=4)
    expect(row("ann").locator("[data-field=deaths]")).to_have_text("4")

    cross(bob, KEEP_FLAG, 15_000)
    expect(row("bob").locator("[data-field=rank]")).to_have_text("1")
    cross(ann, HALL_FLAG, 40_000)
    expect(row("ann").locator("[data-field=rank]")).to_have_text("1")
    expect(dot("ann")).to_have_attribute("data-at", "hall_9a9a")
    expect(row("bob").locator("[data-field=gap]")).not_to_have_text("")

    bob.close()
    expect(row("bob")).to_have_attribute("data-connected", "false")

    cross(ann, BOSS_FLAG, 50_000)
    ann.send("event_flag", flag_id=FINISH, igt_ms=61_000)
    expect(row("ann")).to_have_attribute("data-status", "finished")
    expect(row("ann").locator("[data-field=time]")).to_have_text("1:01")
    race.do("abandon", by="bob")
    expect(page.locator("[data-podium] [data-place]")).to_have_count(1)


def test_a_page_comes_back_after_the_server_was_away(own_server, chromium):
    server = own_server().start()
    race = server.races().make("ann", "bob")
    race.start()
    tab = Tab(chromium, server)
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    server.kill()
    expect(page.locator("[data-connection=waiting]")).to_be_visible()
    server.start()
    expect(page.locator("[data-connection=live]")).to_be_visible()
    tab.context.close()
    # The browser itself complains about the connection that was refused; the page must not.
    assert [p for p in tab.problems if "ERR_CONNECTION_REFUSED" not in p and "WebSocket" not in p] == []


def test_the_map_is_worked_by_keyboard(under_way, tabs, artifacts):
    race, _, _ = under_way
    tab = tabs()
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()

    camera = lambda: page.eval_on_selector("[data-map-svg]", "e => e.getAttribute('viewBox') + (e.style.transform ?? '')"
                                           " + [...e.querySelectorAll('g')].map(g => g.getAttribute('transform')).slice(0, 3)"
                                           " + e.getBoundingClientRect().width")
    tab.tab_to("[data-map-zoom=in]")
    before = camera()
    tab.press("Enter")
    expect_change(page, camera, before)

    tab.tab_to("[data-map-view]")
    before = camera()
    tab.press("+", "+")
    expect_change(page, camera, before)
    before = camera()
    tab.press("ArrowRight")
    expect_change(page, camera, before)
    tab.press("0")

    tab.tab_to("[data-node]")
    assert page.evaluate("document.activeElement.dataset.node") == START
    tab.press("Enter")
    popup = page.locator("[data-map-popup]")
    expect(popup).to_be_visible()
    expect(popup).to_contain_text("Quiet Chapel")
    assert page.evaluate("document.activeElement.closest('[data-map-popup]') !== null"), "the popup has the focus"
    page.screenshot(path=artifacts / "map-popup-1440.png")
    tab.press("Escape")
    expect(popup).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.node") == START, "the focus comes back"

    tab.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.node") != START
    tab.press("Enter")
    expect(popup).to_be_visible()
    tab.press("Escape")
    expect(popup).to_be_hidden()


def test_picking_a_runner_by_keyboard_shows_only_that_path(under_way, tabs):
    race, _, _ = under_way
    tab = tabs()
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    tab.tab_to("[data-leaderboard] [data-select]")
    tab.press("Enter")
    expect(page.locator("[data-leaderboard] [data-select][aria-pressed=true]")).to_have_count(1)
    tab.press("Escape")
    expect(page.locator("[data-leaderboard] [data-select][aria-pressed=true]")).to_have_count(0)


def test_a_runner_sees_the_own_part_of_the_map(under_way, chromium, server, tabs):
    race, ann, bob = under_way
    tab = tabs()
    sign_in(tab, race.name("bob"), "user")
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    expect(page.locator("[data-race]")).to_have_attribute("data-audience", "run")
    nodes = lambda: page.eval_on_selector_all("[data-node]", "nodes => nodes.map(n => n.dataset.name ?? '')")
    assert sorted(nodes()) == ["", "", "Quiet Chapel"]
    cross(bob, KEEP_FLAG, 15_000)
    until(page, "document.querySelector('[data-node=keep_e5f6]')?.dataset.name === 'Old Keep'")
    html = page.content()
    assert "Last King" not in html and "Damp Cave" not in html and "Silent Hall" not in html
    cross(bob, HALL_FLAG, 30_000)
    cross(bob, BOSS_FLAG, 50_000)
    bob.send("event_flag", flag_id=FINISH, igt_ms=70_000)
    until(page, "document.querySelectorAll('[data-node]').length === 5")
    expect(page.locator("[data-race]")).to_have_attribute("data-audience", "full")


def expect_change(page, value, before, patience=5):
    deadline = time.monotonic() + patience
    while value() == before:
        assert time.monotonic() < deadline, "The map did not move"
        page.wait_for_timeout(30)
