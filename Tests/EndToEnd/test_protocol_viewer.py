"""`/ws/race/{race_id}` as a page that watches sees it, and what it must not see."""

import json
import time
import uuid

import pytest
from websockets.exceptions import InvalidStatus

from clients import Viewer, row_of
from playing import cross, finish, ready, walk
from seeds import BOSS, BOSS_FLAG, CAVE, CAVE_FLAG, HALL, HALL_FLAG, KEEP, KEEP_FLAG, LAYERS, START, TINY

SECRETS = [CAVE, KEEP, HALL, BOSS] + [node["display_name"] for node in TINY["nodes"].values()]


@pytest.fixture
def watch(server):
    """Opens viewers past their greeting, and closes them in the end."""
    viewers = []

    def open_viewer(race, **options) -> Viewer:
        viewer = Viewer(server, race.id, **options)
        viewers.append(viewer)
        viewer.state = viewer.joined()
        return viewer

    yield open_viewer
    for viewer in viewers:
        viewer.close()


def page_of(race, player) -> dict:
    """The headers of a page's socket: the cookie of whoever is signed in."""
    role = "organizer" if player == "organizer" else "user"
    session = race.server.browser_session(race.name(player), role)
    cookies = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
    return {"headers": {"Cookie": cookies}, "origin": race.server.url}


def assert_hides(texts, *words):
    said = "\n".join(texts)
    found = [word for word in words if word in said]
    assert found == [], f"This must not be told to this viewer: {found}"


# How a page joins


class TestJoining:
    def test_who_says_to_be_nobody_gets_the_state_at_once(self, server, races):
        race = races.make("ann", "bob")
        before = time.monotonic()
        with Viewer(server, race.id) as viewer:
            state, count = viewer.receive(), viewer.receive()
        assert time.monotonic() - before < 1.5
        assert (state["type"], count) == ("race_state", {"type": "spectator_count", "count": 1})

    def test_who_says_nothing_is_nobody_after_two_seconds(self, server, races):
        race = races.make("ann")
        before = time.monotonic()
        with Viewer(server, race.id, speaks=False) as viewer:
            viewer.expect("race_state")
        assert 1.7 < time.monotonic() - before < 4

    @pytest.mark.parametrize(
        "first", ["{", "[]", "7", "", '{"type":"auth"}', '{"type":"auth","token":null}', '{"type":"auth","token":"x"}',
                  '{"type":"auth","token":7}', '{"type":"pong"}', '{"type":"chat","message":"hello"}']
    )
    def test_whoever_cannot_be_known_is_nobody(self, server, races, first):
        if not hasattr(server, "viewed_race"):
            server.viewed_race = races.make("ann")
        with Viewer(server, server.viewed_race.id, speaks=False) as viewer:
            viewer.send_text(first)
            state = viewer.joined()
        assert state["seed"]["graph_json"] is None

    def test_an_unknown_race_is_closed_with_4004(self, server):
        with Viewer(server, uuid.uuid4(), speaks=False) as viewer:
            assert viewer.closed() == (4004, "Race not found")
            assert viewer.seen == []

    @pytest.mark.parametrize("race_id", ["nonsense", "0", "g0000000-0000-0000-0000-000000000000"])
    def test_an_id_that_is_none_is_refused_before_the_socket_opens(self, server, race_id):
        with pytest.raises(InvalidStatus) as refused:
            Viewer(server, race_id)
        assert refused.value.response.status_code == 403

    @pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1"])
    def test_pages_of_other_sites_are_refused(self, server, races, origin):
        race = races.make("ann")
        with pytest.raises(InvalidStatus) as refused:
            Viewer(server, race.id, origin=origin)
        assert refused.value.response.status_code == 403

    def test_a_page_without_an_origin_of_its_own_watches_as_nobody(self, server, races):
        """Broadcasting software shows pages from files: they may watch, and are nobody whatever they say."""
        race = races.make("ann", plays=True)
        viewer = Viewer(server, race.id, origin="null", token=race.token("organizer"))
        assert viewer.joined()["seed"]["graph_json"] is None
        viewer.close()

    def test_everyone_hears_how_many_watch(self, races, watch):
        race = races.make("ann")
        first = watch(race)
        second = watch(race)
        first.until("spectator_count", lambda frame: frame["count"] == 2)
        second.close()
        first.until("spectator_count", lambda frame: frame["count"] == 1)

    def test_what_a_page_says_later_means_nothing(self, under_way, watch):
        race, ann, _ = under_way
        viewer = watch(race)
        for text in ("{", "[]", '{"type":"event_flag","flag_id":1,"igt_ms":2}', '{"type":"pong"}', "x" * 60_000):
            viewer.send_text(text)
        ann.send("status_update", igt_ms=33_333, death_count=0)
        viewer.until("player_update", lambda frame: frame["player"]["igt_ms"] == 33_333)

    def test_reset_and_delete_close_pages_too(self, races, watch):
        race = races.make("ann")
        race.start()
        viewer = watch(race)
        race.do("reset")
        assert viewer.closed() == (1000, "Race reset")
        again = watch(race)
        assert again.state["race"]["status"] == "setup"
        race.organizer.delete(f"/api/races/{race.id}")
        assert again.closed() == (4001, "Race deleted")


# What a page is told


class TestState:
    def test_in_a_running_race_it_is_all_there(self, under_way, watch):
        race, ann, bob = under_way
        state = watch(race).state
        assert state["race"]["id"] == race.id and state["race"]["status"] == "running"
        assert state["seed"]["graph_json"] == TINY
        assert state["seed"]["total_layers"] == LAYERS and state["seed"]["total_nodes"] == 5
        assert state["seed"]["total_paths"] == 2
        own = row_of(state, ann.id)
        assert own["zone_history"] == [{"node_id": START, "igt_ms": 0}, {"node_id": CAVE, "igt_ms": 20_000}]
        assert own["current_zone"] == CAVE and own["mod_connected"] is True
        assert row_of(state, bob.id)["current_zone"] == START

    def test_ticks_gates_and_deaths_arrive_in_order(self, under_way, watch):
        race, ann, _ = under_way
        viewer = watch(race)
        ann.send("status_update", igt_ms=25_000, death_count=0)
        ann.send("status_update", igt_ms=26_000, death_count=1)
        cross(ann, HALL_FLAG, 30_000)
        cross(ann, CAVE_FLAG, 40_000)

        frames = []
        while not frames or frames[-1].get("player", {}).get("igt_ms") != 40_000:
            frame = viewer.receive()
            if frame["type"] != "spectator_count":
                frames.append(frame)

        gate = next(frame for frame in frames if frame["type"] == "leaderboard_update")
        assert row_of(gate, ann.id)["zone_history"][1] == {"node_id": CAVE, "igt_ms": 20_000, "deaths": 1}
        assert row_of(gate, ann.id)["current_zone"] == HALL
        died = next(f["player"] for f in frames if f["type"] == "player_update" and f["player"]["death_count"] == 1)
        assert died["zone_history"][-1]["deaths"] == 1
        assert [entry["node_id"] for entry in frames[-1]["player"]["zone_history"]] == [START, CAVE, HALL, CAVE]
        times = [row_of(frame, ann.id)["igt_ms"] for frame in frames]
        assert times == sorted(times)

    def test_start_tells_the_status_before_the_state(self, races, join, watch):
        race = races.make("ann")
        ready(join(race, "ann"))
        viewer = watch(race)
        race.start()
        frames = viewer.collect("race_status_change", "race_state")
        assert not any(frame["type"] == "race_state" for frame in frames[:-1])
        assert frames[-1]["race"]["status"] == "running" and frames[-1]["seed"]["graph_json"] == TINY

    def test_release_is_told(self, races, watch):
        race = races.make("ann", release=False)
        viewer = watch(race)
        assert viewer.state["race"]["seeds_released_at"] is None
        race.do("release-seeds")
        viewer.until("race_state", lambda frame: frame["race"]["seeds_released_at"] is not None)

    def test_a_natural_end_tells_state_status_leaderboard(self, under_way, watch):
        race, ann, bob = under_way
        walk(ann, 80_000)
        walk(bob, 81_000)
        finish(ann, 90_000)
        viewer = watch(race)
        finish(bob, 95_000)
        frames = [f for f in viewer.collect("race_state", "race_status_change", "leaderboard_update")
                  if f["type"] != "spectator_count"]
        assert [frame["type"] for frame in frames] == ["race_state", "race_status_change", "leaderboard_update"]
        state, status, board = frames
        assert state["race"]["status"] == status["status"] == "finished"
        assert [row["status"] for row in state["participants"]] == ["finished", "finished"]
        assert [row["id"] for row in board["participants"]] == [ann.id, bob.id]
        assert board["participants"][1]["gap_ms"] == 5000

    def test_a_forced_end_tells_state_then_status(self, under_way, watch):
        race, ann, _ = under_way
        viewer = watch(race)
        race.do("finish")
        frames = [f["type"] for f in viewer.collect("race_status_change") if f["type"] != "spectator_count"]
        assert frames == ["race_state", "race_status_change"]

    def test_an_abandon_tells_leaderboard_then_state(self, under_way, watch):
        race, ann, bob = under_way
        viewer = watch(race)
        race.do("abandon", by="ann")
        frames = [f for f in viewer.collect("race_state") if f["type"] != "spectator_count"]
        assert [frame["type"] for frame in frames] == ["leaderboard_update", "race_state"]
        assert row_of(frames[1], ann.id)["status"] == "abandoned"

        race.do("abandon", by="bob")
        frames = [f["type"] for f in viewer.collect("race_status_change") if f["type"] != "spectator_count"]
        assert frames[0] == "leaderboard_update" and frames[-2:] == ["race_state", "race_status_change"]

    def test_the_result_stays(self, under_way, watch):
        race, ann, bob = under_way
        cross(ann, HALL_FLAG, 70_000)
        cross(ann, BOSS_FLAG, 80_000)
        finish(ann, 90_000)
        race.do("finish")
        state = watch(race).state
        assert state["race"]["status"] == "finished"
        assert [row["status"] for row in state["participants"]] == ["finished", "abandoned"]
        assert row_of(state, ann.id)["igt_ms"] == 90_000 and row_of(state, ann.id)["current_layer"] == LAYERS
        assert [e["node_id"] for e in row_of(state, ann.id)["zone_history"]] == [START, CAVE, HALL, BOSS]


# Who sees what


class TestSetupHidesTheMap:
    @pytest.mark.parametrize("who", ["nobody", "stranger"])
    def test_from_those_who_only_watch(self, races, watch, server, join, who):
        race = races.make("ann")
        token = server.token(f"stranger_{race.number}") if who == "stranger" else None
        viewer = watch(race, token=token)
        ready(join(race, "ann"))
        viewer.until("leaderboard_update", lambda f: f["participants"][0]["status"] == "ready")
        assert viewer.state["seed"]["graph_json"] is None
        assert viewer.state["seed"]["total_layers"] == LAYERS
        assert_hides(viewer.texts, START, *SECRETS)

    @pytest.mark.parametrize("how", ["token", "cookie"])
    def test_from_a_participant(self, races, watch, how):
        race = races.make("ann")
        viewer = watch(race, token=race.token("ann")) if how == "token" else watch(race, **page_of(race, "ann"))
        assert_hides(viewer.texts, BOSS, HALL, "Damp Cave", "Old Keep", "Silent Hall", "Last King")

    def test_from_an_organizer_who_plays(self, races, watch):
        race = races.make("ann", plays=True)
        viewer = watch(race, token=race.token("organizer"))
        assert_hides(viewer.texts, BOSS, HALL, "Damp Cave", "Old Keep", "Silent Hall", "Last King")

    @pytest.mark.parametrize("how", ["token", "cookie"])
    def test_not_from_an_organizer_who_does_not(self, races, watch, how):
        race = races.make("ann")
        options = {"token": race.token("organizer")} if how == "token" else page_of(race, "organizer")
        assert watch(race, **options).state["seed"]["graph_json"] == TINY


class TestARunningRace:
    def test_shows_everything_to_a_stranger(self, under_way, watch, server):
        race, ann, _ = under_way
        viewer = watch(race, token=server.token(f"stranger_{race.number}"))
        assert viewer.state["seed"]["graph_json"] == TINY
        assert row_of(viewer.state, ann.id)["current_zone"] == CAVE

    @pytest.mark.parametrize("how", ["token", "cookie"])
    def test_shows_a_runner_only_the_own_way(self, under_way, watch, how):
        race, ann, bob = under_way
        options = {"token": race.token("bob")} if how == "token" else page_of(race, "bob")
        viewer = watch(race, **options)
        cross(ann, HALL_FLAG, 40_000)
        ann.send("status_update", igt_ms=41_000, death_count=3)
        cross(ann, CAVE_FLAG, 50_000)
        cross(ann, HALL_FLAG, 52_000)
        cross(ann, BOSS_FLAG, 54_000)
        finish(ann, 60_000)
        viewer.until("leaderboard_update", lambda f: row_of(f, ann.id)["status"] == "finished")

        assert_hides(viewer.texts, HALL, BOSS, "Damp Cave", "Old Keep", "Silent Hall", "Last King", str(CAVE_FLAG))
        for frame in viewer.seen:
            if frame["type"] in ("race_state", "leaderboard_update", "player_update"):
                other = [frame["player"]] if frame["type"] == "player_update" else frame["participants"]
                for row in (row for row in other if row["id"] == ann.id):
                    assert row["zone_history"] is None and row["current_zone"] is None
        graph = viewer.state["seed"]["graph_json"]
        assert graph["nodes"][START]["display_name"] == "Quiet Chapel"
        # The two places behind the doors are known to be there, and nothing else of them.
        hidden = [node for name, node in graph["nodes"].items() if name != START]
        assert hidden == [{"layer": 1}, {"layer": 1}]

    def test_shows_a_runner_each_new_zone(self, under_way, watch):
        race, _, bob = under_way
        viewer = watch(race, token=race.token("bob"))
        cross(bob, KEEP_FLAG, 30_000)
        state = viewer.until("race_state")
        nodes = state["seed"]["graph_json"]["nodes"]
        assert nodes[KEEP]["display_name"] == "Old Keep"
        assert {"layer": 2} in nodes.values() and HALL not in nodes and BOSS not in nodes
        assert [e["node_id"] for e in row_of(state, bob.id)["zone_history"]] == [START, KEEP]

    @pytest.mark.parametrize("end", ["finish", "abandon"])
    def test_shows_a_runner_everything_once_the_run_is_over(self, under_way, watch, end):
        race, ann, bob = under_way
        walk(bob, 50_000)
        viewer = watch(race, token=race.token("bob"))
        if end == "finish":
            finish(bob, 60_000)
        else:
            race.do("abandon", by="bob")
        state = viewer.until("race_state", lambda frame: frame["seed"]["graph_json"] == TINY)
        assert row_of(state, ann.id)["current_zone"] == CAVE
        cross(ann, HALL_FLAG, 70_000)
        viewer.until("leaderboard_update", lambda f: row_of(f, ann.id)["current_zone"] == HALL)

    def test_hides_a_rival_from_an_organizer_who_plays(self, races, join, watch):
        race = races.make("ann", plays=True)
        ann = join(race, "ann")
        ready(ann)
        race.start()
        ann.until("race_status_change")
        viewer = watch(race, token=race.token("organizer"))
        ann.send("status_update", igt_ms=1000, death_count=0)
        cross(ann, CAVE_FLAG, 20_000)
        cross(ann, HALL_FLAG, 30_000)
        cross(ann, BOSS_FLAG, 40_000)
        viewer.until("leaderboard_update", lambda f: row_of(f, ann.id)["igt_ms"] == 40_000)
        assert_hides(viewer.texts, HALL, BOSS, "Damp Cave", "Silent Hall", "Last King")

    def test_tells_the_page_of_a_runner_the_same_as_its_socket(self, under_way, server):
        """The page itself must not hold what the socket hides."""
        race, ann, bob = under_way
        cross(ann, HALL_FLAG, 40_000)
        session = server.browser_session(race.name("bob"))
        for path in (f"/race/{race.id}", f"/race/{race.id}/map"):
            page = session.get(path)
            assert page.status_code == 200
            assert_hides([page.text], HALL, BOSS, "Damp Cave", "Old Keep", "Silent Hall", "Last King")

    def test_gives_no_one_a_graph_over_the_api(self, under_way, server):
        race, _, _ = under_way
        with server.client() as anyone:
            assert_hides([anyone.get(f"/api/races/{race.id}").text, anyone.get("/api/races").text], *SECRETS)


def test_in_setup_the_page_of_nobody_holds_no_map(races, server):
    race = races.make("ann")
    with server.client() as anyone:
        for path in (f"/race/{race.id}", f"/race/{race.id}/map", f"/api/races/{race.id}"):
            answer = anyone.get(path, headers={"Accept": "text/html"} if "/api" not in path else {})
            assert answer.status_code < 500
            assert_hides([answer.text], START, *SECRETS)


def test_the_frames_are_one_line_of_compact_json(under_way, watch):
    race, _, _ = under_way
    viewer = watch(race)
    for text in viewer.texts:
        assert "\n" not in text
        assert json.loads(text)["type"] in ("race_state", "spectator_count")
