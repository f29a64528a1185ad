"""Files that real watches wrote: `convert` and `analyse` beside independent decoders, and formats that come out."""

import csv
import datetime
import gzip
import json
import shutil
import subprocess
import time
import xml.etree.ElementTree as ElementTree
import zipfile

import fitdecode
import gpxpy
import pytest

import activity_oracles as oracles
import activity_oracles_xml as xml
from gofast import HALF, WATCH_FILES, as_json, gofast, refused, samples, told
from server import binary, environment

NAMES = {
    "altitude": "altitudeMeters", "distance": "distanceMeters", "speed": "metersPerSecond", "power": "watts",
    "temperature": "celsius", "latitude": "latitude", "longitude": "longitude", "heartRate": "heartRate",
    "cadence": "cadence",
}


def converted(path, tmp_path) -> list[dict]:
    """What `convert` makes of a file, as JSON."""
    out = tmp_path / "out.json"
    told("convert", path, out)
    return json.loads(out.read_text())["activities"]


def in_terms_of_oracles(activity) -> dict:
    start = datetime.datetime.fromisoformat(activity["start"]).timestamp() if "start" in activity else None
    points = [
        {"time": None if start is None else start + sample["seconds"], "seconds": sample["seconds"]}
        | {theirs: sample.get(ours) for theirs, ours in NAMES.items()}
        for sample in activity["samples"]
    ]
    laps = [
        {
            "start": None if start is None else start + lap["startSeconds"],
            "distance": lap["totals"].get("distanceMeters"),
            **{name: lap["totals"].get(name) for name in ("timerSeconds", "kilocalories", "averageHeartRate", "maximumHeartRate")},
        }
        for lap in activity["laps"]
    ]
    totals = {"points": len(points)}
    totals |= {"distance": activity["totals"]["distanceMeters"]} if "distanceMeters" in activity["totals"] else {}
    totals |= {name: activity["totals"][name] for name in ("kilocalories", "timerSeconds") if name in activity["totals"]}
    return {"samples": points, "laps": laps, "totals": totals, "pauses": activity["pauses"]}


def gpxpy_reads(path) -> bool:
    try:
        return any(entry["samples"] for entry in xml.decode(path))
    except (gpxpy.gpx.GPXException, ElementTree.ParseError, ValueError, UnicodeDecodeError):
        return False


@pytest.mark.parametrize("suffix", [".gpx", ".tcx"])
def test_tracks_are_read_as_independent_decoders_read_them(suffix, tmp_path):
    files = [path for path in samples(suffix) if gpxpy_reads(path)]
    assert len(files) >= (20 if suffix == ".gpx" else 3)
    for path in files:
        theirs = xml.decode(path)
        ours = [in_terms_of_oracles(activity) for activity in converted(path, tmp_path)]
        assert len(ours) == len(theirs), path.name
        for our, their in zip(ours, theirs):
            assert not xml.differences(our, their), path.name


def test_fit_files_are_read_as_fitdecode_reads_them(tmp_path):
    files = samples(".fit")
    assert len(files) >= 5
    for path in files:
        out = tmp_path / "out.json"
        told("convert", path, out)
        assert not oracles.differences_fit(json.loads(out.read_text()), path), path.name


def test_packed_files_are_read_as_if_they_were_not(tmp_path):
    plain = WATCH_FILES / "3173437224.tcx"
    packed = tmp_path / "run.tcx.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert converted(packed, tmp_path) == converted(plain, tmp_path)


@pytest.mark.parametrize("name, meters, timer, laps, heart_rates", [
    ("4801048867.fit", 36322.85, 5158.557, 8, (130, 160)),
    ("4078723797.fit", 57567.24, 8355.6, 1, (165, 190)),
])
def test_totals_are_those_of_the_device(name, meters, timer, laps, heart_rates, tmp_path):
    (activity,) = converted(WATCH_FILES / name, tmp_path)
    totals = activity["totals"]
    assert totals["distanceMeters"] == pytest.approx(meters, abs=0.01)
    assert totals["timerSeconds"] == pytest.approx(timer, abs=0.06)
    assert (totals["averageHeartRate"], totals["maximumHeartRate"]) == heart_rates
    assert len(activity["laps"]) >= laps


@pytest.mark.parametrize("suffix", ["tcx", "gpx"])
def test_what_goes_out_comes_back(suffix, tmp_path):
    source = WATCH_FILES / "4801048867.fit"
    out = tmp_path / f"ride.{suffix}"
    told("convert", source, out)
    (before,), (after,) = converted(source, tmp_path), converted(out, tmp_path)
    assert after["start"] == before["start"]
    placed = [sample for sample in before["samples"] if "latitude" in sample or suffix == "tcx"]
    assert len(after["samples"]) == len(placed)
    for ours, theirs in zip(after["samples"], placed):
        assert ours["seconds"] == pytest.approx(theirs["seconds"], abs=0.002)
        for name in ("heartRate", "latitude"):
            assert ours.get(name) == pytest.approx(theirs.get(name), abs=1e-6) if name in theirs else name not in ours


@pytest.mark.parametrize("rows, least", [("samples", 5159), ("laps", 8), ("splits", 22), ("activities", 1)])
def test_tables_have_a_row_for_each(rows, least, tmp_path):
    out = tmp_path / "out.csv"
    told("convert", WATCH_FILES / "4801048867.fit", out, "--rows", rows)
    with open(out, newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) >= least and all(len(row) == len(table[0]) for row in table)


def test_a_plan_becomes_workouts_that_a_watch_reads(tmp_path):
    plan, archive = tmp_path / "plan.json", tmp_path / "workouts.zip"
    plan.write_text(told("plan", *HALF, "--format", "json"))
    told("convert", plan, archive)
    sessions = [day for day in json.loads(plan.read_text())["days"] if day["plannedData"]["type"] != "rest"]
    with zipfile.ZipFile(archive) as zipped:
        assert zipped.testzip() is None
        assert len(zipped.namelist()) == len(sessions)
        for name in zipped.namelist():
            with fitdecode.FitReader(zipped.read(name), check_crc=fitdecode.CrcCheck.RAISE) as reader:
                messages = [frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
            assert messages[0].get_value("type") == "workout"
            steps = [message for message in messages if message.name == "workout_step"]
            assert steps and messages[1].get_value("num_valid_steps") == len(steps)


@pytest.mark.parametrize("suffix", ["ics", "csv", "json"])
def test_a_stored_plan_gives_the_same_as_a_new_one(suffix, tmp_path):
    plan, out = tmp_path / "plan.json", tmp_path / f"out.{suffix}"
    plan.write_text(told("plan", *HALF, "--format", "json"))
    told("convert", plan, out)
    stamps = ("DTSTAMP", "LAST-MODIFIED")
    lines = lambda text: [line for line in text.splitlines() if not line.startswith(stamps)]
    assert lines(out.read_text()) == lines(told("plan", *HALF, "--format", suffix))


def tempo_run(folder):
    """A run that fits the first tempo session of the plan of the README: its file and the session."""
    plan = as_json("plan", *HALF, "--format", "json")
    day = next(day for day in plan["days"] if day["plannedData"]["type"] == "tempo")
    meters, speed, points = day["plannedData"]["mileage"] * 1609.344, 3.0, []
    start = datetime.datetime.fromisoformat(day["date"] + "T07:00:00+00:00")
    for second in range(0, int(meters / speed) + 1, 5):
        moment = (start + datetime.timedelta(seconds=second)).isoformat().replace("+00:00", "Z")
        points.append(
            f"<Trackpoint><Time>{moment}</Time><DistanceMeters>{second * speed}</DistanceMeters>"
            "<HeartRateBpm><Value>160</Value></HeartRateBpm></Trackpoint>"
        )
    file = folder / "run.tcx"
    file.write_text(
        '<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f'<Activities><Activity Sport="Running"><Id>{start.isoformat()}</Id><Lap StartTime="{start.isoformat()}">'
        f"<TotalTimeSeconds>{meters / speed}</TotalTimeSeconds><DistanceMeters>{meters}</DistanceMeters><Track>"
        f"{''.join(points)}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    )
    (folder / "plan.json").write_text(json.dumps(plan))
    return file, day


def test_a_run_is_matched_to_its_session_and_scored(tmp_path):
    file, day = tempo_run(tmp_path)
    found = as_json("analyse", file, "--plan", tmp_path / "plan.json", "--max-hr", "185", "--format", "json")
    (match,), (session,) = found["matches"], found["sessions"]
    assert (match["band"], match["session"]) == ("auto", day["id"])
    assert match["candidates"][0]["reasons"]
    assert session["session"] == day["id"] and 0 <= session["score"] <= 100
    assert [part["kind"] for part in session["parts"]] == ["volume", "intensity", "structure", "effort"]
    assert all(part["text"] for part in session["parts"])
    assert session["steps"]
    text = told("analyse", file, "--plan", tmp_path / "plan.json", "--max-hr", "185")
    assert day["id"] in text and "volume" in text and ":60" not in text


def test_other_sports_are_no_runs(tmp_path):
    plan = tmp_path / "plan.json"
    plan.write_text(told("plan", *HALF, "--format", "json"))
    found = as_json("analyse", WATCH_FILES / "4801048867.fit", "--plan", plan, "--format", "json")
    assert found["matches"][0]["band"] == "extra"


def test_one_bad_file_does_not_hide_the_others(tmp_path):
    bad = tmp_path / "bad.fit"
    bad.write_bytes(b"\x0e\x10" + bytes(50))
    done = gofast("analyse", bad, WATCH_FILES / "3173437224.tcx", "--format", "json")
    assert done.returncode == 2 and "bad.fit" in done.stderr
    assert len(json.loads(done.stdout)["activities"]) == 1


def test_bad_files_are_told_in_words(tmp_path):
    (tmp_path / "empty.fit").write_bytes(b"")
    (tmp_path / "no.json").write_text('{"weeks": 3}')
    (tmp_path / "words.txt").write_text("hello")
    bomb = '<!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><gpx><trk><name>&b;</name></trk></gpx>'
    (tmp_path / "bomb.gpx").write_text(bomb)
    out = tmp_path / "out.json"
    for name in ("empty.fit", "no.json", "words.txt", "bomb.gpx", "missing.fit"):
        assert name in refused("convert", tmp_path / name, out), name
    assert "folder" in refused("convert", tmp_path, out)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as zipped:
        zipped.writestr("a.gpx", "<gpx/>")
    assert "import" in refused("convert", tmp_path / "export.zip", out)
    assert ".xyz" in refused("convert", WATCH_FILES / "3173437224.tcx", tmp_path / "out.xyz")
    assert "written" in refused("convert", WATCH_FILES / "3173437224.tcx", tmp_path / "no" / "out.json")
    assert not out.exists()


def test_a_bulk_export_is_imported_and_goes_on_where_it_stopped(tmp_path):
    export, into = tmp_path / "export.zip", tmp_path / "mine"
    with zipfile.ZipFile(export, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("activities.csv", "Activity ID,Activity Date,Activity Name,Activity Type,Filename\n"
                        '1,"Sep 20, 2019, 4:10:03 PM",Alps,Ride,activities/1.fit.gz\n')
        zipped.writestr("activities/1.fit.gz", gzip.compress((WATCH_FILES / "4078723797.fit").read_bytes()))
        zipped.writestr("activities/2.tcx", b"   " + (WATCH_FILES / "3173437224.tcx").read_bytes())
        zipped.writestr("activities/3.gpx", (WATCH_FILES / "4801048867_strava.gpx").read_bytes())
        zipped.writestr("activities/broken.fit", b"\x0e\x10nothing")
    first = told("import", export, "--into", into)
    assert "3 activities" in first and "1 unreadable" in first
    again = told("import", export, "--into", into)
    assert "there already" in again
    lines = [json.loads(line) for line in (into / "imports.jsonl").read_text().splitlines()]
    assert len([line for line in lines if line.get("activities")]) == 3
    assert any("Alps" == activity.get("name") for line in lines for activity in line.get("activities", []))


def test_an_interrupted_import_ends_tidily(tmp_path):
    export, into = tmp_path / "many.zip", tmp_path / "mine"
    ride = (WATCH_FILES / "4078723797.fit").read_bytes()
    with zipfile.ZipFile(export, "w") as zipped:
        for number in range(120):
            # A byte more behind the data makes each its own file.
            zipped.writestr(f"{number}.fit", ride + bytes([number % 256, number // 256]))
    command = [binary(), "gofast", "import", str(export), "--into", str(into)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
    ledger = into / "imports.jsonl"
    for _ in range(3000):
        if process.poll() is not None or (ledger.exists() and ledger.stat().st_size):
            break
        time.sleep(0.01)
    process.send_signal(2)
    process.communicate(timeout=30)
    assert process.returncode == 130
    before = len(ledger.read_text().splitlines())
    assert before < 120
    told("import", export, "--into", into)
    after = [json.loads(line) for line in ledger.read_text().splitlines()]
    assert len({line["path"] for line in after}) == 120
