"""`/ws/mod/{race_id}` as a game mod of v1.3.2 sees it: who gets in, and how connections end."""

import time
import uuid

import pytest
from websockets.exceptions import InvalidStatus

from clients import Mod, Viewer, row_of
from playing import cross, play
from seeds import CAVE, CAVE_FLAG, FINISH, LAYERS, START


# Before anything is said


class TestGreeting:
    def test_in_setup_auth_ok_comes_first_and_no_zone(self, server, races):
        race = races.make("ann", "bob")
        with Mod(server, race.id, race.mod_token("ann")) as mod:
            auth, board = mod.receive(), mod.receive()

        assert (auth["type"], board["type"]) == ("auth_ok", "leaderboard_update")
        assert auth["participant_id"] == race.participants["ann"]
        assert auth["race"]["id"] == race.id and auth["race"]["status"] == "setup"
        assert auth["race"]["name"] == f"Race {race.number}"
        assert auth["race"]["started_at"] is None and auth["race"]["seeds_released_at"] is not None
        assert {row["id"] for row in auth["participants"]} == set(race.participants.values())
        assert {row["status"] for row in auth["participants"]} == {"registered"}
        assert all(row["zone_history"] is None for row in auth["participants"])
        assert row_of(board, race.participants["ann"])["mod_connected"] is True
        assert row_of(board, race.participants["bob"])["mod_connected"] is False
        assert board["leader_splits"] is None

    def test_the_seed_comes_with_its_flags_and_items(self, server, races):
        race = races.make("ann")
        with Mod(server, race.id, race.mod_token("ann")) as mod:
            seed = mod.receive()["seed"]

        assert seed["event_ids"] == list(range(CAVE_FLAG, FINISH)) + [FINISH]
        assert seed["finish_event"] == FINISH and seed["total_layers"] == LAYERS
        assert seed["spawn_items"] == [{"id": 10100, "qty": 1}]
        assert seed["seed_id"] == race.detail()["seed_number"]

    def test_in_a_running_race_the_zone_stands_between_auth_and_leaderboard(self, running, server):
        race, ann, _ = running
        play(ann)
        cross(ann, CAVE_FLAG, 20_000)
        ann.close()

        with Mod(server, race.id, race.mod_token("ann")) as mod:
            frames = [mod.receive() for _ in range(3)]

        assert [frame["type"] for frame in frames] == ["auth_ok", "zone_update", "leaderboard_update"]
        assert frames[0]["race"]["status"] == "running" and frames[0]["race"]["started_at"] is not None
        assert frames[1]["node_id"] == CAVE
        own = row_of(frames[2], race.participants["ann"])
        assert [entry["node_id"] for entry in own["zone_history"]] == [START, CAVE]
        assert own["mod_connected"] and own["status"] == "playing"

    def test_a_newcomer_to_a_running_race_gets_the_start(self, races, server):
        race = races.make("ann", "bob")
        race.start()
        with Mod(server, race.id, race.mod_token("ann")) as mod:
            assert mod.expect("auth_ok")["race"]["status"] == "running"
            zone = mod.expect("zone_update")
        assert zone["node_id"] == START


# Who is refused


def refusal(mod) -> tuple[str, int, str]:
    error = mod.expect("auth_error")["message"]
    code, reason = mod.closed()
    return error, code, reason


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("{", "Invalid JSON"),
        ("", "Invalid JSON"),
        ("hello", "Invalid JSON"),
        ('{"type":"auth","mod_token":"x"', "Invalid JSON"),
        ("[]", "Invalid auth message"),
        ("null", "Invalid auth message"),
        ("7", "Invalid auth message"),
        ("{}", "Invalid auth message"),
        ('{"type":"ready"}', "Invalid auth message"),
        ('{"type":"auth"}', "Invalid auth message"),
        ('{"type":"auth","mod_token":null}', "Invalid auth message"),
        ('{"type":"auth","mod_token":7}', "Invalid auth message"),
        ('{"type":"auth","mod_token":""}', "Invalid auth message"),
        ('{"type":"auth","mod_token":["x"]}', "Invalid auth message"),
        ('{"type":"auth","mod_token":"' + "x" * 5000 + '"}', "Invalid auth message"),
        ('{"type":["auth"],"mod_token":"x"}', "Invalid auth message"),
        ('{"type":"auth","mod_token":"nobody"}', "Invalid mod token or race"),
        ('{"type":"auth","mod_token":"\' OR 1=1 --"}', "Invalid mod token or race"),
    ],
)
def test_a_bad_first_message_is_told_and_closed_with_4003(server, races, first, words):
    if not hasattr(server, "greeting_race"):
        server.greeting_race = races.make("ann")
    with Mod(server, server.greeting_race.id) as mod:
        mod.send_text(first)
        assert refusal(mod) == (words, 4003, words)


class TestRefusals:
    WORDS = "Invalid mod token or race"

    def test_a_token_of_another_race(self, server, races):
        mine, other = races.make("ann"), races.make("ann")
        with Mod(server, other.id, mine.mod_token("ann")) as mod:
            assert refusal(mod) == (self.WORDS, 4003, self.WORDS)

    def test_an_api_token_is_no_mod_token(self, server, races):
        race = races.make("ann")
        with Mod(server, race.id, race.token("ann")) as mod:
            assert refusal(mod) == (self.WORDS, 4003, self.WORDS)

    def test_a_race_that_is_not_there(self, server, races):
        token = races.make("ann").mod_token("ann")
        with Mod(server, uuid.uuid4(), token) as mod:
            assert refusal(mod) == (self.WORDS, 4003, self.WORDS)

    def test_a_finished_race(self, server, races):
        race = races.make("ann")
        token = race.mod_token("ann")
        race.start()
        race.do("finish")
        words = "Race has already finished"
        with Mod(server, race.id, token) as mod:
            assert refusal(mod) == (words, 4003, words)

    @pytest.mark.parametrize("race_id", ["nonsense", "1", "00000000-0000-0000-0000-00000000000", "%00"])
    def test_an_id_that_is_none_is_refused_before_the_socket_opens(self, server, race_id):
        with pytest.raises(InvalidStatus) as refused:
            Mod(server, race_id)
        assert refused.value.response.status_code == 403

    def test_silence_is_closed_with_4001_after_five_seconds(self, server, races):
        race = races.make("ann")
        before = time.monotonic()
        with Mod(server, race.id) as mod:
            assert mod.closed() == (4001, "Auth timeout")
            assert mod.seen == []
        assert 4 < time.monotonic() - before < 8


# Connections


class TestConnections:
    def test_the_newest_connection_wins(self, server, races, join):
        race = races.make("ann", "bob")
        bob, old = join(race, "bob"), join(race, "ann")
        bob.fence()

        new = join(race, "ann")

        assert old.closed() == (4003, "Connected from another client")
        new.send("ready")
        assert new.own(new.expect("leaderboard_update"))["status"] == "ready"
        for frame in bob.fence():
            assert row_of(frame, race.participants["ann"])["mod_connected"] is True

    def test_a_lost_connection_changes_the_dot_and_nothing_else(self, running):
        race, ann, bob = running
        play(ann)
        bob.fence()

        ann.close()

        board = bob.expect("leaderboard_update")
        row = row_of(board, race.participants["ann"])
        assert row["mod_connected"] is False and row["status"] == "playing"

    def test_reset_closes_with_1000_and_clears_the_runs(self, running, server, join):
        race, ann, bob = running
        play(ann)
        cross(ann, CAVE_FLAG, 20_000)

        race.do("reset")

        assert ann.closed() == (1000, "Race reset") and bob.closed() == (1000, "Race reset")
        again = join(race, "ann")
        assert again.auth["race"]["status"] == "setup" and again.auth["race"]["started_at"] is None
        assert again.auth["race"]["seeds_released_at"] is not None
        for row in again.auth["participants"]:
            assert row["status"] == "registered" and row["igt_ms"] == 0 and row["death_count"] == 0
            assert row["current_layer"] == 0 and row["current_zone"] is None and row["zone_history"] is None

    def test_a_race_can_be_run_again_after_reset(self, running, join):
        race, ann, _ = running
        play(ann)
        race.do("reset")
        ann.closed()
        again = join(race, "ann")
        again.send("ready")
        again.until("leaderboard_update", lambda frame: again.own(frame)["status"] == "ready")
        race.start()
        again.until("race_status_change")

        assert play(again, igt=500)["zone_history"] == [{"node_id": START, "igt_ms": 0}]

    def test_delete_closes_with_4001(self, races, join):
        race = races.make("ann")
        mod = join(race, "ann")
        assert race.organizer.delete(f"/api/races/{race.id}").status_code == 204
        assert mod.closed() == (4001, "Race deleted")

    def test_a_removed_participant_is_closed_with_4003(self, races, join):
        race = races.make("ann", "bob")
        ann, bob = join(race, "ann"), join(race, "bob")
        assert race.organizer.delete(f"/api/races/{race.id}/participants/{ann.id}").status_code == 204
        assert ann.closed()[0] == 4003
        assert bob.fence() is not None


# Heartbeat


@pytest.mark.slow
def test_a_ping_comes_within_half_a_minute(server, races, join):
    """To mods and to pages, and who answers stays."""
    race = races.make("ann")
    mod = join(race, "ann")
    with Viewer(server, race.id) as viewer:
        viewer.joined()
        before = time.monotonic()
        mod.until("ping", timeout=33)
        viewer.until("ping", timeout=3)
        assert 25 < time.monotonic() - before < 33
        viewer.send("pong")
    mod.send("pong")
    assert {frame["type"] for frame in mod.fence()} <= {"ping"}
