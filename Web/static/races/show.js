// One race, live: before, during and after.
import { Announcer } from "../live/announcer.js";
import { RaceModel } from "../live/race-model.js";
import { RaceSocket } from "../live/socket.js";
import { RaceMap } from "../map/race-map.js";
import { find, write } from "../site/dom.js";
import { enliven } from "../site/site.js";
import { counted, igt } from "../site/text.js";
import { Board } from "./board.js";

/** @typedef {import("../live/types.js").Change} Change */

const goTime = 3000;
const spread = 1000;

class RacePage {
    #root;
    #model = new RaceModel();
    #announcer;
    #socket;
    /** @type {Board | null} */
    #board = null;
    /** @type {RaceMap | null} */
    #map = null;
    #refreshing = 0;
    #isRefreshAgain = false;

    /** @param {HTMLElement} root */
    constructor(root) {
        this.#root = root;
        this.#announcer = new Announcer(find(root, "[data-announcer]"));
        this.#attach();
        this.#socket = new RaceSocket(
            root.dataset.race ?? "",
            (message) => this.#apply(this.#model.apply(message)),
            (state, words) => this.#showConnection(state, words),
        );
    }

    start() {
        // A refused form answers under its own address, which can't be reloaded.
        if (location.pathname !== this.#address) history.replaceState(null, "", this.#address);
        this.#socket.connect();
        setInterval(() => this.#board?.tick(this.#model), 200);
        document.addEventListener("keydown", (event) => {
            if (event.key !== "Escape" || event.defaultPrevented) return;
            if (this.#map?.isPopupOpen) this.#map.closePopup();
            else this.#board?.clearSelection();
        });
        document.addEventListener("click", (event) => {
            if (event.target instanceof Element && event.target.closest("[data-map-all]")) this.#board?.clearSelection();
        });
    }

    get #address() {
        return `/race/${this.#root.dataset.race}`;
    }

    /** Finds the parts of the page that live, also after the page was replaced. */
    #attach() {
        const map = find(this.#root, "[data-map]");
        this.#map = map ? new RaceMap(map, this.#model, { isInteractive: true }) : null;
        const hasBoard = find(this.#root, "[data-leaderboard]") !== null;
        this.#board = hasBoard
            ? new Board(
                  this.#root,
                  (ids) => this.#map?.select(ids),
                  (node) => (this.#root.dataset.audience === "full" ? (this.#map?.nameOf(node) ?? null) : null),
              )
            : null;
        const hint = find(this.#root, "[data-board-hint]");
        if (hint) hint.hidden = this.#root.dataset.audience !== "full";
    }

    /** @param {Change[]} changes */
    #apply(changes) {
        let needsMap = false;
        let needsBoard = false;
        for (const change of changes) {
            this.#announce(change);
            switch (change.kind) {
                case "status":
                    if (change.to !== this.#root.dataset.raceStatus) this.#refreshSoon();
                    if (change.from === "setup" && change.to === "running") this.#go();
                    needsBoard = needsMap = true;
                    break;
                case "entrants":
                case "released":
                    if (this.#model.status === "setup") void this.#refresh();
                    break;
                case "ready":
                    this.#showEntrants();
                    break;
                case "spectators":
                    this.#showWatchers();
                    break;
                case "died":
                    this.#map?.die(change.player);
                    this.#board?.flash(change.player.id, "row--hurt");
                    needsBoard = true;
                    break;
                case "moved":
                    if (change.from) this.#board?.flash(change.player.id, "row--advanced");
                    if (this.#isMine(change.player.id)) void this.#map?.reload();
                    needsBoard = needsMap = true;
                    break;
                case "finished":
                case "abandoned":
                    // Whose run is over may see the whole map from now on.
                    if (this.#isMine(change.player.id) && this.#root.dataset.audience !== "full") void this.#refresh();
                    needsBoard = needsMap = true;
                    break;
                default:
                    needsBoard = needsMap = true;
            }
        }
        if (this.#model.status === "setup") this.#showEntrants();
        if (needsMap) this.#map?.update();
        if (needsBoard || changes.length === 0) this.#board?.update(this.#model);
    }

    /** @param {string} id */
    #isMine(id) {
        return id !== "" && id === this.#root.dataset.me;
    }

    /** @param {Change} change */
    #announce(change) {
        const say = (/** @type {string} */ words) => this.#announcer.say(words);
        switch (change.kind) {
            case "lead":
                return say(`${change.player.name} takes the lead.`);
            case "finished": {
                const place = this.#model.players.indexOf(change.player) + 1;
                return say(`${change.player.name} finishes in ${igt(change.player.igt)}${place > 0 ? `, place ${place}` : ""}.`);
            }
            case "abandoned":
                return say(`${change.player.name} gives up.`);
            case "ready":
                return say(`${change.player.name} is ready.`);
            case "status":
                if (change.from === "setup" && change.to === "running") return say("The race has started.");
                if (change.from === "running" && change.to === "finished") return say("The race is over.");
        }
    }

    #showEntrants() {
        for (const player of this.#model.players) {
            const row = find(this.#root, `[data-entrants] [data-player="${CSS.escape(player.id)}"]`);
            if (!row) continue;
            row.dataset.status = player.status;
            const words = player.status === "ready" ? "Ready" : player.connected ? "Connected" : "Not connected yet";
            write(row.querySelector('[data-field="where"]'), words);
        }
        const ready = this.#model.players.filter((player) => player.status === "ready").length;
        const text = find(this.#root, "[data-ready-text]");
        if (this.#model.players.length > 0) write(text, `${ready} of ${counted(this.#model.players.length, "runner", "runners")} ready.`);
    }

    #showWatchers() {
        const watchers = find(this.#root, "[data-watchers]");
        if (!watchers) return;
        watchers.hidden = false;
        write(find(watchers, "[data-spectators]"), String(this.#model.spectators));
    }

    /** @param {string} state @param {string} words */
    #showConnection(state, words) {
        const shown = find(this.#root, "[data-connection]");
        if (!shown) return;
        const wasLive = shown.dataset.connection === "live";
        shown.hidden = false;
        shown.dataset.connection = state;
        write(find(shown, "[data-connection-text]"), words);
        if (state === "ended" || (state === "waiting" && wasLive)) this.#announcer.say(`${words}.`);
    }

    /** Thousands who watch must not all ask for the new page in the same moment. */
    #refreshSoon() {
        if (this.#root.dataset.me) void this.#refresh();
        else setTimeout(() => void this.#refresh(), Math.random() * spread);
    }

    /** Takes the page of the server for the race's new state; the connection stays. */
    async #refresh() {
        if (this.#refreshing) {
            this.#isRefreshAgain = true;
            return;
        }
        this.#refreshing = 1;
        try {
            do {
                this.#isRefreshAgain = false;
                const response = await fetch(this.#address, { headers: { accept: "text/html" } }).catch(() => null);
                if (response?.ok) this.#replace(new DOMParser().parseFromString(await response.text(), "text/html"));
            } while (this.#isRefreshAgain);
        } finally {
            this.#refreshing = 0;
        }
    }

    /** @param {Document} page */
    #replace(page) {
        const fresh = find(page, "[data-race]");
        if (!fresh) return;
        const typed = this.#typed();
        // What lives on stays the same element: the announcer, the connection, the banner.
        for (const selector of ["[data-announcer]", "[data-connection]", "[data-watchers]", "[data-go]"]) {
            const [kept, place] = [find(this.#root, selector), find(fresh, selector)];
            if (kept && place) place.replaceWith(kept);
        }
        for (const { name } of [...this.#root.attributes]) {
            const value = fresh.getAttribute(name);
            if (value !== null) this.#root.setAttribute(name, value);
        }
        this.#root.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
        for (const [id, value, hadFocus] of typed) {
            const field = document.getElementById(id);
            if (!(field instanceof HTMLInputElement)) continue;
            field.value = value;
            if (hadFocus) field.focus({ preventScroll: true });
        }
        enliven(this.#root);
        this.#attach();
        this.#map?.update();
        this.#board?.update(this.#model);
        this.#showEntrants();
    }

    /**
     * What a person has typed so far is theirs.
     * @returns {[string, string, boolean][]}
     */
    #typed() {
        return [...this.#root.querySelectorAll("input[id]")].flatMap((field) =>
            field instanceof HTMLInputElement && (field.value !== field.defaultValue || field === document.activeElement)
                ? [/** @type {[string, string, boolean]} */ ([field.id, field.value, field === document.activeElement])]
                : [],
        );
    }

    #go() {
        const banner = find(this.#root, "[data-go]");
        if (!banner) return;
        banner.hidden = false;
        setTimeout(() => (banner.hidden = true), goTime);
    }
}

const root = find(document, "[data-race]");
if (root) new RacePage(root).start();
