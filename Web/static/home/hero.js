// The hero draws its map edge by edge, then sends four racers through it, over and over.
import { prefersStillness, svg } from "../site/dom.js";

const drawing = 1800;
const lap = 9000;
const rest = 2200;
const speeds = [1, 0.93, 0.86, 0.8];

/** @param {SVGSVGElement} map */
export function animateHero(map) {
    // Without motion the map stays as the server drew it: all ways shown at once.
    if (prefersStillness()) return;
    const edges = /** @type {NodeListOf<SVGPolylineElement>} */ (map.querySelectorAll("[data-hero-edge]"));
    edges.forEach((edge, index) => {
        const length = edge.getTotalLength();
        edge.animate(
            [
                { strokeDasharray: `${length}`, strokeDashoffset: `${length}` },
                { strokeDasharray: `${length}`, strokeDashoffset: "0" },
            ],
            { duration: 500, delay: (index / edges.length) * (drawing - 500), fill: "backwards", easing: "ease-out" },
        );
    });
    const routes = [.../** @type {NodeListOf<SVGPolylineElement>} */ (map.querySelectorAll("[data-hero-route]"))];
    const racers = routes.map((route, index) => racer(map, route, index));
    for (const { route, length } of racers) route.style.strokeDasharray = `${length}`;
    run(racers, performance.now() + drawing);
}

/** @typedef {{route: SVGPolylineElement, dot: SVGGElement, length: number, speed: number}} Racer */

/** @param {SVGSVGElement} map @param {SVGPolylineElement} route @param {number} index @returns {Racer} */
function racer(map, route, index) {
    const dot = svg("g", { class: `player-${index}`, opacity: 0 }, [
        svg("circle", { class: "hero-halo", r: 13 }),
        svg("circle", { class: "hero-dot", r: 7 }),
    ]);
    map.querySelector("[data-hero-dots]")?.append(dot);
    return { route, dot, length: route.getTotalLength(), speed: speeds[index] ?? 0.8 };
}

/** @param {Racer[]} racers @param {number} start */
function run(racers, start) {
    const slowest = lap / Math.min(...speeds);
    const step = (/** @type {number} */ now) => {
        const time = now - start;
        for (const { route, dot, length, speed } of racers) {
            const share = Math.min(1, Math.max(0, (time * speed) / lap));
            const done = length * share;
            const point = route.getPointAtLength(done);
            route.style.strokeDashoffset = String(length - done);
            dot.setAttribute("opacity", time < 0 ? "0" : "1");
            dot.setAttribute("transform", `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})`);
        }
        if (time > slowest + rest) start = now + 300;
        requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
}
