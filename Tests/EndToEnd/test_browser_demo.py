"""The demo race in a browser, from the home page to the result that stays."""

import time

import pytest
from playwright.sync_api import expect

from browser import dots, picture, rows, until
from server import Server


@pytest.fixture(scope="module")
def demo_server(tmp_path_factory, pools):
    """A server whose demo race lasts seconds."""
    env = {"DEMO_SPEED": 90, "DEMO_LOBBY_SECONDS": 5, "DEMO_PAUSE_SECONDS": 600}
    server = Server(tmp_path_factory.mktemp("demo"), pools, options=["--dev-login", "--demo"], env=env).start()
    yield server
    server.kill()
    server.check_log()


def test_a_demo_race_is_followed_to_its_end(demo_server, tabs, artifacts):
    tab = tabs(on=demo_server)
    page = tab.open("/")
    # The home page may have come before the race was on: it is loaded again until it shows one.
    deadline = time.monotonic() + 30
    while page.locator("[data-live-race]").count() == 0:
        assert time.monotonic() < deadline, "No demo race on the home page"
        page.wait_for_timeout(250)
        page.reload()
    expect(page.locator("[data-live-race] [data-leaderboard] [data-row]").first).to_be_visible()
    picture(page, artifacts, "home-live")
    page.click("[data-live-race] h3 a")

    expect(page.locator("[data-race]")).to_have_attribute("data-race-status", "running")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    until(page, "document.querySelectorAll('[data-map-svg] [data-dot]').length === 8")
    until(page, "document.querySelectorAll('[data-leaderboard] [data-row][data-status=playing]').length >= 6")
    first_rows, first_dots = rows(page), dots(page)
    assert len(first_rows) == 8
    picture(page, artifacts, "race-running")

    until(
        page,
        """before => [...document.querySelectorAll('[data-leaderboard] [data-row]')].some(row =>
            before[row.dataset.player] !== row.querySelector('[data-field=where]').textContent.trim())""",
        {row["id"]: row["where"] for row in first_rows},
    )
    until(
        page,
        """before => [...document.querySelectorAll('[data-map-svg] [data-dot]')].filter(dot =>
            before[dot.dataset.dot] !== dot.dataset.at).length >= 3""",
        first_dots,
    )
    times = {row["id"]: row["time"] for row in first_rows}
    assert any(row["time"] != times[row["id"]] for row in rows(page)), "clocks run"
    until(page, "document.querySelectorAll('[data-map-svg] [data-part=paths] *').length > 0")
    until(page, "document.querySelector('[data-row] [data-field=gap]:not([data-sign=\"\"])') !== null")

    expect(page.locator("[data-race]")).to_have_attribute("data-race-status", "finished", timeout=60_000)
    expect(page.locator("[data-podium] [data-place]")).to_have_count(3)
    result = rows(page)
    statuses = [row["status"] for row in result]
    assert sorted(set(statuses)) == ["abandoned", "finished"] and statuses.count("abandoned") == 1
    assert statuses[-1] == "abandoned"
    picture(page, artifacts, "race-finished")

    page.reload()
    expect(page.locator("[data-podium] [data-place]")).to_have_count(3)
    shown = [(row["id"], row["status"], row["time"]) for row in rows(page)]
    assert shown == [(row["id"], row["status"], row["time"]) for row in result], "the result stays"
    race = page.url.rsplit("/", 1)[1]
    with demo_server.client() as anyone:
        detail = anyone.get(f"/api/races/{race}").json()
    assert detail["status"] == "finished"
    tab.open("/")
    expect(page.locator(f"[data-race-card='{race}']")).to_be_visible()
    picture(page, artifacts, "home-after")
    tab.open("/races")
    expect(page.locator(f"[data-race-card='{race}'] .race-card__winner")).to_be_visible()
    picture(page, artifacts, "races")
