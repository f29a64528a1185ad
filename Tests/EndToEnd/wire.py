"""The wire of SpeedFog Racing v1.3.2, written a second time.

`parse_as_mod` reads a frame by the rules of the old mod's deserialiser, `check_exact` by what the old server sent.
"""

import json
import re

I32 = (-(2**31), 2**31 - 1)
U32 = (0, 2**32 - 1)
RACE_STATUSES = {"setup", "running", "finished"}
RUN_STATUSES = {"registered", "ready", "playing", "finished", "abandoned"}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)")


class WireError(AssertionError):
    """A frame that breaks the protocol."""


def load(text):
    """JSON without the tolerance of Python's reader: no NaN, no key twice."""

    def unique(pairs):
        keys = [key for key, _ in pairs]
        if len(set(keys)) != len(keys):
            raise WireError(f"A key stands twice: {keys}")
        return dict(pairs)

    def refuse(constant):
        raise WireError(f"{constant} is not JSON")

    return json.loads(text, object_pairs_hook=unique, parse_constant=refuse)


# What a value has to be: each kind says why it is not, or None.


def whole(low, high):
    def kind(value):
        if type(value) is not int:
            return f"is no integer: {value!r}"
        return None if low <= value <= high else f"is out of range: {value}"

    return kind


def string(value):
    return None if type(value) is str else f"is no text: {value!r}"


def boolean(value):
    return None if type(value) is bool else f"is no boolean: {value!r}"


def matching(pattern):
    return lambda value: string(value) or (None if pattern.fullmatch(value) else f"looks wrong: {value!r}")


def one_of(values):
    return lambda value: None if value in values else f"is none of {sorted(values)}: {value!r}"


def null(value):
    return None if value is None else f"should be null: {value!r}"


def nullable(kind):
    return lambda value: None if value is None else kind(value)


def list_of(kind):
    def check(value):
        if type(value) is not list:
            return f"is no list: {value!r}"
        for index, element in enumerate(value):
            why = kind(element)
            if why:
                return f"[{index}] {why}"

    return check


def empty_list(value):
    return None if value == [] else f"should be empty: {value!r}"


def exactly(**fields):
    """An object with these keys and no others."""

    def check(value):
        if type(value) is not dict:
            return f"is no object: {value!r}"
        if set(value) != set(fields):
            return f"lacks {sorted(set(fields) - set(value))}, has too much {sorted(set(value) - set(fields))}"
        for name, kind in fields.items():
            why = kind(value[name])
            if why:
                return f".{name} {why}"

    return check


class Optional:
    """An Option of the old mod: may be null, may be missing."""

    def __init__(self, kind):
        self.kind, self.default = nullable(kind), None


class Default:
    """A field with a default: may be missing, must not be null."""

    def __init__(self, kind):
        self.kind = kind


def tolerant(**fields):
    """An object as the old mod reads it: unknown keys are ignored."""

    def check(value):
        if type(value) is not dict:
            return f"is no object: {value!r}"
        for name, rule in fields.items():
            needed = not isinstance(rule, (Optional, Default))
            if name not in value:
                if needed:
                    return f".{name} is missing"
                continue
            why = (rule if needed else rule.kind)(value[name])
            if why:
                return f".{name} {why}"

    return check


def string_map(kind):
    def check(value):
        if type(value) is not dict:
            return f"is no object: {value!r}"
        for key, element in value.items():
            if not re.fullmatch(r"\d+", key):
                return f"has the key {key!r}"
            why = kind(element)
            if why:
                return f".{key} {why}"

    return check


i32, u32, natural = whole(*I32), whole(*U32), whole(0, I32[1])

# The rules of the mod.

MOD_PARTICIPANT = tolerant(
    id=string,
    twitch_username=string,
    twitch_display_name=Optional(string),
    status=string,
    current_zone=Optional(string),
    current_layer=i32,
    current_layer_tier=Optional(i32),
    igt_ms=i32,
    death_count=i32,
    gap_ms=Optional(i32),
    layer_entry_igt=Optional(i32),
)
MOD_SEED = tolerant(
    total_layers=i32,
    event_ids=Default(list_of(u32)),
    finish_event=Optional(u32),
    spawn_items=Default(list_of(tolerant(id=u32, qty=Default(u32)))),
    seed_id=Optional(string),
)
MOD_MESSAGES = {
    "auth_ok": tolerant(
        participant_id=string,
        race=tolerant(id=string, name=string, status=string),
        seed=MOD_SEED,
        participants=list_of(MOD_PARTICIPANT),
    ),
    "auth_error": tolerant(message=string),
    "race_start": tolerant(),
    "leaderboard_update": tolerant(
        participants=list_of(MOD_PARTICIPANT), leader_splits=Optional(string_map(i32))
    ),
    "race_status_change": tolerant(status=string),
    "player_update": tolerant(player=MOD_PARTICIPANT),
    "zone_update": tolerant(
        node_id=string,
        display_name=string,
        tier=Optional(i32),
        original_tier=Optional(i32),
        exits=Default(list_of(tolerant(text=string, to_name=string, discovered=boolean))),
    ),
    "ping": tolerant(),
    "error": tolerant(message=string),
}


def parse_as_mod(text):
    """Reads a frame as the old mod does; a frame it would not understand is an error here."""
    if len(text.encode()) > 4 * 1024 * 1024:
        raise WireError("The frame is larger than a mod wants to read")
    frame = load(text)
    rule = MOD_MESSAGES.get(frame.get("type"))
    if rule is None:
        raise WireError(f"An old mod does not know this message: {text[:200]}")
    why = rule(frame)
    if why:
        raise WireError(f"An old mod drops {frame['type']}: it {why}")
    return frame


# What exactly is sent.


def history_entry(value):
    """An entry has deaths once there were some; a key more than this is a mistake."""
    if type(value) is dict and "deaths" in value:
        return exactly(node_id=string, igt_ms=natural, deaths=nullable(natural))(value)
    return exactly(node_id=string, igt_ms=natural)(value)


def participant(gaps=True, layer_entry=True):
    return exactly(
        id=matching(UUID),
        twitch_username=string,
        twitch_display_name=nullable(string),
        status=one_of(RUN_STATUSES),
        current_zone=nullable(string),
        current_layer=natural,
        current_layer_tier=nullable(i32),
        igt_ms=natural,
        death_count=natural,
        color_index=natural,
        mod_connected=boolean,
        zone_history=nullable(list_of(history_entry)),
        gap_ms=nullable(i32) if gaps else null,
        layer_entry_igt=nullable(natural) if layer_entry else null,
        is_live=boolean,
        stream_url=nullable(string),
    )


def tagged(type_name, **fields):
    return exactly(type=one_of({type_name}), **fields)


RACE = exactly(
    id=matching(UUID),
    name=string,
    status=one_of(RACE_STATUSES),
    started_at=nullable(matching(MOMENT)),
    seeds_released_at=nullable(matching(MOMENT)),
)
AUTH_SEED = exactly(
    seed_id=nullable(string),
    total_layers=natural,
    graph_json=null,
    total_nodes=null,
    total_paths=null,
    event_ids=list_of(u32),
    finish_event=nullable(u32),
    spawn_items=list_of(exactly(id=u32, qty=u32)),
)
STATE_SEED = exactly(
    seed_id=nullable(string),
    total_layers=natural,
    graph_json=nullable(lambda value: None if type(value) is dict else f"is no object: {value!r}"),
    total_nodes=nullable(natural),
    total_paths=nullable(natural),
    event_ids=empty_list,
    finish_event=null,
    spawn_items=empty_list,
)
STATE_ROW = participant(gaps=False, layer_entry=False)
BOTH = {
    "leaderboard_update": tagged(
        "leaderboard_update",
        participants=list_of(participant()),
        leader_splits=nullable(string_map(natural)),
    ),
    "player_update": tagged("player_update", player=participant(gaps=False)),
    "race_status_change": tagged(
        "race_status_change", status=one_of(RACE_STATUSES), started_at=nullable(matching(MOMENT))
    ),
    "ping": tagged("ping"),
}
TO_MODS = BOTH | {
    "auth_ok": tagged(
        "auth_ok", participant_id=matching(UUID), race=RACE, seed=AUTH_SEED, participants=list_of(STATE_ROW)
    ),
    "auth_error": tagged("auth_error", message=string),
    "race_start": tagged("race_start"),
    "zone_update": tagged(
        "zone_update",
        node_id=string,
        display_name=string,
        tier=nullable(i32),
        original_tier=nullable(i32),
        exits=list_of(exactly(text=string, to_name=string, discovered=boolean)),
    ),
    "error": tagged("error", message=string),
}

# What pages get that asked for updates.

HOLD = exactly(
    number=natural, node_id=nullable(string), finish=boolean, igt_ms=natural, missing_gates=natural, away_ms=natural
)
EVIDENCE = exactly(
    missing_gates=natural, clock_went_back=natural, clock_went_back_ms=natural, clock_ahead_ms=natural
)
STAMP = {
    "epoch": matching(re.compile(r"\d+")),
    "version": whole(0, 2**63),
    "view": string,
    "now": matching(MOMENT),
}


def updated_row(value):
    """A row with what mods do not read; of a clock that only moved no more than the clock."""
    if type(value) is dict and "status" not in value:
        return exactly(
            id=matching(UUID), igt_ms=natural, death_count=natural, place=nullable(natural), gap=nullable(i32)
        )(value)
    judged = {"holds": list_of(HOLD), "evidence": EVIDENCE} if type(value) is dict and "evidence" in value else {}
    extra = ("history_from", "place", "gap", "marks", "holds", "evidence")
    old = participant()({key: inner for key, inner in value.items() if key not in extra})
    return old or exactly(
        history_from=nullable(natural),
        place=nullable(natural),
        gap=nullable(i32),
        marks=list_of(one_of({"knew_map", "missing_gates"})),
        **judged,
    )({key: inner for key, inner in value.items() if key in extra})


UPDATES = {
    "race_state": tagged(
        "race_state",
        race=RACE,
        seed=STATE_SEED,
        participants=list_of(updated_row),
        leader_splits=nullable(string_map(natural)),
        **STAMP,
    ),
}
UPDATE_PARTS = {
    "order": list_of(matching(UUID)),
    "leader_splits": nullable(string_map(natural)),
    "graph_json": nullable(lambda value: None if type(value) is dict else f"is no object: {value!r}"),
}


def check_update(frame):
    """A frame to a page that asked for updates. What is not told in an `update` has not changed."""
    if frame.get("type") != "update":
        return check_exact(frame, UPDATES)
    parts = {name: kind for name, kind in UPDATE_PARTS.items() if name in frame}
    return check_exact(frame, {"update": tagged("update", players=list_of(updated_row), **STAMP, **parts)})


TO_VIEWERS = BOTH | {
    "race_state": tagged("race_state", race=RACE, seed=STATE_SEED, participants=list_of(STATE_ROW)),
    "spectator_count": tagged("spectator_count", count=natural),
}


def check_exact(frame, known):
    """Every key of the message is there, nothing else is, and each value may be what it is."""
    rule = known.get(frame.get("type"))
    if rule is None:
        raise WireError(f"{frame.get('type')!r} is not sent here; known are {sorted(known)}")
    why = rule(frame)
    if why:
        raise WireError(f"{frame['type']} {why}")
    return frame
