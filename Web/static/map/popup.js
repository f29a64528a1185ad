// What is known about one node: kind, gates in and out, who is there, who was.
import { element, icon, svg } from "../site/dom.js";
import { igt } from "../site/text.js";

/** @typedef {import("../live/types.js").Player} Player */
/** @typedef {import("../live/race-model.js").RaceModel} RaceModel */
/** @typedef {import("./graph.js").MapGraph} MapGraph */
/** @typedef {{deaths: number, time: number, outcome: "cleared" | "backed" | "playing" | "abandoned"}} Visit */

const outcomes = {
    cleared: { rank: 0, sign: "", words: "went on" },
    backed: { rank: 1, sign: "↩", words: "turned back" },
    playing: { rank: 2, sign: "…", words: "is here" },
    abandoned: { rank: 3, sign: "✗", words: "gave up here" },
};

/**
 * @param {string} id
 * @param {MapGraph} graph
 * @param {RaceModel} model
 * @param {() => void} onClose
 * @returns {Node[]}
 */
export function popupContent(id, graph, model, onClose) {
    const node = graph.nodes.get(id);
    const data = node?.element.dataset ?? {};
    const isKnown = data.name !== undefined;
    const close = element("button", { class: "button button--icon popup__close", type: "button", "aria-label": "Close" }, [icon("close")]);
    close.addEventListener("click", onClose);
    const kind = [isKnown ? (data.typeLabel ?? "") : "", data.tier ? `Tier ${data.tier}` : ""].filter(Boolean).join(" · ");
    /** @type {HTMLElement[]} */
    const parts = [
        element("div", { class: "popup__head" }, [
            element("h3", { class: "popup__title", text: isKnown ? data.name : "Not discovered yet" }),
            close,
        ]),
        element("p", { class: "popup__kind", "data-type": isKnown ? (data.type ?? "") : "", text: kind || "A gate leads here." }),
    ];
    if (data.boss) parts.push(element("p", { text: `Boss: ${data.boss}` }));
    const name = (/** @type {string} */ other) => graph.nodes.get(other)?.element.dataset.name ?? "???";
    const details = model.graph?.nodes?.[id];
    const entrances = isKnown ? (details?.entrances ?? []) : [];
    const exits = details?.exits ?? [];
    parts.push(...part("Gates in", entrances.map((gate) => line(`← ${name(gate.from)}`, known(gate.from, graph) ? spoken(gate.text) : ""))));
    parts.push(...part("Gates out", exits.map((gate) => line(`→ ${name(gate.to)}`, spoken(gate.text)))));
    parts.push(...people(id, graph, model));
    return parts;
}

/**
 * Some seeds name gates by the game's own codes, which tell nobody anything.
 * @param {string | undefined} text
 * @returns {string}
 */
function spoken(text) {
    return text && !/^[A-Z0-9_]+$/.test(text) ? text : "";
}

/** @param {string} id @param {MapGraph} graph */
function known(id, graph) {
    return graph.nodes.get(id)?.element.dataset.name !== undefined;
}

/** @param {string} id @param {MapGraph} graph @param {RaceModel} model @returns {HTMLElement[]} */
function people(id, graph, model) {
    const here = model.players.filter((player) => player.status === "playing" && player.zone === id);
    const visits = model.players
        .flatMap((player) => {
            const visit = visitOf(player, id, graph, model);
            return visit ? [{ player, visit }] : [];
        })
        .sort((a, b) => outcomes[a.visit.outcome].rank - outcomes[b.visit.outcome].rank || a.visit.time - b.visit.time);
    return [
        ...(model.status === "running" ? part("Here now", here.map((player) => element("p", { class: "popup__line" }, [dot(player), player.name]))) : []),
        ...part("Visited by", visits.map(({ player, visit }) => visitLine(player, visit))),
    ];
}

/** @param {Player} player @param {Visit} visit */
function visitLine(player, visit) {
    const outcome = outcomes[visit.outcome];
    const sign = outcome.sign ? [element("span", { title: outcome.words, role: "img", "aria-label": outcome.words, text: outcome.sign })] : [];
    const numbers = element("span", { class: "numbers" });
    if (visit.deaths > 0) {
        numbers.append(svg("svg", { class: "icon", role: "img", "aria-label": "deaths" }, [svg("use", { href: "#icon-skull" })]), ` ${visit.deaths} · `);
    }
    numbers.append(igt(visit.time));
    return element("p", { class: "popup__line" }, [dot(player), player.name, ...sign, numbers]);
}

/** @param {Player} player */
function dot(player) {
    return element("span", { class: `popup__dot player-${player.color}`, "aria-hidden": "true" });
}

/** @param {string} text @param {string} [small] */
function line(text, small) {
    return element("p", { class: "popup__line" }, [element("span", {}, [text, ...(small ? [element("small", { text: small })] : [])])]);
}

/** @param {string} title @param {HTMLElement[]} lines @returns {HTMLElement[]} */
function part(title, lines) {
    return lines.length > 0 ? [element("section", { class: "popup__part" }, [element("h4", { text: title }), ...lines])] : [];
}

/**
 * What one runner did at a node; null if never there.
 * @param {Player} player
 * @param {string} id
 * @param {MapGraph} graph
 * @param {RaceModel} model
 * @returns {Visit | null}
 */
export function visitOf(player, id, graph, model) {
    /** @type {Visit | null} */
    let visit = null;
    player.history.forEach((entry, index) => {
        if (entry.node_id !== id) return;
        const next = player.history[index + 1];
        const end = next ? next.igt_ms : model.igtNow(player);
        const layer = graph.nodes.get(id)?.layer ?? 0;
        const nextLayer = next ? (graph.nodes.get(next.node_id)?.layer ?? 0) : 0;
        const last = player.status === "finished" ? "cleared" : player.status === "playing" ? "playing" : "abandoned";
        visit = {
            deaths: (visit?.deaths ?? 0) + (entry.deaths ?? 0),
            time: (visit?.time ?? 0) + Math.max(0, end - entry.igt_ms),
            outcome: next ? (nextLayer > layer ? "cleared" : "backed") : last,
        };
    });
    return visit;
}
