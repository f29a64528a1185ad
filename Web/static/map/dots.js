// A dot for each runner: waits at the start, circles on a node, glides along gates, parks behind the end.
import { prefersStillness, svg } from "../site/dom.js";

/** @typedef {import("../live/types.js").Player} Player */
/** @typedef {import("./graph.js").MapGraph} MapGraph */
/** @typedef {import("./graph.js").Point} Point */

const glide = 1100;

export class Dots {
    #layer;
    #graph;
    /** @type {Map<string, {group: SVGGElement, orbit: SVGGElement, name: SVGTextElement, at: Point, node: string | null}>} */
    #dots = new Map();

    /** @param {SVGGElement} layer @param {MapGraph} graph */
    constructor(layer, graph) {
        this.#layer = layer;
        this.#graph = graph;
    }

    /**
     * Puts each dot where its runner is.
     * @param {Player[]} players
     * @param {Set<string>} selected
     */
    place(players, selected) {
        const shown = players.filter((player) => this.#spot(player));
        for (const [id, dot] of this.#dots) {
            if (shown.some((player) => player.id === id)) continue;
            dot.group.remove();
            this.#dots.delete(id);
        }
        /** @type {Map<string, Player[]>} */
        const groups = new Map();
        for (const player of shown) {
            const spot = /** @type {string} */ (this.#spot(player));
            groups.set(spot, [...(groups.get(spot) ?? []), player]);
        }
        for (const [spot, members] of groups) {
            members.forEach((player, index) => this.#put(player, spot, index, members.length, selected));
        }
    }

    /**
     * Marks a death where the runner is.
     * @param {Player} player
     */
    die(player) {
        const node = player.zone ? this.#graph.nodes.get(player.zone) : undefined;
        if (!node || prefersStillness()) return;
        const mark = svg("g", { class: "skull", transform: `translate(${node.x} ${node.y})` });
        const sign = svg("g", {}, [svg("use", { href: "#icon-skull", x: -11, y: -11, width: 22, height: 22 })]);
        mark.append(sign);
        this.#layer.append(mark);
        sign.animate(
            [
                { transform: "scale(0)", opacity: 1 },
                { transform: "scale(2)", opacity: 1, offset: 0.3 },
                { transform: "scale(1)", opacity: 1, offset: 0.5 },
                { transform: "scale(1) translateY(-8px)", opacity: 0 },
            ],
            { duration: 1500, easing: "ease-out" },
        ).finished.then(() => mark.remove(), () => mark.remove());
    }

    /** @param {string} id @returns {Point | null} */
    position(id) {
        return this.#dots.get(id)?.at ?? null;
    }

    /**
     * Where a runner's dot belongs: a node, `start:` or `end:`.
     * @param {Player} player
     * @returns {string | null}
     */
    #spot(player) {
        if (player.status === "finished") return this.#graph.final ? "end:" : null;
        if (player.status === "registered" || player.status === "ready") return this.#graph.start ? "start:" : null;
        return player.zone && this.#graph.nodes.has(player.zone) ? player.zone : null;
    }

    /** @param {Player} player @param {string} spot @param {number} index @param {number} count @param {Set<string>} selected */
    #put(player, spot, index, count, selected) {
        const dot = this.#dots.get(player.id) ?? this.#make(player);
        const isParked = spot === "end:" || spot === "start:";
        const node = isParked
            ? /** @type {import("./graph.js").MapNode} */ (spot === "end:" ? this.#graph.final : this.#graph.start)
            : /** @type {import("./graph.js").MapNode} */ (this.#graph.nodes.get(spot));
        this.#move(dot, { x: node.x, y: node.y }, node.id);
        const side = spot === "end:" ? 1 : -1;
        const column = Math.floor(index / 8);
        const inColumn = Math.min(8, count - column * 8);
        dot.orbit.style.setProperty("--dx", isParked ? `${side * (30 + column * 16)}px` : "0px");
        dot.orbit.style.setProperty("--dy", isParked ? `${((index % 8) - (inColumn - 1) / 2) * 15}px` : "0px");
        const orbits = !isParked && count > 1;
        dot.orbit.classList.toggle("dot__orbit", orbits && player.status !== "abandoned");
        dot.orbit.style.setProperty("--phase", `${orbits ? ((index / count) * 360).toFixed(0) : 0}deg`);
        dot.orbit.style.setProperty("--radius", orbits ? "9px" : "0px");
        dot.group.classList.toggle("dot--abandoned", player.status === "abandoned");
        dot.group.classList.toggle("dot--unselected", selected.size > 0 && !selected.has(player.id));
        dot.group.dataset.at = isParked ? spot : node.id;
        dot.name.textContent = selected.has(player.id) ? player.name : "";
    }

    /** @param {Player} player */
    #make(player) {
        const body = svg("g", { class: "dot__size" }, [
            svg("circle", { class: "dot__halo", r: 11 }),
            svg("circle", { class: "dot__body", r: 6.5 }),
        ]);
        const orbit = svg("g", { class: "dot__place" }, [body]);
        const name = svg("text", { class: "dot__name", y: -16, "text-anchor": "middle" });
        const group = svg("g", { class: `dot player-${player.color}`, "data-dot": player.id }, [orbit, name]);
        this.#layer.append(group);
        const dot = { group, orbit, name, at: { x: NaN, y: NaN }, node: /** @type {string | null} */ (null) };
        this.#dots.set(player.id, dot);
        return dot;
    }

    /** @param {{group: SVGGElement, at: Point, node: string | null}} dot @param {Point} at @param {string | null} node */
    #move(dot, at, node) {
        const from = dot.at;
        if (from.x === at.x && from.y === at.y) return;
        const fromNode = dot.node;
        dot.at = at;
        dot.node = node;
        dot.group.style.transform = translate(at);
        if (Number.isNaN(from.x) || prefersStillness()) return;
        const points =
            fromNode && node
                ? this.#graph.way(fromNode, node).flatMap((id, index, way) => {
                      const before = way[index - 1];
                      return before === undefined ? [] : this.#graph.segment(before, id);
                  })
                : [from, at];
        dot.group.animate(keyframes(points), { duration: glide, easing: "cubic-bezier(.3,0,.2,1)" });
    }
}

/** @param {Point} point */
function translate(point) {
    return `translate(${point.x.toFixed(1)}px, ${point.y.toFixed(1)}px)`;
}

/**
 * Even speed along a line.
 * @param {Point[]} points
 * @returns {Keyframe[]}
 */
function keyframes(points) {
    const lengths = points.map((point, index) => {
        const before = points[index - 1];
        return before ? Math.hypot(point.x - before.x, point.y - before.y) : 0;
    });
    const total = lengths.reduce((sum, length) => sum + length, 0) || 1;
    let done = 0;
    return points.map((point, index) => {
        done += lengths[index] ?? 0;
        return { transform: translate(point), offset: Math.min(1, done / total) };
    });
}
