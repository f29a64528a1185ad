// Draws the way of each runner: side by side where ways are shared.
import { svg } from "../site/dom.js";
import { edgeKey, shifted } from "./graph.js";

/** @typedef {import("../live/types.js").Player} Player */
/** @typedef {import("./graph.js").MapGraph} MapGraph */

const spacing = 5;
const mostSlots = 5;

/**
 * @param {SVGGElement} layer
 * @param {MapGraph} graph
 * @param {Player[]} players
 * @param {Set<string>} selected nobody selected means everybody
 * @param {boolean} marksDeaths
 */
export function drawPaths(layer, graph, players, selected, marksDeaths) {
    // By colour, so that a runner keeps the same side when places change.
    const runners = [...players].sort((a, b) => a.color - b.color || (a.id < b.id ? -1 : 1));
    const routes = runners.map((player) => ({ player, nodes: graph.route(player.history) }));
    const users = edgeUsers(routes);
    const drawn = routes.map(({ player, nodes }) => {
        const points = nodes.slice(1).flatMap((to, index) => {
            const from = /** @type {string} */ (nodes[index]);
            const segment = graph.segment(from, to);
            const key = edgeKey(from, to);
            const forwards = graph.edges.get(key)?.from !== to;
            return shifted(segment, slotOffset(users.get(key) ?? [], player.id) * (forwards ? 1 : -1));
        });
        const faded = selected.size > 0 && !selected.has(player.id);
        return svg("polyline", {
            class: `path player-${player.color}${faded ? " path--unselected" : ""}`,
            "data-path": player.id,
            points: points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(" "),
        });
    });
    layer.replaceChildren(...drawn, ...(marksDeaths ? deathMarks(graph, players, selected) : []));
}

/** @param {{player: Player, nodes: string[]}[]} routes @returns {Map<string, string[]>} who uses which edge */
function edgeUsers(routes) {
    /** @type {Map<string, string[]>} */
    const users = new Map();
    for (const { player, nodes } of routes) {
        for (let index = 1; index < nodes.length; index += 1) {
            const key = edgeKey(/** @type {string} */ (nodes[index - 1]), /** @type {string} */ (nodes[index]));
            const list = users.get(key) ?? [];
            if (!list.includes(player.id)) list.push(player.id);
            users.set(key, list);
        }
    }
    return users;
}

/** @param {string[]} users @param {string} id @returns {number} */
function slotOffset(users, id) {
    const index = users.indexOf(id);
    const slots = Math.min(users.length, mostSlots);
    return index < 0 || index >= mostSlots ? 0 : (index - (slots - 1) / 2) * spacing;
}

/** @param {MapGraph} graph @param {Player[]} players @param {Set<string>} selected */
function deathMarks(graph, players, selected) {
    /** @type {Set<string>} */
    const places = new Set();
    for (const player of players) {
        if (selected.size > 0 && !selected.has(player.id)) continue;
        for (const visit of player.history) if ((visit.deaths ?? 0) > 0) places.add(visit.node_id);
    }
    return [...places].flatMap((id) => {
        const node = graph.nodes.get(id);
        return node
            ? [
                  svg("g", { transform: `translate(${node.x + 12} ${node.y - 9})` }, [
                      svg("use", { href: "#icon-skull", class: "skull skull--stays", x: -6, y: -12, width: 12, height: 12 }),
                  ]),
              ]
            : [];
    });
}
