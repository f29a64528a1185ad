"""What runners do, as the tests tell it."""

from clients import Mod
from seeds import BOSS_FLAG, CAVE_FLAG, FINISH, HALL_FLAG


def ready(mod: Mod):
    mod.send("ready")
    mod.until("leaderboard_update", lambda frame: mod.own(frame)["status"] == "ready")


def play(mod: Mod, igt=1000, deaths=0) -> dict:
    """Sends the first status update and reads what follows from it."""
    mod.send("status_update", igt_ms=igt, death_count=deaths)
    return mod.own(mod.until("leaderboard_update", lambda frame: mod.own(frame)["status"] == "playing"))


def cross(mod: Mod, flag, igt) -> list[dict]:
    """Raises a flag; what comes up to the zone that belongs to it."""
    mod.send("event_flag", flag_id=flag, igt_ms=igt)
    return mod.collect("zone_update")


def walk(mod: Mod, igt):
    """Crosses the way through the cave that is still ahead, up to the last place; `igt` is that of the last gate."""
    for index, flag in enumerate((CAVE_FLAG, HALL_FLAG, BOSS_FLAG)):
        mod.send("event_flag", flag_id=flag, igt_ms=igt - 2_000 * (2 - index))
        mod.collect("zone_update")


def finish(mod: Mod, igt):
    mod.send("event_flag", flag_id=FINISH, igt_ms=igt)
    mod.until("leaderboard_update", lambda frame: mod.own(frame)["status"] == "finished")
