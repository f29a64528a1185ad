// The messages of /ws/race/{id} as this site reads them (docs/PROTOCOL.md). Types only.

/** @typedef {"registered" | "ready" | "playing" | "finished" | "abandoned"} RunStatus */
/** @typedef {"setup" | "running" | "finished"} RaceStatus */
/** @typedef {{node_id: string, igt_ms: number, deaths?: number | null}} HistoryEntry */

/**
 * @typedef {object} ParticipantInfo
 * @property {string} id
 * @property {string} twitch_username
 * @property {string | null} twitch_display_name
 * @property {RunStatus} status
 * @property {string | null} current_zone
 * @property {number} current_layer
 * @property {number} igt_ms
 * @property {number} death_count
 * @property {number} color_index
 * @property {boolean} mod_connected
 * @property {HistoryEntry[] | null} zone_history
 * @property {number | null} gap_ms
 * @property {boolean} is_live
 */

/** @typedef {{text: string, from: string, from_text?: string, to: string}} GraphExit */
/** @typedef {{text: string, from: string, to: string, to_text?: string}} GraphEntrance */
/** @typedef {{type?: string, display_name?: string, layer?: number, tier?: number, exits?: GraphExit[], entrances?: GraphEntrance[], randomized_boss?: string}} GraphNode */
/** @typedef {{nodes?: Record<string, GraphNode>}} Graph */
/** @typedef {{id: string, name: string, status: RaceStatus, started_at: string | null, seeds_released_at: string | null}} RaceInfo */
/** @typedef {{total_layers: number, graph_json: Graph | null}} SeedInfo */

/**
 * @typedef {{type: "race_state", race: RaceInfo, seed: SeedInfo, participants: ParticipantInfo[]}
 *   | {type: "leaderboard_update", participants: ParticipantInfo[], leader_splits: Record<string, number> | null}
 *   | {type: "player_update", player: ParticipantInfo}
 *   | {type: "race_status_change", status: RaceStatus, started_at: string | null}
 *   | {type: "spectator_count", count: number}
 *   | {type: "ping"}
 *   | {type: "error", message: string}} LiveMessage
 */

/**
 * One runner, as the page knows it.
 * @typedef {object} Player
 * @property {string} id
 * @property {string} name
 * @property {RunStatus} status
 * @property {string | null} zone
 * @property {number} layer
 * @property {number} igt
 * @property {number} igtAt when `igt` arrived, on the page's own clock
 * @property {number} rate how fast the game's clock runs against ours
 * @property {number} deaths
 * @property {number} color
 * @property {boolean} connected
 * @property {HistoryEntry[]} history
 * @property {number | null} gap
 * @property {boolean} isLive
 */

/**
 * @typedef {{kind: "order"} | {kind: "status", from: RaceStatus | null, to: RaceStatus}
 *   | {kind: "released"} | {kind: "entrants"} | {kind: "spectators"} | {kind: "paths"}
 *   | {kind: "moved", player: Player, from: string | null}
 *   | {kind: "died", player: Player, count: number}
 *   | {kind: "finished", player: Player} | {kind: "abandoned", player: Player} | {kind: "ready", player: Player}
 *   | {kind: "lead", player: Player}} Change
 */

export {};
