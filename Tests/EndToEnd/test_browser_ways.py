"""Pages without script, without motion, on a phone, for readers, and alone."""

from playwright.sync_api import expect

from browser import assert_fits, sign_in, until
from clients import Viewer
from playing import cross, walk
from seeds import CAVE, FINISH, HALL_FLAG


# Without script, without motion, with a finger


def test_without_script_the_race_can_be_read(under_way, tabs, artifacts):
    race, ann, _ = under_way
    tab = tabs(java_script_enabled=False)
    page = tab.open(f"/race/{race.id}")
    shown = page.locator("[data-leaderboard] [data-row]")
    expect(shown).to_have_count(2)
    expect(shown.first).to_contain_text(race.name("ann"))
    expect(page.locator("[data-map-svg] [data-node]")).to_have_count(5)
    expect(page.locator("[data-map-svg]")).to_be_visible()
    expect(page.locator("[data-map-svg]")).to_contain_text("Damp Cave")
    page.screenshot(path=artifacts / "race-running-without-script-1440.png", full_page=True)
    walk(ann, 60_000)
    ann.send("event_flag", flag_id=FINISH, igt_ms=61_000)
    ann.until("leaderboard_update", lambda f: ann.own(f)["status"] == "finished")
    race.do("finish")
    page.reload()
    expect(page.locator("[data-podium] [data-place]")).to_have_count(1)


def test_without_script_forms_work(tabs, server):
    server.token("Scriptless_runner")
    tab = tabs(java_script_enabled=False)
    sign_in(tab, "Scriptless")
    page = tab.open("/race/new")
    page.fill("#name", "Without script")
    page.check("input[name=pool][value=tiny]", force=True)
    page.click(".new-form button[type=submit]")
    page.fill("#add-name", "Scriptless_runner")
    page.press("#add-name", "Enter")
    expect(page.locator("[data-entrants] .entrant__name")).to_contain_text("Scriptless_runner")
    page.click("[data-action=release]")
    page.click("summary[data-action=start]")
    page.click("[data-confirm=start]")
    expect(page.locator("[data-race]")).to_have_attribute("data-race-status", "running")


def test_with_reduced_motion_nothing_moves(under_way, tabs):
    race, ann, _ = under_way
    tab = tabs(reduced_motion="reduce")
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    cross(ann, HALL_FLAG, 40_000)
    expect(page.locator(f"[data-dot='{ann.id}']")).to_have_attribute("data-at", "hall_9a9a")
    moving = page.evaluate(
        """() => document.getAnimations().filter(a => a.playState === 'running' && a.effect.getComputedTiming().duration > 50)
           .map(a => (a.animationName ?? 'script') + ' on ' + (a.effect.target?.getAttribute?.('class') ?? ''))"""
    )
    assert moving == []


def test_with_motion_dots_glide(under_way, tabs):
    race, ann, _ = under_way
    page = tabs().open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    until(page, "document.querySelectorAll('[data-dot]').length === 2")
    page.evaluate(
        """id => { window.glided = 0; const dot = document.querySelector(`[data-dot="${id}"]`);
                   const real = dot.animate.bind(dot); dot.animate = (...a) => { window.glided += 1; return real(...a); }; }""",
        ann.id,
    )
    cross(ann, HALL_FLAG, 40_000)
    until(page, "window.glided > 0")


def test_on_a_phone_the_race_is_usable(under_way, tabs, artifacts):
    race, _, _ = under_way
    tab = tabs(size="360", has_touch=True, is_mobile=True)
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    assert_fits(page, "the race on a phone")
    page.locator("[data-map-view]").scroll_into_view_if_needed()
    page.locator(f"[data-node={CAVE}] .node__hit").tap(force=True)
    expect(page.locator("[data-map-popup]")).to_be_visible()
    page.screenshot(path=artifacts / "map-popup-360.png")


# Marks that help those who do not see


def test_pages_can_be_read_by_machines(under_way, tabs):
    race, _, _ = under_way
    tab = tabs()
    for path in ("/", "/races", "/sign-in", f"/race/{race.id}"):
        page = tab.open(path)
        assert page.locator("h1").count() == 1, path
        assert page.locator("html").get_attribute("lang") == "en"
        unnamed = page.evaluate(
            """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select')].filter(e =>
                 !(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('title') || e.labels?.length))
               .map(e => e.outerHTML.slice(0, 100))"""
        )
        assert unnamed == [], path
        doubles = page.evaluate(
            """() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                       return ids.filter((id, index) => ids.indexOf(id) !== index) }"""
        )
        assert doubles == [], path


def test_pages_answer_who_watches(under_way, tabs, server):
    race, _, _ = under_way
    page = tabs().open(f"/race/{race.id}")
    expect(page.locator("[data-spectators]")).to_have_text("1")
    with Viewer(server, race.id) as viewer:
        viewer.joined()
        expect(page.locator("[data-spectators]")).to_have_text("2")
    expect(page.locator("[data-spectators]")).to_have_text("1")


def test_a_deleted_race_says_so(races, tabs):
    race = races.make("ann")
    tab = tabs()
    tab.allowed = {404}
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    race.organizer.delete(f"/api/races/{race.id}")
    expect(page.locator("[data-connection=ended]")).to_contain_text("deleted")


def test_nothing_comes_from_other_sites(under_way, tabs):
    race, _, _ = under_way
    tab = tabs()
    asked = []
    tab.page.on("request", lambda request: asked.append(request.url))
    tab.open("/")
    tab.open(f"/race/{race.id}")
    expect(tab.page.locator("[data-connection=live]")).to_be_visible()
    assert asked and [url for url in asked if not url.startswith((tab.page.url.split("/race")[0], "data:"))] == []


def test_pages_run_only_our_own_scripts(under_way, server):
    race, _, _ = under_way
    with server.client() as anyone:
        for path in ("/", "/races", "/sign-in", f"/race/{race.id}", "/nothing"):
            answer = anyone.get(path, headers={"Accept": "text/html"})
            policy = [rule.split() for rule in answer.headers["content-security-policy"].split(";")]
            rules = {rule[0]: " ".join(rule[1:]) for rule in policy if rule}
            assert rules.get("script-src", rules.get("default-src")) == "'self'", path
            assert answer.headers["x-content-type-options"] == "nosniff"
