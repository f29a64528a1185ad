// What every page needs: times in the viewer's zone, clocks, menus that close, forms that know the zone.
import { find, write } from "./dom.js";
import { elapsed, moment, relative, schedule } from "./text.js";

function showTimes() {
    const now = new Date();
    for (const time of document.querySelectorAll("time[data-time]")) {
        const date = new Date(time.getAttribute("datetime") ?? "");
        if (Number.isNaN(date.getTime())) continue;
        const style = time.getAttribute("data-time");
        const text = style === "relative" ? relative(date, now) : style === "schedule" ? schedule(date, now) : moment(date);
        write(time, text);
        if (!time.hasAttribute("title")) time.setAttribute("title", date.toLocaleString());
    }
}

function showClocks() {
    for (const clock of document.querySelectorAll("[data-elapsed]")) {
        const start = Date.parse(clock.getAttribute("data-elapsed") ?? "");
        if (!Number.isNaN(start)) write(clock, elapsed(Date.now() - start));
    }
}

/**
 * Fields for local times: shows a stored time in this zone and tells the server the zone's offset.
 * @param {HTMLFormElement} form
 */
function localiseForm(form) {
    const offset = /** @type {HTMLInputElement | null} */ (form.querySelector("[data-utc-offset]"));
    const field = /** @type {HTMLInputElement | null} */ (form.querySelector("input[type=datetime-local]"));
    if (!offset || !field) return;
    const stored = field.dataset.utcValue ? new Date(field.dataset.utcValue) : null;
    if (stored && !Number.isNaN(stored.getTime())) {
        const local = new Date(stored.getTime() - stored.getTimezoneOffset() * 60_000);
        field.value = local.toISOString().slice(0, 16);
    }
    const hint = find(form, "[data-zone-hint]");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (hint) hint.textContent = (hint.textContent ?? "").replace("In UTC.", `In your time zone (${zone}).`);
    const note = () => {
        const chosen = field.value ? new Date(field.value) : new Date();
        offset.value = String(-chosen.getTimezoneOffset());
    };
    field.addEventListener("input", note);
    note();
}

/**
 * Brings times and forms below `root` to life; called again after a part of a page was replaced.
 * @param {ParentNode} root
 */
export function enliven(root) {
    for (const form of root.querySelectorAll("form")) localiseForm(form);
    for (const link of root.querySelectorAll("a[data-sign-in-link]")) {
        const here = location.pathname + location.search;
        if (here !== "/" && here !== "/sign-in") {
            link.setAttribute("href", `/sign-in?return_to=${encodeURIComponent(here)}`);
        }
    }
    showTimes();
    showClocks();
}

/** @param {Element} details */
function isDisclosure(details) {
    return details.matches("[data-menu], .confirm");
}

document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !(event.target instanceof Element)) return;
    const open = event.target.closest("details[open]");
    if (!open || !isDisclosure(open)) return;
    open.removeAttribute("open");
    find(open, "summary")?.focus();
    event.stopPropagation();
});

document.addEventListener("pointerdown", (event) => {
    for (const open of document.querySelectorAll("details[data-menu][open]")) {
        if (!(event.target instanceof Node) || !open.contains(event.target)) open.removeAttribute("open");
    }
});

// One question at a time.
document.addEventListener(
    "toggle",
    (event) => {
        const opened = event.target;
        if (!(opened instanceof HTMLDetailsElement) || !opened.open || !opened.matches(".confirm")) return;
        for (const other of document.querySelectorAll("details.confirm[open]")) {
            if (other !== opened) other.removeAttribute("open");
        }
    },
    true,
);

enliven(document);
setInterval(showClocks, 1000);
setInterval(showTimes, 30_000);
