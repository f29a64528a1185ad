// What every page needs: times in the viewer's zone, clocks, menus that close, forms that know the zone.
import { serverNow } from "./clock.js";
import { find, write } from "./dom.js";
import { elapsed, moment, relative, schedule } from "./text.js";

function showTimes() {
    const now = new Date(serverNow());
    for (const time of document.querySelectorAll("time[data-time]")) {
        const date = new Date(time.getAttribute("datetime") ?? "");
        if (Number.isNaN(date.getTime())) continue;
        const style = time.getAttribute("data-time");
        const text = style === "relative" ? relative(date, now) : style === "schedule" ? schedule(date, now) : moment(date, now);
        write(time, text);
        if (!time.hasAttribute("title")) time.setAttribute("title", date.toLocaleString());
    }
}

function showClocks() {
    for (const clock of document.querySelectorAll("[data-elapsed]")) {
        const start = Date.parse(clock.getAttribute("data-elapsed") ?? "");
        if (!Number.isNaN(start)) write(clock, elapsed(serverNow() - start));
    }
}

/** @type {WeakSet<HTMLFormElement>} */
const localised = new WeakSet();

/**
 * A field for a local time: shows a stored moment in this zone and tells the server which moment is meant.
 * @param {HTMLFormElement} form
 */
function localiseForm(form) {
    const instant = /** @type {HTMLInputElement | null} */ (form.querySelector("input[data-instant]"));
    const field = /** @type {HTMLInputElement | null} */ (form.querySelector("input[type=datetime-local]"));
    if (!instant || !field || localised.has(form)) return;
    localised.add(form);
    const stored = instant.dataset.instant ?? "";
    const date = new Date(stored);
    const shown = Number.isNaN(date.getTime()) ? "" : localText(date);
    if (shown) field.value = shown;
    const hint = find(form, "[data-zone-hint]");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (hint) hint.textContent = (hint.textContent ?? "").replace("In UTC.", `In your time zone (${zone}).`);
    const note = () => {
        const text = field.value;
        const words = isSkipped(text) ? "This time does not exist: the clocks are put forward over it." : "";
        field.setCustomValidity(words);
        // What is untouched stays what it is: the field shows neither seconds nor which of two equal hours.
        instant.value = words ? "skipped" : text && text === shown ? stored : isoText(text);
    };
    field.addEventListener("input", note);
    note();
}

/** @param {Date} date @returns {string} as a field for local times has it */
function localText(date) {
    return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** @param {string} text a local time @returns {string} the moment, or the text where it is none */
function isoText(text) {
    const date = new Date(text);
    return Number.isNaN(date.getTime()) ? text : date.toISOString();
}

/** @param {string} text a local time @returns {boolean} whether this zone's clocks never show it */
function isSkipped(text) {
    const date = new Date(text);
    const [hours, minutes] = (text.split("T")[1] ?? "").split(":").map(Number);
    return !Number.isNaN(date.getTime()) && (date.getHours() !== hours || date.getMinutes() !== minutes);
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
