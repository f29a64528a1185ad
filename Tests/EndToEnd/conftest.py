"""Fixtures: pools of seeds, made once, and servers."""

import os
from pathlib import Path

import pytest

import seeds
from browser import Tab, launched
from clients import Mod
from playing import cross, play, ready
from server import ROOT, Server, run


@pytest.fixture(scope="session")
def pools(tmp_path_factory) -> Path:
    """A folder with a tiny pool that the tests know by heart, and a generated one."""
    folder = tmp_path_factory.mktemp("pools") / "seeds"
    seeds.write_pool(folder, "tiny", seeds.TINY, 250)
    made = run("pool", "generate", "--pool", "sprint", "--count", 60, "--seed", 1, "--seeds", folder, cwd=ROOT)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory, pools):
    """One server for all tests that leave it as they found it."""
    twitch = {"TWITCH_CLIENT_ID": "x", "TWITCH_CLIENT_SECRET": "y", "TWITCH_ID_URL": "http://127.0.0.1:1"}
    server = Server(tmp_path_factory.mktemp("shared"), pools, env=twitch).start()
    yield server
    assert server.stop() == 0, server.log.read_text()[-3000:]
    server.check_log()


@pytest.fixture
def server(shared_server):
    """The shared server; the test fails when its log tells of something broken."""
    before = shared_server.log_size
    yield shared_server
    assert shared_server.process.poll() is None, "The server is gone:\n" + shared_server.log.read_text()[-3000:]
    shared_server.check_log(before)


@pytest.fixture
def races(server):
    return server.races()


@pytest.fixture(scope="session")
def few_seeds(tmp_path_factory) -> Path:
    """A folder with so few seeds that a server starts at once."""
    folder = tmp_path_factory.mktemp("few") / "seeds"
    seeds.write_pool(folder, "tiny", seeds.TINY, 4)
    return folder


@pytest.fixture
def own_server(tmp_path, few_seeds):
    """A factory of servers that a test may stop, kill and start again."""
    made = []

    def make(**options) -> Server:
        options.setdefault("seeds", few_seeds)
        made.append(Server(tmp_path / f"server{len(made)}", **options))
        return made[-1]

    yield make
    for one in made:
        one.kill()


@pytest.fixture
def join(server):
    """Opens mods of a race's players, each one past its greeting, and closes them in the end."""
    mods = []

    def open_mod(race, player) -> Mod:
        mod = Mod(server, race.id, race.mod_token(player))
        mods.append(mod)
        mod.auth = mod.joined()
        return mod

    yield open_mod
    for mod in mods:
        mod.close()


@pytest.fixture
def running(races, join):
    """A running race of two ready players: the race, Ann's mod, Bob's mod."""
    race = races.make("ann", "bob")
    ann, bob = join(race, "ann"), join(race, "bob")
    ready(ann)
    ready(bob)
    race.start()
    for mod in (ann, bob):
        mod.until("race_status_change")
        mod.fence()
    return race, ann, bob


@pytest.fixture
def under_way(running):
    """A race in which Ann stands in the cave, igt 20 s, and Bob at the start: race, Ann's mod, Bob's mod."""
    race, ann, bob = running
    play(ann)
    play(bob)
    cross(ann, seeds.CAVE_FLAG, 20_000)
    ann.fence()
    bob.fence()
    return race, ann, bob


@pytest.fixture(scope="module")
def stage(shared_server):
    """One race in each state, made once: nothing here may change them."""
    races = shared_server.races()
    setup, running, finished = (races.make("ann", "bob") for _ in range(3))
    unreleased = races.make("ann", "bob", release=False)
    running.start()
    finished.start()
    finished.do("finish")
    return {
        "setup": setup, "running": running, "finished": finished, "unreleased": unreleased, "empty": races.make(),
    }


@pytest.fixture
def still_well(server):
    """The next good requests work."""
    yield
    with server.client() as client:
        assert client.get("/ready").status_code == 200
        assert client.get("/api/races?limit=1").status_code == 200


@pytest.fixture(scope="session")
def chromium():
    with launched() as browser:
        yield browser


@pytest.fixture
def tabs(chromium, server):
    """Opens tabs on the shared server, or another; each has to end without a complaint."""
    opened = []

    def open_tab(on=None, **options) -> Tab:
        opened.append(Tab(chromium, on or server, **options))
        return opened[-1]

    yield open_tab
    for tab in opened:
        tab.close()


@pytest.fixture(scope="session")
def artifacts() -> Path:
    folder = Path(os.environ.get("ARTIFACTS", "artifacts")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
