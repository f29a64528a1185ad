// The leaderboard: keeps the rows of the page equal to the model, and tells which runners are picked.
import { find, prefersStillness, write } from "../site/dom.js";
import { gap, igt } from "../site/text.js";

/** @typedef {import("../live/types.js").Player} Player */
/** @typedef {import("../live/race-model.js").RaceModel} RaceModel */

export class Board {
    #list;
    #template;
    #limit;
    /** @type {Map<string, HTMLElement>} */
    #rows = new Map();
    /** @type {Set<string>} */
    #selected = new Set();
    #onSelect;
    #zoneName;

    /**
     * @param {HTMLElement} root holds the list and the template of a row
     * @param {(ids: Set<string>) => void} onSelect
     * @param {(node: string) => string | null} zoneName null where names must not be shown
     */
    constructor(root, onSelect = () => {}, zoneName = () => null) {
        const list = find(root, "[data-leaderboard]");
        const template = root.querySelector("template[data-row-template]");
        if (!list || !(template instanceof HTMLTemplateElement)) throw new Error("No leaderboard on this page");
        this.#list = list;
        this.#template = template;
        this.#limit = Number(list.dataset.limit) || Infinity;
        this.#onSelect = onSelect;
        this.#zoneName = zoneName;
        for (const row of list.querySelectorAll("[data-row]")) {
            if (row instanceof HTMLElement) this.#rows.set(row.dataset.player ?? "", row);
        }
        list.addEventListener("click", (event) => this.#click(event));
    }

    /**
     * Rows in the order of the model, and what stands in them.
     * @param {RaceModel} model
     */
    update(model) {
        const players = model.players.slice(0, this.#limit);
        const tops = this.#tops();
        const focused = document.activeElement;
        const kept = new Set(players.map((player) => player.id));
        for (const [id, row] of this.#rows) {
            if (kept.has(id)) continue;
            row.remove();
            this.#rows.delete(id);
        }
        players.forEach((player, index) => {
            const row = this.#row(player.id);
            this.#fill(row, player, index, model);
            if (this.#list.children[index] !== row) this.#list.insertBefore(row, this.#list.children[index] ?? null);
        });
        if (focused instanceof HTMLElement && focused !== document.activeElement && this.#list.contains(focused)) {
            focused.focus({ preventScroll: true });
        }
        const empty = find(this.#list.parentElement ?? document, "[data-board-empty]");
        if (empty) empty.hidden = players.length > 0;
        this.#glide(tops);
    }

    /**
     * Only the clocks, several times a second.
     * @param {RaceModel} model
     */
    tick(model) {
        for (const player of model.players) {
            const row = this.#rows.get(player.id);
            if (row && player.status === "playing") {
                write(row.querySelector('[data-field="time"]'), igt(model.igtNow(player)));
            }
        }
    }

    /** @param {string} id @param {"row--hurt" | "row--advanced"} effect */
    flash(id, effect) {
        const row = this.#rows.get(id);
        if (!row) return;
        row.classList.remove(effect);
        void row.offsetWidth;
        row.classList.add(effect);
        row.addEventListener("animationend", () => row.classList.remove(effect), { once: true });
    }

    clearSelection() {
        this.#select(new Set());
    }

    /** @param {string} id @returns {HTMLElement} */
    #row(id) {
        const known = this.#rows.get(id);
        if (known) return known;
        const copy = /** @type {DocumentFragment} */ (this.#template.content.cloneNode(true));
        const row = /** @type {HTMLElement} */ (copy.querySelector("[data-row]"));
        row.dataset.player = id;
        this.#rows.set(id, row);
        return row;
    }

    /** @param {HTMLElement} row @param {Player} player @param {number} index @param {RaceModel} model */
    #fill(row, player, index, model) {
        const field = (/** @type {string} */ name) => row.querySelector(`[data-field="${name}"]`);
        row.dataset.status = player.status;
        row.dataset.connected = String(player.connected);
        const color = `player-${player.color}`;
        if (!row.classList.contains(color)) {
            row.classList.remove(...[...row.classList].filter((name) => name.startsWith("player-")));
            row.classList.add(color);
        }
        write(field("rank"), String(index + 1));
        write(field("name"), player.name);
        write(field("where"), this.#where(player, model.totalLayers));
        write(field("time"), this.#time(player, model));
        write(field("deaths"), String(player.deaths));
        const words = player.connected ? "Game connected" : "Game not connected";
        field("dot")?.setAttribute("aria-label", words);
        field("dot")?.setAttribute("title", words);
        const [text, sign] = this.#gap(player, model);
        write(field("gap"), text);
        field("gap")?.setAttribute("data-sign", sign);
        const progress = field("progress");
        if (progress instanceof HTMLProgressElement) {
            progress.max = Math.max(1, model.totalLayers);
            progress.value = player.status === "finished" ? progress.max : this.#reached(player);
        }
    }

    /** @param {Player} player @returns {number} */
    #reached(player) {
        return player.status === "playing" || player.status === "abandoned" ? player.layer + (player.igt > 0 ? 1 : 0) : 0;
    }

    /** @param {Player} player @param {number} total @returns {string} */
    #where(player, total) {
        const layer = `${Math.min(player.layer + 1, total)}/${total}`;
        switch (player.status) {
            case "playing": {
                const zone = player.zone ? this.#zoneName(player.zone) : null;
                return zone ? `Layer ${layer} · ${zone}` : `Layer ${layer}`;
            }
            case "finished":
                return "Finished";
            case "abandoned":
                return `Did not finish · layer ${layer}`;
            case "ready":
                return "Ready";
            case "registered":
                return "Not connected yet";
        }
    }

    /** @param {Player} player @param {RaceModel} model @returns {string} */
    #time(player, model) {
        if (player.status === "registered" || player.status === "ready") return "";
        return igt(model.igtNow(player));
    }

    /** @param {Player} player @param {RaceModel} model @returns {[string, string]} */
    #gap(player, model) {
        if (player === model.leader) return [model.status === "finished" ? "Winner" : "Leader", "leader"];
        if (player.status !== "playing" && player.status !== "finished") return ["", "none"];
        if (player.gap === null || player.gap === undefined) return ["", "none"];
        return [gap(player.gap), player.gap < 0 ? "ahead" : "behind"];
    }

    /** @param {MouseEvent} event */
    #click(event) {
        const button = event.target instanceof Element ? event.target.closest("[data-select]") : null;
        const row = button?.closest("[data-row]");
        if (!(row instanceof HTMLElement)) return;
        const id = row.dataset.player ?? "";
        const many = event.ctrlKey || event.metaKey;
        const next = new Set(many ? this.#selected : []);
        if (this.#selected.has(id) && (many || this.#selected.size === 1)) next.delete(id);
        else next.add(id);
        this.#select(next);
    }

    /** @param {Set<string>} ids */
    #select(ids) {
        if (ids.size === 0 && this.#selected.size === 0) return;
        this.#selected = ids;
        this.#list.classList.toggle("board--choosing", ids.size > 0);
        for (const [id, row] of this.#rows) {
            row.classList.toggle("row--selected", ids.has(id));
            row.querySelector("[data-select]")?.setAttribute("aria-pressed", String(ids.has(id)));
        }
        this.#onSelect(ids);
    }

    /** @returns {Map<HTMLElement, number>} */
    #tops() {
        return new Map([...this.#rows.values()].map((row) => [row, row.offsetTop]));
    }

    /**
     * Lets rows slide from where they were.
     * @param {Map<HTMLElement, number>} tops
     */
    #glide(tops) {
        if (prefersStillness()) return;
        for (const [row, top] of tops) {
            const distance = top - row.offsetTop;
            if (distance === 0 || !row.isConnected) continue;
            row.animate([{ transform: `translateY(${distance}px)` }, { transform: "none" }], {
                duration: 480,
                easing: "cubic-bezier(.2,.8,.2,1)",
            });
        }
    }
}
