"""The pages in a real browser: a demo race to its end, forms by keyboard, sizes, no script, no motion."""

import re
import time

import pytest
from playwright.sync_api import expect, sync_playwright

from clients import Mod, Viewer
from seeds import CAVE, CAVE_FLAG, FINISH, HALL_FLAG, KEEP_FLAG, START
from server import Server

SIZES = {"360": (360, 740), "768": (768, 1024), "1440": (1440, 900)}
PATIENCE = 20_000


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


class Tab:
    """A page that keeps what went wrong on it."""

    def __init__(self, browser, server, size="1440", **options):
        width, height = SIZES[size]
        self.context = browser.new_context(
            base_url=server.url, viewport={"width": width, "height": height}, **options
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.problems = []
        #: Answers with an error status that a test asks for.
        self.allowed = set()
        self.page.on("console", self.heard)
        self.page.on("pageerror", lambda error: self.problems.append(f"error on the page: {error}"))
        self.page.on("response", self.answered)

    def heard(self, message):
        # A refused form is told by `answered`.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.problems.append(f"console {message.type}: {message.text}")

    def answered(self, response):
        if response.status >= 400 and response.status not in self.allowed:
            self.problems.append(f"{response.status} {response.url}")

    def open(self, path):
        self.page.goto(path, wait_until="load")
        return self.page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, selector, back=False):
        """Presses Tab until the focus is on `selector`, as somebody without a mouse does."""
        for _ in range(120):
            if self.page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{selector} can't be reached by keyboard")

    def close(self):
        self.context.close()
        assert self.problems == []


@pytest.fixture
def tabs(chromium, server):
    """Opens tabs on the shared server; each has to end without a complaint."""
    opened = []

    def open_tab(on=None, **options) -> Tab:
        opened.append(Tab(chromium, on or server, **options))
        return opened[-1]

    yield open_tab
    for tab in opened:
        tab.close()


@pytest.fixture(scope="module")
def demo_server(tmp_path_factory, pools):
    """A server whose demo race lasts seconds."""
    env = {"DEMO_SPEED": 90, "DEMO_LOBBY_SECONDS": 5, "DEMO_PAUSE_SECONDS": 600}
    server = Server(tmp_path_factory.mktemp("demo"), pools, options=["--dev-login", "--demo"], env=env).start()
    yield server
    server.kill()
    server.check_log()


def sign_in(tab, name, role="organizer"):
    page = tab.open("/sign-in")
    page.fill("#username", name)
    page.check(f"input[name=role][value={role}]", force=True)
    page.click("form[data-sign-in=development] button[type=submit]")
    expect(page.locator(f"[data-signed-in={name}]")).to_be_attached()


def until(page, expression, arg=None, patience=20):
    """Waits until the expression holds. The page's own rules forbid the polling that Playwright would put into it."""
    deadline = time.monotonic() + patience
    while not page.evaluate(expression, arg):
        assert time.monotonic() < deadline, f"This did not come to be: {expression} {arg}"
        page.wait_for_timeout(40)


def assert_fits(page, what):
    """Nothing makes the page scroll sideways."""
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if wide[0] > wide[1]:
        culprits = page.evaluate(
            """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
               .slice(0, 8).map(e => e.tagName + '.' + (e.getAttribute('class') ?? ''))"""
        )
        raise AssertionError(f"{what} is {wide[0]} px wide in a window of {wide[1]}: {culprits}")


def picture(page, artifacts, name):
    """A screenshot at each width, each without sideways scrolling."""
    before = page.viewport_size
    for label, (width, height) in reversed(SIZES.items()):
        page.set_viewport_size({"width": width, "height": height})
        assert_fits(page, f"{name} at {label}")
        page.screenshot(path=artifacts / f"{name}-{label}.png", full_page=True, animations="disabled")
    page.set_viewport_size(before)


def rows(page) -> list[dict]:
    return page.eval_on_selector_all(
        "[data-leaderboard] [data-row]",
        """rows => rows.map(row => ({
            id: row.dataset.player, status: row.dataset.status,
            ...Object.fromEntries([...row.querySelectorAll('[data-field]')].map(f => [f.dataset.field, f.textContent.trim()]))
        }))""",
    )


def dots(page) -> dict:
    return dict(page.eval_on_selector_all(
        "[data-map-svg] [data-dot]", "dots => dots.map(dot => [dot.dataset.dot, dot.dataset.at ?? ''])"
    ))


# The demo race


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
    until(page, "[...document.querySelectorAll('[data-leaderboard] [data-row]')].filter(r => r.dataset.status === 'playing').length >= 6")
    first_rows, first_dots = rows(page), dots(page)
    assert len(first_rows) == 8
    picture(page, artifacts, "race-running")

    until(page, """before => [...document.querySelectorAll('[data-leaderboard] [data-row]')].some(row =>
            before[row.dataset.player] !== row.querySelector('[data-field=where]').textContent.trim())""", {row["id"]: row["where"] for row in first_rows})
    until(page, """before => [...document.querySelectorAll('[data-map-svg] [data-dot]')].filter(dot =>
            before[dot.dataset.dot] !== dot.dataset.at).length >= 3""", first_dots)
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


# A race that the test plays itself


@pytest.fixture
def course(races, server):
    """Ann, in the cave, and Bob, at the start, of a running race, with their mods."""
    race = races.make("ann", "bob")
    mods = {}
    for player in ("ann", "bob"):
        mods[player] = Mod(server, race.id, race.mod_token(player))
        mods[player].joined()
        mods[player].send("ready")
        mods[player].until("leaderboard_update", lambda f, m=mods[player]: m.own(f)["status"] == "ready")
    race.start()
    for mod in mods.values():
        mod.until("race_status_change")
        mod.send("status_update", igt_ms=1000, death_count=0)
        mod.until("leaderboard_update", lambda f, m=mod: m.own(f)["status"] == "playing")
    cross(mods["ann"], CAVE_FLAG, 20_000)
    yield race, mods["ann"], mods["bob"]
    for mod in mods.values():
        mod.close()


def cross(mod, flag, igt):
    mod.send("event_flag", flag_id=flag, igt_ms=igt)
    mod.until("zone_update")


def test_rows_and_dots_follow_each_message(course, tabs):
    race, ann, bob = course
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


def test_the_map_is_worked_by_keyboard(course, tabs, artifacts):
    race, _, _ = course
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


def expect_change(page, value, before, patience=5):
    deadline = time.monotonic() + patience
    while value() == before:
        assert time.monotonic() < deadline, "The map did not move"
        page.wait_for_timeout(30)


def test_picking_a_runner_by_keyboard_shows_only_that_path(course, tabs):
    race, _, _ = course
    tab = tabs()
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    tab.tab_to("[data-leaderboard] [data-select]")
    tab.press("Enter")
    expect(page.locator("[data-leaderboard] [data-select][aria-pressed=true]")).to_have_count(1)
    tab.press("Escape")
    expect(page.locator("[data-leaderboard] [data-select][aria-pressed=true]")).to_have_count(0)


def test_a_runner_sees_the_own_part_of_the_map(course, chromium, server, tabs):
    race, ann, bob = course
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
    bob.send("event_flag", flag_id=FINISH, igt_ms=70_000)
    until(page, "document.querySelectorAll('[data-node]').length === 5")
    expect(page.locator("[data-race]")).to_have_attribute("data-audience", "full")


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


# Without script, without motion, with a finger


def test_without_script_the_race_can_be_read(course, tabs, artifacts):
    race, ann, _ = course
    tab = tabs(java_script_enabled=False)
    page = tab.open(f"/race/{race.id}")
    shown = page.locator("[data-leaderboard] [data-row]")
    expect(shown).to_have_count(2)
    expect(shown.first).to_contain_text(race.name("ann"))
    expect(page.locator("[data-map-svg] [data-node]")).to_have_count(5)
    expect(page.locator("[data-map-svg]")).to_be_visible()
    expect(page.locator("[data-map-svg]")).to_contain_text("Damp Cave")
    page.screenshot(path=artifacts / "race-running-without-script-1440.png", full_page=True)
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


def test_with_reduced_motion_nothing_moves(course, tabs):
    race, ann, _ = course
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


def test_with_motion_dots_glide(course, tabs):
    race, ann, _ = course
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


def test_on_a_phone_the_race_is_usable(course, tabs, artifacts):
    race, _, _ = course
    tab = tabs(size="360", has_touch=True, is_mobile=True)
    page = tab.open(f"/race/{race.id}")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    assert_fits(page, "the race on a phone")
    page.locator("[data-map-view]").scroll_into_view_if_needed()
    page.locator(f"[data-node={CAVE}] .node__hit").tap(force=True)
    expect(page.locator("[data-map-popup]")).to_be_visible()
    page.screenshot(path=artifacts / "map-popup-360.png")


# Marks that help those who do not see


def test_pages_can_be_read_by_machines(course, tabs):
    race, _, _ = course
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
            "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.filter((id, i) => ids.indexOf(id) !== i) }"
        )
        assert doubles == [], path


def test_pages_answer_who_watches(course, tabs, server):
    race, _, _ = course
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


def test_nothing_comes_from_other_sites(course, tabs):
    race, _, _ = course
    tab = tabs()
    asked = []
    tab.page.on("request", lambda request: asked.append(request.url))
    tab.open("/")
    tab.open(f"/race/{race.id}")
    expect(tab.page.locator("[data-connection=live]")).to_be_visible()
    assert asked and [url for url in asked if not url.startswith((tab.page.url.split("/race")[0], "data:"))] == []


def test_pages_run_only_our_own_scripts(course, server):
    race, _, _ = course
    with server.client() as anyone:
        for path in ("/", "/races", "/sign-in", f"/race/{race.id}", "/nothing"):
            answer = anyone.get(path, headers={"Accept": "text/html"})
            rules = dict(rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";") if " " in rule.strip())
            assert rules.get("script-src", rules.get("default-src")) == "'self'", path
            assert answer.headers["x-content-type-options"] == "nosniff"
