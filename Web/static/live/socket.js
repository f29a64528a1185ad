// The connection to one race: connects, answers pings, comes back after a loss.

/** @typedef {import("./types.js").LiveMessage} LiveMessage */
/** @typedef {"connecting" | "live" | "waiting" | "ended"} Connection */

const delays = [1, 2, 5, 10, 30];
const gone = new Map([
    [4001, "This race was deleted"],
    [4004, "This race does not exist any more"],
]);
/** The server pings each 30 s; a connection that is silent for longer is dead, whatever the browser thinks. */
const longestSilence = 75_000;

export class RaceSocket {
    #race;
    #onMessage;
    #onConnection;
    #attempt = 0;
    /** @type {WebSocket | null} */
    #socket = null;
    #timer = 0;
    #silence = 0;
    #stopped = false;

    /**
     * @param {string} race
     * @param {(message: LiveMessage) => void} onMessage
     * @param {(state: Connection, words: string) => void} onConnection
     */
    constructor(race, onMessage, onConnection) {
        this.#race = race;
        this.#onMessage = onMessage;
        this.#onConnection = onConnection;
        addEventListener("online", () => this.#hurry());
        addEventListener("pageshow", () => this.#hurry());
        document.addEventListener("visibilitychange", () => {
            if (document.visibilityState === "visible") this.#hurry();
        });
    }

    connect() {
        if (this.#stopped || this.#socket) return;
        clearTimeout(this.#timer);
        this.#onConnection("connecting", this.#attempt === 0 ? "Connecting" : "Connecting again");
        const scheme = location.protocol === "https:" ? "wss" : "ws";
        const socket = new WebSocket(`${scheme}://${location.host}/ws/race/${encodeURIComponent(this.#race)}`);
        this.#socket = socket;
        // The page's session cookie says who we are; this only tells the server not to wait for a token.
        socket.addEventListener("open", () => socket.send('{"type":"no_auth"}'));
        socket.addEventListener("message", (event) => this.#receive(socket, event.data));
        socket.addEventListener("close", (event) => this.#lost(socket, event.code));
    }

    close() {
        this.#stopped = true;
        clearTimeout(this.#timer);
        clearTimeout(this.#silence);
        this.#socket?.close(1000);
        this.#socket = null;
    }

    /** @param {WebSocket} socket @param {unknown} data */
    #receive(socket, data) {
        if (socket !== this.#socket || typeof data !== "string") return;
        this.#heard(socket);
        /** @type {LiveMessage} */
        let message;
        try {
            message = JSON.parse(data);
        } catch {
            return;
        }
        if (message.type === "ping") {
            socket.send('{"type":"pong"}');
            return;
        }
        if (message.type === "race_state") {
            this.#attempt = 0;
            this.#onConnection("live", "Connected");
        }
        this.#onMessage(message);
    }

    /** @param {WebSocket} socket */
    #heard(socket) {
        clearTimeout(this.#silence);
        this.#silence = setTimeout(() => {
            socket.close();
            this.#lost(socket, 1006);
        }, longestSilence);
    }

    /** @param {WebSocket} socket @param {number} code */
    #lost(socket, code) {
        if (socket !== this.#socket) return;
        this.#socket = null;
        clearTimeout(this.#silence);
        const reason = gone.get(code);
        if (reason) {
            this.#stopped = true;
            this.#onConnection("ended", reason);
            return;
        }
        if (this.#stopped) return;
        const base = delays[Math.min(this.#attempt, delays.length - 1)] ?? 30;
        this.#attempt += 1;
        const seconds = base * (0.8 + Math.random() * 0.4);
        const words = base > 2 ? `Connection lost, next try in ${base} s` : "Connection lost, trying again";
        this.#onConnection("waiting", words);
        this.#timer = setTimeout(() => this.connect(), seconds * 1000);
    }

    /** The person or the network is back: don't make them wait for the timer. */
    #hurry() {
        if (!this.#socket && !this.#stopped) this.connect();
    }
}
