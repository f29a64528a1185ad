// The map of a race page: the drawing of the server with everything that moves on it.
import { find } from "../site/dom.js";
import { Camera } from "./camera.js";
import { Dots } from "./dots.js";
import { MapGraph, stretch } from "./graph.js";
import { drawPaths } from "./paths.js";
import { popupContent } from "./popup.js";

/** @typedef {import("../live/race-model.js").RaceModel} RaceModel */
/** @typedef {import("../live/types.js").Player} Player */

const followedLayers = 7;
const layerWidth = 100;
const smallestFollowed = 0.72;
const mostStretch = 2.6;

/** @param {ParentNode} root @returns {SVGSVGElement | null} */
function drawing(root) {
    return /** @type {SVGSVGElement | null} */ (root.querySelector("[data-map-svg]"));
}

export class RaceMap {
    #root;
    #view;
    #model;
    /** @type {Camera | null} */
    #camera = null;
    /** @type {MapGraph | null} */
    #graph = null;
    /** @type {Dots | null} */
    #dots = null;
    /** @type {Set<string>} */
    #selected = new Set();
    /** @type {string | null} */
    #open = null;
    #follows = false;
    #isInteractive;
    #loading = 0;
    #stretch = 0;

    /**
     * @param {HTMLElement} root carries data-map-url and holds the drawing
     * @param {RaceModel} model
     * @param {{isInteractive: boolean}} options a preview only shows
     */
    constructor(root, model, { isInteractive }) {
        this.#root = root;
        this.#model = model;
        this.#isInteractive = isInteractive;
        this.#view = find(root, "[data-map-view]") ?? root;
        this.#adopt();
        if (isInteractive) this.#listen();
    }

    /**
     * The last part of a place's name, where the viewer may know it: `Region - Dungeon - Boss` is too long for a row.
     * @param {string} id
     * @returns {string | null}
     */
    nameOf(id) {
        return this.#graph?.nodes.get(id)?.element.dataset.name?.split(" - ").at(-1) ?? null;
    }

    get hasDrawing() {
        return this.#graph !== null;
    }

    /** Paths and dots again, after anything changed. */
    update() {
        const svg = drawing(this.#view);
        if (!svg || !this.#graph || !this.#dots) return;
        const withHistory = this.#model.players.filter((player) => player.history.length > 0);
        svg.classList.toggle("map-svg--paths", withHistory.length > 0);
        const paths = /** @type {SVGGElement} */ (svg.querySelector('[data-part="paths"]'));
        drawPaths(paths, this.#graph, withHistory, this.#selected, this.#model.status === "finished");
        this.#dots.place(this.#model.players, this.#selected);
        if (this.#open) this.#fillPopup(this.#open);
        if (this.#follows) this.#follow();
    }

    /** @param {Player} player */
    die(player) {
        this.#dots?.die(player);
    }

    /** @param {Set<string>} ids */
    select(ids) {
        this.#selected = ids;
        const all = find(this.#root, "[data-map-all]");
        if (all) all.hidden = ids.size === 0;
        this.update();
    }

    /** Fetches the drawing again: what the viewer may see has changed. */
    async reload() {
        const url = this.#root.dataset.mapUrl;
        if (!url) return;
        const turn = (this.#loading += 1);
        const response = await fetch(url, { headers: { accept: "text/html" } }).catch(() => null);
        if (!response?.ok || turn !== this.#loading) return;
        const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
        const fresh = drawing(parsed);
        const old = drawing(this.#view);
        if (turn !== this.#loading) return;
        if (!fresh) {
            old?.remove();
            this.#graph = null;
        } else if (old) old.replaceWith(document.adoptNode(fresh));
        else this.#view.prepend(document.adoptNode(fresh));
        this.#adopt();
        this.update();
    }

    closePopup() {
        const popup = find(this.#root, "[data-map-popup]");
        if (!popup || !this.#open) return;
        const node = this.#graph?.nodes.get(this.#open)?.element;
        if (popup.contains(document.activeElement)) node?.focus({ preventScroll: true });
        node?.classList.remove("node--open");
        this.#open = null;
        popup.hidden = true;
    }

    get isPopupOpen() {
        return this.#open !== null;
    }

    #adopt() {
        const svg = drawing(this.#view);
        const hidden = find(this.#root, "[data-map-hidden]");
        const tools = find(this.#root, "[data-map-tools]");
        if (hidden) hidden.hidden = svg !== null;
        if (tools) tools.hidden = svg === null;
        if (!svg) return;
        stretch(svg, this.#stretchFor(svg));
        this.#graph = new MapGraph(svg);
        this.#dots = new Dots(/** @type {SVGGElement} */ (svg.querySelector('[data-part="dots"]')), this.#graph);
        if (this.#isInteractive) this.#graph.start?.element.setAttribute("tabindex", "0");
        if (this.#camera) {
            this.#camera.attach(svg, this.#graph.bounds);
            return;
        }
        this.#camera = new Camera(this.#view, svg, this.#graph.bounds);
        this.#camera.onChange = () => this.#placePopup();
        this.#camera.fit();
        if (!this.#isInteractive) {
            this.#setFollowing(this.#camera.isLarge);
            return;
        }
        this.#camera.onGrab = () => this.#setFollowing(false);
        this.#camera.onPress = (event) => this.#press(event);
        this.#camera.listen();
        this.#setFollowing(this.#camera.isLarge && this.#model.status !== "finished" && this.#root.dataset.mapState === "running");
    }

    /**
     * Fixed once, so that a map that is fetched again stays in place.
     * @param {SVGSVGElement} svg
     */
    #stretchFor(svg) {
        const { width, height } = svg.viewBox.baseVal;
        const { clientWidth, clientHeight } = this.#view;
        if (!this.#stretch) {
            const wish = clientWidth > 0 && height > 0 ? (clientHeight / clientWidth) * (width / height) : 1;
            // Where the camera follows, all lanes must still fit one above the other.
            const room = this.#root.dataset.mapState === "finished" ? wish : clientHeight / (height * 0.9);
            this.#stretch = Math.min(mostStretch, Math.max(1, Math.min(wish, room)));
        }
        return this.#stretch;
    }

    #listen() {
        this.#view.addEventListener("keydown", (event) => this.#key(event));
        this.#view.addEventListener("focusin", (event) => {
            const node = event.target instanceof Element ? event.target.closest("[data-node]") : null;
            if (node instanceof SVGGElement && node.matches(":focus-visible")) {
                this.#camera?.reveal({ x: Number(node.dataset.x), y: Number(node.dataset.y) });
            }
        });
        find(this.#root, "[data-map-follow]")?.addEventListener("click", () => this.#setFollowing(!this.#follows));
        for (const button of this.#root.querySelectorAll("[data-map-zoom]")) {
            button.addEventListener("click", () => {
                const way = button.getAttribute("data-map-zoom");
                this.#setFollowing(false);
                if (way === "fit") this.#camera?.fit();
                else this.#camera?.zoom(way === "in" ? 1.35 : 1 / 1.35);
            });
        }
        document.addEventListener("pointerdown", (event) => {
            if (event.target instanceof Node && !this.#root.contains(event.target)) this.closePopup();
        });
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
        const camera = this.#camera;
        if (!camera || event.ctrlKey || event.metaKey || event.altKey) return;
        const node = event.target instanceof Element ? event.target.closest("[data-node]") : null;
        const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
        if (node instanceof SVGGElement && (event.key === "Enter" || event.key === " ")) {
            this.#openPopup(node.dataset.node ?? "", true);
        } else if (event.key === "Escape" && this.#open) {
            this.closePopup();
            event.stopPropagation();
        } else if (step && node instanceof SVGGElement) {
            this.#step(node, step[0] ?? 0, step[1] ?? 0);
        } else if (step) {
            this.#setFollowing(false);
            camera.pan((step[0] ?? 0) * 70, (step[1] ?? 0) * 70);
        } else if (event.key === "+" || event.key === "=" || event.key === "-") {
            this.#setFollowing(false);
            camera.zoom(event.key === "-" ? 1 / 1.25 : 1.25);
        } else if (event.key === "0") {
            this.#setFollowing(false);
            camera.fit();
        } else return;
        event.preventDefault();
    }

    /**
     * To the nearest node in a direction.
     * @param {SVGGElement} from
     * @param {number} dx
     * @param {number} dy
     */
    #step(from, dx, dy) {
        if (!this.#graph) return;
        const x = Number(from.dataset.x);
        const y = Number(from.dataset.y);
        let best = null;
        let least = Infinity;
        for (const node of this.#graph.nodes.values()) {
            const ahead = (node.x - x) * dx + (node.y - y) * dy;
            const aside = Math.abs((node.x - x) * dy) + Math.abs((node.y - y) * dx);
            const cost = ahead + aside * 2;
            if (ahead > 1 && cost < least) {
                best = node;
                least = cost;
            }
        }
        if (!best) return;
        from.setAttribute("tabindex", "-1");
        best.element.setAttribute("tabindex", "0");
        best.element.focus({ preventScroll: true });
    }

    /** @param {PointerEvent} event */
    #press(event) {
        const target = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-node]");
        if (target instanceof SVGGElement) this.#openPopup(target.dataset.node ?? "", false);
        else this.closePopup();
    }

    /** @param {string} id @param {boolean} takesFocus */
    #openPopup(id, takesFocus) {
        this.closePopup();
        const popup = find(this.#root, "[data-map-popup]");
        const node = this.#graph?.nodes.get(id);
        if (!popup || !node) return;
        this.#open = id;
        node.element.classList.add("node--open");
        this.#fillPopup(id);
        popup.hidden = false;
        popup.dataset.popupNode = id;
        this.#placePopup();
        if (takesFocus) find(popup, "button")?.focus({ preventScroll: true });
    }

    /** @param {string} id */
    #fillPopup(id) {
        const popup = find(this.#root, "[data-map-popup]");
        if (!popup || !this.#graph) return;
        const hadFocus = popup.contains(document.activeElement);
        popup.replaceChildren(...popupContent(id, this.#graph, this.#model, () => this.closePopup()));
        if (hadFocus) find(popup, "button")?.focus({ preventScroll: true });
    }

    #placePopup() {
        const popup = find(this.#root, "[data-map-popup]");
        const node = this.#open ? this.#graph?.nodes.get(this.#open) : undefined;
        if (!popup || !node || !this.#camera) return;
        const at = this.#camera.toView(node);
        const { clientWidth, clientHeight } = this.#view;
        const margin = 12;
        const right = at.x + 22;
        const left = right + popup.offsetWidth + margin > clientWidth ? at.x - 22 - popup.offsetWidth : right;
        const top = at.y - 24;
        popup.style.left = `${Math.max(margin, Math.min(left, clientWidth - popup.offsetWidth - margin))}px`;
        popup.style.top = `${Math.max(margin, Math.min(top, clientHeight - popup.offsetHeight - margin))}px`;
    }

    /** @param {boolean} follows */
    #setFollowing(follows) {
        this.#follows = follows;
        find(this.#root, "[data-map-follow]")?.setAttribute("aria-pressed", String(follows));
        if (follows) this.#follow();
    }

    /** Keeps those who run in sight, the leader above all. */
    #follow() {
        const { clientWidth, clientHeight } = this.#view;
        const graph = this.#graph;
        const camera = this.#camera;
        if (!graph || !camera || clientWidth === 0) return;
        const wide = Math.min(1.4, clientWidth / (followedLayers * layerWidth));
        const tall = clientHeight / graph.bounds.height;
        const scale = Math.max(camera.fitScale, smallestFollowed, Math.min(wide, tall));
        const running = this.#model.players.filter((player) => player.status === "playing");
        const spots = running.flatMap((player) => (player.zone ? (graph.nodes.get(player.zone) ?? []) : []));
        if (this.#model.status === "finished") {
            camera.fit();
            return;
        }
        const leader = spots[0] ?? graph.start;
        if (!leader) return;
        const crowd = spots.length > 0 ? spots : [leader];
        const middle = crowd.reduce((sum, node) => ({ x: sum.x + node.x / crowd.length, y: sum.y + node.y / crowd.length }), { x: 0, y: 0 });
        const reach = clientWidth / scale / 2 - 90;
        const rise = clientHeight / scale / 2 - 50;
        camera.flyTo(
            {
                x: Math.min(leader.x + reach, Math.max(leader.x - reach, middle.x)),
                y: Math.min(leader.y + Math.max(0, rise), Math.max(leader.y - Math.max(0, rise), middle.y)),
            },
            scale,
        );
    }
}
