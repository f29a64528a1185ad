"""Every route and every message, tried with what nobody should send.

Each gets its 4xx with words, or its protocol error; never a 5xx. The `server` fixture fails a test whose input leaves
a trace of something broken in the log.
"""

import concurrent.futures
import json
import socket
import uuid

import pytest
from websockets.exceptions import ConnectionClosed

from clients import Mod, Viewer
from seeds import CAVE, CAVE_FLAG, FINISH

NOWHERE = str(uuid.UUID(int=7))
DEEP = "[" * 40_000 + "]" * 40_000


def assert_told(answer, *statuses):
    """A refusal in words, in the shape that clients of the old platform know."""
    assert 400 <= answer.status_code < 500, (answer.request.method, answer.request.url, answer.status_code, answer.text)
    if statuses:
        assert answer.status_code in statuses, (answer.status_code, answer.text)
    if answer.request.method == "HEAD":
        return None
    detail = answer.json()["detail"]
    assert detail, "A refusal without words"
    if isinstance(detail, list):
        for entry in detail:
            assert set(entry) == {"loc", "msg", "type"} and entry["msg"]
    else:
        assert isinstance(detail, str)
    assert "Swift" not in answer.text and "Error(" not in answer.text, answer.text
    return detail


def assert_well(server):
    with server.client() as client:
        assert client.get("/ready").status_code == 200
        assert client.get("/api/races?limit=1").status_code == 200


@pytest.fixture(scope="module")
def stage(shared_server):
    """One race in each state, made once: nothing here may change them."""
    races = shared_server.races()
    setup, running, finished = races.make("ann", "bob"), races.make("ann", "bob"), races.make("ann", "bob")
    unreleased = races.make("ann", "bob", release=False)
    empty = races.make()
    running.start()
    finished.start()
    finished.do("finish")
    return {
        "setup": setup, "running": running, "finished": finished, "unreleased": unreleased, "empty": empty,
    }


@pytest.fixture(autouse=True)
def still_well(server):
    yield
    assert_well(server)


# Bodies

BODIES = {
    "/api/auth/dev": {"username": "somebody", "role": "user"},
    "/api/races": {
        "name": "A race", "pool_name": "tiny", "config": {}, "organizer_participates": False, "scheduled_at": None,
        "is_public": True, "open_registration": False, "max_participants": None,
    },
    "/api/races/{race}": {"is_public": True, "scheduled_at": None},
    "/api/races/{race}/participants": {"twitch_username": "somebody"},
    "/api/auth/exchange": {"code": "x"},
}
METHODS = {"/api/races/{race}": "PATCH"}

NO_JSON = [
    b"", b"{", b"nonsense", b'{"a":}', b"\xff\xfe", b'{"name": "a"', b"{'name': 'a'}", b"[1,]", b'"\xed\xa0\x80"',
    b'{"name": "\xc3\x28"}', b"NaN", b"\x00", b'{"name": Infinity}', DEEP.encode()[:60_000],
    ('{"name":' * 5000 + "1" + "}" * 5000).encode(),
]
NO_OBJECT = ["null", "true", "7", "-1e999", '"text"', "[]", "[{}]", "{}", "1" * 400]

#: Values that no field of any route takes. Null has a meaning for some.
NEVER = [[], {}, [1], {"a": 1}, -1, 0.5, 1e300, 10**40, -(10**40)]
WRONG = {
    "name": [None, True, False, 0, 7, "", " ", "\t\n", "a\u0000b", "x" * 201, "\u202eabc", "é" * 201, "\u200b"],
    "pool_name": [None, True, 7, "", "nosuchpool", "../tiny", "x" * 101, "tiny\u0000", "TINY'--", "%", "tin_"],
    "config": [None, True, 7, "text", {"a": "x" * 5000}, {"a": [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}],
    "organizer_participates": [None, 0, 1, "true", "yes"],
    "scheduled_at": [True, 7, "", "tomorrow", "2020-01-01T00:00:00Z", "2099-13-01T00:00:00Z", "2099-02-30T00:00:00Z",
                     "2099-01-01", "-1", "99999-01-01T00:00:00Z", "2099-01-01T25:00:00Z", "2099-01-01T00:00:00+99:00"],
    "is_public": [None, 0, 1, "true"],
    "open_registration": [None, 0, 1, "true", True],  # True needs max_participants.
    "max_participants": [True, False, 0, 1, 101, "8", 2**31, 2**63, 2.5],
    "twitch_username": [None, True, 7, "", " ", "x" * 101, "a\u0000b", "a\nb"],
    "username": [None, True, 7, "", "  ", "x" * 101, "a\u0000b"],
    "role": [True, 7, "", "king", "Admin", "user "],
    "code": [None, True, 7, "", "x", "x" * 5000],
}
FIELDS = [(path, field) for path, body in BODIES.items() for field in body]


def send(server, stage, path, by=("boss", "organizer"), content=None, headers=None, **options):
    race = stage["setup"]
    client = race.organizer if "{race}" in path else server.client(*by)
    headers = {"Content-Type": "application/json"} | (headers or {})
    method = METHODS.get(path, "POST")
    return client.request(method, path.format(race=race.id), content=content, headers=headers, **options)


@pytest.mark.parametrize("path", [path for path in BODIES if path != "/api/auth/exchange"])
def test_bodies_that_are_no_json(server, stage, path):
    for content in NO_JSON:
        assert_told(send(server, stage, path, content=content), 400, 422)


@pytest.mark.parametrize("path", [path for path in BODIES if path != "/api/auth/exchange"])
def test_bodies_that_are_no_object_with_what_is_needed(server, stage, path):
    for content in NO_OBJECT:
        if content == "{}" and METHODS.get(path) == "PATCH":
            continue  # Changes nothing, and may.
        assert_told(send(server, stage, path, content=content), 400, 422)


@pytest.mark.parametrize(("path", "field"), FIELDS, ids=lambda value: value)
def test_each_field_with_each_wrong_value(server, stage, path, field):
    if path == "/api/auth/exchange":
        pytest.importorskip("httpx")
        values = WRONG[field][:4]  # Only ten tries a minute are allowed.
    else:
        values = WRONG[field] + NEVER
    for value in values:
        if field == "config" and value in ({}, {"a": 1}):
            continue
        body = BODIES[path] | {field: value}
        answer = send(server, stage, path, content=json.dumps(body))
        assert_told(answer, 400, 422)


def test_a_missing_name_is_named(server, stage):
    detail = assert_told(send(server, stage, "/api/races", content="{}"), 422)
    assert detail[0]["loc"] == ["body", "name"] and detail[0]["type"] == "missing"


def test_keys_that_stand_twice_or_are_unknown_do_no_harm(server, stage):
    path = "/api/races/{race}/participants"
    for content in ('{"twitch_username":7,"twitch_username":""}', '{"__proto__":{},"twitch_username":""}'):
        assert_told(send(server, stage, path, content=content), 400, 422)


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "image/png", "", "json",
                     "application/jsonx", "application/json/x", ";", "*/*"]
)
@pytest.mark.parametrize("path", [path for path in BODIES if path != "/api/auth/exchange"])
def test_other_content_types(server, stage, path, content_type):
    content = json.dumps(BODIES[path])
    answer = send(server, stage, path, content=content, headers={"Content-Type": content_type})
    assert_told(answer, 415, 403)


@pytest.mark.parametrize("path", [path for path in BODIES if path != "/api/auth/exchange"])
def test_bodies_that_are_too_long(server, stage, path):
    for size in (70_000, 1_000_000, 20_000_000):
        body = json.dumps(BODIES[path] | {"more": "x" * size}).encode()
        try:
            assert_told(send(server, stage, path, content=body), 413)
        except Exception as error:
            # The server need not read on: the connection may end before all is sent.
            assert type(error).__name__ in ("WriteError", "ReadError", "RemoteProtocolError"), repr(error)
        assert_well(server)


def test_a_long_body_without_its_length(server, stage):
    def chunks():
        yield b'{"name":"'
        for _ in range(40):
            yield b"x" * 50_000

    try:
        assert_told(send(server, stage, "/api/races", content=chunks()), 413)
    except Exception as error:
        assert type(error).__name__ in ("WriteError", "ReadError", "RemoteProtocolError"), repr(error)


# Ids and queries

BAD_IDS = ["nonsense", "1", "-1", "null", "g0000000-0000-0000-0000-000000000000", "%00", "%ff", "..%2f..%2fetc", "a" * 3000,
           "00000000000000000000000000000000", "{00000000-0000-0000-0000-000000000000}", "%27%20OR%201%3D1"]
STEPS = ["release-seeds", "reroll-seed", "start", "finish", "abandon", "reset"]
RACE_ROUTES = [
    ("GET", "/api/races/{id}", None),
    ("PATCH", "/api/races/{id}", {"is_public": True}),
    ("DELETE", "/api/races/{id}", None),
    ("POST", "/api/races/{id}/participants", {"twitch_username": "x"}),
    ("DELETE", "/api/races/{id}/participants/" + NOWHERE, None),
    ("GET", "/api/races/{id}/my-seed-pack", None),
    ("HEAD", "/api/races/{id}/my-seed-pack", None),
    ("GET", "/api/races/{id}/download/token", None),
] + [("POST", f"/api/races/{{id}}/{step}", None) for step in STEPS]


@pytest.mark.parametrize(("method", "path", "body"), RACE_ROUTES, ids=lambda value: str(value)[:40])
def test_ids_that_are_none(server, method, path, body):
    with server.client("boss", "organizer") as client:
        for bad in BAD_IDS:
            assert_told(client.request(method, path.format(id=bad), json=body), 400, 404, 414, 422)
        assert_told(client.request(method, path.format(id="nonsense"), json=body), 422)


@pytest.mark.parametrize(("method", "path", "body"), RACE_ROUTES, ids=lambda value: str(value)[:40])
def test_a_race_that_is_not_there(server, method, path, body):
    with server.client("boss", "organizer") as client:
        assert_told(client.request(method, path.format(id=NOWHERE), json=body), 404)


@pytest.mark.parametrize("participant", [*BAD_IDS, NOWHERE])
def test_a_participant_that_is_not_there(stage, participant):
    race = stage["setup"]
    assert_told(race.organizer.delete(f"/api/races/{race.id}/participants/{participant}"), 400, 404, 414, 422)


def test_a_participant_of_another_race(stage):
    mine, other = stage["setup"], stage["unreleased"]
    assert_told(mine.organizer.delete(f"/api/races/{mine.id}/participants/{other.participants['ann']}"), 404)
    assert len(other.detail()["participants"]) == 2


@pytest.mark.parametrize(
    "query",
    ["status=x", "status=setup,x", "status=setup%00", "limit=0", "limit=-1", "limit=101", "limit=x", "limit=1.5",
     "limit=99999999999999999999", "limit=", "offset=-1", "offset=x", "offset=1e3", "offset=99999999999999999999",
     "limit=1&offset=-9223372036854775808", "status=' OR 1=1", "limit=true"],
)
def test_queries_of_the_list(server, query):
    with server.client() as client:
        answer = client.get(f"/api/races?{query}")
        assert answer.status_code in (200, 400, 422), answer.text
        if query != "limit=":
            assert_told(answer, 400, 422)


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%20", "q=" + "x" * 101, "q=%00", "q=%ff%fe", "q[]=a", "other=x"]
)
def test_queries_of_the_search(server, query):
    with server.client("boss", "organizer") as client:
        answer = client.get(f"/api/users/search?{query}")
        assert answer.status_code in (200, 400, 422), answer.text


@pytest.mark.parametrize("query", ["%25", "_", "a%25", "%5C", "'", "%E2%80%AE"])
def test_wildcards_find_nobody_else(server, query):
    with server.client("boss", "organizer") as client:
        answer = client.get(f"/api/users/search?q={query}")
        assert answer.status_code in (200, 422)
        if answer.status_code == 200:
            assert answer.json() == []


@pytest.mark.parametrize("query", ["type=x", "type=", "type=RACE", "type=race,solo"])
def test_queries_of_the_pools(server, query):
    with server.client() as client:
        assert client.get(f"/api/pools?{query}").status_code in (200, 422)


# Persons

GUARDED = [route for route in RACE_ROUTES if route[:2] != ("GET", "/api/races/{id}")]


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer nonsense", "bearer x y", "Basic YTpi",
                                           "Bearer " + "x" * 5000, "Bearer \u00e9".encode()])
def test_nobody_may_change_anything(server, stage, authorization):
    race = stage["setup"]
    headers = {} if authorization is None else {"Authorization": authorization}
    with server.client() as client:
        for method, path, body in [*GUARDED, ("POST", "/api/races", BODIES["/api/races"]), ("GET", "/api/auth/me", None),
                                   ("POST", "/api/auth/logout", None), ("GET", "/api/users/search?q=a", None)]:
            assert_told(client.request(method, path.format(id=race.id), json=body, headers=headers), 401)


@pytest.mark.parametrize("who", [("stranger", "user"), ("other_organizer", "organizer")])
def test_only_the_organizer_may_steer(server, stage, who):
    with server.client(*who) as client:
        for race in stage.values():
            for method, path, body in GUARDED:
                # Whoever is not in the race is not found in it.
                assert_told(client.request(method, path.format(id=race.id), json=body), 403, 404)


def test_a_participant_may_not_steer(stage):
    race = stage["setup"]
    with race.client("ann") as client:
        for method, path, body in GUARDED:
            if "seed-pack" in path or "abandon" in path:
                continue
            assert_told(client.request(method, path.format(id=race.id), json=body), 403, 404)


def test_a_user_may_not_create(server):
    with server.client("mere_user") as client:
        assert_told(client.post("/api/races", json=BODIES["/api/races"]), 403)


def test_a_pack_of_someone_else(server, stage):
    race = stage["setup"]
    token = race.mod_token("ann")
    with race.client("bob") as bob, server.client("stranger") as stranger:
        assert_told(bob.get(f"/api/races/{race.id}/download/{token}"), 403)
        assert_told(stranger.get(f"/api/races/{race.id}/download/{token}"), 403)
        assert_told(stranger.get(f"/api/races/{race.id}/my-seed-pack"), 403, 404)
    other = stage["running"]
    assert_told(other.organizer.get(f"/api/races/{other.id}/download/{token}"), 404)


def test_a_token_that_was_given_back(server):
    with server.client() as anyone:
        token = anyone.post("/api/auth/dev", json={"username": "goes_away"}).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        assert anyone.get("/api/auth/me", headers=headers).status_code == 200
        assert anyone.post("/api/auth/logout", headers=headers).status_code in (200, 204)
        assert_told(anyone.get("/api/auth/me", headers=headers), 401)


# Signing in with Twitch


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)",
                                    "https:evil.example", "/\t/evil.example", "\r\nLocation: x", "http://127.0.0.1:1/"])
def test_a_sign_in_leads_to_no_other_site(server, target):
    with server.client() as client:
        answer = client.get("/api/auth/twitch", params={"redirect_url": target})
        if answer.status_code != 429:  # Ten tries a minute are allowed.
            assert answer.status_code == 400, (target, answer.status_code, answer.headers)


@pytest.mark.parametrize("query", ["", "code=x", "state=x", "code=x&state=x", "error=access_denied", "code=" + "x" * 3000,
                                   "state=%00&code=%00", "error=<script>alert(1)</script>"])
def test_a_callback_that_nobody_began(server, query):
    with server.client() as client:
        answer = client.get(f"/api/auth/callback?{query}", headers={"Accept": "text/html"})
        assert answer.status_code in (400, 429)
        assert "<script>alert" not in answer.text


def test_who_guesses_codes_is_slowed_down(own_server):
    other = own_server().start()
    with other.client() as client:
        answers = [client.post("/api/auth/exchange", json={"code": f"guess{index}"}) for index in range(14)]
        codes = [answer.status_code for answer in answers]
        assert codes[:10] == [400] * 10 and codes[10:] == [429] * 4
        assert answers[-1].json()["detail"] and int(answers[-1].headers["retry-after"]) > 0
        assert client.get("/api/races").status_code == 200


# States

REFUSED_STEPS = {
    "setup": ["release-seeds", "finish", "reset"],
    "unreleased": ["start", "finish", "reset"],
    "running": ["release-seeds", "reroll-seed", "start"],
    "finished": ["release-seeds", "reroll-seed", "start", "finish"],
    "empty": ["start", "finish", "reset"],
}


@pytest.mark.parametrize(
    ("state", "step"), [(state, step) for state, steps in REFUSED_STEPS.items() for step in steps]
)
def test_steps_in_the_wrong_state(stage, state, step):
    race = stage[state]
    before = race.detail()
    assert_told(race.organizer.post(f"/api/races/{race.id}/{step}"), 400, 409)
    assert race.detail() == before


@pytest.mark.parametrize("state", ["running", "finished"])
def test_participants_only_change_in_setup(stage, state):
    race = stage[state]
    path = f"/api/races/{race.id}/participants"
    assert_told(race.organizer.post(path, json={"twitch_username": "late"}), 400)
    assert_told(race.organizer.delete(f"{path}/{race.participants['ann']}"), 400)
    assert_told(race.organizer.patch(f"/api/races/{race.id}", json={"scheduled_at": "2099-01-01T00:00:00Z"}), 400)


def test_a_step_taken_many_times_at_once_is_taken_once(races):
    race = races.make("ann", release=False)
    for step in ("release-seeds", "start", "finish", "reset"):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: race.organizer.post(f"/api/races/{race.id}/{step}"), range(8)))
        assert sorted(answer.status_code for answer in answers)[0] == 200
        taken = [answer for answer in answers if answer.status_code == 200]
        assert len(taken) == 1, step
        for answer in answers:
            if answer is not taken[0]:
                assert_told(answer, 400, 409)


def test_a_participant_added_many_times_at_once_is_in_once(races, server):
    race = races.make()
    server.token(race.name("ann"))
    body = {"twitch_username": race.name("ann")}
    path = f"/api/races/{race.id}/participants"
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: race.organizer.post(path, json=body).status_code, range(8)))
    assert codes.count(201) == 1 and set(codes) <= {201, 400, 409}
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda index: race.organizer.post(path, json={"twitch_username": f"invited_{race.number}"}), range(8)))
    assert len(race.detail()["participants"]) == 1 and len(race.detail()["pending_invites"]) == 1


def test_twice_the_same_participant(stage):
    race = stage["setup"]
    for name in (race.name("ann"), race.name("ann").upper(), f" {race.name('ann')} "):
        assert_told(race.organizer.post(f"/api/races/{race.id}/participants", json={"twitch_username": name}), 400, 409)


def test_an_organizer_who_chose_not_to_play(stage):
    race = stage["setup"]
    body = {"twitch_username": race.organizer_name}
    assert_told(race.organizer.post(f"/api/races/{race.id}/participants", json=body), 403)


def test_abandon_by_those_who_cannot(stage):
    for state, who in (("setup", "ann"), ("finished", "ann"), ("unreleased", "bob")):
        race = stage[state]
        with race.client(who) as client:
            assert_told(client.post(f"/api/races/{race.id}/abandon"), 400)
    race = stage["running"]
    assert_told(race.organizer.post(f"/api/races/{race.id}/abandon"), 404)


def test_a_pack_before_the_release(stage):
    race = stage["unreleased"]
    with race.client("ann") as client:
        assert_told(client.get(f"/api/races/{race.id}/my-seed-pack"), 403)


def test_an_empty_pool(server):
    with server.client("boss", "organizer") as client:
        assert_told(client.post("/api/races", json=BODIES["/api/races"] | {"pool_name": "hardcore"}), 400)


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
    [b"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", b"\x00\x01\x02\x03\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 50, b"GET / HTTP/1.1\r\n\r\n",
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
     ("schedule", {"schedule": "2099-01-01T00:00", "utc_offset": "99999999999999999999"}),
     ("schedule", {"schedule": "2099-01-01T00:00", "utc_offset": "5000"}), ("release", {}), ("finish", {}), ("abandon", {}),
     ("participants/nonsense/remove", {}), (f"participants/{NOWHERE}/remove", {})],
)
def test_forms_with_wrong_fields_are_answered_with_a_page(server, stage, form, data):
    race = stage["setup"]
    session = server.browser_session(race.organizer_name, "organizer")
    page = session.get(f"/race/{race.id}").text
    csrf = page.split('name="csrf" value="')[1].split('"')[0]
    answer = session.post(f"/race/{race.id}/{form}", data={"csrf": csrf, **data})
    # An offset that is no number counts as none.
    if data.get("utc_offset") == "99999999999999999999":
        assert answer.status_code < 500
        session.post(f"/race/{race.id}/schedule", data={"csrf": csrf, "schedule": ""})
        return
    assert 400 <= answer.status_code < 500, (form, answer.status_code)
    assert answer.headers["content-type"].startswith("text/html") and "<h1" in answer.text


def test_pages_that_are_not_there(server):
    with server.client() as client:
        for path in ("/nothing", "/race/nonsense", f"/race/{NOWHERE}", f"/race/{NOWHERE}/map", "/race/%00", "/%ff"):
            answer = client.get(path, headers={"Accept": "text/html"})
            assert answer.status_code in (400, 404), (path, answer.status_code)
            assert "<h1" in answer.text


# Sockets

MESSAGES = {
    "ready": {},
    "status_update": {"igt_ms": 1000, "death_count": 0},
    "event_flag": {"flag_id": CAVE_FLAG, "igt_ms": 1000},
    "zone_query": {"grace_entity_id": 1, "map_id": "m10_00_00_00", "position": [1.0, 2.0, 3.0], "play_region_id": 1},
    "finished": {"igt_ms": 1000},
    "auth": {"mod_token": "x"},
    "pong": {},
}
VALUES = [None, True, False, "", "1", "x", [], [1], {}, {"a": 1}, -1, 0.5, 1e300, -1e300, 10**40, -(10**40), 2**31, 2**32,
          2**63, 2**64, -(2**63) - 1]
BROKEN = ["", " ", "{", "}", "nonsense", '{"type":', '{"type":"ready"', "'", "\u0000", '{"type":"\ud800"}'.encode("utf-8", "replace").decode(),
          "NaN", '{"type":"status_update","igt_ms":NaN,"death_count":0}', '{"type":"status_update","igt_ms":01,"death_count":0}',
          "[" * 30_000, '{"a":' * 10_000, DEEP[:60_000]]
NO_MESSAGE = ["null", "true", "7", '"ready"', "[]", '[{"type":"ready"}]', "{}", '{"type":null}', '{"type":7}', '{"type":[]}',
              '{"type":{}}', '{"type":""}', '{"type":"nonsense"}', '{"type":"READY"}', '{"Type":"ready"}',
              '{"type":"leaderboard_update"}', '{"type":"' + "x" * 60_000 + '"}']


@pytest.fixture
def runner(server, races):
    """Ann in a running race, ready, not yet begun."""
    race = races.make("ann", "bob")
    race.start()
    mod = Mod(server, race.id, race.mod_token("ann"))
    mod.joined()
    mod.send("ready")
    mod.until("leaderboard_update", lambda frame: mod.own(frame)["status"] == "ready")
    mod.race = race
    yield mod
    mod.close()


def assert_plays_on(mod):
    """The connection lives, and the run goes on as if nothing had been."""
    mod.fence()
    mod.send("status_update", igt_ms=50_000, death_count=0)
    mod.send("event_flag", flag_id=CAVE_FLAG, igt_ms=60_000)
    assert mod.until("zone_update")["node_id"] == CAVE


@pytest.mark.parametrize("text", BROKEN + NO_MESSAGE, ids=lambda text: text[:24] or "empty")
def test_messages_that_are_none(runner, text):
    runner.send_text(text)
    assert runner.error()
    assert_plays_on(runner)


@pytest.mark.parametrize(("type_name", "field"), [(name, field) for name, body in MESSAGES.items() for field in body])
def test_each_field_of_each_message_with_each_wrong_value(runner, type_name, field):
    for value in VALUES:
        if type_name == "event_flag" and field == "igt_ms":
            # A flag counts without a time, and a huge time is cut; neither may happen to this run.
            runner.send(type_name, flag_id=7, igt_ms=value)
        elif type_name == "finished" and value in (2**31, 2**32, 2**63, 2**64, 10**40, 1e300):
            continue  # Cut to the largest number, so it would finish the run.
        elif type_name == "status_update" and field == "igt_ms" and isinstance(value, (int, float)) and value > 1:
            continue  # Cut too: see test_protocol_mod.
        else:
            runner.send(type_name, **MESSAGES[type_name] | {field: value})
        said = runner.fence()
        assert {frame["type"] for frame in said} <= {"error", "player_update", "leaderboard_update"}, said
        if type_name in ("finished", "auth"):
            assert [frame["type"] for frame in said] == ["error"], (value, said)
    row = runner.race.row("ann")
    assert row["status"] in ("ready", "playing") and row["igt_ms"] <= 1000 and row["current_layer"] == 0
    assert_plays_on(runner)


@pytest.mark.parametrize(("type_name", "field"), [("status_update", "igt_ms"), ("status_update", "death_count"),
                                                  ("event_flag", "flag_id"), ("finished", "igt_ms")])
def test_a_missing_field_is_named(runner, type_name, field):
    body = dict(MESSAGES[type_name])
    del body[field]
    runner.send(type_name, **body)
    assert field in runner.error()
    assert_plays_on(runner)


def test_booleans_are_no_numbers(runner):
    runner.send("status_update", igt_ms=True, death_count=False)
    assert "igt_ms" in runner.error()
    runner.send("event_flag", flag_id=True, igt_ms=1)
    assert "flag_id" in runner.error()
    runner.send("finished", igt_ms=True)
    assert "igt_ms" in runner.error()
    assert runner.race.row("ann")["status"] == "ready"


def test_a_flag_number_of_the_game_but_not_of_the_seed(runner):
    for flag in (0, 1, CAVE_FLAG - 1, FINISH + 1, 2**32 - 1):
        runner.send("event_flag", flag_id=flag, igt_ms=1)
        assert {frame["type"] for frame in runner.fence()} <= {"error"}
    assert runner.race.row("ann")["current_layer"] == 0


@pytest.mark.parametrize(
    ("content", "code"), [(b"\x00\x01", 1003), (b"", 1003), ("x" * 65_537, 1009), ("x" * 3_000_000, 1009)],
    ids=["binary", "empty binary", "just too long", "much too long"],
)
@pytest.mark.parametrize("side", ["mod", "viewer"])
def test_frames_that_end_the_connection(runner, server, side, content, code):
    live = runner if side == "mod" else Viewer(server, runner.race.id)
    if side == "viewer":
        live.joined()
    try:
        live.socket.send(content)
    except ConnectionClosed:
        pass
    assert live.closed()[0] == code
    with Mod(server, runner.race.id, runner.race.mod_token("ann")) as again:
        again.joined()
        assert_plays_on(again)


def test_a_message_of_exactly_the_limit_is_read(runner):
    text = '{"type":"ready","x":"%s"}'
    runner.send_text(text % ("x" * (65_536 - len(text) + 2)))
    assert_plays_on(runner)


def frame_bytes(opcode, payload, fin=True, masked=True, rsv=0):
    """A WebSocket frame by hand, right or wrong."""
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    mask_bit = 0x80 if masked else 0
    size = len(payload)
    head += bytes([mask_bit | size]) if size < 126 else bytes([mask_bit | 126]) + size.to_bytes(2, "big")
    return head + (b"\0\0\0\0" if masked else b"") + payload


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        ([frame_bytes(1, b"\xff\xfe\xfd")], 1007),
        ([frame_bytes(1, b"\xed\xa0\x80")], 1007),
        ([frame_bytes(1, b"{}", masked=False)], 1002),
        ([frame_bytes(1, b"{}", rsv=4)], 1002),
        ([frame_bytes(3, b"{}")], 1002),
        ([frame_bytes(0, b"{}")], 1002),
        ([frame_bytes(1, b"{", fin=False), frame_bytes(1, b"}")], 1002),
        ([frame_bytes(9, b"x" * 126)], 1002),
        ([frame_bytes(9, b"x", fin=False)], 1002),
        ([frame_bytes(8, b"\x03")], 1002),
        ([frame_bytes(8, (999).to_bytes(2, "big"))], 1002),
        ([bytes([0x81, 0xFF]) + (2**63 - 1).to_bytes(8, "big") + b"\0\0\0\0"], 1009),
        ([bytes([0x81, 0xFF]) + (2**64 - 1).to_bytes(8, "big") + b"\0\0\0\0"], (1002, 1009)),
    ],
    ids=["not utf-8", "a surrogate", "unmasked", "reserved bit", "reserved opcode", "lonely continuation",
         "text in text", "long ping", "ping in parts", "short close", "bad close code", "2^63 bytes", "2^64 bytes"],
)
def test_frames_that_break_the_rules(server, runner, frames, code):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        raw.sendall(
            (f"GET /ws/race/{runner.race.id} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nUpgrade: websocket\r\n"
             "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").encode()
        )
        stream = raw.makefile("rb")
        assert b"101" in stream.readline()
        while stream.readline() != b"\r\n":
            pass
        raw.sendall(b"".join(frames))
        codes = code if isinstance(code, tuple) else (code,)
        assert read_close(stream) in codes
    assert_plays_on(runner)


def read_close(stream) -> int | None:
    """The code of the close frame; None when the connection ends without one."""
    while head := stream.read(2):
        if len(head) < 2:
            return None
        size = head[1] & 0x7F
        if size == 126:
            size = int.from_bytes(stream.read(2), "big")
        elif size == 127:
            size = int.from_bytes(stream.read(8), "big")
        payload = stream.read(size)
        if head[0] & 0x0F == 8:
            return int.from_bytes(payload[:2], "big")
    return None


def test_a_connection_that_breaks_off_in_the_middle_of_a_frame(server, runner):
    for _ in range(20):
        broken = Mod(server, runner.race.id)
        broken.socket.socket.sendall(frame_bytes(1, b'{"type":"auth"')[:9])
        broken.socket.socket.close()
    assert_plays_on(runner)


def test_a_flood_is_slowed_down_and_survived(runner):
    for igt in range(1, 400):
        runner.send("status_update", igt_ms=igt, death_count=0)
    runner.until("player_update", lambda frame: frame["player"]["igt_ms"] == 399, timeout=30)
    assert_plays_on(runner)
