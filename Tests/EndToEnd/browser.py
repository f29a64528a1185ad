"""A real browser, and what all pages have to keep to."""

import contextlib
import time

from playwright.sync_api import expect, sync_playwright

#: Widths at which each page is looked at.
SIZES = {"360": (360, 740), "768": (768, 1024), "1440": (1440, 900)}
PATIENCE = 20_000


@contextlib.contextmanager
def launched():
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
