"""Every message of the sockets, and every frame, tried with what nobody should send.

Each gets its 4xx with words, or its protocol error; never a 5xx. The `server` fixture fails a test whose input leaves
a trace of something broken in the log.
"""

import socket

import pytest
from websockets.exceptions import ConnectionClosed

from clients import Mod, Viewer
from seeds import CAVE, CAVE_FLAG, FINISH

DEEP = "[" * 30_000 + "]" * 30_000

pytestmark = pytest.mark.usefixtures("still_well")


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
BROKEN = ["", " ", "{", "}", "nonsense", '{"type":', '{"type":"ready"', "'", "\u0000",
          "NaN", '{"type":"status_update","igt_ms":NaN,"death_count":0}', '{"type":"status_update","igt_ms":01,"death_count":0}',
          "[" * 30_000, '{"a":' * 10_000, DEEP]
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
        elif type_name == "finished" and value in (2**31, 2**32, 2**63, 2**64, 10**40, 1e300, None, 0.5):
            continue  # Cut to the largest number, or no clock at all: either would finish the run.
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
                                                  ("event_flag", "flag_id")])
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
