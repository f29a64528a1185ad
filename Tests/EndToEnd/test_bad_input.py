"""Every route of the API, tried with bodies, ids and queries that nobody should send.

Each gets its 4xx with words, or its protocol error; never a 5xx. The `server` fixture fails a test whose input leaves
a trace of something broken in the log.
"""

import contextlib
import json

import httpx
import pytest

from refusals import NOWHERE, assert_told

DEEP = "[" * 40_000 + "]" * 40_000

pytestmark = pytest.mark.usefixtures("still_well")


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
        # The server need not read on: the connection may end before all is sent.
        with contextlib.suppress(httpx.TransportError):
            assert_told(send(server, stage, path, content=body), 413)
        assert len(stage["setup"].detail()["participants"]) == 2


def test_a_long_body_without_its_length(server, stage):
    def chunks():
        yield b'{"name":"'
        for _ in range(40):
            yield b"x" * 50_000

    with contextlib.suppress(httpx.TransportError):
        assert_told(send(server, stage, "/api/races", content=chunks()), 413)


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
