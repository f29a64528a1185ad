"""What one address, one account and one connection may cost, and which sockets end with a session."""

import contextlib
import re
import socket
import threading
import time

import pytest
from websockets.exceptions import InvalidStatus

from clients import Viewer


def open_viewer(race, session=None, **headers):
    if session is not None:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
    return Viewer(race.server, race.id, headers=headers, origin=race.server.url)


def refusal(race, session=None, **headers) -> int:
    with pytest.raises(InvalidStatus) as refused:
        open_viewer(race, session, **headers)
    return refused.value.response.status_code


def csrf_of(session) -> str:
    return re.search(r'name="csrf" value="([^"]+)"', session.get("/").text).group(1)


def test_an_address_and_an_account_have_only_so_many_sockets(own_server):
    env = {"TRUSTED_PROXY_HOPS": 1, "SOCKETS_PER_ADDRESS": 3, "SOCKETS_PER_ACCOUNT": 2}
    server = own_server().start()
    race = server.races().make("ann")
    session = server.browser_session("ann_tabs")
    # The development login and a proxy do not go together.
    assert server.stop() == 0
    server.options, server.env = [], env
    server.start()
    home, away = ({"X-Forwarded-For": address} for address in ("203.0.113.7", "203.0.113.8"))
    with contextlib.ExitStack() as stack:
        first, _ = (stack.enter_context(open_viewer(race, session, **away)) for _ in range(2))
        assert refusal(race, session, **home) == 429
        for _ in range(3):
            stack.enter_context(open_viewer(race, **home))
        assert refusal(race, **home) == 429
        first.close()
        deadline = time.monotonic() + 10
        while True:
            try:
                open_viewer(race, session, **away).close()
                break
            except InvalidStatus:
                assert time.monotonic() < deadline, "A place that was left stays taken"


@pytest.mark.parametrize("name", ["SOCKETS_PER_ADDRESS", "SOCKETS_PER_ACCOUNT"])
def test_limits_that_cannot_be_used_are_named(own_server, name):
    for value in ("0", "many", "-1"):
        with pytest.raises(RuntimeError, match=f"ended with 2:[^$]*{name}"):
            own_server(env={name: value}).start()


def test_signing_out_closes_the_sockets_of_that_session_only(server, races):
    race = races.make("ann")
    here, there = (server.browser_session("ann_twice") for _ in range(2))
    with open_viewer(race, here) as mine, open_viewer(race, there) as other, open_viewer(race) as stranger:
        mine.joined()
        for still in (other, stranger):
            still.expect("race_state")
        assert here.post("/sign-out", data={"csrf": csrf_of(here)}).status_code == 303
        assert mine.closed() == (1008, "Signed out")
        race.add("bob")
        for still in (other, stranger):
            still.until("leaderboard_update", lambda frame: len(frame["participants"]) == 2)
