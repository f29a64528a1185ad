"""kill -9 of the server in the middle of races: nothing that a spectator had seen is missing afterwards."""

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from clients import Recorder, Viewer
from server import Server, binary, environment, free_port

BOTS = 8
SPEED = 120
#: Kills of one race come this far apart, in seconds: at any moment of it.
PAUSES = (0.2, 2.2)
ORDER = ["setup", "running", "finished"]


class Seen:
    """Everything durable that a spectator was told: it may never be taken back."""

    def __init__(self):
        self.gates = {}
        self.ends = {}
        self.status = "setup"

    def take(self, frame):
        if frame["type"] == "player_update":
            self.take_rows([frame["player"]])
        elif frame["type"] in ("leaderboard_update", "race_state"):
            self.take_rows(frame["participants"])
        status = {"race_state": lambda: frame["race"]["status"], "race_status_change": lambda: frame["status"]}
        if frame["type"] in status:
            self.status = max(self.status, status[frame["type"]](), key=ORDER.index)

    def take_rows(self, rows):
        for row in rows:
            gates = self.gates.setdefault(row["id"], {})
            for entry in row["zone_history"] or []:
                gates[entry["node_id"], entry["igt_ms"]] = entry
            if row["status"] in ("finished", "abandoned"):
                self.ends[row["id"]] = (row["status"], row["igt_ms"])

    def check(self, state):
        """A state that somebody gets later holds all of it."""
        assert ORDER.index(state["race"]["status"]) >= ORDER.index(self.status), "the race went back"
        rows = {row["id"]: row for row in state["participants"]}
        for run, gates in self.gates.items():
            held = {(entry["node_id"], entry["igt_ms"]) for entry in rows[run]["zone_history"] or []}
            missing = set(gates) - held
            assert not missing, f"Gates that had been seen are gone: {missing}"
        for run, (status, igt) in self.ends.items():
            assert (rows[run]["status"], rows[run]["igt_ms"]) == (status, igt), "an end that had been seen changed"


def bots(server, race_id, seed, log) -> subprocess.Popen:
    """The simulator, as a process of its own."""
    command = [binary(), "simulate", "race", race_id, "--server", server.url, "--speed", SPEED, "--seed", seed,
               "--players", BOTS, "--prepare", "--start"]
    return subprocess.Popen(
        [str(part) for part in command], cwd=server.folder, env=environment(), stdout=log, stderr=subprocess.STDOUT
    )


def all_over(connections) -> bool:
    frames = connections[-1] if connections else []
    return any(f["type"] == "race_state" and f["race"]["status"] == "finished" for f in frames)


def kill_through_a_race(server, dice, kills) -> int:
    """Plays one race and kills the server up to `kills` times while it runs; how often it was."""
    race = server.races().make(pool="sprint", release=False)
    recorder = Recorder(server, race.id)
    done = 0
    with (server.folder / f"bots-{race.number}.log").open("w+") as log:
        players = bots(server, race.id, dice.randrange(1 << 30), log)
        try:
            recorder.wait_for(lambda connections: any(
                f["type"] == "race_status_change" and f["status"] == "running" for c in connections for f in c))
            while done < kills:
                # The moment is a random one; the race may come to its end before.
                with contextlib.suppress(AssertionError):
                    recorder.wait_for(all_over, timeout=dice.uniform(*PAUSES))
                if all_over(recorder.snapshot()):
                    break
                server.kill()
                done += 1
                lives = len(recorder.snapshot())
                server.start()
                recorder.wait_for(lambda connections, lives=lives: len(connections) > lives)
            recorder.wait_for(all_over, timeout=90)
            assert players.wait(30) == 0, "The bots did not come to their end"
        except BaseException:
            log.seek(0)
            print(log.read()[-3000:], server.log.read_text()[-3000:], sep="\n")
            raise
        finally:
            players.kill()
            players.wait()
    recorder.stop()
    check_story(server, race, recorder.snapshot())
    return done


def check_story(server, race, connections):
    """What was told before each kill is in the first state after it, and in the result."""
    seen = Seen()
    for frames in connections:
        assert frames[0]["type"] == "race_state"
        seen.check(frames[0])
        for frame in frames:
            seen.take(frame)
    with Viewer(server, race.id) as viewer:
        result = viewer.joined()
    seen.check(result)
    rows = result["participants"]
    statuses = sorted(row["status"] for row in rows)
    assert statuses == ["abandoned"] + ["finished"] * (BOTS - 1)
    for row in rows:
        times = [entry["igt_ms"] for entry in row["zone_history"]]
        assert times == sorted(times)
        # Gates that were sent again after a lost connection are not counted twice.
        crossings = [(entry["node_id"], entry["igt_ms"]) for entry in row["zone_history"]]
        assert len(set(crossings)) == len(crossings)
        if row["status"] == "finished":
            nodes = result["seed"]["graph_json"]["nodes"]
            assert {nodes[node]["layer"] for node, _ in crossings} == set(range(result["seed"]["total_layers"]))
    detail = {row["id"]: row for row in race.detail()["participants"]}
    for row in rows:
        assert (detail[row["id"]]["status"], detail[row["id"]]["igt_ms"]) == (row["status"], row["igt_ms"])


def check_journal(rows):
    """`rows` of the journal (room, seq, kind, run): each room counts from 1 without a gap, and each run ends once."""
    rooms, runs = {}, {}
    for room, sequence, kind, run in sorted(rows):
        rooms.setdefault(room, []).append(sequence)
        if kind.startswith("run_"):
            runs.setdefault(run, []).append(kind.removeprefix("run_"))
    assert rooms and runs
    for room, sequences in rooms.items():
        assert sequences == list(range(1, len(sequences) + 1)), room
    for kinds in runs.values():
        assert kinds.count("started") == 1 and kinds.index("ready") < kinds.index("started")
        assert kinds.count("finished") + kinds.count("abandoned") == 1
        assert kinds[-1] in ("finished", "abandoned")


JOURNAL = "SELECT room_id, seq, kind, COALESCE(run_id, '') FROM room_events"


@pytest.mark.parametrize("seed", [1, 2])
def test_twenty_kills_lose_nothing_on_sqlite(own_server, pools, seed):
    """Ten for each seed, several in each race."""
    dice = random.Random(seed)
    server = own_server(seeds=pools).start()
    kills = 0
    while kills < 10:
        kills += kill_through_a_race(server, dice, min(5, 10 - kills))
    assert server.stop() == 0
    server.check_log()
    with contextlib.closing(sqlite3.connect(server.data / "startline.db")) as database:
        check_journal(database.execute(JOURNAL).fetchall())
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    rebuilt = subprocess.run(
        [binary(), "admin", "rebuild", "--data", server.data], cwd=server.folder, env=environment(),
        capture_output=True, text=True, timeout=60, check=True,
    )
    assert "; 0 rows differed" in rebuilt.stdout


# PostgreSQL

VERSIONS = Path("/usr/lib/postgresql")


@pytest.fixture(scope="module")
def postgres(tmp_path_factory):
    """A PostgreSQL server of our own, as an unprivileged user because it refuses to run as root."""
    folder = Path(str(tmp_path_factory.mktemp("postgres")))
    tools = max(VERSIONS.glob("*/bin"), key=lambda path: int(path.parent.name))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
        for parent in folder.parents[:2]:
            parent.chmod(0o755)
    port = free_port()

    def tool(name, *arguments):
        subprocess.run([*as_user, str(tools / name), *map(str, arguments)], check=True, cwd=folder, capture_output=True,
                       timeout=60)

    tool("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--locale=C")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c shared_buffers=32MB -c autovacuum=off"
    # The log goes to a file: the server would keep our pipes open.
    tool("pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-t", "60", "-o", options, "start")
    yield lambda *query: subprocess.run(
        [str(tools / "psql"), "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-At", "-F", "|", *query],
        check=True, capture_output=True, text=True, timeout=60,
    ).stdout if query else f"postgres://postgres@127.0.0.1:{port}/postgres"
    tool("pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")


@pytest.mark.skipif(not VERSIONS.exists(), reason="PostgreSQL is not installed here")
def test_kills_lose_nothing_on_postgres(own_server, pools, postgres):
    dice = random.Random(3)
    server: Server = own_server(seeds=pools, env={"DATABASE_URL": postgres()}).start()
    kills = 0
    while kills < 3:
        kills += kill_through_a_race(server, dice, 3 - kills)
    assert server.stop() == 0
    server.check_log()
    check_journal([
        (room, int(sequence), kind, run)
        for room, sequence, kind, run in (line.split("|") for line in postgres("-c", JOURNAL).splitlines())
    ])
