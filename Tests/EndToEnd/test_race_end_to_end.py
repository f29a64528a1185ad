"""A race from the sign-in to the result, driven by the simulator."""

import io
import subprocess
import tomllib
import zipfile

import pytest

import seeds
from clients import Recorder, Viewer, row_of
from server import Server, binary, environment, run

SPEED = 600


@pytest.fixture(scope="module")
def arena(tmp_path_factory):
    """A server with the two real graphs and a generated pool."""
    folder = tmp_path_factory.mktemp("arena")
    for name in ("v3-13-layers", "v4.4-generated"):
        graph = seeds.numbered(seeds.real_graph(name + ".json"))
        seeds.write_pool(folder / "seeds", name.replace(".", "-"), graph, 2)
    made = run("pool", "generate", "--pool", "sprint", "--count", 3, "--seed", 7, "--seeds", folder / "seeds", cwd=folder)
    assert made.returncode == 0, made.stderr
    server = Server(folder, folder / "seeds").start()
    yield server
    server.kill()


def simulate(server, race_id, *options, speed=SPEED, timeout=120) -> str:
    """Plays the race; what the simulator said."""
    command = [binary(), "simulate", "race", race_id, "--server", server.url, "--speed", speed, *options]
    played = subprocess.run(
        [str(part) for part in command], cwd=server.folder, env=environment(), capture_output=True, text=True,
        timeout=timeout,
    )
    assert played.returncode == 0, f"{played.stdout}\n{played.stderr}"
    return played.stdout


def result_of(rows) -> list[tuple]:
    """What a result is made of, whichever way it was told."""
    return [(row["id"], row["status"], row["igt_ms"], row["death_count"], row["current_layer"]) for row in rows]


def check_result(server, race_id, recorder, players):
    """REST, the frames a spectator got, and the state a new spectator gets all tell the same result."""
    recorder.wait_for(lambda connections: any(f["type"] == "race_status_change" and f["status"] == "finished"
                                              for frames in connections for f in frames))
    with server.client() as anyone:
        detail = anyone.get(f"/api/races/{race_id}").json()
    with Viewer(server, race_id) as late:
        state = late.joined()
    frames = [frame for connection in recorder.snapshot() for frame in connection]
    last_state = [frame for frame in frames if frame["type"] == "race_state"][-1]

    assert detail["status"] == state["race"]["status"] == last_state["race"]["status"] == "finished"
    assert sorted(result_of(detail["participants"])) == sorted(result_of(state["participants"]))
    assert result_of(last_state["participants"]) == result_of(state["participants"])
    assert len(state["participants"]) == players
    statuses = [row["status"] for row in state["participants"]]
    assert statuses.count("abandoned") == 1 and statuses.count("finished") == players - 1
    times = [row["igt_ms"] for row in state["participants"][: players - 1]]
    assert times == sorted(times) and times[0] > 0
    layers = state["seed"]["total_layers"]
    for row in state["participants"]:
        history = row["zone_history"]
        assert [entry["igt_ms"] for entry in history] == sorted(entry["igt_ms"] for entry in history)
        if row["status"] == "finished":
            assert row["current_layer"] == layers
            reached = {state["seed"]["graph_json"]["nodes"][entry["node_id"]]["layer"] for entry in history}
            assert reached == set(range(layers)), "every finisher has been on each layer"
    return state


def test_from_sign_in_to_the_result(arena):
    """Everything a person does, over the API."""
    races = arena.races()
    race = races.make("ann", "bob", pool="sprint", release=False)
    assert race.detail()["status"] == "setup" and race.detail()["seeds_released_at"] is None
    with race.client("ann") as ann:
        assert ann.get(f"/api/races/{race.id}/my-seed-pack").status_code == 403

    race.do("release-seeds")
    with race.client("ann") as ann:
        pack = ann.get(f"/api/races/{race.id}/my-seed-pack")
    assert pack.status_code == 200

    recorder = Recorder(arena, race.id)
    output = simulate(arena, race.id, "--start", "--seed", 3)
    check_result(arena, race.id, recorder, 2)
    recorder.stop()
    assert output.count("finished in") == 1 and output.count("gave up") == 1
    assert "UNCONFIRMED" not in output


@pytest.mark.parametrize("pool", ["v3-13-layers", "v4-4-generated"])
def test_real_graphs_are_raced_to_the_end(arena, pool):
    race = arena.races().make(pool=pool, release=False)
    recorder = Recorder(arena, race.id)
    simulate(arena, race.id, "--players", 4, "--prepare", "--start", "--seed", 11, speed=1500)
    state = check_result(arena, race.id, recorder, 4)
    recorder.stop()
    graph = seeds.real_graph({"v3-13-layers": "v3-13-layers.json", "v4-4-generated": "v4.4-generated.json"}[pool])
    assert set(state["seed"]["graph_json"]["nodes"]) == set(graph["nodes"])


def test_a_bad_network_changes_nothing(arena):
    race = arena.races().make(pool="sprint", release=False)
    recorder = Recorder(arena, race.id)
    output = simulate(
        arena, race.id, "--players", 3, "--prepare", "--start", "--seed", 5, "--drop-rate", 0.03, speed=300
    )
    check_result(arena, race.id, recorder, 3)
    recorder.stop()
    assert "UNCONFIRMED" not in output


def test_after_all_races_the_journal_makes_the_same_rows(arena):
    """Runs last in this file: what was raced above is made again from the journal alone."""
    with arena.client() as anyone:
        races = [race["id"] for race in anyone.get("/api/races?status=finished").json()["races"]]
        before = {race: anyone.get(f"/api/races/{race}").json() for race in races}
    assert races
    assert arena.stop() == 0
    rebuilt = run("admin", "rebuild", "--data", arena.data, cwd=arena.folder)
    assert rebuilt.returncode == 0, rebuilt.stderr
    rows = sum(len(detail["participants"]) for detail in before.values())
    assert f"Rebuilt {len(races)} races and {rows} runs from the journal; 0 rows differed." in rebuilt.stdout

    arena.start()
    with arena.client() as anyone:
        for race, detail in before.items():
            assert anyone.get(f"/api/races/{race}").json() == detail
    arena.check_log()


# Packs


class TestPacks:
    def test_a_pack_is_the_seed_with_the_players_own_file(self, races, server):
        race = races.make("ann", "bob")
        ann, bob = race.pack("ann"), race.pack("bob")

        assert ann.testzip() is None
        top = ann.namelist()[0].split("/")[0]
        assert ann.namelist()[-1] == f"{top}/lib/speedfog_race.toml"
        assert ann.getinfo(ann.namelist()[-1]).compress_type == zipfile.ZIP_STORED
        config = tomllib.loads(ann.read(ann.namelist()[-1]).decode())
        assert config["server"]["url"] == server.sockets
        assert config["server"]["race_id"] == race.id
        assert config["server"]["seed_id"] == race.detail()["seed_number"] == top.removeprefix("speedfog_")
        assert len(config["server"]["mod_token"]) == 43
        assert config["overlay"]["font_size"] == 18.0 and config["keybindings"]["toggle_ui"]
        assert config["server"]["mod_token"] != race.mod_token("bob")
        original = next((server.seeds / "race" / "tiny").glob(f"seed_{config['server']['seed_id']}.zip"))
        with zipfile.ZipFile(original) as seed:
            assert ann.namelist()[:-1] == seed.namelist() == bob.namelist()[:-1]
            for name in seed.namelist():
                assert ann.read(name) == seed.read(name)

    def test_a_download_can_be_resumed(self, races):
        race = races.make("ann")
        path = f"/api/races/{race.id}/my-seed-pack"
        with race.client("ann") as ann:
            whole = ann.get(path)
            assert whole.headers["content-type"] == "application/zip"
            assert whole.headers["content-disposition"] == f'attachment; filename="speedfog_{race.name("ann")}.zip"'
            assert int(whole.headers["content-length"]) == len(whole.content)
            head = ann.head(path)
            assert head.status_code == 200 and head.headers["content-length"] == whole.headers["content-length"]
            assert ann.get(path).content == whole.content

            size, tag = len(whole.content), whole.headers["etag"]
            for start, end in ((0, 0), (0, 99), (size // 2, size - 1), (size - 300, size - 1), (7, size - 7)):
                part = ann.get(path, headers={"Range": f"bytes={start}-{end}", "If-Range": tag})
                assert part.status_code == 206
                assert part.headers["content-range"] == f"bytes {start}-{end}/{size}"
                assert part.content == whole.content[start : end + 1]
            assert ann.get(path, headers={"Range": "bytes=-50"}).content == whole.content[-50:]
            assert ann.get(path, headers={"Range": f"bytes={size - 5}-"}).content == whole.content[-5:]
            assert ann.get(path, headers={"Range": f"bytes={size}-"}).status_code == 416
            other = ann.get(path, headers={"Range": "bytes=5-9", "If-Range": '"something else"'})
            assert other.status_code == 200 and other.content == whole.content
            pieces = b"".join(
                ann.get(path, headers={"Range": f"bytes={start}-{min(start + 999, size - 1)}"}).content
                for start in range(0, size, 1000)
            )
        assert zipfile.ZipFile(io.BytesIO(pieces)).testzip() is None

    def test_by_its_token_a_pack_can_be_had_by_the_organizer(self, races):
        race = races.make("ann")
        token = race.mod_token("ann")
        by_token = race.organizer.get(f"/api/races/{race.id}/download/{token}")
        assert by_token.status_code == 200
        assert zipfile.ZipFile(io.BytesIO(by_token.content)).testzip() is None

    def test_a_reroll_takes_the_packs_back(self, races):
        race = races.make("ann")
        before = race.detail()["seed_number"]
        race.do("reroll-seed")
        detail = race.detail()
        assert detail["seed_number"] != before and detail["seeds_released_at"] is None
        with race.client("ann") as ann:
            assert ann.get(f"/api/races/{race.id}/my-seed-pack").status_code == 403

    def test_an_unzip_that_is_not_ours_takes_it(self, races, tmp_path):
        race = races.make("ann")
        with race.client("ann") as ann:
            (tmp_path / "pack.zip").write_bytes(ann.get(f"/api/races/{race.id}/my-seed-pack").content)
        subprocess.run(["unzip", "-tq", tmp_path / "pack.zip"], check=True, capture_output=True)


def test_two_creations_at_once_never_take_the_same_seed(server):
    import concurrent.futures

    with server.client("quick_organizer", "organizer") as client:
        def create(index):
            answer = client.post("/api/races", json={"name": f"At once {index}", "pool_name": "sprint"})
            assert answer.status_code == 201, answer.text
            return client.get(f"/api/races/{answer.json()['id']}").json()["seed_number"]

        with concurrent.futures.ThreadPoolExecutor(10) as pool:
            taken = list(pool.map(create, range(20)))
    assert len(set(taken)) == 20


def test_the_row_of_a_running_player_is_fresh_over_the_api(races, server):
    """A status update costs no database write, and is there all the same."""
    from clients import Mod

    race = races.make("ann")
    with Mod(server, race.id, race.mod_token("ann")) as mod:
        mod.joined()
        mod.send("ready")
        mod.until("leaderboard_update", lambda frame: mod.own(frame)["status"] == "ready")
        race.start()
        mod.until("race_status_change")
        mod.send("status_update", igt_ms=4321, death_count=2)
        board = mod.until("leaderboard_update", lambda frame: mod.own(frame)["status"] == "playing")
        mod.fence()
    row = race.row("ann")
    assert (row["igt_ms"], row["death_count"], row["status"]) == (4321, 2, "playing")
    assert row_of(board, race.participants["ann"])["igt_ms"] == 4321
