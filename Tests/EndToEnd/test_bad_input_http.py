"""Broken HTTP, paths that are not there, and the forms of the pages.

Each gets its 4xx with words, or its protocol error; never a 5xx. The `server` fixture fails a test whose input leaves
a trace of something broken in the log.
"""

import socket

import pytest

from refusals import NOWHERE, assert_told

pytestmark = pytest.mark.usefixtures("still_well")


# Paths, methods and raw HTTP

@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/races/", "/api//races", "/api/races/x/y/z",
                                  "/api/%2e%2e/%2e%2e/etc/passwd", "/api/%00", "/api/" + "x" * 6000])
def test_paths_that_are_not_there(server, path):
    with server.client("boss", "organizer") as client:
        answer = client.get(path)
        assert answer.status_code < 500
        if path not in ("/api/races/", "/api//races"):
            assert_told(answer)


@pytest.mark.parametrize("path", ["/static/../../Package.swift", "/static/%2e%2e/%2e%2e/Package.swift", "/static/x",
                                  "/static/..%2f..%2fPackage.swift", "/static/", "/static/%00"])
def test_files_that_are_not_ours_to_serve(server, path):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = raw.makefile("rb").read()
    assert answer.split()[1].startswith(b"4"), answer[:200]
    assert b"swift-tools-version" not in answer


@pytest.mark.parametrize(("method", "path"), [("PUT", "/api/races"), ("DELETE", "/api/races"), ("GET", "/api/auth/dev"),
                                              ("POST", "/api/pools"), ("TRACE", "/api/races")])
def test_methods_a_path_does_not_take(server, method, path):
    with server.client("boss", "organizer") as client:
        assert_told(client.request(method, path), 404, 405)


@pytest.mark.parametrize(
    "raw",
    [b"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", b"\x00\x01\x02\x03\r\n\r\n",
     b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 50, b"GET / HTTP/1.1\r\n\r\n",
     b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
     b"POST /api/races HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
     b"POST /api/races HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
     b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
     b"GET /ws/race/x HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
     b"GET /ws/race/" + NOWHERE.encode() + b" HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
     b"Sec-WebSocket-Version: 7\r\nSec-WebSocket-Key: x\r\n\r\n"],
    ids=range(12),
)
def test_broken_http(server, raw):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        try:
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            answer = line.makefile("rb").read()
        except OSError:
            answer = b""
    if answer:
        assert not answer.split()[1].startswith(b"5") or answer.split()[1] == b"505", answer[:200]


def test_a_plain_get_of_a_socket(server, stage):
    with server.client() as client:
        for path in (f"/ws/mod/{stage['setup'].id}", f"/ws/race/{stage['setup'].id}"):
            assert 400 <= client.get(path).status_code < 500


# Forms of the pages

FORMS = ["participants", "schedule", "visibility", "delete", "release", "reroll", "start", "finish", "abandon", "reset"]


@pytest.mark.parametrize("form", ["", *FORMS])
def test_forms_without_the_token_of_a_page(server, stage, form):
    race = stage["setup"]
    session = server.browser_session(race.organizer_name, "organizer")
    path = f"/race/{race.id}/{form}" if form else "/race/new"
    for csrf in (None, "", "wrong", "x" * 10_000):
        data = {"username": "x", "name": "x", "pool": "tiny"} | ({} if csrf is None else {"csrf": csrf})
        answer = session.post(path, data=data)
        assert answer.status_code == 403, (path, answer.status_code)
        assert answer.headers["content-type"].startswith("text/html")
    assert race.detail()["status"] == "setup"


def test_forms_of_other_sites(server, stage):
    race = stage["setup"]
    session = server.browser_session(race.organizer_name, "organizer")
    page = session.get(f"/race/{race.id}").text
    csrf = page.split('name="csrf" value="')[1].split('"')[0]
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = session.post(f"/race/{race.id}/visibility", data={"csrf": csrf, "public": "0"}, headers=headers)
        assert answer.status_code == 403


@pytest.mark.parametrize(
    ("form", "data"),
    [("participants", {}), ("participants", {"username": ""}), ("participants", {"username": "x" * 500}),
     ("schedule", {"schedule": "nonsense"}), ("schedule", {"schedule": "2001-01-01T00:00"}),
     ("schedule", {"schedule": "2099-01-01T00:00", "instant": "99999999999999999999"}),
     ("schedule", {"schedule": "2099-01-01T00:00", "instant": "skipped"}), ("release", {}), ("finish", {}), ("abandon", {}),
     ("participants/nonsense/remove", {}), (f"participants/{NOWHERE}/remove", {})],
)
def test_forms_with_wrong_fields_are_answered_with_a_page(server, stage, form, data):
    race = stage["setup"]
    session = server.browser_session(race.organizer_name, "organizer")
    page = session.get(f"/race/{race.id}").text
    csrf = page.split('name="csrf" value="')[1].split('"')[0]
    answer = session.post(f"/race/{race.id}/{form}", data={"csrf": csrf, **data})
    assert 400 <= answer.status_code < 500, (form, answer.status_code)
    assert answer.headers["content-type"].startswith("text/html") and "<h1" in answer.text


def test_pages_that_are_not_there(server):
    with server.client() as client:
        for path in ("/nothing", "/race/nonsense", f"/race/{NOWHERE}", f"/race/{NOWHERE}/map", "/race/%00", "/%ff"):
            answer = client.get(path, headers={"Accept": "text/html"})
            assert answer.status_code in (400, 404), (path, answer.status_code)
            assert "<h1" in answer.text
