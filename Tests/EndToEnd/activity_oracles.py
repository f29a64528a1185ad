"""What independent decoders make of files of activities, and where ours differs.

An oracle answers {"sessions": [...], "laps": [...], "samples": [...], "local_offset": seconds or None}; times are seconds since
1970, distances metres. `differences_fit` compares it with the JSON that `startline gofast convert FILE OUT.json` writes.
"""

import time
from datetime import UTC, datetime
from pathlib import Path

import fitdecode

# FIT times below this count from when the device was switched on (FIT profile, date_time).
FIRST_DATE = 0x10000000
FIT_EPOCH = 631_065_600
ON_FOOT = {"running", "walking", "hiking"}


def _seconds(value):
    """A time as fitdecode gives it, as seconds since 1970."""
    return value.timestamp() if isinstance(value, datetime) else value


def _value(frame, name):
    return _seconds(frame.get_value(name, fallback=None)) if frame.has_field(name) else None


def _first(frame, *names):
    """The first of the fields that holds something."""
    return next((value for name in names if (value := _value(frame, name)) is not None), None)


def _summary(frame) -> dict:
    return {
        "start": _value(frame, "start_time"),
        "distance": _value(frame, "total_distance"),
        "elapsed": _value(frame, "total_elapsed_time"),
        "timer": _value(frame, "total_timer_time"),
        "average_heart_rate": _value(frame, "avg_heart_rate"),
        "maximum_heart_rate": _value(frame, "max_heart_rate"),
        "ascent": _value(frame, "total_ascent"),
        "descent": _value(frame, "total_descent"),
        "kilocalories": _value(frame, "total_calories"),
    }


def _sample(frame) -> dict:
    heart_rate = _value(frame, "heart_rate")
    return {
        "time": _value(frame, "timestamp"),
        # A strap that is not worn says 0.
        "heart_rate": heart_rate or None,
        "distance": _value(frame, "distance"),
        "speed": _first(frame, "enhanced_speed", "speed"),
        "altitude": _first(frame, "enhanced_altitude", "altitude"),
        "cadence": _value(frame, "cadence"),
        "power": _value(frame, "power"),
        "temperature": _value(frame, "temperature"),
        "latitude": _degrees(_value(frame, "position_lat")),
        "longitude": _degrees(_value(frame, "position_long")),
    }


def _degrees(semicircles):
    return None if semicircles is None else semicircles * 180 / 2**31


def fit(path: Path) -> dict:
    """What fitdecode reads in a FIT file; samples of one moment are kept as they come."""
    oracle = {"sessions": [], "laps": [], "samples": [], "local_offset": None}
    with fitdecode.FitReader(str(path), check_crc=fitdecode.CrcCheck.DISABLED) as reader:
        for frame in reader:
            if not isinstance(frame, fitdecode.FitDataMessage):
                continue
            if frame.name == "record":
                oracle["samples"].append(_sample(frame))
            elif frame.name == "session":
                oracle["sessions"].append(_summary(frame) | {"sport": str(_value(frame, "sport"))})
            elif frame.name == "lap":
                oracle["laps"].append(_summary(frame))
            elif frame.name == "activity":
                local, own = _value(frame, "local_timestamp"), _value(frame, "timestamp")
                if local is not None and own is not None:
                    oracle["local_offset"] = local - own
    return oracle


def fit_seconds(path: Path) -> float:
    """How long fitdecode takes for a file, all messages read, for a comparison of speed."""
    begin = time.perf_counter()
    with fitdecode.FitReader(str(path)) as reader:
        for _ in reader:
            pass
    return time.perf_counter() - begin


def differences_fit(decoded: dict, path: Path) -> list[str]:
    """In words, where the decoded file differs from what fitdecode reads; an empty list means that they agree."""
    oracle = fit(path)
    activities = decoded["activities"]
    found: list[str] = []

    def same(what: str, ours, theirs, tolerance: float = 1e-6):
        if (ours is None) != (theirs is None):
            found.append(f"{what}: {ours} instead of {theirs}")
        elif ours is not None and abs(ours - theirs) > tolerance:
            found.append(f"{what}: {ours} instead of {theirs}")

    def totals(what: str, ours: dict, theirs: dict):
        names = {
            "distanceMeters": "distance", "elapsedSeconds": "elapsed", "timerSeconds": "timer",
            "averageHeartRate": "average_heart_rate", "maximumHeartRate": "maximum_heart_rate",
            "ascentMeters": "ascent", "descentMeters": "descent", "kilocalories": "kilocalories",
        }
        for name, oracles in names.items():
            same(f"{what} {oracles}", ours.get(name), theirs[oracles])

    sessions = sorted(oracle["sessions"], key=lambda session: session["start"] or 0)
    if sessions and len(activities) != len(sessions):
        return [f"{len(activities)} activities instead of {len(sessions)}"]
    for number, (activity, session) in enumerate(zip(activities, sessions, strict=bool(sessions))):
        totals(f"activity {number}", activity["totals"], session)
        same(f"activity {number} start", _start(activity), session["start"], 60)
        if oracle["local_offset"] is not None and activity.get("start"):
            same(f"activity {number} local offset", activity.get("utcOffsetSeconds"), oracle["local_offset"], 120)

    laps = [lap for activity in activities for lap in activity["laps"]]
    if len(laps) != len(oracle["laps"]):
        found.append(f"{len(laps)} laps instead of {len(oracle['laps'])}")
    for number, (ours, theirs) in enumerate(zip(laps, sorted(oracle["laps"], key=lambda lap: lap["start"] or 0))):
        totals(f"lap {number}", ours["totals"], theirs)

    found += _differing_samples(activities, oracle["samples"])
    return found


def _start(activity: dict) -> float:
    """Seconds since 1970; seconds since power-up don't reach our JSON, so they count from 0."""
    if not activity.get("start"):
        return 0.0
    return datetime.fromisoformat(activity["start"].replace("Z", "+00:00")).astimezone(UTC).timestamp()


def _differing_samples(activities: list[dict], theirs: list[dict]) -> list[str]:
    found: list[str] = []
    at: dict[float, list[dict]] = {}
    for sample in theirs:
        # fitdecode leaves relative times as numbers of the file.
        if sample["time"] is not None:
            at.setdefault(round(sample["time"], 3), []).append(sample)
    ours = [
        (round(_start(activity) + sample["seconds"], 3), sample, activity)
        for activity in activities for sample in activity["samples"]
    ]
    if len(ours) != len(at):
        found.append(f"{len(ours)} samples instead of {len(at)} moments")
    if any(not activity.get("start") for activity in activities):
        return found
    for moment, sample, activity in ours:
        candidates = at.get(moment)
        if not candidates:
            found.append(f"a sample at {moment}, where there is none")
            continue
        foot = 2 if activity["sport"] in ON_FOOT else 1
        for name, oracles, tolerance, factor in [
            ("heartRate", "heart_rate", 0, 1), ("distanceMeters", "distance", 1e-6, 1),
            ("metersPerSecond", "speed", 1e-9, 1), ("altitudeMeters", "altitude", 1e-6, 1),
            ("latitude", "latitude", 1e-9, 1), ("longitude", "longitude", 1e-9, 1),
            ("watts", "power", 0, 1), ("celsius", "temperature", 0, 1), ("cadence", "cadence", 2, foot),
        ]:
            expected = [one[oracles] for one in candidates if one[oracles] is not None]
            mine = sample.get(name)
            if not expected and mine is None:
                continue
            if mine is None or all(abs(mine - value * factor) > tolerance for value in expected):
                found.append(f"{oracles} at {moment}: {mine} instead of {expected}")
        if len(found) > 20:
            return [*found, "and more"]
    return found
