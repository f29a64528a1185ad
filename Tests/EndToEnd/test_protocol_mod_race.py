"""`/ws/mod/{race_id}` as a game mod of v1.3.2 sees it: a race from ready to the end."""

import json

import pytest

from clients import row_of
from playing import cross, play, walk
from seeds import (
    BOSS, BOSS_FLAG, CAVE, CAVE_BACK_DOOR, CAVE_FLAG, EXITS, FINISH, HALL, HALL_FLAG, HALL_OTHER, KEEP, KEEP_FLAG,
    LAYERS, START,
)

I32_MAX = 2**31 - 1


# Ready and start


class TestReadyAndStart:
    def test_ready_is_told_once(self, races, join):
        race = races.make("ann", "bob")
        ann = join(race, "ann")
        ann.send("ready")
        assert ann.own(ann.expect("leaderboard_update"))["status"] == "ready"
        ann.send("ready")
        assert ann.fence() == []

    def test_ready_is_accepted_while_running(self, races, join):
        race = races.make("ann")
        race.start()
        ann = join(race, "ann")
        ann.send("ready")
        assert ann.own(ann.expect("leaderboard_update"))["status"] == "ready"

    @pytest.mark.parametrize(
        "message",
        [
            {"type": "status_update", "igt_ms": 1000, "death_count": 0},
            {"type": "event_flag", "flag_id": CAVE_FLAG, "igt_ms": 1000},
            {"type": "event_flag", "flag_id": FINISH, "igt_ms": 1000},
            {"type": "finished", "igt_ms": 1000},
        ],
        ids=lambda message: message["type"],
    )
    def test_in_setup_the_race_is_not_running(self, races, join, message):
        race = races.make("ann")
        ann = join(race, "ann")
        ann.send_text(json.dumps(message))
        assert ann.error() == "Race not running"
        assert race.row("ann")["status"] == "registered"

    def test_a_zone_query_in_setup_has_no_answer(self, races, join):
        ann = join(races.make("ann"), "ann")
        ann.send("zone_query", grace_entity_id=10001950)
        assert ann.fence() == []

    def test_start_comes_in_order(self, races, join):
        race = races.make("ann", "bob")
        ann, bob = join(race, "ann"), join(race, "bob")
        ann.fence()

        race.start()

        for mod in (ann, bob):
            frames = mod.fence()
            frames = [frame for frame in frames if frame["type"] != "leaderboard_update"]
            assert [frame["type"] for frame in frames] == ["race_start", "zone_update", "race_status_change"]
            assert frames[0] == {"type": "race_start"}
            assert frames[1]["node_id"] == START and frames[1]["display_name"] == "Quiet Chapel"
            assert frames[1]["tier"] == 1 and frames[1]["original_tier"] is None
            assert [(e["text"], e["to_name"], e["discovered"]) for e in frames[1]["exits"]] == [
                (text, to_name, False) for text, to_name in EXITS[START]
            ]
            assert frames[2]["status"] == "running" and frames[2]["started_at"] is not None


# The clock


class TestStatusUpdates:
    def test_the_first_one_starts_the_run(self, running):
        race, ann, bob = running
        ann.send("status_update", igt_ms=1500, death_count=0)

        own = ann.own(ann.expect("leaderboard_update"))
        assert own["status"] == "playing" and own["igt_ms"] == 1500
        assert own["current_zone"] == START and own["current_layer"] == 0 and own["current_layer_tier"] == 1
        assert own["zone_history"] == [{"node_id": START, "igt_ms": 0}]
        assert own["layer_entry_igt"] == 0
        seen = row_of(bob.expect("leaderboard_update"), race.participants["ann"])
        assert seen["status"] == "playing" and seen["zone_history"] is None and seen["current_zone"] is None

    def test_later_ones_are_player_updates_without_history(self, running):
        race, ann, bob = running
        play(ann)
        bob.fence()

        ann.send("status_update", igt_ms=2500, death_count=0)

        for mod in (ann, bob):
            row = mod.expect("player_update")["player"]
            assert row["id"] == race.participants["ann"]
            assert row["igt_ms"] == 2500 and row["zone_history"] is None and row["layer_entry_igt"] == 0

    def test_who_is_not_ready_does_not_play(self, races, join):
        race = races.make("ann")
        race.start()
        ann = join(race, "ann")
        ann.send("status_update", igt_ms=1000, death_count=0)
        ann.fence()
        assert race.row("ann")["status"] == "registered"

    def test_time_may_start_over_before_the_first_gate(self, running):
        _, ann, _ = running
        play(ann, igt=90_000)
        ann.send("status_update", igt_ms=1000, death_count=0)
        assert ann.expect("player_update")["player"]["igt_ms"] == 1000

    def test_time_does_not_run_back_after_the_first_gate(self, running):
        race, ann, _ = running
        play(ann)
        cross(ann, CAVE_FLAG, 20_000)
        ann.send("status_update", igt_ms=5000, death_count=0)
        errors = [frame for frame in ann.fence() if frame["type"] == "error"]
        assert len(errors) == 1
        assert race.row("ann")["igt_ms"] == 20_000

    def test_deaths_belong_to_the_newest_visit_of_the_zone(self, running):
        _, ann, _ = running
        play(ann)
        cross(ann, CAVE_FLAG, 20_000)
        cross(ann, HALL_FLAG, 40_000)
        cross(ann, CAVE_BACK_DOOR, 60_000)
        ann.send("status_update", igt_ms=61_000, death_count=3)
        history = ann.until("player_update", lambda f: f["player"]["death_count"] == 3)["player"]["zone_history"]
        assert [entry.get("deaths") for entry in history] == [None, None, None, 3]

        ann.send("status_update", igt_ms=62_000, death_count=5)
        history = ann.until("player_update", lambda f: f["player"]["death_count"] == 5)["player"]["zone_history"]
        assert history[3] == {"node_id": CAVE, "igt_ms": 60_000, "deaths": 5}

    def test_fewer_deaths_are_stored_and_blamed_on_nothing(self, running):
        race, ann, _ = running
        play(ann)
        ann.send("status_update", igt_ms=2000, death_count=4)
        ann.send("status_update", igt_ms=3000, death_count=1)
        row = ann.until("player_update", lambda f: f["player"]["igt_ms"] == 3000)["player"]
        assert row["death_count"] == 1
        ann.fence()
        assert race.row("ann")["death_count"] == 1

    def test_values_are_cut_to_what_a_mod_can_read(self, running):
        _, ann, _ = running
        ann.send("status_update", igt_ms=10**30, death_count=2**40)
        own = ann.own(ann.expect("leaderboard_update"))
        assert own["igt_ms"] == I32_MAX and own["death_count"] == I32_MAX


# Gates


class TestGates:
    def test_a_first_visit_is_a_leaderboard_for_all_and_a_zone_for_the_sender(self, running):
        race, ann, bob = running
        play(ann)
        bob.fence()

        ann.send("event_flag", flag_id=CAVE_FLAG, igt_ms=20_000)

        board, zone = ann.expect("leaderboard_update"), ann.expect("zone_update")
        own = ann.own(board)
        assert own["current_zone"] == CAVE and own["current_layer"] == 1 and own["current_layer_tier"] == 4
        assert own["zone_history"] == [{"node_id": START, "igt_ms": 0}, {"node_id": CAVE, "igt_ms": 20_000}]
        assert own["layer_entry_igt"] == 20_000 and own["gap_ms"] is None
        assert board["leader_splits"] == {"0": 0, "1": 20_000}
        assert zone == {
            "type": "zone_update", "node_id": CAVE, "display_name": "Limgrave - Damp Cave", "tier": 4,
            "original_tier": 1, "exits": [{"text": "boss exit", "to_name": "Silent Hall", "discovered": False}],
        }
        assert [frame["type"] for frame in bob.fence()] == ["leaderboard_update"]

    def test_a_revisit_is_a_player_update(self, running):
        _, ann, bob = running
        play(ann)
        cross(ann, CAVE_FLAG, 20_000)
        cross(ann, HALL_FLAG, 40_000)
        bob.fence()

        ann.send("event_flag", flag_id=CAVE_FLAG, igt_ms=60_000)

        row, zone = ann.expect("player_update")["player"], ann.expect("zone_update")
        assert [entry["node_id"] for entry in row["zone_history"]] == [START, CAVE, HALL, CAVE]
        assert row["current_zone"] == CAVE and row["current_layer"] == 2, "a layer once reached stays"
        assert zone["node_id"] == CAVE and zone["exits"][0]["discovered"] is True
        assert [frame["type"] for frame in bob.fence()] == ["player_update"]

    def test_the_same_door_twice_within_a_second_is_one_crossing(self, running):
        _, ann, bob = running
        play(ann)
        cross(ann, CAVE_FLAG, 20_000)
        bob.fence()

        for flag, igt in ((CAVE_FLAG, 20_000), (CAVE_BACK_DOOR, 20_999)):
            ann.send("event_flag", flag_id=flag, igt_ms=igt)
            assert ann.expect("zone_update")["node_id"] == CAVE
        assert bob.fence() == []

        ann.send("event_flag", flag_id=CAVE_FLAG, igt_ms=21_000)
        assert len(ann.expect("player_update")["player"]["zone_history"]) == 3

    def test_a_gate_before_the_first_status_comes_after_the_start(self, running):
        _, ann, _ = running
        ann.send("event_flag", flag_id=KEEP_FLAG, igt_ms=15_000)
        own = ann.own(ann.expect("leaderboard_update"))
        assert own["status"] == "playing"
        assert [entry["node_id"] for entry in own["zone_history"]] == [START, KEEP]

    def test_exits_of_a_side_zone_say_where_they_are(self, running):
        _, ann, _ = running
        play(ann)
        zone = cross(ann, KEEP_FLAG, 15_000)[-1]
        assert zone["tier"] == 5 and zone["original_tier"] is None
        assert [(exit["text"], exit["to_name"]) for exit in zone["exits"]] == EXITS[KEEP]

    def test_an_unknown_flag_changes_nothing(self, running):
        race, ann, bob = running
        play(ann)
        bob.fence()
        ann.send("event_flag", flag_id=9_000_000, igt_ms=15_000)
        assert {frame["type"] for frame in ann.fence()} <= {"error"}
        assert bob.fence() == []

    def test_who_is_not_ready_crosses_nothing(self, races, join):
        race = races.make("ann")
        race.start()
        ann = join(race, "ann")
        ann.send("event_flag", flag_id=CAVE_FLAG, igt_ms=15_000)
        assert ann.error()
        assert race.row("ann")["current_layer"] == 0

    def test_a_flag_without_a_time_still_counts(self, running):
        _, ann, _ = running
        play(ann, igt=5000)
        ann.send("event_flag", flag_id=CAVE_FLAG)
        own = ann.own(ann.expect("leaderboard_update"))
        assert own["current_zone"] == CAVE and own["igt_ms"] == 5000

    def test_gaps_follow_the_splits_of_the_leader(self, running):
        race, ann, bob = running
        play(ann)
        play(bob)
        cross(ann, CAVE_FLAG, 30_000)
        cross(ann, HALL_FLAG, 75_000)
        cross(ann, BOSS_FLAG, 120_000)
        cross(bob, KEEP_FLAG, 40_000)
        cross(bob, HALL_OTHER, 80_000)
        bob.send("status_update", igt_ms=100_000, death_count=0)
        ann.close()
        board = bob.until("leaderboard_update", lambda f: not row_of(f, race.participants["ann"])["mod_connected"])

        assert board["leader_splits"] == {"0": 0, "1": 30_000, "2": 75_000, "3": 120_000}
        leader, own = board["participants"]
        assert leader["id"] == race.participants["ann"] and leader["gap_ms"] is None
        assert own["layer_entry_igt"] == 80_000 and own["gap_ms"] == 5000

        bob.send("status_update", igt_ms=130_000, death_count=0)
        bob.until("player_update", lambda f: f["player"]["igt_ms"] == 130_000)
        bob.send("event_flag", flag_id=BOSS_FLAG, igt_ms=131_000)
        assert bob.own(bob.until("leaderboard_update"))["gap_ms"] == 11_000


# Zone queries


class TestZoneQueries:
    @pytest.mark.parametrize(
        "query",
        [
            {}, {"grace_entity_id": 0}, {"grace_entity_id": "10"}, {"map_id": 7}, {"map_id": "m99_99_99_99"},
            {"grace_entity_id": 999_999_999}, {"map_id": "m10_00_00_00", "position": [1.0, "x", None]},
            {"grace_entity_id": None, "map_id": None, "position": None, "play_region_id": None},
        ],
        ids=json.dumps,
    )
    def test_what_leads_nowhere_is_not_answered(self, running, query):
        _, ann, bob = running
        play(ann)
        bob.fence()
        ann.send("zone_query", **query)
        assert ann.fence() == []
        assert bob.fence() == []


# The end


class TestFinish:
    def test_the_finish_flag_ends_the_run_and_leaves_the_race_open(self, running):
        race, ann, bob = running
        play(ann)
        play(bob)
        walk(ann, 60_000)
        ann.fence()
        bob.fence()

        ann.send("event_flag", flag_id=FINISH, igt_ms=99_000)

        board = ann.expect("leaderboard_update")
        own = ann.own(board)
        assert own["status"] == "finished" and own["igt_ms"] == 99_000 and own["current_layer"] == LAYERS
        assert board["participants"][0]["id"] == ann.id
        assert [frame["type"] for frame in bob.fence()] == ["leaderboard_update"]
        assert race.detail()["status"] == "running"

    def test_after_the_finish_nothing_counts_and_nothing_is_said(self, running):
        race, ann, bob = running
        play(ann)
        play(bob)
        walk(ann, 60_000)
        ann.send("event_flag", flag_id=FINISH, igt_ms=99_000)
        ann.until("leaderboard_update", lambda frame: ann.own(frame)["status"] == "finished")
        bob.fence()
        ann.send("status_update", igt_ms=120_000, death_count=9)
        ann.send("event_flag", flag_id=CAVE_FLAG, igt_ms=121_000)
        ann.send("event_flag", flag_id=FINISH, igt_ms=122_000)
        ann.send("zone_query", grace_entity_id=10001950)
        ann.send("ready")
        ann.send("finished", igt_ms=123_000)
        assert ann.fence() == [] and bob.fence() == []
        row = race.row("ann")
        assert (row["status"], row["igt_ms"], row["death_count"]) == ("finished", 99_000, 0)

    def test_the_last_finish_ends_the_race_in_order(self, running):
        race, ann, bob = running
        play(ann)
        play(bob)
        walk(ann, 60_000)
        walk(bob, 61_000)
        ann.send("event_flag", flag_id=FINISH, igt_ms=99_000)
        ann.until("leaderboard_update", lambda frame: ann.own(frame)["status"] == "finished")
        ann.fence()
        bob.fence()

        bob.send("finished", igt_ms=101_000)

        for mod in (ann, bob):
            status, board = mod.expect("race_status_change"), mod.expect("leaderboard_update")
            assert status["status"] == "finished" and status["started_at"] is not None
            assert [row["status"] for row in board["participants"]] == ["finished", "finished"]
            assert [row["gap_ms"] for row in board["participants"]] == [None, 2000]
        detail = race.detail()
        assert detail["status"] == "finished"
        assert [preview["placement"] for preview in detail["participant_previews"]] == [1, 2]

    def test_finished_as_a_message_counts_from_ready_but_not_from_registered(self, races, join):
        race = races.make("ann", "bob")
        race.start()
        ann, bob = join(race, "ann"), join(race, "bob")
        ann.fence()
        ann.send("finished", igt_ms=5000)
        assert ann.error()
        bob.send("ready")
        walk(bob, 4900)
        bob.send("finished", igt_ms=5000)
        bob.until("leaderboard_update", lambda frame: bob.own(frame)["status"] == "finished")

    def test_a_finish_without_a_gate_is_held_and_first_is_who_played(self, running):
        race, ann, bob = running
        play(ann, igt=1500)
        play(bob)
        cross(bob, KEEP_FLAG, 30_000)
        ann.fence()

        ann.send("event_flag", flag_id=FINISH, igt_ms=3000)

        assert "held" in ann.error()
        rows = race.detail()["participants"]
        assert {row["status"] for row in rows} == {"playing"}
        ann.send("status_update", igt_ms=31_000, death_count=1)
        bob.send("event_flag", flag_id=HALL_OTHER, igt_ms=40_000)
        board = bob.until("leaderboard_update")
        assert [row["id"] for row in board["participants"]] == [bob.id, ann.id]

    def test_a_forced_end_tells_the_status_and_no_leaderboard(self, running):
        race, ann, bob = running
        play(ann)
        ann.fence()
        bob.fence()

        race.do("finish")

        for mod in (ann, bob):
            assert [frame["type"] for frame in mod.fence()] == ["race_status_change"]
        assert {row["status"] for row in race.detail()["participants"]} == {"abandoned"}

    def test_abandoning_tells_the_leaderboard(self, running):
        race, ann, bob = running
        play(ann)
        ann.fence()
        bob.fence()

        race.do("abandon", by="ann")

        for mod in (ann, bob):
            frames = mod.fence()
            assert [frame["type"] for frame in frames] == ["leaderboard_update"]
            assert row_of(frames[0], race.participants["ann"])["status"] == "abandoned"
        for message in ("event_flag", "finished", "status_update"):
            ann.send(message, flag_id=FINISH, igt_ms=9_000, death_count=0)
        assert ann.fence() == []
        assert race.row("ann")["status"] == "abandoned"

    def test_the_last_abandon_ends_the_race(self, running):
        race, ann, bob = running
        race.do("abandon", by="ann")
        ann.fence()
        bob.fence()

        race.do("abandon", by="bob")

        for mod in (ann, bob):
            assert [frame["type"] for frame in mod.fence()] == ["leaderboard_update", "race_status_change"]
        assert race.detail()["status"] == "finished"


# What a rival may see


def test_a_rival_never_gets_where_others_are(running):
    race, ann, bob = running
    play(ann)
    play(bob)
    for flag, igt in ((CAVE_FLAG, 20_000), (HALL_FLAG, 40_000), (CAVE_BACK_DOOR, 60_000), (BOSS_FLAG, 80_000)):
        cross(ann, flag, igt)
        ann.send("status_update", igt_ms=igt + 1000, death_count=igt // 20_000)
    ann.send("event_flag", flag_id=FINISH, igt_ms=99_000)
    ann.until("leaderboard_update", lambda frame: ann.own(frame)["status"] == "finished")
    bob.until("leaderboard_update", lambda f: row_of(f, race.participants["ann"])["status"] == "finished")

    said = "\n".join(bob.texts)
    for node in (CAVE, KEEP, HALL, BOSS):
        assert node not in said
    for frame in bob.seen:
        if frame["type"] in ("leaderboard_update", "player_update"):
            rows = frame.get("participants") or [frame["player"]]
            for row in (row for row in rows if row["id"] != bob.id):
                assert row["zone_history"] is None and row["current_zone"] is None
