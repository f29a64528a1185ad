"""Seed pools for the tests: a small seed of which every node is known, and real graphs."""

import copy
import io
import json
import zipfile
from pathlib import Path

GRAPHS = Path(__file__).resolve().parents[1] / "SeedGraphTests" / "Graphs"

START, CAVE, KEEP, HALL, BOSS = "start_a1b2", "cave_c3d4", "keep_e5f6", "hall_9a9a", "boss_0708"
#: Two doors lead into the cave.
CAVE_FLAG, CAVE_BACK_DOOR, KEEP_FLAG, HALL_FLAG, HALL_OTHER, BOSS_FLAG, FINISH = range(1_040_292_800, 1_040_292_807)
LAYERS = 4

TINY = {
    "version": "4.2",
    "seed": 77,
    "total_layers": LAYERS,
    "total_nodes": 5,
    "total_paths": 2,
    "nodes": {
        START: {
            "type": "start", "display_name": "Quiet Chapel", "zones": ["chapel_x"], "layer": 0, "tier": 1,
            "weight": 1,
            "exits": [
                {"fog_id": "g1", "text": "behind the altar", "from": "chapel_x", "to": CAVE},
                {"fog_id": "g2", "text": "cliff door", "from": "chapel_yard",
                 "from_text": "Region - Chapel Yard", "to": KEEP},
            ],
        },
        CAVE: {
            "type": "mini_dungeon", "display_name": "Limgrave - Damp Cave", "zones": ["cave_x"], "layer": 1,
            "tier": 4, "original_tier": 1, "weight": 3.5,
            "entrances": [{"text": "cave mouth", "from": START, "to": "cave_x"}],
            "exits": [{"fog_id": "g3", "text": "boss exit", "from": "cave_x", "to": HALL}],
        },
        KEEP: {
            "type": "legacy_dungeon", "display_name": "Old Keep", "zones": ["keep_x", "keep_y"], "layer": 1,
            "tier": 5, "original_tier": None, "weight": 9,
            "exits": [{"fog_id": "g4", "text": "throne gate", "from": "keep_y_two", "to": HALL}],
        },
        HALL: {
            "type": "boss_arena", "display_name": "Silent Hall", "zones": ["hall_x"], "layer": 2, "tier": 7,
            "weight": 2, "exits": [{"fog_id": "g5", "text": "last door", "from": "hall_x", "to": BOSS}],
        },
        BOSS: {
            "type": "final_boss", "display_name": "Throne - Last King", "zones": ["throne_x"], "layer": 3,
            "tier": 9, "weight": 2, "randomized_boss": "Some Dragon", "exits": [],
        },
    },
    "edges": [
        {"from": START, "to": CAVE}, {"from": START, "to": KEEP}, {"from": CAVE, "to": HALL},
        {"from": KEEP, "to": HALL}, {"from": HALL, "to": BOSS},
    ],
    "event_map": {
        str(CAVE_FLAG): CAVE, str(CAVE_BACK_DOOR): CAVE, str(KEEP_FLAG): KEEP, str(HALL_FLAG): HALL,
        str(HALL_OTHER): HALL, str(BOSS_FLAG): BOSS,
    },
    "finish_event": FINISH,
    "care_package": [
        {"type": 0, "id": 1000000, "name": "Dagger"},
        {"type": 4, "id": 10100, "name": "Some Ash of War"},
        {"type": 4, "id": 0, "name": "Nothing"},
    ],
}

EXITS = {
    START: [("behind the altar", "Limgrave - Damp Cave"), ("cliff door [Chapel Yard]", "Old Keep")],
    CAVE: [("boss exit", "Silent Hall")],
    KEEP: [("throne gate [Keep Y Two]", "Silent Hall")],
    HALL: [("last door", "Throne - Last King")],
    BOSS: [],
}

CONFIG = """
[display]
type = "race"
sort_order = {order}
estimated_duration = "~{minutes}min"
description = "{description}"
[run]
[structure]
min_layers = {layers}
max_layers = {layers}
final_tier = 9
"""


def numbered(graph: dict) -> dict:
    """A graph that has no flags, with its edges numbered as `event_map`."""
    graph = copy.deepcopy(graph)
    if not graph.get("event_map"):
        base = 1_040_292_800
        graph["event_map"] = {str(base + index): edge["to"] for index, edge in enumerate(graph["edges"])}
        graph["finish_event"] = base + len(graph["edges"])
    return graph


def real_graph(name: str) -> dict:
    return json.loads((GRAPHS / name).read_text())


def write_pool(seeds: Path, name: str, graph: dict, count: int, order=50):
    """A race pool of `count` seeds that all have the same graph."""
    folder = seeds / "race" / name
    folder.mkdir(parents=True)
    layers = graph["total_layers"]
    (folder / "config.toml").write_text(
        CONFIG.format(order=order, minutes=5, layers=layers, description=f"Test pool {name}")
    )
    text = json.dumps(graph)
    for index in range(count):
        slug = f"{sum(name.encode()):04x}{index:08x}"
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as pack:
            top = f"speedfog_{slug}"
            pack.writestr(f"{top}/graph.json", text)
            pack.writestr(f"{top}/config_speedfog.toml", "# ModEngine 2\n")
            pack.writestr(f"{top}/lib/speedfog_race_mod.dll", bytes(range(256)) * 64)
        (folder / f"seed_{slug}.zip").write_bytes(archive.getvalue())
