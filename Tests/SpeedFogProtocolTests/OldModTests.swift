import SpeedFogProtocol
import Testing

/// The rules of the v1.3.2 mod's reader, each broken once.
@Suite struct OldModTests {
    private static let row =
        #"{"id":"p","twitch_username":"u","status":"ready","current_layer":0,"igt_ms":0,"death_count":0}"#
    private static let race = #"{"id":"r","name":"n","status":"setup"}"#

    @Test(arguments: [
        #"{"type":"player_update","player":\#(row)}"#,
        #"{"type":"leaderboard_update","participants":[\#(row)]}"#,
        #"{"type":"leaderboard_update","participants":[],"leader_splits":null,"more":[{}]}"#,
        #"{"type":"auth_ok","participant_id":"p","race":\#(race),"seed":{"total_layers":1},"participants":[]}"#,
        #"{"type":"auth_ok","participant_id":"p","race":\#(race),"seed":{"total_layers":1,"spawn_items":[{"id":1}]},"participants":[]}"#,
        #"{"type":"zone_update","node_id":"a","display_name":"b"}"#,
        #"{"type":"zone_update","node_id":"a","display_name":"b","tier":null,"exits":[]}"#,
        #"{"type":"race_status_change","status":"running"}"#,
        #"{"type":"player_update","player":{"id":"p","twitch_username":"u","status":"ready","current_layer":0,"igt_ms":0,"death_count":0,"color_index":"x","zone_history":7}}"#,
    ])
    func `what its reader defaults or ignores may be absent or odd`(frame: String) throws {
        _ = try ServerMessage.parseAsMod(frame)
    }

    @Test(arguments: [
        // A default is for absence, not for null.
        #"{"type":"zone_update","node_id":"a","display_name":"b","exits":null}"#,
        #"{"type":"auth_ok","participant_id":"p","race":\#(race),"seed":{"total_layers":1,"event_ids":null},"participants":[]}"#,
        #"{"type":"auth_ok","participant_id":"p","race":\#(race),"seed":{"total_layers":1,"spawn_items":null},"participants":[]}"#,
        #"{"type":"auth_ok","participant_id":"p","race":\#(race),"seed":{"total_layers":1,"spawn_items":[{"id":1,"qty":null}]},"participants":[]}"#,
        // Integers are integers, and fit.
        #"{"type":"zone_update","node_id":"a","display_name":"b","tier":3.0}"#,
        #"{"type":"zone_update","node_id":"a","display_name":"b","tier":2147483648}"#,
        #"{"type":"zone_update","node_id":"a","display_name":"b","tier":-0}"#,
        #"{"type":"auth_ok","participant_id":"p","race":\#(race),"seed":{"total_layers":1,"event_ids":[-1]},"participants":[]}"#,
        #"{"type":"auth_ok","participant_id":"p","race":\#(race),"seed":{"total_layers":1,"finish_event":4294967296},"participants":[]}"#,
        #"{"type":"leaderboard_update","participants":[],"leader_splits":{"0":0.5}}"#,
        // What is required is there, and not null.
        #"{"type":"leaderboard_update"}"#,
        #"{"type":"leaderboard_update","participants":null}"#,
        #"{"type":"leaderboard_update","participants":[\#(row),{}]}"#,
        #"{"type":"player_update"}"#,
        #"{"type":"race_status_change","status":null}"#,
        #"{"type":"auth_error"}"#,
        #"{"type":"zone_update","node_id":"a","display_name":"b","exits":[{"text":"t","to_name":"n","discovered":1}]}"#,
        // Its reader refuses what others repair.
        #"{"type":"error","message":"a","message":"b"}"#,
        #"{"type":"error","message":"\ud800"}"#,
    ])
    func `what its reader refuses is refused`(frame: String) {
        #expect(throws: MessageError.self) { try ServerMessage.parseAsMod(frame) }
    }
}
