"""How the server starts, refuses to start, ends, and begins again; and the commands beside it."""

import os
import signal
import socket
import sqlite3
import subprocess
import time

import pytest

from clients import Mod, Viewer
from seeds import CAVE, CAVE_FLAG, START
from server import ROOT, binary, environment, free_port, run


@pytest.fixture(params=[signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def ended(request, own_server):
    """A server that was asked to end while people were connected: how it ended, and what they got."""
    server = own_server().start()
    race = server.races().make("ann", "bob")
    viewer, mod = Viewer(server, race.id), Mod(server, race.id, race.mod_token("ann"))
    viewer.joined()
    mod.joined()
    waiting = Mod(server, race.id)
    before = time.monotonic()
    server.process.send_signal(request.param)
    codes = [live.closed()[0] for live in (viewer, mod, waiting)]
    status = server.process.wait(15)
    seconds = time.monotonic() - before
    server.process = None
    server.check_log()
    return status, seconds, codes


def test_asked_to_end_it_closes_sockets_with_1001_and_ends_well(ended):
    status, seconds, codes = ended
    assert codes == [1001, 1001, 1001]
    assert status == 0
    assert seconds < 8


def test_clients_that_do_not_answer_do_not_keep_it(own_server):
    server = own_server().start()
    race = server.races().make("ann")
    lines = []
    for _ in range(5):
        line = socket.create_connection(("127.0.0.1", server.port))
        line.sendall(
            f"GET /ws/race/{race.id} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        lines.append(line)
        assert line.recv(100).startswith(b"HTTP/1.1 101")
    idle = socket.create_connection(("127.0.0.1", server.port))
    before = time.monotonic()
    assert server.stop(patience=20) == 0
    assert time.monotonic() - before < 15
    for line in [*lines, idle]:
        line.close()


def test_what_is_known_is_known_again_after_a_restart(own_server):
    server = own_server().start()
    race = server.races().make("ann", "bob")
    token = race.mod_token("ann")
    race.start()
    with Mod(server, race.id, token) as mod:
        mod.joined()
        mod.send("ready")
        mod.until("leaderboard_update", lambda frame: mod.own(frame)["status"] == "ready")
        mod.send("status_update", igt_ms=5000, death_count=1)
        mod.until("leaderboard_update", lambda frame: mod.own(frame)["status"] == "playing")
        mod.send("event_flag", flag_id=CAVE_FLAG, igt_ms=20_000)
        mod.until("zone_update")
        mod.send("status_update", igt_ms=33_000, death_count=2)
        mod.until("player_update", lambda frame: frame["player"]["igt_ms"] == 33_000)
    before = race.detail()
    assert server.stop() == 0

    server.start()

    assert race.detail() == before, "rows, people and the organizer's API token are as they were"
    with Mod(server, race.id, token) as mod:
        auth = mod.joined()
        own = mod.own(auth)
    assert own["igt_ms"] == 33_000 and own["death_count"] == 2 and own["current_zone"] == CAVE
    assert [entry["node_id"] for entry in own["zone_history"]] == [START, CAVE]
    assert own["zone_history"][1]["deaths"] == 1


def test_a_second_server_on_the_same_port_says_so(own_server, tmp_path, pools):
    server = own_server().start()
    second = run("serve", "--port", server.port, "--data", tmp_path / "other", "--seeds", pools, cwd=tmp_path)
    assert second.returncode == 2
    assert f"Port {server.port}" in second.stderr and "taken" in second.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", "127.0.0.1.example.org"])
def test_the_development_login_is_refused_off_loopback(tmp_path, host):
    refused = run("serve", "--host", host, "--port", free_port(), "--data", tmp_path, "--dev-login", cwd=tmp_path)
    assert refused.returncode == 2
    assert "development login" in refused.stderr and "loopback" in refused.stderr
    assert not (tmp_path / "startline.db").exists(), "refused before anything is made"


def test_without_dev_login_nobody_gets_in_by_name(own_server):
    server = own_server(options=[]).start()
    with server.client() as anyone:
        assert anyone.post("/api/auth/dev", json={"username": "x"}).status_code == 404
        assert "/sign-in/dev" not in anyone.get("/sign-in").text
        assert anyone.post("/sign-in/dev", data={"username": "x"}).status_code in (403, 404)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--nonsense"], "nonsense"),
        (["--port", "abc"], "port"),
        (["--port", "65536"], "65535"),
        (["--port", "-1"], "port"),
        (["--products", "chess"], "chess"),
        (["--products", "gofast"], "speedfog"),
        (["extra"], "extra"),
        (["--host", "not a host"], "host"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_that_cannot_be(tmp_path, options, words):
    refused = run("serve", "--data", tmp_path / "data", *options, cwd=tmp_path, timeout=30)
    assert refused.returncode == 2
    assert words in refused.stderr and "Fatal" not in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "abc"), ("LOG_LEVEL", "loud"), ("DATABASE_URL", "mysql://x"), ("BASE_URL", "nonsense"),
     ("TWITCH_CLIENT_ID", "alone"), ("SECRET_KEY", "short"), ("CORS_ORIGINS", "x"), ("WEB_DIR", "/nowhere"),
     ("DEMO_SPEED", "0")],
)
def test_settings_that_cannot_be(tmp_path, name, value):
    options = ["--demo"] if name == "DEMO_SPEED" else []
    refused = run("serve", "--data", tmp_path / "data", *options, cwd=tmp_path, timeout=30, env=environment(**{name: value}))
    assert refused.returncode == 2, (refused.returncode, refused.stderr)
    assert refused.stderr.strip() and "Fatal" not in refused.stderr
    assert name in refused.stderr


def test_a_dotenv_file_is_read(own_server, pools):
    server = own_server(options=[])
    (server.folder / ".env").write_text('# settings\nLOG_LEVEL=debug\nBASE_URL="https://races.example"\n')
    server.start()
    assert " debug " in server.log.read_text() and "https://races.example" in server.log.read_text()


def test_a_data_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    refused = run("serve", "--data", tmp_path / "file" / "data", "--port", free_port(), cwd=tmp_path, timeout=30)
    assert refused.returncode in (1, 2)
    assert refused.stderr.strip() and "Fatal" not in refused.stderr


def test_a_newer_schema_is_refused(own_server):
    server = own_server().start()
    assert server.stop() == 0
    database = sqlite3.connect(server.data / "startline.db")
    table = next(
        name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if "migration" in name
    )
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    newest = database.execute(f"SELECT * FROM {table} ORDER BY 1 DESC LIMIT 1").fetchone()
    newer = [9999 if isinstance(value, int) and index == 0 else value for index, value in enumerate(newest)]
    database.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", newer)
    database.commit()
    database.close()
    for command in (["serve", "--port", free_port()], ["migrate"], ["admin", "rebuild"]):
        refused = run(*command, "--data", server.data, cwd=server.folder, timeout=30)
        assert refused.returncode in (1, 2), command
        assert "9999" in refused.stderr and "Fatal" not in refused.stderr, refused.stderr


COMMANDS = [
    [], ["serve"], ["simulate"], ["simulate", "race"], ["pool"], ["pool", "generate"], ["pool", "scan"], ["pool", "list"],
    ["migrate"], ["admin"], ["admin", "rebuild"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "startline")
def test_every_command_explains_itself(tmp_path, command):
    helped = run(*command, "--help", cwd=tmp_path)
    assert helped.returncode == 0
    assert "USAGE: startline" in helped.stdout and "OVERVIEW" in helped.stdout
    assert list(tmp_path.iterdir()) == [], "asking for help makes nothing"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "startline")
def test_every_command_refuses_what_it_does_not_know(tmp_path, command):
    needed = {"simulate race": ["00000000-0000-0000-0000-000000000000"], "pool generate": ["--pool", "sprint"]}
    refused = run(*command, *needed.get(" ".join(command), []), "--nonsense", cwd=tmp_path)
    assert refused.returncode == 2
    assert "nonsense" in refused.stderr


@pytest.mark.parametrize(
    "command",
    [["simulate", "race", "nonsense"], ["simulate", "race", "00000000-0000-0000-0000-000000000000", "--speed", "0"],
     ["simulate", "race", "00000000-0000-0000-0000-000000000000", "--server", "nonsense"],
     ["simulate", "race", "00000000-0000-0000-0000-000000000000", "--packs", "nowhere"],
     ["pool", "generate", "--pool", "nonsense"], ["pool", "generate", "--pool", "../../etc/passwd"],
     ["pool", "generate", "--pool", "sprint", "--count", "0"], ["pool", "generate", "--pool", "sprint", "--seed", "-1"],
     ["admin", "rebuild", "--race", "nonsense"], ["admin", "rebuild", "--race", "00000000-0000-0000-0000-000000000000"]],
    ids=" ".join,
)
def test_commands_say_what_is_wrong(tmp_path, command):
    refused = run(*command, cwd=tmp_path, timeout=30)
    assert refused.returncode in (1, 2) and refused.stderr.strip(), refused
    assert "Fatal" not in refused.stderr and "Error(" not in refused.stderr


def test_migrations_run_once(tmp_path):
    first, second = (run("migrate", "--data", tmp_path, cwd=tmp_path) for _ in range(2))
    assert first.returncode == second.returncode == 0
    assert "Applied" in first.stdout and "up to date" in second.stdout


def test_the_same_seed_number_makes_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        made = run("pool", "generate", "--pool", "sprint", "--count", 3, "--seed", 42, "--seeds", tmp_path / folder, cwd=tmp_path)
        assert made.returncode == 0
    one, two = (sorted((tmp_path / folder / "race" / "sprint").glob("seed_*.zip")) for folder in ("one", "two"))
    assert [path.name for path in one] == [path.name for path in two] and len(one) == 3
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_seeds_that_are_broken_or_misplaced_are_named_and_passed_over(own_server, tmp_path):
    from seeds import TINY, write_pool

    seeds = tmp_path / "seeds"
    write_pool(seeds, "tiny", TINY, 2)
    (seeds / "race" / "tiny" / "seed_aaaaaaaaaaaa.zip").write_bytes(b"no zip")
    (seeds / "race" / "tiny" / "seed_bbbbbbbbbbbb.zip").write_bytes(b"")
    write_pool(tmp_path, "old", TINY, 1)
    (tmp_path / "race" / "old").rename(seeds / "old")
    server = own_server(seeds=seeds).start()
    log = server.log.read_text()
    assert "seed_aaaaaaaaaaaa.zip" in log and "seed_bbbbbbbbbbbb.zip" in log
    assert "migrate-pool-dirs" in log
    with server.client() as anyone:
        assert anyone.get("/api/pools").json()["tiny"]["available"] == 2


def test_operators_can_ask_how_it_is(server):
    with server.client() as anyone:
        health = anyone.get("/health").json()
        assert health["status"] == "ok" and health["version"]
        assert anyone.get("/ready").json() == {"status": "ok", "checks": {"database": "ok"}}
        metrics = anyone.get("/metrics")
        assert metrics.status_code == 200 and metrics.headers["content-type"].startswith("text/plain; version=0.0.4")
        samples = [line for line in metrics.text.splitlines() if line and not line.startswith("#")]
        assert samples and all(float(line.rsplit(" ", 1)[1]) is not None for line in samples)
        assert anyone.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404


def test_the_binary_runs_from_any_folder(tmp_path):
    """Without WEB_DIR it finds its templates beside the checkout it was built in."""
    if not binary().startswith(str(ROOT)):
        pytest.skip("The binary under test lies outside of a checkout")
    port = free_port()
    env = {name: value for name, value in environment().items() if name not in ("WEB_DIR", "POOLS_DIR")}
    process = subprocess.Popen(
        [binary(), "serve", "--port", str(port), "--data", str(tmp_path / "data")], cwd=tmp_path, env=env,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )
    try:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            assert process.poll() is None, process.stderr.read()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
    assert os.path.exists(tmp_path / "data" / "startline.db")
