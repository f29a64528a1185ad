// Which part of the map is seen: drag, wheel, pinch, keys, and following the leaders.
import { prefersStillness } from "../site/dom.js";

/** @typedef {import("./graph.js").Point} Point */
/** @typedef {{left: number, top: number, width: number, height: number}} Bounds */

const closest = 3;
const farthest = 0.5;
const clickDistance = 5;
const readableScale = 0.6;

export class Camera {
    #view;
    #svg;
    #bounds;
    #scale = 1;
    /** @type {Point} */
    #center;
    /** @type {Map<number, Point>} */
    #pointers = new Map();
    #travelled = 0;
    #pinch = 0;
    #flight = 0;
    #isFitted = true;
    /** Called when a person moves the map by hand. */
    onGrab = () => {};
    /**
     * Called for a press that was no drag.
     * @type {(event: PointerEvent) => void}
     */
    onPress = (_event) => {};
    /** Called after each change. */
    onChange = () => {};

    /** @param {HTMLElement} view @param {SVGSVGElement} svg @param {Bounds} bounds */
    constructor(view, svg, bounds) {
        this.#view = view;
        this.#svg = svg;
        this.#bounds = bounds;
        this.#center = this.#middle;
        new ResizeObserver(() => (this.#isFitted ? this.fit() : this.#show())).observe(view);
    }

    listen() {
        const view = this.#view;
        view.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
        view.addEventListener("pointerdown", (event) => this.#down(event));
        view.addEventListener("pointermove", (event) => this.#moved(event));
        view.addEventListener("pointerup", (event) => this.#up(event, true));
        view.addEventListener("pointercancel", (event) => this.#up(event, false));
    }

    /**
     * Another drawing took the place of the old one, as when a runner has discovered more.
     * @param {SVGSVGElement} svg
     * @param {Bounds} bounds
     */
    attach(svg, bounds) {
        this.#svg = svg;
        this.#bounds = bounds;
        if (this.#isFitted) this.fit();
        else this.#show();
    }

    get #middle() {
        const { left, top, width, height } = this.#bounds;
        return { x: left + width / 2, y: top + height / 2 };
    }

    get scale() {
        return this.#scale;
    }

    get fitScale() {
        const { clientWidth, clientHeight } = this.#view;
        return Math.min(clientWidth / this.#bounds.width, clientHeight / this.#bounds.height, 1.25);
    }

    /** Whether the whole map is too small to read at once. */
    get isLarge() {
        return this.fitScale < readableScale;
    }

    fit() {
        this.#stop();
        this.#isFitted = true;
        this.#scale = this.fitScale;
        this.#center = this.#middle;
        this.#show();
    }

    /** @param {number} factor @param {Point} [around] in the map's units */
    zoom(factor, around = this.#center) {
        this.#stop();
        this.#isFitted = false;
        const scale = Math.min(closest, Math.max(Math.min(farthest, this.fitScale), this.#scale * factor));
        const ratio = this.#scale / scale;
        this.#center = {
            x: around.x + (this.#center.x - around.x) * ratio,
            y: around.y + (this.#center.y - around.y) * ratio,
        };
        this.#scale = scale;
        this.#show();
    }

    /** @param {number} x @param {number} y in pixels of the screen */
    pan(x, y) {
        this.#stop();
        this.#isFitted = false;
        this.#center = { x: this.#center.x + x / this.#scale, y: this.#center.y + y / this.#scale };
        this.#show();
    }

    /**
     * Moves smoothly until `center` is in the middle.
     * @param {Point} center
     * @param {number} scale
     */
    flyTo(center, scale) {
        this.#stop();
        this.#isFitted = false;
        const goal = this.#clamped(center, scale);
        if (prefersStillness()) {
            this.#center = goal;
            this.#scale = scale;
            this.#show();
            return;
        }
        let last = performance.now();
        const step = (/** @type {number} */ now) => {
            const share = 1 - Math.exp(-3 * Math.min(0.1, (now - last) / 1000));
            last = now;
            this.#center = {
                x: this.#center.x + (goal.x - this.#center.x) * share,
                y: this.#center.y + (goal.y - this.#center.y) * share,
            };
            this.#scale += (scale - this.#scale) * share;
            this.#show();
            const rest = Math.hypot(goal.x - this.#center.x, goal.y - this.#center.y) * this.#scale;
            this.#flight = rest > 0.5 || Math.abs(scale - this.#scale) > 0.002 ? requestAnimationFrame(step) : 0;
        };
        this.#flight = requestAnimationFrame(step);
    }

    /**
     * Brings a node into the middle half, if it is not there.
     * @param {Point} point
     */
    reveal(point) {
        const { clientWidth, clientHeight } = this.#view;
        const dx = Math.abs(point.x - this.#center.x) * this.#scale;
        const dy = Math.abs(point.y - this.#center.y) * this.#scale;
        if (dx > clientWidth * 0.4 || dy > clientHeight * 0.4) this.flyTo(point, Math.max(this.#scale, 0.7));
    }

    /** @param {Point} point of the map @returns {Point} in pixels inside the view */
    toView(point) {
        return {
            x: (point.x - this.#center.x) * this.#scale + this.#view.clientWidth / 2,
            y: (point.y - this.#center.y) * this.#scale + this.#view.clientHeight / 2,
        };
    }

    /** @param {{clientX: number, clientY: number}} event @returns {Point} of the map */
    #toMap(event) {
        const box = this.#view.getBoundingClientRect();
        return {
            x: (event.clientX - box.left - this.#view.clientWidth / 2) / this.#scale + this.#center.x,
            y: (event.clientY - box.top - this.#view.clientHeight / 2) / this.#scale + this.#center.y,
        };
    }

    /**
     * At least a quarter of the view keeps showing map.
     * @param {Point} center
     * @param {number} scale
     * @returns {Point}
     */
    #clamped(center, scale) {
        const { left, top, width, height } = this.#bounds;
        const slackX = this.#view.clientWidth / scale / 4;
        const slackY = this.#view.clientHeight / scale / 4;
        return {
            x: Math.min(left + width + slackX, Math.max(left - slackX, center.x)),
            y: Math.min(top + height + slackY, Math.max(top - slackY, center.y)),
        };
    }

    #show() {
        this.#center = this.#clamped(this.#center, this.#scale);
        const width = this.#view.clientWidth / this.#scale;
        const height = this.#view.clientHeight / this.#scale;
        if (!(width > 0 && height > 0)) return;
        const left = this.#center.x - width / 2;
        const top = this.#center.y - height / 2;
        this.#svg.setAttribute("viewBox", `${left.toFixed(2)} ${top.toFixed(2)} ${width.toFixed(2)} ${height.toFixed(2)}`);
        // Far away, signs and dots grow against the map so that they stay visible.
        this.#svg.style.setProperty("--grow", Math.min(2.4, Math.max(1, 0.72 / this.#scale)).toFixed(3));
        this.#svg.classList.toggle("map-svg--far", this.#scale < readableScale);
        this.onChange();
    }

    #stop() {
        if (this.#flight) cancelAnimationFrame(this.#flight);
        this.#flight = 0;
    }

    /** @param {WheelEvent} event */
    #wheel(event) {
        if (event.target instanceof Element && event.target.closest("[data-map-popup]")) return;
        event.preventDefault();
        this.onGrab();
        this.zoom(Math.exp(-Math.sign(event.deltaY) * Math.min(0.3, Math.abs(event.deltaY) / 600 + 0.05)), this.#toMap(event));
    }

    /** @param {PointerEvent} event */
    #down(event) {
        if (event.button !== 0 || (event.target instanceof Element && event.target.closest("[data-map-popup]"))) return;
        this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        if (this.#pointers.size === 1) this.#travelled = 0;
        this.#pinch = 0;
    }

    /** @param {PointerEvent} event */
    #moved(event) {
        const before = this.#pointers.get(event.pointerId);
        if (!before) return;
        const dx = event.clientX - before.x;
        const dy = event.clientY - before.y;
        this.#travelled += Math.hypot(dx, dy);
        this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        if (this.#travelled < clickDistance) return;
        if (!this.#view.hasPointerCapture(event.pointerId)) this.#view.setPointerCapture(event.pointerId);
        this.#view.classList.add("map__view--dragging");
        this.onGrab();
        if (this.#pointers.size === 1) this.pan(-dx, -dy);
        else this.#pinched();
    }

    #pinched() {
        const [a, b] = [...this.#pointers.values()];
        if (!a || !b) return;
        const distance = Math.hypot(a.x - b.x, a.y - b.y);
        if (this.#pinch > 0) {
            const middle = { clientX: (a.x + b.x) / 2, clientY: (a.y + b.y) / 2 };
            this.zoom(distance / this.#pinch, this.#toMap(middle));
        }
        this.#pinch = distance;
    }

    /** @param {PointerEvent} event @param {boolean} isPress */
    #up(event, isPress) {
        if (!this.#pointers.delete(event.pointerId)) return;
        this.#pinch = 0;
        if (this.#pointers.size > 0) return;
        this.#view.classList.remove("map__view--dragging");
        if (isPress && this.#travelled < clickDistance) this.onPress(event);
    }
}
