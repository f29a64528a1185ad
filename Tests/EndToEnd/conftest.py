"""Fixtures: pools of seeds, made once, and servers."""

import os
from pathlib import Path

import pytest

import seeds
from server import ROOT, Server, environment, run


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


@pytest.fixture(scope="session")
def artifacts() -> Path:
    folder = Path(os.environ.get("ARTIFACTS", "artifacts")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
