"""TCX and GPX as independent decoders read them (gpxpy, tcxreader), in the terms of our activities.

`decode(path)` answers a list, one entry for each track or activity:
    {"samples": [{"time", "latitude", ...}], "laps": [{"start", "distance", ...}], "totals": {...}}
Times are seconds since 1970 (None without a time). Moments that occur twice are merged as our samples are: the first one
counts, and takes what it lacks from those after it. `differences(ours, theirs)` says in words what does not agree; ours has `pauses` [[start, end]] and `seconds` besides.
"""

import datetime
import math
import xml.etree.ElementTree as ElementTree

import gpxpy
import gpxpy.geo
import tcxreader.tcxreader

FIELDS = ("latitude", "longitude", "altitude", "distance", "heartRate", "cadence", "speed", "power", "temperature")
ON_FOOT = ("running", "walking", "hiking")


def decode(path):
    """Every track of a GPX file with points, every activity of a TCX file."""
    return gpx(path) if str(path).lower().endswith(".gpx") else tcx(path)


def gpx(path):
    with open(path, encoding="utf-8-sig") as file:
        parsed = gpxpy.parse(file)
    on_foot = lambda track: any(word in (track.type or track.name or "").lower() for word in ("run", "9", "walk", "hik"))
    tracks = []
    for track in parsed.tracks:
        points = [
            {**_gpx_sample(point, on_foot(track)), "stretch": (len(tracks), number, track.number, track.name)}
            for number, segment in enumerate(track.segments)
            for point in segment.points
        ]
        if tracks and points and _continues(tracks[-1], points):
            tracks[-1] += points
        elif points:
            tracks.append(points)
    routes = [[_gpx_sample(point, False) for point in route.points] for route in parsed.routes if route.points]
    return [_activity(points) for points in tracks or routes]


def _continues(before, points):
    """Tracks that follow each other within three hours are one activity (the samples here have one sport a file)."""
    ends = [point["time"] for point in before if point["time"] is not None][-1:]
    starts = [point["time"] for point in points if point["time"] is not None][:1]
    return bool(ends and starts) and 0 <= starts[0] - ends[0] <= 10_800


def _gpx_sample(point, on_foot):
    sample = dict.fromkeys(FIELDS)
    sample.update(
        time=_seconds(point.time), latitude=point.latitude, longitude=point.longitude, altitude=point.elevation
    )
    sample["speed"] = getattr(point, "speed", None)
    names = {
        "hr": "heartRate", "cad": "cadence", "atemp": "temperature", "speed": "speed", "power": "power",
        "PowerInWatts": "power",
    }  # fmt: skip
    for extension in point.extensions:
        for element in extension.iter():
            name = names.get(element.tag.split("}")[-1])
            if name and element.text:
                sample[name] = float(element.text)
    return _settled(sample, on_foot)


def tcx(path):
    """Activities by tcxreader; what it does not read (times and heart rates of laps) by ElementTree."""
    space = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"
    with open(path, "rb") as file:
        root = ElementTree.fromstring(file.read().lstrip())
    activities = root.findall(f".//{space}Activity")
    if len(activities) != 1:
        raise ValueError(f"tcxreader tells no activities apart; {path} holds {len(activities)}")
    on_foot = activities[0].get("Sport") == "Running"
    read = tcxreader.tcxreader.TCXReader().read(str(path), only_gps=False)
    samples = []
    stretches = iter([number for number, track in enumerate(root.iter(f"{space}Track")) for _ in track])
    for point in read.trackpoints:
        sample = {
            "time": _seconds(point.time), "latitude": point.latitude, "longitude": point.longitude,
            "altitude": point.elevation, "distance": point.distance, "heartRate": point.hr_value,
            "cadence": point.tpx_ext.get("RunCadence", point.cadence), "speed": point.tpx_ext.get("Speed"),
            "power": point.tpx_ext.get("Watts"), "temperature": None,
        }  # fmt: skip
        samples.append({**_settled(sample, on_foot), "stretch": next(stretches)})
    result = _activity(samples)
    number = lambda lap, name: None if lap.findtext(name) is None else float(lap.findtext(name))
    result["laps"] = [
        {
            "start": _seconds(datetime.datetime.fromisoformat(lap.get("StartTime").replace("Z", "+00:00"))),
            "distance": number(lap, f"{space}DistanceMeters"),
            "timerSeconds": number(lap, f"{space}TotalTimeSeconds"),
            "kilocalories": number(lap, f"{space}Calories"),
            "averageHeartRate": number(lap, f"{space}AverageHeartRateBpm/{space}Value"),
            "maximumHeartRate": number(lap, f"{space}MaximumHeartRateBpm/{space}Value"),
        }
        for lap in activities[0].findall(f"{space}Lap")
    ]
    result["totals"].update(
        distance=read.distance,
        kilocalories=read.calories,
        timerSeconds=sum(lap["timerSeconds"] or 0 for lap in result["laps"]),
    )
    return [result]


def _settled(sample, on_foot):
    """Zero beats mean no pulse was found; devices count the steps of one foot, our samples those of both."""
    if not sample["heartRate"]:
        sample["heartRate"] = None
    if sample["cadence"] is not None and on_foot:
        sample["cadence"] *= 2
    return sample


def _seconds(time):
    if time is None:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=datetime.timezone.utc)).timestamp()


def _with_times(points):
    """Even steps for points without a time, when at least half of the points have one."""
    known = [index for index, point in enumerate(points) if point["time"] is not None]
    if len(known) * 2 < len(points):
        return [{**point, "time": None} for point in points]
    times = {index: points[index]["time"] for index in known}
    for start, end in zip(known, known[1:]):
        for index in range(start + 1, end):
            times[index] = times[start] + (times[end] - times[start]) * (index - start) / (end - start)
    steps = sorted(times[end] - times[start] for start, end in zip(known, known[1:]) if times[end] > times[start])
    usual = steps[len(steps) // 2] if steps else 1
    for index in range(known[0]):
        times[index] = times[known[0]] - usual * (known[0] - index)
    for index in range(known[-1] + 1, len(points)):
        times[index] = times[known[-1]] + usual * (index - known[-1])
    return [{**point, "time": times[index]} for index, point in enumerate(points)]


def _activity(points):
    points = _with_times(points)
    timed = any(point["time"] is not None for point in points)
    samples = []
    for point in sorted(points, key=lambda point: point["time"]) if timed else points:
        if samples and timed and samples[-1]["time"] == point["time"]:
            for field in FIELDS:
                if samples[-1][field] is None:
                    samples[-1][field] = point[field]
        else:
            samples.append(dict(point))
    interrupted = [
        not (timed and later["time"] - earlier["time"] <= 2) and earlier.get("stretch") != later.get("stretch")
        for earlier, later in zip(samples, samples[1:])
    ]
    totals = {"points": len(samples), "length2D": length_2d(samples, interrupted)}
    return {"samples": samples, "laps": [], "totals": totals}


def length_2d(samples, interrupted):
    """Metres along the positions by gpxpy's own formula, without the hops in which nothing was recorded."""
    length = 0.0
    before, hop = None, False
    for sample, is_interrupted in zip(samples, [False, *interrupted]):
        hop = hop or is_interrupted
        if sample.get("latitude") is None:
            continue
        place = gpxpy.geo.Location(sample["latitude"], sample["longitude"])
        if before is not None and not hop:
            length += gpxpy.geo.length_2d([before, place])
        before, hop = place, False
    return length


def hops_in(pauses, samples):
    """Whether a pause (start and end in seconds, as in the samples) lies between each sample and the next."""
    begins = {round(start, 3) for start, _ in pauses}
    return [round(sample["seconds"], 3) in begins for sample in samples[:-1]]


def differences(ours, theirs, tolerance=1e-6):
    """What does not agree, at most 20 sentences; `ours` is in the form of `theirs`."""
    found = []
    if len(ours["samples"]) != len(theirs["samples"]):
        found.append(f"{len(ours['samples'])} samples, expected {len(theirs['samples'])}")
    for index, (our, their) in enumerate(zip(ours["samples"], theirs["samples"])):
        found += _unequal(f"sample {index}", our, their, ("time", *FIELDS), tolerance)
    if len(ours["laps"]) != len(theirs["laps"]):
        found.append(f"{len(ours['laps'])} laps, expected {len(theirs['laps'])}")
    for index, (our, their) in enumerate(zip(ours["laps"], theirs["laps"])):
        found += _unequal(f"lap {index}", our, their, their, 1e-3)
    for name, expected in theirs["totals"].items():
        actual = ours["totals"].get(name, expected)
        if name == "length2D":
            actual = length_2d(ours["samples"], hops_in(ours["pauses"], ours["samples"]))
        if actual is None or not math.isclose(actual, expected, rel_tol=1e-3, abs_tol=0.01):
            found.append(f"total {name} is {actual}, expected {expected}")
    return found[:20]


def _unequal(where, our, their, fields, tolerance):
    for field in fields:
        actual, expected = our.get(field), their.get(field)
        if (actual is None) != (expected is None) or (
            actual is not None and not math.isclose(actual, expected, rel_tol=1e-9, abs_tol=tolerance)
        ):
            yield f"{where}: {field} is {actual}, expected {expected}"
