// What the page knows about a race, and what each message changes about it.

/** @typedef {import("./types.js").LiveMessage} LiveMessage */
/** @typedef {import("./types.js").ParticipantInfo} ParticipantInfo */
/** @typedef {import("./types.js").Player} Player */
/** @typedef {import("./types.js").Change} Change */

const longestGuess = 10_000;

export class RaceModel {
    /** @type {import("./types.js").RaceStatus | null} */
    status = null;
    /** @type {string | null} */
    startedAt = null;
    /** @type {string | null} */
    releasedAt = null;
    /** @type {import("./types.js").Graph | null} */
    graph = null;
    totalLayers = 0;
    spectators = 0;
    /**
     * In the order of the server.
     * @type {Player[]}
     */
    players = [];
    /** @type {Map<string, Player>} */
    #byID = new Map();
    #clock;

    /** @param {() => number} clock in milliseconds */
    constructor(clock = () => performance.now()) {
        this.#clock = clock;
    }

    /** @param {string} id @returns {Player | undefined} */
    player(id) {
        return this.#byID.get(id);
    }

    /** @returns {Player | null} the runner in front, once somebody runs */
    get leader() {
        const first = this.players[0];
        return first && (first.status === "playing" || first.status === "finished") ? first : null;
    }

    /**
     * The runner's clock as it probably stands now: ticks come once a second, and a lost one must not race on.
     * @param {Player} player
     * @returns {number}
     */
    igtNow(player) {
        if (player.status !== "playing" || !player.connected || this.status !== "running") return player.igt;
        return player.igt + Math.min(longestGuess, (this.#clock() - player.igtAt) * player.rate);
    }

    /** @param {LiveMessage} message @returns {Change[]} */
    apply(message) {
        switch (message.type) {
            case "race_state":
                return this.#applyState(message);
            case "leaderboard_update":
                return this.#applyRows(message.participants);
            case "player_update": {
                const known = this.#byID.get(message.player.id);
                return known ? this.#applyPlayer(known, message.player) : [];
            }
            case "race_status_change":
                if (message.started_at) this.startedAt = message.started_at;
                return this.#applyStatus(message.status);
            case "spectator_count":
                this.spectators = message.count;
                return [{ kind: "spectators" }];
            default:
                return [];
        }
    }

    /** @param {LiveMessage & {type: "race_state"}} state @returns {Change[]} */
    #applyState(state) {
        const wasReleased = this.releasedAt;
        const isFirst = this.status === null;
        this.startedAt = state.race.started_at;
        this.releasedAt = state.race.seeds_released_at;
        this.totalLayers = state.seed.total_layers;
        this.graph = state.seed.graph_json;
        const changes = this.#applyStatus(state.race.status);
        changes.push(...this.#applyRows(state.participants, true, isFirst));
        if (!isFirst && wasReleased !== this.releasedAt) changes.push({ kind: "released" });
        changes.push({ kind: "paths" });
        return changes;
    }

    /** @param {import("./types.js").RaceStatus} status @returns {Change[]} */
    #applyStatus(status) {
        const from = this.status;
        this.status = status;
        return from === status ? [] : [{ kind: "status", from, to: status }];
    }

    /** @param {ParticipantInfo[]} rows @param {boolean} [isState] @param {boolean} [isFirst] @returns {Change[]} */
    #applyRows(rows, isState = false, isFirst = false) {
        const leader = this.leader;
        /** @type {Change[]} */
        const changes = [];
        const before = new Set(this.#byID.keys());
        this.players = rows.map((row) => {
            const known = this.#byID.get(row.id);
            if (known) {
                changes.push(...this.#applyPlayer(known, row));
                // A race_state carries no gaps: the last known ones stay.
                if (!isState) known.gap = row.gap_ms;
                return known;
            }
            return this.#newPlayer(row);
        });
        this.#byID = new Map(this.players.map((player) => [player.id, player]));
        if (this.leader) this.leader.gap = null;
        if (before.size !== this.#byID.size || rows.some((row) => !before.has(row.id))) {
            if (!isFirst) changes.push({ kind: "entrants" });
            changes.push({ kind: "paths" });
        }
        changes.push({ kind: "order" });
        if (leader && this.leader && leader !== this.leader) changes.push({ kind: "lead", player: this.leader });
        return changes;
    }

    /** @param {ParticipantInfo} row @returns {Player} */
    #newPlayer(row) {
        return {
            id: row.id,
            name: row.twitch_display_name ?? row.twitch_username,
            status: row.status,
            zone: row.current_zone,
            layer: row.current_layer,
            igt: row.igt_ms,
            igtAt: this.#clock(),
            rate: 1,
            deaths: row.death_count,
            color: row.color_index % 20,
            connected: row.mod_connected,
            history: row.zone_history ?? [],
            gap: row.gap_ms,
            isLive: row.is_live,
        };
    }

    /** @param {Player} player @param {ParticipantInfo} row @returns {Change[]} */
    #applyPlayer(player, row) {
        /** @type {Change[]} */
        const changes = [];
        const now = this.#clock();
        if (row.igt_ms !== player.igt) {
            const rate = (row.igt_ms - player.igt) / Math.max(1, now - player.igtAt);
            // Practice bots may run faster than life; their clocks should not jump.
            player.rate = rate > 1.5 && rate < 60 ? player.rate * 0.6 + rate * 0.4 : 1;
            player.igt = row.igt_ms;
            player.igtAt = now;
        }
        const from = player.zone;
        const died = row.death_count - player.deaths;
        const wasStatus = player.status;
        const hadEntries = player.history.length;
        player.zone = row.current_zone;
        player.layer = row.current_layer;
        player.deaths = row.death_count;
        player.connected = row.mod_connected;
        player.status = row.status;
        player.isLive = row.is_live;
        player.name = row.twitch_display_name ?? row.twitch_username;
        if (row.status === "registered" || row.status === "ready") player.history = [];
        else if (row.zone_history) player.history = row.zone_history;
        else if (player.zone && player.zone !== from && player.history.at(-1)?.node_id !== player.zone) {
            player.history = [...player.history, { node_id: player.zone, igt_ms: row.igt_ms }];
        }
        if (player.zone !== from) changes.push({ kind: "moved", player, from });
        if (player.history.length !== hadEntries) changes.push({ kind: "paths" });
        if (died > 0) changes.push({ kind: "died", player, count: died });
        if (wasStatus !== player.status) {
            if (player.status === "finished") changes.push({ kind: "finished", player });
            if (player.status === "abandoned") changes.push({ kind: "abandoned", player });
            if (player.status === "ready") changes.push({ kind: "ready", player });
        }
        return changes;
    }
}
