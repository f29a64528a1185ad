// The start page: the hero's small race, and the real one that is on.
import { RaceModel } from "../live/race-model.js";
import { RaceSocket } from "../live/socket.js";
import { RaceMap } from "../map/race-map.js";
import { Board } from "../races/board.js";
import { find, write } from "../site/dom.js";
import { animateHero } from "./hero.js";

/** @param {HTMLElement} card */
function watch(card) {
    const model = new RaceModel();
    const frame = find(card, "[data-preview]");
    const map = frame ? new RaceMap(frame, model, { isInteractive: false }) : null;
    const board = new Board(card, (ids) => map?.select(ids), (node) => map?.nameOf(node) ?? null);
    const connection = find(card, "[data-connection]");
    const socket = new RaceSocket(
        card.dataset.liveRace ?? "",
        (message) => {
            const changes = model.apply(message);
            for (const change of changes) {
                if (change.kind === "died") {
                    map?.die(change.player);
                    board.flash(change.player.id, "row--hurt");
                }
                if (change.kind === "moved" && change.from) board.flash(change.player.id, "row--advanced");
                if (change.kind === "status" && change.from === "running") showEnd(card);
            }
            board.update(model);
            map?.update();
        },
        (state, words) => {
            if (!connection) return;
            connection.hidden = state === "live";
            connection.dataset.connection = state;
            write(find(connection, "[data-connection-text]"), words);
        },
    );
    socket.connect();
    setInterval(() => board.tick(model), 200);
}

/** @param {HTMLElement} card */
function showEnd(card) {
    const badge = find(card, ".badge--running");
    if (!badge) return;
    badge.className = "badge badge--finished";
    badge.textContent = "Finished";
    find(card, "[data-elapsed]")?.removeAttribute("data-elapsed");
    card.dataset.raceStatus = "finished";
}

const card = find(document, "[data-live-race]");
if (card) watch(card);
const hero = document.querySelector("[data-hero-map]");
if (hero instanceof SVGSVGElement) animateHero(hero);
