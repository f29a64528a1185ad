"""Every route of the API, tried by the wrong person and in the wrong state.

Each gets its 4xx with words, or its protocol error; never a 5xx. The `server` fixture fails a test whose input leaves
a trace of something broken in the log.
"""

import concurrent.futures

import pytest

from refusals import assert_told
from test_bad_input import BODIES, RACE_ROUTES

pytestmark = pytest.mark.usefixtures("still_well")


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
