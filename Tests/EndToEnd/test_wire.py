"""The validator itself: it takes the frames that the Swift side has recorded, and refuses what an old mod can't read."""

import copy
import json
import re

import pytest

import wire
from server import ROOT

FRAMES = ROOT / "Tests" / "SpeedFogProtocolTests" / "Frames"
RECORDED = sorted(path for path in FRAMES.glob("*.json") if not path.name.startswith("mod-"))


def text_of(path) -> str:
    """The recorded frame, with ids as the server makes them instead of short ones."""
    return re.sub(r'"[a-z]\d"', '"00000000-0000-4000-8000-000000000001"', path.read_text())


def recorded(name) -> dict:
    """The frame as a room sends it: gaps only where they belong. The samples show off the encoder with all fields."""
    frame = json.loads(text_of(FRAMES / f"{name}.json"))
    if frame["type"] in ("auth_ok", "race_state"):
        for row in frame["participants"]:
            row.update(gap_ms=None, layer_entry_igt=None)
    if frame["type"] == "player_update":
        frame["player"]["gap_ms"] = None
    return frame


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_recorded_frames_are_taken(path):
    text = text_of(path)
    wire.load(text)
    frame = recorded(path.stem)
    if "epoch" in frame:
        wire.check_update(frame)
        return
    known = wire.TO_MODS if frame["type"] in wire.TO_MODS else wire.TO_VIEWERS
    wire.check_exact(frame, known)
    if frame["type"] in wire.TO_MODS:
        wire.parse_as_mod(text)


DAMAGE = {
    "a float for an integer": ("player_update", lambda f: f["player"].update(igt_ms=3.0)),
    "a boolean for an integer": ("player_update", lambda f: f["player"].update(death_count=True)),
    "more than 32 bits": ("player_update", lambda f: f["player"].update(igt_ms=2**31)),
    "a missing name": ("player_update", lambda f: f["player"].pop("twitch_username")),
    "a null name": ("player_update", lambda f: f["player"].update(twitch_username=None)),
    "no exits, but null": ("zone_update-exits", lambda f: f.update(exits=None)),
    "an exit without discovered": ("zone_update-exits", lambda f: f["exits"][0].pop("discovered")),
    "event ids that are null": ("auth_ok-running", lambda f: f["seed"].update(event_ids=None)),
    "a negative flag": ("auth_ok-running", lambda f: f["seed"].update(event_ids=[-1])),
    "a negative item": ("auth_ok-running", lambda f: f["seed"].update(spawn_items=[{"id": -1}])),
    "one bad row of many": ("leaderboard_update-running", lambda f: f["participants"][-1].update(gap_ms="1")),
    "a split that is no number": ("leaderboard_update-running", lambda f: f.update(leader_splits={"0": None})),
    "a race without status": ("auth_ok-running", lambda f: f["race"].pop("status")),
    "an unknown type": ("ping", lambda f: f.update(type="chat_message")),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_what_an_old_mod_cannot_read_is_refused(what):
    name, damage = DAMAGE[what]
    frame = copy.deepcopy(recorded(name))
    damage(frame)
    with pytest.raises(wire.WireError):
        wire.parse_as_mod(json.dumps(frame))


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("ping", lambda f: f.update(more=1)),
        ("player_update", lambda f: f["player"].pop("stream_url")),
        ("player_update", lambda f: f["player"].update(extra=None)),
        ("player_update", lambda f: f["player"].update(status="lost")),
        ("race_state-running", lambda f: f["seed"].update(event_ids=[1])),
        ("race_state-running", lambda f: f["race"].update(started_at="yesterday")),
        ("race_state-running", lambda f: f["participants"][0].update(gap_ms=1)),
        ("auth_ok-running", lambda f: f["seed"].update(graph_json={})),
        ("spectator_count", lambda f: f.update(count=-1)),
    ],
)
def test_what_the_old_server_never_sent_is_refused(name, damage):
    frame = copy.deepcopy(recorded(name))
    damage(frame)
    with pytest.raises(wire.WireError):
        wire.check_exact(frame, wire.TO_MODS | wire.TO_VIEWERS)


@pytest.mark.parametrize("text", ['{"type":"ping","type":"ping"}', '{"type":"ping","x":NaN}'])
def test_json_that_readers_disagree_about_is_refused(text):
    with pytest.raises(wire.WireError):
        wire.load(text)


def test_unknown_keys_and_missing_options_are_no_problem_for_a_mod():
    frame = recorded("player_update")
    for key in ("current_zone", "gap_ms", "color_index", "zone_history", "is_live", "stream_url"):
        del frame["player"][key]
    frame["player"]["something_new"] = {"x": 1.5}
    wire.parse_as_mod(json.dumps(frame))
