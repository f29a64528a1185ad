// The network as the drawn map knows it: nodes, edges with their points, ways through them.

/** @typedef {{x: number, y: number}} Point */
/**
 * @typedef {object} MapNode
 * @property {string} id
 * @property {number} x
 * @property {number} y
 * @property {number} layer
 * @property {string} type
 * @property {SVGGElement} element
 */

/** @param {string} a @param {string} b @returns {string} the same for both directions */
export function edgeKey(a, b) {
    return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

const margin = 100;

export class MapGraph {
    /** @type {Map<string, MapNode>} */
    nodes = new Map();
    /** @type {Map<string, {from: string, to: string, points: Point[]}>} */
    edges = new Map();
    /** @type {Map<string, string[]>} */
    #neighbours = new Map();

    /** @param {SVGSVGElement} svg */
    constructor(svg) {
        for (const element of /** @type {NodeListOf<SVGGElement>} */ (svg.querySelectorAll("[data-node]"))) {
            const data = element.dataset;
            const id = data.node ?? "";
            const node = { id, x: Number(data.x), y: Number(data.y), layer: Number(data.layer), type: data.type ?? "", element };
            this.nodes.set(id, node);
        }
        for (const element of /** @type {NodeListOf<SVGPolylineElement>} */ (svg.querySelectorAll("[data-edge]"))) {
            const from = element.dataset.from ?? "";
            const to = element.dataset.to ?? "";
            this.edges.set(edgeKey(from, to), { from, to, points: parsePoints(element.getAttribute("points") ?? "") });
            this.#neighbours.set(from, [...(this.#neighbours.get(from) ?? []), to]);
            this.#neighbours.set(to, [...(this.#neighbours.get(to) ?? []), from]);
        }
    }

    /** @returns {MapNode | undefined} */
    get start() {
        return [...this.nodes.values()].find((node) => node.type === "start");
    }

    /** @returns {MapNode | undefined} */
    get final() {
        return [...this.nodes.values()].find((node) => node.type === "final_boss");
    }

    /** The box around all that is drawn. */
    get bounds() {
        const xs = [...this.nodes.values()].map((node) => node.x);
        const ys = [...this.nodes.values()].map((node) => node.y);
        const left = Math.min(...xs) - margin;
        const top = Math.min(...ys) - margin;
        return { left, top, width: Math.max(...xs) + margin - left, height: Math.max(...ys) + margin - top };
    }

    /** @param {string} id */
    neighbours(id) {
        return this.#neighbours.get(id) ?? [];
    }

    /**
     * The points from one node to a neighbour.
     * @param {string} from
     * @param {string} to
     * @returns {Point[]}
     */
    segment(from, to) {
        const edge = this.edges.get(edgeKey(from, to));
        if (!edge) {
            const ends = [this.nodes.get(from), this.nodes.get(to)];
            return ends.flatMap((node) => (node ? [{ x: node.x, y: node.y }] : []));
        }
        return edge.from === from ? edge.points : [...edge.points].reverse();
    }

    /**
     * The shortest way, both ends included; the two ends alone if there is none.
     * @param {string} from
     * @param {string} to
     * @returns {string[]}
     */
    way(from, to) {
        /** @type {Map<string, string | null>} */
        const cameFrom = new Map([[from, null]]);
        const queue = [from];
        for (let index = 0; index < queue.length; index += 1) {
            const here = /** @type {string} */ (queue[index]);
            if (here === to) break;
            for (const next of this.neighbours(here)) {
                if (cameFrom.has(next)) continue;
                cameFrom.set(next, here);
                queue.push(next);
            }
        }
        if (!cameFrom.has(to)) return [from, to];
        const way = [to];
        for (let step = cameFrom.get(to); step; step = cameFrom.get(step)) way.unshift(step);
        return way;
    }

    /**
     * A run's nodes in order, without repeats and strangers, with gaps bridged.
     * @param {{node_id: string}[]} history
     * @returns {string[]}
     */
    route(history) {
        /** @type {string[]} */
        const route = [];
        for (const { node_id: id } of history) {
            const last = route.at(-1);
            if (!this.nodes.has(id) || id === last) continue;
            if (last === undefined || this.neighbours(last).includes(id)) route.push(id);
            else route.push(...this.way(last, id).slice(1));
        }
        return route;
    }
}

/**
 * Pulls a drawing apart vertically: long networks are flat, and a tall view has room to tell their lanes apart.
 * @param {SVGSVGElement} svg
 * @param {number} factor
 */
export function stretch(svg, factor) {
    for (const element of /** @type {NodeListOf<SVGGElement>} */ (svg.querySelectorAll("[data-node]"))) {
        const y = (Number(element.dataset.y) * factor).toFixed(1);
        element.dataset.y = y;
        element.setAttribute("transform", `translate(${element.dataset.x} ${y})`);
    }
    for (const element of svg.querySelectorAll("[data-edge]")) {
        const points = parsePoints(element.getAttribute("points") ?? "");
        element.setAttribute("points", points.map((point) => `${point.x},${(point.y * factor).toFixed(1)}`).join(" "));
    }
}

/** @param {string} text @returns {Point[]} */
export function parsePoints(text) {
    return text
        .trim()
        .split(/\s+/)
        .map((pair) => pair.split(",").map(Number))
        .map(([x, y]) => ({ x: x ?? 0, y: y ?? 0 }));
}

/**
 * Moves a line sideways; its ends stay in the middle of their nodes.
 * @param {Point[]} points
 * @param {number} offset
 * @returns {Point[]}
 */
export function shifted(points, offset) {
    const first = points[0];
    const last = points.at(-1);
    if (!first || !last || points.length < 2 || offset === 0) return points;
    const inner = [along(first, /** @type {Point} */ (points[1]), 14), ...points.slice(1, -1)];
    inner.push(along(last, /** @type {Point} */ (points.at(-2)), 14));
    const moved = inner.map((point, index) => {
        const before = direction(inner[index - 1] ?? first, point);
        const after = direction(point, inner[index + 1] ?? last);
        const x = before.x + after.x;
        const y = before.y + after.y;
        const length = Math.hypot(x, y) || 1;
        // A mitre: as far from both lines as they are from their originals.
        const reach = offset / Math.max(0.5, (before.x * x + before.y * y) / length);
        return { x: point.x - (y / length) * reach, y: point.y + (x / length) * reach };
    });
    return [first, ...moved, last];
}

/** @param {Point} a @param {Point} b @returns {Point} */
function direction(a, b) {
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    return { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
}

/** @param {Point} a @param {Point} b @param {number} distance */
function along(a, b, distance) {
    const way = direction(a, b);
    const reach = Math.min(distance, Math.hypot(b.x - a.x, b.y - a.y) / 2);
    return { x: a.x + way.x * reach, y: a.y + way.y * reach };
}
