"""What a connection may cost: how long it may take, what it may send, and how the server ends beside it."""

import contextlib
import resource
import socket
import time

import httpx
import pytest

from clients import Mod

POST = b"POST /api/auth/dev HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
PAGE = b"GET /api/races HTTP/1.1\r\nHost: x\r\n\r\n"


@contextlib.contextmanager
def line(server, receive_buffer=None):
    """A connection that says what no decent client would."""
    raw = socket.socket()
    if receive_buffer:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    raw.settimeout(30)
    raw.connect(("127.0.0.1", server.port))
    try:
        yield raw
    finally:
        raw.close()


def said(raw) -> bytes:
    """All that comes until the server hangs up."""
    got = b""
    with contextlib.suppress(ConnectionError):
        while part := raw.recv(65536):
            got += part
    return got


def stuff(raw, requests):
    """Sends the same request again and again, until the server reads no more."""
    raw.setblocking(False)
    patience = time.monotonic() + 2
    while requests and time.monotonic() < patience:
        try:
            requests -= 1
            raw.sendall(PAGE)
        except BlockingIOError:
            break
    raw.settimeout(30)


@pytest.mark.parametrize("state", ["half a head", "half a body", "no body at all", "answers nobody reads"])
def test_asked_to_end_it_does_not_wait_for_those_who_do_nothing(own_server, state):
    server = own_server(env={"SHUTDOWN_SECONDS": 1}).start()
    with line(server, receive_buffer=4096) as raw, line(server) as other:
        # A first request settles that the connection is HTTP.
        raw.sendall(PAGE)
        time.sleep(0.2)
        if state == "half a head":
            raw.sendall(b"GET /api/ra")
        elif state == "half a body":
            raw.sendall(POST + b"Content-Length: 100\r\n\r\n{")
        elif state == "no body at all":
            raw.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n")
        else:
            stuff(raw, 100_000)
        other.sendall(POST + b"Content-Length: 100\r\n\r\n{")
        time.sleep(0.5)
        before = time.monotonic()
        assert server.stop(patience=30) == 0
        # The second that was set, and what a machine that is busy takes for the rest.
        assert time.monotonic() - before < 5
    server.check_log()


@pytest.mark.parametrize(
    "body",
    [b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n5\r\n{}\r\n",
     b"Content-Length: 100\r\n\r\n{}", b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
)
def test_a_broken_body_is_a_bad_request(server, body):
    with line(server) as raw:
        raw.sendall(POST + body)
        raw.shutdown(socket.SHUT_WR)
        answer = said(raw)
    assert answer.startswith(b"HTTP/1.1 400 ") and b'"detail"' in answer, answer[:300]


@pytest.mark.parametrize(
    "head", [b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n", b"GET / HTTP/1.1\r\nHost: a, b\r\n"]
)
def test_a_request_names_one_host(server, head):
    with line(server) as raw:
        raw.sendall(head + b"\r\n")
        assert said(raw).startswith(b"HTTP/1.1 400 ")
    with line(server) as raw:
        raw.sendall(PAGE + head + b"\r\n")
        answers = said(raw)
        assert answers.startswith(b"HTTP/1.1 200 ") and b"HTTP/1.1 400 " in answers


def test_a_body_that_drips_and_answers_that_nobody_takes_are_given_up(server):
    with line(server) as slow, line(server, receive_buffer=4096) as deaf:
        slow.sendall(POST + b"Content-Length: 1000\r\n\r\n")
        stuff(deaf, 1_000_000)
        slow.settimeout(1)
        before = time.monotonic()
        answer = b""
        while not answer:
            assert time.monotonic() - before < 60, "A body that drips is waited for"
            try:
                answer = slow.recv(65536)
            except TimeoutError:
                slow.sendall(b" ")
        assert answer.startswith(b"HTTP/1.1 408 "), answer[:200]
        # It takes what the kernels hold, and then learns that the rest will not come.
        deaf.settimeout(60)
        time.sleep(max(0, 20 - (time.monotonic() - before)))
        said(deaf)


@pytest.mark.parametrize("opcode", [0x09, 0x0A, 0x00], ids=["pings", "pongs", "empty fragments"])
def test_a_flood_of_small_frames_is_left_in_the_network(server, races, opcode):
    race = races.make("ann")
    with Mod(server, race.id, race.mod_token("ann")) as mod:
        mod.joined()
        raw = mod.socket.socket
        raw.settimeout(2)
        if opcode == 0:
            raw.sendall(bytes([0x01, 0x80, 0, 0, 0, 0]))
        flood = bytes([opcode | (0x80 if opcode else 0), 0x80, 0, 0, 0, 0]) * 100_000
        sent = 0
        with pytest.raises(TimeoutError):
            while sent < 200_000_000:
                sent += raw.send(flood)
        assert server.client().get("/health").status_code == 200


def test_a_full_disk_is_told_and_forgotten(own_server):
    server = own_server().start()
    races = server.races()
    races.make("ann")
    pid = server.process.pid
    with server.client("boss", "organizer") as boss:
        size = max(path.stat().st_size for path in [*server.data.iterdir(), server.log])
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        try:
            refused = boss.post("/api/races", json={"name": "No room", "pool_name": "tiny"})
            assert refused.status_code == 503, refused.text
            assert "again" in refused.json()["detail"]
            account = boss.post("/api/auth/dev", json={"username": "new"})
            assert account.status_code == 503 and account.headers["retry-after"]
            assert "Nothing was changed" in account.json()["detail"]
            assert boss.get("/api/races").status_code == 200
            assert boss.get("/ready").status_code == 503
            assert boss.get("/ready").json() == {"status": "unavailable", "checks": {"database": "failed"}}
            assert boss.get("/health").status_code == 200
        finally:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        deadline = time.monotonic() + 20
        while boss.get("/ready").status_code != 200:
            assert time.monotonic() < deadline, "It does not notice that there is room again"
            time.sleep(0.1)
        assert boss.post("/api/races", json={"name": "Room", "pool_name": "tiny"}).status_code == 201
    assert server.stop() == 0
