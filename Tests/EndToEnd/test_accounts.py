"""Signing in and what stays signed in: PKCE at Twitch, the names of this machine, API tokens and their sockets."""

import base64
import contextlib
import hashlib
import http.server
import json
import re
import threading
import urllib.parse
import uuid

import httpx
import pytest

from clients import Viewer
from refusals import NOWHERE, assert_told
from server import free_port, run


class Twitch(http.server.ThreadingHTTPServer):
    """Twitch as far as a sign-in sees it: everybody agrees, and a code is worth something with its verifier only."""

    def __init__(self):
        self.grants = {}
        self.tokens = {}
        self.person = {"id": "1001", "login": "möb_runs", "display_name": "Möbius"}
        super().__init__(("127.0.0.1", 0), TwitchRequests)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class TwitchRequests(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body=None, **headers):
        content = json.dumps(body or {}).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        fields = dict(urllib.parse.parse_qsl(query))
        if path == "/oauth2/authorize" and fields.get("code_challenge_method") == "S256":
            code = uuid.uuid4().hex
            self.server.grants[code] = fields["code_challenge"]
            back = urllib.parse.urlencode({"code": code, "state": fields["state"]})
            return self.answer(302, Location=f"{fields['redirect_uri']}?{back}")
        if path == "/helix/users" and self.headers["Authorization"] in self.server.tokens:
            return self.answer(200, {"data": [self.server.person]})
        return self.answer(400)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = dict(urllib.parse.parse_qsl(body))
        digest = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        challenge = self.server.grants.pop(fields.get("code"), None)
        if challenge is None or challenge != base64.urlsafe_b64encode(digest).decode().rstrip("="):
            return self.answer(400)
        token = uuid.uuid4().hex
        self.server.tokens[f"Bearer {token}"] = True
        return self.answer(200, {"access_token": token})

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def twitch():
    server = Twitch()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(own_server, twitch):
    env = {"TWITCH_CLIENT_ID": "x", "TWITCH_CLIENT_SECRET": "y", "TWITCH_ID_URL": twitch.url, "TWITCH_API_URL": twitch.url}
    return own_server(env=env).start()


def follow(client, url) -> list:
    """The addresses that a browser comes through, and where it stays."""
    way = [url]
    while (answer := client.get(way[-1])).is_redirect:
        way.append(str(answer.next_request.url))
        assert len(way) < 10, way
    return way


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_sign_in_works_under_each_name_of_this_machine(site, name):
    with httpx.Client(trust_env=False, timeout=20) as browser:
        way = follow(browser, f"http://{name}:{site.port}/api/auth/twitch?redirect_url=/races")
        assert way[-1] == f"{site.url}/races"
        me = browser.get(f"{site.url}/api/auth/me").json()
    assert me["twitch_username"] == "möb_runs"


def test_a_proxy_that_hides_the_name_makes_no_circle(site):
    with httpx.Client(trust_env=False, timeout=20) as browser:
        host = {"Host": "upstream"}
        first = browser.get(f"{site.url}/api/auth/twitch?redirect_url=/races", headers=host)
        again = browser.get(first.headers["location"], headers=host)
    assert again.is_redirect and "/oauth2/authorize?" in again.headers["location"]


def test_two_tabs_and_a_reload(site, twitch):
    with httpx.Client(trust_env=False, timeout=20) as browser:
        starts = [browser.get(f"{site.url}/api/auth/twitch?redirect_url=/race/{number}") for number in (1, 2)]
        backs = [browser.get(start.headers["location"]).headers["location"] for start in starts]
        for number, back in zip((1, 2), backs):
            for _ in range(2):
                assert browser.get(back).headers["location"] == f"/race/{number}"
        assert browser.get(f"{site.url}/api/auth/me").status_code == 200


def test_people_are_found_in_any_case(site):
    with httpx.Client(trust_env=False, timeout=20) as browser:
        follow(browser, f"{site.url}/api/auth/twitch")
    race = site.races().make(release=False)
    for name in ("MÖB_RUNS", "MÖBIUS"):
        answer = race.organizer.post(f"/api/races/{race.id}/participants", json={"twitch_username": name})
        row = answer.json()["participant"]
        assert answer.status_code == 201 and row["user"]["twitch_username"] == "möb_runs", answer.text
        assert race.organizer.delete(f"/api/races/{race.id}/participants/{row['id']}").status_code == 204
    found = race.organizer.get("/api/users/search", params={"q": "MÖ"}).json()
    assert "möb_runs" in json.dumps(found, ensure_ascii=False)


# The development login


def test_the_development_login_is_for_this_machine_only(server):
    who = {"username": "mallory", "role": "admin"}
    with server.client() as anyone:
        csrf = re.search(r'name="csrf" value="([^"]+)"', anyone.get("/sign-in").text).group(1)
        for host in ("evil.example", f"evil.example:{server.port}", "127.0.0.1.evil.example", "10.0.0.1", "127.a.b.example"):
            refused = anyone.post("/api/auth/dev", json=who, headers={"Host": host})
            assert_told(refused, 403)
            page = anyone.post("/sign-in/dev", data=who | {"csrf": csrf}, headers={"Host": host})
            assert page.status_code == 403 and "session" not in page.cookies
            for answer in (refused, page):
                assert "development login works at localhost" in answer.text, (host, answer.text)
        for host in ("localhost", f"127.0.0.1:{server.port}", "[::1]", "LOCALHOST:80"):
            answer = anyone.post("/api/auth/dev", json={"username": "ann"}, headers={"Host": host})
            assert answer.status_code == 200, (host, answer.text)


@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({"BASE_URL": "https://races.example"}, "BASE_URL"),
        ({"BASE_URL": "http://192.168.1.2:8000"}, "BASE_URL"),
        ({"WEBSOCKET_URL": "wss://races.example"}, "WEBSOCKET_URL"),
        ({"TRUSTED_PROXY_HOPS": "1"}, "TRUSTED_PROXY_HOPS"),
        ({"HOST": "127.a.b.example"}, "127.a.b.example"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_the_development_login_is_refused_where_others_come(tmp_path, env, word):
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in env.items()))
    refused = run("serve", "--dev-login", "--port", free_port(), "--data", tmp_path / "data", cwd=tmp_path, timeout=30)
    assert refused.returncode == 2
    assert "development login" in refused.stderr and word in refused.stderr
    assert not (tmp_path / "data").exists(), "refused before anything is made"


@pytest.mark.parametrize("base", ["http://localhost:8000", "http://127.0.0.1", "http://[::1]:8000"])
def test_names_of_this_machine_are_fine(own_server, base):
    server = own_server(env={"BASE_URL": base}).start()
    assert server.stop() == 0


# API tokens


def test_tokens_are_made_listed_and_revoked(server):
    with server.client("token_owner") as owner:
        made = owner.post("/api/auth/tokens", json={"name": "Stream deck"})
        assert made.status_code == 201 and made.headers["cache-control"] == "no-store"
        token = made.json()
        deck = {"Authorization": f"Bearer {token['token']}"}
        listed = owner.get("/api/auth/tokens", headers=deck).json()["tokens"]
        mine = next(entry for entry in listed if entry["id"] == token["id"])
        assert mine["name"] == "Stream deck" and mine["current"] and "token" not in mine
        assert token["token"] not in json.dumps(listed)
        with server.client("token_thief") as thief:
            assert_told(thief.delete(f"/api/auth/tokens/{token['id']}"), 404)
        assert owner.delete(f"/api/auth/tokens/{token['id']}").status_code == 204
        assert owner.get("/api/auth/me", headers=deck).status_code == 401
        assert_told(owner.delete(f"/api/auth/tokens/{token['id']}"), 404)
        assert_told(owner.delete(f"/api/auth/tokens/{NOWHERE}"), 404)


def test_revoking_a_token_closes_its_sockets_only(server, races):
    race = races.make("ann")
    with server.client("socket_owner") as owner, contextlib.ExitStack() as stack:
        tokens = [owner.post("/api/auth/tokens", json={"name": name}).json() for name in ("one", "two")]
        bearers = ({"Authorization": f"Bearer {token['token']}"} for token in tokens)
        one, two = (stack.enter_context(Viewer(server, race.id, headers=bearer)) for bearer in bearers)
        for viewer in (one, two):
            viewer.expect("race_state")
        assert owner.delete(f"/api/auth/tokens/{tokens[0]['id']}").status_code == 204
        assert one.closed() == (1008, "Signed out")
        race.add("late")
        two.until("leaderboard_update", lambda frame: len(frame["participants"]) == 2)


def test_tokens_survive_a_restart(own_server):
    server = own_server().start()
    with server.client("ann") as ann:
        token = ann.post("/api/auth/tokens", json={"name": "kept"}).json()["token"]
    assert server.stop() == 0
    server.start()
    with server.client() as anyone:
        assert anyone.get("/api/auth/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200
