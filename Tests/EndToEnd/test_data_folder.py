"""One process for one folder of data, files that nobody else reads, and a disk that can't be trusted any more."""

import re
import shutil
import signal
import sqlite3
import subprocess

import httpx
import pytest

from server import binary, environment, free_port, run

#: Commands that change the database.
WRITERS = [["migrate"], ["admin", "rebuild"], ["pool", "scan"]]


def refused_by(server, *command, cwd=None, env=None):
    """The words of a command that found the server at work."""
    second = run(*command, cwd=cwd or server.folder, timeout=30, env=env)
    assert second.returncode == 2, (command, second)
    words = second.stderr
    assert f"process {server.process.pid} " in words and "startline serve" in words, words
    assert re.search(r"since 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d", words), words
    return words


def test_a_second_server_says_who_has_the_folder(own_server, tmp_path):
    server = own_server().start()
    (tmp_path / "link").symlink_to(server.data)
    for path in (server.data, "data", "./x/../data", tmp_path / "link"):
        words = refused_by(server, "serve", "--port", free_port(), "--data", path)
        assert "in use" in words
    with server.client() as anyone:
        assert anyone.get("/ready").status_code == 200, "the first one is not disturbed"


@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
def test_commands_that_write_wait_for_the_server_to_end(own_server, command):
    server = own_server().start()
    refused_by(server, *command, "--data", server.data)
    assert server.stop() == 0
    assert run(*command, "--data", server.data, cwd=server.folder).returncode == 0


def test_a_database_elsewhere_is_one_too(own_server, tmp_path):
    shared = tmp_path / "shared.db"
    server = own_server(env={"DATABASE_URL": f"sqlite:{shared}"}).start()
    (tmp_path / "other.db").symlink_to(shared)
    for path in (shared, tmp_path / "other.db"):
        env = environment(DATABASE_URL=f"sqlite:{path}")
        refused_by(server, "serve", "--port", free_port(), "--data", tmp_path / "mine", env=env)
        refused_by(server, "migrate", "--data", tmp_path / "mine", env=env)


def test_whoever_only_looks_is_let_in(own_server):
    server = own_server().start()
    listed = run("pool", "list", "--data", server.data, "--seeds", server.seeds, cwd=server.folder)
    assert listed.returncode == 0, listed.stderr
    assert "4 available" in listed.stdout


def test_looking_makes_nothing(tmp_path, few_seeds):
    listed = run("pool", "list", "--data", tmp_path / "data", "--seeds", few_seeds, cwd=tmp_path)
    assert listed.returncode == 2 and "startline migrate" in listed.stderr
    assert not (tmp_path / "data").exists()


def test_a_crash_frees_the_folder(own_server):
    server = own_server().start()
    server.kill()
    server.start()
    assert server.stop() == 0
    server.check_log()


def test_a_frozen_holder_still_holds(own_server):
    server = own_server().start()
    server.process.send_signal(signal.SIGSTOP)
    try:
        refused_by(server, "migrate", "--data", server.data)
    finally:
        server.process.send_signal(signal.SIGCONT)


# Modes


def mode(path) -> int:
    return path.stat().st_mode & 0o777


def test_nobody_else_reads_what_the_server_writes(own_server):
    server = own_server().start()
    assert mode(server.data) == 0o700
    for name in ("startline.db", "startline.db-wal", "startline.db-shm", "secret.key"):
        assert mode(server.data / name) == 0o600, name
    assert server.stop() == 0


def test_wider_files_are_narrowed_and_the_log_says_so(own_server):
    server = own_server().start()
    assert server.stop() == 0
    for name in ("startline.db", "secret.key"):
        (server.data / name).chmod(0o644)
    before = server.log_size
    server.start()
    log = server.log.read_text()[before:]
    for name in ("startline.db", "secret.key"):
        assert mode(server.data / name) == 0o600
        assert sum(name in line and "only its owner" in line for line in log.splitlines()) == 1, log
    assert server.stop() == 0


# A sync that fails

FAILING_SYNC = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* While the file SYNC_FAILS exists, no sync of the database succeeds. */
static int fails(int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, "startline.db") && access(getenv("SYNC_FAILS"), F_OK) == 0;
}

#define SYNC(name)                                                            \
    int name(int file) {                                                      \
        if (fails(file)) { errno = EIO; return -1; }                          \
        return ((int (*)(int))dlsym(RTLD_NEXT, #name))(file);                 \
    }
SYNC(fsync)
SYNC(fdatasync)
"""


@pytest.fixture(scope="session")
def failing_sync(tmp_path_factory):
    """A library that stands between the server and the disk."""
    compiler = shutil.which("cc") or shutil.which("clang")
    if compiler is None:
        pytest.fail("Needs a C compiler, which comes with Swift")
    folder = tmp_path_factory.mktemp("sync")
    (folder / "sync.c").write_text(FAILING_SYNC)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", folder / "sync.so", folder / "sync.c", "-ldl"], check=True)
    return folder / "sync.so"


def test_a_sync_that_fails_ends_the_process_and_takes_nothing_back(own_server, tmp_path, failing_sync):
    switch = tmp_path / "fails"
    server = own_server(env={"LD_PRELOAD": failing_sync, "SYNC_FAILS": switch}).start()
    race = server.races().make("ann")
    before = race.detail()
    switch.touch()
    with pytest.raises(httpx.TransportError):
        server.token("nobody")
    assert server.process.wait(10) == 1
    log = server.log.read_text()
    assert " critical " in log and "could not be brought to the disk" in log, log[-2000:]
    switch.unlink()

    server.start()

    assert race.detail() == before
    assert server.stop() == 0
    with sqlite3.connect(server.data / "startline.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        told = "SELECT COUNT(*) FROM users WHERE username = 'ann_%d'" % race.number
        assert database.execute(told).fetchone() == (1,)


def test_a_command_whose_sync_fails_says_so(tmp_path, few_seeds, failing_sync):
    assert run("migrate", "--data", tmp_path, cwd=tmp_path).returncode == 0
    scan = ["pool", "scan", "--data", tmp_path, "--seeds", few_seeds]
    (tmp_path / "fails").touch()
    env = environment(LD_PRELOAD=failing_sync, SYNC_FAILS=tmp_path / "fails")
    failed = run(*scan, cwd=tmp_path, env=env)
    assert failed.returncode == 1 and "brought to the disk" in failed.stderr, failed
    assert run(*scan, cwd=tmp_path).returncode == 0
